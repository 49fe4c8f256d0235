#include "scenario/posterior_draws.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "scenario/uncertainty.hpp"
#include "small_catalogue.hpp"
#include "temporary_folder.hpp"

namespace throughgate::scenario {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::vector<std::string> known{"court.ratio", "court.receipts", "sentencing.term"};

PosteriorDraws ten_draws() {
  PosteriorDraws posterior;
  posterior.parameters = {"court.receipts", "court.ratio"};
  posterior.stamps = {"aa", "bb"};
  for (int i = 0; i < 10; ++i) posterior.draws.push_back({1 + 0.01 * i, 2 - 0.125 * i});
  return posterior;
}

std::string told_of(const std::string& text) {
  Problems problems;
  (void)read_posterior(text, "P.csv", known, problems);
  std::string told;
  for (const Problem& problem : problems.sorted()) {
    told += std::to_string(problem.position.line) + ':' + std::to_string(problem.position.column) + " expected " +
            problem.expected + " found " + problem.found + (problem.nearest.empty() ? "" : " near " + problem.nearest) +
            '\n';
  }
  return told;
}

std::string with(const std::string& from, const std::string& to) {
  std::string text = posterior_text(ten_draws());
  return text.replace(text.find(from), from.size(), to);
}

TEST(PosteriorDraws, AreReadAsTheyWereWritten) {
  Problems problems;
  const auto read = read_posterior(posterior_text(ten_draws()), "P.csv", known, problems);
  EXPECT_TRUE(problems.empty());
  EXPECT_EQ(read.parameters, ten_draws().parameters);
  EXPECT_EQ(read.stamps, ten_draws().stamps);
  EXPECT_EQ(read.draws, ten_draws().draws);
  EXPECT_EQ(read.column_of("court.ratio"), 1U);
  EXPECT_EQ(read.column_of("court"), std::nullopt);
  EXPECT_DOUBLE_EQ(read.column(1)[9], 0.875);
}

TEST(PosteriorDraws, TellWhereTheyAreWrong) {
  EXPECT_THAT(told_of(with("court.ratio", "court.ration")),
              HasSubstr("1:21 expected the path of a parameter of the model found `court.ration` near court.ratio"));
  EXPECT_THAT(told_of(with("court.ratio", "court.receipts")), HasSubstr("1:21 expected each parameter once"));
  EXPECT_THAT(told_of(with("prior,", "first,")), HasSubstr("2:1 expected the row `prior` found `first`"));
  EXPECT_THAT(told_of(with("1.03,", "much,")), HasSubstr("6:3 expected a number found `much`"));
  EXPECT_THAT(told_of(with("1.03,", "")), HasSubstr("6:1 expected 3 cells found 2"));
  EXPECT_THAT(told_of("draw,court.ratio\nprior,aa\n1,2\n"), HasSubstr("expected ten draws or more found 1"));
  EXPECT_THAT(told_of("a,b\n"), HasSubstr("1:1 expected a first column `draw`"));
  EXPECT_THAT(told_of(""), HasSubstr("expected a first column `draw`"));
}

TEST(PosteriorDraws, KnowTheParameterThatWasCalibrated) {
  const auto loaded = load_scenario(test::small_scenario(), {}, test::small_binders());
  const Parameter& parameter = *loaded.parameters(0).model->find("court.receipts");
  Parameter other = parameter;
  EXPECT_EQ(stamp_of(other), stamp_of(parameter));
  other.note = "another note";
  EXPECT_EQ(stamp_of(other), stamp_of(parameter));
  other.distribution.family = Family::fixed;
  EXPECT_NE(stamp_of(other), stamp_of(parameter));
  other = parameter;
  other.value = 5;
  EXPECT_NE(stamp_of(other), stamp_of(parameter));
}

}  // namespace
}  // namespace throughgate::scenario
