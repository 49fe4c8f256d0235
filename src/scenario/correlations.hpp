#pragma once
/// Which uncertain parameters are correlated: the file `uncertainty/correlations.yaml` of a model's folder, and the key
/// `correlated` of its other files.

#include <string>
#include <vector>

#include "scenario/catalogue.hpp"
#include "scenario/cursor.hpp"

namespace throughgate::scenario {

/// The correlation of two parameters' normal scores (Gaussian copula). Paths with `structure.` before those of a
/// structure; such a path stands for the parameter in every structure.
struct CorrelatedPair {
  std::string first;
  std::string second;
  double value = 0;
  Position position;
};

/// Reads the file and checks each path against the catalogues; problems tell what is wrong.
[[nodiscard]] std::vector<CorrelatedPair> read_correlations(const Cursor& root, const Catalogue& model,
                                                            const Catalogue& structure);

/// Reads a list of pairs, each of two of the `known` paths; problems tell what is wrong.
[[nodiscard]] std::vector<CorrelatedPair> read_pairs(const Cursor& list, const std::vector<std::string>& known);

/// Of the file, and of a list of pairs.
[[nodiscard]] Json correlations_schema();
[[nodiscard]] Json pairs_schema();

}  // namespace throughgate::scenario
