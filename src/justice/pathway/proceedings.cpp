#include "justice/pathway/proceedings.hpp"

#include <cmath>

namespace throughgate::justice {

namespace {

constexpr std::size_t index_of(OffenceGroup group) { return static_cast<std::size_t>(group); }
constexpr std::size_t index_of(Court court) { return static_cast<std::size_t>(court); }

double days_between(Tick from, Tick to) { return (to - from).as_days(); }

}  // namespace

Proceedings::Proceedings(const ProceedingsModel& model, const ReoffendingModel& reoffending,
                         const Sentencing& sentencing, const ProceedingsModel& base)
    : model_(model),
      sentencing_(sentencing),
      further_offences_(reoffending.further_offences),
      same_group_(reoffending.same_group),
      other_group_(reoffending.other_group),
      report_mix_(model.reports.mix),
      report_effects_(model.reports, base.reports),
      offence_to_charge_(model.offence_to_charge.median, model.offence_to_charge.mean),
      charge_to_listing_(model.charge_to_first_listing.median, model.charge_to_first_listing.mean),
      magistrates_trial_(model.magistrates_trial.median, model.magistrates_trial.mean),
      magistrates_adjournment_(model.magistrates_adjournment.median, model.magistrates_adjournment.mean),
      discontinued_(model.discontinued.median, model.discontinued.mean),
      relisting_(model.relisting.median, model.relisting.mean),
      preparation_guilty_(DelaySampler::with_shape(model.crown.preparation_guilty_days, model.crown.preparation_shape)),
      preparation_contested_(
          DelaySampler::with_shape(model.crown.preparation_contested_days, model.crown.preparation_shape)),
      preparation_sentence_(
          DelaySampler::with_shape(model.crown.preparation_sentence_days, model.crown.preparation_shape)),
      serious_share_(reoffending.serious_share),
      unseen_risk_effect_(reoffending.unseen_risk_effect) {
  for (std::size_t group = 0; group < further_scale_.size(); ++group) {
    const double mean = further_offences_[group];
    further_scale_[group] = mean > 0 ? 1 / std::log(mean / (1 + mean)) : 0;
  }
}

void Proceedings::describe_offence(const Context& context, random::Stream& stream, Case& one) const {
  Cold& cold = context.cold();
  const bool entering = context.hot().flags.any(Flags::entering);
  const double same = same_group_[index_of(cold.group)];
  if (const double u = chance(stream); !entering && u >= same)  // what is left of the draw is uniform again
    cold.group = static_cast<OffenceGroup>(other_group_.at((u - same) / (1 - same)));
  one.group = cold.group;
  const auto group = index_of(one.group);
  one.proven = chance(stream) < model_.proven[group];
  one.court = chance(stream) < model_.crown.tried_in_crown[group] ? Court::crown : Court::magistrates;
  one.guilty = chance(stream) < model_.guilty_if_proven[index_of(one.court)] && one.proven;
  const double mean = further_offences_[group];
  const double further = mean > 0 ? std::floor(random::fast_log(chance(stream)) * further_scale_[group]) : 0;
  one.offences = static_cast<std::uint8_t>(1 + std::min(further, 200.0));
}

double Proceedings::serious_share(const Context& context) const {
  const bool blind = context.record().blind_until > context.now;
  return serious_share_[context.hot().tier] * (blind ? unseen_risk_effect_ : 1.0);
}

void Proceedings::open_case(const Context& context) const {
  Hot& hot = context.hot();
  Cold& cold = context.cold();
  auto& transition = context.transition;
  const std::uint16_t number = cold.cases_opened++;
  Case described;
  described.number = number;
  described.offence = context.now;
  described.supervised = hot.standing.supervised();
  auto stream = context.stream(Process::offence, number);
  describe_offence(context, stream, described);
  transition.tell(Happening::offence_charged, static_cast<unsigned>(described.group));
  const double serious_draw = chance(stream);
  if (described.supervised) {
    const double share = serious_share(context);
    transition.tell(Happening::serious_risk, hot.tier, share);
    if (serious_draw < share) transition.tell(Happening::serious_offence, hot.tier);
  }
  const auto most = static_cast<std::size_t>(model_.most_open_cases);
  const std::size_t place = context.people.free_case(context.row, most);
  if (place == most_cases) {
    std::size_t newest = 0;
    for (std::size_t which = 1; which < most; ++which) {
      if (context.people.cases[cold.cases[which]].number > context.people.cases[cold.cases[newest]].number)
        newest = which;
    }
    Case& joined = context.people.cases[cold.cases[newest]];
    if (!joined.proven) return;  // it stands or falls with the case that it joins
    joined.offences = static_cast<std::uint8_t>(std::min(250, joined.offences + described.offences));
    transition.tell(Happening::offence_proven, static_cast<unsigned>(described.group), described.offences, context.now);
    return;
  }
  // What brings a person in is no reoffence.
  if (described.proven && !hot.flags.any(Flags::entering)) {
    transition.tell(Happening::offence_proven, static_cast<unsigned>(described.group), described.offences, context.now);
  }
  cold.cases[place] = context.people.cases.take();
  Case& one = context.people.cases[cold.cases[place]];
  one = described;
  await(context, place, one, CaseStage::charge, context.now + offence_to_charge_(stream));
}

void Proceedings::await(const Context& context, std::size_t which, Case& one, CaseStage stage, Tick tick) const {
  one.stage = stage;
  one.next = tick;
  context.transition.schedule(case_slot(which), tick);
}

void Proceedings::step(const Context& context, std::size_t which) const {
  Case& one = context.people.cases[context.cold().cases[which]];
  switch (one.stage) {
    case CaseStage::charge:
      return charge(context, which, one);
    case CaseStage::first_listing:
      return first_listing(context, which, one);
    case CaseStage::preparation:
      return queue_for_hearing(context, which, one);
    case CaseStage::magistrates_trial:
      return trial(context, which, one);
    case CaseStage::ending:
      return close(context, which);
    case CaseStage::report:
    case CaseStage::sentence:
      context.transition.hand_over({.route = Route::sentence, .which_case = static_cast<std::uint8_t>(which)});
      return;
    case CaseStage::queued:
      return;
  }
}

void Proceedings::remand_at_charge(const Context& context, Case& one, double draw, random::Stream& stream) const {
  const Hot& hot = context.hot();
  if (hot.standing.any(Standing::in_prison)) return;
  const double base = model_.remand.at_charge[index_of(one.group) * court_labels.size() + index_of(one.court)];
  const Cold& cold = context.cold();
  const double odds = model_.remand.history_odds[history_band(cold.sanctions)] *
                      model_.remand.sex_odds[static_cast<std::size_t>(cold.sex)];
  if (draw >= with_odds(base, odds)) return;
  one.held = true;
  context.transition.hand_over({.route = Route::remand, .label = 0});
  if (chance(stream) < model_.remand.bailed_on_review) {
    const double days = model_.remand.days_to_bail * random::exponential(stream);
    const Tick review = context.now + Duration::days(days) + Duration::minutes(1);
    context.record().bail_review = review;
    context.transition.schedule(Slot::custody, review);
  }
}

void Proceedings::charge(const Context& context, std::size_t which, Case& one) const {
  context.transition.tell(Happening::charged, static_cast<unsigned>(one.court));
  auto stream = context.stream(Process::charge, one.number);
  const double recall = chance(stream);
  const double remand = chance(stream);
  const Duration to_listing = charge_to_listing_(stream);
  const Standing standing = context.hot().standing;
  if (standing.any(Standing::licence) && standing.at_risk() && recall < context.model.licence.recall_on_charge) {
    context.transition.hand_over({.route = Route::recall});
  }
  remand_at_charge(context, one, remand, stream);
  one.listed = context.now;
  await(context, which, one, CaseStage::first_listing, context.now + to_listing);
}

void Proceedings::first_listing(const Context& context, std::size_t which, Case& one) const {
  context.transition.tell(Happening::listed, static_cast<unsigned>(one.court), days_between(one.listed, context.now));
  one.listed = context.now;
  if (one.court == Court::crown) return send_to_crown(context, which, one, false);
  if (one.guilty) return convict(context, which, one);
  auto stream = context.stream(Process::listing, one.number);
  const double discontinued = chance(stream);
  if (!one.proven && discontinued < model_.discontinued_share) {
    return await(context, which, one, CaseStage::ending, context.now + discontinued_(stream));
  }
  await(context, which, one, CaseStage::magistrates_trial, context.now + magistrates_trial_(stream));
}

void Proceedings::send_to_crown(const Context& context, std::size_t which, Case& one, bool for_sentence) const {
  one.for_sentence = for_sentence;
  one.received = context.now;
  one.in_crown = true;
  context.transition.tell(Happening::crown_receipt, for_sentence ? 1 : 0);
  context.transition.tell(Happening::case_ended, static_cast<unsigned>(Court::magistrates),
                          days_between(one.listed, context.now));
  auto stream = context.stream(Process::preparation, one.number);
  const auto& preparation = for_sentence ? preparation_sentence_
                            : one.guilty ? preparation_guilty_
                                         : preparation_contested_;
  await(context, which, one, CaseStage::preparation, context.now + preparation(stream));
}

void Proceedings::queue_for_hearing(const Context& context, std::size_t which, Case& one) const {
  const auto& crown = model_.crown;
  one.put_off = !one.for_sentence && !one.guilty && !goes_ahead(context, one);
  const double mean = one.for_sentence ? crown.minutes_sentence
                      : one.guilty     ? crown.minutes_guilty
                      : one.put_off    ? crown.minutes_ineffective
                                       : crown.minutes_contested;
  auto stream = context.stream(Process::verdict, address(one.number, one.adjournments));
  const CaseToken token = wait_for_service(context, which, one);
  context.courts.offer_hearing(context.hot().region, token, mean * random::exponential(stream), context.now);
}

void Proceedings::heard(const Context& context, std::size_t which) const {
  Case& one = context.people.cases[context.cold().cases[which]];
  if (one.put_off) return adjourn(context, which, one, CaseStage::preparation);
  one.in_crown = false;
  context.transition.tell(Happening::crown_disposal, one.for_sentence ? 1 : 0, days_between(one.received, context.now));
  if (one.for_sentence) {
    context.transition.hand_over({.route = Route::sentence, .which_case = static_cast<std::uint8_t>(which)});
    return;
  }
  verdict(context, which, one);
}

bool Proceedings::goes_ahead(const Context& context, const Case& one) const {
  auto stream = context.stream(Process::trial, address(one.number, one.adjournments));
  return chance(stream) >= model_.ineffective[index_of(one.court)];
}

void Proceedings::trial(const Context& context, std::size_t which, Case& one) const {
  if (!goes_ahead(context, one)) return adjourn(context, which, one, CaseStage::magistrates_trial);
  verdict(context, which, one);
}

/// The trial is listed anew, and remand is looked at again.
void Proceedings::adjourn(const Context& context, std::size_t which, Case& one, CaseStage stage) const {
  auto stream = context.stream(Process::adjournment, address(one.number, one.adjournments));
  count(one.adjournments);
  one.put_off = false;
  context.transition.tell(Happening::adjourned, static_cast<unsigned>(one.court));
  const double bailed = chance(stream);
  if (one.held && bailed < model_.remand.bailed_at_adjournment) {
    one.held = false;
    context.transition.hand_over({.route = Route::bail});
  }
  await(context, which, one, stage, context.now + relisting_(stream));
}

void Proceedings::verdict(const Context& context, std::size_t which, Case& one) const {
  if (one.proven) return convict(context, which, one);
  close(context, which);
}

/// A person who stays remanded for another case is not bailed by this one: custody asks all of them.
void Proceedings::hold_until_sentence(const Context& context, Case& one, double draw) const {
  const Standing standing = context.hot().standing;
  const double share =
      model_.remand.unsentenced[static_cast<std::size_t>(one.disposal) * court_labels.size() + index_of(one.court)];
  if (standing.any(Standing::serving | Standing::recalled)) return;
  const bool was_held = one.held;
  one.held = draw < share || (was_held && one.disposal == Disposal::custody);
  if (one.held && !standing.any(Standing::remand_unsentenced)) {
    context.transition.hand_over({.route = Route::remand, .label = 1});
  } else if (was_held && !one.held) {
    context.transition.hand_over({.route = Route::bail});
  }
}

void Proceedings::convict(const Context& context, std::size_t which, Case& one) const {
  context.transition.tell(Happening::convicted, static_cast<unsigned>(one.group), one.offences, one.offence);
  sentencing_.decide(context, one);
  auto stream = context.stream(Process::report, one.number);
  const double committed = chance(stream);
  const double requested = chance(stream);
  const double adjourned = chance(stream);
  const double held = chance(stream);
  const bool in_magistrates = one.court == Court::magistrates;
  if (in_magistrates && one.guilty && one.disposal == Disposal::custody &&
      committed < model_.crown.committed_for_sentence) {
    hold_until_sentence(context, one, held);
    return send_to_crown(context, which, one, true);
  }
  if (requested < model_.reports.requested[static_cast<std::size_t>(one.disposal)]) {
    hold_until_sentence(context, one, held);
    one.report = static_cast<std::uint8_t>(report_mix_.at(chance(stream)));
    one.poor_report = chance(stream) >= model_.reports.sufficient[one.report];
    return request_report(context, which, one);
  }
  if (in_magistrates && adjourned < model_.magistrates_adjourned) {
    hold_until_sentence(context, one, held);
    context.transition.tell(Happening::adjourned, static_cast<unsigned>(one.court));
    return await(context, which, one, CaseStage::sentence, context.now + magistrates_adjournment_(stream));
  }
  context.transition.hand_over({.route = Route::sentence, .which_case = static_cast<std::uint8_t>(which)});
}

/// The slot is cancelled when this event is over: the token names the generation that it will have then.
CaseToken Proceedings::wait_for_service(const Context& context, std::size_t which, Case& one) const {
  await(context, which, one, CaseStage::queued, Tick::never());
  CaseToken token = context.token(case_slot(which));
  token.generation = static_cast<std::uint16_t>((token.generation + 1U) & engine::Event::generation_mask);
  return token;
}

void Proceedings::request_report(const Context& context, std::size_t which, Case& one) const {
  context.transition.tell(Happening::report_requested, one.report);
  one.received = context.now;
  const CaseToken token = wait_for_service(context, which, one);
  context.courts.offer_report(context.hot().region, token, model_.reports.minutes[one.report], context.now);
}

void Proceedings::report_written(const Context& context, std::size_t which) const {
  Case& one = context.people.cases[context.cold().cases[which]];
  context.transition.tell(Happening::report_done, one.report, days_between(one.received, context.now));
  const double odds = report_effects_.custody_odds(one.poor_report);
  if (odds != 1) sentencing_.decide_again(context, one, odds);
  const Tick earliest = one.received + Duration::days(model_.reports.adjournment_days[one.report]);
  await(context, which, one, CaseStage::sentence, std::max(earliest, context.now + Duration::minutes(1)));
}

void Proceedings::close(const Context& context, std::size_t which) const {
  Cold& cold = context.cold();
  const Case& one = context.people.cases[cold.cases[which]];
  const Court last = one.for_sentence ? Court::crown : one.court;
  context.transition.tell(Happening::case_ended, static_cast<unsigned>(last), days_between(one.listed, context.now));
  context.people.cases.give_back(cold.cases[which]);
  cold.cases[which] = no_index;
  context.transition.cancel(case_slot(which));
  if (context.hot().standing.any(Standing::remand) || cold.credit_days > 0)
    context.transition.hand_over({.route = Route::bail});
}

}  // namespace throughgate::justice
