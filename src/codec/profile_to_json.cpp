// SPDX-License-Identifier: Apache-2.0
#include "json_writer.hpp"

#include <actionplan/codec/json.hpp>
#include <actionplan/core/error.hpp>

#include <cmath>

namespace actionplan {
namespace {

using detail::DocumentWriter;
using detail::Json;
using detail::json_array;
using detail::json_of;
using detail::json_unless_empty;

Json finite_json(const std::optional<double>& number) {
  if (!number) return nullptr;
  if (!std::isfinite(*number)) {
    throw InvalidArgument("A number of the profile is infinite or not a number; leave it out.");
  }
  return *number;
}

Json json_of(const Target& target) {
  return Json::object({{"value", finite_json(std::optional{target.value})},
                       {"period", target.period ? Json(target.period->text()) : Json(nullptr)},
                       {"mode", to_string(target.mode)},
                       {"set_by", json_of(target.set_by)},
                       {"source", json_unless_empty(target.source)}});
}

Json json_of(const std::map<std::string, std::vector<std::string>>& dimensions) {
  Json object = Json::object();
  for (const auto& [name, parts] : dimensions) object[name] = parts;
  return object;
}

Json json_of(const IndicatorProfile& profile) {
  const auto convert = [](const Target& target) { return json_of(target); };
  Json json = Json::object(
      {{"kind", json_of(profile.kind)},
       {"unit", profile.unit ? Json(*profile.unit) : Json(nullptr)},
       {"direction", json_of(profile.direction)},
       {"baseline", finite_json(profile.baseline)},
       {"baseline_standard_error", finite_json(profile.baseline_standard_error)},
       {"targets", json_array(profile.targets, convert)},
       {"formula", profile.formula ? Json(profile.formula->text()) : Json(nullptr)},
       {"aggregation", json_of(profile.aggregation)},
       {"dimensions", json_of(profile.dimensions)},
       {"dimension_aggregation", json_of(profile.dimension_aggregation)},
       {"alpha", finite_json(profile.alpha)},
       {"cadence", json_of(profile.cadence)},
       {"weight", finite_json(profile.weight)},
       {"covers_measure", profile.covers_measure ? Json(*profile.covers_measure) : Json(nullptr)},
       {"set_by", to_string(profile.set_by)},
       {"source", json_unless_empty(profile.source)}});
  if (profile.baseline_on) json["baseline_on"] = json_of(profile.baseline_on);
  if (profile.path) json["path"] = json_of(profile.path);
  return json;
}

Json json_of(const IndicatorSplit& split) {
  return Json::object({{"text", split.text}, {"kind", to_string(split.kind)}});
}

Json json_of(const std::optional<DeadlineCorrection>& deadline) {
  if (!deadline) return nullptr;
  Json json = Json::object({{"kind", to_string(deadline->kind)},
                            {"start", json_of(deadline->start)},
                            {"due", json_of(deadline->due)},
                            {"cadence", json_of(deadline->cadence)}});
  if (deadline->due_latest) json["due_latest"] = json_of(deadline->due_latest);
  if (deadline->due_original) json["due_original"] = json_of(deadline->due_original);
  if (deadline->reason) json["reason"] = json_of(deadline->reason);
  return json;
}

Json json_of(const DateEvent& event) {
  return Json::object({{"name", event.name},
                       {"day", event.day.iso()},
                       {"set_by", to_string(event.set_by)},
                       {"source", json_unless_empty(event.source)}});
}

Json json_of(const DateSettings& dates) {
  const auto day = [](Date holiday) { return holiday.iso(); };
  const auto word = [](Weekday weekday) { return to_string(weekday); };
  const auto event = [](const DateEvent& item) { return json_of(item); };
  return Json::object(
      {{"order", json_of(dates.order)},
       {"fiscal_month", dates.fiscal_month ? Json(*dates.fiscal_month) : Json(nullptr)},
       {"hemisphere", json_of(dates.hemisphere)},
       {"weekend", json_array(dates.weekend, word)},
       {"holidays", dates.holidays ? json_array(*dates.holidays, day) : Json(nullptr)},
       {"rolls_to_working_day", dates.rolls_to_working_day},
       {"plan_period", dates.plan_period ? Json(dates.plan_period->text()) : Json(nullptr)},
       {"adopted_on", json_of(dates.adopted_on)},
       {"events", json_array(dates.events, event)},
       {"set_by", to_string(dates.set_by)},
       {"source", json_unless_empty(dates.source)}});
}

Json json_of(const MeasureProfile& profile) {
  const auto convert = [](const IndicatorSplit& split) { return json_of(split); };
  return Json::object({{"indicators", json_array(profile.indicators, convert)},
                       {"deadline", json_of(profile.deadline)},
                       {"discharge", json_of(profile.discharge)},
                       {"report_due", json_of(profile.report_due)},
                       {"weight", finite_json(profile.weight)},
                       {"member_reports", profile.member_reports},
                       {"set_by", to_string(profile.set_by)},
                       {"source", json_unless_empty(profile.source)}});
}

}  // namespace

std::string to_json(const Profile& profile, const Cancel& cancel) {
  const auto convert = [](const auto& item) { return json_of(item); };
  DocumentWriter document{"actionplan/profile@1", cancel};
  document.member("plan", profile.plan);
  document.member("report_due", json_of(profile.report_due));
  document.object("indicators", profile.indicators, convert);
  document.object("measures", profile.measures, convert);
  if (profile.dates) document.member("dates", json_of(*profile.dates));
  return document.finish();
}

}  // namespace actionplan
