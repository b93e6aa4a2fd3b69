// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/date.hpp>

#include "read/format/xlsx/number_format.hpp"
#include "read/format/xlsx/serial_date.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace actionplan::detail {
namespace {

constexpr double most_serial = 2958466;  // the day after 9999-12-31

constexpr std::array<std::string_view, 12> months = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<std::string_view, 7> weekdays = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                      "Friday", "Saturday", "Sunday"};

std::string padded(std::int64_t number, std::size_t width) {
  std::string out = std::to_string(number);
  if (out.size() < width) out.insert(0, width - out.size(), '0');
  return out;
}

// A day and a time of it, in the parts that formats name.
struct Moment {
  int year = 0;
  int month = 0;
  int day = 0;
  int weekday = 0;           // 0: Monday
  std::int64_t seconds = 0;  // of the day
  std::int64_t fraction = 0;
  std::int64_t elapsed = 0;  // seconds since the epoch
};

}  // namespace

std::optional<double> unix_days(double serial, bool is_1904) {
  if (!(serial >= 0) || serial >= most_serial) return std::nullopt;
  constexpr double days_to_1899_12_30 = -25569;
  constexpr double days_to_1904 = -24107;
  if (is_1904) return serial + days_to_1904;
  // Spreadsheets count a 29 February 1900 that was not, so days before it lie one later.
  if (serial >= 60 && serial < 61) return std::nullopt;
  return serial + days_to_1899_12_30 + (serial < 60 ? 1 : 0);
}

namespace {

bool to_moment(double value, bool is_1904, std::size_t decimals, bool has_time, Moment& moment) {
  if (!(value >= 0) || value >= most_serial) return false;
  double unit = 1;
  for (std::size_t i = 0; i < decimals; ++i) unit *= 10;
  double days = std::floor(value + 1e-9);
  if (has_time) {
    const double ticks = std::round(value * 86400 * unit);
    days = std::floor(ticks / (86400 * unit));
    const double rest = ticks - days * 86400 * unit;
    moment.seconds = static_cast<std::int64_t>(rest / unit);
    moment.fraction = static_cast<std::int64_t>(rest - static_cast<double>(moment.seconds) * unit);
    moment.elapsed = static_cast<std::int64_t>(days) * 86400 + moment.seconds;
  }
  if (!is_1904 && days == 60) {  // as it is shown, though there was no such day
    moment.year = 1900;
    moment.month = 2;
    moment.day = 29;
    moment.weekday = 2;
    return true;
  }
  const std::optional<double> since_1970 = unix_days(days, is_1904);
  if (!since_1970 || *since_1970 > Date::latest().days()) return false;
  const auto number = static_cast<std::int32_t>(*since_1970);
  const Date date = Date::from_days(number);
  moment.year = date.year();
  moment.month = date.month();
  moment.day = date.day();
  moment.weekday = ((number + 3) % 7 + 7) % 7;
  return true;
}

}  // namespace

bool NumberFormat::show_date(const Section& section, double value, bool is_1904, std::string& out) {
  const auto any = [&](auto holds) {
    return std::any_of(section.tokens.begin(), section.tokens.end(), [&](const Token& token) {
      return token.part == Part::date && holds(token.text);
    });
  };
  const bool has_hours =
      any([](const std::string& t) { return t[0] == 'h' || t[0] == 's' || t[0] == '['; });
  const bool is_half_day = any([](const std::string& t) { return t == "a"; });
  std::size_t decimals = 0;
  for (const Token& token : section.tokens) {
    if (token.part == Part::date && token.text[0] == '.') decimals = token.text.size() - 1;
  }
  decimals = std::min<std::size_t>(decimals, 3);
  Moment moment;
  if (!to_moment(value, is_1904, decimals, has_hours, moment)) return false;
  // A month stands for minutes behind an hour, or before a second.
  std::vector<char> roles(section.tokens.size(), '\0');
  char before = '\0';
  for (std::size_t i = 0; i < section.tokens.size(); ++i) {
    if (section.tokens[i].part != Part::date) continue;
    const std::string& text = section.tokens[i].text;
    const char letter = text[0] == '[' ? text[1] : text[0];
    roles[i] = letter;
    if (letter == 'm' && text.size() <= 2 && before == 'h') roles[i] = 'n';
    if (letter == 's') {
      for (std::size_t k = i; k-- > 0;) {
        if (roles[k] == '\0') continue;
        if (roles[k] == 'm') roles[k] = 'n';
        break;
      }
    }
    if (letter != '.' && letter != 'a') before = letter;
  }
  if (section.is_iso) {
    const bool is_system = any([](const std::string& t) { return t == "-"; });
    const auto has = [&](char role) {
      return std::find(roles.begin(), roles.end(), role) != roles.end();
    };
    std::string day;
    if (is_system || has('y')) day = padded(moment.year, 4);
    if (is_system || has('m')) {
      if (day.empty() && !has('d'))
        day = months[static_cast<std::size_t>(moment.month - 1)];
      else
        day += (day.empty() ? "--" : "-") + padded(moment.month, 2);
    }
    if (is_system || has('d')) day += (day.empty() ? "---" : "-") + padded(moment.day, 2);
    out += day;
    if (has_hours) {
      out += (day.empty() ? "" : " ") + padded(moment.seconds / 3600, 2) + ':' +
             padded(moment.seconds / 60 % 60, 2);
    }
    return true;
  }
  for (std::size_t i = 0; i < section.tokens.size(); ++i) {
    const Token& token = section.tokens[i];
    if (token.part == Part::literal) out += token.text;
    if (token.part != Part::date) continue;
    const std::size_t length = token.text.size();
    const std::int64_t hour = moment.seconds / 3600;
    const bool is_elapsed = token.text[0] == '[';
    switch (roles[i]) {
      case 'y': out += length <= 2 ? padded(moment.year % 100, 2) : padded(moment.year, 4); break;
      case 'd':
        if (length <= 2)
          out += padded(moment.day, length);
        else
          out += weekdays[static_cast<std::size_t>(moment.weekday)].substr(0, length == 3 ? 3 : 99);
        break;
      case 'm':
        if (is_elapsed)
          out += padded(moment.elapsed / 60, length - 1);
        else if (length <= 2)
          out += padded(moment.month, length);
        else
          out += months[static_cast<std::size_t>(moment.month - 1)].substr(0, length == 3   ? 3
                                                                              : length == 5 ? 1
                                                                                            : 99);
        break;
      case 'n':
        out += is_elapsed ? padded(moment.elapsed / 60, length - 1)
                          : padded(moment.seconds / 60 % 60, length);
        break;
      case 'h':
        if (is_elapsed)
          out += padded(moment.elapsed / 3600, length - 1);
        else
          out +=
              padded(is_half_day ? (hour + 11) % 12 + 1 : hour, std::min<std::size_t>(length, 2));
        break;
      case 's':
        out += is_elapsed ? padded(moment.elapsed, length - 1)
                          : padded(moment.seconds % 60, std::min<std::size_t>(length, 2));
        break;
      case 'a': out += hour < 12 ? "AM" : "PM"; break;
      case '.': out += '.' + padded(moment.fraction, decimals); break;
      default: break;
    }
  }
  return true;
}

}  // namespace actionplan::detail
