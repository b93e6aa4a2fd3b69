// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/cancel.hpp>
#include <actionplan/core/date.hpp>
#include <actionplan/core/id.hpp>
#include <actionplan/plan/agency.hpp>
#include <actionplan/plan/deadline.hpp>

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace actionplan::detail {

/// JSON in which keys keep the order in which they are given.
using Json = nlohmann::ordered_json;

/// Writes one document: its members in the order of the calls. Long arrays and objects are written
/// item by item, so that only one of them at a time exists as a tree.
///
/// All calls throw InvalidArgument for a text that is not UTF-8, and Cancelled.
class DocumentWriter {
 public:
  /// @param cancel  borrowed; asked at each item of an array or object.
  DocumentWriter(std::string_view schema, const Cancel& cancel);

  void member(std::string_view key, const Json& value);
  /// The member is an array of `convert(item)`.
  template <class Items, class Convert>
  void array(std::string_view key, const Items& items, Convert convert) {
    begin(key, '[');
    for (const auto& item : items) append_item({}, convert(item));
    end(']');
  }
  /// The member is an object whose keys are the map's ids and whose values are `convert(value)`.
  template <class Map, class Convert>
  void object(std::string_view key, const Map& map, Convert convert) {
    begin(key, '{');
    for (const auto& [id, value] : map) append_item(quote(id.value()), convert(value));
    end('}');
  }
  [[nodiscard]] std::string finish();

 private:
  void begin(std::string_view key, char bracket);
  void append_item(const std::string& quoted_key, const Json& value);
  void end(char bracket);
  void append_value(const Json& value, std::size_t indent);
  [[nodiscard]] std::string quote(std::string_view text) const;

  CancelPoll poll_;
  std::string out_;
  std::string place_;      // path of what is being written
  std::size_t items_ = 0;  // of the array or object being written
};

// Parts that several documents share. Absent is null.
[[nodiscard]] Json json_of(const std::optional<Date>& date);
[[nodiscard]] Json json_of(const Agency& agency);
[[nodiscard]] Json json_of(const std::optional<ReportDueRule>& rule);

template <class Tag>
[[nodiscard]] Json json_of(const std::optional<Id<Tag>>& id) {
  return id ? Json(id->value()) : Json(nullptr);
}
template <class Enum>
requires std::is_enum_v<Enum>
[[nodiscard]] Json json_of(const std::optional<Enum>& word) {
  return word ? Json(to_string(*word)) : Json(nullptr);
}
/// The text; null when it is empty.
[[nodiscard]] inline Json json_unless_empty(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}
template <class Items, class Convert>
[[nodiscard]] Json json_array(const Items& items, Convert convert) {
  Json array = Json::array();
  for (const auto& item : items) array.push_back(convert(item));
  return array;
}

}  // namespace actionplan::detail
