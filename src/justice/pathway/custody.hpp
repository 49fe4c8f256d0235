#pragma once
/// Custody: reception on remand or under sentence, release dates, early release, hearings of the indeterminate.

#include "justice/pathway/context.hpp"
#include "justice/people/sampling.hpp"

namespace throughgate::justice {

class Custody {
 public:
  explicit Custody(const CustodyModel& model) : model_(model) {}

  /// Into custody on remand, or from untried to unsentenced.
  void remand(const Context& context, unsigned kind) const;
  /// A case no longer asks for remand: it ends unless another does. Days of remand are forgotten with the last case.
  void bail(const Context& context) const;
  /// A sentence of custody begins, or joins one that is being served (concurrent). A recalled person's new sentence is
  /// a reception: it begins beside the recall, and both are served before the release from it. A term that remand has
  /// used up is none: the person leaves from court.
  void receive(const Context& context, const HandOver& sentence) const;
  /// The pending decision of a person in custody.
  void decide(const Context& context) const;

  [[nodiscard]] const CustodyModel& model() const { return model_; }

 private:
  void leave_remand(const Context& context) const;
  [[nodiscard]] bool served_on_remand(const Context& context, const HandOver& sentence) const;
  void leave_court(const Context& context, const HandOver& sentence, Record& record) const;
  [[nodiscard]] Tick end_of_licence(const Context& context, double term) const;
  void begin_term(const Context& context, const HandOver& sentence, Record& record) const;
  void serve_determinate(const Context& context, const HandOver& sentence, Record& record) const;
  void serve_indeterminate(const Context& context, const HandOver& sentence, Record& record) const;
  void plan_release(const Context& context, Record& record, double term, double credit) const;
  void hearing(const Context& context, Record& record) const;
  void release(const Context& context, Record& record) const;

  CustodyModel model_;
};

}  // namespace throughgate::justice
