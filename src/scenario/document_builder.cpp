#include "scenario/document_builder.hpp"

#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>
#include <utility>

namespace throughgate::scenario {

DocumentBuilder::DocumentBuilder(Document& document, Problems& problems) : document_(document), problems_(problems) {
  const std::string_view text = document.source().content();
  line_starts_.push_back(0);
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\n') line_starts_.push_back(at + 1);
  }
}

/// yaml-cpp counts lines and columns from 0, and columns in bytes. Characters are counted on from the mark
/// before, so that a very long line takes linear time.
Spot DocumentBuilder::spot(const YAML::Mark& mark) {
  if (mark.is_null()) return {1, 1};
  const auto line = std::min(static_cast<std::size_t>(std::max(mark.line, 0)), line_starts_.size() - 1);
  const auto column = static_cast<std::size_t>(std::max(mark.column, 0));
  if (line != counted_.line || column < counted_.bytes) counted_ = {line, 0, 0};
  const std::string_view text = document_.source().content();
  const std::string_view between =
      text.substr(std::min(line_starts_[line] + counted_.bytes, text.size()), column - counted_.bytes);
  counted_.characters += static_cast<std::size_t>(std::ranges::count_if(
      between, [](char character) { return (static_cast<unsigned char>(character) & 0xC0U) != 0x80U; }));
  counted_.bytes = column;
  return {static_cast<int>(line + 1), static_cast<int>(counted_.characters + 1)};
}

void DocumentBuilder::add_problem(const YAML::Mark& mark, std::string expected, std::string found) {
  const Spot where = spot(mark);
  problems_.add(Position{document_.file(), where.line, where.column}, "", std::move(expected), std::move(found));
}

void DocumentBuilder::stop(const YAML::Mark& mark, std::string expected, std::string found) {
  add_problem(mark, std::move(expected), std::move(found));
  throw StopParsing();
}

void DocumentBuilder::count(const YAML::Mark& mark, std::size_t values) {
  values_ += values;
  if (values_ > text_limits.nodes) stop(mark, "at most " + std::to_string(text_limits.nodes) + " values", "more");
}

bool DocumentBuilder::check_tag(const YAML::Mark& mark, const std::string& tag, const std::string& standard) {
  if (tag.empty() || tag == "?" || tag == "!" || tag == standard) return true;
  add_problem(mark, "no tag", backquoted(tag));
  return false;
}

bool DocumentBuilder::expects_key() const {
  return !frames_.empty() && frames_.back().container->is_object() && !frames_.back().has_key;
}

std::string DocumentBuilder::next_pointer() const {
  if (frames_.empty()) return "";
  const Frame& frame = frames_.back();
  if (frame.container->is_array()) return frame.pointer + '/' + std::to_string(frame.container->size());
  return frame.pointer + '/' + pointer_token(frame.key);
}

void DocumentBuilder::take_key(const YAML::Mark& mark, const std::string& key) {
  count(mark, 1);
  Frame& frame = frames_.back();
  frame.has_key = true;
  frame.key = key;
  frame.key_spot = spot(mark);
  frame.discard = false;
  if (discarded_depth_ > 0) return;
  if (key == "<<") {
    add_problem(mark, "no merge key; write the values out", "`<<`");
    frame.discard = true;
  } else if (frame.container->contains(key)) {
    const Position first = document_.key_position(next_pointer());
    add_problem(
        mark, "each key once",
        backquoted(key) + " again (first at " + std::to_string(first.line) + ":" + std::to_string(first.column) + ")");
    frame.discard = true;
  }
}

Json* DocumentBuilder::put(const YAML::Mark& mark, Json value) {
  const Spot where = spot(mark);
  const std::string pointer = next_pointer();
  if (frames_.empty()) {
    document_.root_ = std::move(value);
    document_.places_[pointer] = Place{where, where, {}};
    return &document_.root_;
  }
  Frame& frame = frames_.back();
  const bool keyed = frame.container->is_object();
  document_.places_[pointer] = Place{keyed ? frame.key_spot : where, where, {}};
  if (!keyed) {
    frame.container->push_back(std::move(value));
    return &frame.container->back();
  }
  return &((*frame.container)[frame.key] = std::move(value));
}

void DocumentBuilder::finish_value() {
  if (!frames_.empty()) frames_.back().has_key = false;
}

void DocumentBuilder::OnDocumentStart(const YAML::Mark& mark) {
  if (++documents_ > 1) stop(mark, "one document in a file", "a second document");
}

/// `null` is a word like any other: no key takes nothing as its value, and a structure may have that name.
bool DocumentBuilder::is_word_null(const YAML::Mark& mark) const {
  constexpr std::string_view word = "null";
  const std::string_view text = document_.source().content();
  return !mark.is_null() && static_cast<std::size_t>(mark.line) < line_starts_.size() &&
         text.substr(std::min(line_starts_[static_cast<std::size_t>(mark.line)] + static_cast<std::size_t>(mark.column),
                              text.size()))
             .starts_with(word);
}

void DocumentBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  if (is_word_null(mark)) {
    OnScalar(mark, "!", anchor, "null");
    return;
  }
  if (expects_key()) stop(mark, "a word as key", "nothing");
  count(mark, 1);
  if (!discards()) {
    if (anchor != 0) anchors_[anchor] = {next_pointer(), 1};
    put(mark, nullptr);
  }
  finish_value();
}

void DocumentBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
  if (expects_key()) stop(mark, "a word as key", "an alias");
  if (open_anchors_.contains(anchor)) stop(mark, "an alias of a value before it", "a circular alias");
  const auto anchored = anchors_.find(anchor);
  count(mark, anchored == anchors_.end() ? 1 : anchored->second.values);
  if (!discards()) {
    Json copy;
    const std::string pointer = next_pointer();
    if (anchored != anchors_.end()) copy = document_.root_.at(Json::json_pointer(anchored->second.pointer));
    put(mark, std::move(copy));
    if (anchored != anchors_.end()) copy_places(anchored->second.pointer, pointer);
  }
  finish_value();
}

void DocumentBuilder::copy_places(const std::string& from, const std::string& onto) {
  std::vector<std::pair<std::string, Place>> copies;
  const std::string prefix = from + '/';
  for (auto place = document_.places_.lower_bound(prefix);
       place != document_.places_.end() && place->first.starts_with(prefix); ++place) {
    copies.emplace_back(onto + place->first.substr(from.size()), place->second);
  }
  for (auto& [pointer, place] : copies) document_.places_[pointer] = std::move(place);
}

void DocumentBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                               const std::string& value) {
  if (expects_key()) {
    take_key(mark, value);
    return;
  }
  count(mark, 1);
  const bool untagged = check_tag(mark, tag, "tag:yaml.org,2002:str");
  std::optional<Json> typed = tag == "?" || tag.empty() ? plain_scalar(value) : std::optional<Json>(value);
  if (!typed) {
    add_problem(mark, "a finite number of at most 64 bits", backquoted(value));
  }
  if (!typed || !untagged) typed = Json(Json::value_t::discarded);
  if (!discards()) {
    if (anchor != 0) anchors_[anchor] = {next_pointer(), 1};
    put(mark, std::move(*typed));
  }
  finish_value();
}

void DocumentBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                                      YAML::EmitterStyle::value /*style*/) {
  check_tag(mark, tag, "tag:yaml.org,2002:seq");
  open(mark, tag, anchor, Json::array());
}

void DocumentBuilder::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                                 YAML::EmitterStyle::value /*style*/) {
  check_tag(mark, tag, "tag:yaml.org,2002:map");
  open(mark, tag, anchor, Json::object());
}

void DocumentBuilder::open(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t anchor, Json empty) {
  if (expects_key()) stop(mark, "a word as key", "a " + kind_of(empty));
  count(mark, 1);
  if (frames_.size() >= text_limits.depth) {
    stop(mark, "at most " + std::to_string(text_limits.depth) + " levels of nesting", "more");
  }
  const bool discarded = discards();
  Frame frame{nullptr, {}, discarded ? 0 : anchor, values_ - 1, false, false, {}, {}};
  if (discarded) {
    ++discarded_depth_;
    trash_.push_back(std::make_unique<Json>(std::move(empty)));
    frame.container = trash_.back().get();
  } else {
    frame.pointer = next_pointer();
    frame.container = put(mark, std::move(empty));
  }
  if (frame.anchor != 0) open_anchors_.insert(frame.anchor);
  frames_.push_back(std::move(frame));
}

void DocumentBuilder::close() {
  const Frame frame = std::move(frames_.back());
  frames_.pop_back();
  if (discarded_depth_ > 0) {
    --discarded_depth_;
  } else if (frame.anchor != 0) {
    open_anchors_.erase(frame.anchor);
    anchors_[frame.anchor] = {frame.pointer, values_ - frame.values_before};
  }
  finish_value();
}

Document parse_document(TextSource source, Problems& problems) {
  Document document(std::move(source));
  DocumentBuilder builder(document, problems);
  const Position start{document.file(), 1, 1};
  try {
    std::istringstream stream{std::string(document.source().content())};
    YAML::Parser parser(stream);
    bool any = false;
    while (parser.HandleNextDocument(builder)) any = true;
    if (!any) problems.add(start, "", "a YAML mapping", "an empty file");
  } catch (const StopParsing&) {
    builder.abandon();
  } catch (const YAML::Exception& error) {
    builder.add_problem(error.mark, "valid YAML", error.msg);
    builder.abandon();
  }
  return document;
}

}  // namespace throughgate::scenario
