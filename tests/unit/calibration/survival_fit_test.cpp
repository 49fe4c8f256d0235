#include "calibration/survival_fit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "calibration/hazard_fragment.hpp"
#include "calibration/identification.hpp"
#include "calibration/kaplan_meier.hpp"
#include "calibration/survival_tables.hpp"
#include "example_lifetimes.hpp"

namespace throughgate::calibration {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr HazardFamily families[] = {HazardFamily::exponential, HazardFamily::weibull, HazardFamily::lognormal,
                                     HazardFamily::loglogistic};

Microdata sixty() { return parse_microdata(sixty_persons(), "table.csv", {"time", "event", {"x", "g"}, {}}); }

/// What R 4.2.2 with survival 3.5-3 says: survreg(Surv(time, event) ~ x + g, dist = ...).
struct FromR {
  HazardFamily family;
  std::vector<double> estimates, errors;  ///< (Intercept), x, g[south], g[west], Log(scale)
  double constant, log_likelihood;
};

const FromR from_r[] = {{HazardFamily::exponential,
                         {3.942008309, 0.1170196561, 0.2363468003, 0.1054278332},
                         {0.2701859167, 0.0514976039, 0.3851072317, 0.3859731606},
                         -213.9957917,
                         -211.2960169},
                        {HazardFamily::weibull,
                         {3.900112458, 0.08801764039, 0.1819869203, 0.0379644395, -0.7003665199},
                         {0.1348936886, 0.02668336285, 0.1938781973, 0.192372534, 0.131438383},
                         -206.1167529,
                         -200.5160118},
                        {HazardFamily::lognormal,
                         {3.616688217, 0.1264181757, 0.2232894222, 0.1299021848, -0.3310238783},
                         {0.1743975476, 0.03127938717, 0.2430408183, 0.2427474426, 0.1128267557},
                         -210.2492501,
                         -202.9107144},
                        {HazardFamily::loglogistic,
                         {3.711899986, 0.09983596892, 0.1383017531, -0.0001649255706, -0.9236961483},
                         {0.1634523035, 0.02985594095, 0.2309270191, 0.2259757407, 0.1295550295},
                         -207.8155149,
                         -202.1418016}};

TEST(SurvivalFit, AgreesWithSurvregInEstimatesErrorsAndLikelihood) {
  for (const FromR& r : from_r) {
    const SurvivalFit fit = fit_survival(sixty(), {r.family, false});
    ASSERT_TRUE(fit.converged);
    ASSERT_EQ(fit.parameters.size(), static_cast<Eigen::Index>(r.estimates.size()));
    for (std::size_t i = 0; i < r.estimates.size(); ++i) {
      const auto at = static_cast<Eigen::Index>(i);
      EXPECT_NEAR(fit.parameters(at), r.estimates[i], 1e-6) << name_of(r.family) << ' ' << i;
      EXPECT_NEAR(std::sqrt(fit.covariance(at, at)), r.errors[i], 1e-6) << name_of(r.family) << ' ' << i;
    }
    EXPECT_NEAR(fit.log_likelihood, r.log_likelihood, 1e-6);
    EXPECT_NEAR(fit.constant_log_likelihood, r.constant, 1e-6);
  }
}

/// By second differences of nothing but the value: an error in any derivative shows.
TEST(SurvivalLikelihood, HasTheDerivativesOfItsValue) {
  const Microdata data = PlantedLifetimes{.persons = 50}.data(1);
  for (const HazardFamily family : families) {
    for (const bool split : {false, true}) {
      const SurvivalLikelihood likelihood(data, {family, split}, data.location.values, data.share.values);
      Eigen::VectorXd place(likelihood.size());
      for (Eigen::Index i = 0; i < place.size(); ++i) place(i) = i == 0 ? 5.2 : 0.3 / static_cast<double>(i + 1);
      const Likelihood here = likelihood.at(place);
      for (Eigen::Index i = 0; i < place.size(); ++i) {
        constexpr double step = 1e-5;
        Eigen::VectorXd above = place, below = place;
        above(i) += step;
        below(i) -= step;
        const Likelihood up = likelihood.at(above), down = likelihood.at(below);
        EXPECT_NEAR(here.gradient(i), (up.value - down.value) / (2 * step), 1e-4) << name_of(family) << split << i;
        const Eigen::VectorXd curvature = -(up.gradient - down.gradient) / (2 * step);
        for (Eigen::Index j = 0; j < place.size(); ++j) {
          EXPECT_NEAR(here.information(i, j), curvature(j), 1e-4) << name_of(family) << split << i << j;
        }
      }
    }
  }
}

TEST(LifetimeFamily, KeepsTheNormalTailFarBeyondTheLastPositiveNumber) {
  // Mills ratio at 40 to ten digits: 0.0249844049...; the survival itself is 0 in double precision.
  const Curve far = log_survival(HazardFamily::lognormal, 40);
  EXPECT_NEAR(far.value, -0.5 * 1600 - 0.5 * std::log(2 * M_PI) + std::log(0.0249844049), 1e-7);
  const Curve below = log_survival(HazardFamily::lognormal, std::nextafter(25.0, 0.0));
  const Curve above = log_survival(HazardFamily::lognormal, 25.0);
  EXPECT_NEAR(below.value, above.value, 1e-9);
  EXPECT_NEAR(below.first, above.first, 1e-9);
  EXPECT_NEAR(below.second, above.second, 1e-6);
}

TEST(SurvivalFit, OfTheExponentialWithoutCovariatesIsEventsOverTimeAtRisk) {
  const Microdata data = parse_microdata(sixty_persons(), "table.csv", {"time", "event", {}, {}});
  const SurvivalFit fit = fit_survival(data, {HazardFamily::exponential, false});
  EXPECT_NEAR(fit.parameters(0), std::log(data.time.sum() / 42), 1e-9);
  EXPECT_NEAR(fit.location[0].standard_error, 1 / std::sqrt(42.0), 1e-9);
  EXPECT_FALSE(covariates_test(fit).has_value());
}

TEST(SurvivalFit, DoesNotDependOnUnitsOfTimeAndCovariates) {
  Microdata days = sixty();
  Microdata weeks = days;
  weeks.time /= 7;
  weeks.location.values.col(1) = 1e6 + 1000 * weeks.location.values.col(1).array();
  for (const HazardFamily family : {HazardFamily::weibull, HazardFamily::lognormal, HazardFamily::loglogistic}) {
    const SurvivalFit first = fit_survival(days, {family, false});
    const SurvivalFit second = fit_survival(weeks, {family, false});
    EXPECT_NEAR(second.log_likelihood, first.log_likelihood + 42 * std::log(7.0), 1e-7);
    EXPECT_NEAR(second.location[1].value * 1000, first.location[1].value, 1e-7);
    EXPECT_NEAR(second.location[1].standard_error * 1000, first.location[1].standard_error, 1e-7);
    EXPECT_NEAR(second.sigma, first.sigma, 1e-7);
  }
}

TEST(SurvivalFit, WithASplitGainsWhereAShareIsImmuneAndFindsIt) {
  const Microdata data = PlantedLifetimes{.persons = 20'000, .follow_up = 12'000}.data(1);
  const SurvivalFit fit = fit_survival(data, {HazardFamily::weibull, true});
  ASSERT_TRUE(fit.has_share());
  const double truth[] = {5, 0.4, std::log(0.7), 0.5, 0.8};
  for (Eigen::Index i = 0; i < 5; ++i) {
    EXPECT_NEAR(fit.parameters(i), truth[i], 4.4 * std::sqrt(fit.covariance(i, i))) << i;  // false alarm 5e-5 in all
  }
  EXPECT_LT(split_test(fit)->p_value, 1e-6);
  EXPECT_THAT(warnings_of(fit, data), ::testing::IsEmpty());
}

TEST(SurvivalFit, SaysSoWhereNobodyIsImmune) {
  Microdata data = PlantedLifetimes{.persons = 2000, .share_constant = 60, .share_slope = 0}.data(3);
  data.share = {{"(Intercept)"}, Eigen::MatrixXd::Ones(2000, 1)};
  const SurvivalFit fit = fit_survival(data, {HazardFamily::weibull, true});
  const SurvivalFit plain = fit_survival(data, {HazardFamily::weibull, false});
  EXPECT_THAT(warnings_of(fit, data), Contains(HasSubstr("no immune share")));
  EXPECT_GT(split_test(fit)->p_value, 0.05);
  EXPECT_NEAR(fit.location[1].value, plain.location[1].value, 0.01);
}

TEST(SurvivalFit, WarnsOfAFollowUpThatEndsBeforeTheEvents) {
  const Microdata cut = PlantedLifetimes{.persons = 1000, .follow_up = 120}.data(1);
  const SurvivalFit fit = fit_survival(cut, {HazardFamily::weibull, true});
  EXPECT_THAT(warnings_of(fit, cut),
              Contains(::testing::AnyOf(HasSubstr("end of the follow-up"), HasSubstr("no immune share"))));
  const Microdata whole = PlantedLifetimes{.persons = 1000, .follow_up = 4000}.data(1);
  EXPECT_LT(follow_up_too_short(whole), 0.05);
  EXPECT_GT(follow_up_too_short(cut), 0.05);
}

TEST(SurvivalFit, WarnsOfAGroupWithoutEvents) {
  std::string text = "time,event,g\n";
  for (int i = 0; i < 80; ++i)
    text += fmt::format("{},{},{}\n", 5 + i % 37, i % 2, i % 2 == 0 && i % 8 == 0 ? "b" : "a");
  const Microdata data = parse_microdata(text, "table.csv", {"time", "event", {"g"}, {}});
  const SurvivalFit fit = fit_survival(data, {HazardFamily::weibull, false});
  EXPECT_THAT(warnings_of(fit, data), Contains(HasSubstr("time, g[b]: no finite estimate")));
  EXPECT_THAT(warnings_of(fit_survival(sixty(), {HazardFamily::weibull, false}), sixty()),
              Each(Not(HasSubstr("no finite estimate"))));
}

TEST(KaplanMeier, AgreesWithSurvfit) {
  const KaplanMeier curve = kaplan_meier(sixty());
  const double survival[] = {0.9833333333, 0.9663793103, 0.9494252874, 0.9324712644, 0.9155172414, 0.8982433312};
  const double errors[] = {0.01652719420, 0.02337292229, 0.02845504443, 0.03260883805, 0.03615568827, 0.03938435733};
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_NEAR(curve.survival[i], survival[i], 1e-9);
    EXPECT_NEAR(curve.standard_error[i], errors[i], 1e-9);
  }
  EXPECT_EQ(curve.at(1.9), 1);
  EXPECT_EQ(curve.at(2), curve.survival[0]);
  EXPECT_EQ(curve.at(1e9), curve.survival.back());
}

TEST(HazardByInterval, CountsEveryEventAndAllTimeAtRisk) {
  const Microdata data = sixty();
  const HazardByInterval hazard = hazard_by_interval(data, 7);
  double exposure = 0;
  std::size_t events = 0;
  for (std::size_t i = 0; i < 7; ++i) {
    exposure += hazard.exposure[i];
    events += hazard.events[i];
  }
  EXPECT_NEAR(exposure, data.time.sum(), 1e-9);
  EXPECT_EQ(events, data.events());
}

TEST(HazardFragment, GivesTheModelTheShareAndTheRisksOfTheFit) {
  Microdata data = PlantedLifetimes{.persons = 5000, .share_slope = 0, .follow_up = 3000}.data(2);
  data.location = {{"(Intercept)"}, Eigen::MatrixXd::Ones(5000, 1)};
  data.share = data.location;
  const SurvivalFit fit = fit_survival(data, {HazardFamily::weibull, true});
  const FragmentHeader header{"england-wales", "2000/2005", "planted", 1, {1.4, 2.1}};
  const HazardParameters found = hazard_parameters(fit, data, header);
  const double share = found.two_years + (1 - found.two_years) * found.susceptible_margin;
  EXPECT_NEAR(share, fit.mean_share->value, 1e-9);
  const engine::HazardShape shape = engine::solve(HazardFamily::weibull, found.one_year, found.two_years, {0, share});
  EXPECT_NEAR(shape.a, 1 / fit.sigma, 1e-4);
  EXPECT_NEAR(shape.b / std::exp(fit.parameters(0)), 1, 1e-4);
  const auto logit = [](double p) { return std::log(p / (1 - p)); };
  EXPECT_NEAR(found.two_year_level, logit(found.two_years) - logit(found.one_year) - 0.7, 1e-12);
  EXPECT_THAT(hazard_fragment(fit, data, header), HasSubstr("value: weibull"));
}

}  // namespace
}  // namespace throughgate::calibration
