// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/evidence/entry.hpp>
#include <actionplan/evidence/entry_fields.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace actionplan {

template <class T>
inline constexpr EntryFieldType entry_field_type = EntryFieldType::word;
template <class Tag>
inline constexpr EntryFieldType entry_field_type<std::optional<Id<Tag>>> = EntryFieldType::id;
template <>
inline constexpr EntryFieldType entry_field_type<Date> = EntryFieldType::day;
template <>
inline constexpr EntryFieldType entry_field_type<std::optional<Date>> = EntryFieldType::day;
template <>
inline constexpr EntryFieldType entry_field_type<Dimension> = EntryFieldType::dimension;
template <>
inline constexpr EntryFieldType entry_field_type<std::optional<Period>> = EntryFieldType::period;
template <>
inline constexpr EntryFieldType entry_field_type<std::optional<double>> = EntryFieldType::number;
template <>
inline constexpr EntryFieldType entry_field_type<std::optional<std::int64_t>> =
    EntryFieldType::count;
template <>
inline constexpr EntryFieldType entry_field_type<std::optional<bool>> = EntryFieldType::yes_no;
template <>
inline constexpr EntryFieldType entry_field_type<std::string> = EntryFieldType::text;
template <>
inline constexpr EntryFieldType entry_field_type<std::vector<Source>> = EntryFieldType::sources;

/// A line of the table with the member that it is about.
template <auto Member>
struct EntryMember : EntryField {
  static constexpr auto member = Member;
  using Value = std::remove_cvref_t<decltype(std::declval<const Entry&>().*Member)>;
};

template <auto Member>
[[nodiscard]] constexpr EntryMember<Member> entry_member(std::string_view name, FieldUses use,
                                                         FieldPlaces place,
                                                         std::string_view meaning,
                                                         std::string_view noun,
                                                         FieldTraits traits = {}) {
  constexpr EntryFieldType type = entry_field_type<typename EntryMember<Member>::Value>;
  return {{name, type, use, place, meaning, noun, traits}};
}

/// The table of an entry's fields, in the order of `entry@1`. Checks, encodings, columns, tables,
/// import, forms and bindings follow it: a new field is a member of Entry and a line here, its place
/// in the ledger's columns where rows have it, and a migration of the store.
inline constexpr auto entry_table = [] {
  constexpr FieldUse no = FieldUse::no;
  constexpr FieldUse may = FieldUse::may;
  constexpr FieldUse one = FieldUse::one_of;
  constexpr FieldUse must = FieldUse::must;
  constexpr FieldUses all{must, must, must, must, must, must, must, must, must};
  constexpr FieldUses any{may, may, may, may, may, may, may, may, may};
  constexpr FieldUses value{may, no, no, no, no, no, no, no, no};
  // Uses by observation, deliverable, rating, response, verification, withdrawal, appointment,
  // membership, note; then the places in CSV, JSON and forms. In CSV and JSON the places 1 and 4 are
  // those of `id` and `replaced_on`, which are no fields.
  return std::tuple{
      entry_member<&Entry::kind>("kind", all, {2, 2, 1}, "What kind of entry it is", "kind"),
      entry_member<&Entry::recorded_on>("recorded_on", all, {3, 3, 0},
                                        "Day on which it was entered in the ledger",
                                        "day of recording"),
      entry_member<&Entry::measure>("measure", {no, one, one, one, no, no, may, no, may}, {5, 5, 2},
                                    "Id of the measure that it is about", "measure",
                                    {.is_label = true}),
      entry_member<&Entry::indicator>("indicator", {must, one, one, one, no, no, may, no, may},
                                      {6, 6, 3}, "Id of the indicator that it is about",
                                      "indicator", {.is_label = true}),
      entry_member<&Entry::agency>("agency", {may, may, no, must, no, no, must, must, may},
                                   {7, 7, 4}, "Id of the agency that it is about", "agency",
                                   {.is_label = true}),
      entry_member<&Entry::about>("about", {no, no, no, may, must, must, no, no, may}, {9, 9, 0},
                                  "Id of the entry that is verified, withdrawn or answered",
                                  "entry that it is about", {.is_label = true, .is_answer = true}),
      entry_member<&Entry::replaces>("replaces", {may, may, may, may, may, no, may, may, may},
                                     {10, 10, 0}, "Id of the entry in whose place it stands",
                                     "entry that it replaces", {.is_label = true}),
      entry_member<&Entry::dimension>("dimension", value, {11, 11, 0}, "What part of the whole",
                                      "dimension", {.cell = ", as name=part divided by '; '"}),
      entry_member<&Entry::period>("period", {may, may, may, may, no, no, may, may, may},
                                   {12, 12, 5}, "What time it speaks about", "period",
                                   {.cell = ", such as 2016 or 2016Q1"}),
      entry_member<&Entry::observed_on>("observed_on", any, {13, 13, 10}, "When it became true",
                                        "day"),
      entry_member<&Entry::done_on>("done_on", {no, may, may, no, no, no, no, no, no}, {14, 14, 9},
                                    "When a thing was done: a day or a period", "`done_on`",
                                    {.is_answer = true}),
      entry_member<&Entry::published_on>("published_on", any, {15, 15, 0},
                                         "When it was made public", "day of publication"),
      entry_member<&Entry::value>("value", {must, no, no, no, no, no, no, no, no}, {16, 16, 6},
                                  "Value of an observation", "value",
                                  {.is_answer = true, .is_in_unit = true}),
      entry_member<&Entry::denominator>("denominator", value, {18, 18, 0},
                                        "Of a ratio: how many it is a ratio of", "denominator",
                                        {.bound = NumberBound::above_zero}),
      entry_member<&Entry::standard_error>(
          "standard_error", value, {19, 19, 0}, "Standard error of a survey's value",
          "standard error", {.is_in_unit = true, .bound = NumberBound::zero_or_more}),
      entry_member<&Entry::df>("df", value, {20, 20, 0}, "Degrees of freedom", "df",
                               {.bound = NumberBound::above_zero}),
      entry_member<&Entry::n>("n", value, {21, 21, 0}, "Unweighted cases", "n"),
      entry_member<&Entry::deff>("deff", value, {22, 22, 0}, "Design effect", "deff",
                                 {.bound = NumberBound::above_zero}),
      entry_member<&Entry::done>("done", {no, must, no, no, no, no, no, no, no}, {23, 23, 8},
                                 "Does the thing exist?", "`done`",
                                 {.cell = " yes or no", .is_answer = true}),
      entry_member<&Entry::completion>("completion", {no, no, may, no, no, no, no, no, no},
                                       {24, 24, 0}, "A rater's code", "completion",
                                       {.is_answer = true}),
      entry_member<&Entry::verification>("verification", {no, no, no, no, must, no, no, no, no},
                                         {25, 25, 0}, "What came of checking another entry",
                                         "verification", {.is_answer = true}),
      entry_member<&Entry::unit>("unit", value, {17, 17, 7}, "Unit of the value", "`unit`"),
      entry_member<&Entry::reporter>("reporter", all, {26, 26, 11}, "Who says so", "reporter"),
      entry_member<&Entry::reporter_type>("reporter_type", all, {27, 27, 12},
                                          "Whose side the reporter is on", "reporter type"),
      entry_member<&Entry::method>("method", all, {28, 28, 13}, "How it is known", "method"),
      entry_member<&Entry::member>("member", {may, may, no, no, no, no, no, must, no}, {8, 8, 0},
                                   "Member of a collective agency", "member",
                                   {.is_label = true, .is_answer = true}),
      // Personal data, if only a digest: in no published copy.
      entry_member<&Entry::person>("person", {no, no, no, no, no, no, must, no, no}, {0, 0, 0},
                                   "Salted digest of the responsible person's data", "person"),
      entry_member<&Entry::text>("text", {may, may, may, must, may, may, may, may, must},
                                 {30, 29, 15}, "Words: a reply, a note, a reason", "text",
                                 {.is_answer = true, .is_prose = true}),
      entry_member<&Entry::sources>("sources", all, {29, 30, 14}, "URLs or citations", "source",
                                    {.cell = ", divided by ' | '"}),
  };
}();

inline constexpr std::size_t entry_field_count = std::tuple_size_v<decltype(entry_table)>;

/// Calls `visit` with each line of the table, in its order.
template <class Visit>
constexpr void for_each_entry_field(Visit&& visit) {
  [&visit]<std::size_t... at>(std::index_sequence<at...>) {
    (visit(std::get<at>(entry_table)), ...);
  }
  (std::make_index_sequence<entry_field_count>{});
}

/// The place of each field, in the order of the table.
template <std::uint8_t FieldPlaces::*place>
inline constexpr auto entry_places = [] {
  std::array<std::uint8_t, entry_field_count> places{};
  std::size_t at = 0;
  for_each_entry_field([&](const auto& field) { places[at++] = field.place.*place; });
  return places;
}();

/// Positions of the fields that have a place, in the order of their places.
template <std::uint8_t FieldPlaces::*place>
inline constexpr auto entry_order = [] {
  constexpr const auto& places = entry_places<place>;
  constexpr auto absent = std::count(places.begin(), places.end(), std::uint8_t{0});
  std::array<std::size_t, places.size() - static_cast<std::size_t>(absent)> order{};
  std::size_t filled = 0;
  for (std::uint8_t at = 1; filled < order.size(); ++at) {
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (places[i] == at) order[filled++] = i;
    }
  }
  return order;
}();

/// Calls `visit` with each line of the table that has a place, in the order of the places.
template <std::uint8_t FieldPlaces::*place, class Visit>
constexpr void for_each_entry_field_by(Visit&& visit) {
  [&visit]<std::size_t... at>(std::index_sequence<at...>) {
    (visit(std::get<entry_order<place>[at]>(entry_table)), ...);
  }
  (std::make_index_sequence<entry_order<place>.size()>{});
}

/// Where `replaced_on` stands among columns and members, of which the first is `id`.
inline constexpr std::size_t place_of_replaced_on = 4;

/// Where the two days of a period are columns of their own, as in tables and in SQL, their names:
/// `period_first`, `done_last`.
[[nodiscard]] inline std::string first_day_name(std::string_view field) {
  return std::string{field.substr(0, field.rfind("_on"))} + "_first";
}
[[nodiscard]] inline std::string last_day_name(std::string_view field) {
  return std::string{field.substr(0, field.rfind("_on"))} + "_last";
}

/// Is there anything in a field?
template <class T>
[[nodiscard]] constexpr bool is_present(const T& value) noexcept {
  if constexpr (requires { value.has_value(); }) {
    return value.has_value();
  } else if constexpr (requires { value.empty(); }) {
    return !value.empty();
  } else {
    return true;
  }
}

}  // namespace actionplan
