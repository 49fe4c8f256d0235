#include "cli/interrupt.hpp"

#include <csignal>

namespace throughgate::cli {
namespace {

// A signal handler can reach nothing but static data.
std::atomic<bool> stop_asked{false};
static_assert(std::atomic<bool>::is_always_lock_free);

extern "C" void ask_to_stop(int) {
  stop_asked = true;
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
}

void handle(int signal_number, void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  sigaction(signal_number, &action, nullptr);
}

}  // namespace

InterruptGuard::InterruptGuard() {
  stop_asked = false;
  handle(SIGINT, ask_to_stop);
  handle(SIGTERM, ask_to_stop);
}

InterruptGuard::~InterruptGuard() {
  handle(SIGINT, SIG_DFL);
  handle(SIGTERM, SIG_DFL);
}

const std::atomic<bool>& InterruptGuard::stop() const { return stop_asked; }

}  // namespace throughgate::cli
