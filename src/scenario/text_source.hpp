#pragma once
/// The text of one input file, after the checks that come before any parser sees it: size, UTF-8,
/// control characters, nesting, aliases, tabs.

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/located_error.hpp"

namespace throughgate::scenario {

struct TextLimits {
  std::size_t bytes = 4'000'000;
  std::size_t depth = 64;       ///< mappings and lists inside each other
  std::size_t aliases = 100;    ///< uses of YAML anchors
  std::size_t nodes = 100'000;  ///< values of a document after its aliases are expanded
};

inline constexpr TextLimits text_limits{};

struct TextSource {
  std::string path;  ///< as given by the user or the referring file; stands in positions
  std::string text;  ///< the bytes of the file

  /// The text without a byte order mark: what positions count in.
  [[nodiscard]] std::string_view content() const;
  /// The place of a byte of `content()`; columns count characters, not bytes.
  [[nodiscard]] Position position_at(std::size_t offset) const;
};

/// Reads a regular file. Throws InputError for a missing, unreadable or special file, a folder, and
/// for a text that breaks the limits; a file above the size limit is not read.
[[nodiscard]] TextSource read_text(const std::filesystem::path& path);

/// A table: up to 500 million bytes of UTF-8 without control characters. Throws InputError.
[[nodiscard]] std::string read_table(const std::filesystem::path& path);

/// The checks of `read_text` for a text in memory. Throws InputError.
[[nodiscard]] TextSource checked_text(std::string path, std::string text);

}  // namespace throughgate::scenario
