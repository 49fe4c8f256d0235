#include "scenario/yaml_scan.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace throughgate::scenario {

namespace {

bool is_blank(char character) { return character == ' ' || character == '\t' || character == '\r'; }

bool is_flow_indicator(char character) { return std::string_view(",[]{}").find(character) != std::string_view::npos; }

class YamlScan {
 public:
  YamlScan(const TextSource& source, Problems& problems)
      : source_(source), text_(source.content()), problems_(problems) {}

  void run() {
    while (at_ < text_.size() && !stopped_) {
      begin_line();
      scan_line();
    }
  }

 private:
  enum class Block { mapping, list };
  struct Level {
    std::size_t column;
    Block kind;
  };

  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\n';
  }
  [[nodiscard]] bool at_line_end() const { return at_ >= text_.size() || text_[at_] == '\n'; }
  [[nodiscard]] bool blank_follows() const { return peek(1) == '\n' || is_blank(peek(1)); }
  [[nodiscard]] std::size_t column() const { return at_ - line_start_; }

  void skip_to_line_end() { at_ = std::min(text_.find('\n', at_), text_.size()); }

  void next_line() {
    skip_to_line_end();
    if (at_ < text_.size()) ++at_;
    line_start_ = at_;
  }

  [[nodiscard]] bool at_document_mark() const {
    const std::string_view mark = text_.substr(at_, 3);
    return column() == 0 && (mark == "---" || mark == "...") && (peek(3) == '\n' || is_blank(peek(3)));
  }

  void refuse(std::size_t offset, std::string expected, std::string found) {
    problems_.add(source_.position_at(offset), "", std::move(expected), std::move(found));
    stopped_ = true;
  }

  void check_depth() {
    if (levels_.size() + flow_ > text_limits.depth) {
      refuse(at_, "at most " + std::to_string(text_limits.depth) + " levels of nesting",
             std::to_string(levels_.size() + flow_) + " levels");
    }
  }

  void begin_line() {
    line_start_ = at_;
    leading_ = true;
    if (at_document_mark()) {
      levels_.clear();
      flow_ = 0;
      plain_open_ = false;
      at_ += 3;
      return;
    }
    if (flow_ == 0) check_indentation();
  }

  void check_indentation() {
    const std::size_t first = std::min(text_.find_first_not_of(" \t\r", at_), text_.size());
    const bool nothing_but_comment = first == text_.size() || text_[first] == '\n' || text_[first] == '#';
    if (nothing_but_comment) return;
    const std::size_t tab = text_.substr(at_, first - at_).find('\t');
    if (tab != std::string_view::npos) {
      refuse(at_ + tab, "spaces as indentation", "a tab");
    }
    if (plain_open_ && static_cast<std::ptrdiff_t>(first - line_start_) <= plain_parent_) plain_open_ = false;
  }

  void scan_line() {
    while (!stopped_ && !at_line_end()) {
      if (is_blank(peek())) {
        ++at_;
      } else {
        scan_token();
      }
    }
    if (at_ < text_.size()) next_line();
  }

  void scan_token() {
    const char first = peek();
    if (first == '#' && (column() == 0 || is_blank(text_[at_ - 1]))) {
      plain_open_ = false;
      skip_to_line_end();
    } else if (plain_open_) {
      scan_plain();
    } else if (first == '%' && column() == 0) {
      skip_to_line_end();
    } else if (!scan_indicator(first)) {
      scan_node(first);
    }
  }

  /// `-`, `?`, `:`, `,` and brackets that close. False if `first` is none of these here.
  bool scan_indicator(char first) {
    const bool block = flow_ == 0;
    if ((first == '-' && block && blank_follows()) || (first == '?' && blank_follows())) {
      if (block && leading_) enter(first == '-' ? Block::list : Block::mapping);
      ++at_;
      return true;
    }
    if (first == ':' && (blank_follows() || (!block && is_flow_indicator(peek(1))))) {
      ++at_;
      return true;
    }
    if (!block && (first == ',' || first == ']' || first == '}')) {
      if (first != ',') --flow_;
      leading_ = false;
      ++at_;
      return true;
    }
    return false;
  }

  void scan_node(char first) {
    if (first == '&' || first == '*') return scan_name(first == '*');
    if (first == '!') return scan_tag();
    const bool own_line = flow_ == 0 && leading_;
    if (own_line) enter(Block::mapping);
    leading_ = false;
    if (first == '[' || first == '{') {
      ++flow_;
      check_depth();
      ++at_;
    } else if (first == '"' || first == '\'') {
      scan_quoted(first);
    } else if (flow_ == 0 && (first == '|' || first == '>')) {
      scan_block_scalar();
    } else {
      plain_parent_ = column_above(own_line ? 1 : 0);
      scan_plain();
    }
  }

  /// Column of the open level, or of the one `levels` above it; -1 at the root.
  [[nodiscard]] std::ptrdiff_t column_above(std::size_t levels) const {
    if (levels_.size() <= levels) return -1;
    return static_cast<std::ptrdiff_t>(levels_[levels_.size() - 1 - levels].column);
  }

  /// A node of a block collection starts at the current column.
  void enter(Block kind) {
    while (!levels_.empty() && levels_.back().column > column()) levels_.pop_back();
    if (kind == Block::mapping && !levels_.empty() && levels_.back().column == column() &&
        levels_.back().kind == Block::list) {
      levels_.pop_back();
    }
    if (levels_.empty() || levels_.back().column < column() || levels_.back().kind != kind) {
      levels_.push_back({column(), kind});
      check_depth();
    }
  }

  void scan_tag() {
    while (!at_line_end() && !is_blank(peek()) && !(flow_ > 0 && is_flow_indicator(peek()))) ++at_;
  }

  void scan_name(bool alias) {
    const std::size_t start = at_++;
    while (!at_line_end() && !is_blank(peek()) && !is_flow_indicator(peek())) ++at_;
    const std::string_view name = text_.substr(start + 1, at_ - start - 1);
    if (alias) {
      leading_ = false;
      count_alias(start, name);
    } else {
      newest_anchor_ = name;
      weights_[newest_anchor_] = 1;
    }
  }

  /// An alias weighs what its anchor weighs; an anchor weighs one and what the aliases after it weigh.
  void count_alias(std::size_t start, std::string_view name) {
    if (++aliases_ > text_limits.aliases) {
      refuse(start, "at most " + std::to_string(text_limits.aliases) + " aliases", "one more");
      return;
    }
    const auto anchor = weights_.find(name);
    const std::size_t weight = anchor == weights_.end() ? 1 : anchor->second;
    if (!newest_anchor_.empty() && newest_anchor_ != name) {
      auto& holder = weights_[newest_anchor_];
      holder = std::min(holder + weight, text_limits.nodes + 1);
    }
    expanded_ = std::min(expanded_ + weight, text_limits.nodes + 1);
    if (expanded_ > text_limits.nodes) {
      refuse(start, "aliases that expand to at most " + std::to_string(text_limits.nodes) + " values", "more");
    }
  }

  void scan_quoted(char quote) {
    const std::size_t start = at_;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\n') {
        line_start_ = at_ + 1;
        ++at_;
        if (at_document_mark()) return;
        --at_;
      } else if (quote == '"' && text_[at_] == '\\') {
        if (peek(1) != '\n') ++at_;
      } else if (text_[at_] == quote) {
        if (quote == '\'' && peek(1) == '\'') {
          ++at_;
          continue;
        }
        ++at_;
        return;
      }
    }
    refuse(start, std::string("a closing ") + quote, "the end of the file");
  }

  void scan_plain() {
    plain_open_ = true;
    while (!at_line_end()) {
      const char character = peek();
      const bool ends_key = character == ':' && (blank_follows() || (flow_ > 0 && is_flow_indicator(peek(1))));
      const bool ends_flow = flow_ > 0 && is_flow_indicator(character);
      const bool comment = character == '#' && at_ > line_start_ && is_blank(text_[at_ - 1]);
      if (ends_key || ends_flow || comment) {
        plain_open_ = false;
        return;
      }
      ++at_;
    }
  }

  void scan_block_scalar() {
    std::size_t indicated = 0;
    while (!at_line_end()) {
      const char character = peek();
      if (character == '#' || is_blank(character)) break;
      if (character >= '1' && character <= '9') indicated = static_cast<std::size_t>(character - '0');
      ++at_;
    }
    const bool nested = !levels_.empty();
    const std::size_t parent = nested ? levels_.back().column : 0;
    std::size_t content = indicated > 0 ? parent + indicated : 0;
    bool known = indicated > 0;
    next_line();
    while (at_ < text_.size() && !at_document_mark()) {
      const std::size_t first = std::min(text_.find_first_not_of(' ', at_), text_.size());
      const std::size_t indent = first - at_;
      const bool empty_line = first == text_.size() || text_[first] == '\n' || text_[first] == '\r';
      if (!empty_line) {
        if (!known) {
          if (nested && indent <= parent) break;
          content = indent;
          known = true;
        }
        if (indent < content) break;
      }
      next_line();
    }
    // scan_line() moves on by a line: step back onto the end of the last one.
    if (at_ < text_.size() && at_ > 0) --at_;
  }

  const TextSource& source_;
  std::string_view text_;
  Problems& problems_;
  std::size_t at_ = 0;
  std::size_t line_start_ = 0;
  std::size_t flow_ = 0;              ///< open brackets
  std::vector<Level> levels_;         ///< open block collections
  bool leading_ = true;               ///< only `-`, `?`, `:` so far on this line
  bool plain_open_ = false;           ///< a plain scalar may go on over the line's end
  std::ptrdiff_t plain_parent_ = -1;  ///< column that its next line must exceed
  bool stopped_ = false;
  std::size_t aliases_ = 0;
  std::size_t expanded_ = 0;
  std::string_view newest_anchor_;
  std::map<std::string_view, std::size_t> weights_;
};

}  // namespace

void scan_yaml(const TextSource& source, Problems& problems) { YamlScan(source, problems).run(); }

}  // namespace throughgate::scenario
