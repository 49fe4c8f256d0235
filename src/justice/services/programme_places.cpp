#include "justice/services/programme_places.hpp"

#include <algorithm>
#include <cmath>

namespace throughgate::justice {

ProgrammePlaces::ProgrammePlaces(const ProgrammeModel& model, const Values<10>& region_share, double scale, Tick start)
    : model_(&model), region_share_(region_share), scale_(scale) {
  clear(start);
}

void ProgrammePlaces::clear(Tick now) {
  pools_.assign(programme_setting_labels.size() * region_count, engine::ServerPool(now, std::nullopt));
  started_.clear();
}

void ProgrammePlaces::month_begins(Tick now, bool finite, const Values<2>& sessions) {
  for (std::size_t setting = 0; setting < programme_setting_labels.size(); ++setting) {
    for (unsigned region = 0; region < region_count; ++region) {
      const double places = model_->places[setting] * sessions[setting] * region_share_[region] * scale_;
      std::optional<std::uint32_t> capacity;
      if (finite) capacity = static_cast<std::uint32_t>(std::max(1.0, std::round(places)));
      pool(static_cast<ProgrammeSetting>(setting), region).set_capacity(now, capacity, [this](std::uint64_t token) {
        started_.push_back(token);
      });
    }
  }
}

std::array<ProgrammeMonth, 2> ProgrammePlaces::close_month(Tick now) {
  std::array<ProgrammeMonth, 2> months{};
  for (std::size_t setting = 0; setting < months.size(); ++setting) {
    ProgrammeMonth& month = months[setting];
    for (unsigned region = 0; region < region_count; ++region) {
      auto& places = pool(static_cast<ProgrammeSetting>(setting), region);
      month.places += places.capacity().value_or(0);
      const auto window = places.close_window(now);
      month.attending += window.mean_busy;
      month.waiting += window.mean_queue;
      month.started += static_cast<double>(window.started);
      month.waited_days += window.mean_wait * static_cast<double>(window.started);
    }
  }
  return months;
}

}  // namespace throughgate::justice
