// SPDX-License-Identifier: Apache-2.0
#include "chain.hpp"

#include <actionplan/core/error.hpp>

#include <sodium/randombytes.h>

#include <string>

namespace actionplan::detail {

std::string_view row_kind(LinkKind kind) noexcept {
  if (kind == LinkKind::revision) return "revision";
  return kind == LinkKind::withholding ? "withholding" : "entry";
}

std::string link_text(const Hash& before, LinkKind kind, const Hash& content) {
  const bool is_first = kind == LinkKind::revision || kind == LinkKind::entry_1;
  std::string text = is_first ? "actionplan/link@1\n" : "actionplan/link@2\n";
  text += to_hex(before) + "\n";
  text.append(row_kind(kind)).append("\n");
  text += to_hex(content) + "\n";
  return text;
}

Hash next_link(const Hash& before, LinkKind kind, const Hash& content) {
  return sha256(link_text(before, kind, content));
}

Hash revision_content(Date effective_on, Date recorded_on, std::string_view plan,
                      std::string_view profile) {
  return sha256("actionplan/revision@1\n" + effective_on.iso() + "\n" + recorded_on.iso() + "\n" +
                to_hex(sha256(plan)) + "\n" + to_hex(sha256(profile)) + "\n");
}

Hash withholding_content(Date recorded_on, const Hash& entry, std::string_view reason,
                         const std::optional<Hash>& kept) {
  return sha256("actionplan/withholding@1\n" + recorded_on.iso() + "\n" + to_hex(entry) + "\n" +
                to_hex(sha256(reason)) + "\n" + (kept ? to_hex(*kept) : "") + "\n");
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

EntrySalt EntrySalts::next() {
  if (left_ == 0) {
    randombytes_buf(drawn_.data(), sizeof drawn_);
    left_ = drawn_.size();
  }
  const EntrySalt salt{drawn_[--left_]};
  return salt.is_set() ? salt : next();
}

}  // namespace actionplan::detail
