// SPDX-License-Identifier: Apache-2.0
// From the elements of a date to its days.
#include <actionplan/core/error.hpp>
#include <actionplan/core/period.hpp>

#include "core/internal/weeks.hpp"
#include "point.hpp"
#include "working_days.hpp"

#include <algorithm>

namespace actionplan::detail {
namespace {

constexpr int months_in_year = 12;

NamedDays days_of(Date first, Date last) {
  NamedDays days;
  days.first = first;
  days.last = days.latest = last;
  return days;
}

NamedDays months_from(Date first, int count) {
  return days_of(first, first.plus_months(count).plus_days(-1));
}

// Does the form "2022-23" look like two years to a reader of this form?
bool looks_like_years(int year, int code) {
  constexpr int first_quarter_code = 33;
  const int in_century = year % 100;
  return code < first_quarter_code ? code > in_century : code == in_century + 1;
}

class Resolver {
 public:
  Resolver(const DatePoint& point, int year, std::string_view quoted, DateNotes& notes)
      : point_{point}, year_{year}, quoted_{quoted}, notes_{notes} {}

  std::optional<NamedDays> run() {
    if (point_.is_ambiguous_order && !settle_order()) return {};
    auto days = base();
    if (!days) return {};
    if (point_.sub.number != 0) days = part_of(*days);
    if (!days) return {};
    if (point_.edge != Edge::none) days = edge_of(*days);
    if (days && days->latest < days->last) days->latest = days->last;
    if (days && days->edtf.empty() && !days->is_edge) {
      days->edtf = plain_edtf(days->first, days->last);
    }
    return days;
  }

 private:
  bool settle_order() {
    notes_.refuse(assumed::order_unknown, {quoted_});
    return false;
  }

  std::optional<NamedDays> base() {
    if (point_.is_fiscal) return fiscal();
    if (!point_.parts.empty()) return parts(Date::from_ymd(year_, 1, 1));
    if (point_.season != 0) return season();
    if (point_.month != 0) return month();
    const int last = point_.last_year.value_or(year_);
    if (last < year_) {
      notes_.refuse(assumed::last_year_first, {quoted_});
      return {};
    }
    return days_of(Date::from_ymd(year_, 1, 1), Date::from_ymd(last, months_in_year, 31));
  }

  // "Jun-30": the two digits are a day of the month, and no year of the plan or the one after it.
  [[nodiscard]] bool may_be_day(const Period& month) const {
    const std::optional<Period>& plan = notes_.context.plan_period;
    constexpr int century = 100;
    const int number = year_ % century;
    if (!plan || number < 1 || number > month.days()) return false;
    return year_ < plan->first().year() || year_ > plan->last().year() + 1;
  }

  std::optional<NamedDays> month() {
    if (point_.month > months_in_year || point_.month < 1) {
      notes_.refuse(point_.day != 0 ? assumed::no_such_month : assumed::no_such_month_of_year,
                    {std::to_string(point_.month)});
      return {};
    }
    const Period whole = Period::month(year_, point_.month);
    if (point_.day == 0 && point_.is_short_year && may_be_day(whole)) {
      notes_.refuse(assumed::day_or_year, {quoted_});
      return {};
    }
    if (point_.day == 0) return days_of(whole.first(), whole.last());
    for (const int day : {point_.day, point_.last_day}) {
      if (day >= 1 && day <= whole.days()) continue;
      notes_.refuse(assumed::no_such_day,
                    {std::to_string(day), std::to_string(point_.month), std::to_string(year_)});
      return {};
    }
    if (point_.last_day < point_.day) {
      notes_.refuse(assumed::last_day_first, {quoted_});
      return {};
    }
    const Date first = whole.first().plus_days(point_.day - 1);
    if (point_.weekday_said != 0 && weekday_of(first) != point_.weekday_said) {
      notes_.refuse(assumed::weekday_differs, {quoted_});
      return {};
    }
    return days_of(first, whole.first().plus_days(point_.last_day - 1));
  }

  // Parts of the year that begins on `first`.
  std::optional<NamedDays> parts(Date first) {
    const int count = parts_of_year(point_.part_unit);
    for (const int part : point_.parts) {
      if (part >= 1 && part <= count) continue;
      notes_.refuse(point_.part_unit == Unit::quarter ? assumed::no_such_quarter
                    : point_.part_unit == Unit::half  ? assumed::no_such_half
                                                      : assumed::no_such_part,
                    {std::to_string(part)});
      return {};
    }
    for (std::size_t i = 1; i < point_.parts.size(); ++i) {
      if (point_.parts[i] == point_.parts[i - 1] + 1) continue;
      notes_.refuse(assumed::last_part_first, {quoted_});
      return {};
    }
    const int length = months_in_year / count;
    const Date begin = first.plus_months(length * (point_.parts.front() - 1));
    return months_from(begin, length * static_cast<int>(point_.parts.size()));
  }

  std::optional<NamedDays> season() {
    const bool is_southern = notes_.settings.hemisphere == Hemisphere::south;
    const int season = point_.season;
    const int shift = is_southern ? 6 : 0;
    const Date spring = Date::from_ymd(year_, 3, 1);
    int months = 3 * (season - 1) + shift;
    constexpr int winter = 4;
    constexpr int summer = 2;
    const bool crosses = season == (is_southern ? summer : winter);
    if (!crosses && months >= months_in_year) months -= months_in_year;
    NamedDays days = months_from(spring.plus_months(months), 3);
    constexpr int astronomical = 21;  // of the month in which the next one begins
    days.latest = days.last.plus_days(astronomical);
    if (!notes_.settings.hemisphere) {
      const bool begins_in_it = crosses && !point_.last_year;
      notes_.assume(begins_in_it ? assumed::northern_winter : assumed::northern_season,
                    {quoted_, days.first.iso(), days.last.iso()});
    } else {
      notes_.assume(assumed::season_by_setting, {quoted_, days.first.iso(), days.last.iso(),
                                                 is_southern ? "southern" : "northern"});
    }
    constexpr int first_season_code = 20;
    const int code = first_season_code + season;
    if (!is_southern && !looks_like_years(year_, code)) {
      days.edtf = std::to_string(year_) + "-" + std::to_string(code);
    }
    return days;
  }

  std::optional<NamedDays> fiscal() {
    const auto& setting = notes_.settings.fiscal_month;
    const bool begins_in_year = point_.begins_in_year;
    const bool is_school = point_.fiscal_month != 0 && !begins_in_year;
    constexpr int usual_first_month = 4;
    const bool is_single = !point_.last_year;
    if (is_single && !begins_in_year && (is_school || !setting)) {
      if (is_school || !point_.parts.empty()) {
        notes_.refuse(assumed::fiscal_unknown, {quoted_});
        return {};
      }
      notes_.assume(assumed::fiscal_as_calendar, {std::to_string(year_)});
      NamedDays days = days_of(Date::from_ymd(year_, 1, 1), Date::from_ymd(year_, 12, 31));
      days.latest = Date::from_ymd(year_ + 1, 6, 30);
      return days;
    }
    const int said_month = begins_in_year ? point_.fiscal_month : usual_first_month;
    const int first_month = is_school ? point_.fiscal_month : setting.value_or(said_month);
    // FY2023 ends in 2023
    const bool ends_in_it = is_single && first_month > 1 && !begins_in_year;
    const Date first = Date::from_ymd(ends_in_it ? year_ - 1 : year_, first_month, 1);
    const int years = is_single ? 1 : std::max(1, *point_.last_year - year_);
    NamedDays days = months_from(first, months_in_year * years);
    if (is_school) {
      notes_.assume(assumed::fiscal_runs, {"school", days.first.iso(), days.last.iso()});
    } else if (setting) {
      notes_.assume(assumed::fiscal_by_setting,
                    {std::to_string(first_month), days.first.iso(), days.last.iso()});
    } else {
      notes_.assume(assumed::fiscal_runs, {"fiscal", days.first.iso(), days.last.iso()});
    }
    if (!point_.parts.empty()) {
      auto part = parts(first);
      if (!part) return {};
      days = *part;
    }
    if (!setting && !is_school && !begins_in_year)
      days.latest = days.last.plus_months(3).end_of_month();
    return days;
  }

  std::optional<NamedDays> refuse_part() {
    notes_.refuse(assumed::no_such_part_of, {quoted_});
    return {};
  }

  std::optional<NamedDays> part_of(const NamedDays& whole) {
    const CountedPart& sub = point_.sub;
    if (point_.day != 0) return refuse_part();
    const bool is_month = point_.month != 0;
    if (sub.weekday != 0) return is_month ? nth_weekday(whole) : refuse_part();
    if (sub.is_working) return working_day(whole);
    switch (sub.unit) {
      case Unit::day: return run_of_days(whole, sub.count);
      case Unit::week: {
        const bool is_numbered = sub.count == 0 || (!point_.has_part() && sub.number > 1);
        return is_numbered ? numbered_week(whole) : week(whole);
      }
      case Unit::decade: return is_month ? decade(whole) : refuse_part();
      case Unit::month: return run_of_months(whole);
      case Unit::half:
      case Unit::fortnight: return is_month ? half_of_month(whole) : refuse_part();
      default: return refuse_part();
    }
  }

  std::optional<NamedDays> run_of_days(const NamedDays& whole, int count) {
    const CountedPart& sub = point_.sub;
    NamedDays days = sub.number < 0 ? days_of(whole.last.plus_days(1 - count), whole.last)
                                    : days_of(whole.first.plus_days((sub.number - 1) * count),
                                              whole.first.plus_days(sub.number * count - 1));
    if (days.first < whole.first || whole.last < days.last) return refuse_part();
    days.is_edge = count == 1;
    return days;
  }

  std::optional<NamedDays> run_of_months(const NamedDays& whole) {
    const CountedPart& sub = point_.sub;
    NamedDays days =
        sub.number < 0
            ? days_of(whole.last.plus_days(1).plus_months(-sub.count), whole.last)
            : months_from(whole.first.plus_months((sub.number - 1) * sub.count), sub.count);
    if (days.first < whole.first || whole.last < days.last) return refuse_part();
    return days;
  }

  // The days 1 to 7 of "the first week"; a reader may mean the first whole week.
  std::optional<NamedDays> week(const NamedDays& whole) {
    constexpr int days_in_week = 7;
    auto days = run_of_days(whole, days_in_week * point_.sub.count);
    if (!days) return {};
    days->is_edge = false;
    if (point_.sub.number > 0) {
      days->latest = std::min(whole.last, days->last.plus_days(days_in_week - 1));
    }
    return days;
  }

  std::optional<NamedDays> numbered_week(const NamedDays& whole) {
    if (point_.has_part() || point_.last_year) return refuse_part();
    constexpr int days_in_week = 7;
    const Date first = first_monday(year_).plus_days(days_in_week * (point_.sub.number - 1));
    if (point_.sub.number < 1 || first.plus_days(3).year() != year_) {
      notes_.refuse(assumed::no_such_part_of, {quoted_});
      return {};
    }
    static_cast<void>(whole);
    return days_of(first, first.plus_days(days_in_week - 1));
  }

  std::optional<NamedDays> decade(const NamedDays& whole) {
    constexpr int thirds = 3;
    const int number = point_.sub.number < 0 ? thirds : point_.sub.number;
    if (number > thirds || point_.sub.count != 1) return refuse_part();
    const Date first = whole.first.plus_days(10 * (number - 1));
    return days_of(first, number == thirds ? whole.last : first.plus_days(9));
  }

  std::optional<NamedDays> half_of_month(const NamedDays& whole) {
    constexpr int first_half = 15;
    const int number = point_.sub.number < 0 ? 2 : point_.sub.number;
    if (number > 2 || point_.sub.count != 1) return refuse_part();
    const Date middle = whole.first.plus_days(first_half - 1);
    return number == 1 ? days_of(whole.first, middle) : days_of(middle.plus_days(1), whole.last);
  }

  std::optional<NamedDays> nth_weekday(const NamedDays& whole) {
    constexpr int days_in_week = 7;
    const CountedPart& sub = point_.sub;
    if (sub.count != 1) return refuse_part();
    const int ahead = (sub.weekday - weekday_of(whole.first) + days_in_week) % days_in_week;
    const int back = (weekday_of(whole.last) - sub.weekday + days_in_week) % days_in_week;
    const Date day = sub.number < 0
                         ? whole.last.plus_days(-back)
                         : whole.first.plus_days(ahead + days_in_week * (sub.number - 1));
    if (whole.last < day) return refuse_part();
    return days_of(day, day);
  }

  std::optional<NamedDays> working_day(const NamedDays& whole) {
    const CountedPart& sub = point_.sub;
    if (sub.unit != Unit::day || sub.count != 1) return refuse_part();
    const DateSettings& settings = notes_.settings;
    const Date start = sub.number < 0 ? whole.last.plus_days(1) : whole.first.plus_days(-1);
    const auto day = plus_working_days(start, sub.number, settings);
    if (!day || *day < whole.first || whole.last < *day) return refuse_part();
    NamedDays days = days_of(*day, *day);
    if (settings.holidays) {
      notes_.assume(assumed::working_days_counted, {std::to_string(settings.holidays->size())});
    } else {
      constexpr int most_holidays = 10;  // the longest run of days off that a country has
      notes_.assume(assumed::no_holidays, {});
      days.latest = std::min(whole.last, day->plus_days(sub.number < 0 ? 3 : most_holidays));
    }
    return days;
  }

  std::optional<NamedDays> edge_of(const NamedDays& whole) {
    const std::int32_t length = whole.last - whole.first + 1;
    const bool is_year = length > 360;
    constexpr int shortest = 25;
    if (point_.edge == Edge::end) {
      NamedDays days = days_of(whole.last, whole.last);
      days.latest = whole.latest;
      days.is_edge = true;
      return days;
    }
    if (length < shortest || point_.day != 0 || length > 370) return refuse_part();
    NamedDays days = whole;
    days.edtf.clear();
    const bool is_month = length <= 31;
    switch (point_.edge) {
      case Edge::start:
        days.is_start = true;
        days.last = is_month ? whole.first.plus_days(9) : whole.first.end_of_month();
        days.latest = is_month  ? whole.first.plus_days(14)
                      : is_year ? whole.first.plus_months(4).plus_days(-1)
                                : days.last.plus_days(15);
        break;
      case Edge::early:
        days.last = is_year ? whole.first.plus_months(4).plus_days(-1)
                            : whole.first.plus_days(length / 3 - 1);
        days.latest = is_year ? days.last : whole.first.plus_days(length / 2);
        break;
      case Edge::middle:
        days.first = days.last = is_year ? whole.first.plus_months(6).plus_days(-1)
                                         : whole.first.plus_days(length / 2 - 1);
        if (is_month) days.first = days.last = whole.first.plus_days(14);
        days.latest = is_month  ? whole.first.plus_days(19)
                      : is_year ? whole.first.plus_months(8).plus_days(-1)
                                : days.last.plus_days(length / 6);
        days.is_edge = true;
        break;
      case Edge::late:
        days.first = is_year ? whole.first.plus_months(8) : whole.first.plus_days(length * 2 / 3);
        days.last = whole.last;
        break;
      default: break;
    }
    say_edge(days);
    return days;
  }

  void say_edge(const NamedDays& days) {
    if (days.first == days.last) {
      notes_.assume(assumed::taken_as_day, {quoted_, days.first.iso()});
    } else {
      notes_.assume(assumed::taken_as_days, {quoted_, days.first.iso(), days.last.iso()});
    }
  }

  const DatePoint& point_;
  int year_;
  std::string_view quoted_;
  DateNotes& notes_;
};

}  // namespace

DateNotes::DateNotes(const DeadlineContext& given, std::string_view code)
    : context{given}, settings{settings_of(given)}, language{code} {}

std::optional<DateOrder> DateNotes::order() const {
  if (settings.order) return settings.order;
  const bool is_free = context.has_both_orders || language.empty() || language == "en";
  return is_free ? std::nullopt : std::optional{DateOrder::day_first};
}

void DateNotes::assume(const AssumptionPattern& pattern,
                       std::initializer_list<std::string_view> values) {
  std::string what = assumption_text(pattern, values);
  if (std::find(assumptions.begin(), assumptions.end(), what) == assumptions.end()) {
    assumptions.push_back(std::move(what));
  }
}

void DateNotes::refuse(const AssumptionPattern& why,
                       std::initializer_list<std::string_view> values) {
  if (problem.empty()) problem = assumption_text(why, values);
}

std::optional<NamedDays> resolve(const DatePoint& point, int year, std::string_view quoted,
                                 DateNotes& notes) {
  try {
    return Resolver{point, year, quoted, notes}.run();
  } catch (const Error&) {
    notes.refuse(assumed::no_such_part_of, {quoted});
    return {};
  }
}

std::string plain_edtf(Date first, Date last) {
  std::string text = Period{first, last}.edtf();
  constexpr std::size_t coded = 7;  // "2032-33"
  if (text.size() == coded && text[4] == '-') {
    const int code = (text[5] - '0') * 10 + (text[6] - '0');
    constexpr int first_code = 21;
    if (code >= first_code && looks_like_years(first.year(), code)) {
      return first.iso() + "/" + last.iso();
    }
  }
  return text;
}

}  // namespace actionplan::detail
