#pragma once
/// Where the program speaks: data to one stream, messages to the other.

#include <memory>
#include <ostream>
#include <string>

namespace spdlog {
class logger;
}

namespace throughgate::cli {

class Console {
 public:
  /// `terminal` tells whether `messages` is one; a colour is used there unless NO_COLOR is set.
  Console(std::ostream& data, std::ostream& messages, bool terminal);

  /// Data: what a program may read. Throws std::runtime_error when it cannot be written.
  void print(const std::string& text);
  /// Lines on the course of things; none under --quiet.
  void note(const std::string& text);
  void warn(const std::string& text);
  void error(const std::string& text);

  void set_quiet(bool quiet);
  [[nodiscard]] bool quiet() const { return quiet_; }
  [[nodiscard]] bool terminal() const { return terminal_; }
  [[nodiscard]] bool colour() const { return colour_; }
  [[nodiscard]] std::ostream& messages() { return messages_; }

 private:
  std::ostream& data_;
  std::ostream& messages_;
  bool terminal_;
  bool colour_;
  bool quiet_ = false;
  std::shared_ptr<spdlog::logger> log_;
};

}  // namespace throughgate::cli
