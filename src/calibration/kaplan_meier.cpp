#include "calibration/kaplan_meier.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace throughgate::calibration {

namespace {

std::vector<std::size_t> by_time(const Microdata& data) {
  std::vector<std::size_t> order(data.observations());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&data](std::size_t i) { return data.time(static_cast<Eigen::Index>(i)); });
  return order;
}

}  // namespace

double KaplanMeier::at(double when) const {
  const auto before = std::ranges::upper_bound(time, when) - time.begin();
  return before == 0 ? 1 : survival[static_cast<std::size_t>(before) - 1];
}

double KaplanMeier::standard_error_at(double when) const {
  const auto before = std::ranges::upper_bound(time, when) - time.begin();
  return before == 0 ? 0 : standard_error[static_cast<std::size_t>(before) - 1];
}

KaplanMeier kaplan_meier(const Microdata& data) {
  const auto order = by_time(data);
  const auto time_of = [&data](std::size_t i) { return data.time(static_cast<Eigen::Index>(i)); };
  KaplanMeier curve;
  double survival = 1;
  double sum = 0;  // of Greenwood's formula
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin;
    std::size_t events = 0;
    for (; end < order.size() && time_of(order[end]) == time_of(order[begin]); ++end) events += data.event[order[end]];
    const std::size_t at_risk = order.size() - begin;
    if (events > 0) {
      const auto died = static_cast<double>(events);
      const auto waited = static_cast<double>(at_risk);
      survival *= 1 - died / waited;
      sum += events < at_risk ? died / (waited * (waited - died)) : 0;
      curve.time.push_back(time_of(order[begin]));
      curve.at_risk.push_back(at_risk);
      curve.events.push_back(events);
      curve.survival.push_back(survival);
      curve.standard_error.push_back(survival * std::sqrt(sum));
    }
    begin = end;
  }
  curve.last_time = time_of(order.back());
  return curve;
}

HazardByInterval hazard_by_interval(const Microdata& data, std::size_t intervals) {
  HazardByInterval hazard;
  hazard.width = data.time.maxCoeff() / static_cast<double>(intervals);
  hazard.events.assign(intervals, 0);
  hazard.exposure.assign(intervals, 0);
  for (std::size_t i = 0; i < intervals; ++i) hazard.from.push_back(hazard.width * static_cast<double>(i));
  for (std::size_t person = 0; person < data.observations(); ++person) {
    const double time = data.time(static_cast<Eigen::Index>(person));
    // An event at the border of two intervals belongs to the one that it ends.
    const auto last = std::min(intervals, static_cast<std::size_t>(std::max(1.0, std::ceil(time / hazard.width)))) - 1;
    for (std::size_t i = 0; i < last; ++i) hazard.exposure[i] += hazard.width;
    hazard.exposure[last] += time - hazard.from[last];
    hazard.events[last] += data.event[person];
  }
  return hazard;
}

double follow_up_too_short(const Microdata& data) {
  double last_event = 0;
  for (std::size_t i = 0; i < data.observations(); ++i) {
    if (data.event[i] != 0) last_event = std::max(last_event, data.time(static_cast<Eigen::Index>(i)));
  }
  const double from = 2 * last_event - data.time.maxCoeff();
  std::size_t late = 0;
  for (std::size_t i = 0; i < data.observations(); ++i) {
    const double time = data.time(static_cast<Eigen::Index>(i));
    if (data.event[i] != 0 && time > from && time <= last_event) ++late;
  }
  const auto persons = static_cast<double>(data.observations());
  return std::pow(1 - static_cast<double>(late) / persons, persons);
}

}  // namespace throughgate::calibration
