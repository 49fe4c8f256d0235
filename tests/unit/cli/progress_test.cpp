#include "cli/progress.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>

namespace throughgate::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string shown(bool terminal) {
  std::ostringstream data;
  std::ostringstream messages;
  Console console(data, messages, terminal);
  const auto progress = make_progress(console);
  progress->started(4);
  progress->advanced(2, 4, 3.0);
  progress->advanced(4, 4, 6.0);
  progress->ended();
  EXPECT_EQ(data.str(), "");
  return messages.str();
}

TEST(Progress, IsPlainLinesWhereThereIsNoTerminal) {
  EXPECT_EQ(shown(false), "2/4 runs, 3.0 s, about 3.0 s left\n4/4 runs, 6.0 s\n");
}

TEST(Progress, IsABarOnATerminalThatGoesAwayAtTheEnd) {
  unsetenv("NO_COLOR");
  const std::string text = shown(true);
  EXPECT_THAT(text, HasSubstr("2/4 runs, about 3.0 s left"));
  EXPECT_THAT(text, HasSubstr("\033[34m"));
  EXPECT_TRUE(text.ends_with("\r\033[K"));
}

TEST(Progress, HonoursNoColor) {
  setenv("NO_COLOR", "1", 1);
  EXPECT_THAT(shown(true), Not(HasSubstr("\033[34m")));
  unsetenv("NO_COLOR");
}

TEST(Progress, IsSilentWhenAskedToBe) {
  std::ostringstream stream;
  Console console(stream, stream, true);
  console.set_quiet(true);
  EXPECT_EQ(make_progress(console), nullptr);
}

}  // namespace
}  // namespace throughgate::cli
