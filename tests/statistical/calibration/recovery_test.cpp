/// The whole calibration on the simulator: figures are made with parameters drawn from the prior, and the parameters
/// are found again, up to twenty times. If the posterior is right, the rank of the truth among its draws is uniform.

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>

#include "calibration/calibration.hpp"
#include "calibration/slice_sampling.hpp"
#include "calibration/target_simulator.hpp"
#include "scenario/bind_model.hpp"
#include "scenario/uncertainty.hpp"

namespace throughgate::calibration {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// All twenty take ten minutes; a run of every test has the first three of them, unless the environment asks for more.
int repeats() {
  const char* asked = std::getenv("THROUGHGATE_RECOVERIES");
  return asked == nullptr ? 3 : std::stoi(asked);
}

scenario::Binders binders() {
  return {[](scenario::Binder& binder) {
            justice::Model model;
            scenario::bind_model(binder, model);
          },
          [](scenario::Binder& binder) {
            justice::Structure structure;
            scenario::bind_structure(binder, structure);
          }};
}

/// Published nowhere: what is observed is made by the simulator.
std::vector<analysis::ObservedFigure> figures() {
  const auto figure = [](const char* response, const Date& date) {
    analysis::ObservedFigure result;
    result.response = response;
    result.date = date;
    return result;
  };
  const Date year{2009, 1, 1};
  return {figure("prison_population", {2010, 3, 31}),    figure("remand_population", {2010, 3, 31}),
          figure("court_order_caseload", {2010, 3, 31}), figure("recalls_per_year", year),
          figure("persons_sentenced_per_year", year),    figure("custody_rate", year),
          figure("crown_court_receipts_per_year", year), figure("order_completion_share", year)};
}

/// Half of what one run's figure varies over the prior.
VectorXd deviations() {
  VectorXd result(8);
  result << 2500, 700, 5000, 900, 15000, 0.004, 3000, 0.015;
  return result;
}

std::vector<scenario::UncertainParameter> free_parameters(const scenario::LoadedScenario& loaded) {
  const std::vector<std::string> names{"entrants.per_year",    "licence.recall_per_month", "orders.early_end_per_month",
                                       "remand.at_charge",     "reoffending.level",        "sentencing.custody_odds",
                                       "sentencing.order_mean"};
  auto all = scenario::uncertain_parameters(loaded, scenario::PosteriorUse::passed_over);
  std::erase_if(all, [&](const auto& one) { return std::ranges::find(names, one.name) == names.end(); });
  return all;
}

CalibrationPlan plan(int repeat) {
  CalibrationPlan result;
  result.waves = 1;
  result.runs = 100;
  result.rounds = 1;
  result.refining = 20;
  result.chance_runs = 20;
  result.mode_runs = 1;
  result.draws = 99;
  result.seed = 1000 + static_cast<std::uint64_t>(repeat);
  result.threads = 2;
  return result;
}

/// Ranks of the truth along the principal directions of the draws, in which these are independent: each in (0, 1).
std::vector<double> ranks(const VectorXd& truth, const MatrixXd& draws) {
  const MatrixXd away = draws.rowwise() - draws.colwise().mean();
  const Eigen::LLT<MatrixXd> factor(away.transpose() * away / static_cast<double>(draws.rows() - 1));
  const VectorXd of_truth = factor.matrixL().solve(truth - draws.colwise().mean().transpose());
  const MatrixXd of_draws = factor.matrixL().solve(away.transpose());
  std::vector<double> result;
  for (Index i = 0; i < truth.size(); ++i) {
    const auto below = (of_draws.row(i).array() < of_truth(i)).count();
    result.push_back((static_cast<double>(below) + 0.5) / static_cast<double>(draws.rows() + 1));
  }
  return result;
}

class Recovery {
 public:
  Recovery()
      : loaded_(load()),
        parameters_(free_parameters(loaded_)),
        draws_(parameters_, {}, 1),
        figures_(figures()),
        simulator_(loaded_, parameters_, draws_, figures_, experiment::QueueKind::bucket_ring, binders()) {}

  [[nodiscard]] Index parameters() const { return static_cast<Index>(parameters_.size()); }

  /// The figures of one run that nobody else has the luck of, and an error of publication.
  [[nodiscard]] VectorXd observed(const VectorXd& truth, int repeat, random::Stream& stream) const {
    constexpr std::uint32_t apart = 900'000;
    const auto outcome = simulator_.run(apart + static_cast<std::uint32_t>(repeat), truth, stop_);
    VectorXd result = Eigen::Map<const VectorXd>(outcome.numbers.data(), static_cast<Index>(outcome.numbers.size()));
    const VectorXd deviation = deviations();
    for (Index i = 0; i < result.size(); ++i) result(i) += deviation(i) * random::normal(stream);
    return result;
  }

  [[nodiscard]] Simulate simulate(int repeat) const {
    return [this, repeat](const MatrixXd& scores, std::size_t first, Fidelity) {
      constexpr std::size_t most_runs = 10'000;
      MatrixXd outcomes(scores.rows(), static_cast<Index>(figures_.size()));
      on_threads(static_cast<std::size_t>(scores.rows()), 2, [&](std::size_t i) {
        const auto row = static_cast<Index>(i);
        const auto number = static_cast<std::uint32_t>(first + i + most_runs * static_cast<std::size_t>(repeat));
        const auto outcome = simulator_.run(number, scores.row(row).transpose(), stop_);
        outcomes.row(row) = Eigen::Map<const VectorXd>(outcome.numbers.data(), outcomes.cols()).transpose();
      });
      return outcomes;
    };
  }

 private:
  static scenario::LoadedScenario load() {
    return scenario::load_scenario(std::filesystem::path(THROUGHGATE_SOURCE_DIR) / "scenarios/calibrate-2009.yaml",
                                   {scenario::parse_override("scale=0.01"), scenario::parse_override("end=2010-04-01")},
                                   binders());
  }

  scenario::LoadedScenario loaded_;
  std::vector<scenario::UncertainParameter> parameters_;
  experiment::ParameterDraws draws_;
  std::vector<analysis::ObservedFigure> figures_;
  TargetSimulator simulator_;
  std::atomic<bool> stop_{false};
};

// One test of all ranks, 140 of twenty repeats: the bound of Dvoretzky, Kiefer, Wolfowitz and Massart at 5%.
TEST(Recovery, OfKnownParametersRanksTheTruthUniformlyAmongTheDraws) {
  const Recovery recovery;
  std::vector<double> pooled;
  double told = 0;
  for (int repeat = 0; repeat < repeats(); ++repeat) {
    random::Stream stream(random::PreparedKey(random::StreamKey{77, static_cast<std::uint32_t>(repeat)}), Identity{1},
                          1, 0);
    VectorXd truth(recovery.parameters());
    draw_normals(stream, truth);
    TargetFigures known;
    known.deviation = deviations();
    known.observed = recovery.observed(truth, repeat, stream);
    const auto calibration = calibrate(known, recovery.parameters(), plan(repeat), recovery.simulate(repeat));
    const auto more = ranks(truth, calibration.scores);
    pooled.insert(pooled.end(), more.begin(), more.end());
    told += calibration.information.told.sum();
  }
  EXPECT_GT(told / repeats(), 1) << "the figures tell less than one parameter: ranks say nothing";
  std::ranges::sort(pooled);
  const auto count = static_cast<double>(pooled.size());
  double distance = 0;
  for (std::size_t i = 0; i < pooled.size(); ++i) {
    const double above = (static_cast<double>(i) + 1) / count - pooled[i];
    distance = std::max({distance, above, pooled[i] - static_cast<double>(i) / count});
  }
  constexpr double false_alarms = 0.05;
  const double bound = std::sqrt(std::log(2 / false_alarms) / (2 * count));
  std::cout << "distance " << distance << " of " << pooled.size() << " ranks, bound " << bound << '\n';
  EXPECT_LT(distance, bound);
}

}  // namespace
}  // namespace throughgate::calibration
