#pragma once
/// What observers are told. `recording` implements the interface; handlers know nothing of it.

#include <array>
#include <cstdint>

#include "base/tick.hpp"
#include "justice/people/offender.hpp"
#include "justice/services/court_service.hpp"
#include "justice/services/estate.hpp"
#include "justice/services/prison_staff.hpp"
#include "justice/services/programme_places.hpp"
#include "justice/services/supervision.hpp"

namespace throughgate::justice {

enum class Happening : std::uint8_t {
  offence_charged,   ///< label: offence group; the offence itself, before its charge is laid
  offence_proven,    ///< a reoffence that will be convicted, at its own date; amount: offences; label: group
  charged,           ///< label: court
  adjourned,         ///< a trial that did not go ahead, or a sentence put off; label: court
  listed,            ///< first listing; amount: days since charge
  convicted,         ///< amount: offences; tick: of the offence; label: group
  case_ended,        ///< acquitted, discontinued, sentenced or committed to the Crown Court; amount: days since first
                     ///< listing; label: court
  crown_receipt,     ///< label: 0 trial, 1 sentence
  crown_disposal,    ///< label: 0 trial, 1 sentence
  report_requested,  ///< label: type
  report_done,       ///< label: type; amount: days waited
  sentenced,         ///< label: disposal
  remand_received,   ///< label: 0 untried, 1 unsentenced
  remand_left,       ///< label: 0 untried, 1 unsentenced; amount: days
  place_found,       ///< for a sentenced person who waited at liberty; amount: days waited
  received,          ///< sentenced reception; label: length band
  released,          ///< from a sentence; label: length band; amount: 1 with a programme completed, 2 dropped out,
                     ///< and 4 more where licence or supervision follows; a re-release is not one
  re_released,
  early_release,  ///< label: 0 home detention curfew, 1 end of custody licence, 2 the emergency scheme
  hdc_eligible,
  recalled,         ///< label: bit 0 fixed-term; the rest the reason (RecallReason)
  parole_hearing,   ///< label: 1 released; amount: of the indeterminate, 1 with a programme, else 0; -1 of others
  parole_deferred,  ///< label: 1 where the dossier was incomplete
  gate_passed,      ///< bit 0 of label: same manager; bit 1: record complete
  order_started,    ///< label: order kind; amount: requirement bits
  order_ended,      ///< label: 0 completed, 1 other, 2 breach, 3 new conviction
  drug_rehabilitation_ended,  ///< label: 1 completed
  failed_to_comply,           ///< without excuse; label: 1 where it is the one that calls for breach action
  breach_started,             ///< label: order kind
  breach_heard,               ///< label: outcome (BreachOutcome)
  breach_to_custody,          ///< label: order kind
  premises_entered,           ///< a bed in approved premises
  programme_listed,           ///< waits for a place; label: setting
  programme_unlisted,         ///< waits no more and has none; label: setting
  programme_started,          ///< label: setting
  programme_ended,            ///< label: ProgrammeEnd + 3 x setting
  serious_offence,            ///< label: tier
  serious_risk,               ///< of a charged case of a supervised person; label: tier; amount: the chance of one
  case_crossed,               ///< to the other provider; label: bit 0 part of the record lost, bit 1 its risk had risen
  risk_rose,                  ///< of a case that is then the other provider's; label: 1 where nobody passes it on
  left,                       ///< dead or removed, or certain to have no further event
  entered                     ///< the offence with which a person enters: before it, nobody knows of the person
};

struct Occurrence {
  Happening happening;
  std::uint8_t label = 0;
  float amount = 0;
  Tick since;  ///< of the offence, where one is meant
};

class Population;

/// What the services did in the month that ends, and the index with which the next begins.
struct ServiceMonth {
  std::array<CourtMonth, region_count> courts;
  SupervisionMonth supervision;
  std::array<ProgrammeMonth, 2> programmes{};
  EstateMonth estate;
  double approved_premises = 0;  ///< beds taken, mean, at the scale of the run
  StaffMonth writers;
  StaffMonth programme_staff;
  PrisonStaffMonth prison_staff;
  double prisoners = 0;  ///< as the month begins, national level
  double supervised_in_custody = 0;
  Values<2> sessions{1, 1};  ///< of programmes, against those of the base year, by setting
};

class Observer {
 public:
  virtual ~Observer() = default;
  /// The person's event comes soon, or sooner where `near`. A hint for what is kept by row.
  virtual void soon(Row, bool /*near*/) const {}
  /// The opening stock stands.
  virtual void opened(Tick now, const Population& people) = 0;
  /// At the first minute of a month, before anything else on that tick. Called at the start of the run too.
  virtual void month_began(Tick now, const ServiceMonth& services) = 0;
  /// The run is over; `services` has the courts of the last month.
  virtual void finished(Tick now, const ServiceMonth& services) = 0;
  /// The person's standing changed; called once an event at most, after it.
  virtual void moved(Tick now, Row row, const Hot& person, const Cold& cold, Standing before, Standing after) = 0;
  virtual void happened(Tick now, Row row, const Hot& person, const Cold& cold, const Occurrence& occurrence) = 0;
};

}  // namespace throughgate::justice
