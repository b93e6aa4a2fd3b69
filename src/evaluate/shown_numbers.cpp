// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/error.hpp>
#include <actionplan/evaluate/shown_numbers.hpp>

#include "core/internal/read_double.hpp"
#include "core/internal/shortest_number.hpp"

#include "decimals_to_show.hpp"
#include "judge_value.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <string_view>

namespace actionplan {
namespace {

constexpr int most_decimals = 15;
constexpr double fixed_below = 1e15;  // beyond it digits behind the point mean nothing

std::string fixed_number(double value, int decimals) {
  std::array<char, 64> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value,
                                 std::chars_format::fixed, decimals)
                       .ptr;
  std::string out{text.data(), end};
  if (decimals > 0) {
    out.erase(out.find_last_not_of('0') + 1);
    if (out.ends_with('.')) out.pop_back();
  }
  return out == "-0" ? "0" : out;
}

double number_in(std::string_view text) { return detail::read_double(text).value; }

// How many digits behind the point the number is written with.
int written_decimals(double value) {
  if (!std::isfinite(value) || std::abs(value) >= fixed_below) return 0;
  for (int decimals = 0; decimals < most_decimals; ++decimals) {
    const double rounded = number_in(fixed_number(value, decimals));
    // 0.1 + 0.2 is written with one.
    if (std::abs(rounded - value) <= 4 * std::numeric_limits<double>::epsilon() * std::abs(value)) {
      return decimals;
    }
  }
  return most_decimals;
}

// How many digits behind the point it has with so many that count.
int decimals_of_digits(double value, int digits) {
  if (value == 0 || !std::isfinite(value)) return 0;
  const int exponent = static_cast<int>(std::floor(std::log10(std::abs(value))));
  return std::clamp(digits - 1 - exponent, 0, most_decimals);
}

void check_digits(const char* of, const char* argument, int given, int least) {
  if (given >= least && given <= most_decimals) return;
  throw InvalidArgument(std::string{of} + ": " + argument + " is " + std::to_string(given) +
                        "; give " + std::to_string(least) + " to " + std::to_string(most_decimals) +
                        ".");
}

std::string to_nearest(double value, int decimals) {
  constexpr int usual = 6;
  if (!std::isfinite(value) || std::abs(value) >= fixed_below)
    return detail::general_number(value, usual);
  std::string text = fixed_number(value, decimals);
  const bool is_lost = text == "0" && value != 0 && decimals == most_decimals;
  return is_lost ? detail::general_number(value, usual) : text;
}

}  // namespace

std::string shown_number(double value, int decimals) {
  check_digits("shown_number", "decimals", decimals, 0);
  return to_nearest(value, decimals);
}

std::string shown_bound(double bound, int decimals, bool is_falling) {
  check_digits("shown_bound", "decimals", decimals, 0);
  const std::string nearest = to_nearest(bound, decimals);
  if (written_decimals(bound) <= decimals) return nearest;
  const double shown = number_in(nearest);
  if (is_falling ? shown <= bound : shown >= bound) return nearest;
  const double step = std::pow(10.0, -decimals);
  return to_nearest(shown + (is_falling ? -step : step), decimals);
}

std::string shown_digits(double value, int digits) {
  check_digits("shown_digits", "digits", digits, 1);
  return to_nearest(value, decimals_of_digits(value, digits));
}

std::string shown_reported(double value) {
  constexpr double large = 1e4;
  constexpr int digits = 4;
  const int usual = std::abs(value) < large ? digits : 2;
  constexpr double tiny = 1e-6;
  if (value != 0 && std::abs(value) < tiny) return detail::general_number(value, digits);
  const int written = written_decimals(value);
  int decimals = std::min(written, std::max(usual, decimals_of_digits(value, digits)));
  const auto seems_whole = [&] {
    const double shown = number_in(to_nearest(value, decimals));
    return shown == std::floor(shown);
  };
  while (decimals < written && seems_whole()) ++decimals;
  return to_nearest(value, decimals);
}

std::string shown_beside(double value, double bound) {
  constexpr int usual = 3;
  int decimals = decimals_of_digits(value, usual);
  const auto lies_beyond = [&] {
    const double shown = number_in(to_nearest(value, decimals));
    return (shown >= bound) != (value >= bound) || (shown <= bound) != (value <= bound);
  };
  while (decimals < most_decimals && lies_beyond()) ++decimals;
  return to_nearest(value, decimals);
}

namespace detail {

std::uint8_t decimals_to_show(const IndicatorExplanation& explained,
                              const std::vector<double>& reported) {
  constexpr int most_of_a_plan = 6;
  const std::optional<double>& value = explained.verdict.value;
  const double error = explained.estimate ? explained.estimate->standard_error : 0;
  int decimals = 0;
  if (error > 0) {
    decimals = decimals_of_digits(error, 2);
  } else {
    for (const double one : reported) {
      decimals = std::max(decimals, std::min(written_decimals(one), decimals_of_digits(one, 4)));
    }
    if (value) {  // a mean has more digits than what it is of
      decimals =
          std::max(decimals, std::min(written_decimals(*value), decimals_of_digits(*value, 3)));
    }
  }
  for (const std::optional<double>& said : {explained.baseline, explained.verdict.target}) {
    if (said) decimals = std::max(decimals, std::min(written_decimals(*said), most_of_a_plan));
  }
  const auto is_held = [&](double shown, double bound) {
    const std::string text = shown_bound(bound, decimals, explained.is_falling);
    return reaches(number_in(to_nearest(shown, decimals)), number_in(text), explained.is_falling) ==
           reaches(shown, bound, explained.is_falling);
  };
  const auto all_held = [&] {
    for (const std::optional<double>& one : {value, explained.lowest, explained.highest}) {
      for (const std::optional<double>& bound :
           {explained.verdict.target, explained.verdict.expected}) {
        if (one && bound && !is_held(*one, *bound)) return false;
      }
    }
    return true;
  };
  while (decimals < most_decimals && !all_held()) ++decimals;
  return static_cast<std::uint8_t>(decimals);
}

}  // namespace detail
}  // namespace actionplan
