#pragma once
/// The test of equal bits: a SHA-256 over the data, whatever their storage.

#include <cstddef>
#include <string>

#include "recording/dataset.hpp"

namespace throughgate::results {

/// 64 hexadecimal digits over every name, coordinate, value and attribute but the group `provenance` and the root
/// attributes `history` and `Conventions`. The order of variables, dimensions, groups and attributes does not matter;
/// every NaN counts as the same, and -0 as 0.
[[nodiscard]] std::string digest(const recording::Dataset& dataset);

/// The same over what belongs to one option (its position on the dimension `option`) without its name, so that options
/// with equal outcomes have equal digests: the variables over `option` at that position, the other coordinates, and,
/// in a group of rows with an integer column `option`, the rows of that option. Left out: variables without an
/// option, attributes of groups, and text over `option` alone, which describes the option. A group with its own
/// `option` coordinates is matched by label. Throws ResultsError when there is no such option.
[[nodiscard]] std::string digest_of_option(const recording::Dataset& dataset, std::size_t option_index);

}  // namespace throughgate::results
