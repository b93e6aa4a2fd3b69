// SPDX-License-Identifier: Apache-2.0
#include <actionplan/write/calendar.hpp>

#include "ical_text.hpp"

#include <initializer_list>
#include <utility>
#include <vector>

namespace actionplan {
namespace {

using detail::append_ical_line;
using detail::ical_text;

// One all-day event.
struct Event {
  Date day;
  std::string uid;
  std::string summary;
  std::vector<std::string> description;  // lines
  std::vector<std::string> categories;
};

std::string basic(Date day) {
  std::string text = day.iso();
  std::erase(text, '-');
  return text;
}

// Stable, and never the same for two things: each part is led by its length.
std::string make_uid(std::initializer_list<std::string_view> parts) {
  std::string key;
  for (const std::string_view part : parts) {
    key.append(std::to_string(part.size())).append(":").append(part);
  }
  return detail::fnv1a_128(key) + "@actionplan";
}

std::string join_escaped(const std::vector<std::string>& items, std::string_view separator) {
  std::string out;
  for (const std::string& item : items) {
    if (!out.empty()) out += separator;
    out += ical_text(item);
  }
  return out;
}

void append_event(std::string& out, const Event& event, Date stamp) {
  append_ical_line(out, "BEGIN:VEVENT");
  append_ical_line(out, "UID:" + event.uid);
  append_ical_line(out, "DTSTAMP:" + basic(stamp) + "T000000Z");
  append_ical_line(out, "DTSTART;VALUE=DATE:" + basic(event.day));
  // Without an end the event lasts its one day (RFC 5545, 3.6.1), also on the last day there is.
  if (event.day < Date::latest()) {
    append_ical_line(out, "DTEND;VALUE=DATE:" + basic(event.day.plus_days(1)));
  }
  append_ical_line(out, "SUMMARY:" + ical_text(event.summary));
  append_ical_line(out, "DESCRIPTION:" + join_escaped(event.description, "\\n"));
  append_ical_line(out, "CATEGORIES:" + join_escaped(event.categories, ","));
  append_ical_line(out, "TRANSP:TRANSPARENT");
  append_ical_line(out, "END:VEVENT");
}

std::string agencies_text(const Plan& plan, const Measure& measure, Force force) {
  std::string out;
  for (const Assignment& assignment : measure.assignments) {
    if (assignment.force != force) continue;
    out.append(out.empty() ? "" : ", ").append(plan.agency(assignment.agency).name);
  }
  return out;
}

std::vector<std::string> describe(const Plan& plan, const Measure& measure) {
  std::vector<std::string> lines;
  const auto add = [&](std::string_view label, const std::string& text) {
    if (!text.empty()) lines.push_back(std::string{label} + ": " + text);
  };
  add("Indicator", measure.indicator_text);
  add("Agencies", agencies_text(plan, measure, Force::binding));
  add("Recommended to", agencies_text(plan, measure, Force::recommended));
  add("Deadline", measure.deadline.text);
  if (measure.deadline.due_latest) add("At the latest", measure.deadline.due_latest->iso());
  for (const std::string& condition : measure.deadline.conditions) add("On condition", condition);
  for (const DeadlinePart& part : measure.deadline.parts) {
    add("Part due " + part.due.iso(), part.text);
  }
  for (const std::string& assumption : measure.deadline.assumptions) add("Assumed", assumption);
  return lines;
}

// The outermost heading that a measure stands under, or nothing.
const Section* outermost_section(const Plan& plan, const Measure& measure) {
  if (!measure.section) return nullptr;
  const Section* section = plan.find_section(*measure.section);
  while (section != nullptr && section->parent) section = plan.find_section(*section->parent);
  return section;
}

Event make_event(const Plan& plan, const Measure& measure, std::string_view category, Date day) {
  Event event{day, {}, {}, describe(plan, measure), {std::string{category}}};
  const Section* section = outermost_section(plan, measure);
  if (section != nullptr && !section->title.empty()) event.categories.push_back(section->title);
  return event;
}

std::string labelled(const Measure& measure, const std::string& insertion) {
  std::string label = measure.number;
  label.append(label.empty() ? "" : " ").append(insertion).append(measure.title);
  return label;
}

void append_events(std::string& out, const Plan& plan, const Measure& measure) {
  const PlanHeading& heading = plan.heading();
  const Deadline& deadline = measure.deadline;
  if (deadline.due) {
    Event event = make_event(plan, measure, "measure", *deadline.due);
    event.uid = make_uid({heading.title, measure.id.value()});
    event.summary = labelled(measure, "");
    append_event(out, event, heading.adopted_on.value_or(event.day));
  }
  for (const ExpectedReport& report : deadline.expected_reports) {
    if (!report.due) continue;
    const std::string period = report.period.text();
    Event event = make_event(plan, measure, "expected report", *report.due);
    event.uid = make_uid({heading.title, measure.id.value(), period});
    event.summary = labelled(measure, "report on " + period + ": ");
    append_event(out, event, heading.adopted_on.value_or(event.day));
  }
}

}  // namespace

std::string calendar(const Plan& plan, const Cancel& cancel) {
  CancelPoll poll{cancel};
  std::string out;
  append_ical_line(out, "BEGIN:VCALENDAR");
  append_ical_line(out, "VERSION:2.0");
  append_ical_line(out, "PRODID:-//actionplan//actionplan//EN");
  append_ical_line(out, "CALSCALE:GREGORIAN");
  append_ical_line(out, "METHOD:PUBLISH");
  const std::string name = ical_text(plan.heading().title);
  append_ical_line(out, "NAME:" + name);
  append_ical_line(out, "X-WR-CALNAME:" + name);
  for (const Measure& measure : plan.measures()) {
    poll();
    append_events(out, plan, measure);
  }
  append_ical_line(out, "END:VCALENDAR");
  return out;
}

}  // namespace actionplan
