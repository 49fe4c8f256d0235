#include "recording/stocks.hpp"

namespace throughgate::recording {

void Stocks::month_began(Tick now, bool first) {
  Month point;
  Month mean;
  const double length = static_cast<double>((now - opened_).count);
  for (unsigned stock = 0; stock < stock_count; ++stock) {
    for (unsigned region = 0; region < justice::region_count; ++region) {
      change(now, stock, region, 0);
      Level& level = levels_[stock][region];
      point[stock][region] = static_cast<double>(level.count);
      mean[stock][region] = length > 0 ? level.area / length : point[stock][region];
      level.area = 0;
    }
  }
  points_.push_back(point);
  if (!first) means_.push_back(mean);
  opened_ = now;
}

}  // namespace throughgate::recording
