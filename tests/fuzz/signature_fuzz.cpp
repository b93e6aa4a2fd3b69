// SPDX-License-Identifier: Apache-2.0
// Signatures: no bytes but those that were signed pass, whatever stands in the signature and key.
#include <actionplan/core/error.hpp>
#include <actionplan/core/signature.hpp>

#include "fuzz_input.hpp"

namespace {

using namespace actionplan;
using fuzz::require;

// Made with minisign 0.11 of the text "hello" and a line feed: of its digest, and of itself.
constexpr std::string_view key = "RWSIK1EsDOIl3PIti9r3O3qX8SZfFKKD2z0NKI0lsdy+u5ngZkHx+0CK";
constexpr std::string_view signatures[] = {
    "untrusted comment: signature from minisign secret key\n"
    "RUSIK1EsDOIl3MX8cn+jRirWBE1RMSKs22fqtza7l/0wfBpl5CJI5uCU4xmuMjX64oFORDvEeMyjFd9EvTTCj/"
    "g9Iaf609RXRgg=\n"
    "trusted comment: day 2018-09-30\n"
    "b/gGLBuHO815ZdfAZURhsmJOmTVLT75TdKk053nPiscOmLZ58tdHjIxNfND3iEFOgcRjwaanTYavLN8l7LA7Dw==\n",
    "untrusted comment: signature from minisign secret key\n"
    "RWSIK1EsDOIl3GmIQQKOQUseZ32pL/ICrXPzDpa/uRrWwmrU3GoeAi5aZLdfehuY3d+gL/"
    "N9ZGavpAXFUvBKk5tfVHAwnAL4KwE=\n"
    "trusted comment: legacy form\n"
    "FYUindyvZvairiUNm7bYe8UaOPuk86XoMOJTLTH2heRUR5rOhblI0+HSHNgvsw8id9wfa6BIfO9uCAsBRdF3AQ==\n"};

std::string changed(std::string_view whole, fuzz::Input& input) {
  std::string text{whole};
  for (std::size_t left = input.below(8); left > 0 && !text.empty(); --left) {
    const std::size_t high = input.below(256);
    const std::size_t at = (high * 256 + input.below(256)) % text.size();
    switch (input.below(3)) {
      case 0: text[at] = static_cast<char>(input.byte()); break;
      case 1: text.erase(at, 1 + input.below(16)); break;
      default: text.insert(at, input.bytes());
    }
  }
  return text;
}

// Without the first line, which nobody signs.
std::string_view signed_part(std::string_view signature) {
  return signature.substr(std::min(signature.find('\n'), signature.size()));
}

std::string without_returns(std::string text) {
  std::erase(text, '\r');
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input{data, size};
  const std::string_view whole = signatures[input.below(2)];
  const bool is_free = input.below(8) == 0;
  const std::string signature = is_free ? input.bytes() : changed(whole, input);
  const std::string public_key = input.below(4) == 0 ? changed(key, input) : std::string{key};
  const std::string bytes = input.below(4) == 0 ? std::string{input.rest()} : "hello\n";
  try {
    const SignatureCheck check = check_signature(bytes, signature, public_key);
    require(check.key_id.size() == 16);
    require(check.is_valid() || check.trusted_comment.empty());
    if (!check.is_valid()) return 0;
    require(bytes == "hello\n");
    const std::string part = without_returns(std::string{signed_part(signature)});
    require(part == without_returns(std::string{signed_part(signatures[0])}) ||
            part == without_returns(std::string{signed_part(signatures[1])}));
  } catch (const ParseError& error) {
    require(std::string_view{error.what()}.ends_with('.'));
  }
  return 0;
}
