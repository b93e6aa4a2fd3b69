// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/plan/assumption.hpp>

/// The patterns of assumptions by name, for code that states one.
namespace actionplan::assumed {

inline constexpr AssumptionPattern text_too_long{
    "text_too_long", "The text is longer than {bytes} bytes; shorten it to the deadline."};
inline constexpr AssumptionPattern side_by_side{
    "side_by_side",
    "Dates stand side by side; say which one counts, or join them by a dash or \"and\"."};
inline constexpr AssumptionPattern points_elsewhere{
    "points_elsewhere", "The text points elsewhere for the date; write the date itself."};
inline constexpr AssumptionPattern no_year{
    "no_year", "The text names a part of a year, but no year; add the year."};
inline constexpr AssumptionPattern no_date{"no_date", "The text names no date; write one."};
inline constexpr AssumptionPattern number_is_no_year{
    "number_is_no_year",
    "The number {number} is no year from 1900 to 2199; write the year in four digits."};
inline constexpr AssumptionPattern number_is_loose{
    "number_is_loose", "The number {number} belongs to no date; write the date out."};
inline constexpr AssumptionPattern no_such_day{
    "no_such_day", "There is no day {number} in month {month} of {year}; correct the day."};
inline constexpr AssumptionPattern no_such_month{"no_such_month",
                                                 "There is no month {number}; correct the month."};
inline constexpr AssumptionPattern no_such_month_of_year{
    "no_such_month_of_year", "There is no month {number} in a year; correct the number."};
inline constexpr AssumptionPattern no_such_quarter{
    "no_such_quarter", "There is no quarter {number} in a year; correct the number."};
inline constexpr AssumptionPattern no_such_half{
    "no_such_half", "There is no half {number} in a year; correct the number."};
inline constexpr AssumptionPattern last_year_first{
    "last_year_first",
    "In {quoted} the last year lies before the first; swap them or correct one."};
inline constexpr AssumptionPattern last_date_first{
    "last_date_first",
    "In {quoted} the last date lies before the first; swap them or correct one."};
inline constexpr AssumptionPattern last_day_first{
    "last_day_first", "In {quoted} the last day lies before the first; swap them."};
inline constexpr AssumptionPattern last_part_first{
    "last_part_first", "In {quoted} the last part of the year lies before the first; swap them."};
inline constexpr AssumptionPattern begins_after_end{
    "begins_after_end", "The day it begins lies after the day it ends and is left out."};
inline constexpr AssumptionPattern window_end{"window_end",
                                              "Due on the last day of the window: {day}."};
inline constexpr AssumptionPattern period_end{"period_end",
                                              "Due on the last day of the period named: {day}."};
inline constexpr AssumptionPattern plan_end{"plan_end", "The plan ends on {day}."};
inline constexpr AssumptionPattern single_day{"single_day",
                                              "A single day is read as the latest one: {day}."};
inline constexpr AssumptionPattern before_leaves_out{
    "before_leaves_out", "\"Before\" leaves out the day itself: due {day}."};
inline constexpr AssumptionPattern first_without_last{
    "first_without_last", "The text gives a first day and no last one, so none is due."};
inline constexpr AssumptionPattern last_part_decides{
    "last_part_decides", "The measure as a whole is due when its last part is."};
inline constexpr AssumptionPattern plan_period_for_window{
    "plan_period_for_window", "The text names no window; the plan's period {period} is taken."};
inline constexpr AssumptionPattern plan_period_for_end{
    "plan_period_for_end", "The text names no end; the plan's period {period} is taken."};
inline constexpr AssumptionPattern plan_period_for_beginning{
    "plan_period_for_beginning",
    "The text names no beginning; the plan's period {period} is taken."};
inline constexpr AssumptionPattern day_before_month{
    "day_before_month", "In {quoted} the day is taken to come before the month."};
inline constexpr AssumptionPattern month_not_years{
    "month_not_years", "{quoted} is taken for a month of {year}, not for two years."};
inline constexpr AssumptionPattern northern_season{
    "northern_season",
    "Seasons are taken as the northern meteorological ones: {quoted} is {first} to {last}."};
// One literal, which the documentation can read.
// clang-format off
inline constexpr AssumptionPattern northern_winter{"northern_winter", "Seasons are taken as the northern meteorological ones: {quoted} is {first} to {last}, beginning in the year named."};
// clang-format on
inline constexpr AssumptionPattern fiscal_as_calendar{
    "fiscal_as_calendar", "The fiscal year {year} is taken as the calendar year."};
inline constexpr AssumptionPattern fiscal_runs{
    "fiscal_runs", "The {name} year is taken to run from {first} to {last}."};
inline constexpr AssumptionPattern taken_as_days{"taken_as_days",
                                                 "{quoted} is taken as {first} to {last}."};
inline constexpr AssumptionPattern taken_as_day{"taken_as_day", "{quoted} is taken as {day}."};
inline constexpr AssumptionPattern counted_back{"counted_back", "It is counted back from {day}."};
inline constexpr AssumptionPattern counted_from_day{"counted_from_day",
                                                    "It is counted from {day}."};
inline constexpr AssumptionPattern counted_from_adoption{
    "counted_from_adoption", "It is counted from the plan's adoption on {day}."};
inline constexpr AssumptionPattern no_event{
    "no_event", "The text names no event; it is counted from the plan's adoption on {day}."};
inline constexpr AssumptionPattern event_unknown{
    "event_unknown", "It is counted from an event whose day the text does not give."};
inline constexpr AssumptionPattern adoption_unknown{
    "adoption_unknown", "It is counted from the plan's adoption, whose day is not known."};
inline constexpr AssumptionPattern event_without_time{
    "event_without_time", "It follows an event and names no time to do it in."};
inline constexpr AssumptionPattern working_days{
    "working_days", "Working days need a calendar of holidays; no day is set."};
inline constexpr AssumptionPattern beyond_calendar{
    "beyond_calendar", "The day lies beyond the calendar; none is set."};
inline constexpr AssumptionPattern biannual{"biannual", "\"Biannual\" is taken as twice a year."};
inline constexpr AssumptionPattern often_is_standing{
    "often_is_standing", "What recurs more often than monthly is read as a standing duty."};
inline constexpr AssumptionPattern reports_by_period{
    "reports_by_period",
    "A report is expected for each calendar period that ends from {first} to {last}."};
inline constexpr AssumptionPattern no_window_no_report{
    "no_window_no_report", "The duty has no window, so no report is expected yet."};
// One literal, which the documentation can read.
// clang-format off
inline constexpr AssumptionPattern report_day_without_year{"report_day_without_year", "The text does not say whether its day is of the year reported on or of the next, so no report has a due day."};
// clang-format on
// One literal each, which the documentation can read.
// clang-format off
inline constexpr AssumptionPattern report_days_by_text{"report_days_by_text", "A report is due on the first of the days named that lies in the later half of its period or behind it."};
inline constexpr AssumptionPattern days_and_cadence{"days_and_cadence", "The days named do not share out the year as {cadence} does; write when each report is due."};
inline constexpr AssumptionPattern date_of_headers{"date_of_headers", "The day is that of the column headers which the row marks."};
inline constexpr AssumptionPattern horizon_by_legend{"horizon_by_legend", "The document's own legend says what {quoted} is: {legend}."};
// clang-format on
inline constexpr AssumptionPattern title_tells_cadence{
    "title_tells_cadence", "The measure's title speaks of {cadence} reports."};
inline constexpr AssumptionPattern indicator_tells_cadence{
    "indicator_tells_cadence", "The measure's indicator speaks of {cadence} reports."};
inline constexpr AssumptionPattern corrected_with_source{
    "corrected_with_source", "Corrected by a profile, set by {set_by}: {source}."};
inline constexpr AssumptionPattern corrected{"corrected",
                                             "Corrected by a profile, set by {set_by}."};
// One literal each, which the documentation can read.
// clang-format off
inline constexpr AssumptionPattern no_such_day_or_month{"no_such_day_or_month", "There is no day or month 0; correct the date."};
inline constexpr AssumptionPattern word_unread{"word_unread", "{quoted} is not understood, so nothing is read; write the date alone, or correct the reading in the profile."};
inline constexpr AssumptionPattern date_of_status{"date_of_status", "The text speaks of what has been done, and its date may be of that; write the deadline alone."};
inline constexpr AssumptionPattern day_or_year{"day_or_year", "In {quoted} the number may be a day or a year, and the plan does not reach that year; write the year with four digits."};
inline constexpr AssumptionPattern order_unknown{"order_unknown", "In {quoted} day and month cannot be told apart; set the order of dates."};
inline constexpr AssumptionPattern weekday_differs{"weekday_differs", "In {quoted} the weekday is not that of the day; correct one of the two."};
inline constexpr AssumptionPattern other_calendar{"other_calendar", "{quoted} may count in another calendar than the Gregorian; set which one it is."};
inline constexpr AssumptionPattern no_such_part{"no_such_part", "There is no part {number} of that length in a year; correct the number."};
inline constexpr AssumptionPattern no_such_part_of{"no_such_part_of", "{quoted} names a part that its period does not have; write the days."};
inline constexpr AssumptionPattern fiscal_unknown{"fiscal_unknown", "{quoted} is of a fiscal year whose first month is not known; set `fiscal_month`."};
inline constexpr AssumptionPattern odd_cadence{"odd_cadence", "{quoted} is no cadence from monthly to every two years; write the days."};
inline constexpr AssumptionPattern two_cadences{"two_cadences", "{quoted} is a second cadence; keep one."};
inline constexpr AssumptionPattern two_durations{"two_durations", "The text counts more than one stretch of time; keep one."};
inline constexpr AssumptionPattern no_row_above{"no_row_above", "The text repeats the row above, and there is none that was read; write the date itself."};
inline constexpr AssumptionPattern as_in_row_above{"as_in_row_above", "Taken from the row above."};
inline constexpr AssumptionPattern when_needed{"when_needed", "It is to be done when needed; the text gives no day."};
inline constexpr AssumptionPattern day_not_set{"day_not_set", "The text says that the day is not set yet."};
inline constexpr AssumptionPattern status_without_day{"status_without_day", "The text says what became of it, not when it is due."};
inline constexpr AssumptionPattern postponed_without_day{"postponed_without_day", "It is postponed, and the text does not say until when."};
inline constexpr AssumptionPattern postponed_from{"postponed_from", "It was due on {day} before it was postponed."};
inline constexpr AssumptionPattern vague_until{"vague_until", "The words are vague: due {first}, and by a fair reading until {last}."};
inline constexpr AssumptionPattern approximate{"approximate", "The text calls its date approximate: nobody is late before {day}."};
inline constexpr AssumptionPattern month_slip{"month_slip", "{quoted} is taken for a misspelt month."};
inline constexpr AssumptionPattern code_not_years{"code_not_years", "{quoted} is taken for a part of one year by its EDTF number, not for two years."};
inline constexpr AssumptionPattern years_not_code{"years_not_code", "{quoted} is taken for two years, not for a part of one by its EDTF number."};
inline constexpr AssumptionPattern year_from_heading{"year_from_heading", "The year {year} is that of the title or header."};
inline constexpr AssumptionPattern order_by_setting{"order_by_setting", "In {quoted} the {first} comes first, by `order` as it is set or as the document's other dates tell it."};
inline constexpr AssumptionPattern season_by_setting{"season_by_setting", "Seasons are set by `hemisphere`: {quoted} is {first} to {last}, {hemisphere}."};
inline constexpr AssumptionPattern fiscal_by_setting{"fiscal_by_setting", "The fiscal year begins in month {month} by the setting `fiscal_month`: it runs from {first} to {last}."};
inline constexpr AssumptionPattern spreadsheet_serial{"spreadsheet_serial", "The number {number} is the day {day} as a spreadsheet stores it, counted from {epoch}."};
inline constexpr AssumptionPattern no_holidays{"no_holidays", "No holidays are set, so weekends alone are counted off."};
inline constexpr AssumptionPattern working_days_counted{"working_days_counted", "Working days are counted by the settings `weekend` and `holidays` ({count} holidays)."};
inline constexpr AssumptionPattern rolled_to_working_day{"rolled_to_working_day", "Due {first} is a day off and moves to {last} by the setting `rolls_to_working_day`."};
inline constexpr AssumptionPattern event_by_setting{"event_by_setting", "{quoted} is on {day} by the setting `events`."};
inline constexpr AssumptionPattern plan_start_unknown{"plan_start_unknown", "It is counted from the plan's start, which is not known."};
inline constexpr AssumptionPattern counted_from_plan_start{"counted_from_plan_start", "It is counted from the plan's start on {day}."};
inline constexpr AssumptionPattern plan_period_unknown{"plan_period_unknown", "It rests on the plan's period, which is not known; set `plan_period`."};
inline constexpr AssumptionPattern plan_begins{"plan_begins", "The plan begins on {day}."};
inline constexpr AssumptionPattern plan_middle{"plan_middle", "The plan's middle is {day}."};
inline constexpr AssumptionPattern horizon_unknown{"horizon_unknown", "The text names a term whose length the plan does not say."};
inline constexpr AssumptionPattern date_before_duration{"date_before_duration", "The text gives a date too, which stands; {quoted} is not counted."};
inline constexpr AssumptionPattern languages_differ{"languages_differ", "The words mean different days in different languages; say which language it is."};
// clang-format on

}  // namespace actionplan::assumed
