// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/date.hpp>
#include <actionplan/plan/assumption_list.hpp>
#include <actionplan/read/deadline_text.hpp>

#include "items.hpp"

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// Part of a year or a month, counted: "second half", "III decade", "last working day".
struct CountedPart {
  int number = 0;  // from 1; 0: none; -1: the last
  int count = 1;   // "first 6 months": 6
  Unit unit = Unit::day;
  bool is_working = false;
  int weekday = 0;  // 1 Monday .. 7: "first Monday"
};

/// A date as its words give it, before a year that it lacks is lent by its neighbours.
struct DatePoint {
  std::optional<int> year;
  std::optional<int> last_year;  // "2016-18", "FY2017/18"
  bool is_fiscal = false;
  int fiscal_month = 0;         // 0: not said by the words
  bool begins_in_year = false;  // the fiscal year is named by the year in which it begins
  std::vector<int> parts;       // of the year, in unit `part_unit`; a run is one stretch
  Unit part_unit = Unit::quarter;
  int season = 0;
  int month = 0;
  int day = 0;
  int last_day = 0;  // "1-15 March"
  CountedPart sub;
  Edge edge = Edge::none;
  int weekday_said = 0;             // "Monday, 5 March"
  bool is_ambiguous_order = false;  // day and month could be swapped
  bool has_zero = false;            // a day or month 0, which there is not
  bool is_short_year = false;       // "Jun-30", where the year may be meant for a day
  std::size_t from = 0;             // items [from, to)
  std::size_t to = 0;

  [[nodiscard]] bool has_part() const noexcept {
    return !parts.empty() || season != 0 || month != 0;
  }
  [[nodiscard]] bool is_bare_year() const noexcept {
    return year && !has_part() && sub.number == 0 && edge == Edge::none && !is_fiscal;
  }
  [[nodiscard]] bool is_empty() const noexcept {
    return !year && !has_part() && sub.number == 0 && edge == Edge::none && day == 0;
  }
};

/// A stretch of days that a text names.
struct NamedDays {
  Date first;
  Date last;
  Date latest;  // the last day that a fair reader could mean; not before `last`
  std::string edtf;
  bool is_edge = false;   // "end of 2022": one day of a period, named by the period
  bool is_start = false;  // "beginning of 2022"
};

/// What the days of a text rest on: its settings, and what had to be assumed or was impossible.
class DateNotes {
 public:
  DateNotes(const DeadlineContext& given, std::string_view code);

  /// Of day and month; nothing where a date such as 05/06/2017 cannot be told.
  [[nodiscard]] std::optional<DateOrder> order() const;

  void assume(const AssumptionPattern& pattern, std::initializer_list<std::string_view> values);
  void refuse(const AssumptionPattern& why, std::initializer_list<std::string_view> values);

  const DeadlineContext& context;
  const DateSettings& settings;
  std::string_view language;  // of the words; empty: there are none
  std::vector<std::string> assumptions;
  std::string problem;  // the first thing that cannot be; empty: none
};

/// Finds the date that begins at an item. Bag of elements: a year, a part of it, a day, an edge, in
/// whatever order the language has.
class PointParser {
 public:
  PointParser(const DeadlineItems& items, DateNotes& notes) : items_{items}, notes_{notes} {}

  [[nodiscard]] std::optional<DatePoint> parse(std::size_t at, int depth = 0) const;

  /// The item after fillers from `at` on.
  [[nodiscard]] std::size_t skip_fillers(std::size_t at) const;
  /// A number, numeral, ordinal or amount that counts: its value, 0 for none.
  [[nodiscard]] int counted(std::size_t at) const;

 private:
  [[nodiscard]] std::size_t skip_joiners(const DatePoint& point, std::size_t at, int depth) const;
  bool take(DatePoint& point, std::size_t& at) const;
  bool take_number(DatePoint& point, std::size_t& at) const;
  bool take_counted(DatePoint& point, std::size_t& at) const;
  bool take_counted_unit(DatePoint& point, std::size_t& at, const std::vector<int>& numbers,
                         bool is_ordinal) const;
  bool take_unit(DatePoint& point, std::size_t& at) const;
  bool take_last(DatePoint& point, std::size_t& at) const;
  bool take_letter(DatePoint& point, std::size_t& at) const;
  bool take_month_day(DatePoint& point, std::size_t& at) const;
  bool take_bracket(DatePoint& point, std::size_t& at, int depth) const;
  bool take_fiscal(DatePoint& point, std::size_t& at) const;
  [[nodiscard]] bool take_numeric(DatePoint& point, std::size_t& at) const;
  bool take_year_month_day(DatePoint& point, std::size_t& at) const;
  bool take_day_month_year(DatePoint& point, std::size_t& at) const;
  bool take_named_month(DatePoint& point, std::size_t& at) const;
  bool take_year_pair(DatePoint& point, std::size_t& at) const;
  void take_time(std::size_t& at) const;
  [[nodiscard]] std::vector<int> number_list(std::size_t& at, bool& is_ordinal) const;
  [[nodiscard]] bool is_sep(std::size_t at, char mark) const {
    return items_.is_mark(at, mark) && items_[at].is_joined && items_[at + 1].is_joined;
  }

  const DeadlineItems& items_;
  DateNotes& notes_;
};

/// The days of a point in a year; nothing where they cannot be, with the problem noted.
/// @param quoted the point's words
[[nodiscard]] std::optional<NamedDays> resolve(const DatePoint& point, int year,
                                               std::string_view quoted, DateNotes& notes);

inline constexpr int months_of_year = 12;

/// How many parts of a year the unit makes; 0 for one that is no part of it.
[[nodiscard]] int parts_of_year(Unit unit) noexcept;

/// The days of a period in EDTF, in a form that reads back as the same days.
[[nodiscard]] std::string plain_edtf(Date first, Date last);

}  // namespace actionplan::detail
