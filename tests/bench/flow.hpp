#pragma once
/// The common workload `flow`: offenders through court, custody, licence, community order and time at risk, in a
/// stationary state of 10,000 x scale pending events. Every simulator that is compared runs this model.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "base/huge_page_allocator.hpp"
#include "base/ids.hpp"
#include "base/tick.hpp"
#include "engine/scheduler.hpp"
#include "engine/server_pool.hpp"
#include "engine/time_weighted.hpp"
#include "random/samplers.hpp"
#include "random/stream.hpp"

namespace throughgate::bench {

/// The parameters at a scale; all durations in days.
struct FlowParameters {
  static constexpr double custody_share = 0.3;
  static constexpr double custody_mean = 200;
  static constexpr double licence_days = 180;
  static constexpr double order_days = 365;
  static constexpr double follow_up_days = 730;
  static constexpr double risk_shape = 0.8;

  double arrivals_per_day;
  double hearings_per_day;
  std::uint32_t courts;
  std::uint32_t places;
  double risk_scale;
  double recall_hazard;
  double breach_hazard;
  double custody_mu;
  double custody_sigma;
  std::array<std::uint32_t, 4> opening;  ///< in custody, on licence, on orders, at risk

  static FlowParameters at_scale(double scale) {
    FlowParameters p{};
    p.arrivals_per_day = 5.5 * scale;
    p.hearings_per_day = p.arrivals_per_day / 0.43;
    p.risk_scale = follow_up_days / std::pow(std::log(2.0), 1 / risk_shape);
    p.recall_hazard = -std::log(0.9) / licence_days;
    p.breach_hazard = -std::log(0.8) / order_days;
    const double variance = std::log(1 + 0.6 * 0.6);
    p.custody_mu = std::log(custody_mean) - variance / 2;
    p.custody_sigma = std::sqrt(variance);
    const double receptions_per_day = p.hearings_per_day / 3;
    p.courts = rounded(p.hearings_per_day / 0.9);
    p.places = rounded(receptions_per_day * custody_mean / 0.95);
    p.opening = {rounded(receptions_per_day * custody_mean), rounded(receptions_per_day * 0.1 / p.recall_hazard),
                 rounded(0.7 * p.hearings_per_day * 0.2 / p.breach_hazard),
                 rounded(0.86 * p.hearings_per_day * p.mean_at_risk())};
    return p;
  }

  [[nodiscard]] std::uint32_t offenders() const { return opening[0] + opening[1] + opening[2] + opening[3]; }

  /// Mean of the time at risk, cut at the follow-up.
  [[nodiscard]] double mean_at_risk() const {
    constexpr int steps = 20000;
    constexpr double width = follow_up_days / steps;
    double sum = 0;
    for (int i = 0; i < steps; ++i) sum += std::exp(-std::pow((i + 0.5) * width / risk_scale, risk_shape));
    return sum * width;
  }

 private:
  static std::uint32_t rounded(double value) { return static_cast<std::uint32_t>(std::lround(value)); }
};

/// Mean stocks over a run.
struct FlowMeans {
  double court_queue, court, custody_queue, custody, licence, community, at_risk;
};

template <class Queue>
class Flow {
 public:
  Flow(double scale, random::StreamKey key)
      : parameters_(FlowParameters::at_scale(scale)),
        key_(key),
        scheduler_(Tick{}, {parameters_.offenders(), Duration::days(214)}),
        court_(Tick{}, parameters_.courts),
        prison_(Tick{}, parameters_.places) {
    offenders_.reserve(parameters_.offenders() + parameters_.offenders() / 4 + 1024);
    source_ = admit();
    await_arrival();
    open();
  }

  /// `observe(event)` sees every executed event.
  template <class Observe>
  void run_until(Tick until, Observe&& observe) {
    scheduler_.run_until(
        until, [this](const engine::Event& event) -> const auto& { return offenders_[event.row().value].generations; },
        [this, &observe](const engine::Event& event) {
          observe(event);
          handle(event.row());
        },
        [this](const engine::Event& event) { __builtin_prefetch(&offenders_[event.row().value], 1); });
  }
  void run_until(Tick until) {
    run_until(until, [](const engine::Event&) {});
  }

  [[nodiscard]] FlowMeans close_window() {
    const Tick now = scheduler_.now();
    const auto court = court_.close_window(now);
    const auto prison = prison_.close_window(now);
    return {court.mean_queue,
            court.mean_busy,
            prison.mean_queue,
            prison.mean_busy,
            on_licence_.close_window(now),
            on_order_.close_window(now),
            at_risk_.close_window(now)};
  }

  [[nodiscard]] const FlowParameters& parameters() const { return parameters_; }
  [[nodiscard]] const engine::EventCounts& counts() const { return scheduler_.counts(); }
  [[nodiscard]] std::size_t pending() const { return scheduler_.queue().size(); }
  [[nodiscard]] std::size_t memory_bytes() const {
    return scheduler_.queue().memory_bytes() + offenders_.capacity() * sizeof(Offender) +
           vacated_.capacity() * sizeof(Row);
  }

 private:
  /// What happens next to a person.
  enum class Turn : std::uint8_t {
    arrival,
    sentenced_to_custody,
    sentenced_to_order,
    release,
    recall,
    licence_ends,
    breach,
    order_ends,
    reoffence,
    leaves
  };
  enum class Process : std::uint16_t { arrival, hearing, custody, licence, order, at_risk };

  struct Offender {
    Identity identity;
    std::uint32_t spells = 0;
    engine::SlotGenerations<1> generations;
    Turn turn = Turn::arrival;
  };
  static_assert(sizeof(Offender) == 16);

  Offender& at(Row row) { return offenders_[row.value]; }

  Row admit() {
    Row row{static_cast<std::uint32_t>(offenders_.size())};
    if (vacated_.empty()) {
      offenders_.emplace_back();
    } else {
      row = vacated_.back();
      vacated_.pop_back();
    }
    at(row).identity = Identity{next_identity_++};
    at(row).spells = 0;
    return row;
  }

  /// The randomness of a spell that a person begins: a process of its own, numbered by the person's spells.
  random::Stream stream_of(Offender& offender, Process process) {
    return {key_, offender.identity, static_cast<std::uint16_t>(process), offender.spells++};
  }

  void await(Row row, Turn turn, double days) {
    Offender& offender = at(row);
    offender.turn = turn;
    scheduler_.schedule(offender.generations, offender.identity, row, 0, 0, scheduler_.now() + Duration::days(days));
  }

  /// The moments of arrival are added up exactly: at a large scale the gaps are shorter than a minute.
  void await_arrival() {
    Offender& source = at(source_);
    random::Stream stream = stream_of(source, Process::arrival);
    arrival_days_ += random::exponential(stream) / parameters_.arrivals_per_day;
    scheduler_.schedule(source.generations, source.identity, source_, 0, 0, Tick{} + Duration::days(arrival_days_));
  }

  void handle(Row row) {
    const Tick now = scheduler_.now();
    switch (at(row).turn) {
      case Turn::arrival:
        await_arrival();
        return enter_court(admit());
      case Turn::sentenced_to_custody:
        leave_court();
        return enter_custody(row);
      case Turn::sentenced_to_order:
        leave_court();
        return enter_order(row);
      case Turn::release:
        if (const auto next = prison_.release(now)) begin_custody(Row{static_cast<std::uint32_t>(*next)});
        return enter_licence(row);
      case Turn::recall:
        on_licence_.add(now, -1);
        return enter_custody(row);
      case Turn::licence_ends:
        on_licence_.add(now, -1);
        return enter_risk(row);
      case Turn::breach:
        on_order_.add(now, -1);
        return enter_court(row);
      case Turn::order_ends:
        on_order_.add(now, -1);
        return enter_risk(row);
      case Turn::reoffence:
        at_risk_.add(now, -1);
        return enter_court(row);
      case Turn::leaves:
        at_risk_.add(now, -1);
        vacated_.push_back(row);
    }
  }

  void enter_court(Row row) {
    if (court_.request(scheduler_.now(), row.value).started) begin_hearing(row);
  }
  void begin_hearing(Row row) {
    random::Stream stream = stream_of(at(row), Process::hearing);
    const double days = random::exponential(stream);
    const bool custody = random::bernoulli(stream, FlowParameters::custody_share);
    await(row, custody ? Turn::sentenced_to_custody : Turn::sentenced_to_order, days);
  }
  void leave_court() {
    if (const auto next = court_.release(scheduler_.now())) begin_hearing(Row{static_cast<std::uint32_t>(*next)});
  }

  void enter_custody(Row row) {
    if (prison_.request(scheduler_.now(), row.value).started) begin_custody(row);
  }
  void begin_custody(Row row) {
    random::Stream stream = stream_of(at(row), Process::custody);
    await(row, Turn::release, random::lognormal(stream, parameters_.custody_mu, parameters_.custody_sigma));
  }

  double days_to_recall(random::Stream& stream) const {
    return random::exponential(stream) / parameters_.recall_hazard;
  }
  double days_to_breach(random::Stream& stream) const {
    return random::exponential(stream) / parameters_.breach_hazard;
  }
  double days_to_reoffence(random::Stream& stream) const {
    return random::weibull(stream, FlowParameters::risk_shape, parameters_.risk_scale);
  }

  void await_earlier(Row row, double days, Turn turn, double limit, Turn at_limit) {
    const bool returns = days < limit;
    await(row, returns ? turn : at_limit, returns ? days : limit);
  }
  void enter_licence(Row row) {
    on_licence_.add(scheduler_.now(), 1);
    random::Stream stream = stream_of(at(row), Process::licence);
    await_earlier(row, days_to_recall(stream), Turn::recall, FlowParameters::licence_days, Turn::licence_ends);
  }
  void enter_order(Row row) {
    on_order_.add(scheduler_.now(), 1);
    random::Stream stream = stream_of(at(row), Process::order);
    await_earlier(row, days_to_breach(stream), Turn::breach, FlowParameters::order_days, Turn::order_ends);
  }
  void enter_risk(Row row) {
    at_risk_.add(scheduler_.now(), 1);
    random::Stream stream = stream_of(at(row), Process::at_risk);
    await_earlier(row, days_to_reoffence(stream), Turn::reoffence, FlowParameters::follow_up_days, Turn::leaves);
  }

  /// The opening stock: what is left of a stationary spell is a uniform share of a length-biased duration.
  void open() {
    const auto& count = parameters_.opening;
    for (std::uint32_t i = 0; i < count[0]; ++i) open_custody(admit());
    for (std::uint32_t i = 0; i < count[1]; ++i) {
      open_spell(Process::licence, FlowParameters::licence_days, Turn::recall, Turn::licence_ends,
                 [this](random::Stream& stream) { return days_to_recall(stream); });
    }
    for (std::uint32_t i = 0; i < count[2]; ++i) {
      open_spell(Process::order, FlowParameters::order_days, Turn::breach, Turn::order_ends,
                 [this](random::Stream& stream) { return days_to_breach(stream); });
    }
    for (std::uint32_t i = 0; i < count[3]; ++i) {
      open_spell(Process::at_risk, FlowParameters::follow_up_days, Turn::reoffence, Turn::leaves,
                 [this](random::Stream& stream) { return days_to_reoffence(stream); });
    }
    on_licence_.add(Tick{}, count[1]);
    on_order_.add(Tick{}, count[2]);
    at_risk_.add(Tick{}, count[3]);
  }
  void open_custody(Row row) {
    (void)prison_.request(Tick{}, row.value);
    random::Stream stream = stream_of(at(row), Process::custody);
    const double sigma = parameters_.custody_sigma;
    const double days = random::lognormal(stream, parameters_.custody_mu + sigma * sigma, sigma);
    await(row, Turn::release, days * stream.uniform());
  }
  template <class Draw>
  void open_spell(Process process, double limit, Turn turn, Turn at_limit, Draw draw) {
    const Row row = admit();
    random::Stream stream = stream_of(at(row), process);
    double days = 0;
    do {
      days = std::min(draw(stream), limit);
    } while (stream.uniform() >= days / limit);
    await(row, days < limit ? turn : at_limit, days * stream.uniform());
  }

  FlowParameters parameters_;
  random::PreparedKey key_;
  engine::Scheduler<Queue> scheduler_;
  engine::ServerPool court_;
  engine::ServerPool prison_;
  engine::TimeWeighted on_licence_;
  engine::TimeWeighted on_order_;
  engine::TimeWeighted at_risk_;
  HugeVector<Offender> offenders_;
  std::vector<Row> vacated_;
  Row source_{};
  double arrival_days_ = 0;
  std::uint64_t next_identity_ = 0;
};

}  // namespace throughgate::bench
