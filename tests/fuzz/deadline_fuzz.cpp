// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/text.hpp>
#include <actionplan/plan/lint.hpp>
#include <actionplan/plan/plan_builder.hpp>
#include <actionplan/read/deadline_text.hpp>
#include <actionplan/read/indicator_text.hpp>

#include "read/words/lexicon.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace actionplan {
namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check_candidate(const Deadline& deadline) {
  if (!deadline.candidate) return;
  const DeadlineCandidate& candidate = *deadline.candidate;
  require(deadline.reason == NoDateReason::unread);
  require(candidate.span.begin < candidate.span.end);
  const std::size_t begin = text::byte_offset(deadline.text, candidate.span.begin);
  const std::size_t end = text::byte_offset(deadline.text, candidate.span.end);
  require(std::string_view{deadline.text}.substr(begin, end - begin) == candidate.token);
  if (candidate.start && candidate.due) require(*candidate.start <= *candidate.due);
}

void check_deadline(const Deadline& deadline) {
  if (deadline.start && deadline.due) require(*deadline.start <= *deadline.due);
  require(deadline.edtf.empty() == (!deadline.start && !deadline.due));
  if (deadline.due_latest) require(deadline.due && *deadline.due < *deadline.due_latest);
  require((deadline.kind == DeadlineKind::recurring) == deadline.cadence.has_value());
  require((deadline.kind == DeadlineKind::several) == !deadline.parts.empty());
  if (deadline.kind == DeadlineKind::no_date) {
    require(!deadline.start && !deadline.due);
    require(deadline.text.empty() || !deadline.assumptions.empty());
    require(deadline.text.empty() || deadline.reason);
  } else {
    require(!deadline.reason);
  }
  if (deadline.kind == DeadlineKind::window) require(deadline.start || deadline.due);
  if (deadline.kind == DeadlineKind::by) require(!deadline.start && deadline.due);
  Date last = Date::earliest();
  for (const DeadlinePart& part : deadline.parts) {
    require(!part.text.empty());
    require(last <= part.due && (!part.start || *part.start <= part.due));
    if (part.due_latest) require(part.due < *part.due_latest);
    last = part.due;
  }
  if (!deadline.parts.empty()) require(deadline.due == last);
  require(deadline.expected_reports.size() <= max_expected_reports);
  for (const ExpectedReport& report : deadline.expected_reports) {
    require(deadline.kind == DeadlineKind::recurring);
    require(report.due.has_value() == report.due_source.has_value());
  }
  check_candidate(deadline);
}

// Every language has its turn: the bytes choose one.
std::string_view language_for(std::string_view said) {
  const std::vector<DeadlineLanguage>& languages = deadline_languages();
  std::size_t sum = said.size();
  for (const char c : said) sum = sum * 31 + static_cast<unsigned char>(c);
  return languages[sum % languages.size()].code;
}

void check_languages(std::string_view said) {
  DateSettings settings;
  settings.fiscal_month = 7;
  settings.hemisphere = Hemisphere::south;
  settings.order = DateOrder::month_first;
  settings.holidays = {Date::from_ymd(2018, 1, 1)};
  settings.rolls_to_working_day = said.size() % 2 == 0;
  settings.events.push_back({"COP26", Date::from_ymd(2021, 10, 31), SetBy::analyst, ""});
  const Deadline above = read_deadline("by June 2018");
  DeadlineContext context;
  context.dates = &settings;
  context.row_above = &above;
  context.year = 2019;
  context.serial_epoch = SerialEpoch::year_1900;
  context.plan_period = Period::parse("2016-2018");
  for (const std::string_view language : {language_for(said), std::string_view{"ru"}}) {
    context.language = language;
    check_deadline(read_deadline(said, context));
  }
}

// Texts of words that a lexicon holds, which random bytes would seldom spell: two bytes choose the
// language, each further pair a form, a number or a mark.
struct LexiconText {
  std::string text;
  std::string_view language;
};

LexiconText text_of_lexicon(const std::uint8_t* data, std::size_t size) {
  const auto pair = [&](std::size_t at) {
    return static_cast<std::size_t>(data[at]) * 256 + data[at + 1];
  };
  const std::vector<DeadlineLanguage>& languages = deadline_languages();
  LexiconText found;
  found.language = languages[pair(0) % languages.size()].code;
  std::vector<std::string> forms;
  for (const char* const file : {"deadline", "calendar"}) {
    for (const detail::Lexicon::Row& row : detail::lexicon_rows(found.language, file)) {
      forms.insert(forms.end(), row.forms.begin(), row.forms.end());
    }
  }
  static constexpr std::string_view marks[] = {",",  ";",  "-", " - ",     "(",         ")",
                                               ".",  ":",  "/", "\n",      "%",         "+",
                                               "\"", "IV", "x", "2016-18", "31.12.2017"};
  constexpr std::size_t longest = 64;
  for (std::size_t at = 2; at + 1 < size && at < longest; at += 2) {
    const std::size_t choice = pair(at);
    const std::size_t which = choice / 8;
    switch (choice % 8) {
      case 0: found.text += std::to_string(2000 + which % 60); break;
      case 1: found.text += std::to_string(which % 40); break;
      case 2: found.text += marks[which % std::size(marks)]; continue;
      case 3:
        if (!found.text.empty()) found.text.pop_back();  // glued to what stands before
        [[fallthrough]];
      default: found.text += forms[which % forms.size()]; break;
    }
    found.text += ' ';
  }
  return found;
}

void check_lexicon(const std::uint8_t* data, std::size_t size) {
  const LexiconText made = text_of_lexicon(data, size);
  DeadlineContext context;
  check_deadline(read_deadline(made.text, context));
  context.language = made.language;
  check_deadline(read_deadline(made.text, context));
  context.adopted_on = Date::from_ymd(2016, 4, 27);
  context.plan_period = Period::parse("2016-2018");
  context.title = made.text;
  check_deadline(read_deadline(made.text, context));
  static_cast<void>(tell_deadline_column({made.text, "31/12/2017"}));
}

void check_indicators(std::string_view text) {
  const std::size_t length = text::count_code_points(text);
  std::uint32_t end = 0;
  for (const IndicatorPart& part : read_indicators(text)) {
    require(end <= part.span.begin && part.span.begin < part.span.end);
    require(part.span.end <= length);
    require(!part.rule.empty());
    end = part.span.end;
  }
}

// What was read must fit a plan, and lint must take it.
void check_plan(std::string_view title, std::string_view indicators, Deadline deadline) {
  Measure measure;
  measure.id = MeasureId{"1"};
  measure.title = title;
  measure.indicator_text = indicators;
  measure.deadline = std::move(deadline);
  for (const IndicatorPart& part : read_indicators(indicators)) {
    Indicator indicator;
    indicator.id = IndicatorId{"1/" + std::to_string(measure.indicators.size() + 1)};
    indicator.kind = part.kind;
    indicator.span = part.span;
    const std::size_t begin = text::byte_offset(indicators, part.span.begin);
    const std::size_t end = text::byte_offset(indicators, part.span.end);
    indicator.text = indicators.substr(begin, end - begin);
    measure.indicators.push_back(std::move(indicator));
  }
  PlanBuilder builder;
  builder.add(std::move(measure));
  const Plan plan = builder.build();
  require(!lint(plan).empty());
}

}  // namespace
}  // namespace actionplan

// The first line is a deadline, the rest the measure's title and indicator. A first byte that UTF-8
// does not have asks for words of a lexicon.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace actionplan;
  constexpr std::uint8_t asks_for_lexicon = 0xFF;
  if (size > 3 && data[0] == asks_for_lexicon) {
    check_lexicon(data + 1, size - 1);
    return 0;
  }
  const std::string raw(reinterpret_cast<const char*>(data), size);
  const std::string text = text::replace_invalid_utf8(raw);
  const std::size_t line = std::min(text.find('\n'), text.size());
  const std::string said = text.substr(0, line);
  const std::string rest = text::collapse_spaces(std::string_view{text}.substr(line));
  DeadlineContext context;
  check_deadline(read_deadline(raw));
  check_deadline(read_deadline(said));
  context.title = rest;
  context.adopted_on = Date::from_ymd(2016, 4, 27);
  context.plan_period = Period::parse("2016-2018");
  const Deadline deadline = read_deadline(said, context);
  check_deadline(deadline);
  check_languages(said);
  check_indicators(text);
  check_plan(said, rest, deadline);
  return 0;
}
