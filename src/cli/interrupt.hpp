#pragma once
/// Ctrl-C and termination as a flag.

#include <atomic>

namespace throughgate::cli {

/// While one lives, SIGINT and SIGTERM set the flag, once: a second one ends the process. One at a time.
class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

  [[nodiscard]] const std::atomic<bool>& stop() const;
};

}  // namespace throughgate::cli
