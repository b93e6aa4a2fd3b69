// SPDX-License-Identifier: Apache-2.0
#include <actionplan/plan/plan_builder.hpp>

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>

#include "plan_state.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <unordered_set>
#include <utility>

namespace actionplan {
namespace {

using Ids = std::unordered_set<std::string_view>;

[[noreturn]] void refuse(const std::string& object, const std::string& why) {
  throw InvalidArgument(object + " does not fit the plan: " + why);
}

std::string named(std::string_view kind, std::string_view id) {
  return std::string{kind} + " \"" + std::string{id} + "\"";
}

void check_texts(const std::string& object, std::initializer_list<std::string_view> texts) {
  for (const std::string_view item : texts) {
    if (text::find_invalid_utf8(item) != std::string_view::npos) {
      refuse(object, "one of its texts is not well-formed UTF-8; convert it first.");
    }
  }
}

void insert_id(Ids& ids, const std::string& object, std::string_view id) {
  if (id.empty()) refuse(object, "it has no id; give it one.");
  if (!ids.insert(id).second) refuse(object, "its id is taken already; ids name one object each.");
}

void check_agencies(const std::vector<Agency>& agencies, Ids& ids, CancelPoll& poll) {
  for (const Agency& agency : agencies) {
    poll();
    const std::string object = named("Agency", agency.id.value());
    check_texts(object, {agency.id.value(), agency.name});
    for (const std::string& alias : agency.aliases) check_texts(object, {alias});
    insert_id(ids, object, agency.id.value());
    if (agency.valid_from && agency.valid_to && *agency.valid_to < *agency.valid_from) {
      refuse(object, "it ends on " + agency.valid_to->iso() + ", before it begins on " +
                         agency.valid_from->iso() + "; correct one of the days.");
    }
  }
  for (const Agency& agency : agencies) {
    for (const AgencyId& successor : agency.successors) {
      if (ids.contains(successor.value()) && successor != agency.id) continue;
      refuse(named("Agency", agency.id.value()),
             "its successor \"" + successor.value() + "\" is no other agency of the plan; add it.");
    }
  }
}

void check_sections(const std::vector<Section>& sections, Ids& ids, CancelPoll& poll) {
  for (const Section& section : sections) {
    poll();
    const std::string object = named("Section", section.id.value());
    check_texts(object, {section.id.value(), section.number, section.title});
    if (section.parent && !ids.contains(section.parent->value())) {
      refuse(object, "its parent \"" + section.parent->value() +
                         "\" does not stand before it; add the parent first.");
    }
    insert_id(ids, object, section.id.value());
  }
}

void check_indicators(const Measure& measure, Ids& ids) {
  std::uint32_t end = 0;     // of the part before, in code points
  std::size_t end_byte = 0;  // the same place in bytes
  for (const Indicator& indicator : measure.indicators) {
    const std::string object = named("Indicator", indicator.id.value());
    check_texts(object, {indicator.id.value(), indicator.text});
    insert_id(ids, object, indicator.id.value());
    const Span span = indicator.span;
    if (span.begin < end || span.end <= span.begin) {
      refuse(object, "its span [" + std::to_string(span.begin) + ", " + std::to_string(span.end) +
                         ") is empty or not after the part before; give rising, disjoint spans.");
    }
    const std::string_view rest = std::string_view{measure.indicator_text}.substr(end_byte);
    const std::size_t begin_byte = text::byte_offset(rest, span.begin - end);
    const std::string_view from = rest.substr(begin_byte);
    const std::size_t length = text::byte_offset(from, span.end - span.begin);
    if (from.substr(0, length) != indicator.text) {
      refuse(object, "its text is not what span [" + std::to_string(span.begin) + ", " +
                         std::to_string(span.end) + ") of the indicator text of measure \"" +
                         measure.id.value() + "\" holds; correct the span or the text.");
    }
    end = span.end;
    end_byte += begin_byte + length;
  }
}

// Of a deadline, one of its parts or its candidate.
void check_window(const std::string& object, std::optional<Date> start, std::optional<Date> due,
                  std::optional<Date> latest) {
  if (latest && (!due || *latest < *due)) {
    refuse(object, "its deadline is due on " + latest->iso() + " at the latest, but " +
                       (due ? "on " + due->iso() + " otherwise" : "has no due day") +
                       "; give `due`, and a `due_latest` that is not before it.");
  }
  if (start && due && *due < *start) {
    refuse(object, "its deadline begins on " + start->iso() + ", after it is due on " + due->iso() +
                       "; correct one of the days.");
  }
}

void check_candidate(const std::string& object, const Deadline& deadline) {
  const DeadlineCandidate& candidate = *deadline.candidate;
  if (no_date_reason(deadline) != NoDateReason::unread) {
    refuse(object, "its deadline was read and has a candidate; drop the candidate.");
  }
  check_texts(object, {candidate.token, candidate.edtf});
  check_window(object, candidate.start, candidate.due, candidate.due_latest);
  const Span span = candidate.span;
  const std::string_view from =
      std::string_view{deadline.text}.substr(text::byte_offset(deadline.text, span.begin));
  const bool is_there =
      span.begin < span.end &&
      from.substr(0, text::byte_offset(from, span.end - span.begin)) == candidate.token;
  if (!is_there) {
    refuse(object, "the token \"" + candidate.token +
                       "\" of its deadline's candidate is not what [" + std::to_string(span.begin) +
                       ", " + std::to_string(span.end) +
                       ") of the deadline text holds; correct the span or the token.");
  }
}

void check_deadline(const std::string& object, const Deadline& deadline) {
  check_texts(object, {deadline.text, deadline.edtf, deadline.language});
  for (const auto* texts : {&deadline.assumptions, &deadline.conditions, &deadline.remarks}) {
    for (const std::string& item : *texts) check_texts(object, {item});
  }
  check_window(object, deadline.start, deadline.due, deadline.due_latest);
  for (const DeadlinePart& part : deadline.parts) {
    check_texts(object, {part.text, part.label, part.unit});
    check_window(object, part.start, part.due, part.due_latest);
    if (part.target && !std::isfinite(*part.target)) {
      refuse(object, "the target of its deadline's part \"" + part.text +
                         "\" is no finite number; correct it.");
    }
  }
  if (deadline.reason && deadline.kind != DeadlineKind::no_date) {
    refuse(object, "its deadline is of kind " + std::string{to_string(deadline.kind)} +
                       " and gives a reason why it has no date; drop one of the two.");
  }
  if (deadline.candidate) check_candidate(object, deadline);
  for (const ExpectedReport& report : deadline.expected_reports) {
    if (report.due.has_value() != report.due_source.has_value()) {
      refuse(object, "its expected report on " + report.period.text() +
                         " has a due day without a source, or a source without a due day; give "
                         "both or neither.");
    }
  }
}

// A table of measures has a column for each header.
void check_extra(const std::string& object, const Measure& measure) {
  if (measure.extra.empty()) return;
  Ids headers;
  for (const ExtraCell& cell : measure.extra) {
    check_texts(object, {cell.header, cell.text});
    if (cell.header.empty()) refuse(object, "an extra cell of it has no header; name it.");
    if (!headers.insert(cell.header).second) {
      refuse(object, "it has two extra cells \"" + cell.header + "\"; join their texts.");
    }
  }
}

void check_finance(const std::string& object, const Measure& measure) {
  for (const FinanceItem& item : measure.finance) {
    check_texts(object, {item.header, item.text, item.currency, item.source});
    if (item.header.empty()) refuse(object, "a finance item of it has no header; name it.");
    if (item.amount && !std::isfinite(*item.amount)) {
      refuse(object, "the amount of \"" + item.header + "\" is no number; leave it out.");
    }
    if (item.scale < 1) {
      refuse(object, "the scale of \"" + item.header + "\" is " + std::to_string(item.scale) +
                         "; give 1, 1000 or more.");
    }
  }
}

void check_measures(const std::vector<Measure>& measures, const Ids& sections, const Ids& agencies,
                    CancelPoll& poll) {
  Ids ids;
  Ids indicator_ids;
  for (const Measure& measure : measures) {
    poll();
    const std::string object = named("Measure", measure.id.value());
    check_texts(object, {measure.id.value(), measure.number, measure.title, measure.indicator_text,
                         measure.assignment_text});
    insert_id(ids, object, measure.id.value());
    if (measure.section && !sections.contains(measure.section->value())) {
      refuse(object, "its section \"" + measure.section->value() + "\" does not exist; add it.");
    }
    for (const Assignment& assignment : measure.assignments) {
      check_texts(object, {assignment.text});
      if (!agencies.contains(assignment.agency.value())) {
        refuse(object, "its agency \"" + assignment.agency.value() + "\" does not exist; add it.");
      }
    }
    check_indicators(measure, indicator_ids);
    check_deadline(object, measure.deadline);
    check_extra(object, measure);
    check_finance(object, measure);
  }
}

// One form for each meaning: an exact deadline has no `due_latest` of its own, and one without a
// date says why.
void normalise(Deadline& deadline) {
  deadline.reason = no_date_reason(deadline);
  const auto drop = [](auto& dated) {
    if (dated.due_latest == dated.due) dated.due_latest.reset();
  };
  drop(deadline);
  for (DeadlinePart& part : deadline.parts) drop(part);
  if (deadline.candidate) drop(*deadline.candidate);
}

}  // namespace

PlanBuilder::PlanBuilder(const Plan& plan)
    : heading_{plan.heading()},
      agencies_{plan.agencies()},
      sections_{plan.sections()},
      measures_{plan.measures()},
      problems_{plan.problems()},
      parts_{plan.parts()} {}

PlanBuilder& PlanBuilder::heading(PlanHeading heading) {
  heading_ = std::move(heading);
  return *this;
}

PlanBuilder& PlanBuilder::add(Agency agency) {
  agencies_.push_back(std::move(agency));
  return *this;
}

PlanBuilder& PlanBuilder::add(Section section) {
  sections_.push_back(std::move(section));
  return *this;
}

PlanBuilder& PlanBuilder::add(Measure measure) {
  measures_.push_back(std::move(measure));
  return *this;
}

PlanBuilder& PlanBuilder::add(Problem problem) {
  problems_.push_back(std::move(problem));
  return *this;
}

PlanBuilder& PlanBuilder::add_indicator(std::string_view text, IndicatorKind kind) {
  const std::string_view words = text::trim(text);
  if (measures_.empty() || words.empty()) {
    throw InvalidArgument("The indicator \"" + text::replace_invalid_utf8(text) + "\" " +
                          (words.empty() ? "has no text; give what is to be checked."
                                         : "has no measure; add its measure first."));
  }
  Measure& measure = measures_.back();
  std::size_t ordinal = measure.indicators.size() + 1;
  const auto id = [&] { return IndicatorId{measure.id.value() + "/" + std::to_string(ordinal)}; };
  const auto is_taken = [&](const Indicator& one) { return one.id == id(); };
  while (std::any_of(measure.indicators.begin(), measure.indicators.end(), is_taken)) ++ordinal;
  if (!measure.indicator_text.empty()) measure.indicator_text += "; ";
  Indicator indicator;
  indicator.id = id();
  indicator.kind = kind;
  indicator.text = words;
  indicator.span.begin =
      static_cast<std::uint32_t>(text::count_code_points(measure.indicator_text));
  measure.indicator_text += words;
  indicator.span.end = static_cast<std::uint32_t>(text::count_code_points(measure.indicator_text));
  measure.indicators.push_back(std::move(indicator));
  return *this;
}

Plan PlanBuilder::build(const Cancel& cancel) {
  CancelPoll poll{cancel};
  check_texts("Heading", {heading_.title, heading_.legal_basis, heading_.language});
  for (const Problem& problem : problems_) {
    poll();
    check_texts(named("Problem", problem.code), {problem.code, problem.message, problem.subject});
  }
  for (const std::string& part : parts_) check_texts("The list of parts", {part});
  {
    Ids agency_ids;
    Ids section_ids;
    check_agencies(agencies_, agency_ids, poll);
    check_sections(sections_, section_ids, poll);
    check_measures(measures_, section_ids, agency_ids, poll);
  }
  auto state = std::make_shared<Plan::State>();
  state->heading = std::exchange(heading_, {});
  state->agencies = std::exchange(agencies_, {});
  state->sections = std::exchange(sections_, {});
  state->measures = std::exchange(measures_, {});
  state->problems = std::exchange(problems_, {});
  state->parts = std::exchange(parts_, {});
  for (Measure& measure : state->measures) normalise(measure.deadline);
  state->index();
  return Plan{std::move(state)};
}

}  // namespace actionplan
