// SPDX-License-Identifier: Apache-2.0
#include "core/internal/read_double.hpp"

#include <cmath>
#include <system_error>

#ifdef ACTIONPLAN_WITH_FAST_FLOAT
#include <fast_float/fast_float.h>
#else
#include <charconv>
#endif

namespace actionplan::detail {
namespace {

#ifdef ACTIONPLAN_WITH_FAST_FLOAT
// Releases differ in what they say of numbers beyond a double: infinity or zero, or an error.
bool is_beyond(std::string_view digits, double value) {
  const std::string_view mantissa = digits.substr(0, digits.find_first_of("eE"));
  if (std::isinf(value)) return digits.find_first_of("0123456789") != std::string_view::npos;
  return value == 0 && mantissa.find_first_of("123456789") != std::string_view::npos;
}
#endif

}  // namespace

DoubleRead read_double(std::string_view text) noexcept {
  double value = 0;
#ifdef ACTIONPLAN_WITH_FAST_FLOAT
  const auto [end, error] = fast_float::from_chars(text.data(), text.data() + text.size(), value);
  const auto size = static_cast<std::size_t>(end - text.data());
  if (error != std::errc{} || is_beyond(text.substr(0, size), value)) return {};
#else
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const auto size = static_cast<std::size_t>(end - text.data());
  if (error != std::errc{}) return {};
#endif
  return {value, size};
}

std::optional<double> double_in(std::string_view text) noexcept {
  const auto [value, size] = read_double(text);
  return size > 0 && size == text.size() ? std::optional{value} : std::nullopt;
}

}  // namespace actionplan::detail
