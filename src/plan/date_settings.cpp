// SPDX-License-Identifier: Apache-2.0
#include <actionplan/plan/date_settings.hpp>

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>

#include <algorithm>
#include <set>
#include <utility>

namespace actionplan {
namespace {

constexpr std::size_t days_of_week = 7;

template <class T>
void take_unsaid(std::optional<T>& mine, const std::optional<T>& others) {
  if (!mine) mine = others;
}

std::string event_key(const DateEvent& event) {
  return text::fold(text::collapse_spaces(event.name));
}

void check_text(std::string_view item) {
  if (text::find_invalid_utf8(item) == std::string_view::npos) return;
  throw InvalidArgument("A text of the date settings is not well-formed UTF-8; convert it first.");
}

void check_events(const std::vector<DateEvent>& events) {
  std::set<std::string> names;
  for (const DateEvent& event : events) {
    check_text(event.name);
    check_text(event.source);
    const std::string key = event_key(event);
    if (key.empty()) {
      throw InvalidArgument("The event on " + event.day.iso() + " has no name; give it one.");
    }
    if (!names.insert(key).second) {
      throw InvalidArgument("The event \"" + event.name +
                            "\" has two days; keep the one that counts.");
    }
  }
}

}  // namespace

DateSettings merge(DateSettings first, const DateSettings& second) {
  if (first == DateSettings{}) return second;
  take_unsaid(first.order, second.order);
  take_unsaid(first.fiscal_month, second.fiscal_month);
  take_unsaid(first.hemisphere, second.hemisphere);
  take_unsaid(first.holidays, second.holidays);
  take_unsaid(first.plan_period, second.plan_period);
  take_unsaid(first.adopted_on, second.adopted_on);
  if (first.weekend.empty()) first.weekend = second.weekend;
  first.rolls_to_working_day = first.rolls_to_working_day || second.rolls_to_working_day;
  std::set<std::string> names;
  for (const DateEvent& event : first.events) names.insert(event_key(event));
  for (const DateEvent& event : second.events) {
    if (names.insert(event_key(event)).second) first.events.push_back(event);
  }
  return first;
}

void check_dates(const DateSettings& settings) {
  if (settings.fiscal_month && (*settings.fiscal_month < 1 || *settings.fiscal_month > 12)) {
    throw InvalidArgument("The fiscal year begins in month " +
                          std::to_string(*settings.fiscal_month) +
                          ", which does not exist; give a month from 1 to 12.");
  }
  const std::set<Weekday> rest{settings.weekend.begin(), settings.weekend.end()};
  if (rest.size() == days_of_week) {
    throw InvalidArgument("All seven days of the week are days of rest; leave out working days.");
  }
  check_text(settings.source);
  check_events(settings.events);
}

}  // namespace actionplan
