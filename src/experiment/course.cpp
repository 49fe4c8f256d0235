#include "experiment/course.hpp"

#include "base/date.hpp"

namespace throughgate::experiment {

std::string failure_text(const PreparedScenario& prepared, std::size_t option, std::uint32_t replication,
                         const justice::Moment& moment, const std::string& what) {
  std::string text = "option " + prepared.options[option].name + ", replication " + std::to_string(replication + 1) +
                     ", " + to_string(moment.now);
  if (moment.service) return text + ", a service: " + what;
  return text + ", offender " + std::to_string(moment.identity.bits) + ", event slot " + std::to_string(moment.slot) +
         ": " + what;
}

std::function<void()> stopping_at(const std::atomic<bool>& stop) {
  return [&stop] {
    if (stop.load(std::memory_order_relaxed)) throw Interrupted{};
  };
}

}  // namespace throughgate::experiment
