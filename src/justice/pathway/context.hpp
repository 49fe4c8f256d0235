#pragma once
/// What a handler is given: the person's columns, the services that answer questions, the clock, the person's streams.

#include "justice/model.hpp"
#include "justice/pathway/transition.hpp"
#include "justice/people/population.hpp"
#include "justice/services/court_service.hpp"
#include "justice/services/detection.hpp"
#include "justice/services/programme_places.hpp"
#include "justice/services/requirement_places.hpp"
#include "justice/services/supervision.hpp"

namespace throughgate::justice {

/// What prisons are like at the moment.
struct CustodyConditions {
  bool emergency_release = false;  ///< the scheme of a full estate runs
  bool finite = false;             ///< services are
  double support = 0;  ///< of offender supervisors for prisoners serving 12 months or more, less the base year's
};

struct Context {
  const Model& model;
  const Structure& structure;
  Population& people;
  CourtService& courts;
  const Supervision& supervision;
  const Detection& detection;
  RequirementPlaces& requirements;
  ProgrammePlaces& programmes;
  ApprovedPremises& premises;
  CustodyConditions custody_conditions;
  const random::PreparedKey& key;
  Tick authority_from;  ///< staff act on failures from then on: after a change they may have to wait for authority
  Tick now;
  Row row;
  Transition& transition;

  [[nodiscard]] Hot& hot() const { return people.hot(row); }
  [[nodiscard]] Cold& cold() const { return people.cold(row); }
  [[nodiscard]] Record& record() const { return people.record(row); }
  [[nodiscard]] random::Stream stream(Process process, std::uint32_t occurrence) const {
    return draw(key, hot().identity, process, occurrence);
  }
  [[nodiscard]] CaseToken token(Slot slot) const {
    return {row, slot, hot().generations.values[static_cast<std::size_t>(slot)]};
  }
};

}  // namespace throughgate::justice
