// SPDX-License-Identifier: Apache-2.0
// Columns of persons, which are no part of the plan.
#include "persons_beside.hpp"
#include "table_layout.hpp"

#include <algorithm>

namespace actionplan::detail {

// A row with text in such columns alone has further persons of the measure above.
bool TableLayout::add_persons(RowView row) {
  bool is_of_persons = false;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (!has_text(row[i])) continue;
    is_of_persons = i > 0 && i < header_.width && header_.kinds[i] == Column::contact &&
                    row[i].column_span <= 1;
    if (!is_of_persons) return false;
  }
  Record none;
  if (is_of_persons) keep_leftovers(row, last_measure_ ? out_.records[*last_measure_] : none);
  return is_of_persons;
}

// A merged cell counts for each measure that it reaches to, once.
void TableLayout::keep_contacts(RowView row, Record& record) {
  for (std::size_t i = 0; i < std::min(row.size(), header_row_.size()); ++i) {
    const Cell& cell = *cell_at(row, i);
    const bool is_of_days = header_.who_and_when == i;  // of which persons are one part
    if (header_.kinds[i] != Column::contact || is_of_days || !has_text(cell)) continue;
    account_.claim(cell, TextUse::named, "contact_left_out");
    const auto is_it = [&](const BesideText& known) { return known.cell == &cell; };
    if (std::any_of(record.contacts.begin(), record.contacts.end(), is_it)) continue;
    record.contacts.push_back({&header_row_[i], &cell});
  }
}

// Bodies, without persons whom the cell names beside them; where the header asks for either, what is
// plainly a body alone.
void TableLayout::add_bodies(Record& record, const Field& field, const Cell& header,
                             AskedFor asked) {
  const FoundPersons found = part_persons(field, asked, mapping_, out_, account_);
  record.fields.insert(record.fields.end(), found.bodies.begin(), found.bodies.end());
  if (found.bodies.empty() && field.said) {
    record.beside.push_back({field.said->header, field.said->cell, field.said->is_published});
  }
  for (const Cell* const person : found.persons) record.contacts.push_back({&header, person});
  if (asked == AskedFor::persons || found.persons.empty()) return;  // the column was named
  report("contact_left_out", Severity::warning, field.cell->place,
         "A cell of bodies names persons, who were kept apart from the plan, as personal data; "
         "name who is a "
         "body among the agencies of a mapping.");
}

}  // namespace actionplan::detail
