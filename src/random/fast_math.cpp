#include "random/fast_math.hpp"

namespace throughgate::random::detail {
namespace {

LogTable make_log_table() {
  LogTable table{};
  for (std::size_t i = 0; i < table.inverse.size(); ++i) {
    table.inverse[i] = 1.0 / (1.0 + (static_cast<double>(i) + 0.5) / 128.0);
    table.logarithm[i] = -std::log(table.inverse[i]);
  }
  return table;
}

}  // namespace

const LogTable log_table = make_log_table();

}  // namespace throughgate::random::detail
