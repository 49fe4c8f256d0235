#include "cli/read_results.hpp"

#include "cli/usage_error.hpp"
#include "results/reader.hpp"
#include "results/results_error.hpp"

namespace throughgate::cli {

recording::Dataset read_results(const std::string& file) {
  try {
    return results::read_dataset(file);
  } catch (const results::ResultsError& error) {
    throw UsageError(error.what());
  }
}

}  // namespace throughgate::cli
