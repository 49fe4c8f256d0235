#pragma once
/// The verb `validate`: any input file, by its header, with every file that a scenario names.

#include <filesystem>
#include <vector>

#include "scenario/problems_printer.hpp"
#include "scenario/scenario_loader.hpp"

namespace throughgate::scenario {

/// Validates one file, or a model's folder. A model or targets file is held against what it contains; a
/// structure file with its bases, a scenario with its model, structures and targets, must be complete.
/// The first report is of `path`; others follow for files that it names and that have problems.
[[nodiscard]] std::vector<FileReport> validate_file(const std::filesystem::path& path, const Binders& binders);

}  // namespace throughgate::scenario
