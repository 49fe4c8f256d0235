#pragma once
/// Small datasets for the tests of this folder.

#include <string>
#include <vector>

#include "recording/dataset.hpp"

namespace throughgate::analysis {

inline recording::Variable variable_of(std::string name, std::vector<std::string> dimensions,
                                       std::vector<double> values, std::string units = "person") {
  recording::Variable variable;
  variable.name = std::move(name);
  variable.dimensions = std::move(dimensions);
  variable.data = std::move(values);
  variable.units = std::move(units);
  return variable;
}

/// Options merged (reference) and separate, with `replications` replications.
inline recording::Dataset two_options(std::size_t replications) {
  recording::Dataset dataset;
  dataset.attributes = {{"title", "an example"}, {"reference", "merged"}, {"complete", std::int64_t{1}}};
  dataset.dimensions.push_back({"option", {"merged", "separate"}, {}, {}});
  recording::Dimension replication{"replication", {}, {}, {}};
  for (std::size_t i = 0; i < replications; ++i) replication.values.push_back(static_cast<double>(i + 1));
  dataset.dimensions.push_back(replication);
  return dataset;
}

}  // namespace throughgate::analysis
