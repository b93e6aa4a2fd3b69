// SPDX-License-Identifier: Apache-2.0
#include "applied_mapping.hpp"

#include <actionplan/core/text.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace actionplan::detail {
namespace {

std::string header_key(std::string_view text) { return text::fold(text::collapse_spaces(text)); }

constexpr std::array<std::pair<ColumnUse, Column>, 15> same_columns{
    {{ColumnUse::number, Column::number},
     {ColumnUse::title, Column::title},
     {ColumnUse::indicator, Column::indicator},
     {ColumnUse::agencies, Column::agencies},
     {ColumnUse::deadline, Column::deadline},
     {ColumnUse::start, Column::start},
     {ColumnUse::end, Column::end},
     {ColumnUse::section, Column::section},
     {ColumnUse::status, Column::status},
     {ColumnUse::progress, Column::progress},
     {ColumnUse::baseline, Column::baseline},
     {ColumnUse::target, Column::target},
     {ColumnUse::unit, Column::unit},
     {ColumnUse::contact, Column::contact},
     {ColumnUse::finance, Column::finance}}};

std::string in_quotes(std::string_view text) { return "\"" + std::string{text} + "\""; }

// "table 3 of Sheet2"
std::string called(const TableMapping& table) {
  std::string out = "the table";
  if (table.number != 0) out += " " + std::to_string(table.number);
  if (!table.begins.empty()) out += " that begins with " + shown(table.begins);
  if (!table.part.empty()) out += " of " + in_quotes(table.part);
  return out;
}

std::string called(const ColumnMapping& column) {
  return column.position != 0 ? "column " + std::to_string(column.position)
                              : in_quotes(column.header);
}

std::string called(const CellCorrection& cell) {
  if (cell.line != 0) {
    return "the cell at " + std::to_string(cell.line) + ":" + std::to_string(cell.column) +
           (cell.part.empty() ? "" : " of " + in_quotes(cell.part));
  }
  std::string out = "the " + std::string{to_string(*cell.field)};
  if (!cell.measure.empty()) out += " of measure " + in_quotes(cell.measure);
  if (cell.was) out += " " + shown(*cell.was);
  return out;
}

void add_warning(ProblemList& problems, const char* code, std::string message,
                 std::string subject = {}) {
  problems.add({code, Severity::warning, {}, std::move(message), std::move(subject)});
}

}  // namespace

ColumnMatch match_of(ColumnUse use) {
  ColumnMatch match;
  constexpr double certain = 2;  // more than any words tell
  match.share = certain;
  match.column = Column::other;
  for (const auto& [known, column] : same_columns) {
    if (known == use) match.column = column;
  }
  switch (use) {
    case ColumnUse::implementer: match.role = Role::implementer; break;
    case ColumnUse::lead: match.role = Role::lead; break;
    case ColumnUse::supporting: match.role = Role::supporting; break;
    case ColumnUse::published_finance: match.column = Column::finance; [[fallthrough]];
    case ColumnUse::published: match.is_published = true; return match;
    case ColumnUse::recommended: match.force = Force::recommended; break;
    default: return match;
  }
  match.column = Column::agencies;
  return match;
}

ColumnUse use_of(Column column, std::optional<Role> role, std::optional<Force> force,
                 bool is_published) {
  if (column == Column::finance && is_published) return ColumnUse::published_finance;
  if (column == Column::agencies) {
    if (force == Force::recommended) return ColumnUse::recommended;
    if (role == Role::implementer) return ColumnUse::implementer;
    if (role == Role::lead) return ColumnUse::lead;
    if (role == Role::supporting) return ColumnUse::supporting;
    return ColumnUse::agencies;
  }
  for (const auto& [use, known] : same_columns) {
    if (known == column) return use;
  }
  return ColumnUse::extra;
}

AppliedMapping::AppliedMapping(const ReadMapping& mapping, const std::vector<std::string>& parts,
                               const KnownAgencies& known)
    : mapping_{&mapping},
      known_{&known},
      parts_{parts},
      used_parts_(mapping.parts.size(), false),
      used_tables_(mapping.tables.size(), false),
      used_columns_(mapping.columns.size(), false),
      used_cells_(mapping.cells.size(), false),
      used_agencies_(mapping.agencies.size(), false) {
  for (const TableMapping& table : mapping.tables) {
    used_table_columns_.emplace_back(table.columns.size(), false);
    std::vector<std::string>& headers = headers_.emplace_back();
    for (const ColumnMapping& column : table.columns) headers.push_back(header_key(column.header));
  }
  for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
    labels_.emplace(header_key(mapping.columns[i].header), i);
  }
  for (std::size_t i = 0; i < mapping.agencies.size(); ++i) {
    by_agency_[header_key(mapping.agencies[i].name)].push_back(i);
  }
  index_cells();
}

void AppliedMapping::index_cells() {
  for (std::size_t i = 0; i < mapping_->cells.size(); ++i) {
    const CellCorrection& cell = mapping_->cells[i];
    if (cell.line != 0) {
      const std::optional<std::uint32_t> part = part_of_name(cell.part);
      if (part) by_place_[Place{cell.line, cell.column, *part}].push_back(i);
    } else if (cell.measure.empty()) {
      by_text_.push_back(i);
    } else {
      by_measure_[cell.measure].push_back(i);
    }
  }
}

// The part of this name, else that of this number; empty: the first.
std::optional<std::uint32_t> AppliedMapping::part_of_name(std::string_view name) const {
  if (name.empty()) return 0;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    if (parts_[i] == name) return static_cast<std::uint32_t>(i);
  }
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  const bool is_number = error == std::errc{} && end == name.data() + name.size() && number != 0;
  return is_number ? std::optional{number - 1} : std::nullopt;
}

bool AppliedMapping::reads(std::uint32_t part) {
  if (mapping_ == nullptr || mapping_->parts.empty()) return true;
  bool is_read = false;
  for (std::size_t i = 0; i < mapping_->parts.size(); ++i) {
    if (part_of_name(mapping_->parts[i]) != part) continue;
    used_parts_[i] = true;
    is_read = true;
  }
  return is_read;
}

const TableMapping* AppliedMapping::find_table(std::size_t number, std::uint32_t part,
                                               std::string_view begins) {
  if (mapping_ == nullptr) return nullptr;
  for (std::size_t i = 0; i < mapping_->tables.size(); ++i) {
    const TableMapping& table = mapping_->tables[i];
    if (table.number != 0 && table.number != number) continue;
    if (!table.part.empty() && part_of_name(table.part) != part) continue;
    if (!table.begins.empty() && !header_key(begins).starts_with(header_key(table.begins)))
      continue;
    used_tables_[i] = true;
    return &table;
  }
  return nullptr;
}

std::optional<MappedColumn> AppliedMapping::find_column(
    const TableMapping* table, std::size_t position, const std::vector<std::string>& texts) const {
  if (mapping_ == nullptr) return std::nullopt;
  const bool has_columns = table != nullptr && !table->columns.empty();
  if (!has_columns && labels_.empty()) return std::nullopt;
  std::string joined;
  for (const std::string& text : texts) joined += joined.empty() ? text : " " + text;
  const std::string whole = header_key(joined);
  const std::string last = texts.empty() ? std::string{} : header_key(texts.back());
  if (has_columns) {
    const std::vector<std::string>& headers = headers_[index_of(*table)];
    for (std::size_t i = 0; i < table->columns.size(); ++i) {
      const ColumnMapping& column = table->columns[i];
      const std::string& header = headers[i];
      const bool fits = column.position != 0
                            ? column.position == position + 1
                            : !header.empty() && (header == last || header == whole);
      if (fits) return MappedColumn{match_of(column.use), i};
    }
  }
  for (const std::string& text : {last, whole}) {
    const auto found = labels_.find(text);
    if (found == labels_.end() || text.empty()) continue;
    return MappedColumn{match_of(mapping_->columns[found->second].use), found->second};
  }
  return std::nullopt;
}

void AppliedMapping::note_columns(const TableMapping* table,
                                  const std::vector<std::vector<std::string>>& columns) {
  if (mapping_ == nullptr) return;
  for (std::size_t position = 0; position < columns.size(); ++position) {
    std::string joined;
    for (const std::string& text : columns[position]) joined += joined.empty() ? text : " " + text;
    const std::string last = columns[position].empty() ? "" : columns[position].back();
    note_label(last);
    note_label(joined);
    if (table == nullptr) continue;
    std::vector<bool>& used = used_table_columns_[index_of(*table)];
    const std::string last_key = header_key(last);
    const std::string whole_key = header_key(joined);
    for (std::size_t i = 0; i < table->columns.size(); ++i) {
      const ColumnMapping& column = table->columns[i];
      const std::string& header = headers_[index_of(*table)][i];
      if (column.position != 0 ? column.position == position + 1
                               : header == last_key || header == whole_key) {
        used[i] = true;
      }
    }
  }
}

std::optional<ColumnMatch> AppliedMapping::find_label(std::string_view label) const {
  if (labels_.empty()) return std::nullopt;
  const auto found = labels_.find(header_key(label));
  if (found == labels_.end()) return std::nullopt;
  return match_of(mapping_->columns[found->second].use);
}

void AppliedMapping::note_label(std::string_view label) {
  if (labels_.empty()) return;
  const auto found = labels_.find(header_key(label));
  if (found != labels_.end()) used_columns_[found->second] = true;
}

const CellCorrection* AppliedMapping::take(std::size_t cell, std::string_view text) {
  const CellCorrection& correction = mapping_->cells[cell];
  if (correction.was && text::collapse_spaces(*correction.was) != text::collapse_spaces(text)) {
    outdated_.emplace(cell, text);
    return nullptr;
  }
  used_cells_[cell] = true;
  return &correction;
}

const CellCorrection* AppliedMapping::correct(Place place, std::string_view text) {
  const auto found = by_place_.find(Place{place.line, place.column, place.part});
  if (found == by_place_.end()) return nullptr;
  for (const std::size_t cell : found->second) {
    if (const CellCorrection* correction = take(cell, text)) return correction;
  }
  return nullptr;
}

const CellCorrection* AppliedMapping::correct(std::string_view measure, ColumnUse field,
                                              std::string_view text) {
  const auto found = by_measure_.find(std::string{measure});
  if (found != by_measure_.end()) {
    for (const std::size_t cell : found->second) {
      if (mapping_->cells[cell].field != field) continue;
      if (const CellCorrection* correction = take(cell, text)) return correction;
    }
  }
  for (const std::size_t cell : by_text_) {
    const CellCorrection& correction = mapping_->cells[cell];
    if (correction.field != field) continue;
    if (text::collapse_spaces(*correction.was) != text::collapse_spaces(text)) continue;
    return take(cell, text);
  }
  return nullptr;
}

std::vector<const CellCorrection*> AppliedMapping::further(std::string_view measure) {
  std::vector<const CellCorrection*> out;
  const auto found = by_measure_.find(std::string{measure});
  if (found == by_measure_.end()) return out;
  for (const std::size_t cell : found->second) {
    if (used_cells_[cell] || outdated_.contains(cell)) continue;
    if (const CellCorrection* correction = take(cell, {})) out.push_back(correction);
  }
  return out;
}

bool AppliedMapping::is_body(std::string_view name) const {
  if (!by_agency_.empty() && by_agency_.contains(header_key(name))) return true;
  return known_ != nullptr && !known_->is_empty() && known_->find(name) != nullptr;
}

const AgencyMapping* AppliedMapping::find_agency(std::string_view measure, std::string_view name) {
  if (by_agency_.empty()) return nullptr;
  const auto found = by_agency_.find(header_key(name));
  if (found == by_agency_.end()) return nullptr;
  const AgencyMapping* general = nullptr;
  std::size_t at = 0;
  for (const std::size_t agency : found->second) {
    const AgencyMapping& said = mapping_->agencies[agency];
    if (!said.measure.empty() && said.measure != measure) continue;
    if (general != nullptr && said.measure.empty()) continue;
    general = &said;
    at = agency;
    if (!said.measure.empty()) break;  // what is said of the measure goes first
  }
  if (general != nullptr) used_agencies_[at] = true;
  return general;
}

void AppliedMapping::name_missing_row(const TableMapping& table, Place place,
                                      ProblemList& problems) {
  problems.add({"mapping_unmatched",
                Severity::warning,
                place,
                "The mapping has the header of " + called(table) + " in row " +
                    std::to_string(*table.header_row) +
                    ", which it does not have; the header was looked for instead. Correct the row.",
                {}});
}

void AppliedMapping::name_unused(ProblemList& problems) const {
  if (mapping_ == nullptr) return;
  const auto unmatched = [&](const std::string& what) {
    add_warning(
        problems, "mapping_unmatched",
        "The mapping speaks of " + what +
            ", which this document does not have; drop that line, or say what it is called now.");
  };
  for (std::size_t i = 0; i < used_parts_.size(); ++i) {
    if (!used_parts_[i]) unmatched("the part " + in_quotes(mapping_->parts[i]));
  }
  for (std::size_t i = 0; i < used_columns_.size(); ++i) {
    if (!used_columns_[i]) unmatched("the column or label " + called(mapping_->columns[i]));
  }
  for (std::size_t i = 0; i < used_tables_.size(); ++i) {
    const TableMapping& table = mapping_->tables[i];
    if (!used_tables_[i]) {
      unmatched(called(table));
      continue;
    }
    if (!table.is_read || table.continues) continue;
    for (std::size_t k = 0; k < table.columns.size(); ++k) {
      if (used_table_columns_[i][k]) continue;
      unmatched("the column " + called(table.columns[k]) + " in " + called(table));
    }
  }
  for (std::size_t i = 0; i < used_cells_.size(); ++i) {
    const CellCorrection& cell = mapping_->cells[i];
    if (used_cells_[i]) continue;
    const auto other = outdated_.find(i);
    if (other == outdated_.end()) {
      unmatched(called(cell));
      continue;
    }
    add_warning(problems, "mapping_outdated",
                "The mapping corrects " + called(cell) +
                    (cell.was && cell.line != 0 ? ", which was " + shown(*cell.was) : "") +
                    "; it reads " + shown(other->second) +
                    " now and was read as it stands. Look at it again.",
                cell.measure);
  }
  for (std::size_t i = 0; i < used_agencies_.size(); ++i) {
    const AgencyMapping& agency = mapping_->agencies[i];
    if (used_agencies_[i]) continue;
    unmatched("the agency " + in_quotes(agency.name) +
              (agency.measure.empty() ? "" : " of measure " + in_quotes(agency.measure)));
  }
}

}  // namespace actionplan::detail
