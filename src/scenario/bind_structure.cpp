#include "scenario/bind_model.hpp"
#include "scenario/bind_staff.hpp"

namespace throughgate::scenario {

using namespace justice;

namespace {

constexpr Bounds factor_bounds{0.05, 20};
constexpr Bounds gain_bounds{-1, 1};

void bind_staffing(Binder& binder, Structure& structure) {
  auto& route = structure.recruitment_route;
  binder.number("recruitment.list_weeks", "week", {-52, 104},
                "added to the time in which a vacant post is filled, where a surplus list comes first",
                route.list_weeks);
  binder.number("recruitment.misfit", "share", gain_bounds, "added to the joiners who are not suited to the post",
                route.misfit_share);
  binder.number("recruitment.idle_pay", "GBP year-1", not_negative, "pay of surplus staff who wait for a post",
                route.idle_pay);
  binder.number("training.months", "1", factor_bounds, "factor of practitioners' time to full productivity",
                structure.training.months_factor);
  binder.share("training.skilled", "practitioners trained in supervision skills beyond the base year's",
               structure.training.skilled_share);
  binder.number("ethos.leaving", "1", factor_bounds, "factor of the rate at which staff leave",
                structure.ethos.leaving_factor);
  binder.number("ethos.sickness", "1", factor_bounds, "factor of the days that staff are sick",
                structure.ethos.sickness_factor);
}

void bind_practice(Binder& binder, Structure& structure) {
  binder.number("local_partnership.settled", "share", gain_bounds,
                "persons with settled accommodation beyond the base year's", structure.local_partnership.settled_gain);
  binder.number("local_partnership.employed", "share", gain_bounds, "persons in work beyond the base year's",
                structure.local_partnership.employed_gain);
  binder.number("enforcement.action_odds", "1", factor_bounds,
                "factor of the odds that a failure which calls for breach action brings it",
                structure.enforcement.action_odds);
  auto& court = structure.court_service;
  binder.number("court_service.sufficient_odds", "1", factor_bounds, "factor of the odds that a report is sufficient",
                court.sufficient_odds);
  binder.number("court_service.fast_for_standard", "share", gain_bounds,
                "standard reports that are fast ones instead; below zero fast ones that are standard",
                court.fast_for_standard);
  binder.number("court_service.writing_time", "1", factor_bounds, "factor of the writers' time for writing",
                court.writing_factor);
  binder.number("order_integration.handovers", "1", {0, 10},
                "handovers of a case for each provider of its order beyond the first",
                structure.order_integration.handovers);
  auto& supervisors = structure.offender_supervisors;
  binder.number("offender_supervisors.posts", "1", factor_bounds, "factor of the posts of offender supervisors",
                supervisors.posts_factor);
  binder.number("offender_supervisors.cap", "1", factor_bounds, "factor of the prisoners a supervisor takes at most",
                supervisors.cap_factor);
  binder.number("offender_supervisors.protected_time", "1", factor_bounds, "factor of their protected time",
                supervisors.protected_factor);
  binder.number("offender_supervisors.trained", "share", gain_bounds, "added to the share that is trained",
                supervisors.trained_gain);
  binder.number("professional_voice.probation_share", "share", {1e-4, 1},
                "headquarters posts held by people with a probation background",
                structure.professional_voice.probation_share);
}

void bind_information(Binder& binder, Structure& structure) {
  auto& boundary = structure.information_boundary;
  binder.number("information_boundary.upper_tiers", "1", {0, 3},
                "top tiers of risk of serious harm that another provider holds; 0: one provider", boundary.upper_tiers);
  binder.number("information_boundary.delay", "week", not_negative,
                "until a record, or a case whose risk has risen, has arrived at the other provider",
                boundary.delay_weeks);
  binder.share("information_boundary.lost",
               "crossings at which part of the record is lost beyond what is lost inside one body",
               boundary.lost_share);
  binder.share("information_boundary.missed", "cases whose risk has risen that never reach the other provider",
               boundary.missed_share);
  binder.number("planning.places_variation", "1", {0, 2},
                "coefficient of variation of programme places between financial years",
                structure.planning.places_variation);
}

void bind_buying(Binder& binder, Structure& structure) {
  binder.number("shared_services.cost", "GBP year-1", unbounded,
                "procurement, IT and estates beyond the base year's; a saving is below zero",
                structure.shared_services.cost_per_year);
  binder.number("commissioning.contracted", "GBP year-1", not_negative,
                "value of services bought beyond the base year's", structure.commissioning.contracted_per_year);
  binder.share("commissioning.transaction", "that value's share spent on buying",
               structure.commissioning.transaction_share);
}

}  // namespace

void bind_structure(Binder& binder, Structure& structure) {
  auto& layers = structure.layers;
  binder.number("layers.headquarters.posts", "post", not_negative, "posts at headquarters", layers.headquarters_posts);
  binder.number("layers.headquarters.pay", "GBP year-1", not_negative, "a headquarters post, with on-costs",
                layers.headquarters_pay);
  binder.row("layers.regional_offices.posts", "post", not_negative, Sum::free, region_labels,
             "posts in regional offices", layers.regional_posts);
  binder.number("layers.regional_offices.pay", "GBP year-1", not_negative, "a regional post, with on-costs",
                layers.regional_pay);
  binder.number("layers.consultants", "GBP year-1", not_negative, "spending on consultants",
                layers.consultants_per_year);
  binder.number("layers.decision_time", "week", not_negative,
                "added to the time in which a vacant practitioner post is filled", layers.decision_weeks);
  bind_recruitment(binder, structure.recruitment);
  binder.row("central_requests.working_time", "share", share_bounds, Sum::free, region_labels,
             "practitioners' time answering data, audit and target requests",
             structure.central_requests.working_time_share);
  binder.share("through_the_gate.same_manager", "released persons who keep one manager",
               structure.through_the_gate.same_manager_share);
  binder.share("through_the_gate.complete_record", "released persons whose record is complete at the first appointment",
               structure.through_the_gate.complete_record_share);
  bind_staffing(binder, structure);
  bind_practice(binder, structure);
  bind_information(binder, structure);
  bind_buying(binder, structure);
  binder.number("transition.one_off", "GBP", not_negative, "cost of changing to this structure, once",
                structure.transition.one_off);
  binder.share("transition.dip", "practitioners' productive time lost at the change", structure.transition.dip_share);
  binder.number("transition.recovery", "month", not_negative, "time in which it comes back, evenly",
                structure.transition.recovery_months);
  binder.share("transition.leavers", "practitioners who leave in the year after the change beside the others",
               structure.transition.leavers_share);
  binder.number("transition.authority_gap", "week", not_negative,
                "after the change, in which staff wait for authority to act", structure.transition.gap_weeks);
}

}  // namespace throughgate::scenario
