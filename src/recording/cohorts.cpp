#include "recording/cohorts.hpp"

#include "base/date.hpp"

namespace throughgate::recording {

namespace {
// Definitions of the measures (MoJ, proven reoffending: 12 months for the offence, 6 more for its conviction).
constexpr Duration year_of_follow_up = Duration::days(365);
constexpr Duration time_to_prove = Duration::days(365 + 183);
constexpr Duration two_years = Duration::days(730);
}  // namespace

void Cohorts::add(const Entry& entry, double CohortSums::*sum, double amount) {
  auto& sums = sums_[static_cast<std::size_t>(entry.year)];
  for (std::size_t cohort = 0; cohort < cohort_count; ++cohort) {
    if ((entry.cohorts >> cohort & 1U) != 0) sums[cohort].*sum += amount;
  }
  if ((entry.cohorts >> static_cast<unsigned>(Cohort::all) & 1U) == 0) return;
  auto& by_trait = by_trait_[static_cast<std::size_t>(entry.year)];
  Traits traits;
  traits.bits_ = entry.traits;
  for (std::size_t trait = 0; trait < trait_labels.size(); ++trait) {
    const unsigned label = traits.label(trait);
    if (label != Traits::none) by_trait[trait_offsets[trait] + label].*sum += amount;
  }
}

void Cohorts::index_event(Tick now, Row row, std::uint8_t cohorts, Traits traits) {
  drop_old(now, row);
  const int year = date_of(now).year - first_year_;
  if (year < 0 || year >= static_cast<int>(sums_.size())) return;
  std::uint8_t fresh = cohorts;
  for (std::uint32_t index = head(row); index != justice::no_index; index = entries_[index].next) {
    if (static_cast<int>(entries_[index].year) == year) {
      fresh = static_cast<std::uint8_t>(fresh & ~static_cast<unsigned>(entries_[index].cohorts));
    }
  }
  if (fresh == 0) return;
  while (row.index() >= head_.size()) head_[head_.add()] = justice::no_index;
  const std::uint32_t place = entries_.take();
  entries_[place] = {.index = now,
                     .next = head_[row.index()],
                     .year = static_cast<std::uint32_t>(year) & 31U,
                     .cohorts = fresh & 15U,
                     .traits = traits.bits_ & ((1U << Traits::width) - 1)};
  head_[row.index()] = place;
  add(entries_[place], &CohortSums::persons, 1);
}

void Cohorts::committed(Tick now, Row row) {
  for (std::uint32_t index = head(row); index != justice::no_index; index = entries_[index].next) {
    Entry& entry = entries_[index];
    if (entry.committed || now - entry.index > year_of_follow_up) continue;
    entry.committed = true;
    add(entry, &CohortSums::committed, 1);
  }
}

void Cohorts::convicted(Tick now, Row row, Tick since, double offences) {
  for (std::uint32_t index = head(row); index != justice::no_index; index = entries_[index].next) {
    Entry& entry = entries_[index];
    if (since < entry.index) continue;
    if (!entry.reconvicted && now - entry.index <= two_years) {
      entry.reconvicted = true;
      add(entry, &CohortSums::reconvicted, 1);
    }
    if (since - entry.index > year_of_follow_up || now - entry.index > time_to_prove) continue;
    add(entry, &CohortSums::offences, offences);
    if (entry.proven) continue;
    entry.proven = true;
    add(entry, &CohortSums::proven, 1);
  }
}

void Cohorts::drop_old(Tick now, Row row) {
  if (row.index() >= head_.size()) return;
  std::uint32_t* link = &head_[row.index()];
  while (*link != justice::no_index) {
    Entry& entry = entries_[*link];
    if (now - entry.index <= two_years) {
      link = &entry.next;
      continue;
    }
    const std::uint32_t dropped = *link;
    *link = entry.next;
    entries_.give_back(dropped);
  }
}

void Cohorts::left(Row row) {
  if (row.index() >= head_.size()) return;
  for (std::uint32_t index = head_[row.index()]; index != justice::no_index;) {
    const std::uint32_t next = entries_[index].next;
    entries_.give_back(index);
    index = next;
  }
  head_[row.index()] = justice::no_index;
}

}  // namespace throughgate::recording
