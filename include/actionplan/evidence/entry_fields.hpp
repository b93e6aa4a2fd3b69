// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/evidence/words.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace actionplan {

/// What an entry of a kind does with a field.
enum class FieldUse : std::uint8_t {
  no,      ///< it is refused
  may,     ///< it may be there
  one_of,  ///< this one has to be there, or another that is `one_of`
  must,    ///< it has to be there
};
[[nodiscard]] constexpr auto names_of(FieldUse) noexcept {
  return names_to<FieldUse::must>("no", "may", "one_of", "must");
}

/// By kind of entry.
using FieldUses = std::array<FieldUse, enum_count<EntryKind>>;

/// What a field of an entry holds.
enum class EntryFieldType : std::uint8_t {
  word,       ///< an enumerator
  day,        ///< a date
  id,         ///< an id
  dimension,  ///< parts by the name of their dimension
  period,     ///< a span of days
  number,     ///< a real number
  count,      ///< a whole number
  yes_no,     ///< true or false
  text,       ///< words
  sources,    ///< sources, one or more
};
[[nodiscard]] constexpr auto names_of(EntryFieldType) noexcept {
  return names_to<EntryFieldType::sources>("word", "day", "id", "dimension", "period", "number",
                                           "count", "yes_no", "text", "sources");
}

/// Which numbers a field takes. All are finite.
enum class NumberBound : std::uint8_t { any, zero_or_more, above_zero };

/// Where a field stands among others, from 1; 0: it is not there.
struct FieldPlaces {
  std::uint8_t csv = 0;   ///< column of a CSV file; what has none is in no published copy
  std::uint8_t json = 0;  ///< member of a JSON object
  std::uint8_t form = 0;  ///< column of a blank form
};

/// What few fields are.
struct FieldTraits {
  std::string_view cell = {};  ///< how its cell is written, after the meaning
  bool is_label = false;       ///< an id or a name: a text even where it looks like a number
  bool is_answer = false;      ///< a row of a form in which no such field is filled in is blank
  bool is_in_unit = false;     ///< a number in the entry's `unit`
  bool is_prose = false;       ///< a text that is seldom that of another entry
  NumberBound bound = NumberBound::any;
};

/// A line of the table of an entry's fields.
struct EntryField {
  std::string_view name = {};  ///< in C++, Python, SQL, JSON and CSV (there `sources` is `source`)
  EntryFieldType type = EntryFieldType::text;
  FieldUses use{};
  FieldPlaces place = {};
  std::string_view meaning = {};  ///< as a phrase
  std::string_view noun = {};     ///< what messages call it
  FieldTraits traits = {};

  [[nodiscard]] constexpr FieldUse use_by(EntryKind kind) const {
    return use.at(static_cast<std::size_t>(kind));
  }
  /// Name of its column in CSV files and forms; empty: it is never in one.
  [[nodiscard]] constexpr std::string_view column() const noexcept {
    if (place.csv == 0) return {};
    return type == EntryFieldType::sources ? std::string_view{"source"} : name;
  }
};

/// The fields of an entry, in the order of the canonical encoding: `entry_table` (entry_table.hpp)
/// without its members.
[[nodiscard]] ACTIONPLAN_EXPORT std::span<const EntryField> entry_fields() noexcept;

/// Columns of a form that are for the people who fill it in; read by nobody.
inline constexpr std::array<std::string_view, 3> form_remarks{"measure_title", "indicator_text",
                                                              "due"};

}  // namespace actionplan
