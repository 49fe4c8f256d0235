#include "scenario/text_source.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>
#include <system_error>
#include <utility>

#include "scenario/problems.hpp"
#include "scenario/yaml_scan.hpp"

namespace throughgate::scenario {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

[[noreturn]] void refuse(Position position, std::string expected, std::string found) {
  throw InputError({Problem{std::move(position), "", std::move(expected), std::move(found), ""}});
}

/// Length of the UTF-8 sequence that `lead` opens, 0 if it opens none (RFC 3629).
std::size_t sequence_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

bool is_sequence(std::string_view bytes) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  for (std::size_t i = 1; i < bytes.size(); ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return false;
  }
  if (byte(0) == 0xE0) return byte(1) >= 0xA0;  // overlong
  if (byte(0) == 0xED) return byte(1) <= 0x9F;  // surrogates
  if (byte(0) == 0xF0) return byte(1) >= 0x90;  // overlong
  if (byte(0) == 0xF4) return byte(1) <= 0x8F;  // above U+10FFFF
  return true;
}

/// Offset of the first byte that is not part of valid UTF-8.
std::optional<std::size_t> first_bad_byte(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = sequence_length(static_cast<unsigned char>(text[at]));
    if (length == 0 || at + length > text.size() || !is_sequence(text.substr(at, length))) return at;
    at += length;
  }
  return std::nullopt;
}

std::optional<std::size_t> first_control_character(std::string_view text) {
  const auto at = std::find_if(text.begin(), text.end(), [](char character) {
    const auto byte = static_cast<unsigned char>(character);
    return (byte < 0x20 && byte != '\n' && byte != '\r' && byte != '\t') || byte == 0x7F;
  });
  if (at == text.end()) return std::nullopt;
  return static_cast<std::size_t>(at - text.begin());
}

std::string hexadecimal(char character) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(character);
  return std::string("0x") + digits[byte >> 4U] + digits[byte & 0x0FU];
}

constexpr std::size_t table_bytes = 500'000'000;

void check_size(const std::string& path, std::uintmax_t bytes, std::size_t limit) {
  if (bytes > limit) {
    refuse(Position{path, 1, 1}, "a file of at most " + std::to_string(limit) + " bytes",
           std::to_string(bytes) + " bytes");
  }
}

void check_is_file(const std::filesystem::path& path) {
  const Position whole{path.string(), 0, 0};
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (status.type() == std::filesystem::file_type::not_found) refuse(whole, "a file", "no such file");
  if (status.type() == std::filesystem::file_type::directory) refuse(whole, "a file", "a folder");
  if (error) refuse(whole, "a file that can be read", error.message());
  if (status.type() != std::filesystem::file_type::regular) refuse(whole, "a regular file", "a device or pipe");
}

/// No more than `limit` bytes are kept of a file that grows while it is read.
std::string bytes_of(const std::filesystem::path& path, std::size_t limit) {
  check_is_file(path);
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(path, error);
  if (!error) check_size(path.string(), size, limit);
  std::ifstream stream(path, std::ios::binary);
  if (!stream) refuse(Position{path.string(), 0, 0}, "a file that can be read", std::strerror(errno));
  std::string text;
  std::string part(std::size_t{1} << 20U, '\0');
  while (text.size() <= limit && stream) {
    stream.read(part.data(), static_cast<std::streamsize>(part.size()));
    text.append(part, 0, static_cast<std::size_t>(stream.gcount()));
  }
  if (stream.bad()) refuse(Position{path.string(), 0, 0}, "a file that can be read", "a read error");
  check_size(path.string(), text.size(), limit);
  return text;
}

void check_letters(const TextSource& source) {
  const std::string_view content = source.content();
  if (const auto bad = first_bad_byte(content)) {
    refuse(source.position_at(*bad), "UTF-8 text", "byte " + hexadecimal(content[*bad]));
  }
  if (const auto control = first_control_character(content)) {
    refuse(source.position_at(*control), "text without control characters",
           "control character " + hexadecimal(content[*control]));
  }
}

}  // namespace

std::string_view TextSource::content() const {
  std::string_view view = text;
  if (view.substr(0, byte_order_mark.size()) == byte_order_mark) view.remove_prefix(byte_order_mark.size());
  return view;
}

Position TextSource::position_at(std::size_t offset) const {
  const std::string_view before = content().substr(0, offset);
  const std::size_t newline = before.rfind('\n');
  const std::string_view line = newline == std::string_view::npos ? before : before.substr(newline + 1);
  const auto characters = std::count_if(line.begin(), line.end(), [](char character) {
    return (static_cast<unsigned char>(character) & 0xC0U) != 0x80U;
  });
  return Position{path, static_cast<int>(1 + std::count(before.begin(), before.end(), '\n')),
                  static_cast<int>(1 + characters)};
}

TextSource checked_text(std::string path, std::string text) {
  check_size(path, text.size(), text_limits.bytes);
  TextSource source{std::move(path), std::move(text)};
  check_letters(source);
  Problems problems;
  scan_yaml(source, problems);
  problems.throw_if_any();
  return source;
}

TextSource read_text(const std::filesystem::path& path) {
  return checked_text(path.string(), bytes_of(path, text_limits.bytes));
}

std::string read_table(const std::filesystem::path& path) {
  TextSource source{path.string(), bytes_of(path, table_bytes)};
  check_letters(source);
  return std::move(source.text);
}

}  // namespace throughgate::scenario
