#pragma once
/// A command line or a file that cannot be used; ends with exit code 2.

#include <stdexcept>

namespace throughgate::cli {

class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace throughgate::cli
