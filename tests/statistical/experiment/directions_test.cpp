/// What must happen when a service has more or less, written down before it was run: the sign of differences paired by
/// replication. Each is asked for at 0.1% one-sided, so that a direction which the model did not have would pass once
/// in 1,000; a true one is asked for at sizes at which it does not fail: seeds are fixed, so no run differs from
/// another.

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "../../unit/experiment/replication_world.hpp"

namespace throughgate::experiment {
namespace {

constexpr double scale = 0.02;
constexpr int years = 3;
constexpr std::uint32_t replications = 12;
/// Student's t with eleven degrees of freedom, 0.1% one-sided.
constexpr double critical = 4.025;

enum Direction { falls = -1, rises = 1 };

struct Expected {
  std::string response;
  std::size_t label;
  Direction direction;
};

struct Change {
  friend void PrintTo(const Change& change, std::ostream* out) { *out << change.name; }
  std::string name;
  std::function<void(justice::Model&)> make;
  std::vector<Expected> expected;
};

/// The reference's, with sitting days that are fixed.
Parts fixed_sittings() {
  Parts parts;
  parts.model.proceedings.crown.policy = 0;
  return parts;
}

/// The replications of the reference and of a change, which share their opening stock.
struct Runs {
  std::vector<recording::Dataset> reference;
  std::vector<recording::Dataset> changed;
};

recording::Dataset tables_of(justice::Pathway<engine::BucketRing> pathway, const justice::Setup& setup) {
  pathway.adopt(setup);
  recording::Recorder recorder(setup, {setup.start, setup.end, 0});
  pathway.run(recorder, each_month_nothing);
  return recorder.tables();
}

Runs runs_of(const Parts& base, const justice::Model& model) {
  const justice::Regime reference(base.model, base.structure, base.common());
  const justice::Regime changed(model, base.structure, base.common());
  Runs runs;
  for (std::uint32_t replication = 0; replication < replications; ++replication) {
    auto setup = setup_of(reference, scale, years, replication);
    justice::Pathway<engine::BucketRing> pathway(setup);
    pathway.burn_in(each_month_nothing);
    runs.reference.push_back(tables_of(pathway, setup));
    setup.before = &changed;
    runs.changed.push_back(tables_of(pathway, setup));
  }
  return runs;
}

double value_of(const recording::Dataset& tables, const Expected& expected) {
  const auto* variable = tables.find(expected.response);
  if (variable == nullptr) throw std::runtime_error("no response " + expected.response);
  return std::get<std::vector<double>>(variable->data).at(expected.label);
}

const std::vector<Change> changes{
    {"CourtCapacityDoubles",
     [](justice::Model& model) { model.proceedings.crown.sitting_days_per_year *= 2; },
     {{"crown_court_backlog", 0, falls},
      {"crown_court_disposals_per_year", 0, rises},
      {"remand_stay_by_remand", 0, falls},
      {"remand_population", 0, falls}}},
    {"PrisonPlacesHalve",
     [](justice::Model& model) {
       model.estate.operational_capacity *= 0.5;
       model.estate.in_use_cna *= 0.5;
     },
     {{"prison_population", 0, falls},
      {"police_cell_population", 0, rises},
      {"awaiting_place_population", 0, rises},
      {"occupancy", 0, rises}}},  // the crowded share falls: those in police cells are prisoners too
    {"PrisonPlacesFallByATenth",
     [](justice::Model& model) { model.estate.operational_capacity *= 0.9; },
     {{"awaiting_place_population", 0, rises}, {"occupancy", 0, rises}}},
    {"OrdersLastAFifthLonger",
     [](justice::Model& model) {
       for (double& months : model.sentencing.order_mean_months) months *= 1.2;
     },
     {{"court_order_caseload", 0, rises}, {"contact_intensity", 0, falls}, {"sickness", 0, rises}}},
    {"CaseloadWeighsAFifthMore",
     [](justice::Model& model) {
       for (double& minutes : model.supervision.kind_weight) minutes *= 1.2;
     },
     {{"contact_intensity", 0, falls},
      {"sickness", 0, rises},
      {"breaches_per_year", 0, falls},
      {"recalls_per_year", 0, falls}}},
    {"ReportWritersHalve",
     [](justice::Model& model) { model.court_service.writers.posts *= 0.5; },
     {{"psr_wait", 0, rises}, {"remand_stay_by_remand", 1, rises}, {"disposals_per_year_by_disposal", 3, falls}}},
    {"SittingDaysFollowReceipts",
     [](justice::Model& model) { model.proceedings.crown.policy = 1; },
     {{"crown_court_backlog", 0, falls}, {"crown_court_sitting_days", 0, rises}}},
    {"OfficersFallByAFifth",
     [](justice::Model& model) { model.supervision.workforce.posts *= 0.8; },
     {{"contact_intensity", 0, falls},
      {"sickness", 0, rises},
      {"breaches_per_year", 0, falls},
      {"recalls_per_year", 0, falls},
      {"discounted_reoffences", 0, rises},
      {"probation_cost", 0, falls}}},
    {"PrisonOfficersFallByAFifth",
     [](justice::Model& model) { model.prison_staff.officers.posts *= 0.8; },
     {{"officer_shortage", 0, rises},
      {"programme_completions_per_year_by_setting", 1, falls},
      {"prison_cost", 0, falls}}},
    {"OffenderSupervisorsFallToAThird",
     [](justice::Model& model) { model.prison_staff.supervisors.posts /= 3; },
     {{"supervisor_support", 0, falls}}},
    {"ProgrammePlacesHalve",
     [](justice::Model& model) {
       for (double& places : model.programmes.places) places *= 0.5;
     },
     {{"programme_wait", 0, rises}, {"programme_completions_per_year", 0, falls}}},
};

class Directions : public testing::TestWithParam<Change> {};

TEST_P(Directions, IsAsWrittenDownBeforeTheRun) {
  const Change& change = GetParam();
  const Parts parts = fixed_sittings();
  justice::Model model = parts.model;
  change.make(model);
  const Runs runs = runs_of(parts, model);
  for (const Expected& expected : change.expected) {
    std::vector<double> differences;
    double mean = 0;
    for (std::uint32_t replication = 0; replication < replications; ++replication) {
      differences.push_back(value_of(runs.changed[replication], expected) -
                            value_of(runs.reference[replication], expected));
      mean += differences.back() / replications;
    }
    double squares = 0;
    for (const double one : differences) squares += (one - mean) * (one - mean);
    const double standard_error = std::sqrt(squares / (replications - 1) / replications);
    RecordProperty(expected.response, std::to_string(mean) + " +- " + std::to_string(standard_error));
    EXPECT_GT(static_cast<int>(expected.direction) * mean, critical * standard_error)
        << expected.response << '[' << expected.label << "]: mean difference " << mean << ", standard error "
        << standard_error;
  }
}

INSTANTIATE_TEST_SUITE_P(Where, Directions, testing::ValuesIn(changes),
                         [](const auto& change) { return change.param.name; });

}  // namespace
}  // namespace throughgate::experiment
