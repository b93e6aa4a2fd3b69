// SPDX-License-Identifier: Apache-2.0
#include "edtf.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/core/period.hpp>

#include "decide.hpp"
#include "read/tokens.hpp"
#include "read/words/split.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace actionplan::detail {
namespace {

constexpr int first_edtf_year = 1900;
constexpr int last_edtf_year = 2199;

struct EdtfDate {
  Date first;
  Date last;
  bool is_approximate = false;
  bool is_code = false;  // a quarter, half or season by number
  int year = 0;
  int code = 0;
};

bool is_edtf_place(char c) { return is_ascii_digit(c) || c == 'X'; }

// Does the number, in as many digits, fit a pattern such as "201X"?
bool fits(std::string_view pattern, int number) {
  for (std::size_t at = pattern.size(); at-- > 0; number /= 10) {
    if (pattern[at] != 'X' && pattern[at] != '0' + number % 10) return false;
  }
  return number == 0;
}

std::optional<EdtfDate> code_date(int year, int code) {
  constexpr int months_in_year = 12;
  EdtfDate date;
  date.is_code = true;
  date.year = year;
  date.code = code;
  int first_month = 0;
  int length = 3;
  if (code >= 21 && code <= 28) {  // seasons, of no hemisphere and of the northern one
    first_month = 3 * ((code - 21) % 4 + 1);
  } else if (code >= 29 && code <= 32) {  // southern seasons
    first_month = 3 * (code - 28) + 6;
  } else if (code >= 33 && code <= 36) {
    first_month = 3 * (code - 33) + 1;
  } else if (code >= 37 && code <= 39) {
    length = 4;
    first_month = 4 * (code - 37) + 1;
  } else if (code == 40 || code == 41) {
    length = 6;
    first_month = 6 * (code - 40) + 1;
  } else {
    return {};
  }
  // A southern summer begins in December, its autumn and winter lie in the year named.
  if (first_month > months_in_year && code > 30) first_month -= months_in_year;
  date.first = Date::from_ymd(year, 1, 1).plus_months(first_month - 1);
  date.last = date.first.plus_months(length).plus_days(-1);
  return date;
}

class EdtfDateParser {
 public:
  explicit EdtfDateParser(std::string_view text) {
    for (const char c : text) {
      if (c == '?' || c == '~' || c == '%') {
        is_approximate_ = true;
      } else {
        plain_ += c;
      }
    }
  }

  std::optional<EdtfDate> parse() {
    std::vector<std::string_view> parts = split(plain_, "-");
    if (parts.empty() || parts.size() > 3) return {};
    std::string year{parts[0]};
    const std::size_t significant = year.find('S');
    if (significant == 4 && year.size() == 6 && parts.size() == 1 && is_ascii_digit(year[5])) {
      const auto kept = static_cast<std::size_t>(year[5] - '0');
      if (kept < 1 || kept > 4) return {};
      year = year.substr(0, 4);
      std::fill(year.begin() + static_cast<std::ptrdiff_t>(kept), year.end(), 'X');
    }
    if (year.size() != 4 || !std::all_of(year.begin(), year.end(), is_edtf_place)) return {};
    for (std::size_t i = 1; i < parts.size(); ++i) {
      if (parts[i].size() != 2 || !std::all_of(parts[i].begin(), parts[i].end(), is_edtf_place))
        return {};
    }
    const bool has_code = parts.size() == 2 && is_ascii_digit(parts[1][0]) &&
                          is_ascii_digit(parts[1][1]) && parts[1] > "20" &&
                          year.find('X') == std::string::npos;
    auto date = has_code ? coded(year, parts[1]) : enumerated(year, parts);
    if (date)
      date->is_approximate = is_approximate_ || plain_.find_first_of("XS") != std::string::npos;
    return date;
  }

 private:
  static std::optional<EdtfDate> coded(const std::string& year, std::string_view code) {
    const int number = std::stoi(year);
    if (number < first_edtf_year || number > last_edtf_year) return {};
    return code_date(number, (code[0] - '0') * 10 + (code[1] - '0'));
  }

  static std::optional<EdtfDate> enumerated(const std::string& year,
                                            const std::vector<std::string_view>& parts) {
    std::optional<EdtfDate> found;
    for (int y = first_edtf_year; y <= last_edtf_year; ++y) {
      if (!fits(year, y)) continue;
      for (int month = 1; month <= 12; ++month) {
        if (parts.size() > 1 && !fits(parts[1], month)) continue;
        const Period whole = Period::month(y, month);
        for (int day = 1; day <= whole.days(); ++day) {
          if (parts.size() > 2 && !fits(parts[2], day)) continue;
          const Date date = whole.first().plus_days(day - 1);
          if (!found) found = EdtfDate{date, date, false, false, y, 0};
          found->last = date;
          if (parts.size() < 3) {
            found->last = whole.last();
            break;
          }
        }
      }
    }
    return found;
  }

  std::string plain_;
  bool is_approximate_ = false;
};

std::optional<EdtfDate> parse_date(std::string_view text) { return EdtfDateParser{text}.parse(); }

bool has_only_marks_of_edtf(std::string_view text) {
  constexpr std::string_view marks = "-/.,[]{}X?~%S";
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return is_ascii_digit(c) || marks.find(c) != std::string_view::npos;
  });
}

void finish(std::string_view text, bool is_approximate, Deadline& deadline) {
  deadline.edtf = text;
  if (is_approximate && deadline.due) {
    try {
      set_latest(deadline, deadline.due->plus_months(1).end_of_month());
    } catch (const Error&) {
      deadline.due_latest.reset();
    }
    if (deadline.due_latest) assume(deadline, assumed::approximate, {deadline.due_latest->iso()});
  }
}

bool read_single(std::string_view text, Deadline& deadline) {
  const auto date = parse_date(text);
  if (!date) return false;
  const bool is_plain = text.size() < 10 && !date->is_code && !date->is_approximate;
  if (is_plain) return false;
  if (date->is_code) {
    const int in_century = date->year % 100;
    constexpr int first_quarter_code = 33;
    const bool is_years =
        date->code < first_quarter_code ? date->code > in_century : date->code == in_century + 1;
    if (is_years && text.size() == 7) return false;  // the grammar of texts reads two years
    if (date->code > in_century) {
      assume(deadline, assumed::code_not_years, {'"' + std::string{text} + '"'});
    }
  }
  if (date->first == date->last) {
    deadline.kind = DeadlineKind::by;
    assume(deadline, assumed::single_day, {date->last.iso()});
  } else {
    deadline.kind = DeadlineKind::window;
    deadline.start = date->first;
    assume(deadline, assumed::window_end, {date->last.iso()});
  }
  deadline.due = date->last;
  finish(text, date->is_approximate, deadline);
  return true;
}

bool is_open(std::string_view end) { return end.empty() || end == ".."; }

bool read_interval(std::string_view text, Deadline& deadline) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos || text.find('/', slash + 1) != std::string_view::npos)
    return false;
  const std::string_view left = text.substr(0, slash);
  const std::string_view right = text.substr(slash + 1);
  const auto first = parse_date(left);
  const auto last = parse_date(right);
  if ((!first && !is_open(left)) || (!last && !is_open(right)) || (!first && !last)) return false;
  // "2022/23" and "2016/09" are no interval of EDTF; both ends have four digits.
  if (first && last && last->last < first->first) return false;
  const bool is_approximate = (first && first->is_approximate) || (last && last->is_approximate);
  deadline.kind = first || !last ? DeadlineKind::window : DeadlineKind::by;
  if (first) deadline.start = first->first;
  if (last) deadline.due = last->last;
  if (!last) assume(deadline, assumed::first_without_last);
  if (last) assume(deadline, first ? assumed::window_end : assumed::period_end, {last->last.iso()});
  finish(text, is_approximate, deadline);
  return true;
}

struct Member {
  std::string_view text;
  EdtfDate date;
  bool is_range = false;
};

std::optional<std::vector<Member>> members(std::string_view inner) {
  std::vector<Member> found;
  for (const std::string_view item : split(inner, ",")) {
    Member member;
    member.text = item;
    const std::size_t dots = item.find("..");
    const auto first = parse_date(item.substr(0, dots));
    if (!first) return {};
    member.date = *first;
    if (dots != std::string_view::npos) {
      const auto last = parse_date(item.substr(dots + 2));
      if (!last || last->last < first->first) return {};
      member.date.last = last->last;
      member.is_range = true;
    }
    found.push_back(member);
  }
  return found;
}

bool read_set(std::string_view text, Deadline& deadline) {
  if (text.size() < 3) return false;
  const bool is_all = text.front() == '{' && text.back() == '}';
  const bool is_one = text.front() == '[' && text.back() == ']';
  if (!is_all && !is_one) return false;
  const auto found = members(text.substr(1, text.size() - 2));
  if (!found) return false;
  if (is_one) {
    Date due = found->front().date.last;
    Date latest = due;
    for (const Member& member : *found) {
      due = std::min(due, member.date.last);
      latest = std::max(latest, member.date.last);
    }
    deadline.kind = DeadlineKind::by;
    deadline.due = due;
    set_latest(deadline, latest);
    if (deadline.due_latest) {
      assume(deadline, assumed::vague_until, {due.iso(), latest.iso()});
    } else {
      assume(deadline, assumed::period_end, {due.iso()});
    }
    deadline.edtf = text;
    return true;
  }
  deadline.kind = DeadlineKind::several;
  bool all_start = true;
  for (const Member& member : *found) {
    DeadlinePart part;
    part.text = member.text;
    part.due = member.date.last;
    if (member.date.first != member.date.last) part.start = member.date.first;
    all_start = all_start && part.start;
    deadline.parts.push_back(std::move(part));
  }
  std::stable_sort(deadline.parts.begin(), deadline.parts.end(),
                   [](const DeadlinePart& a, const DeadlinePart& b) { return a.due < b.due; });
  for (const DeadlinePart& part : deadline.parts) {
    if (all_start) deadline.start = std::min(deadline.start.value_or(*part.start), *part.start);
  }
  deadline.due = deadline.parts.back().due;
  deadline.edtf = text;
  assume(deadline, assumed::last_part_decides);
  return true;
}

}  // namespace

bool read_edtf(std::string_view text, Deadline& deadline) {
  constexpr std::size_t longest = 512;
  if (text.size() > longest || !has_only_marks_of_edtf(text)) return false;
  return read_set(text, deadline) || read_interval(text, deadline) || read_single(text, deadline);
}

}  // namespace actionplan::detail
