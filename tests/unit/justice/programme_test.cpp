#include "justice/pathway/programmes.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "justice/pathway/custody.hpp"
#include "programme_world.hpp"

namespace throughgate::justice {
namespace {

TEST(Programme, IsPutDownForStartedAndCompletedEachInItsTime) {
  for (const auto setting : {community, custody}) {
    ProgrammeWorld world;
    world.open();
    world.be(setting == custody ? serving : on_order);
    const Tick put_down = world.now;
    world.put_down(setting);
    EXPECT_TRUE(world.is_in_programme());
    EXPECT_EQ(world.scheduled(Slot::programme), put_down + Duration::days(setting == custody ? 30 : 20) + one_minute);
    world.step();
    EXPECT_EQ(world.label_of(Happening::programme_started), static_cast<unsigned>(setting));
    EXPECT_EQ(world.record().programme, ProgrammeStage::attending);
    const double months = setting == custody ? 2 : 3;
    EXPECT_EQ(world.scheduled(Slot::programme), world.now + Duration::days(months * days_in_month) + one_minute);
    world.step();
    EXPECT_EQ(world.label_of(Happening::programme_ended), ended(ProgrammeEnd::completed, setting));
    EXPECT_EQ(world.record().programme, ProgrammeStage::none);
    EXPECT_FALSE(world.is_in_programme());
    EXPECT_FALSE(world.programmes.any_started());
  }
}

TEST(Programme, IsOneAtATime) {
  ProgrammeWorld world;
  world.be(Standing::community_order);
  world.put_down(community);
  const Tick next = world.record().programme_next;
  world.now = world.now + Duration::days(5);
  world.put_down(community);
  EXPECT_EQ(world.record().programme_next, next);
  world.step();
  ASSERT_EQ(world.record().programme, ProgrammeStage::attending);
  world.put_down(community);
  EXPECT_EQ(world.record().programme, ProgrammeStage::attending);
}

TEST(Programme, IsWaitedForInALineWhoseFirstTakesThePlaceThatIsGivenUp) {
  ProgrammeWorld world;
  world.open();
  const Row attends = world.join(1, Standing::community_order);
  world.ask(community);
  const Row first = world.join(2, Standing::community_order);
  world.ask(community);
  EXPECT_EQ(world.record().programme, ProgrammeStage::waiting);
  EXPECT_TRUE(world.record().programme_next.is_never());
  EXPECT_TRUE(world.scheduled(Slot::programme).is_never());
  EXPECT_FALSE(world.told(Happening::programme_started));
  const Row second = world.join(3, Standing::community_order);
  world.ask(community);
  world.row = attends;
  world.step();
  ASSERT_EQ(world.next_started(), first);
  world.row = first;
  EXPECT_FALSE(world.programmes.any_started()) << "one place, one person";
  world.process.start(world.context());
  EXPECT_TRUE(world.told(Happening::programme_started));
  EXPECT_EQ(world.record().programme_next, world.now + Duration::days(3 * days_in_month) + one_minute);
  world.step();
  EXPECT_TRUE(world.told(Happening::programme_ended));
  EXPECT_EQ(world.next_started(), second);
}

TEST(Programme, IsWaitedForNoMoreWhenTheOrderEnds) {
  ProgrammeWorld world;
  world.open();
  const Row attends = world.join(1, Standing::community_order);
  world.ask(community);
  world.join(2, Standing::community_order);
  world.ask(community);
  world.be(0);
  world.process.check(world.context());
  EXPECT_EQ(world.record().programme, ProgrammeStage::none);
  EXPECT_FALSE(world.is_in_programme());
  EXPECT_FALSE(world.told(Happening::programme_ended)) << "it never began";
  const Row third = world.join(3, Standing::community_order);
  world.ask(community);
  world.row = attends;
  world.step();
  EXPECT_EQ(world.next_started(), third);
}

/// Attends in the setting, loses the standing for it, and whoever waits behind takes the place.
void expect_cut_short(ProgrammeSetting setting, std::uint16_t standing, std::uint16_t after) {
  ProgrammeWorld world;
  world.open();
  const Row attends = world.join(1, standing);
  world.ask(setting);
  const Row waits = world.join(2, standing);
  world.ask(setting);
  world.row = attends;
  world.process.check(world.context());
  EXPECT_EQ(world.record().programme, ProgrammeStage::attending) << "nothing has changed";
  world.be(after);
  world.process.check(world.context());
  EXPECT_EQ(world.label_of(Happening::programme_ended), ended(ProgrammeEnd::cut_short, setting));
  EXPECT_EQ(world.record().programme, ProgrammeStage::none);
  EXPECT_FALSE(world.is_in_programme());
  EXPECT_EQ(world.cold().fading_log, 0) << "half a programme does nothing";
  EXPECT_EQ(world.record().programme_end, 0);
  EXPECT_EQ(world.next_started(), waits);
}

TEST(Programme, InCustodyIsCutShortByReleaseAndByRecall) {
  expect_cut_short(custody, serving, 0);
  expect_cut_short(custody, serving, Standing::licence);
  expect_cut_short(custody, serving, Standing::in_prison | Standing::recalled);
  expect_cut_short(custody, serving, Standing::outside);
}

TEST(Programme, InTheCommunityIsCutShortByTheEndOfTheOrderByRemandAndByReception) {
  expect_cut_short(community, Standing::community_order, 0);
  expect_cut_short(community, Standing::suspended_sentence, Standing::licence);
  expect_cut_short(community, Standing::community_order,
                   Standing::community_order | Standing::in_prison | Standing::remand_untried);
  expect_cut_short(community, Standing::community_order, Standing::community_order | serving);
}

TEST(Programme, IsForgottenByWhoeverIsPutDownForItAndLeaves) {
  ProgrammeWorld world;
  world.be(Standing::community_order);
  world.put_down(community);
  world.be(Standing::in_prison | Standing::remand_untried | Standing::community_order);
  world.process.check(world.context());
  EXPECT_EQ(world.record().programme, ProgrammeStage::none);
  EXPECT_TRUE(world.scheduled(Slot::programme).is_never());
  EXPECT_FALSE(world.is_in_programme());
}

TEST(DropOut, ComesToItsShareOfStartersAtAUniformMoment) {
  Model model = programme_model();
  model.programmes.drop_out = {0.3, 0};
  ProgrammeWorld world(model);
  constexpr int persons = 10000;
  const double whole = 3 * days_in_month;
  int dropped = 0;
  double sum = 0;
  for (int person = 0; person < persons; ++person) {
    world.next_person(static_cast<unsigned>(person));
    world.be(Standing::community_order);
    world.ask(community);
    const double days = (world.record().programme_next - world.now).as_days();
    world.step();
    if (world.label_of(Happening::programme_ended) == ended(ProgrammeEnd::completed, community)) continue;
    EXPECT_EQ(world.label_of(Happening::programme_ended), ended(ProgrammeEnd::dropped_out, community));
    EXPECT_LE(days, whole + 2.0 / 1440);
    ++dropped;
    sum += days;
  }
  // Five standard errors, of a share and of a uniform's mean: a false alarm in 1.7 million each.
  EXPECT_NEAR(static_cast<double>(dropped) / persons, 0.3, 5 * std::sqrt(0.3 * 0.7 / persons));
  EXPECT_NEAR(sum / dropped, whole / 2, 5 * whole / std::sqrt(12.0 * dropped));
}

TEST(Programme, InCustodyIsForTheShareOfReceptionsOfTheBand) {
  Model model = programme_model();
  model.programmes.custody_share = {0, 0.1, 0.25, 0.5, 1};
  ProgrammeWorld world(model);
  constexpr int persons = 4000;
  for (std::size_t band = 0; band < length_band_labels.size(); ++band) {
    int put_down = 0;
    for (int person = 0; person < persons; ++person) {
      world.next_person(static_cast<unsigned>(person));
      world.be(serving);
      world.process.receive(world.context(), static_cast<LengthBand>(band));
      put_down += world.record().programme == ProgrammeStage::put_down ? 1 : 0;
    }
    const double share = model.programmes.custody_share[band];
    EXPECT_NEAR(static_cast<double>(put_down) / persons, share, 5 * std::sqrt(share * (1 - share) / persons));
  }
}

TEST(Programme, IsRememberedInTheSentenceOfCustodyInWhichItEnded) {
  for (const bool dropped : {false, true}) {
    Model model = programme_model();
    model.programmes.drop_out.fill(dropped ? 1 : 0);
    ProgrammeWorld world(model);
    world.be(serving);
    world.ask(custody);
    world.step();
    EXPECT_EQ(world.record().programme_end, dropped ? 2 : 1);
    ProgrammeWorld outside(model);
    outside.be(Standing::community_order);
    outside.ask(community);
    outside.step();
    EXPECT_EQ(outside.record().programme_end, 0);
  }
}

TEST(Reception, AsksForAProgrammeOnceASentenceAndForgetsThatOfTheSentenceBefore) {
  ProgrammeWorld world;
  world.record().programme_end = 1;
  const Custody prison(world.model.custody, world.law);
  prison.receive(world.context(), {.route = Route::custody, .band = LengthBand::from_12m_to_4y, .term_days = 600});
  const auto reception = world.handed(Route::reception);
  ASSERT_TRUE(reception.has_value());
  EXPECT_EQ(reception->band, LengthBand::from_12m_to_4y);
  EXPECT_EQ(world.record().programme_end, 0);
  prison.receive(world.context(), {.route = Route::custody, .term_days = 100});
  EXPECT_FALSE(world.handed(Route::reception)) << "a second sentence joins the first";
}

TEST(Programme, InCustodyIsForThoseTooWhoWereInOneInTheCommunity) {
  Model model = programme_model();
  model.programmes.custody_share.fill(1);
  ProgrammeWorld world(model);
  world.be(Standing::community_order);
  world.ask(community);
  world.be(Standing::community_order | serving);
  const Context context = world.context();
  world.process.receive(context, LengthBand::from_12m_to_4y);
  if (world.is_in_programme()) world.process.check(context);
  EXPECT_EQ(world.label_of(Happening::programme_ended), ended(ProgrammeEnd::cut_short, community));
  EXPECT_EQ(world.record().programme, ProgrammeStage::put_down);
  EXPECT_EQ(world.record().programme_setting, custody);
}

}  // namespace
}  // namespace throughgate::justice
