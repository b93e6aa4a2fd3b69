// SPDX-License-Identifier: Apache-2.0
#include "assessment_json.hpp"

#include <actionplan/codec/json.hpp>

#include "codec/internal/explained_json.hpp"

#include <numeric>

namespace actionplan {
namespace {

using detail::DocumentWriter;
using detail::Json;
using detail::json_array;
using detail::json_of;

Json json_of(const UsedEntry& used, const Evidence& evidence) {
  const Entry entry = evidence.entry(*evidence.find(used.id));
  Json json = Json::object(
      {{"entry", used.id.value()},
       {"use", to_string(used.use)},
       {"kind", to_string(entry.kind)},
       {"value", json_of(entry.value)},
       {"done", entry.done ? Json(*entry.done) : Json(nullptr)},
       {"period", entry.period ? Json(entry.period->text()) : Json(nullptr)},
       {"reporter", shown_reporter(entry)},
       {"recorded_on", entry.recorded_on.iso()},
       {"sources", json_array(entry.sources, [](const Source& source) { return source.text; })}});
  if (entry.withheld) json["withheld"] = json_of(*entry.withheld);
  return json;
}

Json json_of(const std::optional<IndicatorTerm>& term) {
  if (!term) return nullptr;
  return Json::object({{"text", term->text},
                       {"number", json_of(term->number)},
                       {"due", json_of(term->due)},
                       {"set_by", to_string(term->set_by)}});
}

Json json_of(const TermChange& change) {
  return Json::object({{"term", change.before ? change.before->name : change.after->name},
                       {"before", json_of(change.before)},
                       {"after", json_of(change.after)},
                       {"effective_on", change.effective_on.iso()},
                       {"recorded_on", change.recorded_on.iso()},
                       {"after_due", change.is_after_due}});
}

// What few indicators have.
void add_changes(const std::vector<TermChange>& changes, const std::optional<FormerVerdict>& said,
                 Json& json) {
  if (changes.empty()) return;
  json["changes"] = json_array(changes, [](const TermChange& change) { return json_of(change); });
  if (!said) return;
  const FormerVerdict& former = *said;
  json["former"] = Json::object({{"effective_on", former.effective_on.iso()},
                                 {"target", json_of(former.target)},
                                 {"expected", json_of(former.expected)},
                                 {"status", to_string(former.status)}});
}

Json json_of(const IndicatorExplanation& explained, const Evidence& evidence) {
  const auto convert = [&evidence](const UsedEntry& used) { return json_of(used, evidence); };
  const double error = explained.estimate ? explained.estimate->standard_error : 0;
  Json json = Json::object({{"verdict", json_of(explained.verdict)},
                            {"baseline", json_of(explained.baseline)},
                            {"standard_error", error > 0 ? Json(error) : Json(nullptr)},
                            {"lowest", json_of(explained.lowest)},
                            {"highest", json_of(explained.highest)},
                            {"p_value", json_of(explained.p_value)},
                            {"alpha", json_of(explained.alpha)},
                            {"point_status", to_string(explained.point_status)},
                            {"turning_value", json_of(explained.turning_value)},
                            {"turned_status", json_of(explained.turned_status)},
                            {"entries", json_array(explained.entries, convert)}});
  add_changes(explained.changes, explained.former, json);
  return json;
}

Json json_of(const DroppedIndicator& dropped) {
  Json json = Json::object(
      {{"id", dropped.id.value()}, {"kind", to_string(dropped.kind)}, {"text", dropped.text}});
  add_changes(dropped.changes, dropped.former, json);
  return json;
}

Json json_of(const DroppedReports& reports) {
  return Json::object(
      {{"cadence", json_of(reports.cadence)},
       {"periods",
        json_array(reports.periods, [](const Period& period) { return Json(period.text()); })},
       {"effective_on", reports.effective_on.iso()},
       {"recorded_on", reports.recorded_on.iso()},
       {"after_due", reports.is_after_due}});
}

// The members of one explanation, in their order.
template <class Add>
void add_members(const Explanation& explanation, const Assessment& assessment, Add add) {
  const Evidence& evidence = assessment.evidence();
  const MeasureAssessment& row = explanation.verdict;
  const auto convert = [&evidence](const IndicatorExplanation& explained) {
    return json_of(explained, evidence);
  };
  add("deadline_rule", Json(explanation.deadline_rule));
  add("measure", detail::json_of(row, assessment.measure(assessment.row(row.id))));
  add("indicators", json_array(explanation.indicators, convert));
  if (!explanation.dropped.empty()) {
    add("dropped", json_array(explanation.dropped,
                              [](const DroppedIndicator& dropped) { return json_of(dropped); }));
  }
  if (!explanation.dropped_reports.empty()) {
    add("dropped_reports",
        json_array(explanation.dropped_reports,
                   [](const DroppedReports& reports) { return json_of(reports); }));
  }
  if (explanation.former_status) add("former_status", json_of(explanation.former_status));
  if (!explanation.not_applied.empty()) {
    add("not_applied", json_array(explanation.not_applied, [](const Problem& problem) {
          return Json::object({{"code", problem.code},
                               {"severity", to_string(problem.severity)},
                               {"message", problem.message},
                               {"subject", problem.subject}});
        }));
  }
  if (explanation.entries.empty()) return;
  add("entries", json_array(explanation.entries, [&evidence](const UsedEntry& used) {
        return json_of(used, evidence);
      }));
}

}  // namespace

std::string to_json(const Explanation& explanation, const Assessment& assessment) {
  const Cancel never;
  DocumentWriter document{"actionplan/explanation@1", never};
  document.member("as_of", assessment.as_of().iso());
  document.member("known_at", json_of(assessment.known_at()));
  add_members(explanation, assessment,
              [&document](const char* name, const Json& value) { document.member(name, value); });
  return document.finish();
}

std::string explanations_to_json(const Assessment& assessment, const Cancel& cancel) {
  detail::RowSource rows{assessment};
  return detail::explanations_json(rows, cancel);
}

std::string detail::explanations_json(RowSource& source, const Cancel& cancel) {
  const Assessment& assessment = source.assessment();
  DocumentWriter document{"actionplan/explanations@1", cancel};
  document.member("as_of", assessment.as_of().iso());
  document.member("known_at", json_of(assessment.known_at()));
  std::vector<std::size_t> rows(assessment.size());
  std::iota(rows.begin(), rows.end(), 0);
  document.array("explanations", rows, [&](std::size_t row) {
    Json members = Json::object();
    add_members(source.explanation(row), assessment,
                [&members](const char* name, Json value) { members[name] = std::move(value); });
    return members;
  });
  return document.finish();
}

}  // namespace actionplan
