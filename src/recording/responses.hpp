#pragma once
/// The responses of a replication, computed from its recorder: names and units as in docs/results-format.md.

#include <functional>
#include <string>
#include <vector>

#include "recording/recorder.hpp"

namespace throughgate::recording {

class Responses {
 public:
  explicit Responses(const Recorder& recorder);

  [[nodiscard]] Dataset dataset() const;

 private:
  using OfMonth = std::function<double(std::size_t month)>;

  struct Text {
    std::string name;
    std::string units;
    std::string long_name;
  };

  void dimensions(Dataset& data) const;
  void stocks(Dataset& data) const;
  void flows(Dataset& data) const;
  void courts(Dataset& data) const;
  void shares(Dataset& data) const;
  void supervision(Dataset& data) const;
  void prison_staff(Dataset& data) const;
  void programmes(Dataset& data) const;
  void estate(Dataset& data) const;
  void by_establishment(Dataset& data, const Text& text, justice::Values<7> justice::EstateMonth::*persons) const;
  void programme_shares(Dataset& data) const;
  void reoffending(Dataset& data) const;
  void by_traits(Dataset& data, int from, int until) const;
  void costs(Dataset& data) const;
  void payers(Dataset& data, const justice::Costs& a_year) const;
  void present_values(Dataset& data, const std::vector<justice::Costs>& monthly) const;

  void scalar(Dataset& data, const Text& text, double value, const std::string& cell_methods = {}) const;
  void stock(Dataset& data, const std::string& name, const std::string& long_name, const std::vector<Stock>& parts,
             double exogenous) const;
  /// A count a month; the scalar is its rate a year in the window.
  void flow(Dataset& data, const Text& text, const OfMonth& of_month) const;
  void flow_by(Dataset& data, const Text& text, const std::string& dimension, std::size_t labels,
               const std::function<double(std::size_t month, std::size_t label)>& of_month) const;
  /// A ratio of sums, in the window and month by month.
  void ratio(Dataset& data, const Text& text, const OfMonth& numerator, const OfMonth& denominator) const;
  void mean_of_months(Dataset& data, const Text& text, const OfMonth& of_month) const;
  /// Mean of the last twelve months of the window.
  void last_year(Dataset& data, const Text& text, const OfMonth& of_month) const;
  /// Standard deviation between the window's months, relative to their mean; needs two of them.
  void variation_of_months(Dataset& data, const Text& text, const OfMonth& of_month) const;
  void monthly(Dataset& data, const Text& text, std::vector<double> values, const std::string& aggregation) const;

  [[nodiscard]] double window_sum(const OfMonth& of_month) const;
  [[nodiscard]] double flow_at(std::size_t month, Flow flow, std::size_t label) const;
  [[nodiscard]] double total_at(std::size_t month, Flow flow) const;
  [[nodiscard]] double month_years(std::size_t month) const;

  const Recorder& recorder_;
  std::size_t months_;
  std::vector<std::size_t> window_;
  double window_years_ = 0;
};

}  // namespace throughgate::recording
