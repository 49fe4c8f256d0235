#pragma once
/// SHA-256 (FIPS 180-4), by OpenSSL's libcrypto.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace throughgate {

/// A digest over text that arrives in pieces.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  void update(std::string_view bytes);
  void update(const void* data, std::size_t size);

  /// 64 lower-case hexadecimal digits. Ends the digest: nothing may be added afterwards.
  [[nodiscard]] std::string finish_hex();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace throughgate
