// SPDX-License-Identifier: Apache-2.0
#include <actionplan/write/open_data.hpp>

#include <actionplan/codec/json.hpp>
#include <actionplan/write/calendar.hpp>
#include <actionplan/write/csv.hpp>

#include "data_package.hpp"

namespace actionplan {

std::vector<DataFile> open_data(const Assessment& assessment, const Cancel& cancel) {
  const Revision& revision = assessment.revision();
  std::vector<DataFile> tables;
  tables.push_back({"measures.csv", to_csv(assessment, cancel)});
  tables.push_back({"indicators.csv", indicators_to_csv(assessment, cancel)});
  tables.push_back({"evidence.csv", to_csv(assessment.evidence(), cancel)});
  tables.push_back({"deadlines.csv", deadlines_to_csv(assessment, cancel)});
  std::vector<DataFile> files;
  files.push_back({"assessment.json", to_json(assessment, cancel)});
  files.push_back({"datapackage.json", detail::data_package(assessment, tables)});
  files.push_back({"deadlines.ics", calendar(revision.plan, cancel)});
  files.push_back({"evidence.json", to_json(assessment.evidence(), cancel)});
  files.push_back({"explanations.json", explanations_to_json(assessment, cancel)});
  files.push_back({"plan.json", to_json(revision.plan, cancel)});
  files.push_back({"profile.json", to_json(revision.profile, cancel)});
  for (DataFile& table : tables) files.push_back(std::move(table));
  return files;
}

}  // namespace actionplan
