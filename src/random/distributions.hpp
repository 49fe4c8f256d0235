#pragma once
/// Everything that turns uniform bits into values: samplers for decisions, tables, distributions of parameters.

#include "random/discrete_table.hpp"  // IWYU pragma: export
#include "random/distribution.hpp"    // IWYU pragma: export
#include "random/samplers.hpp"        // IWYU pragma: export
