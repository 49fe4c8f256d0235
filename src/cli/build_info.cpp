#include "cli/build_info.hpp"

#ifndef THROUGHGATE_VERSION
#define THROUGHGATE_VERSION "0.1.0"
#endif
#ifndef THROUGHGATE_COMMIT
#define THROUGHGATE_COMMIT "unknown"
#endif

namespace throughgate::cli {

std::string program_version() { return THROUGHGATE_VERSION; }
std::string program_commit() { return THROUGHGATE_COMMIT; }

}  // namespace throughgate::cli
