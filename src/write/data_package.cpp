// SPDX-License-Identifier: Apache-2.0
#include "data_package.hpp"

#include "csv_columns.hpp"

#include <actionplan/core/hash.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <vector>

namespace actionplan::detail {
namespace {

using Json = nlohmann::ordered_json;

struct PackageTable {
  const char* title;
  std::span<const CsvColumn> columns;
  const char* key;  // the column that tells its rows apart; null: none does
  const char* foreign_key;
  const char* foreign_table;
};

Json field_of(const CsvColumn& column) {
  Json field =
      Json::object({{"name", column.name}, {"type", column.type}, {"description", column.meaning}});
  if (std::string_view{column.type} == "boolean") {
    field["trueValues"] = Json::array({"yes"});
    field["falseValues"] = Json::array({"no"});
  }
  if (column.is_required) field["constraints"] = Json::object({{"required", true}});
  return field;
}

Json schema_of(const PackageTable& table) {
  Json fields = Json::array();
  for (const CsvColumn& column : table.columns) fields.push_back(field_of(column));
  Json schema = Json::object({{"fields", fields}, {"missingValues", Json::array({""})}});
  if (table.key != nullptr) schema["primaryKey"] = table.key;
  if (table.foreign_key != nullptr) {
    const Json reference = Json::object({{"resource", table.foreign_table}, {"fields", "id"}});
    schema["foreignKeys"] =
        Json::array({Json::object({{"fields", table.foreign_key}, {"reference", reference}})});
  }
  return schema;
}

Json resource_of(const PackageTable& table, const DataFile& file) {
  return Json::object({{"name", file.path.substr(0, file.path.find('.'))},
                       {"title", table.title},
                       {"path", file.path},
                       {"profile", "tabular-data-resource"},
                       {"format", "csv"},
                       {"mediatype", "text/csv"},
                       {"encoding", "utf-8"},
                       {"dialect", Json::object({{"lineTerminator", "\r\n"}})},
                       {"bytes", file.content.size()},
                       {"hash", "sha256:" + to_hex(sha256(file.content))},
                       {"schema", schema_of(table)}});
}

}  // namespace

std::string data_package(const Assessment& assessment, std::span<const DataFile> tables,
                         const MoreColumns& more) {
  const std::vector<CsvColumn> measures = measure_columns(more);
  const std::array<PackageTable, 5> known = {
      PackageTable{"Measures", measures, "id", nullptr, nullptr},
      PackageTable{"Indicators", indicator_columns(), "id", "measure", "measures"},
      PackageTable{"Evidence", evidence_columns(), "id", nullptr, nullptr},
      PackageTable{"Deadlines", deadline_columns(), "id", "id", "measures"},
      PackageTable{"Finance", finance_columns(), nullptr, "measure", "measures"}};
  Json resources = Json::array();
  for (std::size_t i = 0; i < std::min(known.size(), tables.size()); ++i) {
    resources.push_back(resource_of(known[i], tables[i]));
  }
  const Json package = Json::object({{"profile", "tabular-data-package"},
                                     {"name", "actionplan"},
                                     {"title", assessment.plan().heading().title},
                                     {"description", "Status as of " + assessment.as_of().iso()},
                                     {"resources", resources}});
  return package.dump(2) + "\n";
}

}  // namespace actionplan::detail
