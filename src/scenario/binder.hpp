#pragma once
/// The catalogue of parameters. One function per noun (`bind_*.cpp`) names each parameter once: its
/// path, unit, bounds and the field that it fills. The same function fills a model struct from a
/// file, and describes the file for the JSON Schema; so neither can know a parameter the other does not.

#include <span>
#include <string>
#include <string_view>

namespace throughgate::scenario {

/// Bounds of a parameter, both inclusive.
struct Bounds {
  double low;
  double high;
};

inline constexpr Bounds unbounded{-1e300, 1e300};
inline constexpr Bounds not_negative{0.0, 1e300};
inline constexpr Bounds positive{1e-300, 1e300};
inline constexpr Bounds share_bounds{0.0, 1.0};

enum class Sum { free, one };  ///< whether the values of a row must sum to one (within 1e-6)

using Labels = std::span<const std::string_view>;

/// Visits each parameter of a model or structure. `path` is dotted, relative to the file's root
/// (`custody.hdc.take_up`; in a structure file `layers.headquarters.posts`). `unit` is the one text the
/// file must give (`share`, `day`, `GBP year-1`, `post`, `1`, ...). `meaning` is one phrase for the schema.
/// Targets keep their value when the visitor only describes.
class Binder {
 public:
  virtual ~Binder() = default;

  virtual void number(std::string_view path, std::string_view unit, Bounds bounds, std::string_view meaning,
                      double& target) = 0;
  /// A value per label; the file has a mapping with exactly these keys.
  virtual void row(std::string_view path, std::string_view unit, Bounds bounds, Sum sum, Labels labels,
                   std::string_view meaning, std::span<double> target) = 0;
  /// A mapping (rows) of mappings (columns); target is row-major. `sum` holds for each row.
  virtual void table(std::string_view path, std::string_view unit, Bounds bounds, Sum sum, Labels rows, Labels columns,
                     std::string_view meaning, std::span<double> target) = 0;
  /// A calendar date, as days since 1970-01-01. Unit `date`.
  virtual void date(std::string_view path, std::string_view meaning, int& days_since_1970) = 0;
  /// One word of a list; target is its index.
  virtual void choice(std::string_view path, Labels words, std::string_view meaning, int& target) = 0;

  void share(std::string_view path, std::string_view meaning, double& target) {
    number(path, "share", share_bounds, meaning, target);
  }
  void days(std::string_view path, std::string_view meaning, double& target) {
    number(path, "day", not_negative, meaning, target);
  }
};

}  // namespace throughgate::scenario
