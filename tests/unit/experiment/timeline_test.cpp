#include <gtest/gtest.h>

#include "parting_options.hpp"

namespace throughgate::experiment {
namespace {

/// A timeline of the second option: a line a stage.
scenario::LoadedScenario timeline(const std::vector<std::string>& stages) {
  std::string words = "    timeline:\n";
  for (const auto& stage : stages) words += "      - {" + stage + "}\n";
  return parting_by(words);
}

std::vector<double> monthly(const recording::Dataset& dataset, const std::string& name) {
  return std::get<std::vector<double>>(dataset.find(name + "_monthly")->data);
}

const std::string merged = "structure: noms-2008";
const std::string separate = "structure: separate-directorates";

TEST(Timeline, OfOneChangeHasTheBitsOfAPlainOption) {
  const auto plain = prepare(parting(), QueueKind::bucket_ring);
  for (const auto& stages : {std::vector<std::string>{separate + ", from: 2010-04-01"},
                             std::vector<std::string>{merged, separate + ", from: 2010-04-01"}}) {
    const auto prepared = prepare(timeline(stages), QueueKind::bucket_ring);
    expect_equal_bits(tables(plain, 1, 0), tables(prepared, 1, 0));
  }
}

TEST(Timeline, OfTheReferenceAloneHasTheBitsOfTheReference) {
  const auto prepared =
      prepare(timeline({merged, merged + ", from: 2009-07-01", merged + ", from: 2010-07-15"}), QueueKind::bucket_ring);
  ASSERT_EQ(prepared->options[1].changes.size(), 2U);
  expect_equal_bits(tables(prepared, 0, 0), tables(prepared, 1, 0));
}

TEST(Timeline, HoldsEachStageFromItsDateAndPaysForEachChange) {
  const auto prepared = prepare(
      timeline({separate + ", from: 2009-07-01", merged + ", from: 2010-01-01", separate + ", from: 2011-01-15"}),
      QueueKind::bucket_ring);
  const auto shares = monthly(tables(prepared, 1, 0), "contact_share");
  const auto costs = monthly(tables(prepared, 1, 0), "cost_by_account");
  const auto row = static_cast<std::size_t>(justice::Account::transition) * shares.size();
  const double base = shares.front();
  ASSERT_EQ(shares.size(), 36U);
  for (std::size_t month = 0; month < shares.size(); ++month) {
    const bool is_separate = (month >= 6 && month < 12) || month >= 25;  // from the month that begins next
    EXPECT_EQ(shares[month] != base, is_separate) << month;
    EXPECT_EQ(costs[row + month] > 0, month == 6 || month == 24) << month;
  }
}

TEST(Timeline, HasTheSameBitsWhenItsPastIsShared) {
  const auto prepared =
      prepare(timeline({separate + ", from: 2009-07-01", merged + ", from: 2010-01-01"}), QueueKind::bucket_ring);
  const auto prelude = prelude_of(prepared, {0, 1}, 0, go_on);
  for (const std::size_t option : {0U, 1U}) {
    expect_equal_bits(tables(prepared, option, 0), run_replication(*prelude, option, go_on).tables);
  }
}

}  // namespace
}  // namespace throughgate::experiment
