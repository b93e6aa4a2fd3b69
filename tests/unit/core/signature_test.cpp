// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/signature.hpp>

#include <actionplan/core/error.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace actionplan::signature_test {
namespace {

// Made with minisign 0.11 of the text "hello" and a line feed: of its digest, and (-l) of itself.
const std::string key_line = "RWSIK1EsDOIl3PIti9r3O3qX8SZfFKKD2z0NKI0lsdy+u5ngZkHx+0CK";
const std::string key_file =
    "untrusted comment: minisign public key DC25E20C2C512B88\n" + key_line + "\n";
const std::string other_key = "RWTbn2/bWb31NDRpkh3OZ/AtGQTMpwLs79BSMXR/lsbpRzKsB9Zcwo23";
const std::string of_digest =
    "untrusted comment: signature from minisign secret key\n"
    "RUSIK1EsDOIl3MX8cn+jRirWBE1RMSKs22fqtza7l/0wfBpl5CJI5uCU4xmuMjX64oFORDvEeMyjFd9EvTTCj/"
    "g9Iaf609RXRgg=\n"
    "trusted comment: day 2018-09-30\n"
    "b/gGLBuHO815ZdfAZURhsmJOmTVLT75TdKk053nPiscOmLZ58tdHjIxNfND3iEFOgcRjwaanTYavLN8l7LA7Dw==\n";
const std::string of_bytes =
    "untrusted comment: signature from minisign secret key\n"
    "RWSIK1EsDOIl3GmIQQKOQUseZ32pL/ICrXPzDpa/uRrWwmrU3GoeAi5aZLdfehuY3d+gL/"
    "N9ZGavpAXFUvBKk5tfVHAwnAL4KwE=\n"
    "trusted comment: legacy form\n"
    "FYUindyvZvairiUNm7bYe8UaOPuk86XoMOJTLTH2heRUR5rOhblI0+HSHNgvsw8id9wfa6BIfO9uCAsBRdF3AQ==\n";
const std::string bytes = "hello\n";

std::string replaced(std::string text, const std::string& old, const std::string& with) {
  const std::size_t at = text.find(old);
  EXPECT_NE(at, std::string::npos) << old;
  return text.replace(at, old.size(), with);
}

TEST(CheckSignature, TakesBothFormsAndTheKeyAsFileOrLine) {
  for (const std::string& key : {key_line, key_file, replaced(key_file, "\n", "\r\n")}) {
    EXPECT_EQ(check_signature(bytes, of_digest, key),
              (SignatureCheck{SignatureOutcome::valid, "DC25E20C2C512B88", "day 2018-09-30"}));
    EXPECT_EQ(check_signature(bytes, of_bytes, key),
              (SignatureCheck{SignatureOutcome::valid, "DC25E20C2C512B88", "legacy form"}));
  }
}

TEST(CheckSignature, SaysWhatDoesNotFit) {
  for (const std::string& signature : {of_digest, of_bytes}) {
    EXPECT_EQ(check_signature(bytes, signature, other_key).outcome, SignatureOutcome::other_key);
    for (const char* text : {"", "hello", "hello\n\n", "Hello\n"}) {
      EXPECT_EQ(check_signature(text, signature, key_line).outcome, SignatureOutcome::other_bytes);
    }
  }
  const SignatureCheck changed =
      check_signature(bytes, replaced(of_digest, "2018", "2019"), key_line);
  EXPECT_EQ(changed.outcome, SignatureOutcome::other_comment);
  EXPECT_EQ(changed.trusted_comment, "");
  EXPECT_FALSE(changed.is_valid());
  // A comment that was signed for another signature of the same key.
  const std::string mixed = of_digest.substr(0, of_digest.find("trusted comment: day")) +
                            of_bytes.substr(of_bytes.find("trusted comment: legacy"));
  EXPECT_EQ(check_signature(bytes, mixed, key_line).outcome, SignatureOutcome::other_comment);
}

TEST(CheckSignature, IsOfNoOtherBytesForAnyFlippedBit) {
  for (const std::string& signature : {of_digest, of_bytes}) {
    const std::size_t first = signature.find('\n') + 1;
    for (std::size_t at = 0; at < signature.size(); ++at) {
      // The untrusted comment, as its name says, may be anything.
      if (at >= std::string_view{"untrusted comment: "}.size() && at + 1 < first) continue;
      std::string flipped = signature;
      flipped[at] = static_cast<char>(flipped[at] ^ 1);
      SignatureOutcome outcome = SignatureOutcome::other_bytes;
      try {
        outcome = check_signature(bytes, flipped, key_line).outcome;
      } catch (const ParseError&) {
        continue;
      }
      EXPECT_NE(outcome, SignatureOutcome::valid) << at;
    }
  }
}

struct Refused {
  const char* name;
  std::string signature;
  std::string key;
  ParseErrorCode code = ParseErrorCode::malformed;
};

class RefusedSignature : public testing::TestWithParam<Refused> {};

TEST_P(RefusedSignature, IsAParseError) {
  try {
    (void)check_signature(bytes, GetParam().signature, GetParam().key);
    FAIL();
  } catch (const ParseError& error) {
    EXPECT_EQ(error.code(), GetParam().code);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Forms, RefusedSignature,
    testing::Values(
        Refused{"no_signature", "", key_line}, Refused{"no_key", of_digest, ""},
        Refused{"key_without_comment_mark", of_digest, "a key\n" + key_line},
        Refused{"three_lines_of_key", of_digest, key_file + key_line},
        Refused{"short_key", of_digest, key_line.substr(4)},
        Refused{"key_with_a_space", of_digest, " " + key_line},
        Refused{"key_of_another_algorithm", of_digest, "QU" + key_line.substr(2)},
        Refused{"secret_in_place_of_key", of_digest, replaced(of_digest, "trusted", "t")},
        Refused{"long_key", of_digest, std::string(5000, 'A'), ParseErrorCode::limit},
        Refused{"long_signature", of_digest + std::string(1 << 14, ' '), key_line,
                ParseErrorCode::limit},
        Refused{"a_line_more", of_digest + "more\n", key_line},
        Refused{"a_line_less", of_digest.substr(0, of_digest.find("b/gG")), key_line},
        Refused{"no_trusted_comment", replaced(of_digest, "\ntrusted comment: ", "\n"), key_line},
        Refused{"a_byte_beyond_ascii", replaced(of_bytes, "Dpa/", "Dpa\xC8"), key_line},
        Refused{"a_key_beyond_ascii", of_bytes, replaced(key_line, "dy+u", "dy\xC4u")},
        Refused{"no_base64", replaced(of_digest, "RUSI", "R*SI"), key_line},
        Refused{"another_algorithm", replaced(of_digest, "RUSI", "QUSI"), key_line}),
    [](const auto& row) { return std::string{row.param.name}; });

}  // namespace
}  // namespace actionplan::signature_test
