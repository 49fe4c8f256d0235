#include "calibration/plausible_region.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <vector>

#include "calibration/slice_sampling.hpp"

namespace throughgate::calibration {

namespace {

using Eigen::Index;
using Eigen::VectorXd;

constexpr std::uint16_t region_process = 0x4007;
constexpr std::size_t steps_a_level = 5;
constexpr std::size_t most_levels = 40;
constexpr double kept_share = 0.2;

struct Member {
  VectorXd place;
  double implausibility = 0;
};

class Population {
 public:
  Population(const Misfit& misfit, Index parameters, const RegionSearch& search)
      : misfit_(misfit), search_(search), members_(search.population) {
    on_threads(members_.size(), search.threads, [&](std::size_t i) {
      auto stream = stream_of(i, 0);
      members_[i].place.resize(parameters);
      draw_normals(stream, members_[i].place);
      members_[i].implausibility = misfit.implausibility(members_[i].place);
    });
    sort();
  }

  /// The cutoff that keeps a fifth, or the wanted one where that keeps more.
  [[nodiscard]] double next_cutoff() const {
    const auto kept = static_cast<std::size_t>(kept_share * static_cast<double>(members_.size()));
    return std::max(search_.cutoff, members_[kept - 1].implausibility);
  }
  [[nodiscard]] std::size_t inside(double cutoff) const {
    const auto end = std::ranges::upper_bound(members_, cutoff, {}, &Member::implausibility);
    return static_cast<std::size_t>(end - members_.begin());
  }
  /// Only the first `kept` go on; each is the ancestor of as many new ones.
  void spread(std::size_t kept, double cutoff, std::uint32_t level) {
    std::vector<Member> next(members_.size());
    on_threads(next.size(), search_.threads, [&](std::size_t i) {
      next[i] = members_[i % kept];
      auto stream = stream_of(i, level);
      double value = 0;
      const auto allowed = [&](const VectorXd& place) {
        const double found = misfit_.implausibility(place);
        if (found > cutoff) return -std::numeric_limits<double>::infinity();
        next[i].implausibility = found;
        return 0.0;
      };
      for (std::size_t step = 0; step < steps_a_level; ++step) slice_step(next[i].place, value, stream, allowed);
    });
    members_ = std::move(next);
    sort();
  }
  [[nodiscard]] const std::vector<Member>& members() const { return members_; }

 private:
  [[nodiscard]] random::Stream stream_of(std::size_t member, std::uint32_t level) const {
    const random::PreparedKey key(random::StreamKey{search_.seed, static_cast<std::uint32_t>(member)});
    return {key, Identity{search_.wave}, region_process, level};
  }
  void sort() { std::ranges::stable_sort(members_, {}, &Member::implausibility); }

  const Misfit& misfit_;
  const RegionSearch& search_;
  std::vector<Member> members_;
};

}  // namespace

PlausibleRegion plausible_region(const Misfit& misfit, Index parameters, const RegionSearch& search) {
  PlausibleRegion region;
  Population population(misfit, parameters, search);
  for (std::uint32_t level = 1;; ++level) {
    region.cutoff = population.next_cutoff();
    const std::size_t kept = population.inside(region.cutoff);
    region.volume *= static_cast<double>(kept) / static_cast<double>(search.population);
    population.spread(kept, region.cutoff, level);
    if (region.cutoff <= search.cutoff) break;
    if (level == most_levels) {
      region.reached = false;
      break;
    }
  }
  const std::size_t wanted = std::min(search.points, search.population);
  region.points.resize(static_cast<Index>(wanted), parameters);
  for (std::size_t i = 0; i < wanted; ++i) {  // spread evenly over the ranking
    region.points.row(static_cast<Index>(i)) = population.members()[i * search.population / wanted].place.transpose();
  }
  return region;
}

}  // namespace throughgate::calibration
