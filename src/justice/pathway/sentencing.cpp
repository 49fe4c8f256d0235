#include "justice/pathway/sentencing.hpp"

#include <cmath>

namespace throughgate::justice {

namespace {
constexpr std::size_t index_of(Disposal disposal) { return static_cast<std::size_t>(disposal); }
}  // namespace

namespace {
std::vector<random::DiscreteTable> length_tables(const SentencingModel& model) {
  constexpr std::size_t bands = length_band_labels.size();
  std::vector<random::DiscreteTable> tables;
  for (std::size_t sex = 0; sex < sex_labels.size(); ++sex) {
    for (std::size_t group = 0; group < offence_group_labels.size(); ++group) {
      Values<bands> share{};
      for (std::size_t band = 0; band < bands; ++band) {
        share[band] = model.length_band[group * bands + band] * model.length_weight[sex * bands + band];
      }
      tables.emplace_back(share);
    }
  }
  return tables;
}
}  // namespace

Sentencing::Tables::Tables(const SentencingModel& the_model)
    : model(the_model),
      length(length_tables(model)),
      life_tariff(DelaySampler::with_shape(model.life_tariff_months * days_in_month, model.tariff_shape)),
      ipp_tariff(DelaySampler::with_shape(model.ipp_tariff_months * days_in_month, model.tariff_shape)) {
  // Lengths lie at low + (high - low) u^g; g gives the band its mean.
  for (std::size_t band = 0; band < band_exponent.size(); ++band) {
    const double low = model.band_low_months[band];
    const double high = model.band_high_months[band];
    const double mean = std::clamp(model.band_mean_months[band], low + 1e-6, std::max(low + 2e-6, high - 1e-6));
    band_exponent[band] = (high - low) / (mean - low) - 1;
  }
}

Sentencing::Sentencing(const SentencingModel& model, const SentencingModel& base, const ReportModel& reports,
                       const ReportModel& base_reports)
    : tables_(model), base_(base), report_effects_(reports, base_reports) {}

Disposal Sentencing::Tables::disposal(OffenceGroup group, unsigned sanctions, double custody_odds, double u) const {
  const std::size_t history = history_band(sanctions);
  std::array<double, disposal_count> weight;
  double sum = 0;
  for (std::size_t which = 0; which < disposal_count; ++which) {
    double odds = 1;
    if (which == index_of(Disposal::custody)) {
      odds = model.custody_odds[history] * custody_odds;
    } else if (which >= index_of(Disposal::community_order)) {
      odds = model.court_order_odds[history];
    }
    weight[which] = model.disposal[static_cast<std::size_t>(group) * disposal_count + which] * odds;
    sum += weight[which];
  }
  u *= sum;
  std::size_t which = 0;
  while (which + 1 < disposal_count && u >= weight[which]) u -= weight[which++];
  return static_cast<Disposal>(which);
}

Disposal Sentencing::received(const Context& context, const Case& one, double custody_odds, double u) const {
  const Cold& cold = context.cold();
  const bool running =
      context.hot().standing.any(Standing::court_order | Standing::licence | Standing::serving | Standing::recalled);
  custody_odds *= tables_.model.sex_custody_odds[static_cast<std::size_t>(cold.sex)] *
                  (running ? tables_.model.on_order_custody_odds : 1.0);
  return tables_.disposal(one.group, cold.sanctions, custody_odds, u);
}

void Sentencing::decide(const Context& context, Case& one) const {
  const Cold& cold = context.cold();
  auto stream = context.stream(Process::disposal, one.number);
  const double u = chance(stream);
  one.disposal = received(context, one, 1, u);
  const double base_odds = base_.model.sex_custody_odds[static_cast<std::size_t>(cold.sex)];
  one.expected = base_.disposal(one.group, cold.sanctions, base_odds, u);
}

void Sentencing::decide_again(const Context& context, Case& one, double custody_odds) const {
  auto stream = context.stream(Process::disposal, one.number);
  one.disposal = received(context, one, custody_odds, chance(stream));
}

ExpectedDisposal Sentencing::expected_class(Disposal disposal, LengthBand band) {
  switch (disposal) {
    case Disposal::community_order:
    case Disposal::suspended_sentence_order:
      return ExpectedDisposal::court_order;
    case Disposal::custody:
      return band <= LengthBand::from_6m_to_12m ? ExpectedDisposal::custody_under_12_months
                                                : ExpectedDisposal::custody_12_months_or_more;
    default:
      return ExpectedDisposal::fine_or_discharge;
  }
}

Term Sentencing::Tables::term(OffenceGroup group, Sex sex, random::Stream stream) const {
  Term term;
  term.band = static_cast<LengthBand>(
      length[static_cast<std::size_t>(sex) * offence_group_labels.size() + static_cast<std::size_t>(group)].at(
          chance(stream)));
  const double u = chance(stream);
  if (term.band == LengthBand::indeterminate) {
    term.life = u < model.life_share;
    term.days = (term.life ? life_tariff : ipp_tariff).days(stream);
    return term;
  }
  const auto which = static_cast<std::size_t>(term.band);
  const double low = model.band_low_months[which];
  const double months = low + (model.band_high_months[which] - low) * random::fast_power(u, band_exponent[which]);
  term.days = months * days_in_month;
  return term;
}

void Sentencing::decide_on_running_order(const Context& context, Disposal disposal, std::uint16_t number) const {
  const Standing standing = context.hot().standing;
  if (!standing.any(Standing::court_order)) return;
  auto stream = context.stream(Process::order, 0x10000U + number);
  const double u = chance(stream);
  if (standing.any(Standing::suspended_sentence) && u < tables_.model.suspended_activated) {
    HandOver activation{.route = Route::activation, .label = 1, .order_kind = OrderKind::suspended_sentence_order};
    context.transition.hand_over(activation);
    return;
  }
  if (u < tables_.model.order_revoked_on_conviction[index_of(disposal)]) {
    context.transition.hand_over({.route = Route::end_order, .label = 3});
  }
}

ExpectedDisposal Sentencing::expected(const Context& context, const Case& one) const {
  if (one.expected != Disposal::custody) return expected_class(one.expected, LengthBand::up_to_6m);
  return expected_class(one.expected,
                        base_.term(one.group, context.cold().sex, context.stream(Process::length, one.number)).band);
}

void Sentencing::sentence(const Context& context, std::size_t which) const {
  Cold& cold = context.cold();
  const Case one = context.people.cases[cold.cases[which]];
  const Disposal received = one.disposal;
  const Term custody = received == Disposal::custody ? term(context, one) : Term{};
  cold.expected = expected(context, one);
  cold.received = expected_class(received, custody.band);
  ++cold.sanctions;
  ++cold.sentences;
  context.transition.tell(Happening::sentenced, static_cast<unsigned>(received));
  if (received != Disposal::custody) decide_on_running_order(context, received, one.number);
  if (received == Disposal::custody) {
    auto stream = context.stream(Process::listed, one.number);
    context.transition.hand_over(
        {.route = Route::custody,
         .label = custody.life,
         .band = custody.band,
         .term_days = static_cast<float>(custody.days),
         .offence = one.offence,
         .listed = chance(stream) < tables_.model.listed_offence[static_cast<std::size_t>(one.group)]});
    return decide_on_running_order(context, received, one.number);
  }
  if (received == Disposal::community_order || received == Disposal::suspended_sentence_order) {
    const auto kind =
        received == Disposal::community_order ? OrderKind::community_order : OrderKind::suspended_sentence_order;
    auto stream = context.stream(Process::order, one.number);
    const auto row = static_cast<std::size_t>(kind);
    const double months =
        tables_.model.order_mean_months[row] + tables_.model.order_spread_months[row] * (2 * chance(stream) - 1);
    const ReportFit fit = report_effects_.of_order(received, one.report, one.poor_report);
    context.transition.lasting += fit.reoffending;
    context.transition.hand_over({.route = Route::order,
                                  .order_kind = kind,
                                  .term_days = static_cast<float>(months * days_in_month),
                                  .breach_log = static_cast<float>(fit.breach)});
  }
  context.transition.new_spell_at_liberty = true;
}

}  // namespace throughgate::justice
