// SPDX-License-Identifier: Apache-2.0
#include "corrected.hpp"

#include <actionplan/core/text.hpp>

#include <algorithm>
#include <utility>

namespace actionplan::detail {
namespace {

// Says what is read in place of a text. One that is to be read as nothing is used for nothing.
void report_corrected(const Cell& cell, const CellCorrection& said, Account& account,
                      ProblemList& problems) {
  if (said.text.empty()) account.claim(cell, TextUse::named, "cell_corrected");
  problems.add({"cell_corrected", Severity::info, cell.place,
                "The text " + shown(cell.text) + " was read as " + shown(said.text) +
                    ", as the mapping says.",
                said.measure});
}

void put_in_place(Cell& made, const Cell& original, const CellCorrection& said, Account& account,
                  ProblemList& problems) {
  made.text = text::trim(said.text);
  if (!original.text.empty()) account.note_replaced(made, original);
  report_corrected(original, said, account, problems);
}

ColumnUse use_of_field(const Field& field) { return use_of(field.column, field.role, field.force); }

const CellCorrection* correction_of(const Field& field, std::string_view id,
                                    AppliedMapping& mapping) {
  const CellCorrection* said = mapping.correct(id, use_of_field(field), field.cell->text);
  if (said == nullptr && field.column == Column::agencies) {  // whatever their part
    said = mapping.correct(id, ColumnUse::agencies, field.cell->text);
  }
  return said;
}

}  // namespace

const Cell* corrected_cell(const Cell& cell, AppliedMapping& mapping, Records& out,
                           Account& account, ProblemList& problems) {
  if (!mapping.corrects_places()) return &cell;
  const CellCorrection* said = mapping.correct(cell.place, cell.text);
  if (said == nullptr) return &cell;
  Cell& made = out.owned_cells.emplace_back(cell);
  put_in_place(made, cell, *said, account, problems);
  return &made;
}

const std::vector<Row>& corrected_rows(const std::vector<Row>& rows, AppliedMapping& mapping,
                                       Records& out, Account& account, ProblemList& problems) {
  if (!mapping.corrects_places()) return rows;
  std::vector<Row>* copy = nullptr;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t k = 0; k < rows[i].size(); ++k) {
      const Cell& cell = rows[i][k];
      if (cell.has(Mark::covered)) continue;
      const CellCorrection* said = mapping.correct(cell.place, cell.text);
      if (said == nullptr) continue;
      if (copy == nullptr) {
        copy = &out.owned_tables.emplace_back(rows);
        for (std::size_t a = 0; a < rows.size(); ++a) {
          for (std::size_t b = 0; b < rows[a].size(); ++b) {
            account.note_copy((*copy)[a][b], rows[a][b]);
          }
        }
      }
      put_in_place((*copy)[i][k], cell, *said, account, problems);
    }
  }
  return copy == nullptr ? rows : *copy;
}

Record corrected_record(const Record& record, std::string_view id, Place place,
                        AppliedMapping& mapping, Records& out, Account& account,
                        ProblemList& problems) {
  Record made = record;
  std::vector<const CellCorrection*> whole;  // those that stand for every cell of their field
  for (Field& field : made.fields) {
    const CellCorrection* found = correction_of(field, id, mapping);
    if (found == nullptr) continue;
    CellCorrection said = *found;
    if (std::find(whole.begin(), whole.end(), found) != whole.end()) said.text.clear();
    if (!said.was) whole.push_back(found);
    Cell& cell = out.owned_cells.emplace_back(*field.cell);
    put_in_place(cell, *field.cell, said, account, problems);
    field.cell = &cell;
    if (said.field != ColumnUse::agencies) continue;
    field.role.reset();  // the text says their part
    field.force.reset();
  }
  for (const CellCorrection* said : mapping.further(id)) {
    Cell& cell = out.owned_cells.emplace_back();
    cell.place = place;
    Cell none;
    none.place = place;
    put_in_place(cell, none, *said, account, problems);
    const ColumnMatch match = match_of(*said->field);
    made.fields.push_back({match.column, &cell, match.role, match.force, &cell});
    if (match.column != Column::deadline) continue;
    for (const DateMark& mark : made.date_marks) {
      account.claim(*mark.cell, TextUse::deadline, id);
    }
    made.date_marks.clear();
  }
  return made;
}

std::string_view first_text(const std::vector<RowView>& rows) {
  for (const RowView row : rows) {
    const auto found = std::find_if(row.begin(), row.end(), has_text);
    if (found != row.end()) return found->text;
  }
  return {};
}

}  // namespace actionplan::detail
