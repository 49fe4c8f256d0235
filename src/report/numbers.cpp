#include "report/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace throughgate::report {
namespace {

constexpr const char* not_known = "not known";

/// Decimals that leave about three digits, at most `most`.
int decimals_for(double magnitude, int most) {
  if (!(magnitude > 0)) return 0;
  const int before_point = static_cast<int>(std::floor(std::log10(magnitude))) + 1;
  return std::clamp(3 - before_point, 0, most);
}

}  // namespace

NumberFormat::NumberFormat(Style style, double magnitude, std::string unit) : style_(style), unit_(std::move(unit)) {
  switch (style) {
    case Style::percent:
      divisor_ = 0.01;
      decimals_ = std::max(1, decimals_for(100 * magnitude, magnitude < 0.0005 ? 3 : 2));
      break;
    case Style::money:
      divisor_ = magnitude >= 1e9 ? 1e9 : magnitude >= 1e6 ? 1e6 : magnitude >= 1e4 ? 1e3 : 1;
      scale_ = divisor_ == 1e9 ? "bn" : divisor_ == 1e6 ? "m" : divisor_ == 1e3 ? "k" : "";
      decimals_ = divisor_ == 1 ? 0 : decimals_for(magnitude / divisor_, 2);
      break;
    case Style::days:
      decimals_ = std::max(1, decimals_for(magnitude, 2));
      break;
    case Style::count:
    case Style::ratio:
      decimals_ = decimals_for(magnitude, 3);
      break;
  }
}

std::string NumberFormat::digits(double absolute) const {
  const std::string pounds = style_ == Style::money ? "£" : "";
  return pounds + grouped(absolute / divisor_, decimals_) + scale_;
}

std::string NumberFormat::after(bool difference) const {
  if (style_ == Style::percent) return difference ? " points" : "%";
  if (style_ == Style::days) return " days";
  return unit_.empty() ? "" : " " + unit_;
}

std::string NumberFormat::value(double number) const {
  if (!std::isfinite(number)) return not_known;
  return (number < 0 ? "-" : "") + digits(std::abs(number)) + after(false);
}

std::string NumberFormat::bound(double number) const {
  if (!std::isfinite(number)) return not_known;
  const std::string text = digits(std::abs(number));
  const bool zero = text.find_first_of("123456789") == std::string::npos;
  return (zero ? "" : number < 0 ? "-" : "+") + text;
}

std::string NumberFormat::difference(double number) const {
  return std::isfinite(number) ? bound(number) + after(true) : not_known;
}

std::string NumberFormat::range(double lower, double upper) const {
  const auto plain = [this](double number) { return (number < 0 ? "-" : "") + digits(std::abs(number)); };
  return plain(lower) + " to " + plain(upper) + after(false);
}

std::string NumberFormat::interval(double lower, double upper) const { return bound(lower) + " to " + bound(upper); }

std::string grouped(double number, int decimals) {
  if (!std::isfinite(number)) return not_known;
  std::string text = fmt::format("{:.{}f}", std::abs(number), decimals);
  std::size_t point = text.find('.');
  if (point == std::string::npos) point = text.size();
  while (point > 3) {
    point -= 3;
    text.insert(point, ",");
  }
  const bool zero = text.find_first_of("123456789") == std::string::npos;
  return number < 0 && !zero ? "-" + text : text;
}

std::string bytes_text(double bytes) {
  if (bytes >= 1e9) return fmt::format("{:.1f} GB", bytes / 1e9);
  return fmt::format("{:.0f} MB", bytes / 1e6);
}

std::string duration_text(double seconds) {
  if (!std::isfinite(seconds)) return not_known;
  if (seconds < 59.95) return fmt::format("{:.1f} s", seconds);
  const auto whole = static_cast<long long>(std::llround(seconds));
  if (whole < 3600) return fmt::format("{} min {} s", whole / 60, whole % 60);
  return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

}  // namespace throughgate::report
