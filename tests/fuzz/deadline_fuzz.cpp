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

namespace actionplan {
namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check_deadline(const Deadline& deadline) {
  if (deadline.start && deadline.due) require(*deadline.start <= *deadline.due);
  require(deadline.edtf.empty() == (!deadline.start && !deadline.due));
  require((deadline.kind == DeadlineKind::recurring) == deadline.cadence.has_value());
  require((deadline.kind == DeadlineKind::several) == !deadline.parts.empty());
  if (deadline.kind == DeadlineKind::no_date) {
    require(!deadline.start && !deadline.due);
    require(deadline.text.empty() || !deadline.assumptions.empty());
  }
  if (deadline.kind == DeadlineKind::window) require(deadline.start && deadline.due);
  if (deadline.kind == DeadlineKind::by) require(!deadline.start && deadline.due);
  Date last = Date::earliest();
  for (const DeadlinePart& part : deadline.parts) {
    require(!part.text.empty());
    require(last <= part.due && (!part.start || *part.start <= part.due));
    last = part.due;
  }
  if (!deadline.parts.empty()) require(deadline.due == last);
  require(deadline.expected_reports.size() <= max_expected_reports);
  for (const ExpectedReport& report : deadline.expected_reports) {
    require(deadline.kind == DeadlineKind::recurring);
    require(report.due.has_value() == report.due_source.has_value());
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
  check_indicators(text);
  check_plan(said, rest, deadline);
  return 0;
}
