// SPDX-License-Identifier: Apache-2.0
#include "json_writer.hpp"

#include <actionplan/codec/json.hpp>

namespace actionplan {
namespace {

using detail::DocumentWriter;
using detail::Json;
using detail::json_array;
using detail::json_of;
using detail::json_unless_empty;

// Line 0 and column 0 mean that they are not known.
void append_place(Json& object, Place place) {
  object["line"] = place.line == 0 ? Json(nullptr) : Json(place.line);
  object["column"] = place.column == 0 ? Json(nullptr) : Json(place.column);
  if (place.part != 0) object["part"] = place.part;
  if (place.offset != 0) object["offset"] = place.offset;
}

Json bounds_json(const std::optional<Period>& period) {
  if (!period) return nullptr;
  return Json::object({{"start", period->first().iso()}, {"end", period->last().iso()}});
}

Json json_of(const Section& section) {
  Json json = Json::object({{"id", section.id.value()},
                            {"number", json_unless_empty(section.number)},
                            {"title", section.title},
                            {"parent", json_of(section.parent)}});
  append_place(json, section.place);
  return json;
}

Json json_of(const Indicator& indicator) {
  return Json::object({{"id", indicator.id.value()},
                       {"kind", to_string(indicator.kind)},
                       {"text", indicator.text},
                       {"span", Json::array({indicator.span.begin, indicator.span.end})}});
}

Json json_of(const Assignment& assignment) {
  return Json::object({{"agency", assignment.agency.value()},
                       {"role", to_string(assignment.role)},
                       {"force", to_string(assignment.force)},
                       {"discharge", to_string(assignment.discharge)},
                       {"text", assignment.text}});
}

// Keys that not every deadline has are written where they say something.
void append_if(Json& object, const char* key, Json value) {
  const bool says_nothing = value.is_null() || (value.is_array() && value.empty());
  if (!says_nothing) object[key] = std::move(value);
}

Json json_of(const DeadlinePart& part) {
  Json json =
      Json::object({{"text", part.text}, {"start", json_of(part.start)}, {"due", part.due.iso()}});
  append_if(json, "due_latest", json_of(part.due_latest));
  append_if(json, "label", json_unless_empty(part.label));
  append_if(json, "target", part.target ? Json(*part.target) : Json(nullptr));
  append_if(json, "unit", json_unless_empty(part.unit));
  return json;
}

Json json_of(const std::optional<DeadlineCandidate>& candidate) {
  if (!candidate) return nullptr;
  return Json::object({{"token", candidate->token},
                       {"span", Json::array({candidate->span.begin, candidate->span.end})},
                       {"kind", to_string(candidate->kind)},
                       {"start", json_of(candidate->start)},
                       {"due", json_of(candidate->due)},
                       {"due_latest", json_of(candidate->due_latest)},
                       {"edtf", json_unless_empty(candidate->edtf)},
                       {"cadence", json_of(candidate->cadence)}});
}

Json json_of(const ExpectedReport& report) {
  return Json::object({{"period", report.period.text()},
                       {"due", json_of(report.due)},
                       {"due_source", json_of(report.due_source)},
                       {"before_adoption", report.before_adoption}});
}

Json json_of(const ExtraCell& cell) {
  Json json = Json::object({{"header", cell.header}, {"text", cell.text}});
  if (cell.published) json["published"] = true;
  return json;
}

Json json_of(const FinanceItem& item) {
  Json json = Json::object({{"header", item.header},
                            {"text", item.text},
                            {"amount", item.amount ? Json(*item.amount) : Json(nullptr)},
                            {"currency", json_unless_empty(item.currency)},
                            {"scale", item.scale},
                            {"period", item.period ? Json(item.period->text()) : Json(nullptr)},
                            {"source", json_unless_empty(item.source)},
                            {"stage", to_string(item.stage)}});
  if (item.total) json["total"] = true;
  if (item.published) json["published"] = true;
  return json;
}

template <class Item>
Json json_list(const std::vector<Item>& items) {
  return json_array(items, [](const Item& item) { return json_of(item); });
}

Json json_of(const Deadline& deadline) {
  Json json = Json::object({{"text", deadline.text},
                            {"kind", to_string(deadline.kind)},
                            {"start", json_of(deadline.start)},
                            {"due", json_of(deadline.due)},
                            {"edtf", json_unless_empty(deadline.edtf)},
                            {"cadence", json_of(deadline.cadence)},
                            {"assumptions", deadline.assumptions},
                            {"parts", json_list(deadline.parts)},
                            {"expected_reports", json_list(deadline.expected_reports)}});
  append_if(json, "due_latest", json_of(deadline.due_latest));
  append_if(json, "due_original", json_of(deadline.due_original));
  append_if(json, "reason", json_of(deadline.reason));
  append_if(json, "candidate", json_of(deadline.candidate));
  append_if(json, "conditions", deadline.conditions);
  append_if(json, "remarks", deadline.remarks);
  append_if(json, "language", json_unless_empty(deadline.language));
  return json;
}

Json json_of(const Measure& measure) {
  Json json = Json::object({{"id", measure.id.value()},
                            {"number", measure.number},
                            {"section", json_of(measure.section)},
                            {"title", measure.title},
                            {"indicator_text", measure.indicator_text},
                            {"indicators", json_list(measure.indicators)},
                            {"assignment_text", measure.assignment_text},
                            {"assignments", json_list(measure.assignments)},
                            {"deadline", json_of(measure.deadline)}});
  append_place(json, measure.place);
  append_if(json, "extra", json_list(measure.extra));
  append_if(json, "finance", json_list(measure.finance));
  return json;
}

Json json_of(const Problem& problem) {
  Json json = Json::object({{"code", problem.code}, {"severity", to_string(problem.severity)}});
  append_place(json, problem.place);
  json["message"] = problem.message;
  json["subject"] = json_unless_empty(problem.subject);
  return json;
}

}  // namespace

std::string to_json(const Plan& plan, const Cancel& cancel) {
  const auto convert = [](const auto& item) { return json_of(item); };
  const PlanHeading& heading = plan.heading();
  DocumentWriter document{"actionplan/plan@1", cancel};
  document.member("title", heading.title);
  document.member("adopted_on", json_of(heading.adopted_on));
  document.member("legal_basis", json_unless_empty(heading.legal_basis));
  document.member("language", json_unless_empty(heading.language));
  document.member("period", bounds_json(heading.period));
  document.array("agencies", plan.agencies(), convert);
  document.array("sections", plan.sections(), convert);
  document.array("measures", plan.measures(), convert);
  document.array("problems", plan.problems(), convert);
  if (!plan.parts().empty()) document.member("parts", plan.parts());
  return document.finish();
}

std::string problems_to_json(const std::vector<Problem>& problems) {
  const Cancel never;
  DocumentWriter document{"actionplan/problems@1", never};
  document.array("problems", problems, [](const Problem& problem) { return json_of(problem); });
  return document.finish();
}

std::string to_json(const std::vector<Agency>& agencies) {
  const Cancel never;
  DocumentWriter document{"actionplan/agencies@1", never};
  document.array("agencies", agencies, [](const Agency& agency) { return json_of(agency); });
  return document.finish();
}

}  // namespace actionplan
