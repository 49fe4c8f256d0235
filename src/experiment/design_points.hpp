#pragma once
/// The points of a design.

#include <Eigen/Dense>
#include <cstdint>
#include <vector>

#include "recording/dataset.hpp"
#include "scenario/design.hpp"

namespace throughgate::experiment {

/// Point by factor, in the coordinates of `scenario::Factor`. `seed` is the scenario's, for a design without one.
/// One at a time: first the scenario as it is, then each level of each factor. A continuous factor has its levels at
/// equal distances, from end to end of its range or from the 5% to the 95% quantile of its distribution. Points of
/// distributions are independent: a design is no statement about what is known.
[[nodiscard]] Eigen::MatrixXd design_points(const scenario::Design& design, std::uint64_t seed);

/// The coordinates as columns over `point`, named as the factors: numbers (not a number where the files' value stays)
/// or words (`as filed`).
[[nodiscard]] std::vector<recording::Variable> coordinate_columns(const scenario::Design& design,
                                                                  const Eigen::MatrixXd& points);

}  // namespace throughgate::experiment
