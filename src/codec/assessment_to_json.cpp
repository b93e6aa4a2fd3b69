// SPDX-License-Identifier: Apache-2.0
#include "assessment_json.hpp"

#include <actionplan/codec/json.hpp>

#include "codec/internal/explained_json.hpp"

#include <numeric>
#include <optional>
#include <span>
#include <vector>

namespace actionplan {
namespace detail {

Json json_of(const std::optional<std::int32_t>& days) { return days ? Json(*days) : Json(nullptr); }

Json json_of(const std::optional<double>& number) { return number ? Json(*number) : Json(nullptr); }

Json json_of(const std::vector<EntryId>& ids) {
  return json_array(ids, [](const EntryId& id) { return id.value(); });
}

Json json_of(const std::vector<Period>& periods) {
  return json_array(periods, [](const Period& period) { return period.text(); });
}

Json json_of(const std::optional<PeriodCounts>& counts) {
  if (!counts) return nullptr;
  return Json::object({{"expected", counts->expected},
                       {"received", counts->received},
                       {"missing", json_of(counts->missing)}});
}

Json json_of(const IndicatorAssessment& row) {
  const auto word = [](IndicatorReason reason) { return to_string(reason); };
  return Json::object({{"id", row.id.value()},
                       {"kind", to_string(row.kind)},
                       {"status", to_string(row.status)},
                       {"value", json_of(row.value)},
                       {"target", json_of(row.target)},
                       {"target_set_by", json_of(row.target_set_by)},
                       {"progress", json_of(row.progress)},
                       {"expected", json_of(row.expected)},
                       {"periods", json_of(row.periods)},
                       {"reasons", json_array(row.reasons.list(), word)},
                       {"evidence", json_of(row.evidence)}});
}

Json json_of(const RatingAssessment& row) {
  return Json::object({{"completion", json_of(row.completion)},
                       {"text", row.text},
                       {"reporter", row.reporter},
                       {"reporter_type", to_string(row.reporter_type)},
                       {"indicator", json_of(row.indicator)},
                       {"rated_on", row.rated_on.iso()},
                       {"entry", row.entry.value()}});
}

Json json_of(const ReportAssessment& report) {
  return Json::object({{"period", report.period.text()},
                       {"due", json_of(report.due)},
                       {"due_source", json_of(report.due_source)},
                       {"before_adoption", report.before_adoption},
                       {"status", to_string(report.status)},
                       {"received", report.received},
                       {"evidence", json_of(report.evidence)}});
}

Json json_of(const ReportCounts& counts) {
  return Json::object({{"expected", counts.expected},
                       {"received", counts.received},
                       {"on_time", counts.on_time ? Json(*counts.on_time) : Json(nullptr)},
                       {"missing", json_of(counts.missing)}});
}

Json json_of(const MeasureAssessment& assessed, const Measure& measure) {
  const auto word = [](Reason reason) { return to_string(reason); };
  const auto convert = [](const auto& item) { return json_of(item); };
  const auto name = [](const IndicatorId& id) { return id.value(); };
  Json json = Json::object({{"id", assessed.id.value()},
                            {"number", assessed.number},
                            {"section", json_of(assessed.section)},
                            {"title", measure.title},
                            {"deadline_status", to_string(assessed.deadline_status)},
                            {"due", json_of(assessed.due)},
                            {"due_original", json_of(assessed.due_original)},
                            {"extended_after_due", assessed.is_extended_after_due},
                            {"days_late", json_of(assessed.days_late)},
                            {"days_past_due", json_of(assessed.days_past_due)},
                            {"rated", json_array(assessed.rated, convert)},
                            {"derived", json_of(assessed.derived)},
                            {"not_gradable", json_array(assessed.not_gradable, name)},
                            {"reasons", json_array(assessed.reasons.list(), word)},
                            {"indicators", json_array(assessed.indicators, convert)},
                            {"responses", json_of(assessed.responses)},
                            {"reports", json_of(assessed.report_counts)},
                            {"reports_detail", json_array(assessed.reports, convert)}});
  // What few deadlines have.
  if (assessed.due_latest != assessed.due) json["due_latest"] = json_of(assessed.due_latest);
  if (assessed.deadline_reason) json["deadline_reason"] = json_of(assessed.deadline_reason);
  if (!measure.deadline.conditions.empty()) json["conditions"] = measure.deadline.conditions;
  return json;
}

}  // namespace detail

namespace {

using detail::DocumentWriter;
using detail::Json;
using detail::json_array;
using detail::json_of;
using detail::json_unless_empty;

Json json_of(const StatusCounts& counts) {
  Json summary = Json::object();
  for (std::size_t i = 0; i < enum_count<DeadlineStatus>; ++i) {
    const auto status = static_cast<DeadlineStatus>(i);
    // Younger than the others: where there is none, a summary stays what it was.
    if (status == DeadlineStatus::unread && counts[status] == 0) continue;
    summary[std::string{to_string(status)}] = counts[status];
  }
  return summary;
}

using Chosen = std::optional<std::span<const std::size_t>>;

StatusCounts counts_of(const Assessment& assessment, const Chosen& chosen) {
  if (!chosen) return assessment.summary();
  StatusCounts counts;
  for (const std::size_t row : *chosen) {
    (void)assessment.measure(row);  // throws when out of range
    counts.add(assessment.statuses()[row]);
  }
  return counts;
}

std::string document_of(detail::RowSource& rows, const Chosen& chosen, const Cancel& cancel,
                        const JsonPage* page = nullptr) {
  const Assessment& assessment = rows.assessment();
  const AssessOptions& options = assessment.options();
  DocumentWriter document{"actionplan/assessment@1", cancel};
  document.member("plan", assessment.plan().heading().title);
  document.member("as_of", options.as_of.iso());
  document.member("known_at", json_of(options.known_at));
  document.member("public_at", json_of(options.public_at));
  document.member("due_soon_days", options.due_soon_days);
  document.member("alpha", options.alpha);
  if (chosen) document.member("selected_from", assessment.size());
  if (page != nullptr) {
    document.member("page",
                    Json::object({{"total", page->total},
                                  {"next_page_token", json_unless_empty(page->next_page_token)}}));
  }
  document.member("summary", json_of(counts_of(assessment, chosen)));
  document.member("orphans", json_of(assessment.orphans()));
  std::vector<std::size_t> every(chosen ? 0 : assessment.size());
  std::iota(every.begin(), every.end(), 0);
  document.array("measures", chosen ? *chosen : std::span<const std::size_t>{every},
                 [&](std::size_t row) { return json_of(rows.row(row), assessment.measure(row)); });
  return document.finish();
}

}  // namespace

std::string to_json(const Assessment& assessment, const Cancel& cancel) {
  detail::RowSource rows{assessment};
  return document_of(rows, {}, cancel);
}

std::string to_json(const Assessment& assessment, std::span<const std::size_t> rows,
                    const Cancel& cancel) {
  detail::RowSource source{assessment};
  return document_of(source, rows, cancel);
}

std::string to_json(const Assessment& assessment, std::span<const std::size_t> rows,
                    const JsonPage& page, const Cancel& cancel) {
  detail::RowSource source{assessment};
  return document_of(source, rows, cancel, &page);
}

std::string to_json(const StatusCounts& counts) {
  const Cancel never;
  DocumentWriter document{"actionplan/counts@1", never};
  document.member("measures", counts.total());
  document.member("deadline_status", json_of(counts));
  document.member("orphans", counts.orphans);
  return document.finish();
}

std::string detail::assessment_json(RowSource& rows, const Cancel& cancel) {
  return document_of(rows, {}, cancel);
}

}  // namespace actionplan
