// SPDX-License-Identifier: Apache-2.0
#include <actionplan/plan/assumption_list.hpp>

#include <actionplan/core/date.hpp>
#include <actionplan/core/error.hpp>

namespace actionplan {

namespace {

constexpr std::size_t longest_sentence = 8192;  // the library's own stay below

using Values = std::vector<std::pair<std::string, std::string>>;

bool fits(std::string_view name, std::string_view value) {
  if (name == "quoted") return value.size() > 1 && value.front() == '"' && value.back() == '"';
  if (name != "day" && name != "first" && name != "last") return true;
  try {
    return Date::parse(value).iso() == value;
  } catch (const Error&) {
    return false;
  }
}

bool match(std::string_view pattern, std::string_view sentence, Values& values) {
  const std::size_t open = pattern.find('{');
  const std::string_view words = pattern.substr(0, open);
  if (!sentence.starts_with(words)) return false;
  sentence.remove_prefix(words.size());
  if (open == std::string_view::npos) return sentence.empty();
  const std::size_t close = pattern.find('}', open);
  const std::string_view name = pattern.substr(open + 1, close - open - 1);
  const std::string_view rest = pattern.substr(close + 1);
  const std::string_view next = rest.substr(0, rest.find('{'));
  for (std::size_t at = sentence.find(next, 1); at != std::string_view::npos;
       at = sentence.find(next, at + 1)) {
    const std::string_view value = sentence.substr(0, at);
    if (!fits(name, value)) continue;
    values.emplace_back(name, value);
    if (match(rest, sentence.substr(at), values)) return true;
    values.pop_back();
  }
  return false;
}

}  // namespace

const std::vector<AssumptionPattern>& assumption_patterns() {
  static const std::vector<AssumptionPattern> patterns = {
      assumed::text_too_long,
      assumed::side_by_side,
      assumed::points_elsewhere,
      assumed::no_year,
      assumed::no_date,
      assumed::number_is_no_year,
      assumed::number_is_loose,
      assumed::no_such_day,
      assumed::no_such_month,
      assumed::no_such_month_of_year,
      assumed::no_such_quarter,
      assumed::no_such_half,
      assumed::last_year_first,
      assumed::last_date_first,
      assumed::last_day_first,
      assumed::last_part_first,
      assumed::begins_after_end,
      assumed::window_end,
      assumed::period_end,
      assumed::plan_end,
      assumed::single_day,
      assumed::before_leaves_out,
      assumed::first_without_last,
      assumed::last_part_decides,
      assumed::plan_period_for_window,
      assumed::plan_period_for_end,
      assumed::plan_period_for_beginning,
      assumed::day_before_month,
      assumed::month_not_years,
      assumed::northern_season,
      assumed::northern_winter,
      assumed::fiscal_as_calendar,
      assumed::fiscal_runs,
      assumed::taken_as_days,
      assumed::taken_as_day,
      assumed::counted_back,
      assumed::counted_from_day,
      assumed::counted_from_adoption,
      assumed::no_event,
      assumed::event_unknown,
      assumed::adoption_unknown,
      assumed::event_without_time,
      assumed::working_days,
      assumed::beyond_calendar,
      assumed::biannual,
      assumed::often_is_standing,
      assumed::reports_by_period,
      assumed::no_window_no_report,
      assumed::report_day_without_year,
      assumed::report_days_by_text,
      assumed::days_and_cadence,
      assumed::horizon_by_legend,
      assumed::date_of_headers,
      assumed::title_tells_cadence,
      assumed::indicator_tells_cadence,
      assumed::no_such_day_or_month,
      assumed::word_unread,
      assumed::date_of_status,
      assumed::day_or_year,
      assumed::order_unknown,
      assumed::weekday_differs,
      assumed::other_calendar,
      assumed::no_such_part,
      assumed::no_such_part_of,
      assumed::fiscal_unknown,
      assumed::odd_cadence,
      assumed::two_cadences,
      assumed::two_durations,
      assumed::no_row_above,
      assumed::as_in_row_above,
      assumed::when_needed,
      assumed::day_not_set,
      assumed::status_without_day,
      assumed::postponed_without_day,
      assumed::postponed_from,
      assumed::vague_until,
      assumed::approximate,
      assumed::month_slip,
      assumed::code_not_years,
      assumed::years_not_code,
      assumed::year_from_heading,
      assumed::order_by_setting,
      assumed::season_by_setting,
      assumed::fiscal_by_setting,
      assumed::spreadsheet_serial,
      assumed::no_holidays,
      assumed::working_days_counted,
      assumed::rolled_to_working_day,
      assumed::event_by_setting,
      assumed::plan_start_unknown,
      assumed::counted_from_plan_start,
      assumed::plan_period_unknown,
      assumed::plan_begins,
      assumed::plan_middle,
      assumed::horizon_unknown,
      assumed::date_before_duration,
      assumed::languages_differ,
      assumed::corrected_with_source,
      assumed::corrected,
  };
  return patterns;
}

std::string assumption_text(const AssumptionPattern& pattern,
                            std::initializer_list<std::string_view> values) {
  std::string out;
  std::string_view rest = pattern.text;
  const auto* value = values.begin();
  for (std::size_t open = rest.find('{'); open != std::string_view::npos; open = rest.find('{')) {
    if (value == values.end()) break;
    out.append(rest.substr(0, open)).append(*value++);
    rest.remove_prefix(rest.find('}', open) + 1);
  }
  if (value != values.end() || rest.find('{') != std::string_view::npos) {
    throw InvalidArgument("Assumption \"" + std::string{pattern.id} + "\" was given " +
                          std::to_string(values.size()) + " values; give one for each place.");
  }
  return out.append(rest);
}

std::optional<Assumption> find_assumption(std::string_view sentence) {
  if (sentence.size() > longest_sentence) return {};
  for (const AssumptionPattern& pattern : assumption_patterns()) {
    Assumption found{pattern, {}};
    if (match(pattern.text, sentence, found.values)) return found;
  }
  return {};
}

}  // namespace actionplan
