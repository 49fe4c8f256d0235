#pragma once
/// Where results go, and whether they can go there.

#include <filesystem>
#include <string>

namespace throughgate::cli {

/// `output/NAME.h5` below the current folder, NAME being the scenario file's without its ending, with `suffix` behind
/// it.
[[nodiscard]] std::filesystem::path default_output(const std::filesystem::path& scenario,
                                                   const std::string& suffix = {});

/// Creates missing folders and tries a small file beside the target. Throws std::runtime_error that names the path and
/// the system's reason; nothing but folders remains.
void require_writable(const std::filesystem::path& target);

/// Writes a text as a whole, or throws as results files do.
void write_text(const std::filesystem::path& target, const std::string& text);

}  // namespace throughgate::cli
