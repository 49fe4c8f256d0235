#include "cli/interrupt.hpp"

#include <gtest/gtest.h>

#include <csignal>

namespace throughgate::cli {
namespace {

bool ends_the_process(int signal_number) {
  struct sigaction action {};
  sigaction(signal_number, nullptr, &action);
  return action.sa_handler == SIG_DFL;
}

TEST(InterruptGuard, TheFirstSignalSetsTheFlagAndTheSecondWouldEndTheProcess) {
  const InterruptGuard guard;
  EXPECT_FALSE(guard.stop());
  EXPECT_FALSE(ends_the_process(SIGINT));
  std::raise(SIGINT);
  EXPECT_TRUE(guard.stop());
  EXPECT_TRUE(ends_the_process(SIGINT));
  EXPECT_TRUE(ends_the_process(SIGTERM));
}

TEST(InterruptGuard, TerminationStopsAsAnInterruptDoes) {
  const InterruptGuard guard;
  std::raise(SIGTERM);
  EXPECT_TRUE(guard.stop());
}

TEST(InterruptGuard, ANewOneStartsAfreshAndTheOldHandlingReturns) {
  {
    const InterruptGuard guard;
    EXPECT_FALSE(guard.stop());
  }
  EXPECT_TRUE(ends_the_process(SIGINT));
}

}  // namespace
}  // namespace throughgate::cli
