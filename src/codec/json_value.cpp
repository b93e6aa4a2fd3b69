// SPDX-License-Identifier: Apache-2.0
#include "json_value.hpp"

#include "json_sax.hpp"

#include <actionplan/core/error.hpp>

#include <nlohmann/json.hpp>

#include <bit>

namespace actionplan::detail {

std::string_view JsonValue::text() const {
  expect(JsonKind::text, "write a text in quotation marks");
  return tree_->text(node());
}

bool JsonValue::boolean() const {
  expect(JsonKind::boolean, "write true or false");
  return node().payload != 0;
}

double JsonValue::number() const {
  if (kind() == JsonKind::integer) {
    return static_cast<double>(std::bit_cast<std::int64_t>(node().payload));
  }
  expect(JsonKind::number, "write a number");
  return std::bit_cast<double>(node().payload);
}

std::int64_t JsonValue::integer(std::int64_t least, std::int64_t most) const {
  const std::string remedy =
      "write a whole number from " + std::to_string(least) + " to " + std::to_string(most);
  expect(JsonKind::integer, remedy);
  const auto value = std::bit_cast<std::int64_t>(node().payload);
  if (value < least || most < value) refuse("is out of range; " + remedy);
  return value;
}

Date JsonValue::date() const {
  const std::string_view iso = is_text() ? text() : std::string_view{};
  try {
    return Date::parse(iso);
  } catch (const ParseError&) {
    refuse("is no date; write YYYY-MM-DD, a day between 1400-01-01 and 9999-12-31");
  }
}

Period JsonValue::period() const {
  const std::string_view written = is_text() ? text() : std::string_view{};
  try {
    return Period::parse(written);
  } catch (const ParseError&) {
    refuse("is no period; write one such as 2016, 2016-2018, 2016Q1 or 2016-01-05/2016-02-03");
  }
}

JsonValue JsonValue::item(std::size_t ordinal) const {
  std::uint32_t at = index_ + 1;
  while (ordinal-- != 0) at = tree_->after(at);
  return {*tree_, at};
}

std::optional<JsonValue> JsonValue::find(std::string_view key) const {
  std::optional<JsonValue> found;
  each_member([&](std::string_view name, JsonValue value) {
    if (name == key && !value.is_null()) found = value;
  });
  return found;
}

JsonValue JsonValue::member(std::string_view key, std::string_view what) const {
  const std::optional<JsonValue> value = find(key);
  if (value) return *value;
  std::string path = tree_->path(index_);
  append_step(path, key);
  throw ParseError(path + " is missing; add it: " + std::string{what} + ".", tree_->place(index_));
}

std::string JsonValue::required_text(std::string_view key) const {
  return std::string{member(key, "a text in quotation marks").text()};
}

std::string JsonValue::optional_text(std::string_view key) const {
  const std::optional<JsonValue> value = find(key);
  return value ? std::string{value->text()} : std::string{};
}

std::optional<Date> JsonValue::optional_date(std::string_view key) const {
  const std::optional<JsonValue> value = find(key);
  return value ? std::optional{value->date()} : std::nullopt;
}

std::optional<double> JsonValue::optional_number(std::string_view key) const {
  const std::optional<JsonValue> value = find(key);
  return value ? std::optional{value->number()} : std::nullopt;
}

std::optional<bool> JsonValue::optional_boolean(std::string_view key) const {
  const std::optional<JsonValue> value = find(key);
  return value ? std::optional{value->boolean()} : std::nullopt;
}

void JsonValue::refuse(const std::string& problem) const {
  refuse_saying(shown() + ' ' + problem + '.');
}

void JsonValue::refuse_saying(const std::string& message) const {
  const std::string path = tree_->path(index_);
  throw ParseError((path.empty() ? "JSON document" : path) + ": " + message, tree_->place(index_));
}

std::string JsonValue::shown() const {
  switch (kind()) {
    case JsonKind::null: return "null";
    case JsonKind::boolean: return node().payload != 0 ? "true" : "false";
    case JsonKind::integer: return std::to_string(std::bit_cast<std::int64_t>(node().payload));
    case JsonKind::number: return nlohmann::json(std::bit_cast<double>(node().payload)).dump();
    case JsonKind::text: return quoted(tree_->text(node()));
    case JsonKind::array: return "an array";
    case JsonKind::object: return "an object";
  }
  return {};
}

void JsonValue::expect(JsonKind kind, std::string_view remedy) const {
  if (this->kind() != kind) refuse("is of the wrong type; " + std::string{remedy});
}

}  // namespace actionplan::detail
