#include "results/bcea.hpp"

#include <fmt/format.h>

#include <string>

#include "results/file_replacement.hpp"
#include "results/results_error.hpp"

namespace throughgate::results {

namespace {

std::string quoted(const std::string& label) {
  std::string text = "\"";
  for (const char letter : label) text.append(letter == '"' ? 2 : 1, letter);
  return text.append("\"");
}

/// The variable times `sign`.
void write_matrix(const recording::Dataset& dataset, const std::string& name, double sign,
                  const std::filesystem::path& path) {
  const auto* variable = dataset.find(name);
  const auto* option = dataset.dimension("option");
  const auto* draw = dataset.dimension("draw");
  const auto* values = variable == nullptr ? nullptr : std::get_if<std::vector<double>>(&variable->data);
  if (values == nullptr || option == nullptr || draw == nullptr) {
    throw ResultsError(fmt::format("{}: the results hold no draws of {}", path.string(), name));
  }
  std::string text;
  for (const auto& label : option->labels) text += fmt::format("{}{}", text.empty() ? "" : ",", quoted(label));
  text += '\n';
  for (std::size_t row = 0; row < draw->size(); ++row) {
    for (std::size_t column = 0; column < option->size(); ++column) {
      text += fmt::format("{}{}", column == 0 ? "" : ",", sign * (*values)[column * draw->size() + row]);
    }
    text += '\n';
  }
  FileReplacement file(path);
  file.append(text);
  file.commit();
}

}  // namespace

void write_bcea(const recording::Dataset& dataset, const std::filesystem::path& folder) {
  write_matrix(dataset, "net_present_value", -1, folder / "bcea-costs.csv");
  write_matrix(dataset, "discounted_reoffences", -1, folder / "bcea-effects.csv");
}

}  // namespace throughgate::results
