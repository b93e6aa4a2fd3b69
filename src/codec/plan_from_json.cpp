// SPDX-License-Identifier: Apache-2.0
#include "build_plan.hpp"
#include "json_parts.hpp"

#include <actionplan/codec/json.hpp>
#include <actionplan/plan/plan_builder.hpp>

#include <algorithm>
#include <limits>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace actionplan {
namespace {

using detail::JsonTree;
using detail::JsonValue;

constexpr std::int64_t largest_count = std::numeric_limits<std::uint32_t>::max();

std::uint32_t read_count(const JsonValue& json) {
  return static_cast<std::uint32_t>(json.integer(0, largest_count));
}

Place read_place(const JsonValue& json) {
  const auto count = [&](std::string_view key) {
    const std::optional<JsonValue> value = json.find(key);
    return value ? read_count(*value) : 0;
  };
  return {count("line"), count("column"), count("part"), count("offset")};
}

PlanHeading read_heading(const JsonValue& json) {
  PlanHeading heading;
  heading.title = json.required_text("title");
  heading.adopted_on = json.optional_date("adopted_on");
  heading.legal_basis = json.optional_text("legal_basis");
  heading.language = json.optional_text("language");
  if (const std::optional<JsonValue> period = json.find("period")) {
    const Date start = period->member("start", "a day YYYY-MM-DD").date();
    const JsonValue end = period->member("end", "a day YYYY-MM-DD");
    if (end.date() < start) end.refuse("lies before the period's start; swap or correct them");
    heading.period = Period{start, end.date()};
  }
  return heading;
}

Section read_section(const JsonValue& json) {
  Section section;
  section.number = json.optional_text("number");
  // A section without an id is called by its number.
  const bool has_id = json.find("id") || section.number.empty();
  section.id = SectionId{has_id ? json.required_text("id") : section.number};
  section.title = json.required_text("title");
  if (const auto parent = json.find("parent")) section.parent = SectionId{parent->text()};
  section.place = read_place(json);
  return section;
}

Span read_span(const JsonValue& json) {
  const std::vector<std::uint32_t> ends = json.list(read_count);
  if (ends.size() != 2) json.refuse("has not two numbers; write [begin, end]");
  return {ends[0], ends[1]};
}

Indicator read_indicator(const JsonValue& json) {
  Indicator indicator;
  indicator.id = IndicatorId{json.required_text("id")};
  indicator.kind = json.member("kind", "an indicator kind, such as \"count\"")
                       .word<IndicatorKind>("indicator kind");
  indicator.text = json.required_text("text");
  indicator.span = read_span(json.member("span", "[begin, end] in the indicator text"));
  return indicator;
}

Assignment read_assignment(const JsonValue& json) {
  Assignment assignment;
  assignment.agency = AgencyId{json.required_text("agency")};
  assignment.role = json.optional_word<Role>("role", "role").value_or(assignment.role);
  assignment.force = json.optional_word<Force>("force", "force").value_or(assignment.force);
  assignment.discharge =
      json.optional_word<Discharge>("discharge", "discharge").value_or(assignment.discharge);
  assignment.text = json.optional_text("text");
  return assignment;
}

DeadlinePart read_part(const JsonValue& json) {
  DeadlinePart part;
  part.text = json.optional_text("text");
  part.start = json.optional_date("start");
  part.due = json.member("due", "a day YYYY-MM-DD").date();
  part.due_latest = json.optional_date("due_latest");
  part.label = json.optional_text("label");
  part.target = json.optional_number("target");
  part.unit = json.optional_text("unit");
  return part;
}

DeadlineCandidate read_candidate(const JsonValue& json) {
  DeadlineCandidate candidate;
  candidate.token = json.required_text("token");
  candidate.span = read_span(json.member("span", "[begin, end] in the deadline text"));
  candidate.kind = json.member("kind", "a deadline kind, such as \"window\"")
                       .word<DeadlineKind>("deadline kind");
  candidate.start = json.optional_date("start");
  candidate.due = json.optional_date("due");
  candidate.due_latest = json.optional_date("due_latest");
  candidate.edtf = json.optional_text("edtf");
  candidate.cadence = json.optional_word<Cadence>("cadence", "cadence");
  return candidate;
}

ExpectedReport read_report(const JsonValue& json) {
  return {json.member("period", "a period such as \"2016Q1\"").period(), json.optional_date("due"),
          json.optional_word<DueSource>("due_source", "due source"),
          json.optional_boolean("before_adoption").value_or(false)};
}

Deadline read_deadline_object(const JsonValue& json) {
  const auto sentence = [](const JsonValue& item) { return std::string{item.text()}; };
  Deadline deadline;
  deadline.text = json.optional_text("text");
  deadline.kind = json.member("kind", "a deadline kind, such as \"window\"")
                      .word<DeadlineKind>("deadline kind");
  deadline.start = json.optional_date("start");
  deadline.due = json.optional_date("due");
  deadline.edtf = json.optional_text("edtf");
  deadline.cadence = json.optional_word<Cadence>("cadence", "cadence");
  deadline.assumptions = json.optional_list("assumptions", sentence);
  deadline.parts = json.optional_list("parts", read_part);
  deadline.expected_reports = json.optional_list("expected_reports", read_report);
  deadline.due_latest = json.optional_date("due_latest");
  deadline.due_original = json.optional_date("due_original");
  deadline.reason = json.optional_word<NoDateReason>("reason", "reason");
  if (const auto candidate = json.find("candidate"))
    deadline.candidate = read_candidate(*candidate);
  deadline.conditions = json.optional_list("conditions", sentence);
  deadline.remarks = json.optional_list("remarks", sentence);
  deadline.language = json.optional_text("language");
  return deadline;
}

ExtraCell read_extra(const JsonValue& json) {
  return {json.required_text("header"), json.optional_text("text"),
          json.optional_boolean("published").value_or(false)};
}

FinanceItem read_finance(const JsonValue& json) {
  constexpr std::int64_t largest_scale = 1'000'000'000'000;
  FinanceItem item;
  item.header = json.required_text("header");
  item.text = json.optional_text("text");
  item.amount = json.optional_number("amount");
  item.currency = json.optional_text("currency");
  if (const auto scale = json.find("scale")) item.scale = scale->integer(1, largest_scale);
  if (const auto period = json.find("period")) item.period = period->period();
  item.source = json.optional_text("source");
  item.stage = json.optional_word<FinanceStage>("stage", "stage of money").value_or(item.stage);
  item.total = json.optional_boolean("total").value_or(false);
  item.published = json.optional_boolean("published").value_or(false);
  return item;
}

Measure read_measure(const JsonValue& json) {
  Measure measure;
  measure.number = json.optional_text("number");
  if (const auto id = json.find("id")) {
    if (id->text().empty()) id->refuse("is empty; write a text, or leave the key out");
    measure.id = MeasureId{id->text()};
  }
  if (const auto section = json.find("section")) measure.section = SectionId{section->text()};
  measure.title = json.required_text("title");
  measure.indicator_text = json.optional_text("indicator_text");
  measure.indicators = json.optional_list("indicators", read_indicator);
  measure.assignment_text = json.optional_text("assignment_text");
  measure.assignments = json.optional_list("assignments", read_assignment);
  if (const auto deadline = json.find("deadline")) {
    measure.deadline = read_deadline_object(*deadline);
  }
  measure.place = read_place(json);
  measure.extra = json.optional_list("extra", read_extra);
  measure.finance = json.optional_list("finance", read_finance);
  return measure;
}

Problem read_problem(const JsonValue& json) {
  Problem problem;
  problem.code = json.required_text("code");
  problem.severity = json.member("severity", "info, warning or error").word<Severity>("severity");
  problem.place = read_place(json);
  problem.message = json.required_text("message");
  problem.subject = json.optional_text("subject");
  return problem;
}

// A measure without an id is called by its number, and where that is missing or taken gets an id as
// the readers of documents give it.
void name_measures(std::vector<Measure>& measures) {
  std::unordered_set<std::string> taken;
  for (const Measure& measure : measures) taken.insert(measure.id.value());
  std::unordered_map<std::string, std::size_t> counts;
  for (Measure& measure : measures) {
    if (!measure.id.value().empty()) continue;
    const bool has_number = !measure.number.empty();
    const std::string label = has_number ? measure.number : "unnumbered";
    std::size_t& times = counts[label];
    std::string id = label;
    // The first with a number is called by it; where that is another's written id, `build` says so.
    bool is_free = ++times == 1 && (taken.insert(id).second || has_number);
    while (!is_free) {
      id = label + "#" + std::to_string(std::max<std::size_t>(times, 2));
      is_free = taken.insert(id).second;
      if (!is_free) ++times;
    }
    measure.id = MeasureId{id};
  }
}

}  // namespace

Plan plan_from_json(std::string_view text, const JsonLimits& limits, const Cancel& cancel) {
  const JsonTree tree{text, limits, cancel};
  CancelPoll poll{cancel};
  const auto read_asking = [&poll](const JsonValue& json) {
    poll();
    return read_measure(json);
  };
  const JsonValue root{tree, 0};
  detail::check_schema(root, "plan");
  PlanBuilder parts;
  parts.heading(read_heading(root));
  parts.agencies() = root.optional_list("agencies", detail::read_agency);
  parts.sections() = root.optional_list("sections", read_section);
  parts.measures() = root.member("measures", "an array of measures").list(read_asking);
  name_measures(parts.measures());
  parts.problems() = root.optional_list("problems", read_problem);
  parts.parts() =
      root.optional_list("parts", [](const JsonValue& item) { return std::string{item.text()}; });
  return detail::build_plan(root, parts, cancel);
}

}  // namespace actionplan
