#include "analysis/target_lookup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "analysis/moments.hpp"
#include "analysis/series.hpp"

namespace throughgate::analysis {
namespace {

using recording::Dataset;

struct Question {
  const Dataset& dataset;
  std::size_t option;
  ResponseName response;
  Date date;
};

using Answer = std::optional<Simulated>;

Date date_of_day(double day) { return date_from_days(static_cast<int>(std::floor(day))); }

/// `read` gives a replication's value from its places on the axis.
Answer each_replication(const Series& series, const std::function<double(const std::vector<double>&)>& read) {
  Simulated simulated{{}, {}, series.unit};
  for (const auto& row : series.by_replication) simulated.values.push_back(read(row));
  return simulated;
}

/// The first place of `count` months of `year`, if all twelve are on the axis.
std::optional<std::size_t> first_month_of(const std::vector<double>& days, int year) {
  for (std::size_t i = 0; i + 12 <= days.size(); ++i) {
    const int first = month_index(date_of_day(days[i]));
    const int last = month_index(date_of_day(days[i + 11]));
    if (first == month_index(Date{year, 1, 1}) && last == first + 11) return i;
  }
  return std::nullopt;
}

/// The date's year, or the first whole year on the axis for an earlier date.
std::optional<std::size_t> months_for(const std::vector<double>& days, int year) {
  if (days.empty()) return std::nullopt;
  for (int candidate = std::max(year, date_of_day(days.front()).year); candidate <= date_of_day(days.back()).year;
       ++candidate) {
    if (const auto first = first_month_of(days, candidate)) return first;
    if (candidate == year && year > date_of_day(days.front()).year) return std::nullopt;
  }
  return std::nullopt;
}

/// NAME + suffix, or NAME_by_D + suffix for a dimension D with labels.
std::optional<Series> find_series(const Question& question, const std::string& suffix, const std::string& axis,
                                  Unlabelled unlabelled) {
  const std::string& name = question.response.name;
  const auto read = [&](const std::string& variable) {
    return series_of(question.dataset, variable, question.option, axis, question.response.label, unlabelled);
  };
  std::optional<Series> series = read(name + suffix);
  for (const auto& dimension : question.dataset.dimensions) {
    if (!series && !dimension.labels.empty()) series = read(fmt::format("{}_by_{}{}", name, dimension.name, suffix));
  }
  return series;
}

Answer point_stock(const Question& question) {
  const auto days = axis_days(question.dataset, "time");
  const auto series = find_series(question, "_at", "time", Unlabelled::all_or_sum);
  if (!days || !series || days->empty()) return std::nullopt;
  const double day = days_since_1970(question.date);
  if (day < days->front() || day > days->back()) return std::nullopt;
  const auto after = static_cast<std::size_t>(std::ranges::lower_bound(*days, day) - days->begin());
  if ((*days)[after] == day) {
    return each_replication(*series, [after](const auto& row) { return row[after]; });
  }
  const double weight = (day - (*days)[after - 1]) / ((*days)[after] - (*days)[after - 1]);
  return each_replication(
      *series, [after, weight](const auto& row) { return row[after - 1] + weight * (row[after] - row[after - 1]); });
}

std::optional<Series> monthly(const Question& question, const std::string& aggregation) {
  const auto unlabelled = aggregation == "mean" ? Unlabelled::only_all : Unlabelled::all_or_sum;
  auto series = find_series(question, "_monthly", "time", unlabelled);
  return series && series->aggregation == aggregation ? series : std::nullopt;
}

Answer monthly_stock(const Question& question) {
  const auto days = axis_days(question.dataset, "time");
  const auto series = monthly(question, "");
  if (!days || !series) return std::nullopt;
  const int month = month_index(question.date);
  const auto found = std::ranges::find_if(*days, [&](double day) { return month_index(date_of_day(day)) == month; });
  if (found == days->end()) return std::nullopt;
  const auto place = static_cast<std::size_t>(found - days->begin());
  return each_replication(*series, [place](const auto& row) { return row[place]; });
}

Answer yearly_flow(const Question& question) {
  const auto days = axis_days(question.dataset, "time");
  const auto series = monthly(question, "sum");
  const auto first = days ? months_for(*days, question.date.year) : std::nullopt;
  if (!series || !first) return std::nullopt;
  return each_replication(*series, [first = *first](const auto& row) {
    CompensatedSum sum;
    for (std::size_t i = first; i < first + 12; ++i) sum.add(row[i]);
    return sum.value();
  });
}

Answer yearly_mean(const Question& question) {
  const auto days = axis_days(question.dataset, "time");
  const auto series = monthly(question, "mean");
  const auto first = days ? months_for(*days, question.date.year) : std::nullopt;
  if (!series || !first) return std::nullopt;
  return each_replication(*series, [&](const auto& row) {
    CompensatedSum sum;
    double total_days = 0;
    for (std::size_t i = *first; i < *first + 12; ++i) {
      if (std::isnan(row[i])) continue;
      const Date month = date_of_day((*days)[i]);
      const double weight = days_in_month(month.year, month.month);
      sum.add(row[i] * weight);
      total_days += weight;
    }
    return sum.value() / total_days;
  });
}

Answer cohort_of_year(const Question& question) {
  const auto* years = question.dataset.dimension("year");
  const auto series = series_of(question.dataset, question.response.name + "_by_cohort_by_year", question.option,
                                "year", question.response.label, Unlabelled::only_all);
  if (years == nullptr || !series || years->values.empty()) return std::nullopt;
  const double year = std::max<double>(question.date.year, years->values.front());
  const auto found = std::ranges::find(years->values, year);
  if (found == years->values.end()) return std::nullopt;
  const auto place = static_cast<std::size_t>(found - years->values.begin());
  return each_replication(*series, [place](const auto& row) { return row[place]; });
}

bool beyond_the_end(const Question& question) {
  const auto days = axis_days(question.dataset, "time");
  return days && !days->empty() && month_index(question.date) > month_index(date_of_day(days->back()));
}

Answer whole_window(const Question& question) {
  if (beyond_the_end(question)) return std::nullopt;
  const auto series = find_series(question, "", "", Unlabelled::only_all);
  if (!series) return std::nullopt;
  return each_replication(*series, [](const auto& row) { return row.front(); });
}

struct Rule {
  std::string_view name;
  Answer (*answer)(const Question&);
};

constexpr std::array<Rule, 6> rules{{
    {"point stock", point_stock},
    {"monthly stock", monthly_stock},
    {"yearly flow", yearly_flow},
    {"yearly mean", yearly_mean},
    {"cohort", cohort_of_year},
    {"whole window", whole_window},
}};

}  // namespace

std::optional<Simulated> look_up(const Dataset& dataset, std::size_t option, const std::string& response,
                                 const Date& date) {
  const Question question{dataset, option, ResponseName::parse(response), date};
  for (const Rule& rule : rules) {
    Answer answer = rule.answer(question);
    if (!answer || moments_of(answer->values).count == 0) continue;
    answer->rule = rule.name;
    return answer;
  }
  return std::nullopt;
}

}  // namespace throughgate::analysis
