#pragma once
/// Tables of lifetimes for the tests.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "calibration/microdata.hpp"
#include "random/samplers.hpp"

namespace throughgate::calibration {

/// Sixty persons made by arithmetic, with a number and a word as covariates.
inline std::string sixty_persons() {
  constexpr std::array<const char*, 3> words{"north", "south", "west"};
  std::string text = "time,event,x,g\n";
  for (int i = 0; i < 60; ++i) {
    const int x = (i * 7) % 11 - 5;
    const int word = (i * 5) % 3;
    const int time = std::max(2, 10 + (i * 37) % 61 + 3 * x + (word == 1 ? 5 : 0));
    text += fmt::format("{},{},{},{}\n", time, (i * 13) % 10 < 7 ? 1 : 0, x, words[static_cast<std::size_t>(word)]);
  }
  return text;
}

/// A world in which log time = 5 + 0.4 x + 0.7 error (Weibull: the error is the log of a unit exponential), a share
/// logistic(0.5 + 0.8 x) can have the event, and everybody is seen for `follow_up` days.
struct PlantedLifetimes {
  std::size_t persons = 1000;
  double share_constant = 0.5;
  double share_slope = 0.8;
  double follow_up = 900;

  [[nodiscard]] Microdata data(std::uint32_t number) const {
    random::Stream stream{random::PreparedKey(random::StreamKey{1984, number}), Identity{1}, 1, 0};
    Microdata data;
    const auto rows = static_cast<Eigen::Index>(persons);
    data.time.resize(rows);
    data.location = {{"(Intercept)", "x"}, Eigen::MatrixXd::Ones(rows, 2)};
    for (Eigen::Index i = 0; i < rows; ++i) {
      const double x = random::normal(stream);
      data.location.values(i, 1) = x;
      const bool can = stream.uniform() < 1 / (1 + std::exp(-share_constant - share_slope * x));
      const double time = std::exp(5 + 0.4 * x) * std::pow(random::exponential(stream), 0.7);
      data.event.push_back(can && time < follow_up ? 1 : 0);
      data.time(i) = data.event.back() != 0 ? time : follow_up;
    }
    data.share = data.location;
    return data;
  }
};

}  // namespace throughgate::calibration
