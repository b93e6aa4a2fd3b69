// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/evidence/entry.hpp>

#include "csv_text.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace actionplan::detail {

// The cell of a field of an entry, in CSV files and forms, by the field's type. Absent is empty.

[[nodiscard]] std::string entry_cell(Date date);
[[nodiscard]] std::string entry_cell(const std::optional<Date>& date);
[[nodiscard]] std::string entry_cell(const std::optional<Period>& period);
[[nodiscard]] std::string entry_cell(const std::optional<double>& number);
[[nodiscard]] std::string entry_cell(const std::optional<std::int64_t>& count);
[[nodiscard]] std::string entry_cell(const std::optional<bool>& is_so);
[[nodiscard]] std::string entry_cell(const std::string& text);
[[nodiscard]] std::string entry_cell(const Dimension& dimension);
[[nodiscard]] std::string entry_cell(const std::vector<Source>& sources);
template <class Tag>
[[nodiscard]] std::string entry_cell(const std::optional<Id<Tag>>& id) {
  return id ? text_cell(id->value()) : std::string{};
}
template <NamedEnum Word>
[[nodiscard]] std::string entry_cell(Word word) {
  return std::string{to_string(word)};
}
template <NamedEnum Word>
[[nodiscard]] std::string entry_cell(const std::optional<Word>& word) {
  return word ? std::string{to_string(*word)} : std::string{};
}

}  // namespace actionplan::detail
