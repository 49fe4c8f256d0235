/// Random damage to valid files: they either load or are refused with located problems, and nothing throws.

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "../../unit/scenario/small_catalogue.hpp"
#include "../../unit/scenario/temporary_folder.hpp"
#include "scenario/scenario_loader.hpp"
#include "scenario/validate.hpp"

namespace throughgate::scenario {
namespace {

const std::vector<std::string>& pieces() {
  static const std::vector<std::string> list{":",     ": ",         "- ",
                                             "? ",    "\n",         " ",
                                             "  ",    "\t",         "[",
                                             "]",     "{",          "}",
                                             ",",     "'",          "\"",
                                             "&a ",   "*a",         "<<: ",
                                             "!!str", "#",          " #",
                                             "|",     ">",          "|\n  ",
                                             "%",     "---\n",      "...",
                                             "~",     "null",       "-1",
                                             "0",     "1e999",      "0.5",
                                             ".nan",  "on",         "\xC3\xA9",
                                             "\xFF",  "\x01",       "\\",
                                             "\r\n",  "@",          "`",
                                             "=",     "set",        "from",
                                             "on",    "merged",     "..",
                                             "/",     "2009-01-01", "999999999999999999999"};
  return list;
}

/// A few insertions, deletions, copies and replacements at random places.
std::string damaged(std::string text) {
  const int changes = *rc::gen::inRange(1, 5);
  for (int i = 0; i < changes; ++i) {
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size() + 1);
    const auto length = std::min(*rc::gen::inRange<std::size_t>(0, 40), text.size() - at);
    const std::string piece = *rc::gen::elementOf(pieces());
    switch (*rc::gen::inRange(0, 4)) {
      case 0:
        text.insert(at, piece);
        break;
      case 1:
        text.erase(at, length);
        break;
      case 2:
        text.insert(*rc::gen::inRange<std::size_t>(0, text.size() + 1), text.substr(at, length));
        break;
      default:
        text.replace(at, length, piece);
    }
  }
  return text;
}

class DamagedFiles : public ::testing::TestWithParam<std::string> {};

TEST_P(DamagedFiles, LoadOrAreRefusedWithLocatedProblems) {
  const test::TemporaryFolder folder;
  std::filesystem::copy(test::test_folder() + "/valid", folder.path(), std::filesystem::copy_options::recursive);
  const auto file = folder.path() / GetParam();
  const std::string valid = test::text_of(file);
  const auto scenario = folder.path() / "scenarios/small.yaml";
  const Binders binders = test::small_binders();
  const bool holds = rc::check([&] {
    folder.write(GetParam(), damaged(valid));
    Problems problems;
    const auto loaded = try_load_scenario(scenario, {}, binders, problems);
    RC_ASSERT(loaded.has_value() == problems.empty());
    for (const Problem& problem : problems.all()) {
      RC_ASSERT(!problem.position.file.empty());
      RC_ASSERT(!problem.expected.empty());
      RC_ASSERT(!problem.found.empty());
    }
    RC_ASSERT(format_problems(problems.sorted()).empty() == problems.empty());
    if (!loaded) (void)validate_file(file, binders);
    if (loaded) {
      test::SmallModel model;
      loaded->fill_model(0, [&](Binder& binder) { bind(binder, model); });
      RC_ASSERT(model.take_up >= 0 && model.take_up <= 1);
    }
  });
  EXPECT_TRUE(holds);
}

INSTANTIATE_TEST_SUITE_P(Input, DamagedFiles,
                         ::testing::Values("scenarios/small.yaml", "scenarios/small-targets.yaml",
                                           "models/small/custody.yaml", "models/small/court.yaml",
                                           "models/structures/separate.yaml"),
                         [](const auto& file) {
                           std::string name = file.param;
                           for (char& character : name) {
                             if (std::isalnum(static_cast<unsigned char>(character)) == 0) character = '_';
                           }
                           return name;
                         });

RC_GTEST_PROP(PlainScalars, NumbersReadBackAsTheSameDouble, (double number)) {
  if (!std::isfinite(number)) return;
  const auto scalar = plain_scalar(number_text(number));
  RC_ASSERT(scalar.has_value());
  RC_ASSERT(scalar->get<double>() == number);
}

}  // namespace
}  // namespace throughgate::scenario
