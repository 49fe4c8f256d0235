#include "report/summary_page.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/comparison.hpp"
#include "report/answer.hpp"
#include "report/html.hpp"
#include "report/response_catalogue.hpp"

namespace throughgate::report {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

recording::Variable variable_of(const std::string& name, std::vector<double> values, const std::string& units) {
  recording::Variable variable;
  variable.name = name;
  variable.dimensions = {"option", "replication"};
  variable.data = std::move(values);
  variable.units = units;
  return variable;
}

recording::Dataset example() {
  recording::Dataset dataset;
  dataset.attributes = {{"title", "a <title>"},
                        {"history", "throughgate compare a.yaml"},
                        {"reference", "merged"},
                        {"complete", std::int64_t{1}}};
  dataset.dimensions = {{"option", {"merged", "separate"}, {}, {}}, {"replication", {}, {1, 2, 3}, {}}};
  dataset.variables = {variable_of("reoffending_committed_1y", {0.40, 0.41, 0.42, 0.38, 0.392, 0.401}, "1"),
                       variable_of("prison_population", {1000, 1010, 1020, 1001, 1008, 1021}, "person"),
                       variable_of("total_cost", {5e9, 5.1e9, 5.2e9, 4.9e9, 4.99e9, 5.11e9}, "GBP year-1")};
  return dataset;
}

TEST(Answer, SaysWhatIsLowerByHowMuchAndHowSure) {
  const auto sentences = answer_of(analysis::compare(example()), "separate");
  ASSERT_EQ(sentences.size(), 2U);
  EXPECT_THAT(sentences[0], HasSubstr("Reoffending within a year is lower, -1.90 points ("));
  EXPECT_THAT(sentences[0], HasSubstr("39.1% under separate, 41.0% under merged."));
  EXPECT_THAT(sentences[1], HasSubstr("The exchequer's cost a year is lower, -£100m"));
}

TEST(Answer, DoesNotClaimWhatCannotBeToldFromChance) {
  recording::Dataset dataset = example();
  dataset.variables[0] = variable_of("reoffending_committed_1y", {0.40, 0.41, 0.42, 0.38, 0.43, 0.42}, "1");
  EXPECT_THAT(answer_of(analysis::compare(dataset), "separate").front(),
              HasSubstr("shows no difference that can be told from chance"));
}

TEST(Answer, SaysThatEqualOptionsAreTheSame) {
  recording::Dataset dataset = example();
  dataset.variables[0] = variable_of("reoffending_committed_1y", {0.4, 0.41, 0.42, 0.4, 0.41, 0.42}, "1");
  EXPECT_THAT(answer_of(analysis::compare(dataset), "separate").front(), HasSubstr("is the same"));
}

TEST(Answer, NamesTheLargestChangesOnly) {
  const std::string text = largest_changes(analysis::compare(example()), "separate");
  EXPECT_EQ(text, "Largest changes: Reoffending committed within a year -4.6%.");
}

TEST(Answer, CountsTheParametersThatDifferAndThoseAssumed) {
  recording::Dataset dataset = example();
  recording::Dataset group;
  group.name = "provenance";
  group.dimensions = {{"option", {"merged", "separate"}, {}, {}}, {"parameter", {"a", "b", "c"}, {}, {}}};
  const auto text = [](const std::string& name, std::vector<std::string> values) {
    recording::Variable variable;
    variable.name = name;
    variable.dimensions = {"option", "parameter"};
    variable.data = std::move(values);
    return variable;
  };
  group.variables = {text("parameter_value", {"1", "2", "3", "1", "5", "6"}),
                     text("parameter_grade", {"M", "S", "S", "M", "M", "R"})};
  dataset.groups.push_back(group);
  EXPECT_THAT(assumption_sentence(dataset), HasSubstr("differ in 2 parameters; 1 of these"));
}

TEST(ResponseCatalogue, GivesTitleGroupAndStyle) {
  const ResponseView view = view_of("proven_reoffending_1y[custody_under_12_months]", "1");
  EXPECT_EQ(view.title, "Proven reoffending within a year, custody under 12 months");
  EXPECT_EQ(view.group, Group::reoffending);
  EXPECT_EQ(view.style, Style::percent);
  const ResponseView unknown = view_of("parole_queue", "GBP year-1");
  EXPECT_EQ(unknown.title, "parole queue");
  EXPECT_EQ(unknown.style, Style::money);
  EXPECT_EQ(unknown.group, Group::other);
}

TEST(Html, EscapesWhatTextMayNotHold) {
  EXPECT_EQ(escaped("<a href=\"x\">&'"), "&lt;a href=&quot;x&quot;&gt;&amp;&#39;");
}

TEST(Html, ChartsHaveATitleADescriptionAndEveryBar) {
  const std::string svg = interval_chart("c", "the title", "the words", {{"one", 1, 0.5, 1.5}, {"two", -1, -3, 1}});
  EXPECT_THAT(svg, HasSubstr("<title id=\"c-title\">the title</title>"));
  EXPECT_THAT(svg, HasSubstr("<desc id=\"c-description\">the words</desc>"));
  EXPECT_THAT(svg, HasSubstr("aria-labelledby=\"c-title c-description\""));
  EXPECT_THAT(svg, HasSubstr(">two</text>"));
  EXPECT_THAT(svg, HasSubstr("-5%"));
}

TEST(SummaryPage, HoldsQuestionAnswerTablesLimitsAndProvenance) {
  const std::string page = summary_page(example());
  for (const char* part : {"<html lang=\"en-GB\">", "<h1>a &lt;title&gt;</h1>",
                           "What would change if merged became separate?", "Reoffending within a year is lower",
                           "<caption>Prison</caption>", "<caption>Cost</caption>", "No causal measurement",
                           "throughgate compare a.yaml", "<svg role=\"img\"", "<th scope=\"row\">Persons in prison"}) {
    EXPECT_THAT(page, HasSubstr(part));
  }
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("href=\"http")));
}

TEST(SummaryPage, MarksAnIncompleteFile) {
  recording::Dataset dataset = example();
  dataset.attributes.back().value = std::int64_t{0};
  EXPECT_THAT(summary_page(dataset), HasSubstr("This file is incomplete"));
}

}  // namespace
}  // namespace throughgate::report
