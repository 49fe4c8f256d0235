#pragma once
/// A cheap pass over YAML text that needs no parser: nesting depth, aliases and their expansion, tabs
/// in the indentation. It follows quotes, comments, block scalars and plain scalars over lines, never
/// recurses and takes constant memory per level. The parser's own events are counted again, exactly.

#include "scenario/problems.hpp"
#include "scenario/text_source.hpp"

namespace throughgate::scenario {

/// Adds one problem for the first break of each limit.
void scan_yaml(const TextSource& source, Problems& problems);

}  // namespace throughgate::scenario
