#pragma once
/// A decision under uncertain parameters, in sentences.

#include <string>
#include <vector>

#include "analysis/appraisal.hpp"

namespace throughgate::report {

/// Paragraphs of lines: what was drawn; the better option, how sure, what knowing more is worth; what decides it.
[[nodiscard]] std::vector<std::string> decision_lines(const analysis::Appraisal& appraisal);

}  // namespace throughgate::report
