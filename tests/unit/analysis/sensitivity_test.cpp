#include "analysis/sensitivity.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "experiment/unit_points.hpp"

namespace throughgate::analysis {
namespace {

using ::testing::ElementsAre;

/// A sweep over two factors: the reference's response is 3 a, the alternative has b more.
recording::Dataset sweep(const std::string& method, std::size_t base = 256) {
  const auto points = experiment::index_points(base, 2, 1);
  recording::Dataset dataset;
  dataset.attributes = {{"design_method", method}, {"coordinates", "a b"}, {"reference", "merged"}};
  recording::Dimension point{"point", {}, {}, {}};
  std::vector<double> values;
  for (Eigen::Index i = 0; i < points.rows(); ++i) {
    point.values.push_back(static_cast<double>(i) + 1);
    for (const double more : {0.0, points(i, 1)}) {
      for (const double luck : {-1.0, 1.0}) values.push_back(3 * points(i, 0) + more + luck);
    }
  }
  dataset.dimensions = {point, {"option", {"merged", "separate"}, {}, {}}, {"replication", {}, {1, 2}, {}}};
  dataset.variables = {{"cost", {"point", "option", "replication"}, values, "GBP", "", "", {}, {}},
                       {"by_point", {"point"}, std::vector<double>(point.values.size(), 1.0), "1", "", "", {}, {}}};
  return dataset;
}

TEST(Sensitivities, AreOfTheReferenceAndOfDifferencesToIt) {
  const auto found = sensitivities(sweep("sobol-indices"), 1);
  ASSERT_TRUE(found);
  EXPECT_THAT(found->responses, ElementsAre("cost"));
  EXPECT_EQ(found->base_points, 256U);
  const auto& reference = found->indices[0];
  const auto& difference = found->indices[1];
  EXPECT_NEAR(reference[0].first, 1, 0.02);
  EXPECT_EQ(reference[1].total, 0);
  EXPECT_NEAR(difference[0].total, 0, 1e-12);
  EXPECT_NEAR(difference[1].first, 1, 0.02);
}

TEST(Sensitivities, LeaveOutBasePointsThatAreNotWhole) {
  auto dataset = sweep("sobol-indices", 8);
  auto& values = std::get<std::vector<double>>(dataset.variables[0].data);
  values[5 * 4] = std::numeric_limits<double>::quiet_NaN();  // of the second base point
  EXPECT_EQ(sensitivities(dataset, 1)->base_points, 7U);
}

TEST(Sensitivities, NeedTheirOwnDesign) {
  EXPECT_FALSE(sensitivities(sweep("latin-hypercube"), 1));
  EXPECT_FALSE(sensitivities(sweep("sobol-indices", 1), 1));
}

TEST(SensitivityGroup, HoldsIndicesAndIntervals) {
  const auto group = sensitivity_group(*sensitivities(sweep("sobol-indices"), 1));
  const auto& lower = std::get<std::vector<double>>(group.find("total_lower")->data);
  const auto& total = std::get<std::vector<double>>(group.find("total")->data);
  ASSERT_EQ(total.size(), 1U * 2 * 2);
  EXPECT_LE(lower[0], total[0]);
}

}  // namespace
}  // namespace throughgate::analysis
