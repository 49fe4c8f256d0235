#pragma once
/// The parameters of a model (merged from the files of its folder) or of a structure (merged along its
/// `based_on` chain).

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/catalogue.hpp"
#include "scenario/correlations.hpp"
#include "scenario/parameter.hpp"

namespace throughgate::scenario {

enum class DocumentKind { model, structure };

struct ParameterDocument {
  DocumentKind kind = DocumentKind::model;
  std::string name;                   ///< of the model, or of the structure: the stem of its file
  std::string title, period, source;  ///< of a structure
  Position position;                  ///< of the header
  std::map<std::string, Parameter, std::less<>> parameters;
  std::map<std::string, Position, std::less<>> groups;  ///< where each group was met first
  std::set<std::string, std::less<>> unreadable;        ///< present, but without a value
  std::vector<CorrelatedPair> correlated;               ///< of a model: pairs that stand beside its parameters

  [[nodiscard]] const Parameter* find(std::string_view path) const;
};

/// Parameters in place of those of a document, by path.
using ParameterChanges = std::map<std::string, Parameter, std::less<>>;

/// Reads the groups and parameters below the root of one file, but for the keys of its `header`. Adds to
/// `into`; a parameter that is there already is a problem that names both places.
void read_parameters(const Cursor& root, const std::vector<std::string>& header, const Catalogue& catalogue,
                     ParameterDocument& into);

/// Parameters of `over` replace those of `document`.
void overlay(ParameterDocument& document, const ParameterDocument& over);

/// Checks each value that is there; with `complete` also that every parameter of the catalogue is there.
void check_parameters(const ParameterDocument& document, const Catalogue& catalogue, bool complete, Problems& problems);

/// Hands each parameter, as it is after the changes, to the binder's targets. Adds a problem for each that is missing
/// or not as wanted.
void fill(const ParameterDocument& document, const ParameterChanges& changes, const Bind& bind, Problems& problems);

/// Hands the changes alone to their targets; the others stay as they are.
void fill_changes(const ParameterChanges& changes, const Bind& bind, Problems& problems);

}  // namespace throughgate::scenario
