#include "analysis/drawn_evidence.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <variant>

#include "analysis/responses.hpp"

namespace throughgate::analysis {

namespace {

using recording::Dataset;

const Dataset& group_of(const Dataset& dataset, const std::string& name) {
  const auto found = std::ranges::find(dataset.groups, name, &Dataset::name);
  if (found == dataset.groups.end()) {
    throw std::runtime_error("the results have no group `" + name + "`: they are not those of a run with --psa");
  }
  return *found;
}

}  // namespace

DrawnEvidence::DrawnEvidence(const Dataset& dataset)
    : runs_(&group_of(dataset, "runs")), group_(&group_of(dataset, "parameters")) {
  names_ = group_->dimension("parameter")->labels;
  const auto values = numbers_of(*group_->find("parameter_value")).value();
  const recording::Dimension& draws = *group_->dimension("draw");
  using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  parameters_ = Eigen::Map<const RowMajor>(values.data(), static_cast<Eigen::Index>(draws.size()),
                                           static_cast<Eigen::Index>(names_.size()));
  replications_ = static_cast<std::size_t>(number_attribute(runs_->attributes, "replications").value_or(1));
  std::map<double, std::size_t> position;
  for (const double number : draws.values) position.emplace(number, position.size());
  const auto of_run = numbers_of(*runs_->find("run_draw")).value();
  for (const double number : of_run) draw_.push_back(position.at(number));
}

std::vector<std::string> DrawnEvidence::texts(const std::string& variable) const {
  return std::get<std::vector<std::string>>(group_->find(variable)->data);
}

}  // namespace throughgate::analysis
