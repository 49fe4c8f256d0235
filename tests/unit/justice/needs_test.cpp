/// What a spell begins with: needs, and what lasts of the disposal.

#include <gtest/gtest.h>

#include <cmath>

#include "base/date.hpp"
#include "justice/pathway/reoffending.hpp"
#include "world.hpp"

namespace throughgate::justice {
namespace {

const Tick start = start_of({2009, 1, 1});

ProceedingsModel everyone_convicted() {
  ProceedingsModel model;
  model.proven.fill(1);
  return model;
}

/// Begins spells for persons one after another.
struct Spells {
  explicit Spells(const ReoffendingModel& the_model, const NeedsModel& base)
      : reoffending(the_model, base, everyone_convicted(), 24) {}

  void begin(unsigned number, ExpectedDisposal expected, ExpectedDisposal received, double lasting = 0) {
    hot.identity = Identity::of(400, 4, number);
    cold.expected = expected;
    cold.received = received;
    reoffending.start_spell(key, start, hot, cold, lasting);
  }
  [[nodiscard]] bool is(Flags::Bit flag) const { return hot.flags.any(flag); }
  [[nodiscard]] double log_personal() const { return std::log(static_cast<double>(hot.personal)); }

  Reoffending reoffending;
  Hot hot;
  Cold cold;
  random::PreparedKey key = random::StreamKey{11, 0};
};

ReoffendingModel needy_model() {
  ReoffendingModel model = plain_model().reoffending;
  model.susceptible_margin = 1;
  model.needs = {.unsettled = {0.2, 0.35}, .employed = {0.4, 0.25}, .unsettled_effect = 1.5, .employed_effect = 0.75};
  return model;
}

TEST(Needs, AreDrawnAtASpellsStartByTheExpectedDisposalNotByTheOneReceived) {
  ReoffendingModel model = needy_model();
  model.needs.unsettled = {0, 1};
  model.needs.employed = {1, 0};
  Spells spells(model, model.needs);
  for (unsigned expected = 0; expected < 4; ++expected) {
    for (unsigned received = 0; received < 4; ++received) {
      spells.hot.flags.bits = Flags::drug_need | Flags::unsettled | Flags::employed;
      spells.begin(1, static_cast<ExpectedDisposal>(expected), static_cast<ExpectedDisposal>(received));
      const bool from_custody = expected >= 2;
      EXPECT_EQ(spells.is(Flags::unsettled), from_custody);
      EXPECT_EQ(spells.is(Flags::employed), !from_custody);
      EXPECT_TRUE(spells.is(Flags::drug_need)) << "for life";
      EXPECT_NEAR(spells.log_personal(), 0, 1e-6) << "everybody of the base year is like this";
    }
  }
}

TEST(Needs, AreDrawnAnewWithEachSpell) {
  Spells spells(needy_model(), needy_model().needs);
  int changes = 0;
  bool before = false;
  for (int spell = 0; spell < 200; ++spell) {
    spells.begin(1, ExpectedDisposal::court_order, ExpectedDisposal::court_order);
    changes += spells.is(Flags::employed) != before ? 1 : 0;
    before = spells.is(Flags::employed);
  }
  EXPECT_GT(changes, 50);
}

TEST(Needs, HaveAMeanLogEffectOfZeroOverThePersonsOfTheBaseYear) {
  const NeedsModel needs = needy_model().needs;
  Spells spells(needy_model(), needs);
  constexpr unsigned persons = 20000;
  for (const auto expected : {ExpectedDisposal::court_order, ExpectedDisposal::custody_under_12_months}) {
    const std::size_t row = needs_row(expected);
    double sum = 0;
    for (unsigned number = 0; number < persons; ++number) {
      spells.begin(number, expected, expected);
      sum += spells.log_personal();
    }
    const auto variance = [](double share, double effect) {
      return share * (1 - share) * std::log(effect) * std::log(effect);
    };
    const double error = std::sqrt((variance(needs.unsettled[row], needs.unsettled_effect) +
                                    variance(needs.employed[row], needs.employed_effect)) /
                                   persons);
    // Five standard errors: a false alarm in 1.7 million. Single precision of each is far below.
    EXPECT_NEAR(sum / persons, 0, 5 * error + 1e-6);
  }
}

TEST(Needs, ShiftTheMeanByAsMuchAsAnOptionChangesThem) {
  const ReoffendingModel base = needy_model();
  ReoffendingModel housed = base;
  housed.needs.unsettled.fill(0);
  Spells before(base, base.needs);
  Spells after(housed, base.needs);
  for (unsigned number = 0; number < 100; ++number) {
    before.begin(number, ExpectedDisposal::court_order, ExpectedDisposal::court_order);
    after.begin(number, ExpectedDisposal::court_order, ExpectedDisposal::court_order);
    EXPECT_FALSE(after.is(Flags::unsettled));
    EXPECT_EQ(after.is(Flags::employed), before.is(Flags::employed)) << "the other draw is shared";
    const double settled = before.is(Flags::unsettled) ? std::log(1.5) : 0;
    EXPECT_NEAR(before.log_personal() - after.log_personal(), settled, 1e-6);
  }
}

TEST(Spell, CarriesTheDisposalsEffectAndWhatLastsOfWhatWasReceived) {
  ReoffendingModel model = needy_model();
  model.needs.unsettled_effect = model.needs.employed_effect = 1;
  model.disposal_effect = {0.25, -0.5, 0.125, 0.0625};
  Spells spells(model, model.needs);
  spells.begin(1, ExpectedDisposal::custody_12_months_or_more, ExpectedDisposal::court_order, 0.75);
  EXPECT_NEAR(spells.log_personal(), -0.5 + 0.75, 1e-6);
}

}  // namespace
}  // namespace throughgate::justice
