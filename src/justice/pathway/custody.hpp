#pragma once
/// Custody: reception on remand or under sentence, release dates, early release, hearings of the indeterminate.

#include "base/date.hpp"
#include "justice/pathway/context.hpp"
#include "justice/people/release_dates.hpp"
#include "justice/people/sampling.hpp"

namespace throughgate::justice {

class Custody {
 public:
  /// `law` must outlive it.
  Custody(const CustodyModel& model, const ReleaseLaw& law) : model_(model), law_(law) {}

  /// Into custody on remand, or from untried to unsentenced.
  void remand(const Context& context, unsigned kind) const;
  /// A case no longer asks for remand: it ends unless another does. Days of remand are forgotten with the last case.
  void bail(const Context& context) const;
  /// A sentence of custody begins, or joins one that is being served (concurrent). A recalled person's new sentence is
  /// a reception: it begins beside the recall, and both are served before the release from it. A term that remand has
  /// used up is none: the person leaves from court.
  void receive(const Context& context, const HandOver& sentence) const;
  /// Whether remand has used up the term, for a person who is not serving.
  [[nodiscard]] bool is_served(const Context& context, const HandOver& sentence) const {
    return sentence.band != LengthBand::indeterminate && dates_of(context, sentence).release <= day_index(context.now);
  }
  /// The pending decision of a person in custody.
  void decide(const Context& context) const;

  [[nodiscard]] const CustodyModel& model() const { return model_; }

 private:
  [[nodiscard]] TermDates dates_of(const Context& context, const HandOver& sentence) const;
  void leave_court(const Context& context, const HandOver& sentence, const TermDates& dates) const;
  static void set_licence(const TermDates& dates, Record& record);
  static void add_term(const TermDates& dates, int days, Record& record);
  void begin_term(const Context& context, const HandOver& sentence, Record& record) const;
  void leave_remand(const Context& context) const;
  void serve_determinate(const Context& context, const HandOver& sentence, const TermDates& dates,
                         Record& record) const;
  void serve_indeterminate(const Context& context, const HandOver& sentence, Record& record) const;
  void plan_release(const Context& context, const TermDates& dates, Record& record) const;
  static void plan_scheme(const Context& context, double draw, Record& record);
  void scheme(const Context& context, Record& record) const;
  void parole(const Context& context, Record& record) const;
  void hearing(const Context& context, Record& record) const;
  void release(const Context& context, Record& record) const;
  [[nodiscard]] static bool held_by_a_case(const Context& context);
  void go(const Context& context, Record& record, bool again) const;

  CustodyModel model_;
  const ReleaseLaw& law_;
};

}  // namespace throughgate::justice
