#include <unistd.h>

#include <csignal>
#include <iostream>
#include <string>
#include <vector>

#include "cli/program.hpp"

int main(int count, char** words) {
  std::signal(SIGXFSZ, SIG_IGN);  // a file beyond its limit then fails as a full disk does
  const bool terminal = isatty(STDERR_FILENO) == 1;
  throughgate::cli::Console console(std::cout, std::cerr, terminal);
  const std::vector<std::string> arguments(words + 1, words + count);
  return static_cast<int>(throughgate::cli::run_program(arguments, console));
}
