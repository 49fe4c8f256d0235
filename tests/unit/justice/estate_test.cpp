#include "justice/services/estate.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "base/date.hpp"

namespace throughgate::justice {
namespace {

const Tick start = start_of({2009, 1, 1});
constexpr std::size_t local = 0;
constexpr std::size_t category_b = 1;
constexpr std::size_t category_c = 2;
constexpr std::size_t open = 3;
constexpr std::size_t high_security = 4;
constexpr std::size_t young_offender = 5;
constexpr std::size_t female = 6;

constexpr Standing remanded{Standing::in_prison | Standing::remand_untried};
constexpr Standing serving_short{Standing::in_prison | Standing::serving_under_12};
constexpr Standing serving_long{Standing::in_prison | Standing::serving_12_or_more};
constexpr Standing serving_for_life{Standing::in_prison | Standing::serving_indeterminate};
constexpr Standing recalled{Standing::in_prison | Standing::recalled};

/// 1,000 places: 400, 100, 200, 100, 50, 100 and 50; 800 of them uncrowded: 250, 90, 180, 100, 40, 90 and 50. Numbers
/// are of no country.
EstateModel plain_estate() {
  EstateModel model;
  model.operational_capacity = 1000;
  model.in_use_cna = 800;
  model.operational_share = {0.4, 0.1, 0.2, 0.1, 0.05, 0.1, 0.05};
  model.cna_share = {0.3125, 0.1125, 0.225, 0.125, 0.05, 0.1125, 0.0625};
  model.allocation = {1,   0,   0,     0,    0,    0,      // remand
                      0.5, 0,   0,     0,    0,    0.5,    // under 12 months
                      0,   0,   1,     0,    0,    0,      // 12 months or more
                      0,   0.5, 0.125, 0.25, 0,    0.125,  // indeterminate
                      0.5, 0,   0.25,  0,    0.25, 0};     // recalled
  model.crowded_per_excess = 2.5;
  model.overflow = {.early_release_occupancy = 0.9, .early_release_days = 18, .police_cells = 50, .queue = 1};
  return model;
}

struct Prisons {
  explicit Prisons(const EstateModel& estate_model = plain_estate(), double scale = 1, double under_18 = 0,
                   double non_criminal = 0)
      : model(estate_model), estate(model, under_18, non_criminal, scale, start) {}

  EstateModel model;
  Estate estate;
  Tick now = start;

  void receive(int persons, Standing standing, Sex sex = Sex::male) {
    for (int person = 0; person < persons; ++person) estate.moved(now, sex, Standing{}, standing);
  }
  [[nodiscard]] EstateMonth month() const { return estate.close_month(now); }
};

double sum(const Values<7>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

TEST(PrisonerClass, IsOneInPrisonAndNoneAnywhereElse) {
  for (unsigned bits = 0; bits < (1U << 12); ++bits) {
    const Standing standing{static_cast<std::uint16_t>(bits)};
    EXPECT_EQ(prisoner_class(standing) != PrisonerClass::none, standing.place() == Place::prison) << bits;
  }
}

TEST(PrisonerClass, IsTheMostLastingOfSeveralStatuses) {
  Standing standing = remanded;
  EXPECT_EQ(prisoner_class(standing), PrisonerClass::remand);
  standing.add(Standing::serving_under_12);
  EXPECT_EQ(prisoner_class(standing), PrisonerClass::under_12_months);
  standing.add(Standing::serving_12_or_more);
  EXPECT_EQ(prisoner_class(standing), PrisonerClass::from_12_months);
  standing.add(Standing::serving_indeterminate);
  EXPECT_EQ(prisoner_class(standing), PrisonerClass::indeterminate);
  standing.add(Standing::recalled);
  EXPECT_EQ(prisoner_class(standing), PrisonerClass::recalled);
  standing.add(Standing::outside);
  EXPECT_EQ(prisoner_class(standing), PrisonerClass::none);
}

TEST(Estate, CountsFollowPersonsFromReceptionToRelease) {
  Prisons prisons;
  Estate& estate = prisons.estate;
  const Standing licence{Standing::licence};
  estate.moved(start, Sex::female, Standing{}, remanded);
  EXPECT_EQ(estate.persons(Sex::female, PrisonerClass::remand), 1);
  EXPECT_EQ(estate.persons(Sex::male, PrisonerClass::remand), 0);
  estate.moved(start, Sex::female, remanded, serving_long);
  EXPECT_EQ(estate.persons(Sex::female, PrisonerClass::remand), 0);
  EXPECT_EQ(estate.persons(Sex::female, PrisonerClass::from_12_months), 1);
  estate.moved(start, Sex::female, serving_long, licence);
  estate.moved(start, Sex::female, licence, {Standing::licence | Standing::community_order});
  EXPECT_DOUBLE_EQ(estate.held(), 0);
  estate.moved(start, Sex::female, licence, recalled);
  EXPECT_EQ(estate.persons(Sex::female, PrisonerClass::recalled), 1);
  EXPECT_DOUBLE_EQ(estate.held(), 1);
  estate.moved(start, Sex::female, recalled, {Standing::outside});
  EXPECT_DOUBLE_EQ(estate.held(), 0);
}

TEST(Estate, SpreadsEachClassOverItsFunctions) {
  Prisons prisons;
  prisons.receive(64, serving_for_life);
  prisons.receive(40, recalled);
  prisons.receive(7, serving_long, Sex::female);
  const Values<7> expected{20, 32, 18, 16, 10, 8, 7};
  const EstateMonth month = prisons.month();
  for (std::size_t function = 0; function < 7; ++function) {
    EXPECT_NEAR(month.held[function], expected[function], 1e-9) << function;
  }
}

TEST(Estate, HoldsThoseWhoAreNoIndividualsInTheirFunctions) {
  const Prisons prisons(plain_estate(), 0.1, 60, 30);
  const EstateMonth month = prisons.month();
  EXPECT_NEAR(month.held[young_offender], 60, 1e-9);
  EXPECT_NEAR(month.held[local], 30, 1e-9);
  EXPECT_NEAR(month.prisoners, 90, 1e-9);
  EXPECT_DOUBLE_EQ(prisons.estate.held(), 90);
}

TEST(Estate, HoldsEveryPrisonerInAFunctionOrInAPoliceCell) {
  for (int mixture = 0; mixture < 200; ++mixture) {
    Prisons prisons(plain_estate(), 0.5, 20, 10);
    prisons.receive(mixture * 7 % 300, remanded);
    prisons.receive(mixture * 11 % 130, serving_short);
    prisons.receive(mixture * 13 % 210, serving_long);
    prisons.receive(mixture * 17 % 90, serving_for_life);
    prisons.receive(mixture * 19 % 70, recalled);
    prisons.receive(mixture * 23 % 60, serving_long, Sex::female);
    const EstateMonth month = prisons.month();
    const double held = prisons.estate.held();
    EXPECT_NEAR(sum(month.held) + month.police_cells, held, 1e-9 * held) << mixture;
    EXPECT_NEAR(month.prisoners, held, 1e-9 * held) << mixture;
    EXPECT_NEAR(month.police_cells, prisons.estate.in_police_cells(), 1e-9 * held) << mixture;
    for (std::size_t function = 0; function < 7; ++function) {
      EXPECT_GE(month.held[function], 0) << mixture;
      EXPECT_LE(month.held[function], 1000 * prisons.model.operational_share[function] + 1e-9) << mixture;
    }
  }
}

TEST(Estate, CrowdsNobodyWhereAccommodationSuffices) {
  Prisons prisons;
  prisons.receive(250, remanded);
  prisons.receive(180, serving_long);
  prisons.receive(50, serving_long, Sex::female);
  EXPECT_NEAR(prisons.month().crowded_in_all, 0, 1e-9);
  prisons.receive(20, remanded);
  const EstateMonth month = prisons.month();
  EXPECT_NEAR(month.crowded[local], 2.5 * 20, 1e-9);
  EXPECT_NEAR(month.crowded_in_all, 2.5 * 20, 1e-9);
}

TEST(Estate, CrowdsByHowTheSamePopulationIsSpreadOverFunctions) {
  Prisons concentrated;
  concentrated.receive(400, remanded);
  Prisons spread;
  spread.receive(220, remanded);
  spread.receive(180, serving_long);
  EXPECT_DOUBLE_EQ(concentrated.estate.held(), spread.estate.held());
  EXPECT_NEAR(concentrated.month().crowded_in_all, 2.5 * 150, 1e-9);
  EXPECT_NEAR(spread.month().crowded_in_all, 0, 1e-9);
}

TEST(Estate, CrowdsNoMoreThanItHolds) {
  EstateModel model = plain_estate();
  model.in_use_cna = 80;
  Prisons prisons(model);
  prisons.receive(390, remanded);
  EXPECT_NEAR(prisons.month().crowded[local], 390, 1e-9);
}

TEST(Estate, SharesOutTheMenOfAFullFunctionInProportionToFreePlaces) {
  Prisons prisons;
  prisons.receive(500, remanded);
  const EstateMonth month = prisons.month();
  const double of_free = 100.0 / (100 + 200 + 100 + 50 + 100);
  EXPECT_NEAR(month.held[local], 400, 1e-9);
  EXPECT_NEAR(month.held[category_b], 100 * of_free, 1e-9);
  EXPECT_NEAR(month.held[category_c], 200 * of_free, 1e-9);
  EXPECT_NEAR(month.held[high_security], 50 * of_free, 1e-9);
  EXPECT_NEAR(month.held[female], 0, 1e-9);
  EXPECT_NEAR(month.police_cells, 0, 1e-9);
}

TEST(Estate, UsesPoliceCellsOnlyWhenEveryPlaceForMenIsTaken) {
  Prisons prisons;
  prisons.receive(950, remanded);
  EXPECT_NEAR(prisons.month().police_cells, 0, 1e-9);
  prisons.receive(30, recalled);
  const EstateMonth month = prisons.month();
  EXPECT_NEAR(month.police_cells, 30, 1e-9);
  EXPECT_NEAR(prisons.estate.in_police_cells(), 30, 1e-9);
  EXPECT_NEAR(month.held[open], 100, 1e-9);
  EXPECT_NEAR(month.held[female], 0, 1e-9) << "women's places are not for men";
  EXPECT_NEAR(month.occupancy, 0.98, 1e-9);
}

TEST(Estate, KeepsWomenOutOfMensPrisons) {
  Prisons prisons;
  prisons.receive(60, serving_long, Sex::female);
  const EstateMonth month = prisons.month();
  EXPECT_NEAR(month.held[female], 50, 1e-9);
  EXPECT_NEAR(sum(month.held), 50, 1e-9);
  EXPECT_NEAR(month.police_cells, 10, 1e-9);
}

TEST(Estate, HasNoRoomOnceThePoliceCellsAreFullToo) {
  Prisons prisons;
  prisons.receive(1000, remanded);
  EXPECT_TRUE(prisons.estate.has_room());
  prisons.receive(49, serving_short);
  EXPECT_TRUE(prisons.estate.has_room());
  prisons.receive(1, serving_short);
  EXPECT_FALSE(prisons.estate.has_room());
  prisons.estate.moved(start, Sex::male, serving_short, Standing{});
  EXPECT_TRUE(prisons.estate.has_room());
}

TEST(Estate, RunsTheEarlyReleaseSchemeFromItsOccupancy) {
  Prisons prisons;
  prisons.receive(899, serving_long);
  EXPECT_FALSE(prisons.estate.early_release_runs());
  prisons.receive(1, serving_long);
  EXPECT_TRUE(prisons.estate.early_release_runs());
  prisons.model.overflow.early_release_days = 0;
  EXPECT_FALSE(prisons.estate.early_release_runs()) << "there is no scheme";
}

TEST(Estate, LetsAPersonOfAThinnedRunStandForSeveral) {
  Prisons whole;
  whole.receive(480, remanded);
  whole.receive(60, serving_long, Sex::female);
  Prisons tenth(plain_estate(), 0.1);
  tenth.receive(48, remanded);
  tenth.receive(6, serving_long, Sex::female);
  EXPECT_NEAR(tenth.estate.held(), whole.estate.held(), 1e-9);
  EXPECT_NEAR(tenth.estate.in_police_cells(), whole.estate.in_police_cells(), 1e-9);
  EXPECT_NEAR(tenth.month().crowded_in_all, whole.month().crowded_in_all, 1e-9);
  tenth.receive(50, remanded);
  EXPECT_TRUE(tenth.estate.has_room());
  tenth.receive(1, remanded);
  EXPECT_FALSE(tenth.estate.has_room());
}

TEST(Estate, GrowsByTheYearFromItsStart) {
  EstateModel model = plain_estate();
  model.operational_growth_per_year = 0.1;
  model.cna_growth_per_year = 0.2;
  Prisons prisons(model);
  prisons.receive(300, remanded);
  EXPECT_NEAR(prisons.month().operational_capacity, 1000, 1e-9);
  EXPECT_NEAR(prisons.month().crowded_in_all, 2.5 * 50, 1e-9);
  prisons.estate.month_begins(start - Duration::days(3000));
  prisons.now = start - Duration::days(2970);
  EXPECT_NEAR(prisons.month().operational_capacity, 1000, 1e-9) << "it does not shrink before its start";
  prisons.now = start + Duration::days(2 * 365.25);
  prisons.estate.month_begins(prisons.now);
  EXPECT_NEAR(prisons.month().operational_capacity, 1210, 1e-9);
  EXPECT_NEAR(prisons.month().crowded_in_all, 0, 1e-9) << "360 places are certified for 300";
}

TEST(Estate, WeighsEachDayOfTheMonthAlike) {
  Prisons prisons;
  prisons.receive(100, remanded);
  prisons.now = start + Duration::days(20);
  prisons.receive(90, serving_long);
  prisons.now = start + Duration::days(30);
  const EstateMonth month = prisons.month();
  EXPECT_NEAR(month.held[local], 100, 1e-9);
  EXPECT_NEAR(month.held[category_c], 30, 1e-9);
  prisons.estate.month_begins(prisons.now);
  prisons.now = start + Duration::days(45);
  EXPECT_NEAR(prisons.month().held[category_c], 90, 1e-9) << "the month before is over";
}

TEST(Estate, TellsThePoliceCellsOfSomeDaysThoughTheMeanOfTheMonthWouldFit) {
  Prisons prisons;
  prisons.receive(990, remanded);
  prisons.now = start + Duration::days(10);
  for (int person = 0; person < 500; ++person) prisons.estate.moved(prisons.now, Sex::male, remanded, Standing{});
  prisons.now = start + Duration::days(20);
  const EstateMonth month = prisons.month();
  EXPECT_NEAR(month.prisoners, 740, 1e-9);
  EXPECT_NEAR(month.police_cells, 20, 1e-9);
  EXPECT_NEAR(sum(month.held), 720, 1e-9);
}

TEST(Estate, TakesTheFiguresOfAnAdoptedModelWhenTheNextMonthBegins) {
  Prisons prisons;
  prisons.receive(200, remanded);
  EstateModel larger = plain_estate();
  larger.operational_capacity = 2000;
  larger.in_use_cna = 320;
  larger.crowded_per_excess = 2;
  prisons.now = start + Duration::days(31);
  EXPECT_NEAR(prisons.month().crowded_in_all, 0, 1e-9);
  prisons.estate.adopt(larger);
  prisons.estate.month_begins(prisons.now);
  EXPECT_NEAR(prisons.month().operational_capacity, 2000, 1e-9);
  EXPECT_NEAR(prisons.month().crowded_in_all, 2 * 100, 1e-9);
}

}  // namespace
}  // namespace throughgate::justice
