#pragma once
/// The responses of a dataset: which variables are compared, and their values by option and replication.

#include <optional>
#include <string>
#include <vector>

#include "recording/dataset.hpp"

namespace throughgate::analysis {

/// One number per option and replication.
struct Response {
  std::string name;  ///< `prison_population`, or `proven_reoffending_1y[custody]` for a breakdown
  std::string unit;
  std::string long_name;
  std::vector<std::vector<double>> values;  ///< [option][replication or draw]; NaN where it is not known
};

/// The labels of the dimension `option`. Throws std::runtime_error when there is none.
[[nodiscard]] std::vector<std::string> option_names(const recording::Dataset& dataset);

/// `replication`, or `draw` in the results of a probabilistic analysis; null when there is neither.
[[nodiscard]] const recording::Dimension* sample_dimension(const recording::Dataset& dataset);

/// The position of the root attribute `reference` among the options; the first option when it is absent.
[[nodiscard]] std::size_t reference_option(const recording::Dataset& dataset);

/// Text of an attribute, or nothing.
[[nodiscard]] std::optional<std::string> text_attribute(const std::vector<recording::Attribute>& attributes,
                                                        const std::string& name);
[[nodiscard]] std::optional<double> number_attribute(const std::vector<recording::Attribute>& attributes,
                                                     const std::string& name);

/// The values of a numeric variable, whatever its type; nothing for text.
[[nodiscard]] std::optional<std::vector<double>> numbers_of(const recording::Variable& variable);

/// Every numeric root variable over (option, replication or draw), or over these and one dimension with labels, in the
/// order of the file. Left out: series over time, and responses that are NaN everywhere.
[[nodiscard]] std::vector<Response> responses_of(const recording::Dataset& dataset);

}  // namespace throughgate::analysis
