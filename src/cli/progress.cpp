#include "cli/progress.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/numbers.hpp"

namespace throughgate::cli {
namespace {

std::string remaining(std::size_t done, std::size_t runs, double elapsed) {
  if (done == 0) return "";
  const double left = elapsed / static_cast<double>(done) * static_cast<double>(runs - done);
  return done == runs ? "" : fmt::format(", about {} left", report::duration_text(left));
}

/// One line that is written over.
class Bar final : public experiment::Progress {
 public:
  explicit Bar(Console& console) : console_(console) {}

  void started(std::size_t runs) override { draw(0, runs, 0); }

  void advanced(std::size_t done, std::size_t runs, double elapsed) override {
    if (done < runs && elapsed - last_ < 0.1) return;
    last_ = elapsed;
    draw(done, runs, elapsed);
  }

  void ended() override { console_.messages() << "\r\033[K" << std::flush; }

 private:
  void draw(std::size_t done, std::size_t runs, double elapsed) {
    constexpr std::size_t width = 30;
    const std::size_t filled = runs == 0 ? width : width * done / runs;
    std::string bar;
    for (std::size_t i = 0; i < width; ++i) bar += i < filled ? "█" : "·";
    if (console_.colour()) bar = "\033[34m" + bar + "\033[0m";
    console_.messages() << fmt::format("\r\033[K{} {}/{} runs{}", bar, done, runs, remaining(done, runs, elapsed))
                        << std::flush;
  }

  Console& console_;
  double last_ = -1;
};

/// A line at the first run, then at most every tenth of the whole, and every 30 seconds.
class Lines final : public experiment::Progress {
 public:
  explicit Lines(Console& console) : console_(console) {}

  void started(std::size_t) override {}

  void advanced(std::size_t done, std::size_t runs, double elapsed) override {
    const bool tenth = done * 10 / runs > last_done_ * 10 / runs;
    if (last_done_ != 0 && !tenth && elapsed - last_ < 30) return;
    last_done_ = done;
    last_ = elapsed;
    console_.note(
        fmt::format("{}/{} runs, {}{}", done, runs, report::duration_text(elapsed), remaining(done, runs, elapsed)));
  }

  void ended() override {}

 private:
  Console& console_;
  std::size_t last_done_ = 0;
  double last_ = 0;
};

}  // namespace

std::unique_ptr<experiment::Progress> make_progress(Console& console) {
  if (console.quiet()) return nullptr;
  if (console.terminal()) return std::make_unique<Bar>(console);
  return std::make_unique<Lines>(console);
}

}  // namespace throughgate::cli
