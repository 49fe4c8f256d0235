#pragma once
/// Listens to yaml-cpp's events and builds a Document. Counts depth and values itself, so that neither
/// an alias nor a text that the cheap scan misread can expand without bound.

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

#include <cstddef>
#include <map>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "scenario/document.hpp"

namespace throughgate::scenario {

/// Thrown to leave the parser when going on makes no sense; the problem has been added.
struct StopParsing : std::runtime_error {
  StopParsing() : std::runtime_error("stopped") {}
};

class DocumentBuilder final : public YAML::EventHandler {
 public:
  DocumentBuilder(Document& document, Problems& problems);

  void OnDocumentStart(const YAML::Mark& mark) override;
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override;
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override;
  void OnMapEnd() override { close(); }

  /// After an error that leaves the text half read: no root is better than a part of one.
  void abandon() { document_.root_ = nullptr; }
  void add_problem(const YAML::Mark& mark, std::string expected, std::string found);

 private:
  /// A mapping or list that is being filled.
  struct Frame {
    Json* container;
    std::string pointer;
    YAML::anchor_t anchor;
    std::size_t values_before;
    bool has_key = false;
    bool discard = false;  ///< the value of the present key is not kept
    std::string key;
    Spot key_spot;
  };
  /// How far the characters of a line have been counted.
  struct Counted {
    std::size_t line;
    std::size_t bytes;
    std::size_t characters;
  };
  /// An anchored value that is complete.
  struct Anchored {
    std::string pointer;
    std::size_t values;
  };

  [[nodiscard]] Spot spot(const YAML::Mark& mark);
  [[nodiscard]] bool expects_key() const;
  [[nodiscard]] bool discards() const { return discarded_depth_ > 0 || (!frames_.empty() && frames_.back().discard); }
  [[nodiscard]] std::string next_pointer() const;
  [[nodiscard]] bool is_word_null(const YAML::Mark& mark) const;
  void take_key(const YAML::Mark& mark, const std::string& key);
  Json* put(const YAML::Mark& mark, Json value);
  void finish_value();
  void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, Json empty);
  void close();
  void count(const YAML::Mark& mark, std::size_t values);
  bool check_tag(const YAML::Mark& mark, const std::string& tag, const std::string& standard);
  void copy_places(const std::string& from, const std::string& onto);
  [[noreturn]] void stop(const YAML::Mark& mark, std::string expected, std::string found);

  Document& document_;
  Problems& problems_;
  std::vector<std::size_t> line_starts_;
  std::vector<Frame> frames_;
  std::map<YAML::anchor_t, Anchored> anchors_;
  std::set<YAML::anchor_t> open_anchors_;
  std::vector<std::unique_ptr<Json>> trash_;  ///< containers whose values are not kept
  Counted counted_{0, 0, 0};
  std::size_t values_ = 0;
  std::size_t documents_ = 0;
  std::size_t discarded_depth_ = 0;
};

}  // namespace throughgate::scenario
