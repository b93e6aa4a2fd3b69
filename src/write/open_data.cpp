// SPDX-License-Identifier: Apache-2.0
#include <actionplan/write/open_data.hpp>

#include <actionplan/codec/json.hpp>
#include <actionplan/core/error.hpp>
#include <actionplan/write/calendar.hpp>
#include <actionplan/write/csv.hpp>

#include "codec/internal/explained_json.hpp"

#include "csv_rows.hpp"
#include "data_package.hpp"

#include <string>

namespace actionplan {
namespace {

// Is there one for each row, of its measure?
void check_complete(const Assessment& assessment, std::span<const Explanation> explanations) {
  if (explanations.size() != assessment.size()) {
    throw InvalidArgument(
        "There are " + std::to_string(explanations.size()) + " explanations for an assessment of " +
        std::to_string(assessment.size()) + " rows; give those that explain_all makes of it.");
  }
  for (std::size_t row = 0; row < explanations.size(); ++row) {
    const MeasureId& wanted = assessment.measure(row).id;
    if (explanations[row].verdict.id == wanted) continue;
    throw InvalidArgument("Explanation " + std::to_string(row) + " is of measure " +
                          explanations[row].verdict.id.value() + " and not of " + wanted.value() +
                          "; give those that explain_all makes of the assessment.");
  }
}

}  // namespace

std::vector<DataFile> open_data(const Assessment& assessment, const Cancel& cancel) {
  return open_data(assessment, explain_all(assessment, cancel), cancel);
}

std::vector<DataFile> open_data(const Assessment& assessment,
                                std::span<const Explanation> explanations, const Cancel& cancel) {
  check_complete(assessment, explanations);
  detail::RowSource rows{assessment, explanations};
  const Revision& revision = assessment.revision();
  std::vector<DataFile> tables;
  const detail::MoreColumns more = detail::more_columns(assessment, true);
  tables.push_back({"measures.csv", detail::measures_csv(rows, more, cancel)});
  tables.push_back({"indicators.csv", detail::indicators_csv(rows, cancel)});
  tables.push_back({"evidence.csv", to_csv(assessment.evidence(), cancel)});
  tables.push_back({"deadlines.csv", detail::deadlines_csv(rows, cancel)});
  if (!more.finance.headers().empty()) {
    tables.push_back({"finance.csv", detail::finance_csv(assessment, true, cancel)});
  }
  std::vector<DataFile> files;
  files.push_back({"assessment.json", detail::assessment_json(rows, cancel)});
  files.push_back({"datapackage.json", detail::data_package(assessment, tables, more)});
  files.push_back({"deadlines.ics", calendar(revision.plan, cancel)});
  files.push_back({"evidence.json", to_json(assessment.evidence(), cancel)});
  files.push_back({"explanations.json", detail::explanations_json(rows, cancel)});
  files.push_back({"plan.json", to_json(published_part(revision.plan), cancel)});
  files.push_back({"profile.json", to_json(revision.profile, cancel)});
  for (DataFile& table : tables) files.push_back(std::move(table));
  return files;
}

}  // namespace actionplan
