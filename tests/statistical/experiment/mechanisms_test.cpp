/// Each mechanism of a structure, coupled, at four times what its prior has in the middle (or at the far end of the
/// range where that is no effect): what its chain names differs, what it does not name stays within 0.3%.
///
/// A named difference is asked for at 0.1% one-sided, in the direction written down; seeds are fixed. A quantity that
/// is not named has a paired 95% interval inside +-0.3% of the reference's mean, twice the two ends at 2.5%.

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "../../unit/experiment/replication_world.hpp"

namespace throughgate::experiment {
namespace {

constexpr double scale = 0.02;
constexpr int years = 3;
constexpr std::uint32_t replications = 12;
/// Student's t with eleven degrees of freedom: 0.1% one-sided, and 95% two-sided.
constexpr double critical = 4.025;
constexpr double two_sided = 2.201;
constexpr double margin = 0.003;

enum Direction { falls = -1, rises = 1 };

struct Named {
  std::string response;
  Direction direction;
};

struct Mechanism {
  friend void PrintTo(const Mechanism& mechanism, std::ostream* out) { *out << mechanism.name; }
  std::string name;
  std::function<void(justice::Model&, justice::Structure&)> set;
  std::vector<Named> named;
  std::vector<std::string> others;
};

const std::vector<std::string> people{"prison_population", "probation_caseload", "persons_sentenced_per_year",
                                      "crown_court_receipts_per_year", "discounted_reoffences"};
const std::vector<std::string> offices{"contact_share", "time_to_fill", "overhead_cost"};
const std::vector<std::string> courts{"persons_sentenced_per_year", "crown_court_receipts_per_year"};

std::vector<std::string> both(std::vector<std::string> one, const std::vector<std::string>& other) {
  one.insert(one.end(), other.begin(), other.end());
  return one;
}

const std::vector<Mechanism> mechanisms{
    {"Layers",
     [](auto&, auto& structure) { structure.layers.headquarters_posts += 4 * 180; },
     {{"overhead_cost", rises}, {"posts_above_practice", rises}},
     both(people, {"contact_intensity", "probation_cost"})},
    {"SharedServices",
     [](auto&, auto& structure) { structure.shared_services.cost_per_year = 4 * 10e6; },
     {{"overhead_cost", rises}},
     both(people, {"contact_intensity", "probation_cost"})},
    {"Commissioning",
     [](auto&, auto& structure) { structure.commissioning.contracted_per_year = 4 * 100e6; },
     {{"overhead_cost", rises}},
     both(people, {"contact_intensity", "probation_cost"})},
    {"Decisions",
     [](auto&, auto& structure) { structure.layers.decision_weeks += 4 * 3; },
     {{"time_to_fill", rises}, {"vacancy_share", rises}, {"contact_intensity", falls}, {"probation_cost", falls}},
     both(people, {"contact_share"})},
    {"RecruitmentRoute",
     [](auto&, auto& structure) {
       structure.recruitment_route.list_weeks = 4 * 4;
       structure.recruitment_route.misfit_share = 4 * 0.05;
     },
     {{"time_to_fill", rises}, {"vacancy_share", rises}, {"contact_intensity", falls}},
     both(people, {"contact_share"})},
    {"Freezes",
     [](auto&, auto& structure) { structure.recruitment.frozen_months_per_year = 4; },
     {{"vacancy_share", rises}, {"contact_intensity", falls}, {"contact_intensity_variation", rises}},
     both(people, {"contact_share"})},
    {"Training",
     [](auto& model, auto& structure) {
       structure.training.skilled_share = 1;
       model.supervision.skill_effect = std::pow(0.88, 4);
     },
     {{"discounted_reoffences", falls}},
     offices},
    {"Ethos",
     [](auto&, auto& structure) {
       structure.ethos.leaving_factor = std::pow(1.03, 4);
       structure.ethos.sickness_factor = std::pow(1.02, 4);
     },
     {{"vacancy_share", rises}, {"sickness", rises}, {"contact_intensity", falls}},
     both(people, offices)},
    {"CentralRequests",
     [](auto&, auto& structure) {
       for (double& share : structure.central_requests.working_time_share) share -= 4 * 0.03;
     },
     {{"contact_share", rises}, {"contact_intensity", rises}, {"practitioner_time_cost", falls}},
     {"overhead_cost", "time_to_fill"}},
    {"ThroughTheGate",
     [](auto& model, auto& structure) {
       structure.through_the_gate = {0, 0};
       model.reoffending.through_gate_effect = std::pow(0.96, 4);
     },
     {{"same_manager_share", falls}, {"complete_record_share", falls}, {"discounted_reoffences", rises}},
     offices},
    {"LocalPartnership",
     [](auto&, auto& structure) {
       structure.local_partnership.settled_gain = structure.local_partnership.employed_gain = 4 * 0.02;
     },
     {{"discounted_reoffences", falls}},
     offices},
    {"Enforcement",
     [](auto&, auto& structure) { structure.enforcement.action_odds = 0.29; },
     {{"breaches_per_year", falls}, {"order_completion_share", rises}},
     offices},
    {"CourtService",
     [](auto& model, auto& structure) {
       structure.court_service.sufficient_odds = 4;
       model.proceedings.reports.poor_breach = std::pow(1.12, 4);
     },
     {{"breaches_per_year", falls}},
     both(courts, offices)},
    {"OrderIntegration",
     [](auto& model, auto& structure) {
       structure.order_integration.handovers = 0;
       model.orders.handover_effect = std::pow(1.05, 4);
     },
     {{"breaches_per_year", falls}, {"order_completion_share", rises}},
     both(courts, offices)},
    {"OffenderSupervisors",
     [](auto& model, auto& structure) {
       structure.offender_supervisors.posts_factor = 2;
       structure.offender_supervisors.trained_gain = 0.4;
       model.prison_staff.support_effect = std::pow(0.98, 4);
     },
     {{"supervisor_support", rises}, {"prison_cost", rises}, {"discounted_reoffences", falls}},
     offices},
    {"ProfessionalVoice",
     [](auto& model, auto& structure) {
       structure.professional_voice.probation_share = 0.5;
       model.programmes.voice_elasticity = 4 * 0.05;
     },
     {{"discounted_reoffences", falls}},
     both(courts, offices)},
    {"PlanningHorizon",
     [](auto&, auto& structure) { structure.planning.places_variation = 4 * 0.08; },
     {{"programme_places_variation", rises}},
     both(people, offices)},
    {"InformationBoundary",
     [](auto& model, auto& structure) {
       structure.information_boundary = {2, 4 * 4, 0.8, 0.4};
       model.reoffending.unseen_risk_effect = 1.25;
     },
     {{"case_crossings_per_year", rises},
      {"lost_records_per_year", rises},
      {"missed_escalations_per_year", rises},
      {"serious_further_offences_per_year", rises}},
     both(courts, offices)},
    {"Transition",
     [](auto&, auto& structure) {
       structure.transition = {4 * 20e6, 4 * 0.06, 12, 4 * 0.02, 0};
     },
     {{"transition_cost", rises}, {"vacancy_share", rises}, {"contact_intensity", falls}},
     both(courts, offices)},
    {"AuthorityGap",
     [](auto&, auto& structure) { structure.transition.gap_weeks = 4 * 6; },
     {{"breaches_per_year", falls}, {"recalls_per_year", falls}},
     offices},
};

recording::Dataset tables_of(justice::Pathway<engine::BucketRing> pathway, const justice::Setup& setup) {
  pathway.adopt(setup);
  recording::Recorder recorder(setup, {setup.start, setup.end, 0});
  pathway.run(recorder, each_month_nothing);
  return recorder.tables();
}

double value_of(const recording::Dataset& tables, const std::string& response) {
  const auto* variable = tables.find(response);
  if (variable == nullptr) throw std::runtime_error("no response " + response);
  return std::get<std::vector<double>>(variable->data).at(0);
}

/// The reference, and the same with the mechanism from the base date on, replication by replication.
struct Runs {
  std::vector<recording::Dataset> reference;
  std::vector<recording::Dataset> changed;

  struct Paired {
    double reference = 0;
    double mean = 0;
    double standard_error = 0;
  };
  [[nodiscard]] Paired paired(const std::string& response) const {
    Paired result;
    std::vector<double> differences;
    for (std::uint32_t replication = 0; replication < replications; ++replication) {
      const double base = value_of(reference[replication], response);
      differences.push_back(value_of(changed[replication], response) - base);
      result.reference += base / replications;
      result.mean += differences.back() / replications;
    }
    double squares = 0;
    for (const double one : differences) squares += (one - result.mean) * (one - result.mean);
    result.standard_error = std::sqrt(squares / (replications - 1) / replications);
    return result;
  }
};

Runs runs_of(const Mechanism& mechanism) {
  Parts parts;
  parts.model.proceedings.crown.policy = 0;
  justice::Model model = parts.model;
  justice::Structure structure = parts.structure;
  mechanism.set(model, structure);
  parts.model = model;  // both options have the effect; it acts where their structures differ
  const justice::Regime reference(model, parts.structure, parts.common());
  const justice::Regime changed(model, structure, parts.common());
  Runs runs;
  for (std::uint32_t replication = 0; replication < replications; ++replication) {
    auto setup = setup_of(reference, scale, years, replication);
    justice::Pathway<engine::BucketRing> pathway(setup);
    pathway.burn_in(each_month_nothing);
    runs.reference.push_back(tables_of(pathway, setup));
    setup.changes = {{setup.start, &changed}};
    runs.changed.push_back(tables_of(pathway, setup));
  }
  return runs;
}

class CoupledMechanisms : public testing::TestWithParam<Mechanism> {};

TEST_P(CoupledMechanisms, MoveWhatTheirChainNamesAndLittleElse) {
  const Mechanism& mechanism = GetParam();
  const Runs runs = runs_of(mechanism);
  for (const auto& [response, direction] : mechanism.named) {
    const auto paired = runs.paired(response);
    EXPECT_GT(static_cast<int>(direction) * paired.mean, critical * paired.standard_error)
        << response << ": " << paired.mean << " +- " << paired.standard_error;
    EXPECT_NE(paired.mean, 0) << response;
  }
  for (const std::string& response : mechanism.others) {
    const auto paired = runs.paired(response);
    const double furthest = std::abs(paired.mean) + two_sided * paired.standard_error;
    EXPECT_LE(furthest, margin * std::abs(paired.reference))
        << response << ": " << paired.mean << " +- " << paired.standard_error << " of " << paired.reference;
  }
}

INSTANTIATE_TEST_SUITE_P(Of, CoupledMechanisms, testing::ValuesIn(mechanisms),
                         [](const auto& mechanism) { return mechanism.param.name; });

}  // namespace
}  // namespace throughgate::experiment
