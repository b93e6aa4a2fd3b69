// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/text.hpp>
#include <actionplan/plan/lint.hpp>
#include <actionplan/plan/plan_builder.hpp>
#include <actionplan/read/deadline_text.hpp>
#include <actionplan/read/indicator_text.hpp>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
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

// The first line is a deadline, the rest the measure's title and indicator.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace actionplan;
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
