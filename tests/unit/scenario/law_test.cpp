#include <gtest/gtest.h>

#include <filesystem>

#include "base/date.hpp"
#include "justice/people/release_dates.hpp"
#include "scenario/law_reader.hpp"

namespace throughgate::scenario {
namespace {

using namespace justice;

ReleaseLaw shipped_law() {
  Sources sources;
  return load_law(std::filesystem::path(THROUGHGATE_SOURCE_DIR) / "models/england-wales" / law_file, sources);
}

int day(int year, unsigned month, unsigned day) { return days_since_1970({year, month, day}); }

Sentence sentence(int offence, int sentenced, int days) {
  Sentence one;
  one.offence = offence;
  one.sentenced = sentenced;
  one.term = {0, days};
  return one;
}

TEST(ShippedLaw, GivesARunTheDatesThatItGivesACase) {
  const ReleaseLaw law = shipped_law();
  int compared = 0;
  for (int sentenced = day(2001, 1, 15); sentenced < day(2024, 12, 1); sentenced += 97) {
    for (const int days : {40, 90, 200, 364, 365, 540, 729, 730, 1200, 1461, 2200}) {
      for (const bool listed : {false, true}) {
        Sentence one = sentence(sentenced - 150, sentenced, days);
        one.schedule15 = listed;
        SentenceCase whole;
        whole.sentences = {one};
        whole.remand_days = 25;
        const ReleaseDates dates = release_dates(law, whole);
        const TermDates term = term_dates(law, one, 25);
        EXPECT_EQ(term.release, dates.conditional_release ? *dates.conditional_release : *dates.automatic_release);
        EXPECT_EQ(term.expiry, *dates.sentence_expiry);
        EXPECT_EQ(term.curfew, dates.curfew_eligibility);
        EXPECT_EQ(term.discharge, *dates.discharge);
        if (dates.parole_eligibility) {
          EXPECT_EQ(term.parole, dates.parole_eligibility);
        }
        if (dates.licence_expiry) {
          EXPECT_EQ(term.licence, dates.licence_expiry);
        }
        if (dates.supervision_expiry) {
          EXPECT_EQ(term.supervision, dates.supervision_expiry);
        }
        ++compared;
      }
    }
  }
  EXPECT_GT(compared, 1000);
}

TEST(ShippedLaw, KnowsAtADateWhatWasEnactedOrAnnouncedByThen) {
  const ReleaseLaw law = shipped_law();
  const ReleaseLaw known = law.known_at(day(2009, 8, 1));
  const Sentence short_term = sentence(day(2016, 1, 10), day(2016, 3, 1), 180);
  EXPECT_TRUE(term_dates(law, short_term, 0).supervision) << "as it happened";
  EXPECT_FALSE(term_dates(known, short_term, 0).supervision);
  EXPECT_FALSE(term_dates(known, short_term, 0).licence) << "the Act of 1991 goes on";
  const Sentence long_term = sentence(day(2013, 1, 10), day(2013, 3, 4), 1800);
  EXPECT_FALSE(term_dates(law, long_term, 0).curfew);
  EXPECT_TRUE(term_dates(known, long_term, 0).curfew) << "the bar of 2012 is not known";
  const Sentence after = sentence(day(2010, 1, 10), day(2010, 6, 7), 300);
  EXPECT_FALSE(term_dates(law, after, 0).end_of_custody_licence);
  EXPECT_TRUE(term_dates(known, after, 0).end_of_custody_licence) << "its end was announced in 2010";
  EXPECT_EQ(fixed_term_recall_days(law, day(2016, 8, 1), 184), 14);
  EXPECT_EQ(fixed_term_recall_days(known, day(2016, 8, 1), 184), 28);
  EXPECT_EQ(fixed_term_recall_days(law, day(2008, 7, 13), 549), 0) << "none before";
}

TEST(DayAfter, CountsADayThatItsMonthDoesNotHaveAsTheFirstOfTheNext) {
  EXPECT_EQ(day_after(day(2009, 8, 31), {1, 0}), day(2009, 10, 1));
  EXPECT_EQ(day_after(day(2009, 1, 31), {1, 0}), day(2009, 3, 1));
  EXPECT_EQ(day_after(day(2008, 1, 30), {1, 0}), day(2008, 3, 1));
  EXPECT_EQ(day_after(day(2008, 1, 29), {1, 0}), day(2008, 2, 29));
  EXPECT_EQ(day_after(day(2008, 2, 29), {12, 0}), day(2009, 3, 1));
  EXPECT_EQ(day_after(day(2009, 5, 5), {6, 10}), day(2009, 11, 15));
}

}  // namespace
}  // namespace throughgate::scenario
