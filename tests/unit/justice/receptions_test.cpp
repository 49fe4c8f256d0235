#include "justice/pathway/receptions.hpp"

#include <gtest/gtest.h>

#include "base/date.hpp"

namespace throughgate::justice {
namespace {

const Tick start = start_of({2009, 1, 1});

Identity person(unsigned number) { return Identity::of(400, 1, number); }

HandOver sentence(LengthBand band, float days) {
  return {.route = Route::custody, .band = band, .term_days = days, .offence = start};
}

/// Three persons who wait, one more day each.
Receptions three_waiting() {
  Receptions receptions;
  for (unsigned number = 1; number <= 3; ++number) {
    receptions.join(person(number), Row{number}, start + Duration::days(number),
                    sentence(LengthBand::from_6m_to_12m, 200));
  }
  return receptions;
}

TEST(Receptions, AreEmptyUntilSomebodyWaitsAndWhenAllAreReceived) {
  EXPECT_TRUE(Receptions{}.empty());
  Receptions receptions = three_waiting();
  for (int reception = 0; reception < 3; ++reception) {
    EXPECT_FALSE(receptions.empty());
    (void)receptions.next();
  }
  EXPECT_TRUE(receptions.empty());
}

TEST(Receptions, AreFirstComeFirstServedEachWithTheMomentAndTheSentenceOfTheirOwn) {
  Receptions receptions = three_waiting();
  receptions.join(person(4), Row{9}, start + Duration::days(4), sentence(LengthBand::from_4y, 2000));
  for (unsigned number = 1; number <= 3; ++number) {
    const auto first = receptions.next();
    EXPECT_EQ(first.identity, person(number));
    EXPECT_EQ(first.row, Row{number});
    EXPECT_EQ(first.since, start + Duration::days(number));
    EXPECT_EQ(first.sentence.term_days, 200);
  }
  const auto last = receptions.next();
  EXPECT_EQ(last.row, Row{9});
  EXPECT_EQ(last.sentence.band, LengthBand::from_4y);
}

/// The sentence of the second of three after another one was passed on them.
HandOver after(const HandOver& further) {
  Receptions receptions = three_waiting();
  receptions.lengthen(person(2), further);
  EXPECT_EQ(receptions.next().sentence.term_days, 200) << "the first is not concerned";
  const auto second = receptions.next();
  EXPECT_EQ(second.identity, person(2)) << "the place in the line is kept";
  EXPECT_EQ(second.since, start + Duration::days(2));
  EXPECT_EQ(receptions.next().sentence.term_days, 200) << "nor is the third";
  EXPECT_TRUE(receptions.empty()) << "a person waits once";
  return second.sentence;
}

TEST(Receptions, TakeTheLongerOfTwoSentencesAsAWhole) {
  HandOver longer = sentence(LengthBand::from_12m_to_4y, 500);
  longer.listed = true;
  const HandOver taken = after(longer);
  EXPECT_EQ(taken.band, LengthBand::from_12m_to_4y);
  EXPECT_EQ(taken.term_days, 500);
  EXPECT_TRUE(taken.listed);
  EXPECT_EQ(after(sentence(LengthBand::from_6m_to_12m, 201)).term_days, 201) << "of the same band";
}

TEST(Receptions, KeepTheFirstSentenceWhereTheFurtherOneIsNotLonger) {
  EXPECT_EQ(after(sentence(LengthBand::up_to_6m, 100)).band, LengthBand::from_6m_to_12m);
  EXPECT_EQ(after(sentence(LengthBand::from_6m_to_12m, 199)).term_days, 200);
  EXPECT_EQ(after(sentence(LengthBand::from_6m_to_12m, 200)).term_days, 200);
}

TEST(Receptions, TakeAnIndeterminateSentenceHoweverShortItsTariff) {
  EXPECT_EQ(after(sentence(LengthBand::indeterminate, 10)).band, LengthBand::indeterminate);
}

TEST(Receptions, LetSomebodyGoOutOfTurn) {
  Receptions receptions = three_waiting();
  const auto taken = receptions.take(person(2));
  EXPECT_EQ(taken.row, Row{2});
  EXPECT_EQ(taken.since, start + Duration::days(2));
  EXPECT_EQ(receptions.next().identity, person(1));
  EXPECT_EQ(receptions.next().identity, person(3));
  EXPECT_TRUE(receptions.empty());
}

TEST(Receptions, AreNotJoinedByAFurtherSentenceOfSomebodyWhoDoesNotWait) {
  Receptions receptions = three_waiting();
  receptions.lengthen(person(8), sentence(LengthBand::from_4y, 3000));
  for (int reception = 0; reception < 3; ++reception) EXPECT_EQ(receptions.next().sentence.term_days, 200);
  EXPECT_TRUE(receptions.empty());
}

}  // namespace
}  // namespace throughgate::justice
