#pragma once
/// The parameters that scenario, model and structure files are held against.

#include "scenario/scenario_loader.hpp"

namespace throughgate::cli {

[[nodiscard]] scenario::Binders every_parameter();

}  // namespace throughgate::cli
