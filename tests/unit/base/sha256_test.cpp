#include "base/sha256.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace throughgate {
namespace {

// The examples of FIPS 180-2, appendix B.
TEST(Sha256, GivesTheStandardsExamples) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Sha256, DoesNotCareHowTheTextArrives) {
  Sha256 digest;
  digest.update("a");
  digest.update("");
  digest.update("bc", 2);
  EXPECT_EQ(digest.finish_hex(), sha256_hex("abc"));
}

TEST(Sha256, TakesNothingAfterItsEnd) {
  Sha256 digest;
  (void)digest.finish_hex();
  EXPECT_THROW(digest.update("late"), std::runtime_error);
  EXPECT_THROW((void)digest.finish_hex(), std::runtime_error);
}

}  // namespace
}  // namespace throughgate
