#include "scenario/foreknowledge.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "justice/model.hpp"
#include "scenario/bind_model.hpp"
#include "scenario/scenario_loader.hpp"

namespace throughgate::scenario {
namespace {

using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;

ParameterDocument document_with(const std::string& path, const std::string& unit, const std::string& period,
                                bool borrowed) {
  Parameter parameter;
  parameter.path = path;
  parameter.unit = unit;
  parameter.period = period;
  parameter.borrowed = borrowed;
  parameter.position = {"model.yaml", 7, 3};
  ParameterDocument document;
  document.parameters.emplace(path, parameter);
  return document;
}

std::string refusal(const ParameterDocument& document) {
  Problems problems;
  check_foreknowledge(document, {2010, 1, 1}, problems);
  return problems.empty() ? "accepted" : problems.all().front().message();
}

TEST(Foreknowledge, DatesAPeriodByItsLastDay) {
  EXPECT_EQ(last_day_of_period("2009"), (Date{2009, 12, 31}));
  EXPECT_EQ(last_day_of_period("2008-02"), (Date{2008, 2, 29}));
  EXPECT_EQ(last_day_of_period("2010-Q2"), (Date{2010, 6, 30}));
  EXPECT_EQ(last_day_of_period("2009-08-01"), (Date{2009, 8, 1}));
  EXPECT_EQ(last_day_of_period("2004/2013"), (Date{2013, 12, 31}));
  EXPECT_EQ(last_day_of_period("2009-04/2010-03"), (Date{2010, 3, 31}));
  for (const char* wrong : {"", "recent", "2009-13", "2009-Q5", "09", "2009-4", "2009/", "2009-02-30"}) {
    EXPECT_FALSE(last_day_of_period(wrong)) << wrong;
  }
}

TEST(Foreknowledge, RefusesWhatWasObservedLaterUnlessItIsBorrowed) {
  EXPECT_EQ(refusal(document_with("costs.report", "GBP", "2009", false)), "accepted");
  EXPECT_THAT(refusal(document_with("costs.report", "GBP", "2009-04/2010-03", false)),
              HasSubstr("model.yaml:7:3: costs.report: expected a figure from before 2010-01-01"));
  EXPECT_EQ(refusal(document_with("costs.report", "GBP", "2009-04/2010-03", true)), "accepted");
  EXPECT_THAT(refusal(document_with("costs.report", "GBP", "lately", true)), HasSubstr("a period that can be dated"));
}

TEST(Foreknowledge, NeverBorrowsAStockAFlowOrALevelOfReoffending) {
  for (const auto& [path, unit] :
       std::vector<std::pair<std::string, std::string>>{{"opening.recalled", "person"},
                                                        {"entrants.per_year", "person year-1"},
                                                        {"workforce.posts", "post"},
                                                        {"custody.operational_capacity.initial", "place"},
                                                        {"crown_court.appeals_per_year", "case year-1"},
                                                        {"crown_court.sitting_days_per_year", "day year-1"},
                                                        {"reoffending.level", "1"},
                                                        {"trends.reoffending", "year-1"}}) {
    EXPECT_THAT(refusal(document_with(path, unit, "2012", true)), HasSubstr("may not be borrowed")) << path;
  }
  EXPECT_EQ(refusal(document_with("workforce.sickness", "day year-1", "2012", true)), "accepted");
}

TEST(Foreknowledge, ListsWhatIsBorrowedFromTheYearsPredicted) {
  const auto later = document_with("licence.recall_reason", "share", "2016", true);
  EXPECT_THAT(borrowed_from(later, {2010, 1, 1}), ElementsAre(Field(&Borrowed::path, "licence.recall_reason")));
  EXPECT_TRUE(borrowed_from(later, {2017, 1, 1}).empty());
  EXPECT_TRUE(borrowed_from(document_with("costs.report", "GBP", "2012", false), {2010, 1, 1}).empty());
}

Binders every_parameter() {
  return {[](Binder& binder) {
            justice::Model model;
            bind_model(binder, model);
          },
          [](Binder& binder) {
            justice::Structure structure;
            bind_structure(binder, structure);
          }};
}

TEST(Foreknowledge, TheShippedPredictionHasNoneAndTheBaseModelWould) {
  const std::filesystem::path scenarios = std::filesystem::path(THROUGHGATE_SOURCE_DIR) / "scenarios";
  const auto prediction = load_scenario(scenarios / "predict-2010-2014.yaml", {}, every_parameter());
  ASSERT_TRUE(prediction.scenario().predicts_from);
  EXPECT_LE(*prediction.scenario().predicts_from, (Date{2010, 1, 1}));
  EXPECT_EQ(prediction.scenario().law.known_at, (Date{2009, 8, 1}));
  const auto base = load_scenario(scenarios / "base-2009.yaml", {}, every_parameter());
  Problems problems;
  check_foreknowledge(*base.parameters(0).model, {2010, 1, 1}, problems);
  EXPECT_TRUE(problems.touches(
      (std::filesystem::path(THROUGHGATE_SOURCE_DIR) / "scenarios" / ".." / "models" / "england-wales" / "staff.yaml")
          .lexically_normal()
          .string(),
      "prison_staff.supervisors.posts"));
}

}  // namespace
}  // namespace throughgate::scenario
