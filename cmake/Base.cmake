# Third-party libraries of src/base, src/random and src/engine.
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
throughgate_use(base OpenSSL::Crypto)

# Random123 is headers only (Debian: librandom123-dev).
find_path(RANDOM123_INCLUDE_DIR Random123/philox.h REQUIRED)
if(NOT TARGET Random123::Random123)
  add_library(Random123::Random123 INTERFACE IMPORTED)
  target_include_directories(Random123::Random123 SYSTEM INTERFACE ${RANDOM123_INCLUDE_DIR})
endif()
throughgate_use(random Random123::Random123)
