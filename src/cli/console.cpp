#include "cli/console.hpp"

#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/ostream_sink.h>

#include <cstdlib>
#include <stdexcept>

namespace throughgate::cli {
namespace {

bool no_colour() {
  const char* value = std::getenv("NO_COLOR");
  return value != nullptr && *value != '\0';
}

std::string tagged(const char* tag, const char* code, bool colour) {
  return colour ? std::string("\033[") + code + "m" + tag + "\033[0m" : tag;
}

}  // namespace

Console::Console(std::ostream& data, std::ostream& messages, bool terminal)
    : data_(data), messages_(messages), terminal_(terminal), colour_(terminal && !no_colour()) {
  auto sink = std::make_shared<spdlog::sinks::ostream_sink_mt>(messages, true);
  log_ = std::make_shared<spdlog::logger>("throughgate", std::move(sink));
  log_->set_formatter(std::make_unique<spdlog::pattern_formatter>("%v", spdlog::pattern_time_type::utc, "\n"));
}

void Console::print(const std::string& text) {
  data_ << text << std::flush;
  if (!data_) throw std::runtime_error("standard output could not be written");
}

void Console::note(const std::string& text) {
  if (!quiet_) log_->info(text);
}

void Console::warn(const std::string& text) { log_->warn("{} {}", tagged("warning:", "33", colour_), text); }

void Console::error(const std::string& text) { log_->error("{} {}", tagged("error:", "31", colour_), text); }

void Console::set_quiet(bool quiet) { quiet_ = quiet; }

}  // namespace throughgate::cli
