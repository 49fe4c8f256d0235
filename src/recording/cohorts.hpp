#pragma once
/// Cohorts of the reoffending measures: persons with a first index event in a year, followed up.

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "base/tick.hpp"
#include "justice/people/blocks.hpp"
#include "justice/people/offender.hpp"
#include "justice/people/population.hpp"
#include "justice/people/vocabulary.hpp"

namespace throughgate::recording {

enum class Cohort : std::uint8_t { all, custody, custody_under_12_months, court_order };
inline constexpr std::size_t cohort_count = justice::cohort_labels.size();

/// Sums over a cohort of one year. Persons are counted once each.
struct CohortSums {
  double persons = 0;
  double proven = 0;       ///< offence within 12 months, conviction within a further 6
  double committed = 0;    ///< offence within 12 months that will be convicted, whenever
  double reconvicted = 0;  ///< conviction within 24 months
  double offences = 0;     ///< proven offences of the year, convicted within a further 6 months
};

/// By what the cohort of all is broken down, each person as at the index event.
enum class Trait : std::uint8_t { sex, age, history, region, band };
inline constexpr std::array<std::size_t, 5> trait_labels{justice::sex_labels.size(), justice::age_labels.size(),
                                                         justice::history_labels.size(), justice::region_count,
                                                         justice::length_band_labels.size()};
inline constexpr std::array<std::size_t, 6> trait_offsets = [] {
  std::array<std::size_t, 6> offsets{};
  for (std::size_t trait = 0; trait < trait_labels.size(); ++trait) {
    offsets[trait + 1] = offsets[trait] + trait_labels[trait];
  }
  return offsets;
}();

/// A label of each trait in four bits; `none` where it has none (the band of an order).
class Traits {
 public:
  static constexpr unsigned none = 15;
  Traits() = default;
  Traits(const justice::Hot& hot, const justice::Cold& cold, int age, unsigned band)
      : bits_(static_cast<std::uint32_t>(static_cast<unsigned>(cold.sex) |
                                         (static_cast<unsigned>(justice::age_band(age)) << 4) |
                                         (static_cast<unsigned>(justice::history_band(cold.sanctions)) << 8) |
                                         (static_cast<unsigned>(hot.region) << 12) | (band << 16))) {}
  [[nodiscard]] unsigned label(std::size_t trait) const { return bits_ >> (4 * trait) & 15U; }

 private:
  friend class Cohorts;
  static constexpr unsigned width = 20;
  std::uint32_t bits_ = (1U << width) - 1;
};

class Cohorts {
 public:
  /// Cohorts begin in the first 32 years alone.
  Cohorts(int first_year, int years)
      : first_year_(first_year),
        sums_(static_cast<std::size_t>(std::min(years, most_years))),
        by_trait_(static_cast<std::size_t>(std::min(years, most_years))) {}

  void index_event(Tick now, Row row, std::uint8_t cohorts, Traits traits = {});
  /// An offence that will be convicted, at its own date.
  void committed(Tick now, Row row);
  /// A conviction of `offences` for an offence at `since`.
  void convicted(Tick now, Row row, Tick since, double offences);
  void left(Row row);

  [[gnu::always_inline]] void soon(Row row, bool near) const {
    if (row.index() >= head_.size()) return;
    if (!near) return __builtin_prefetch(&head_[row.index()], 1);
    const std::uint32_t first = head_[row.index()];
    if (first != justice::no_index) entries_.prefetch(first);
  }
  [[nodiscard]] const CohortSums& of(std::size_t year, Cohort cohort) const {
    return sums_[year][static_cast<std::size_t>(cohort)];
  }
  /// Of the cohort of all.
  [[nodiscard]] const CohortSums& of(std::size_t year, Trait trait, std::size_t label) const {
    return by_trait_[year][trait_offsets[static_cast<std::size_t>(trait)] + label];
  }
  [[nodiscard]] std::size_t years() const { return sums_.size(); }
  [[nodiscard]] std::size_t bytes() const { return entries_.bytes() + head_.bytes(); }

  /// State for a file (base/state_bytes.hpp).
  template <class State>
  void transfer(State& state) {
    auto& [first_year, sums, by_trait, entries, head] = *this;
    state(sums, by_trait, entries, head);
  }

 private:
  /// A first index event of a year in some of the cohorts.
  struct Entry {
    Tick index;
    std::uint32_t next = justice::no_index;
    std::uint32_t year : 5 = 0;
    std::uint32_t cohorts : 4 = 0;  ///< bits of Cohort
    std::uint32_t proven : 1 = 0;
    std::uint32_t committed : 1 = 0;
    std::uint32_t reconvicted : 1 = 0;
    std::uint32_t traits : Traits::width = 0;
  };
  static_assert(sizeof(Entry) == 12);
  static constexpr int most_years = 32;

  void add(const Entry& entry, double CohortSums::*sum, double amount);
  void drop_old(Tick now, Row row);
  [[nodiscard]] std::uint32_t head(Row row) const {
    return row.index() < head_.size() ? head_[row.index()] : justice::no_index;
  }

  int first_year_;
  std::vector<std::array<CohortSums, cohort_count>> sums_;
  std::vector<std::array<CohortSums, trait_offsets.back()>> by_trait_;
  justice::Pool<Entry> entries_;
  justice::Blocks<std::uint32_t> head_;  ///< by row: the newest entry
};

}  // namespace throughgate::recording
