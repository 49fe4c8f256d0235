#include "scenario/validate.hpp"

#include <algorithm>
#include <map>
#include <system_error>
#include <utility>

#include "scenario/correlations.hpp"
#include "scenario/design_file.hpp"
#include "scenario/law_reader.hpp"
#include "scenario/model_folder.hpp"
#include "scenario/schema_check.hpp"
#include "scenario/structure_chain.hpp"

namespace throughgate::scenario {

namespace {

class Validation {
 public:
  Validation(const std::filesystem::path& path, const Binders& binders)
      : path_(path),
        binders_(binders),
        model_(describe(binders.model)),
        structure_(describe(binders.structure)),
        schema_(model_, structure_) {}

  std::vector<Problem> run() {
    std::error_code error;
    if (std::filesystem::is_directory(path_, error)) {
      const auto folder = path_.has_filename() ? path_ : path_.parent_path();
      const Referrer referrer{Position{path_.string(), 0, 0}, ""};
      (void)load_model(folder, referrer, model_, schema_, sources_, problems_);
    } else if (const auto document = sources_.read(path_, problems_)) {
      validate(*document);
    }
    return problems_.sorted();
  }

 private:
  void validate(const Document& document) {
    switch (kind_of_file(document.root())) {
      case FileKind::scenario:
        validate_scenario();
        break;
      case FileKind::model:
        validate_model(document);
        break;
      case FileKind::structure:
        (void)load_structure(path_.parent_path(), path_.stem().string(), Referrer{Position{path_.string(), 0, 0}, ""},
                             structure_, schema_, sources_, problems_);
        break;
      case FileKind::overlay:
        check_parameters(read_overlay_file(document, structure_, schema_, problems_), structure_, false, problems_);
        break;
      case FileKind::targets:
        (void)read_targets(Cursor(document, problems_));
        schema_.check(document, FileKind::targets, problems_);
        break;
      case FileKind::law:
        (void)read_law(Cursor(document, problems_));
        schema_.check(document, FileKind::law, problems_);
        break;
      case FileKind::correlations:
        (void)read_correlations(Cursor(document, problems_), model_, structure_);
        schema_.check(document, FileKind::correlations, problems_);
        break;
      case FileKind::design:
        (void)load_design_file(document, schema_, sources_, problems_);
        break;
    }
  }

  void validate_scenario() { (void)try_load_scenario(path_, {}, binders_, problems_); }

  void validate_model(const Document& document) {
    ParameterDocument model;
    read_model_file(document, model_, schema_, model, problems_);
    check_parameters(model, model_, false, problems_);
  }

  std::filesystem::path path_;
  const Binders& binders_;
  Catalogue model_;
  Catalogue structure_;
  SchemaCheck schema_;
  Sources sources_;
  Problems problems_;
};

}  // namespace

std::vector<FileReport> validate_file(const std::filesystem::path& path, const Binders& binders) {
  std::vector<FileReport> reports{{path.string(), {}}};
  for (Problem& problem : Validation(path, binders).run()) {
    const auto same =
        std::ranges::find_if(reports, [&](const FileReport& report) { return report.path == problem.position.file; });
    if (same != reports.end()) {
      same->problems.push_back(std::move(problem));
    } else {
      reports.push_back({problem.position.file, {std::move(problem)}});
    }
  }
  return reports;
}

}  // namespace throughgate::scenario
