#include "scenario/distribution.hpp"

#include <cmath>
#include <utility>

namespace throughgate::scenario {

namespace {

using Field = std::optional<double> Distribution::*;

struct NamedField {
  const char* name;
  Field field;
};

constexpr NamedField fields[] = {{"low", &Distribution::low},
                                 {"mode", &Distribution::mode},
                                 {"high", &Distribution::high},
                                 {"mean", &Distribution::mean},
                                 {"sd", &Distribution::sd},
                                 {"median", &Distribution::median},
                                 {"sigma", &Distribution::sigma},
                                 {"no_effect_mass", &Distribution::no_effect_mass},
                                 {"no_effect_value", &Distribution::no_effect_value}};

/// Reads the numbers that are there. False if one is not a number.
bool read_fields(const Cursor& cursor, Distribution& distribution) {
  bool good = true;
  for (const NamedField& named : fields) {
    if (!cursor.has(named.name)) continue;
    distribution.*named.field = cursor.member(named.name).read_number("a number");
    good = good && (distribution.*named.field).has_value();
  }
  return good;
}

/// `relative_sd` is short for a relative normal or lognormal factor of mean 1.
bool read_relative_sd(const Cursor& cursor, Distribution& distribution) {
  const auto sd = cursor.member("relative_sd").read_number("a number of at least 0");
  if (!sd) return false;
  if (*sd < 0) {
    cursor.member("relative_sd").refuse("a number of at least 0");
    return false;
  }
  distribution.relative = true;
  distribution.mean = 1.0;
  distribution.sd = sd;
  if (distribution.family == Family::lognormal) {
    distribution.median = 1.0 / std::sqrt(1.0 + *sd * *sd);
    distribution.sigma = std::sqrt(std::log1p(*sd * *sd));
  }
  return true;
}

void refuse_member(const Cursor& cursor, const std::string& key, const std::string& expected) {
  cursor.member(key).refuse(expected);
}

void check_order(const Cursor& cursor, const Distribution& distribution) {
  if (!distribution.low) return;
  if (distribution.mode && *distribution.mode < *distribution.low) {
    refuse_member(cursor, "mode", "a mode of at least low (" + number_text(*distribution.low) + ")");
  }
  const double least = distribution.mode ? *distribution.mode : *distribution.low;
  if (*distribution.high < least) {
    refuse_member(cursor, "high", "a high of at least " + number_text(least));
  }
}

/// The parameter's value (1 for a factor) is a value that the distribution can take.
void check_value_inside(const Cursor& cursor, const Distribution& distribution, const Json& value) {
  if (!distribution.low || *distribution.high < *distribution.low) return;
  if (!distribution.relative && !value.is_number()) return;
  const double center = distribution.relative ? 1.0 : value.get<double>();
  if (center >= *distribution.low && center <= *distribution.high) return;
  if (distribution.no_effect_value && center == *distribution.no_effect_value) return;
  cursor.refuse(
      std::string(distribution.relative ? "a range that holds the factor 1" : "a range that holds the value ") +
          (distribution.relative ? "" : number_text(center)),
      number_text(*distribution.low) + " to " + number_text(*distribution.high));
}

void check_spread(const Cursor& cursor, const Distribution& distribution) {
  if (distribution.sd && *distribution.sd < 0) refuse_member(cursor, "sd", "a standard deviation of at least 0");
  if (distribution.sigma && *distribution.sigma < 0) refuse_member(cursor, "sigma", "a sigma of at least 0");
  if (distribution.median && *distribution.median <= 0) refuse_member(cursor, "median", "a median above 0");
  if (distribution.family != Family::beta) return;
  const double mean = *distribution.mean;
  if (mean <= 0 || mean >= 1) {
    refuse_member(cursor, "mean", "a mean between 0 and 1");
  } else if (*distribution.sd * *distribution.sd >= mean * (1 - mean)) {
    refuse_member(cursor, "sd", "a standard deviation below " + number_text(std::sqrt(mean * (1 - mean))));
  }
}

void check_no_effect(const Cursor& cursor, const Distribution& distribution) {
  if (distribution.no_effect_mass && (*distribution.no_effect_mass < 0 || *distribution.no_effect_mass > 1)) {
    refuse_member(cursor, "no_effect_mass", "a share from 0 to 1");
  }
  if (distribution.no_effect_mass.has_value() != distribution.no_effect_value.has_value()) {
    cursor.refuse("no_effect_mass and no_effect_value together", "one of them");
  }
}

bool check_keys_of(const Cursor& cursor, Family family, bool by_relative_sd) {
  std::vector<std::string> required{"family"};
  std::vector<std::string> optional{"relative"};
  if (by_relative_sd) {
    required.emplace_back("relative_sd");
  } else {
    for (std::string& key : family_keys(family)) required.push_back(std::move(key));
  }
  if (family != Family::fixed) optional.insert(optional.end(), {"no_effect_mass", "no_effect_value"});
  if (family == Family::fixed) optional.clear();
  return cursor.check_keys(required, optional);
}

}  // namespace

const std::vector<std::string>& family_names() {
  static const std::vector<std::string> names{"fixed", "uniform", "triangular", "normal", "lognormal", "beta", "pert"};
  return names;
}

std::vector<std::string> family_keys(Family family) {
  switch (family) {
    case Family::fixed:
      return {};
    case Family::uniform:
      return {"low", "high"};
    case Family::triangular:
    case Family::pert:
      return {"low", "mode", "high"};
    case Family::normal:
    case Family::beta:
      return {"mean", "sd"};
    case Family::lognormal:
      return {"median", "sigma"};
  }
  return {};
}

std::optional<Distribution> read_distribution(const Cursor& cursor, const Json& value) {
  if (!cursor.check_mapping("a distribution, for example {family: fixed}")) return std::nullopt;
  if (!cursor.has("family")) {
    cursor.refuse("the key `family`: one of " + listed(family_names()), "a mapping without it");
    return std::nullopt;
  }
  const auto family = cursor.member("family").read_word(family_names());
  if (!family) return std::nullopt;
  Distribution distribution;
  distribution.family = static_cast<Family>(*family);
  const bool can_be_relative = distribution.family == Family::normal || distribution.family == Family::lognormal;
  const bool by_relative_sd = can_be_relative && cursor.has("relative_sd");
  if (!check_keys_of(cursor, distribution.family, by_relative_sd)) return std::nullopt;
  if (!read_fields(cursor, distribution)) return std::nullopt;
  if (cursor.has("relative")) {
    const auto relative = cursor.member("relative").read_true_false();
    if (!relative) return std::nullopt;
    distribution.relative = *relative;
  }
  if (by_relative_sd && !read_relative_sd(cursor, distribution)) return std::nullopt;
  if (value.is_object() && distribution.family != Family::fixed && !distribution.relative) {
    cursor.refuse("`relative: true` or `relative_sd`, for values of more than one number", "an absolute distribution");
  }
  check_order(cursor, distribution);
  check_value_inside(cursor, distribution, value);
  if (!by_relative_sd) check_spread(cursor, distribution);
  check_no_effect(cursor, distribution);
  return distribution;
}

std::string to_text(const Distribution& distribution) {
  std::string text = family_names()[static_cast<std::size_t>(distribution.family)];
  for (const NamedField& named : fields) {
    const auto& number = distribution.*named.field;
    if (number) text += ' ' + std::string(named.name) + ' ' + number_text(*number);
  }
  return distribution.relative ? text + " relative" : text;
}

}  // namespace throughgate::scenario
