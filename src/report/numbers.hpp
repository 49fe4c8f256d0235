#pragma once
/// Numbers as people read them: 83,559 · 39.3% · £894.0m · 32.1 days.

#include <optional>
#include <string>

namespace throughgate::report {

/// How the values of a response are written.
enum class Style { count, percent, money, days, ratio };

/// A way of writing that suits all of several numbers: the same scale and decimals for each.
class NumberFormat {
 public:
  /// `magnitude` is the largest absolute value that will be written.
  NumberFormat(Style style, double magnitude, std::string unit = {});

  /// With its unit: `39.3%`, `£894.0m`, `32.1 days`.
  [[nodiscard]] std::string value(double number) const;
  /// With a sign; percents as points: `+0.42 points`.
  [[nodiscard]] std::string difference(double number) const;
  /// A sign and digits only, for the ends of an interval.
  [[nodiscard]] std::string bound(double number) const;
  /// `38.1 to 40.5%`.
  [[nodiscard]] std::string range(double lower, double upper) const;
  /// `-0.1 to +0.2`.
  [[nodiscard]] std::string interval(double lower, double upper) const;

 private:
  [[nodiscard]] std::string digits(double absolute) const;
  [[nodiscard]] std::string after(bool difference) const;

  Style style_;
  std::string unit_;
  double divisor_ = 1;
  int decimals_ = 0;
  std::string scale_;  ///< `m`, `bn`, `k` or empty
};

/// `1,234,567.8`. Numbers that are not finite are written `not known`.
[[nodiscard]] std::string grouped(double number, int decimals);

/// `1.2 GB`, `340 MB`.
[[nodiscard]] std::string bytes_text(double bytes);

/// `0.8 s`, `2 min 5 s`, `1 h 12 min`.
[[nodiscard]] std::string duration_text(double seconds);

}  // namespace throughgate::report
