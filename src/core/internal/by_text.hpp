// SPDX-License-Identifier: Apache-2.0
#pragma once

// Maps and sets by texts, in which a view finds its text without a copy of it.

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace actionplan::detail {

struct TextHash : std::hash<std::string_view> {
  using is_transparent = void;
};

template <class Value>
using ByText = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;
using TextSet = std::unordered_set<std::string, TextHash, std::equal_to<>>;

}  // namespace actionplan::detail
