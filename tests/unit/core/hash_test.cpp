// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/hash.hpp>

#include <actionplan/core/error.hpp>

#include <gtest/gtest.h>

namespace actionplan::hash_test {
namespace {

struct Case {
  const char* name;
  const char* input;
  const char* digest;
};

class Sha256 : public testing::TestWithParam<Case> {};

TEST_P(Sha256, AgreesWithThePublishedExample) {
  EXPECT_EQ(to_hex(sha256(GetParam().input)), GetParam().digest);
  EXPECT_EQ(hash_from_hex(GetParam().digest), sha256(GetParam().input));
}

// NIST, Cryptographic Standards and Guidelines, example values for SHA-256.
INSTANTIATE_TEST_SUITE_P(
    Nist, Sha256,
    testing::Values(Case{"empty", "",
                         "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
                    Case{"one_block", "abc",
                         "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
                    Case{"two_blocks", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"}),
    [](const auto& row) { return row.param.name; });

TEST(HashFromHex, RefusesWhatIsNoDigest) {
  const std::string digest = to_hex(sha256(""));
  EXPECT_THROW((void)hash_from_hex(""), ParseError);
  EXPECT_THROW((void)hash_from_hex(digest.substr(1)), ParseError);
  EXPECT_THROW((void)hash_from_hex(digest + "0"), ParseError);
  EXPECT_THROW((void)hash_from_hex("E" + digest.substr(1)), ParseError);
}

}  // namespace
}  // namespace actionplan::hash_test
