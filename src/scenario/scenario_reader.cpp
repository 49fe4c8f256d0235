#include "scenario/scenario_reader.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "scenario/option_reader.hpp"

namespace throughgate::scenario {

namespace {

constexpr std::int64_t most_replications = 1'000'000;
constexpr Date earliest_start{1970, 1, 1};  // the epoch of ticks

class ScenarioReader {
 public:
  explicit ScenarioReader(const Cursor& root) : root_(root) {}

  Scenario read() {
    scenario_.file = root_.document().file();
    if (!root_.check_mapping("a scenario: a mapping with the keys " + listed(required_scenario_keys()))) {
      return std::move(scenario_);
    }
    root_.check_keys(required_scenario_keys(), optional_scenario_keys());
    read_paths();
    read_law();
    read_dates();
    read_numbers();
    read_value_per_reoffence();
    if (root_.has("set")) scenario_.set = read_set(root_.member("set"), "set");
    if (has("options")) scenario_.options = read_options(at("options"), {start_, end_});
    read_reference();
    if (has("claims")) scenario_.claims = read_claims(at("claims"), compared_names());
    if (has("calibration")) scenario_.calibration = read_calibration_settings(at("calibration"));
    return std::move(scenario_);
  }

 private:
  [[nodiscard]] bool has(const std::string& key) const { return root_.has(key); }
  [[nodiscard]] Cursor at(const std::string& key) const { return root_.member(key); }

  [[nodiscard]] std::filesystem::path resolved(const std::string& path) const {
    std::filesystem::path whole = (scenario_.file.parent_path() / path).lexically_normal();
    return whole.has_filename() ? whole : whole.parent_path();
  }

  void read_paths() {
    if (has("name")) scenario_.name = at("name").read_text("a name").value_or("");
    if (has("model")) {
      if (const auto model = at("model").read_text("the path of a model's folder")) {
        scenario_.model_folder = resolved(*model);
        scenario_.structure_folder = scenario_.model_folder.parent_path() / "structures";
      }
    }
    if (has("evidence") && at("evidence").check_list("a list of paths of files in the form of the model's")) {
      for (std::size_t i = 0; i < at("evidence").size(); ++i) {
        const auto file = at("evidence").element(i).read_text("the path of a file in the form of the model's");
        scenario_.evidence_files.push_back(file ? resolved(*file) : std::filesystem::path());
      }
    }
    if (has("targets")) {
      if (const auto targets = at("targets").read_text("the path of a targets file")) {
        scenario_.targets_file = resolved(*targets);
      }
    }
    if (has("design")) {
      if (const auto design = at("design").read_text("the path of a design file")) {
        scenario_.design_file = resolved(*design);
      }
    }
  }

  void read_law() {
    if (!has("law")) return;
    const Cursor law = at("law");
    constexpr std::string_view known_at = "known-at ";
    const std::string text = law.value().is_string() ? law.value().get<std::string>() : std::string{};
    if (text == "as-it-happened") return;
    if (text.starts_with(known_at)) {
      scenario_.law.known_at = parse_date(std::string_view(text).substr(known_at.size()));
      if (scenario_.law.known_at) return;
    }
    const std::string word = text.substr(0, text.find(' '));
    law.refuse("`known-at YYYY-MM-DD` or `as-it-happened`", described(law.value()),
               nearest_known(word, {"known-at", "as-it-happened"}));
  }

  void read_dates() {
    start_ = read_date(root_, "start");
    end_ = read_date(root_, "end");
    scenario_.start = start_.value_or(Date{});
    scenario_.end = end_.value_or(Date{});
    if (start_ && *start_ < earliest_start) at("start").refuse("a date of 1970 or later", to_string(*start_));
    if (start_ && end_ && *end_ <= *start_) {
      at("end").refuse("a date after start (" + to_string(*start_) + ")", to_string(*end_));
      end_.reset();
    }
    if (has("reporting")) read_reporting(at("reporting"));
    if (has("predicts_from")) scenario_.predicts_from = read_date(root_, "predicts_from");
  }

  void read_reporting(const Cursor& reporting) {
    reporting.check_keys({"from", "until"}, {});
    const auto from = read_date(reporting, "from");
    const auto until = read_date(reporting, "until");
    scenario_.reporting = {from.value_or(Date{}), until.value_or(Date{})};
    if (from && start_ && *from < *start_) {
      reporting.member("from").refuse("a date not before start (" + to_string(*start_) + ")", to_string(*from));
    }
    if (until && end_ && *until > *end_) {
      reporting.member("until").refuse("a date not after end (" + to_string(*end_) + ")", to_string(*until));
    }
    if (from && until && *until <= *from) {
      reporting.member("until").refuse("a date after reporting.from (" + to_string(*from) + ")", to_string(*until));
    }
  }

  void read_numbers() {
    if (has("scale")) {
      const Cursor scale = at("scale");
      if (const auto number = scale.read_number("a number above 0 and at most 1")) {
        if (*number <= 0 || *number > 1) scale.refuse("a number above 0 and at most 1");
        scenario_.scale = *number;
      }
    }
    if (has("seed")) {
      const auto seed = at("seed").read_whole(0, std::numeric_limits<std::int64_t>::max());
      scenario_.seed = static_cast<std::uint64_t>(seed.value_or(0));
    }
    if (has("replications")) {
      const auto replications = at("replications").read_whole(1, most_replications);
      scenario_.replications = static_cast<std::uint32_t>(replications.value_or(1));
    }
    if (has("coupling")) read_coupling(at("coupling"));
  }

  void read_coupling(const Cursor& coupling) {
    if (coupling.value() == "on" || coupling.value() == "off") {
      scenario_.coupling = coupling.value() == "on";
    } else {
      coupling.refuse("`on` or `off`");
    }
  }

  void read_value_per_reoffence() {
    if (!has("value_per_reoffence_avoided")) return;
    const Cursor value = at("value_per_reoffence_avoided");
    ReoffenceValue read;
    value.check_keys({"amount", "currency", "price_year"}, {});
    if (value.has("amount")) {
      const auto amount = value.member("amount").read_number("an amount of money of at least 0");
      if (amount && *amount < 0) value.member("amount").refuse("an amount of money of at least 0");
      read.amount = amount.value_or(0);
    }
    if (value.has("currency")) read_currency(value.member("currency"), read);
    if (value.has("price_year")) {
      read.price_year = static_cast<int>(value.member("price_year").read_whole(1900, 2200).value_or(0));
    }
    scenario_.value_per_reoffence_avoided = std::move(read);
  }

  static void read_currency(const Cursor& currency, ReoffenceValue& into) {
    const std::string text = currency.value().is_string() ? currency.value().get<std::string>() : std::string{};
    const bool good = text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!good) currency.refuse("a currency of three capital letters, for example GBP");
    into.currency = text;
  }

  [[nodiscard]] std::vector<std::string> compared_names() const {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < scenario_.compared(); ++i) names.push_back(scenario_.options[i].name);
    return names;
  }

  void read_reference() {
    if (!has("reference")) return;
    const auto reference = at("reference").read_text("the name of an option");
    if (!reference || scenario_.options.empty()) return;
    const auto names = compared_names();
    const auto found = std::find(names.begin(), names.end(), *reference);
    if (found == names.end()) {
      if (std::ranges::count(names, std::string()) > 0) return;  // an option's name could not be read
      at("reference")
          .refuse("one of the options " + listed(names), backquoted(*reference), nearest_known(*reference, names));
      return;
    }
    scenario_.reference = static_cast<std::size_t>(found - names.begin());
    if (const auto& from = scenario_.options[scenario_.reference].from) {
      const Cursor option = at("options").element(scenario_.reference);
      option.member(option.has("from") ? "from" : "timeline")
          .refuse("no `from` for the reference option", to_string(*from));
    }
  }

  Cursor root_;
  Scenario scenario_;
  std::optional<Date> start_, end_;
};

}  // namespace

const std::vector<std::string>& required_scenario_keys() {
  static const std::vector<std::string> keys{"name",  "model", "law",          "start",    "end",       "reporting",
                                             "scale", "seed",  "replications", "coupling", "reference", "options"};
  return keys;
}

const std::vector<std::string>& optional_scenario_keys() {
  static const std::vector<std::string> keys{
      "value_per_reoffence_avoided", "set", "predicts_from", "evidence", "targets", "calibration", "design", "claims"};
  return keys;
}

const std::vector<std::string>& settable_scenario_keys() {
  static const std::vector<std::string> keys{"name",
                                             "model",
                                             "law",
                                             "start",
                                             "end",
                                             "reporting.from",
                                             "reporting.until",
                                             "scale",
                                             "seed",
                                             "replications",
                                             "coupling",
                                             "reference",
                                             "targets",
                                             "design",
                                             "value_per_reoffence_avoided.amount",
                                             "value_per_reoffence_avoided.currency",
                                             "value_per_reoffence_avoided.price_year"};
  return keys;
}

Scenario read_scenario(const Cursor& root) { return ScenarioReader(root).read(); }

}  // namespace throughgate::scenario
