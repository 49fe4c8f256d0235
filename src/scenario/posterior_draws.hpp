#pragma once
/// Parameters that were drawn together because together they fit published figures: the file
/// `uncertainty/posterior.csv` of a model's folder, which `throughgate calibrate` writes.
///
/// A column for each parameter behind the column `draw`. The row `prior` has a stamp of the value and distribution that
/// each was calibrated with; every further row is a draw of values (factors, where the distribution is relative).

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/parameter.hpp"

namespace throughgate::scenario {

struct PosteriorDraws {
  std::vector<std::string> parameters;
  std::vector<std::string> stamps;         ///< by parameter
  std::vector<Position> positions;         ///< of the parameters' names
  std::vector<std::vector<double>> draws;  ///< by draw, then by parameter

  [[nodiscard]] std::optional<std::size_t> column_of(const std::string& parameter) const;
  [[nodiscard]] std::vector<double> column(std::size_t parameter) const;
};

/// Tells whether a parameter is still the one that was calibrated.
[[nodiscard]] std::string stamp_of(const Parameter& parameter);

/// Problems tell what is wrong; `known` are the paths of the model.
[[nodiscard]] PosteriorDraws read_posterior(std::string_view text, const std::string& file,
                                            const std::vector<std::string>& known, Problems& problems);

/// The same as text.
[[nodiscard]] std::string posterior_text(const PosteriorDraws& posterior);

}  // namespace throughgate::scenario
