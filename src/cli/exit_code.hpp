#pragma once
/// How the program ends.

namespace throughgate::cli {

enum class ExitCode : int {
  good = 0,
  failed = 1,         ///< the run failed, or some replications did
  invalid = 2,        ///< usage or invalid input; nothing was written
  target_missed = 3,  ///< under `backtest --check`
  interrupted = 130,  ///< finished replications were written, the file marked incomplete
};

}  // namespace throughgate::cli
