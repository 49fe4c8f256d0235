#pragma once
/// What the machine and the clock say.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

namespace throughgate::cli {

[[nodiscard]] std::string host_name();
/// Where this program's file lies.
[[nodiscard]] std::filesystem::path program_folder();
/// SHA-256 of this program's file.
[[nodiscard]] std::string program_digest();
/// Now, UTC, `2026-03-04T05:06:07Z`.
[[nodiscard]] std::string utc_now();
/// Largest resident size of this process so far.
[[nodiscard]] std::uint64_t peak_memory_bytes();
/// Cores that this process may use, at least 1.
[[nodiscard]] std::size_t available_cores();

}  // namespace throughgate::cli
