// SPDX-License-Identifier: Apache-2.0
#include <actionplan/read/number_shape.hpp>

#include <actionplan/core/text.hpp>

#include "read/tokens.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace actionplan {
namespace {

bool is_dash_at(std::string_view text) {
  constexpr std::array<std::string_view, 5> dashes{"-", "\u2010", "\u2012", "\u2013", "\u2014"};
  return std::any_of(dashes.begin(), dashes.end(),
                     [text](std::string_view dash) { return text.starts_with(dash); });
}

bool begins_with_number(std::string_view text) {
  text = text::trim(text);
  return !text.empty() && detail::is_ascii_digit(text.front());
}

}  // namespace

std::string_view number_shape(std::string_view text) {
  constexpr std::array<std::string_view, 6> bounds{"<",      ">",      "\u2264",
                                                   "\u2265", "\u2a7d", "\u2a7e"};
  constexpr std::array<std::string_view, 4> about{"~", "\u2248", "\u00B1", "\u223C"};
  text = text::trim(text);
  for (const std::string_view mark : bounds) {
    if (text.starts_with(mark) && text.find_first_of("0123456789") != std::string_view::npos) {
      return "a bound";
    }
  }
  for (const std::string_view mark : about) {
    if (text.starts_with(mark) && begins_with_number(text.substr(mark.size()))) {
      return "a number that is not exact";
    }
  }
  if (!begins_with_number(text)) return {};
  const std::size_t length = std::min(text.find_first_not_of("0123456789.,% "), text.size());
  const std::string_view rest = text.substr(length);
  if (rest == "+") return "a bound";
  if (rest == "*" || rest == "\u2020" || rest == "\u2021")
    return "a number with the mark of a note";
  if (rest.starts_with("\u00B1")) return "a number that is not exact";
  if (!is_dash_at(rest)) return {};
  const std::size_t second = rest.find_first_of("0123456789");
  const bool is_range = second != std::string_view::npos && second <= 4 &&
                        rest.find_first_not_of("0123456789.,% ", second) == std::string_view::npos;
  return is_range ? "a range" : std::string_view{};
}

}  // namespace actionplan
