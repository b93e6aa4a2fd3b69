// SPDX-License-Identifier: Apache-2.0
// Columns of persons, which are no part of the plan.
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
    if (header_.kinds[i] != Column::contact || !has_text(cell)) continue;
    account_.claim(cell, TextUse::named, "contact_left_out");
    const auto is_it = [&](const BesideText& known) { return known.cell == &cell; };
    if (std::any_of(record.contacts.begin(), record.contacts.end(), is_it)) continue;
    record.contacts.push_back({&header_row_[i], &cell});
  }
}

}  // namespace actionplan::detail
