// SPDX-License-Identifier: Apache-2.0
#include "csv_columns.hpp"

#include <actionplan/evidence/entry_table.hpp>

#include "csv_text.hpp"

#include <algorithm>
#include <vector>

namespace actionplan::detail {
namespace {

const std::vector<CsvColumn>& measure_table() {
  static const std::vector<CsvColumn> columns{
      CsvColumn{"number", "string", "The measure's number in the plan; may be missing, or repeat"},
      CsvColumn{"section", "string", "Id of the innermost section"},
      CsvColumn{"title", "string", "Name of the measure"},
      CsvColumn{"deadline_status", "string", "What its deadline came to", true},
      CsvColumn{"due", "date", "Due day under the plan of the day"},
      CsvColumn{"days_late", "integer", "Days late, where evidence shows it"},
      CsvColumn{"days_past_due", "integer", "Days since the due day, whatever was done"},
      CsvColumn{"reasons", "string", "Reason codes, divided by '; '"},
      CsvColumn{"reports_expected", "integer", "Reports whose period is over", true},
      CsvColumn{"reports_received", "integer", "Of these, how many came", true},
      CsvColumn{"reports_missing", "string", "Periods of those that did not, divided by '; '"},
      CsvColumn{"agencies_binding", "string", "Agencies that are bound to it, divided by '; '"},
      CsvColumn{"agencies_recommended", "string", "Agencies to which it is recommended"},
      CsvColumn{"id", "string", "Id of the measure, which never repeats", true},
  };
  return columns;
}

const std::vector<CsvColumn>& indicator_table() {
  static const std::vector<CsvColumn> columns{
      CsvColumn{"id", "string", "Id of the indicator", true},
      CsvColumn{"measure", "string", "Id of its measure", true},
      CsvColumn{"kind", "string", "What kind of thing it checks", true},
      CsvColumn{"text", "string", "Its part of the plan's indicator text"},
      CsvColumn{"status", "string", "What the evidence shows", true},
      CsvColumn{"reasons", "string", "Reason codes, divided by '; '"},
      CsvColumn{"unit", "string", "Unit of its numbers, from the profile"},
      CsvColumn{"value", "number", "Value on the day, joined over periods and parts"},
      CsvColumn{"target", "number", "What is to be reached at the end"},
      CsvColumn{"target_set_by", "string", "Who set the target: plan, law, agency or analyst"},
      CsvColumn{"expected", "number", "What is to be reached by the day that the value speaks of"},
      CsvColumn{"progress", "number", "Share of the way from baseline to target"},
      CsvColumn{"entries", "integer", "How many entries the value stands on", true},
  };
  return columns;
}

// Table Schema's name of a field's type.
const char* schema_type(EntryFieldType type) noexcept {
  switch (type) {
    case EntryFieldType::day: return "date";
    case EntryFieldType::number: return "number";
    case EntryFieldType::count: return "integer";
    case EntryFieldType::yes_no: return "boolean";
    default: return "string";
  }
}

bool is_in_every_kind(const FieldUses& uses) noexcept {
  return std::all_of(uses.begin(), uses.end(), [](FieldUse use) { return use == FieldUse::must; });
}

std::vector<CsvColumn> make_evidence_columns() {
  std::vector<CsvColumn> columns{
      {"id", "string", "SHA-256 of the entry's canonical encoding", true}};
  for_each_entry_field_by<&FieldPlaces::csv>([&columns](const auto& field) {
    if (columns.size() + 1 == place_of_replaced_on) {
      columns.push_back(
          {"replaced_on", "date", "Day on which a later entry took its place or withdrew it"});
    }
    using Value = typename std::remove_cvref_t<decltype(field)>::Value;
    columns.push_back({std::string{field.column()}, schema_type(entry_field_type<Value>),
                       std::string{field.meaning}.append(field.traits.cell),
                       is_in_every_kind(field.use)});
  });
  return columns;
}

const std::vector<CsvColumn>& deadline_table() {
  static const std::vector<CsvColumn> columns{
      CsvColumn{"id", "string", "The measure's id", true},
      CsvColumn{"number", "string", "The measure's number in the plan"},
      CsvColumn{"deadline", "string", "The deadline as the plan writes it"},
      CsvColumn{"kind", "string", "How it was read", true},
      CsvColumn{"reason", "string", "Why there is no date; unread: we could not read it"},
      CsvColumn{"start", "date", "First day of the window"},
      CsvColumn{"due", "date", "Due day"},
      CsvColumn{"due_latest", "date",
                "Last day that the words could mean; lateness begins after it"},
      CsvColumn{"due_original", "date", "Due day before any extension"},
      CsvColumn{"edtf", "string", "The same in EDTF (ISO 8601-2)"},
      CsvColumn{"cadence", "string", "How often it recurs"},
      CsvColumn{"conditions", "string", "Conditions that it states, divided by '; '"},
      CsvColumn{"assumptions", "string", "What the reading took for granted, divided by ' | '"},
      CsvColumn{"remarks", "string", "Other words of the text, divided by '; '"},
      CsvColumn{"language", "string", "Language that it was read in"},
      CsvColumn{"token", "string", "Of an unread deadline: what was not understood"},
  };
  return columns;
}

const std::vector<CsvColumn>& finance_table() {
  static const std::vector<CsvColumn> columns{
      CsvColumn{"measure", "string", "Id of the measure", true},
      CsvColumn{"number", "string", "The measure's number in the plan"},
      CsvColumn{"header", "string", "Header or label in the plan's document", true},
      CsvColumn{"text", "string", "What the document says under it"},
      CsvColumn{"amount", "number", "Amount in whole units of the currency, scaled"},
      CsvColumn{"currency", "string", "ISO 4217 code, or the word or sign of the document"},
      CsvColumn{"scale", "integer", "What the number of the text was multiplied by", true},
      CsvColumn{"period", "string", "Period that the money is of"},
      CsvColumn{"source", "string", "Who pays"},
      CsvColumn{"stage", "string", "planned, committed, spent or gap", true},
      CsvColumn{"total", "boolean", "Does it add up other rows of the measure?", true},
  };
  return columns;
}

}  // namespace

std::span<const CsvColumn> measure_columns() { return measure_table(); }
std::vector<CsvColumn> measure_columns(const MoreColumns& more) {
  std::vector<CsvColumn> columns = measure_table();
  for (const std::string& header : more.extra.headers()) {
    columns.push_back(
        {extra_column_name(header), "string", "What the plan's document says under this header"});
  }
  if (more.extra.has_rest()) {
    columns.push_back({extra_rest_name, "string", "What it says under further headers"});
  }
  for (const std::string& header : more.finance.headers()) {
    columns.push_back({finance_column_name(header), "string",
                       "What the plan's document says of money under this header"});
  }
  return columns;
}
std::span<const CsvColumn> indicator_columns() { return indicator_table(); }
std::span<const CsvColumn> evidence_columns() {
  static const std::vector<CsvColumn> columns = make_evidence_columns();
  return columns;
}
std::span<const CsvColumn> deadline_columns() { return deadline_table(); }
std::span<const CsvColumn> finance_columns() { return finance_table(); }

void append_header(std::string& out, std::span<const CsvColumn> columns) {
  CsvLine names;
  for (const CsvColumn& column : columns) names.push_back(text_cell(column.name));
  append_line(out, names);
}

}  // namespace actionplan::detail
