#include "scenario/design_settling.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "scenario/uncertainty.hpp"

namespace throughgate::scenario {

DesignSettling::DesignSettling(const Scenario& scenario, const std::vector<OptionParameters>& parameters,
                               const SetPaths& paths, const Catalogue& model, const Catalogue& structure,
                               Problems& problems)
    : scenario_(scenario),
      parameters_(parameters),
      paths_(paths),
      model_(model),
      structure_(structure),
      problems_(problems) {}

void DesignSettling::settle(Design& design, const std::vector<SetEntry>& words) {
  for (Factor& factor : design.factors) {
    for (const SetEntry& word : words) {
      if (word.path != factor.path) continue;
      problems_.add(word.key_position, word.path, "a path that the design does not vary", backquoted(word.path));
    }
    settle_options(factor);
    if (factor.is_structure()) {
      settle_structure(factor);
    } else {
      settle_parameter(factor);
    }
  }
  check_size(design);
}

void DesignSettling::settle_options(Factor& factor) {
  if (factor.option_names.empty()) {
    factor.options.resize(scenario_.options.size());
    std::iota(factor.options.begin(), factor.options.end(), std::size_t{0});
  }
  std::vector<std::string> known;
  for (const Option& option : scenario_.options) known.push_back(option.name);
  for (const std::string& name : factor.option_names) {
    const auto found = std::ranges::find(known, name);
    if (found == known.end()) {
      problems_.add(factor.position, factor.name, "one of the options " + listed(known), backquoted(name),
                    nearest_known(name, known));
    } else if (const auto option = static_cast<std::size_t>(found - known.begin());
               std::ranges::find(factor.options, option) != factor.options.end()) {
      problems_.add(factor.position, factor.name, "each option once", backquoted(name) + " again");
    } else {
      factor.options.push_back(option);
    }
  }
}

void DesignSettling::settle_structure(const Factor& factor) {
  if (factor.option_names.empty()) {
    problems_.add(factor.position, factor.name, "the option whose structure is varied, `structure[option]`",
                  backquoted(factor.name));
  }
  if (factor.is_continuous()) {
    problems_.add(factor.position, factor.name, "the key `values`: names of structures", "a factor without it");
  }
  for (std::size_t i = 0; i < factor.values.size(); ++i) {
    if (factor.values[i].is_string()) continue;
    problems_.add(factor.value_positions[i], factor.name, "the name of a structure", described(factor.values[i]));
  }
}

void DesignSettling::settle_parameter(Factor& factor) {
  const SetEntry entry{factor.path, {}, factor.name, factor.position, factor.position, ""};
  if (!paths_.check(entry, problems_)) return;
  if (factor.relative && is_part(factor)) {
    problems_.add(factor.position, factor.name, "a whole parameter for relative values", "a part of one");
    return;
  }
  const ValueKind kind = entry_of(factor)->kind;
  if (kind != ValueKind::choice && kind != ValueKind::date) factor.unit = entry_of(factor)->unit;
  if (!factor.values.empty()) {
    settle_values(factor);
  } else if (factor.range) {
    settle_range(factor);
  } else {
    settle_own_distribution(factor);
  }
  if (factor.relative) factor.unit = "1";
}

void DesignSettling::settle_values(const Factor& factor) {
  for (std::size_t i = 0; i < factor.values.size(); ++i)
    check_value(factor, factor.values[i], factor.value_positions[i]);
}

void DesignSettling::settle_range(Factor& factor) {
  const auto [low, high] = *factor.range;
  check_value(factor, low, factor.value_positions.front());
  check_value(factor, high, factor.value_positions.back());
  factor.distribution = random::Distribution::uniform(low, high);
}

void DesignSettling::settle_own_distribution(Factor& factor) {
  const Parameter* first = nullptr;
  for (const std::size_t option : factor.options) {
    const Parameter* parameter = parameter_of(factor, option);
    if (parameter == nullptr) return;  // told already
    const char* why = is_part(factor)                                   ? "a part of a parameter, which has no "
                                                                          "distribution of its own"
                      : is_replaced(*parameter, "")                     ? "a parameter whose value was set"
                      : parameter->distribution.family == Family::fixed ? "a parameter without a distribution"
                                                                        : nullptr;
    if (why != nullptr) {
      problems_.add(factor.position, factor.name, "`values` or `range`", why);
      return;
    }
    if (first == nullptr) first = parameter;
    if (!(first->position == parameter->position)) {
      problems_.add(factor.position, factor.name, "the option, `" + factor.path + "[option]`",
                    "options with distributions of their own");
      return;
    }
  }
  if (first == nullptr) return;
  factor.relative = first->distribution.relative;
  factor.distribution = sampled(first->distribution, factor.relative ? 1.0 : first->value.get<double>());
  if (factor.distribution.is_fixed()) {
    problems_.add(factor.position, factor.name, "`values` or `range`", "a distribution without spread");
  }
}

void DesignSettling::check_value(const Factor& factor, const Json& value, const Position& position) {
  CatalogueEntry entry = *entry_of(factor);
  if (is_part(factor)) entry.sum = Sum::free;  // what several factors do to a row together is seen at each point
  if (factor.relative && (!value.is_number() || entry.kind == ValueKind::date || entry.kind == ValueKind::choice)) {
    problems_.add(position, factor.name, "a number that multiplies numbers", described(value));
    return;
  }
  for (const std::size_t option : factor.options) {
    const Parameter* parameter = parameter_of(factor, option);
    if (parameter == nullptr) continue;
    ParameterDocument alone;
    alone.parameters.emplace(entry.path, *parameter);
    if (factor.relative) {
      Parameter& scaled = alone.parameters.begin()->second;
      scaled.value = multiplied(scaled, value.get<double>(), unbounded, Replaced::is_multiplied);
      scaled.cells = {{"", position}};
    } else {
      const SetEntry set{factor.path, value, factor.name, position, position, ""};
      paths_.apply(set, alone, alone);
    }
    const std::size_t before = problems_.count();
    (void)read_value(entry, alone.parameters.begin()->second, problems_);
    if (problems_.count() > before) return;  // the same of every option
  }
}

void DesignSettling::check_size(const Design& design) {
  double points = 1;
  for (const Factor& factor : design.factors) {
    if (design.method != DesignMethod::factorial) break;
    points *= static_cast<double>(factor.is_continuous() ? factor.levels : factor.values.size());
  }
  if (design.method == DesignMethod::sobol_indices) {
    points = static_cast<double>(design.points) * static_cast<double>(design.factors.size() + 2);
  }
  if (points <= static_cast<double>(most_design_points) || design.factors.empty()) return;
  problems_.add(design.factors.front().position, "factors",
                "a design of at most " + std::to_string(most_design_points) + " points", number_text(points));
}

namespace {

bool is_of_structure(const Factor& factor) { return factor.path.starts_with(structure_prefix); }

std::string_view path_inside(const Factor& factor) {
  return std::string_view(factor.path).substr(is_of_structure(factor) ? structure_prefix.size() : 0);
}

}  // namespace

const CatalogueEntry* DesignSettling::entry_of(const Factor& factor) const {
  return (is_of_structure(factor) ? structure_ : model_).find_above(path_inside(factor));
}

bool DesignSettling::is_part(const Factor& factor) const {
  return path_inside(factor).size() > entry_of(factor)->path.size();
}

const Parameter* DesignSettling::parameter_of(const Factor& factor, std::size_t option) const {
  const OptionParameters& of_option = parameters_.at(option);
  return (is_of_structure(factor) ? of_option.structure : of_option.model)->find(entry_of(factor)->path);
}

}  // namespace throughgate::scenario
