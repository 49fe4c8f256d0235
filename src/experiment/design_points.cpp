#include "experiment/design_points.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "experiment/unit_points.hpp"

namespace throughgate::experiment {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using scenario::Design;
using scenario::DesignMethod;
using scenario::Factor;

constexpr double as_filed = std::numeric_limits<double>::quiet_NaN();
constexpr double lowest_level = 0.05;
constexpr double highest_level = 0.95;

std::size_t level_count(const Factor& factor) { return factor.is_continuous() ? factor.levels : factor.values.size(); }

/// The coordinate of a level of a factor.
double at_level(const Factor& factor, std::size_t level) {
  if (!factor.is_continuous()) return static_cast<double>(level);
  const double share = static_cast<double>(level) / static_cast<double>(factor.levels - 1);
  if (factor.range) return factor.range->first + share * (factor.range->second - factor.range->first);
  return factor.distribution.quantile(lowest_level + share * (highest_level - lowest_level));
}

/// The coordinate at a quantile.
double at_quantile(const Factor& factor, double u) {
  if (factor.is_continuous()) return factor.distribution.quantile(u);
  return std::floor(u * static_cast<double>(factor.values.size()));
}

MatrixXd from_unit(const Design& design, UnitPoints points) {
  for (Index factor = 0; factor < points.cols(); ++factor) {
    for (Index point = 0; point < points.rows(); ++point) {
      points(point, factor) = at_quantile(design.factors[static_cast<std::size_t>(factor)], points(point, factor));
    }
  }
  return points;
}

MatrixXd factorial_points(const Design& design) {
  Eigen::VectorXi levels(static_cast<Index>(design.factors.size()));
  for (std::size_t i = 0; i < design.factors.size(); ++i) {
    levels(static_cast<Index>(i)) = static_cast<int>(level_count(design.factors[i]));
  }
  const Eigen::MatrixXi positions = full_factorial(levels);
  MatrixXd points(positions.rows(), positions.cols());
  for (Index factor = 0; factor < points.cols(); ++factor) {
    for (Index point = 0; point < points.rows(); ++point) {
      points(point, factor) = at_level(design.factors[static_cast<std::size_t>(factor)],
                                       static_cast<std::size_t>(positions(point, factor)));
    }
  }
  return points;
}

MatrixXd one_at_a_time(const Design& design) {
  std::size_t count = 1;
  for (const Factor& factor : design.factors) count += level_count(factor);
  MatrixXd points = MatrixXd::Constant(static_cast<Index>(count), static_cast<Index>(design.factors.size()), as_filed);
  Index point = 0;
  for (std::size_t i = 0; i < design.factors.size(); ++i) {
    for (std::size_t level = 0; level < level_count(design.factors[i]); ++level) {
      points(++point, static_cast<Index>(i)) = at_level(design.factors[i], level);
    }
  }
  return points;
}

MatrixXd table_points(const Design& design) {
  MatrixXd points(static_cast<Index>(design.rows.size()), static_cast<Index>(design.factors.size()));
  for (std::size_t row = 0; row < design.rows.size(); ++row) {
    for (std::size_t i = 0; i < design.factors.size(); ++i) {
      const std::size_t position = design.rows[row][i];
      points(static_cast<Index>(row), static_cast<Index>(i)) =
          position == Design::as_filed ? as_filed : static_cast<double>(position);
    }
  }
  return points;
}

recording::Column words_of(const Factor& factor, const Eigen::VectorXd& coordinates) {
  std::vector<std::string> words;
  for (const double coordinate : coordinates) {
    if (std::isnan(coordinate)) {
      words.emplace_back("as filed");
      continue;
    }
    const scenario::Json& value = factor.values[static_cast<std::size_t>(coordinate)];
    words.push_back(value.is_string() ? value.get<std::string>() : value.dump());
  }
  return words;
}

recording::Column numbers_of(const Factor& factor, const Eigen::VectorXd& coordinates) {
  std::vector<double> numbers(coordinates.begin(), coordinates.end());
  if (factor.is_continuous()) return numbers;
  for (double& number : numbers) {
    if (!std::isnan(number)) number = factor.values[static_cast<std::size_t>(number)].get<double>();
  }
  return numbers;
}

}  // namespace

MatrixXd design_points(const Design& design, std::uint64_t seed) {
  const std::uint64_t own = design.seed.value_or(seed);
  const std::size_t factors = design.factors.size();
  switch (design.method) {
    case DesignMethod::factorial:
      return factorial_points(design);
    case DesignMethod::latin_hypercube:
      return from_unit(design, latin_hypercube(design.points, factors, own));
    case DesignMethod::sobol:
      return from_unit(design, sobol_points(design.points, factors, own));
    case DesignMethod::sobol_indices:
      return from_unit(design, index_points(design.points, factors, own));
    case DesignMethod::one_at_a_time:
      return one_at_a_time(design);
    case DesignMethod::table:
      return table_points(design);
  }
  return {};
}

std::vector<recording::Variable> coordinate_columns(const Design& design, const MatrixXd& points) {
  std::vector<recording::Variable> columns;
  for (std::size_t i = 0; i < design.factors.size(); ++i) {
    const Factor& factor = design.factors[i];
    const Eigen::VectorXd coordinates = points.col(static_cast<Index>(i));
    const bool is_text = std::ranges::any_of(factor.values, [](const auto& value) { return value.is_string(); });
    recording::Variable column;
    column.name = factor.name;
    column.dimensions = {"point"};
    column.data = is_text ? words_of(factor, coordinates) : numbers_of(factor, coordinates);
    column.units = is_text ? "" : factor.unit;
    column.long_name = factor.relative ? "factor of the parameter's value" : "value at the point";
    columns.push_back(std::move(column));
  }
  return columns;
}

}  // namespace throughgate::experiment
