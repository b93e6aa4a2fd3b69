// SPDX-License-Identifier: Apache-2.0
#include "chain.hpp"

#include <actionplan/core/error.hpp>

#include <sodium/randombytes.h>

#include <string>

namespace actionplan::detail {

Hash next_link(const Hash& before, std::string_view kind, const Hash& content) {
  std::string text = "actionplan/link@1\n";
  text += to_hex(before) + "\n";
  text.append(kind).append("\n");
  text += to_hex(content) + "\n";
  return sha256(text);
}

Hash revision_content(Date effective_on, Date recorded_on, std::string_view plan,
                      std::string_view profile) {
  return sha256("actionplan/revision@1\n" + effective_on.iso() + "\n" + recorded_on.iso() + "\n" +
                to_hex(sha256(plan)) + "\n" + to_hex(sha256(profile)) + "\n");
}

Hash person_digest(std::string_view salt, const Person& person) {
  std::string text = "actionplan/person@1\n";
  text.append(salt);
  for (const std::string& part : {person.name, person.position, person.contact}) {
    text += std::to_string(part.size()) + ":" + part + "\n";
  }
  return sha256(text);
}

std::optional<Hash> find_hash(std::string_view hex) {
  try {
    return hash_from_hex(hex);
  } catch (const ParseError&) {
    return std::nullopt;
  }
}

Hash random_salt() {
  Hash salt{};
  randombytes_buf(salt.data(), salt.size());
  return salt;
}

}  // namespace actionplan::detail
