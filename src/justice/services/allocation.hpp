#pragma once
/// The tier of risk of serious harm at which a person is supervised.

#include <algorithm>
#include <span>

#include "justice/people/offender.hpp"
#include "justice/people/processes.hpp"
#include "justice/services/supervision_model.hpp"

namespace throughgate::justice {

/// `kind` as in `supervision_labels`. One draw a person: a different kind moves the tier monotonically.
inline void allocate_tier(const SupervisionModel& model, const random::PreparedKey& key, Hot& hot, unsigned kind) {
  auto stream = draw(key, hot.identity, Process::tier, 0);
  double u = stream.uniform();
  const auto shares = std::span<const double>(model.tier_share).subspan(kind * tier_count, tier_count);
  unsigned tier = 0;
  while (tier + 1 < tier_count && u >= shares[tier]) u -= shares[tier++];
  hot.tier = static_cast<std::uint8_t>(tier);
}

}  // namespace throughgate::justice
