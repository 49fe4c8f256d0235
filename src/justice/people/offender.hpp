#pragma once
/// The columns of a person: hot fields in one cache line, cold ones apart, records of those who have them.

#include <array>
#include <cstdint>
#include <limits>

#include "base/ids.hpp"
#include "base/tick.hpp"
#include "engine/scheduler.hpp"
#include "justice/people/processes.hpp"
#include "justice/people/vocabulary.hpp"

namespace throughgate::justice {

enum class Place : std::uint8_t { community, prison, outside };

/// Place and the set of statuses, as bits. A value, so that before and after an event can be compared.
struct Standing {
  enum Bit : std::uint16_t {
    in_prison = 1U << 0,
    outside = 1U << 1,
    remand_untried = 1U << 2,
    remand_unsentenced = 1U << 3,
    serving_under_12 = 1U << 4,    ///< determinate, under 12 months
    serving_12_or_more = 1U << 5,  ///< determinate, 12 months or more
    serving_indeterminate = 1U << 6,
    recalled = 1U << 7,
    licence = 1U << 8,
    community_order = 1U << 9,
    suspended_sentence = 1U << 10,
    awaiting_place = 1U << 11,  ///< sentenced to custody, at liberty until a prison has a place
  };
  static constexpr std::uint16_t remand = remand_untried | remand_unsentenced;
  static constexpr std::uint16_t serving = serving_under_12 | serving_12_or_more | serving_indeterminate;
  static constexpr std::uint16_t court_order = community_order | suspended_sentence;
  static constexpr std::uint16_t sentenced = serving | recalled | licence | court_order;
  static constexpr std::uint16_t on_record = sentenced | remand;  ///< remand may interrupt a licence

  std::uint16_t bits = 0;

  [[nodiscard]] constexpr bool any(unsigned mask) const { return (bits & mask) != 0; }
  constexpr void add(unsigned mask) { bits = static_cast<std::uint16_t>(bits | mask); }
  constexpr void remove(unsigned mask) { bits = static_cast<std::uint16_t>(bits & ~mask); }
  [[nodiscard]] constexpr Place place() const {
    return any(outside) ? Place::outside : any(in_prison) ? Place::prison : Place::community;
  }
  [[nodiscard]] constexpr bool at_risk() const { return (bits & (in_prison | outside)) == 0; }
  /// Supervised in the community: its contact acts on the hazard.
  [[nodiscard]] constexpr bool supervised() const { return at_risk() && any(court_order | licence); }
  friend constexpr bool operator==(Standing, Standing) = default;
};

inline constexpr std::uint32_t no_index = std::numeric_limits<std::uint32_t>::max();

/// What a person is known by beside the standing, as bits.
struct Flags {
  enum Bit : std::uint16_t {
    entering = 1U << 0,         ///< the pending offence is the one of entry
    offence_pending = 1U << 1,  ///< an offence, or a look at the hazard, lies inside the run
    unsettled = 1U << 2,        ///< without settled accommodation in this spell
    employed = 1U << 3,         ///< in work in this spell
    drug_need = 1U << 4,        ///< for life
    offence_certain = 1U << 6,  ///< and it is the offence, not a look at the hazard
    in_programme = 1U << 5,     ///< waits for an accredited programme or attends it
    offence_listed =
        1U << 7,  ///< the pending offence stands in the event list; if not, an event of the person comes first
    exit_listed = 1U << 8,  ///< the same of the exit
  };

  std::uint16_t bits = 0;

  [[nodiscard]] constexpr bool any(unsigned mask) const { return (bits & mask) != 0; }
  constexpr void add(unsigned mask) { bits = static_cast<std::uint16_t>(bits | mask); }
  constexpr void remove(unsigned mask) { bits = static_cast<std::uint16_t>(bits & ~mask); }
  constexpr void set(unsigned mask, bool value) { value ? add(mask) : remove(mask); }
};

/// One cache line. The hazard fields belong to `reoffending`; other processes change the standing only.
struct alignas(64) Hot {
  Identity identity;
  engine::SlotGenerations<slot_count> generations;
  Flags flags;
  Tick hazard_settled;        ///< to which the hazard has been consumed
  std::uint32_t at_risk = 0;  ///< minutes at risk in the spell, at that tick
  float remaining = 0;        ///< baseline hazard still to consume before the next charged offence
  float shape_a = 0;
  float shape_b = 0;
  float personal = 1;  ///< hazard ratio of what the person received, gate effects apart
  Standing standing;
  std::uint8_t region = 0;
  std::uint8_t tier = 0;
  std::uint16_t spell = 0;
  std::uint8_t offence_in_spell = 0;
};
static_assert(sizeof(Hot) == 64);

struct alignas(64) Cold {
  std::int16_t birth_day = 0;  ///< days since 1970-01-01
  Sex sex = Sex::male;
  OffenceGroup group = OffenceGroup::other;  ///< of the latest charged offence
  std::uint16_t sanctions = 0;               ///< previous sanctions, counted at conviction
  std::uint8_t first_sanction_age = 0;
  bool ever_in_custody = false;
  std::uint16_t cases_opened = 0;
  std::uint16_t sentences = 0;  ///< disposals received so far (addresses)
  std::uint16_t releases = 0;   ///< from a sentence (addresses)
  ExpectedDisposal expected = ExpectedDisposal::fine_or_discharge;
  ExpectedDisposal received = ExpectedDisposal::fine_or_discharge;
  float frailty = 1;
  float gate_effect = 1;  ///< hazard ratio until `gate_until`
  Tick gate_until;
  float fading_log = 0;  ///< log hazard ratio of programmes at `fading_since`, from which it fades
  Tick fading_since;
  Tick offence_at = Tick::never();  ///< next look at the hazard, or offence; listed or not
  Tick exit_at = Tick::never();     ///< listed or not
  std::uint32_t credit_days = 0;    ///< spent on remand, not yet counted in a term
  std::array<std::uint32_t, most_cases> cases{no_index, no_index, no_index};
  std::uint32_t record = no_index;

  [[nodiscard]] bool has_case() const { return cases[0] != no_index || cases[1] != no_index || cases[2] != no_index; }
};

static_assert(sizeof(Cold) == 64);

/// Where a case stands; the tick of its next step is kept beside it.
enum class CaseStage : std::uint8_t {
  charge,
  first_listing,
  preparation,
  queued,
  magistrates_trial,
  ending,
  report,
  sentence
};

struct Case {
  Tick offence;
  Tick next;                 ///< of the next step, `never` while it waits for a service
  Tick received;             ///< by the Crown Court
  Tick listed;               ///< first listing
  std::uint16_t number = 0;  ///< of the person's cases, from 0
  CaseStage stage = CaseStage::charge;
  OffenceGroup group = OffenceGroup::other;
  Court court = Court::magistrates;
  std::uint8_t offences = 1;  ///< proven offences if proven
  bool proven = false;
  bool guilty = false;
  bool for_sentence = false;           ///< convicted and committed for sentence
  bool supervised = false;             ///< on an order or licence at the offence
  bool in_crown = false;               ///< received by the Crown Court and not yet heard
  bool held = false;                   ///< the person is remanded for this case
  Disposal disposal = Disposal::fine;  ///< to come, from conviction on
  Disposal expected = Disposal::fine;  ///< the same by the base year's tables, whatever runs at conviction
  std::uint8_t report = no_report;
  bool poor_report = false;       ///< not sufficient
  std::uint8_t adjournments = 0;  ///< of the trial (addresses)
  bool put_off = false;           ///< the hearing that the case waits for will not be effective
  static constexpr std::uint8_t no_report = 255;
};

/// A release before the automatic date: label of Happening::early_release, from 1.
enum class EarlyRelease : std::uint8_t { none, home_detention_curfew, end_of_custody_licence, emergency };

/// Where a person stands with an accredited programme.
enum class ProgrammeStage : std::uint8_t { none, put_down, waiting, attending };
enum class ProgrammeEnd : std::uint8_t { completed, dropped_out, cut_short };

/// Where a supervised case stands between providers.
enum class CaseCourse : std::uint8_t {
  settled,    ///< with the provider of its tier, for good
  may_rise,   ///< its risk will have risen at `case_step`
  on_the_way  ///< it has: the other provider takes it over at `case_step`
};

/// Sentence and order of those who have one; one record a person, given back when nothing of it runs and nobody is on
/// remand.
struct Record {
  Tick remand_since;
  Tick bail_review;  ///< pending while on remand; in the past when there is none
  Tick release;      ///< next decision in custody: automatic or early release, parole hearing, re-release
  Tick automatic_release;
  Tick expiry;       ///< of the sentence
  Tick licence_end;  ///< until which recall is possible
  Tick supervision_end;
  Tick entered_custody;
  Tick order_start;
  Tick order_end;
  Tick breach_hearing;
  LengthBand band = LengthBand::up_to_6m;
  OrderKind order_kind = OrderKind::community_order;
  std::uint8_t requirements = 0;
  std::uint8_t hearings = 0;                        ///< of the Parole Board in this sentence (addresses), and so on
  std::uint8_t recalls = 0;                         ///< since the release
  std::uint8_t recall_looks = 0;                    ///< thresholds drawn since the release (addresses)
  std::uint8_t breach_looks = 0;                    ///< thresholds drawn since the order's start (addresses)
  std::uint8_t failures = 0;                        ///< to comply without excuse, that still count
  std::array<std::uint16_t, 6> requirement_from{};  ///< days from the order's start, by requirement
  float failure_left = 0;                           ///< of the hazard of the next failure, at `failure_settled`
  Tick failure_settled;
  float recall_left = 0;  ///< of the hazard of recall, at `recall_settled`
  Tick recall_settled;
  float breach_log = 0;            ///< log hazard ratio of failures, from what the court was told
  Tick first_failure;              ///< of those that count
  std::uint16_t term_days = 0;     ///< of the longest determinate sentence that runs
  std::uint16_t order_number = 0;  ///< the disposal that made the running order
  bool life = false;
  EarlyRelease early = EarlyRelease::none;
  bool scheme_due = false;  ///< the pending decision is whether the emergency scheme releases
  bool parole_due = false;  ///< the pending release is the Board's to decide
  bool fixed_term = false;
  Tick programme_next;                 ///< next step of a programme, `never` while it is waited for
  std::uint32_t programme_ticket = 0;  ///< in the waiting line
  std::uint8_t programmes = 0;         ///< put down for (addresses)
  std::uint16_t programme_number = 0;  ///< the disposal that it belongs to (addresses)
  ProgrammeStage programme = ProgrammeStage::none;
  ProgrammeSetting programme_setting = ProgrammeSetting::community;
  bool drops_out = false;          ///< of the programme attended
  std::uint8_t programme_end = 0;  ///< in this sentence of custody: 1 completed, 2 dropped out
  bool ends_early = false;         ///< the pending end of the order comes before its term
  CaseCourse case_course = CaseCourse::settled;
  Tick case_step = Tick::never();  ///< of `case_course`; listed with the end of the supervision, whichever comes first
  Tick blind_until;                ///< what is known of the person's risk lags behind until then
};

}  // namespace throughgate::justice
