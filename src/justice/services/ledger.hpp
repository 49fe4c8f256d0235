#pragma once
/// Costs of a month by account, from what happened in it. Prices are base-year; pounds are national.

#include <array>

#include "justice/services/ledger_model.hpp"
#include "justice/services/structure.hpp"

namespace throughgate::justice {

/// What a month's costs depend on, at national level.
struct MonthlyVolumes {
  double years = 0;          ///< length of the month in years
  double probation_pay = 0;  ///< of practitioners in post, pounds a year
  double writers_pay = 0;    ///< the same, of report writers
  double programme_staff_pay = 0;
  double prison_officer_pay = 0;
  double prison_recruitment = 0;  ///< pounds, of the month
  double approved_premises_beds = 0;
  double custody_programmes = 0;  ///< begun
  double recruitment = 0;         ///< pounds, of the month
  double prisoners = 0;           ///< mean, police cells included
  double police_cells = 0;        ///< mean prisoners held in police cells
  double crown_sitting_days = 0;
  double magistrates_hearings = 0;
  double recalls = 0;
  double parole_hearings = 0;
  std::array<double, 3> reports{};
  std::array<double, 6> requirements{};
  std::array<double, 9> reoffences{};  ///< committed in the month, to be proven, by group
  double transition = 0;               ///< one-off cost falling in the month
};

using Costs = std::array<double, account_labels.size()>;

[[nodiscard]] Costs costs_of_month(const LedgerModel& model, const Structure& structure, const MonthlyVolumes& volumes);

/// Whether an account is paid by the exchequer; the rest falls on victims and society.
[[nodiscard]] constexpr bool is_exchequer(Account account) { return account != Account::reoffence_victims; }

/// Who pays.
enum class Payer : std::uint8_t { agency, courts, police, society };
inline constexpr std::array<std::string_view, 4> payer_labels{"agency", "courts", "police", "society"};
[[nodiscard]] Payer payer(Account account);

/// Sums of accounts as the responses name them.
enum class CostGroup : std::uint8_t { probation, prison, court, overhead, transition, police, victims, count };
[[nodiscard]] CostGroup cost_group(Account account);

}  // namespace throughgate::justice
