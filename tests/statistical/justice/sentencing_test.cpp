#include "justice/pathway/sentencing.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <utility>

#include "../../unit/justice/world.hpp"

namespace throughgate::justice {
namespace {

constexpr int cases = 40000;
/// Shares and means are tested at five standard errors; some 150 of them at a chance of 6e-7 each: fewer than one
/// false alarm in 10,000 runs.
constexpr double standard_errors = 5;

constexpr std::array<double, 6> shares{0.1, 0.25, 0.05, 0.3, 0.1, 0.2};

Model sentencing_model() {
  Model model = plain_model();
  auto& sentencing = model.sentencing;
  for (std::size_t group = 0; group < 9; ++group) {
    for (std::size_t which = 0; which < 6; ++which)
      sentencing.disposal[group * 6 + which] = shares[(which + group) % 6];
    for (std::size_t band = 0; band < 4; ++band) sentencing.length_band[group * 5 + band] = 0.25;
  }
  sentencing.custody_odds = {0.25, 0.5, 1, 2, 4};
  sentencing.court_order_odds = {0.5, 0.8, 1, 1.2, 1.5};
  sentencing.on_order_custody_odds = 3;
  sentencing.band_low_months = {0.5, 6, 12, 48, 0};
  sentencing.band_high_months = {6, 12, 48, 240, 0};
  sentencing.band_mean_months = {2.5, 8, 24, 80, 60};
  return model;
}

struct Bench : World {
  Bench()
      : World(sentencing_model()),
        sentencing(model.sentencing, model.sentencing, model.proceedings.reports, model.proceedings.reports) {}

  /// The person of the next case.
  Case next(OffenceGroup group, int number) {
    hot().identity = Identity::of(400, 2, static_cast<std::uint32_t>(number / 100));
    Case one;
    one.group = group;
    one.number = static_cast<std::uint16_t>(number % 100);
    return one;
  }
  std::array<double, 6> observed(OffenceGroup group) {
    std::array<double, 6> found{};
    for (int number = 0; number < cases; ++number) {
      Case one = next(group, number);
      sentencing.decide(context(), one);
      found[static_cast<std::size_t>(one.disposal)] += 1.0 / cases;
    }
    return found;
  }
  void expect_shares(OffenceGroup group, double order_odds, double custody_odds) {
    std::array<double, 6> expected{};
    double sum = 0;
    for (std::size_t which = 0; which < 6; ++which) {
      const double odds = which == 5 ? custody_odds : which >= 3 ? order_odds : 1;
      expected[which] = model.sentencing.disposal[static_cast<std::size_t>(group) * 6 + which] * odds;
      sum += expected[which];
    }
    const auto found = observed(group);
    for (std::size_t which = 0; which < 6; ++which) {
      const double share = expected[which] / sum;
      EXPECT_NEAR(found[which], share, standard_errors * std::sqrt(share * (1 - share) / cases))
          << disposal_labels[which];
    }
  }

  Sentencing sentencing;
};

TEST(Disposal, HasTheSharesOfTheTableAtThreeToSixSanctions) {
  for (std::size_t group = 0; group < 9; ++group) {
    Bench court;
    court.cold().sanctions = 3;
    court.expect_shares(static_cast<OffenceGroup>(group), 1, 1);
  }
}

TEST(Disposal, MovesWithHistoryAndWithARunningSentenceByTheirOdds) {
  Bench none;
  none.expect_shares(OffenceGroup::violence, 0.5, 0.25);
  Bench many;
  many.cold().sanctions = 15;
  many.expect_shares(OffenceGroup::theft, 1.5, 4);
  Bench on_order;
  on_order.cold().sanctions = 6;
  on_order.hot().standing.add(Standing::community_order);
  on_order.expect_shares(OffenceGroup::drugs, 1, 3);
}

TEST(ExpectedDisposal, IsThatOfTheBaseYearWhateverTheOptionOrTheRunningSentenceMakeOfTheCase) {
  Bench court;
  court.cold().sanctions = 6;
  auto milder = court.model.sentencing;
  milder.custody_odds.fill(0);
  const auto& reports = court.model.proceedings.reports;
  const Sentencing option(milder, court.model.sentencing, reports, reports);
  int differ = 0;
  for (int number = 0; number < 2000; ++number) {
    court.hot().standing = {};
    Case base = court.next(OffenceGroup::theft, number);
    court.sentencing.decide(court.context(), base);
    EXPECT_EQ(base.expected, base.disposal) << "nothing runs, nothing is changed";
    court.hot().standing.add(Standing::licence);
    for (const Sentencing* sentencing : {&std::as_const(court.sentencing), &option}) {
      Case other = court.next(OffenceGroup::theft, number);
      sentencing->decide(court.context(), other);
      EXPECT_EQ(other.expected, base.expected);
      differ += other.disposal != other.expected ? 1 : 0;
    }
  }
  EXPECT_GT(differ, 100);
}

TEST(Term, LiesInItsBandAndHasTheMeanOfTheBand) {
  Bench court;
  std::array<double, 4> sum{};
  std::array<double, 4> squares{};
  std::array<double, 4> number{};
  for (int which = 0; which < cases; ++which) {
    const Case one = court.next(OffenceGroup::robbery, which);
    const Term term = court.sentencing.term(court.context(), one);
    const auto band = static_cast<std::size_t>(term.band);
    ASSERT_LT(band, 4U);
    const double months = term.days / days_in_month;
    ASSERT_GE(months, court.model.sentencing.band_low_months[band]);
    ASSERT_LE(months, court.model.sentencing.band_high_months[band]);
    number[band] += 1;
    sum[band] += months;
    squares[band] += months * months;
  }
  for (std::size_t band = 0; band < 4; ++band) {
    EXPECT_NEAR(number[band] / cases, 0.25, standard_errors * std::sqrt(0.25 * 0.75 / cases));
    const double mean = sum[band] / number[band];
    const double deviation = std::sqrt(squares[band] / number[band] - mean * mean);
    EXPECT_NEAR(mean, court.model.sentencing.band_mean_months[band],
                standard_errors * deviation / std::sqrt(number[band]));
  }
}

}  // namespace
}  // namespace throughgate::justice
