#pragma once
/// Who enters: Poisson by month and region, each person's attributes addressed by identity.

#include <array>
#include <vector>

#include "justice/people/population.hpp"
#include "justice/people/population_model.hpp"
#include "justice/people/sampling.hpp"

namespace throughgate::justice {

class Arrivals {
 public:
  Arrivals(const PopulationModel& model, double scale);
  void rescale(double scale) { scale_ = scale; }

  /// Calls `enter(row, tick)` for each person who enters in the month and is kept at the scale.
  template <class Enter>
  void month(const random::PreparedKey& key, int month, Population& people, Enter&& enter) const {
    const Tick begin = month_begin(month);
    const Duration length = month_begin(month + 1) - begin;
    for (std::uint32_t region = 0; region < region_count; ++region) {
      const std::uint64_t number = how_many(key, month, region);
      std::array<std::uint32_t, 4> block{};
      for (std::uint32_t person = 0; person < number; ++person) {
        const auto identity = Identity::of(static_cast<std::uint32_t>(month), region, person);
        if (!kept(key, identity, block)) continue;
        const Row row = people.add(identity);
        auto stream = draw(key, identity, Process::attributes, 0);
        const auto minutes = static_cast<std::int64_t>(stream.uniform() * static_cast<double>(length.count));
        const Tick tick = begin + Duration::minutes(minutes);
        describe(stream, tick, region, people.hot(row), people.cold(row));
        enter(row, tick);
      }
    }
  }

  /// The date of death or removal, never when it lies beyond `end`.
  [[nodiscard]] Tick leaving(const random::PreparedKey& key, const Hot& hot, const Cold& cold, Tick now,
                             Tick end) const;

 private:
  [[nodiscard]] static Tick month_begin(int month);
  [[nodiscard]] std::uint64_t how_many(const random::PreparedKey& key, int month, std::uint32_t region) const;
  /// Four persons share a block of the stream, one word each.
  [[nodiscard]] bool kept(const random::PreparedKey& key, Identity identity, std::array<std::uint32_t, 4>& block) const;
  void describe(random::Stream& stream, Tick tick, std::uint32_t region, Hot& hot, Cold& cold) const;

  PopulationModel model_;
  double scale_;
  random::DiscreteTable group_;
  random::DiscreteTable age_;
  random::DiscreteTable history_;
};

}  // namespace throughgate::justice
