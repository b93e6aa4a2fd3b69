// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/hash.hpp>
#include <actionplan/store/store.hpp>

#include "casters.hpp"

#include <filesystem>
#include <optional>

namespace actionplan::bindings {

inline std::optional<Hash> to_hash(const std::optional<Text>& text) {
  if (!text) return std::nullopt;
  return hash_from_hex(text->value);
}

/// Permissions as `os.chmod` takes them; what else the number says is left for the store to refuse.
inline std::filesystem::perms to_mode(std::optional<unsigned> mode) {
  return mode ? static_cast<std::filesystem::perms>(*mode) : private_mode;
}

inline WriteConditions to_conditions(const std::optional<Text>& expected_head,
                                     std::optional<Date> not_after) {
  return {to_hash(expected_head), not_after};
}

}  // namespace actionplan::bindings
