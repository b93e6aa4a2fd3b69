// SPDX-License-Identifier: Apache-2.0
#include "json_parts.hpp"

#include <actionplan/codec/json.hpp>
#include <actionplan/core/error.hpp>

namespace actionplan {
namespace {

using detail::JsonValue;

SetBy read_set_by(const JsonValue& json) {
  return json.optional_word<SetBy>("set_by", "setter").value_or(SetBy::analyst);
}

Target read_target(const JsonValue& json) {
  Target target;
  target.value = json.member("value", "a number").number();
  if (const auto period = json.find("period")) target.period = period->period();
  target.mode = json.optional_word<TargetMode>("mode", "target mode").value_or(target.mode);
  target.set_by = json.optional_word<SetBy>("set_by", "setter");
  target.source = json.optional_text("source");
  return target;
}

IndicatorProfile read_indicator_profile(const JsonValue& json) {
  IndicatorProfile profile;
  profile.kind = json.optional_word<IndicatorKind>("kind", "indicator kind");
  if (const auto unit = json.find("unit")) profile.unit = std::string{unit->text()};
  profile.direction = json.optional_word<Direction>("direction", "direction");
  profile.baseline = json.optional_number("baseline");
  if (const auto formula = json.find("formula")) {
    try {
      profile.formula = Formula::parse(formula->text());
    } catch (const ParseError& error) {
      formula->refuse(std::string{"is no formula: "} + error.what());
    }
  }
  profile.baseline_standard_error = json.optional_number("baseline_standard_error");
  profile.baseline_on = json.optional_date("baseline_on");
  profile.path = json.optional_word<TrajectoryPath>("path", "path");
  profile.targets = json.optional_list("targets", read_target);
  profile.aggregation = json.optional_word<Aggregation>("aggregation", "aggregation");
  if (const auto dimensions = json.find("dimensions")) {
    dimensions->each_member([&profile](std::string_view name, const JsonValue& parts) {
      profile.dimensions.emplace(
          name, parts.list([](const JsonValue& part) { return std::string{part.text()}; }));
    });
  }
  profile.dimension_aggregation =
      json.optional_word<Aggregation>("dimension_aggregation", "aggregation");
  profile.alpha = json.optional_number("alpha");
  profile.cadence = json.optional_word<Cadence>("cadence", "cadence");
  profile.weight = json.optional_number("weight");
  profile.covers_measure = json.optional_boolean("covers_measure");
  profile.set_by = read_set_by(json);
  profile.source = json.optional_text("source");
  return profile;
}

IndicatorSplit read_split(const JsonValue& json) {
  return {json.required_text("text"), json.member("kind", "an indicator kind, such as \"count\"")
                                          .word<IndicatorKind>("indicator kind")};
}

DeadlineCorrection read_correction(const JsonValue& json) {
  DeadlineCorrection deadline;
  deadline.kind = json.member("kind", "a deadline kind, such as \"window\"")
                      .word<DeadlineKind>("deadline kind");
  deadline.start = json.optional_date("start");
  deadline.due = json.optional_date("due");
  if (deadline.start && deadline.due && *deadline.due < *deadline.start) {
    json.member("due", "a day YYYY-MM-DD").refuse("lies before the start; swap or correct them");
  }
  deadline.cadence = json.optional_word<Cadence>("cadence", "cadence");
  deadline.due_latest = json.optional_date("due_latest");
  deadline.due_original = json.optional_date("due_original");
  deadline.reason = json.optional_word<NoDateReason>("reason", "reason");
  return deadline;
}

DateEvent read_event(const JsonValue& json) {
  DateEvent event;
  event.name = json.required_text("name");
  event.day = json.member("day", "a day YYYY-MM-DD").date();
  event.set_by = read_set_by(json);
  event.source = json.optional_text("source");
  return event;
}

DateSettings read_dates(const JsonValue& json) {
  DateSettings dates;
  dates.order = json.optional_word<DateOrder>("order", "order of dates");
  if (const auto month = json.find("fiscal_month")) {
    dates.fiscal_month = static_cast<int>(month->integer(1, 12));
  }
  dates.hemisphere = json.optional_word<Hemisphere>("hemisphere", "hemisphere");
  dates.weekend = json.optional_list(
      "weekend", [](const JsonValue& day) { return day.word<Weekday>("day of the week"); });
  if (const auto holidays = json.find("holidays")) {
    dates.holidays = holidays->list([](const JsonValue& day) { return day.date(); });
  }
  dates.rolls_to_working_day = json.optional_boolean("rolls_to_working_day").value_or(false);
  if (const auto period = json.find("plan_period")) dates.plan_period = period->period();
  dates.adopted_on = json.optional_date("adopted_on");
  dates.events = json.optional_list("events", read_event);
  dates.set_by = read_set_by(json);
  dates.source = json.optional_text("source");
  try {
    check_dates(dates);
  } catch (const InvalidArgument& error) {
    json.refuse(std::string{"does not hold together: "} + error.what());
  }
  return dates;
}

MeasureProfile read_measure_profile(const JsonValue& json) {
  MeasureProfile profile;
  profile.indicators = json.optional_list("indicators", read_split);
  if (const auto deadline = json.find("deadline")) profile.deadline = read_correction(*deadline);
  profile.discharge = json.optional_word<Discharge>("discharge", "discharge");
  if (const auto rule = json.find("report_due")) {
    profile.report_due = detail::read_report_due(*rule);
  }
  profile.weight = json.optional_number("weight");
  profile.member_reports = json.optional_boolean("member_reports").value_or(false);
  profile.set_by = read_set_by(json);
  profile.source = json.optional_text("source");
  return profile;
}

// `read(value)` of each member, by its key as an id.
template <class Map, class Read>
void read_map(const JsonValue& root, std::string_view key, Map& map, Read read) {
  const std::optional<JsonValue> object = root.find(key);
  if (!object) return;
  object->each_member([&](std::string_view id, const JsonValue& value) {
    if (!value.is_null()) map.emplace(typename Map::key_type{id}, read(value));
  });
}

}  // namespace

Profile profile_from_json(std::string_view text, const JsonLimits& limits, const Cancel& cancel) {
  const detail::JsonTree tree{text, limits, cancel};
  const JsonValue root{tree, 0};
  detail::check_schema(root, "profile");
  Profile profile;
  profile.plan = root.required_text("plan");
  if (const auto rule = root.find("report_due")) {
    profile.report_due = detail::read_report_due(*rule);
  }
  read_map(root, "indicators", profile.indicators, read_indicator_profile);
  read_map(root, "measures", profile.measures, read_measure_profile);
  if (const auto dates = root.find("dates")) profile.dates = read_dates(*dates);
  return profile;
}

}  // namespace actionplan
