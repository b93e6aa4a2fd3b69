// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/export.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace actionplan {

/// What a filter can ask of a measure, by the name that its text form uses.
/// docs/guide/filters.md has the table.
enum class Field : std::uint8_t {
  id,
  number,
  section,
  title,
  indicator_text,
  agency,
  role,
  force,
  indicator_kind,
  deadline_kind,
  start,
  due,
  due_original,
  deadline_status,
  reason,
  days_late,
  days_past_due,
  indicator_status,
  progress,
  derived,
  rated,
  reporter,
  reporter_type,
  method,
  verification,
  deadline_reason,
  due_latest,
  conditional,
};
[[nodiscard]] constexpr auto names_of(Field) noexcept {
  return names_to<Field::conditional>(
      "id", "number", "section", "title", "indicator_text", "agency", "role", "force",
      "indicator_kind", "deadline_kind", "start", "due", "due_original", "deadline_status",
      "reason", "days_late", "days_past_due", "indicator_status", "progress", "derived", "rated",
      "reporter", "reporter_type", "method", "verification", "deadline_reason", "due_latest",
      "conditional");
}

/// The words of a field that is asked whether something is so.
enum class YesNo : std::uint8_t { no, yes };
[[nodiscard]] constexpr auto names_of(YesNo) noexcept { return names_to<YesNo::yes>("no", "yes"); }

/// What a field holds, and so how it is compared.
enum class FieldType : std::uint8_t {
  id,      ///< a name that never repeats: `=` is that one, letter by letter
  label,   ///< a number such as "4.2.3": `=` is that one, `:` that one and all below it
  text,    ///< words: `=` is the whole, `:` a part; case and diacritics do not matter
  word,    ///< one word of an enumeration: `=`
  day,     ///< a date: compared with a day or a period
  number,  ///< compared with a number
};
[[nodiscard]] constexpr auto names_of(FieldType) noexcept {
  return names_to<FieldType::number>("id", "label", "text", "word", "day", "number");
}

/// A line of the table of fields.
struct FieldInfo {
  Field field = Field::number;
  FieldType type = FieldType::text;
  bool is_many = false;           ///< a measure can have several values; one that fits is enough
  std::string_view meaning = {};  ///< a phrase, for people
  std::string_view example = {};  ///< a filter that uses it
};

/// All fields, in the order of the enumeration.
[[nodiscard]] ACTIONPLAN_EXPORT const std::vector<FieldInfo>& fields();

[[nodiscard]] ACTIONPLAN_EXPORT const FieldInfo& info(Field field);

[[nodiscard]] ACTIONPLAN_EXPORT std::optional<Field> find_field(std::string_view name) noexcept;

/// @throws InvalidArgument naming all fields there are.
[[nodiscard]] ACTIONPLAN_EXPORT Field field_named(std::string_view name);

/// The words that a field of type `word` can hold, in the order of their enumeration; none for the
/// other types.
[[nodiscard]] ACTIONPLAN_EXPORT const std::vector<std::string_view>& words_of(Field field);

}  // namespace actionplan
