#pragma once
/// A sweep as tables: what is swept, before anything is run, and every point's responses, afterwards.

#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "experiment/assemble.hpp"
#include "experiment/design_points.hpp"
#include "scenario/design_space.hpp"

namespace throughgate::experiment {

/// Root: `point` (numbers from 1), `option`; the design's coordinates over `point`; attributes for the title,
/// reference, design and its method, replications, and `identity_...`: what makes this sweep another than any other.
/// Group `provenance`.
[[nodiscard]] recording::Dataset sweep_header(const scenario::DesignSpace& space, const Eigen::MatrixXd& points,
                                              const AssemblyNames& names, const Provenance& provenance);

/// Collects the points of a sweep.
class SweepTables {
 public:
  /// `header` is what `sweep_header` gave.
  explicit SweepTables(recording::Dataset header);

  /// A finished point (from 0): `numbers` of option, then replication, then the layout's variables. A point may come
  /// again. Throws std::runtime_error when it is no point of this sweep, or not the same the second time.
  void add(std::uint32_t point, const recording::Dataset& layout, std::span<const double> numbers);
  void add_failure(std::uint32_t point, const std::string& message);

  [[nodiscard]] std::size_t points() const { return points_; }
  [[nodiscard]] std::size_t finished() const;
  [[nodiscard]] std::size_t failed() const;

  /// Every response over (point, option, replication), not a number where a point did not finish or has no such
  /// response; `point_status` over point; `history` and `complete`.
  [[nodiscard]] recording::Dataset take(const std::string& history);

 private:
  struct Response {
    std::size_t size = 0;  ///< numbers of a run
    recording::Variable variable;
  };
  Response& response(const recording::Variable& model, std::size_t size);
  void add_dimensions(const recording::Dataset& layout);

  recording::Dataset dataset_;
  std::size_t points_;
  std::size_t runs_;  ///< of a point: options x replications
  std::vector<Response> responses_;
  std::vector<std::int8_t> status_;
  std::vector<std::string> failures_;
};

}  // namespace throughgate::experiment
