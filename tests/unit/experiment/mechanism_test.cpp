/// Each mechanism of a structure alone, from the base date on, against the reference and without coupling. Its chain of
/// cause and effect (docs/structures.md) names the services on its way; every other service has equal bits, and so have
/// all persons where the chain does not reach them.

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "parting_options.hpp"

namespace throughgate::experiment {
namespace {

enum class Reach { money, staff, persons };

struct Mechanism {
  const char* name;
  std::string set;                  ///< parameters of the structure, far from the reference's
  Reach reach;                      ///< how far its chain goes
  std::vector<std::string> inside;  ///< what differs on the way, and of persons what differs first
};

void PrintTo(const Mechanism& mechanism, std::ostream* stream) { *stream << mechanism.name; }

/// Services: nobody's doing but the structure's, as long as coupling is off.
const std::set<std::string> services{"overhead_cost",       "transition_cost",   "practitioner_time_cost",
                                     "contact_share",       "contact_intensity", "vacancy_share",
                                     "time_to_fill",        "sickness",          "officer_shortage",
                                     "supervisor_support",  "staffed_prisoners", "programme_places",
                                     "posts_above_practice"};

/// Sums of money, in which every account has a part.
bool is_sum(const std::string& name) {
  static const std::set<std::string> sums{"total_cost",
                                          "society_cost",
                                          "net_present_value",
                                          "society_net_present_value",
                                          "net_benefit",
                                          "payments_per_year_by_payer",
                                          "cost_by_account",
                                          "cost_by_account_monthly",
                                          "probation_cost",
                                          "prison_cost",
                                          "supervision_cost_by_tier"};
  return sums.contains(name);
}

/// The reference's structure with `set`, and the reference.
scenario::LoadedScenario against_reference(const std::string& set, const std::vector<std::string>& more = {}) {
  return parting_by("    structure: noms-2008\n    from: 2009-01-01\n    set: {" + set + "}\n", more);
}

bool same_bits(const recording::Variable& one, const recording::Variable& other) {
  const auto* left = std::get_if<std::vector<double>>(&one.data);
  if (left == nullptr) return one.data == other.data;
  const auto& right = std::get<std::vector<double>>(other.data);
  return std::ranges::equal(*left, right,
                            [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); });
}

std::set<std::string> different(const recording::Dataset& one, const recording::Dataset& other) {
  std::set<std::string> names;
  for (std::size_t index = 0; index < one.variables.size(); ++index) {
    if (!same_bits(one.variables[index], other.variables[index])) names.insert(one.variables[index].name);
  }
  return names;
}

class Mechanisms : public ::testing::TestWithParam<Mechanism> {};

TEST_P(Mechanisms, ChangeWhatTheirChainSaysAndNothingElse) {
  const Mechanism& mechanism = GetParam();
  // What a split of cases does to few serious offences would not be seen here by the files' values.
  const auto loaded =
      against_reference(mechanism.set, {"coupling=off", "reoffending.unseen_risk_effect=5", "supervision.rising=1"});
  const auto prepared = prepare(loaded, QueueKind::bucket_ring);
  const auto prelude = prelude_of(prepared, {0, 1}, 0, go_on);
  const auto reference = run_replication(*prelude, 0, go_on).tables;
  const auto changed = different(reference, run_replication(*prelude, 1, go_on).tables);
  for (const auto& name : mechanism.inside) {
    EXPECT_NE(reference.find(name), nullptr) << name;
    EXPECT_TRUE(changed.contains(name)) << name << " is the same";
  }
  for (const auto& name : changed) {
    if (is_sum(name) || std::ranges::find(mechanism.inside, name) != mechanism.inside.end()) continue;
    const bool of_services =
        std::ranges::any_of(services, [&](const auto& service) { return name.starts_with(service); });
    const bool is_series =
        name.find("_monthly") != name.npos || name.ends_with("_last_year") || name.ends_with("_variation");
    const bool named = std::ranges::any_of(mechanism.inside, [&](const auto& one) { return name.starts_with(one); });
    if (of_services) {
      EXPECT_TRUE(is_series && named) << name << " differs";
    } else {
      EXPECT_EQ(mechanism.reach, Reach::persons) << name << " differs";
    }
  }
}

/// Elicited effects may be nothing: what is left then is the mechanism's money.
TEST(MechanismsWithoutEffect, ChangeNoOutcome) {
  const auto loaded = against_reference(
      "structure.professional_voice.probation_share: 0.5, "
      "structure.training.skilled: 1, structure.local_partnership.settled: 0.08",
      {"programmes.voice_elasticity=0", "supervision.skill_effect=1", "reoffending.needs.unsettled_effect=1",
       "licence.unsettled_recall=1"});
  const auto prepared = prepare(loaded, QueueKind::bucket_ring);
  expect_equal_bits(tables(prepared, 0, 0), tables(prepared, 1, 0));
}

/// The same of mechanisms that count what they do: nothing but these counts, what is staffed and what that costs
/// differs.
TEST(MechanismsWithoutEffect, ChangeNothingButWhatIsCountedAndPaid) {
  const auto loaded = against_reference(
      "structure.information_boundary.upper_tiers: 2, structure.information_boundary.delay: 26, "
      "structure.information_boundary.lost: 0.5, structure.information_boundary.missed: 0.5, "
      "structure.through_the_gate.same_manager: 0.1, structure.through_the_gate.complete_record: 0.2, "
      "structure.order_integration.handovers: 3, structure.offender_supervisors.posts: 2",
      {"reoffending.unseen_risk_effect=1", "reoffending.through_gate.incomplete_record=1", "orders.handover_effect=1",
       "reoffending.through_gate.effect=1", "prison_staff.support_effect=1", "supervision.rising=1"});
  const auto prepared = prepare(loaded, QueueKind::bucket_ring);
  const std::vector<std::string> counted{
      "case_crossings_per_year", "lost_records_per_year", "reallocations_per_year", "missed_escalations_per_year",
      "same_manager_share",      "complete_record_share", "seamless_release_share", "supervisor_support"};
  for (const auto& name : different(tables(prepared, 0, 0), tables(prepared, 1, 0))) {
    const bool is_counted = std::ranges::any_of(counted, [&](const auto& one) { return name.starts_with(one); });
    EXPECT_TRUE(is_counted || is_sum(name)) << name << " differs";
  }
}

/// Draws and design points fill again what they change alone: a mechanism must not be laid upon itself.
TEST(MechanismsOfADraw, AreLaidUponTheModelOnce) {
  const auto loaded = against_reference(
      "structure.ethos.leaving: 1.25, structure.recruitment.misfit: 0.2, structure.court_service.sufficient_odds: 0.5, "
      "structure.local_partnership.settled: 0.05, structure.offender_supervisors.posts: 2");
  const auto once = prepare(loaded, QueueKind::bucket_ring);
  const auto again = prepare(loaded, QueueKind::bucket_ring, once);
  expect_equal_bits(tables(once, 1, 0), tables(again, 1, 0));
}

/// Every parameter of the structure, set to what the reference has.
TEST(EqualMechanisms, ChangeNoBitWhereEachIsSetToTheReferencesValue) {
  const auto reference = against_reference("");
  std::string set;
  std::size_t parameters = 0;
  for (const auto& record : reference.records(0)) {
    if (!record.path.starts_with("structure.")) continue;
    set += (set.empty() ? "" : ", ") + record.path + ": " + record.value;
    ++parameters;
  }
  EXPECT_GT(parameters, 40U);
  const auto prepared = prepare(against_reference(set), QueueKind::bucket_ring);
  expect_equal_bits(tables(prepared, 0, 0), tables(prepared, 1, 0));
}

TEST(EqualMechanisms, ChangeNoBitOfAnything) {
  const auto prepared = prepare(against_reference(""), QueueKind::bucket_ring);
  expect_equal_bits(tables(prepared, 0, 0), tables(prepared, 1, 0));
}

const std::string fewer_requests =
    "structure.central_requests.working_time: {north_east: 0.1, north_west: 0.1, yorkshire_and_humber: 0.1, "
    "east_midlands: 0.1, west_midlands: 0.1, east: 0.1, london: 0.1, south_east: 0.1, south_west: 0.1, wales: 0.1}";

const std::string split_by_risk = "structure.information_boundary.upper_tiers: 2";

INSTANTIATE_TEST_SUITE_P(
    Of, Mechanisms,
    ::testing::Values(
        Mechanism{"Layers",
                  "structure.layers.headquarters.posts: 1000",
                  Reach::money,
                  {"overhead_cost", "posts_above_practice"}},
        Mechanism{"SharedServices", "structure.shared_services.cost: 5000000", Reach::money, {"overhead_cost"}},
        Mechanism{"Commissioning", "structure.commissioning.contracted: 100000000", Reach::money, {"overhead_cost"}},
        Mechanism{"IdleStaff", "structure.recruitment.idle_pay: 1000000", Reach::money, {"overhead_cost"}},
        Mechanism{"Decisions",
                  "structure.layers.decision_time: 12",
                  Reach::persons,
                  {"time_to_fill", "vacancy_share", "sickness", "contact_intensity", "officer_shortage",
                   "supervisor_support", "programme_places", "breaches_per_year"}},
        Mechanism{"SurplusList",
                  "structure.recruitment.list_weeks: 16, structure.recruitment.misfit: 0.25",
                  Reach::persons,
                  {"time_to_fill", "vacancy_share", "sickness", "contact_intensity", "programme_places",
                   "breaches_per_year"}},
        Mechanism{"Freezes",
                  "structure.recruitment.frozen_months: 3",
                  Reach::persons,
                  {"vacancy_share", "sickness", "contact_intensity", "officer_shortage", "supervisor_support",
                   "programme_places", "breaches_per_year"}},
        Mechanism{"TrainingTime",
                  "structure.training.months: 3",
                  Reach::persons,
                  {"contact_intensity", "sickness", "vacancy_share", "breaches_per_year"}},
        Mechanism{"TrainingSkill", "structure.training.skilled: 1", Reach::persons, {"reoffending_committed_1y"}},
        Mechanism{"Ethos",
                  "structure.ethos.leaving: 1.25, structure.ethos.sickness: 1.2",
                  Reach::persons,
                  {"vacancy_share", "sickness", "contact_intensity", "officer_shortage", "supervisor_support",
                   "programme_places", "breaches_per_year"}},
        Mechanism{"CentralRequests",
                  fewer_requests,
                  Reach::persons,
                  {"contact_share", "practitioner_time_cost", "contact_intensity", "sickness", "vacancy_share",
                   "breaches_per_year"}},
        Mechanism{"SameManager",
                  "structure.through_the_gate.same_manager: 0.1",
                  Reach::persons,
                  {"same_manager_share", "discounted_reoffences"}},
        Mechanism{"CompleteRecord",
                  "structure.through_the_gate.complete_record: 0.4",
                  Reach::persons,
                  {"complete_record_share", "discounted_reoffences"}},
        Mechanism{"LocalPartnership",
                  "structure.local_partnership.settled: 0.08, structure.local_partnership.employed: 0.08",
                  Reach::persons,
                  {"reoffending_committed_1y", "recalls_per_year"}},
        Mechanism{"Enforcement",
                  "structure.enforcement.action_odds: 0.29",
                  Reach::persons,
                  {"breaches_per_year", "order_completion_share", "custody_after_breach_per_year_by_order"}},
        Mechanism{"CourtService",
                  "structure.court_service.sufficient_odds: 0.3, structure.court_service.fast_for_standard: 0.5, "
                  "structure.court_service.writing_time: 1.2",
                  Reach::persons,
                  {"breaches_per_year", "custody_rate"}},
        Mechanism{"OrderIntegration",
                  "structure.order_integration.handovers: 5",
                  Reach::persons,
                  {"breaches_per_year", "order_completion_share"}},
        Mechanism{"OffenderSupervisors",
                  "structure.offender_supervisors.posts: 2, structure.offender_supervisors.trained: 0.3",
                  Reach::persons,
                  {"supervisor_support", "discounted_reoffences"}},
        Mechanism{"Transition",
                  "structure.transition.one_off: 1000000, structure.transition.dip: 0.2, "
                  "structure.transition.leavers: 0.06",
                  Reach::persons,
                  {"vacancy_share", "sickness", "contact_intensity", "programme_places", "breaches_per_year"}},
        Mechanism{"AuthorityGap",
                  "structure.transition.authority_gap: 12",
                  Reach::persons,
                  {"breaches_per_year", "recalls_per_year"}},
        Mechanism{"PlacesVariation",
                  "structure.planning.places_variation: 0.5",
                  Reach::staff,
                  {"programme_places", "programme_places_variation"}},
        Mechanism{"InformationDelay",
                  split_by_risk + ", structure.information_boundary.delay: 26",
                  Reach::persons,
                  {"case_crossings_per_year", "reallocations_per_year", "breaches_per_year",
                   "serious_further_offences_per_year"}},
        Mechanism{"InformationLoss",
                  split_by_risk + ", structure.information_boundary.lost: 1",
                  Reach::persons,
                  {"case_crossings_per_year", "lost_records_per_year", "discounted_reoffences"}},
        Mechanism{"MissedEscalation",
                  split_by_risk + ", structure.information_boundary.missed: 1",
                  Reach::persons,
                  {"case_crossings_per_year", "missed_escalations_per_year", "serious_further_offences_per_year"}},
        Mechanism{"ProfessionalVoice",
                  "structure.professional_voice.probation_share: 0.5",
                  Reach::persons,
                  {"discounted_reoffences", "social_cost_of_reoffending"}}),
    [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace throughgate::experiment
