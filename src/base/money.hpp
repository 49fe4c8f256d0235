#pragma once

#include <compare>

namespace throughgate {

/// An amount of pounds sterling; the price year belongs to the account that holds it.
struct Pounds {
  double value = 0;

  friend constexpr auto operator<=>(Pounds, Pounds) = default;
  friend constexpr Pounds operator+(Pounds a, Pounds b) { return {a.value + b.value}; }
  friend constexpr Pounds operator-(Pounds a, Pounds b) { return {a.value - b.value}; }
  friend constexpr Pounds operator-(Pounds a) { return {-a.value}; }
  friend constexpr Pounds operator*(Pounds a, double factor) { return {a.value * factor}; }
  friend constexpr Pounds operator*(double factor, Pounds a) { return {a.value * factor}; }
  friend constexpr Pounds operator/(Pounds a, double divisor) { return {a.value / divisor}; }
  friend constexpr double operator/(Pounds a, Pounds b) { return a.value / b.value; }
  constexpr Pounds& operator+=(Pounds other) { return *this = *this + other; }
  constexpr Pounds& operator-=(Pounds other) { return *this = *this - other; }
};

}  // namespace throughgate
