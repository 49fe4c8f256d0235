#include "justice/services/ledger.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace throughgate::justice {
namespace {

double of(const Costs& costs, Account account) { return costs[static_cast<std::size_t>(account)]; }

LedgerModel prices() {
  LedgerModel model;
  model.probation_fixed_per_year = 1200;
  model.report = {200, 100, 50};
  model.requirement = {1, 2, 3, 4, 5, 6};
  model.prison_fixed_per_year = 12000;
  model.prison_place_marginal = 2400;
  model.custody_programme = 33;
  model.approved_premises_bed = 1200;
  model.police_cell_night = 400;
  model.recall = 70;
  model.parole_hearing = 800;
  model.crown_sitting_day = 1700;
  model.magistrates_hearing = 90;
  model.victim = {10, 20, 30, 40, 50, 60, 70, 80, 90};
  model.police_per_offence = 7;
  model.actual_to_proven = 5;
  return model;
}

TEST(Ledger, BooksAMonthOnItsAccountsAsReckonedByHand) {
  Structure structure;
  structure.layers = {.headquarters_posts = 10,
                      .headquarters_pay = 1200,
                      .regional_posts = {1, 2, 3},
                      .regional_pay = 600,
                      .consultants_per_year = 360,
                      .decision_weeks = 0};
  MonthlyVolumes volumes{.years = 1.0 / 12,
                         .probation_pay = 120000,
                         .prison_officer_pay = 24000,
                         .approved_premises_beds = 6,
                         .custody_programmes = 2,
                         .recruitment = 55,
                         .prisoners = 5,
                         .police_cells = 2,
                         .crown_sitting_days = 3,
                         .magistrates_hearings = 6,
                         .recalls = 7,
                         .parole_hearings = 8,
                         .reports = {1, 2, 3},
                         .requirements = {6, 5, 4, 3, 2, 1},
                         .reoffences = {1, 0, 0, 0, 0, 0, 0, 0, 2},
                         .transition = 99};
  const Costs costs = costs_of_month(prices(), structure, volumes);
  EXPECT_DOUBLE_EQ(of(costs, Account::probation_staff), 10000);
  EXPECT_DOUBLE_EQ(of(costs, Account::probation_fixed), 100);
  EXPECT_DOUBLE_EQ(of(costs, Account::prison_officers), 2000);
  EXPECT_DOUBLE_EQ(of(costs, Account::approved_premises), 600);
  EXPECT_DOUBLE_EQ(of(costs, Account::custody_programmes), 66);
  EXPECT_DOUBLE_EQ(of(costs, Account::recruitment), 55);
  EXPECT_DOUBLE_EQ(of(costs, Account::probation_reports), 200 + 200 + 150);
  EXPECT_DOUBLE_EQ(of(costs, Account::probation_requirements), 6 + 10 + 12 + 12 + 10 + 6);
  EXPECT_DOUBLE_EQ(of(costs, Account::prison_fixed), 1000);
  EXPECT_DOUBLE_EQ(of(costs, Account::prison_places), 600) << "two of the five are in police cells";
  EXPECT_NEAR(of(costs, Account::police_cells), 2 * 365.25 / 12 * 400, 1e-9);
  EXPECT_DOUBLE_EQ(of(costs, Account::recall), 490);
  EXPECT_DOUBLE_EQ(of(costs, Account::parole), 6400);
  EXPECT_DOUBLE_EQ(of(costs, Account::crown_court), 5100);
  EXPECT_DOUBLE_EQ(of(costs, Account::magistrates_court), 540);
  EXPECT_DOUBLE_EQ(of(costs, Account::headquarters), 1000);
  EXPECT_DOUBLE_EQ(of(costs, Account::regional_offices), 300);
  EXPECT_DOUBLE_EQ(of(costs, Account::consultants), 30);
  EXPECT_DOUBLE_EQ(of(costs, Account::transition), 99);
  EXPECT_DOUBLE_EQ(of(costs, Account::reoffence_victims), 5 * (10 + 2 * 90));
  EXPECT_DOUBLE_EQ(of(costs, Account::reoffence_justice), 5 * 3 * 7);
  const double by_hand = 10000 + 100 + 550 + 56 + 1000 + 600 + 2 * 365.25 / 12 * 400 + 490 + 6400 + 5100 + 540 + 1000 +
                         300 + 30 + 99 + 950 + 105 + 2000 + 600 + 66 + 55;
  EXPECT_NEAR(std::accumulate(costs.begin(), costs.end(), 0.0), by_hand, 1e-8) << "no account beside these";
}

TEST(Ledger, PutsEveryAccountIntoOneGroupAndVictimsAloneOutsideTheExchequer) {
  for (std::size_t index = 0; index < account_labels.size(); ++index) {
    const auto account = static_cast<Account>(index);
    EXPECT_LT(cost_group(account), CostGroup::count) << account_labels[index];
    EXPECT_EQ(is_exchequer(account), account_labels[index] != "reoffence_victims");
  }
}

}  // namespace
}  // namespace throughgate::justice
