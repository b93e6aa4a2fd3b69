// SPDX-License-Identifier: Apache-2.0
// The text form of an order of measures; row_order.cpp puts them in order.
#include <actionplan/query/order.hpp>

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>

#include <algorithm>

namespace actionplan {
namespace {

OrderKey read_key(std::string_view part, std::string_view whole) {
  const std::string words = text::collapse_spaces(part);
  const std::size_t space = words.find(' ');
  const std::string_view name = std::string_view{words}.substr(0, space);
  const std::string_view direction =
      space == std::string::npos ? "asc" : std::string_view{words}.substr(space + 1);
  if (name.empty()) {
    throw InvalidArgument("The order \"" + std::string{whole} +
                          "\" has nothing between two commas or at an end; name a field there.");
  }
  if (direction != "asc" && direction != "desc") {
    throw InvalidArgument("The order \"" + std::string{whole} + "\" has \"" +
                          std::string{direction} + "\" after the field " + std::string{name} +
                          "; write asc, desc or a comma.");
  }
  return {field_named(name), direction == "desc"};
}

}  // namespace

bool is_orderable(Field field) { return !info(field).is_many && field != Field::indicator_text; }

std::vector<OrderKey> parse_order(std::string_view text) {
  constexpr std::size_t max_bytes = 1024;
  const bool is_text = text::find_invalid_utf8(text) == std::string_view::npos &&
                       text.find('\0') == std::string_view::npos;
  if (text.size() > max_bytes || !is_text) {
    throw InvalidArgument("The order is longer than 1024 bytes or no text; name a few fields.");
  }
  std::vector<OrderKey> order;
  if (text::trim(text).empty()) return order;
  for (std::string_view rest = text;;) {
    const std::size_t comma = rest.find(',');
    order.push_back(read_key(rest.substr(0, comma), text));
    if (comma == std::string_view::npos) return order;
    rest.remove_prefix(comma + 1);
  }
}

std::string to_text(const std::vector<OrderKey>& order) {
  std::string text;
  for (const OrderKey& key : order) {
    if (!text.empty()) text += ", ";
    text += to_string(key.field);
    if (key.is_descending) text += " desc";
  }
  return text;
}

}  // namespace actionplan
