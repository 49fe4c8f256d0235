#pragma once
/// Accredited programmes: put down for one, waiting for a place, attending, completing or dropping out.

#include "justice/pathway/context.hpp"

namespace throughgate::justice {

class Programmes {
 public:
  explicit Programmes(const ProgrammeModel& model);

  /// The person is to have a programme in this setting; no effect on whoever waits for one or attends.
  void put_down(const Context& context, ProgrammeSetting setting) const;
  /// A prisoner is received under a sentence of this band: put down, or not.
  void receive(const Context& context, LengthBand band) const;
  /// The pending step: onto the waiting list, or the end of the programme.
  void step(const Context& context) const;
  /// A place was given to a person who waited.
  void start(const Context& context) const;
  /// Released from a sentence in which a programme ended like this (Record::programme_end): its effect begins.
  void leave_prison(const Context& context, std::uint8_t end) const;
  /// Whoever is no longer where the programme is leaves it.
  void check(const Context& context) const;

 private:
  void request(const Context& context, Record& record) const;
  void finish(const Context& context, Record& record, ProgrammeEnd how) const;
  void fade_in(const Context& context, double log_effect) const;

  ProgrammeModel model_;
  Values<2> log_completed_{};
  Values<2> log_dropped_{};
};

}  // namespace throughgate::justice
