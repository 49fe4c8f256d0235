#include "justice/services/supervision.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <vector>

#include "justice/people/sampling.hpp"
#include "world.hpp"

namespace throughgate::justice {
namespace {

const Tick base = start_of({2009, 1, 1});
constexpr std::size_t london = 6;

/// 100 persons of tier 2 on orders in each region: the need of the base year.
void fill_caseload(Supervision& supervision, int persons) {
  Standing order;
  order.add(Standing::community_order);
  for (unsigned region = 0; region < region_count; ++region) {
    for (int person = 0; person < persons; ++person) supervision.moved(region, 1, Standing{}, 1, order);
  }
}

struct Office {
  SupervisionModel model = plain_model().supervision;
  Structure structure = plain_structure();
  SupervisionModel base_model = model;
  Structure base_structure = structure;
  Supervision supervision{model, structure, {&base_model, &base_structure}, 1};
  int month = month_index(base);
  SupervisionMonth review() { return supervision.review(month_start(month++), base, nullptr); }
};

TEST(Supervision, GivesTheBaseYearsContactWhereNeedAndStructureAreOfTheBaseYear) {
  Office office;
  fill_caseload(office.supervision, 100);
  for (int month = 0; month < 120; ++month) {
    const auto reviewed = office.review();
    for (const double intensity : reviewed.intensity) EXPECT_NEAR(intensity, 1, 1e-12) << month;
    EXPECT_NEAR(reviewed.contact_share, 0.25, 1e-12);
  }
}

TEST(Supervision, HalvesTheContactWhereNeedDoubles) {
  Office office;
  fill_caseload(office.supervision, 200);
  for (const double intensity : office.review().intensity) EXPECT_NEAR(intensity, 0.5, 1e-12);
}

TEST(Supervision, WeighsNeedByKindAndTierAndScale) {
  const SupervisionModel model = plain_model().supervision;
  const Structure structure = plain_structure();
  Supervision supervision(model, structure, {&model, &structure}, 0.1);
  Standing custody;
  custody.add(Standing::in_prison | Standing::serving_12_or_more);
  Standing licence;
  licence.add(Standing::licence);
  supervision.moved(3, 3, Standing{}, 3, custody);
  EXPECT_DOUBLE_EQ(supervision.need(3), 0.5 * 4 / 0.1);
  supervision.moved(3, 3, custody, 2, licence);
  EXPECT_DOUBLE_EQ(supervision.need(3), 2 / 0.1);
  supervision.moved(3, 2, licence, 2, Standing{});
  EXPECT_DOUBLE_EQ(supervision.need(3), 0);
}

TEST(Supervision, LosesContactGraduallyWhereDecisionsTakeLonger) {
  Office office;
  fill_caseload(office.supervision, 100);
  const double before = office.review().staff.total.in_post;
  Structure slow = plain_structure();
  slow.layers.decision_weeks += 20;
  office.supervision.adopt(office.model, slow, start_of({2009, 1, 1}));
  std::vector<SupervisionMonth> months;
  for (int month = 0; month < 240; ++month) months.push_back(office.review());
  double earlier = before;
  for (std::size_t month = 0; month < 12; ++month) {
    EXPECT_LT(months[month].staff.total.in_post, earlier);
    earlier = months[month].staff.total.in_post;
  }
  // The balance: leavers of a month, and filled posts among the vacancies that they leave.
  const double leaving = 0.01;
  const double filled = days_in_month / 7 / 43;
  const double steady = 1000 * filled / (1 - (1 - leaving) * (1 - filled));
  EXPECT_NEAR(months.back().staff.total.in_post, steady, 0.01);
  EXPECT_LT(before - months[0].staff.total.in_post, (before - steady) / 5);
  EXPECT_LT(months.back().intensity[london], months[3].intensity[london]);
  EXPECT_LT(months[3].intensity[london], 1);
  EXPECT_DOUBLE_EQ(months.back().staff.weeks_to_fill, 43);
}

TEST(Supervision, ReturnsRequestTimeToTheRegionThatIsSparedAndToNoOther) {
  Office office;
  office.structure.central_requests.working_time_share[london] = 0.1;
  fill_caseload(office.supervision, 100);
  for (int month = 0; month < 12; ++month) {
    const auto reviewed = office.review();
    for (std::size_t region = 0; region < region_count; ++region) {
      EXPECT_NEAR(reviewed.intensity[region], region == london ? 0.9 / 0.8 : 1.0, 1e-12);
    }
  }
}

/// The index of London in an office that was changed before it opened, at the caseload of the base year.
double intensity_where(const std::function<void(Office&)>& change) {
  Office office;
  change(office);
  office.supervision.adopt(office.model, office.structure, start_of({2009, 1, 1}));
  fill_caseload(office.supervision, 100);
  return office.review().intensity[london];
}

TEST(Supervision, IsMeasuredAgainstTheBaseYearNotAgainstTheOptionItself) {
  EXPECT_NEAR(intensity_where([](Office& office) { office.model.workforce.posts *= 1.2; }), 1.2, 1e-12);
  EXPECT_NEAR(intensity_where([](Office& office) { office.model.workforce.sickness_days += 21; }), 0.9, 1e-12);
  EXPECT_NEAR(intensity_where([](Office& office) { office.model.workforce.hours_per_year *= 0.5; }), 0.5, 1e-12);
  EXPECT_NEAR(intensity_where([](Office& office) { office.model.contact_share = 0.2; }), 0.8, 1e-12);
  EXPECT_LT(intensity_where([](Office& office) { office.structure.layers.decision_weeks += 10; }), 0.999)
      << "a structure that has always been in place has its own vacancies from the start";
  EXPECT_NEAR(intensity_where([](Office& office) { office.model.request_share = 0.5; }), 1, 1e-12)
      << "the base year's requests are the base's";
}

TEST(SupervisionKind, IsOneAtMostAndNoneOutsideOrOnRemandAlone) {
  for (unsigned bits = 0; bits < (1U << 12); ++bits) {
    const Standing standing{static_cast<std::uint16_t>(bits)};
    const unsigned kind = supervision_kind(standing);
    if (standing.any(Standing::outside)) {
      EXPECT_EQ(kind, not_supervised);
    }
    if (kind == 0) {
      EXPECT_TRUE(standing.any(Standing::court_order));
    }
    if (kind == 1) {
      EXPECT_TRUE(standing.any(Standing::licence) && !standing.any(Standing::in_prison));
    }
    if (kind == 2) {
      EXPECT_TRUE(standing.any(Standing::in_prison) && !standing.any(Standing::court_order));
    }
  }
  EXPECT_EQ(supervision_kind({Standing::in_prison | Standing::remand_untried}), not_supervised);
  EXPECT_EQ(supervision_kind({Standing::in_prison | Standing::serving_under_12}), not_supervised);
}

}  // namespace
}  // namespace throughgate::justice
