// SPDX-License-Identifier: Apache-2.0
#include <actionplan/read/read_mapping.hpp>

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>

#include <set>
#include <string_view>

namespace actionplan {
namespace {

[[noreturn]] void refuse_mapping(const std::string& what, const std::string& remedy) {
  throw InvalidArgument("The mapping " + what + "; " + remedy + ".");
}

void check_mapping_text(std::string_view text) {
  if (text::find_invalid_utf8(text) == std::string_view::npos) return;
  refuse_mapping("holds a text that is not well-formed UTF-8", "convert it first");
}

void check_columns(const std::vector<ColumnMapping>& columns) {
  std::set<std::string> headers;
  std::set<std::uint32_t> positions;
  for (const ColumnMapping& column : columns) {
    check_mapping_text(column.header);
    const std::string header = text::fold(text::collapse_spaces(column.header));
    if (header.empty() == (column.position == 0)) {
      refuse_mapping(
          "has a column with " + std::string{header.empty() ? "neither header nor position"
                                                            : "both the header \"" + column.header +
                                                                  "\" and the position " +
                                                                  std::to_string(column.position)},
          "give one of the two");
    }
    const bool is_new =
        header.empty() ? positions.insert(column.position).second : headers.insert(header).second;
    if (!is_new) {
      refuse_mapping(
          "names the column " +
              (header.empty() ? std::to_string(column.position) : "\"" + column.header + "\"") +
              " twice",
          "leave one");
    }
  }
}

void check_table(const TableMapping& table) {
  check_mapping_text(table.part);
  check_mapping_text(table.begins);
  if (table.number == 0 && table.part.empty() && table.begins.empty()) {
    refuse_mapping("has a table of which it does not say which it is",
                   "give its number, its part or what it begins with");
  }
  if (table.layout == Layout::list || table.layout == Layout::tree) {
    refuse_mapping("gives a table the layout " + std::string{to_string(*table.layout)},
                   "a table is one of table, card and marks");
  }
  if (table.header_row == 0 && table.header_rows != 0) {
    refuse_mapping("gives a table a header of no row and of " + std::to_string(table.header_rows),
                   "leave one out");
  }
  check_columns(table.columns);
}

void check_cell(const CellCorrection& cell) {
  for (const std::string& text : {cell.part, cell.measure, cell.text, cell.was.value_or("")}) {
    check_mapping_text(text);
  }
  const bool has_place = cell.line != 0 && cell.column != 0;
  if (!has_place && (cell.line != 0 || cell.column != 0)) {
    refuse_mapping("corrects a cell of which it gives line or column alone", "give both");
  }
  if (has_place && (!cell.measure.empty() || cell.field)) {
    refuse_mapping("corrects the cell at " + std::to_string(cell.line) + ":" +
                       std::to_string(cell.column) + " and names a measure or field as well",
                   "give one of the two");
  }
  if (has_place) return;
  if (!cell.field || (cell.measure.empty() && !cell.was)) {
    refuse_mapping(
        "corrects a cell of which it does not say which it is",
        "give line and column, or a field and with it a measure or what stands there now");
  }
  const bool is_numbered = *cell.field == ColumnUse::number;
  const bool is_section = *cell.field == ColumnUse::section;
  const bool is_unread = *cell.field == ColumnUse::extra || *cell.field == ColumnUse::contact ||
                         *cell.field == ColumnUse::finance ||
                         *cell.field == ColumnUse::published_finance;
  const bool is_day = *cell.field == ColumnUse::start || *cell.field == ColumnUse::end;
  if (is_numbered || is_section || is_unread || is_day) {
    refuse_mapping("corrects the field " + std::string{to_string(*cell.field)} + " of a measure",
                   is_day ? "correct its deadline, in words such as 2016-2018"
                          : "correct the cell by its line and column");
  }
}

void check_agency(const AgencyMapping& agency) {
  for (const std::string& text : {agency.name, agency.measure}) check_mapping_text(text);
  for (const std::string& name : agency.names) {
    check_mapping_text(name);
    if (text::trim(name).empty()) {
      refuse_mapping("puts an empty name in place of the agency \"" + agency.name + "\"",
                     "leave it out, or correct the cell");
    }
  }
  if (text::trim(agency.name).empty()) refuse_mapping("has an agency without name", "give it one");
  if (agency.names.empty() && !agency.role && !agency.force) {
    refuse_mapping("says nothing of the agency \"" + agency.name + "\"",
                   "give names, a role or a force, or leave it out");
  }
}

}  // namespace

void check_mapping(const ReadMapping& mapping) {
  check_mapping_text(mapping.language);
  for (const std::string& part : mapping.parts) check_mapping_text(part);
  if (mapping.decimal != 0 && mapping.decimal != '.' && mapping.decimal != ',') {
    refuse_mapping("has the decimal mark \"" + std::string{mapping.decimal} + "\"", "give . or ,");
  }
  check_columns(mapping.columns);
  for (const ColumnMapping& column : mapping.columns) {
    if (column.position != 0) {
      refuse_mapping("gives the position " + std::to_string(column.position) + " for every table",
                     "give it for one table, or a header");
    }
  }
  for (const TableMapping& table : mapping.tables) check_table(table);
  for (const CellCorrection& cell : mapping.cells) check_cell(cell);
  for (const AgencyMapping& agency : mapping.agencies) check_agency(agency);
  check_dates(mapping.dates);
}

}  // namespace actionplan
