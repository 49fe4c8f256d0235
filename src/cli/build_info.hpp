#pragma once
/// Which program this is. Both come from CMake; a build without them says so.

#include <string>

namespace throughgate::cli {

[[nodiscard]] std::string program_version();
/// The commit that was built, with `-dirty` when files differed; `unknown` outside git.
[[nodiscard]] std::string program_commit();

}  // namespace throughgate::cli
