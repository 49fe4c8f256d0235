#pragma once
/// Folders of sweeps and checkpoints, as words of a command.

#include "cli/usage_error.hpp"
#include "results/described_folder.hpp"
#include "results/point_journal.hpp"

namespace throughgate::cli {

/// Gives what `action` gives; a folder or file of something else is a mistake in the command.
template <class Action>
auto with_own_folder(const Action& action) {
  try {
    return action();
  } catch (const results::ForeignFolder& foreign) {
    throw UsageError(foreign.what());
  } catch (const results::ForeignJournal& foreign) {
    throw UsageError(foreign.what());
  }
}

}  // namespace throughgate::cli
