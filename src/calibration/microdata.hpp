#pragma once
/// Lifetimes from a table: how long each person was observed, whether the event came, and what is known of the person.

#include <Eigen/Dense>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace throughgate::calibration {

/// Which columns of the table are read.
struct MicrodataRequest {
  std::string time;   ///< column of the time to event or censoring, above 0
  std::string event;  ///< column: 1 where the event came, 0 where the person was last seen without
  std::vector<std::string> covariates;
  std::vector<std::string> share_covariates;  ///< of the share that can have the event; empty: a constant share
};

/// Covariates as columns: `(Intercept)`, then numbers as they are, and for a column of words one indicator
/// `column[word]` for each word but the first in alphabetical order.
struct CovariateColumns {
  std::vector<std::string> names;
  Eigen::MatrixXd values;  ///< observation by column
};

struct Microdata {
  Eigen::VectorXd time;             ///< in the table's unit
  std::vector<std::uint8_t> event;  ///< 1 or 0
  CovariateColumns location;        ///< of the time scale
  CovariateColumns share;           ///< of the share that can have the event
  std::size_t left_out = 0;         ///< rows without a value in one of the columns
  bool events_are_two = false;      ///< the event column held 1 and 2: 2 was read as the event

  [[nodiscard]] std::size_t observations() const { return event.size(); }
  [[nodiscard]] std::size_t events() const;
};

/// Comma-separated (RFC 4180), the first row has the names. An empty cell or `NA` leaves its row out; events may also
/// be `TRUE` and `FALSE`, or 1 and 2. Throws InputError with every problem: unknown columns with the nearest name,
/// times that are not above 0, covariates that follow from the others.
[[nodiscard]] Microdata parse_microdata(const std::string& text, const std::string& file,
                                        const MicrodataRequest& request);

/// The same from a file.
[[nodiscard]] Microdata read_microdata(const std::filesystem::path& file, const MicrodataRequest& request);

}  // namespace throughgate::calibration
