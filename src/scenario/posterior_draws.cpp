#include "scenario/posterior_draws.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/sha256.hpp"
#include "scenario/csv_text.hpp"

namespace throughgate::scenario {

namespace {

constexpr const char* draw_column = "draw";
constexpr const char* stamp_row = "prior";

class PosteriorReader {
 public:
  PosteriorReader(const std::string& file, const std::vector<std::string>& known, Problems& problems)
      : file_(file), known_(known), problems_(problems) {}

  PosteriorDraws read(const std::vector<CsvRecord>& records) {
    if (records.empty() || records.front().front().text != draw_column) {
      wrong({.text = ""}, "", "a first column `draw`");
      return {};
    }
    read_header(records.front());
    for (std::size_t row = 1; row < records.size(); ++row) {
      const CsvRecord& record = records[row];
      if (record.size() != records.front().size()) {
        wrong(record.front(), "", fmt::format("{} cells", records.front().size()), std::to_string(record.size()));
      } else if (row == 1) {
        read_stamps(record);
      } else {
        read_draw(record);
      }
    }
    constexpr std::size_t least_draws = 10;
    if (posterior_.draws.size() < least_draws && problems_.empty()) {
      wrong(records.back().front(), "", "ten draws or more", std::to_string(posterior_.draws.size()));
    }
    return std::move(posterior_);
  }

 private:
  void read_header(const CsvRecord& header) {
    for (std::size_t i = 1; i < header.size(); ++i) {
      const std::string& name = header[i].text;
      if (!std::ranges::binary_search(known_, name)) {
        problems_.add({file_, header[i].line, header[i].column}, "", "the path of a parameter of the model",
                      backquoted(name), nearest_known(name, known_));
      } else if (posterior_.column_of(name)) {
        wrong(header[i], name, "each parameter once", backquoted(name) + " again");
      }
      posterior_.parameters.push_back(name);
      posterior_.positions.push_back({file_, header[i].line, header[i].column});
    }
  }

  void read_stamps(const CsvRecord& record) {
    if (record.front().text != stamp_row) wrong(record.front(), "", "the row `prior`", backquoted(record.front().text));
    for (std::size_t i = 1; i < record.size(); ++i) posterior_.stamps.push_back(record[i].text);
  }

  void read_draw(const CsvRecord& record) {
    std::vector<double> draw;
    for (std::size_t i = 1; i < record.size(); ++i) {
      const auto value = number_of(record[i]);
      if (!value) wrong(record[i], posterior_.parameters[i - 1], "a number", backquoted(record[i].text));
      draw.push_back(value.value_or(0));
    }
    posterior_.draws.push_back(std::move(draw));
  }

  void wrong(const CsvCell& cell, const std::string& path, std::string expected, std::string found = "another text") {
    problems_.add({file_, cell.line, cell.column}, path, std::move(expected), std::move(found));
  }

  const std::string& file_;
  const std::vector<std::string>& known_;
  Problems& problems_;
  PosteriorDraws posterior_;
};

}  // namespace

std::optional<std::size_t> PosteriorDraws::column_of(const std::string& parameter) const {
  const auto found = std::ranges::find(parameters, parameter);
  if (found == parameters.end()) return std::nullopt;
  return static_cast<std::size_t>(found - parameters.begin());
}

std::vector<double> PosteriorDraws::column(std::size_t parameter) const {
  std::vector<double> values;
  values.reserve(draws.size());
  for (const auto& draw : draws) values.push_back(draw[parameter]);
  return values;
}

std::string stamp_of(const Parameter& parameter) {
  constexpr std::size_t digits = 12;
  return sha256_hex(parameter.value.dump() + ' ' + to_text(parameter.distribution)).substr(0, digits);
}

PosteriorDraws read_posterior(std::string_view text, const std::string& file, const std::vector<std::string>& known,
                              Problems& problems) {
  Problems own;
  std::vector<std::string> sorted = known;
  std::ranges::sort(sorted);
  const auto records = parse_csv(text, file, own);
  PosteriorDraws posterior = PosteriorReader(file, sorted, own).read(records);
  problems.add_all(own.all());
  return posterior;
}

std::string posterior_text(const PosteriorDraws& posterior) {
  std::string text = fmt::format("{},{}\n{},{}\n", draw_column, fmt::join(posterior.parameters, ","), stamp_row,
                                 fmt::join(posterior.stamps, ","));
  for (std::size_t draw = 0; draw < posterior.draws.size(); ++draw) {
    text += fmt::format("{},{:.6g}\n", draw + 1, fmt::join(posterior.draws[draw], ","));
  }
  return text;
}

}  // namespace throughgate::scenario
