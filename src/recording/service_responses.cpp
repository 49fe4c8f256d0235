/// What the services did: contact, posts, programmes, the estate.

#include <limits>
#include <numeric>

#include "recording/responses.hpp"

namespace throughgate::recording {

namespace {
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
}  // namespace

void Responses::supervision(Dataset& data) const {
  const auto& reviews = recorder_.supervision_;
  mean_of_months(data, {"contact_share", "1", "practitioners' working time in direct contact"},
                 [&reviews](std::size_t month) { return reviews[month].contact_share; });
  const auto intensity_of = [&reviews](std::size_t month) {
    double given = 0;
    double need = 0;
    for (std::size_t region = 0; region < justice::region_count; ++region) {
      given += reviews[month].intensity[region] * reviews[month].need[region];
      need += reviews[month].need[region];
    }
    return need > 0 ? given / need : nothing;
  };
  mean_of_months(data,
                 {"contact_intensity", "1", "minutes of contact given against minutes needed, base year = 1, by need"},
                 intensity_of);
  last_year(data, {"contact_intensity_last_year", "1", "contact intensity in the last year reported"}, intensity_of);
  variation_of_months(
      data, {"contact_intensity_variation", "1", "contact intensity: standard deviation between months, of their mean"},
      intensity_of);
  mean_of_months(
      data, {"posts_above_practice", "1", "posts at headquarters and in regional offices"}, [this](std::size_t month) {
        const auto& layers = recorder_.regime_at(recorder_.month_starts_[month]).structure.layers;
        return std::accumulate(layers.regional_posts.begin(), layers.regional_posts.end(), layers.headquarters_posts);
      });
  mean_of_months(data, {"vacancy_share", "1", "vacant practitioner posts"}, [&reviews](std::size_t month) {
    return 1 - reviews[month].staff.total.in_post / reviews[month].staff.posts;
  });
  constexpr double days_in_week = 7;
  mean_of_months(data, {"time_to_fill", "day", "time in which a vacant practitioner post is filled"},
                 [&reviews](std::size_t month) { return reviews[month].staff.weeks_to_fill * days_in_week; });
  mean_of_months(data, {"sickness", "day year-1", "days of sickness of a practitioner, a year"},
                 [&reviews](std::size_t month) { return reviews[month].staff.sickness_days; });
  prison_staff(data);
  Variable intensity{"contact_intensity_by_region_monthly",
                     {"region", "time"},
                     std::vector<double>{},
                     "1",
                     "contact intensity by region, by month",
                     "time: point",
                     {},
                     {{"aggregation", std::string("mean")}}};
  Variable need{"caseload_need_by_region_monthly",
                {"region", "time"},
                std::vector<double>{},
                "1",
                "weighted caseload by region, at the start of the month",
                "time: point",
                {},
                {{"aggregation", std::string("mean")}}};
  for (std::size_t region = 0; region < justice::region_count; ++region) {
    for (std::size_t month = 0; month < months_; ++month) {
      std::get<std::vector<double>>(intensity.data).push_back(reviews[month].intensity[region]);
      std::get<std::vector<double>>(need.data).push_back(reviews[month].need[region]);
    }
  }
  data.variables.push_back(std::move(intensity));
  data.variables.push_back(std::move(need));
}

void Responses::prison_staff(Dataset& data) const {
  const auto& reviews = recorder_.prison_staff_;
  mean_of_months(data, {"officer_shortage", "1", "prison officers' time a prisoner below that of the base year"},
                 [&reviews](std::size_t month) { return reviews[month].shortage; });
  mean_of_months(data,
                 {"supervisor_support", "1", "support of offender supervisors for prisoners supervised before release"},
                 [&reviews](std::size_t month) { return reviews[month].support; });
  mean_of_months(data, {"prisoners_at_review", "1", "persons in prison at the start of the month, all included"},
                 [this](std::size_t month) { return recorder_.prisoners_[month]; });
  mean_of_months(data, {"supervised_prisoners", "1", "prisoners supervised before release"},
                 [this](std::size_t month) { return recorder_.supervised_in_custody_[month]; });
}

void Responses::programmes(Dataset& data) const {
  constexpr std::size_t ends = justice::programme_end_labels.size();
  flow_by(data, {"programme_completions_per_year_by_setting", "year-1", "accredited programmes completed by setting"},
          "setting", 2, [this](std::size_t month, std::size_t setting) {
            return flow_at(month, Flow::programme_ended, ends * setting);
          });
  flow(data, {"programme_completions_per_year", "year-1", "accredited programmes completed, community and custody"},
       [this](std::size_t month) {
         return flow_at(month, Flow::programme_ended, 0) + flow_at(month, Flow::programme_ended, ends);
       });
  flow_by(data, {"programme_starts_per_year_by_setting", "year-1", "accredited programmes begun by setting"}, "setting",
          2,
          [this](std::size_t month, std::size_t setting) { return flow_at(month, Flow::programme_started, setting); });
  const auto both = [this](double justice::ProgrammeMonth::*sum) {
    return [this, sum](std::size_t month) {
      const auto& settings = recorder_.programmes_[month];
      return settings[0].*sum + settings[1].*sum;
    };
  };
  ratio(data, {"programme_wait", "day", "mean wait on the list of those who began a programme"},
        both(&justice::ProgrammeMonth::waited_days), both(&justice::ProgrammeMonth::started));
  const auto places_of = [this](std::size_t month) {
    const auto& model = recorder_.regime_at(recorder_.month_starts_[month]).model.programmes;
    const auto& sessions = recorder_.sessions_[month];
    return model.places[0] * sessions[0] + model.places[1] * sessions[1];
  };
  mean_of_months(data, {"programme_places", "1", "places of accredited programmes, community and custody"}, places_of);
  variation_of_months(
      data,
      {"programme_places_variation", "1", "places of programmes: standard deviation between months, of their mean"},
      places_of);
  programme_shares(data);
  ratio(
      data, {"programme_completed_at_hearings", "1", "hearings of indeterminate prisoners with a programme completed"},
      [this](std::size_t month) { return flow_at(month, Flow::hearing_programme, 1); },
      [this](std::size_t month) { return total_at(month, Flow::hearing_programme); });
}

void Responses::by_establishment(Dataset& data, const Text& text,
                                 justice::Values<7> justice::EstateMonth::*persons) const {
  std::vector<double> means;
  for (std::size_t which = 0; which < justice::establishment_labels.size(); ++which) {
    const double sum =
        window_sum([&](std::size_t month) { return (recorder_.estate_[month].*persons)[which] * month_years(month); });
    means.push_back(window_years_ > 0 ? sum / window_years_ : nothing);
  }
  data.variables.push_back(
      {text.name, {"establishment"}, std::move(means), text.units, text.long_name, "time: mean", {}, {}});
}

void Responses::estate(Dataset& data) const {
  const auto& months = recorder_.estate_;
  const auto of = [this, &months](double justice::EstateMonth::*value) {
    return [this, &months, value](std::size_t month) { return months[month].*value * month_years(month); };
  };
  ratio(data, {"crowding_share", "1", "prisoners held two or three to a place made for fewer"},
        of(&justice::EstateMonth::crowded_in_all), of(&justice::EstateMonth::prisoners));
  ratio(data, {"occupancy", "1", "prisoners, police cells included, for each place of operational capacity"},
        of(&justice::EstateMonth::prisoners), of(&justice::EstateMonth::operational_capacity));
  mean_of_months(data, {"police_cell_population", "1", "prisoners held in police cells for want of a place"},
                 [&months](std::size_t month) { return months[month].police_cells; });
  by_establishment(data, {"held_by_establishment", "1", "prisoners by function of establishment"},
                   &justice::EstateMonth::held);
  by_establishment(data, {"crowded_by_establishment", "1", "crowded prisoners by function of establishment"},
                   &justice::EstateMonth::crowded);
  ratio(
      data, {"reception_wait", "day", "mean wait of sentenced persons for a place in prison, of those who waited"},
      [this](std::size_t month) { return flow_at(month, Flow::place_days, 0); },
      [this](std::size_t month) { return flow_at(month, Flow::place_found, 0); });
  flow(data, {"approved_premises_entries_per_year", "year-1", "released persons who took a bed in approved premises"},
       [this](std::size_t month) { return flow_at(month, Flow::premises, 0); });
  mean_of_months(
      data, {"approved_premises_occupancy", "1", "beds taken in approved premises, of all"}, [this](std::size_t month) {
        const auto& regime = recorder_.regime_at(recorder_.month_starts_[month]);
        return recorder_.approved_premises_[month] / recorder_.setup_.scale / regime.model.approved_premises.beds;
      });
  flow(data, {"emergency_releases_per_year", "year-1", "prisoners released by the scheme of a full estate"},
       [this](std::size_t month) { return flow_at(month, Flow::hdc_released, 2); });
}

/// The means on which the effects of programmes are centred: of releases by expected disposal, of orders all together,
/// since what is expected of a person may change in the course of an order.
void Responses::programme_shares(Dataset& data) const {
  constexpr std::size_t strata = justice::expected_disposal_labels.size();
  for (std::size_t how = 0; how < 2; ++how) {
    Variable shares{
        std::string("programme_") + (how == 0 ? "completed" : "dropped") + "_by_setting_and_expected",
        {"setting", "expected"},
        std::vector<double>{},
        "1",
        std::string("orders, and releases, with a programme ") + (how == 0 ? "completed" : "dropped out of"),
        "time: mean",
        {},
        {}};
    auto& values = std::get<std::vector<double>>(shares.data);
    for (std::size_t setting = 0; setting < 2; ++setting) {
      for (std::size_t stratum = 0; stratum < strata; ++stratum) {
        double ended = 0;
        double all = 0;
        for (const std::size_t month : window_) {
          if (setting == 0) {
            ended += flow_at(month, Flow::programme_ended, how);
            all += total_at(month, Flow::order_started);
            continue;
          }
          ended += flow_at(month, Flow::release_by_expected, stratum + strata * (how + 1));
          for (std::size_t end = 0; end < 3; ++end)
            all += flow_at(month, Flow::release_by_expected, stratum + strata * end);
        }
        values.push_back(all > 0 ? ended / all : nothing);
      }
    }
    data.variables.push_back(std::move(shares));
  }
}

}  // namespace throughgate::recording
