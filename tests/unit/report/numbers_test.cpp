#include "report/numbers.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace throughgate::report {
namespace {

TEST(Numbers, AreGroupedByThousands) {
  EXPECT_EQ(grouped(83559, 0), "83,559");
  EXPECT_EQ(grouped(-1234567.891, 2), "-1,234,567.89");
  EXPECT_EQ(grouped(999, 0), "999");
  EXPECT_EQ(grouped(-0.004, 2), "0.00");
  EXPECT_EQ(grouped(std::numeric_limits<double>::infinity(), 2), "not known");
}

TEST(Numbers, AreWrittenByStyle) {
  EXPECT_EQ(NumberFormat(Style::count, 83559).value(83559.4), "83,559");
  EXPECT_EQ(NumberFormat(Style::percent, 0.393).value(0.393), "39.3%");
  EXPECT_EQ(NumberFormat(Style::money, 894e6).value(894e6), "£894m");
  EXPECT_EQ(NumberFormat(Style::money, 12.34e6).value(-12.34e6), "-£12.3m");
  EXPECT_EQ(NumberFormat(Style::money, 4.5e9).value(4.5e9), "£4.50bn");
  EXPECT_EQ(NumberFormat(Style::days, 32).value(32.06), "32.1 days");
  EXPECT_EQ(NumberFormat(Style::ratio, 1.25).value(1.25), "1.25");
  EXPECT_EQ(NumberFormat(Style::count, 12, "post").value(12), "12.0 post");
}

TEST(Numbers, DifferencesHaveASignAndPercentsBecomePoints) {
  const NumberFormat percent(Style::percent, 0.0042);
  EXPECT_EQ(percent.difference(0.0042), "+0.42 points");
  EXPECT_EQ(percent.interval(-0.001, 0.0042), "-0.10 to +0.42");
  EXPECT_EQ(NumberFormat(Style::money, 12e6).difference(-12e6), "-£12.0m");
}

TEST(Numbers, ARangeHasItsUnitOnce) {
  EXPECT_EQ(NumberFormat(Style::percent, 0.4).range(0.381, 0.405), "38.1 to 40.5%");
  EXPECT_EQ(NumberFormat(Style::money, 9e8).range(-1e6, 9e8), "-£1m to £900m");
}

TEST(Numbers, ZeroHasNoSign) {
  EXPECT_EQ(NumberFormat(Style::count, 0).difference(0.0), "0");
  EXPECT_EQ(NumberFormat(Style::count, 250).bound(-0.2), "0");
}

TEST(Numbers, TimesAndSizesAreReadable) {
  EXPECT_EQ(duration_text(0.84), "0.8 s");
  EXPECT_EQ(duration_text(125), "2 min 5 s");
  EXPECT_EQ(duration_text(59.97), "1 min 0 s");
  EXPECT_EQ(duration_text(4320), "1 h 12 min");
  EXPECT_EQ(bytes_text(1.24e9), "1.2 GB");
  EXPECT_EQ(bytes_text(340e6), "340 MB");
}

}  // namespace
}  // namespace throughgate::report
