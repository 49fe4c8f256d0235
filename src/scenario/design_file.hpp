#pragma once
/// A design file with the table that it may name.

#include "scenario/design.hpp"
#include "scenario/schema_check.hpp"
#include "scenario/sources.hpp"

namespace throughgate::scenario {

/// Reads and checks the document of a design and its table; problems tell what is wrong with either.
[[nodiscard]] Design load_design_file(const Document& document, const SchemaCheck& schema, Sources& sources,
                                      Problems& problems);

}  // namespace throughgate::scenario
