// SPDX-License-Identifier: Apache-2.0
// Columns that say of each row what part its body has. The member of TableLayout that reads them.
#include <actionplan/core/text.hpp>

#include "read/agency/role_label.hpp"
#include "table_layout.hpp"

namespace actionplan::detail {

// "Lead" beside "Ministry of Health": where the row names one body, and the word for its part is known.
void TableLayout::take_role(RowView row, Field& field) {
  role_ = nullptr;
  if (!header_.role || field.role || field.force) return;
  const Cell* const said = cell_at(row, *header_.role);
  if (said == nullptr || !has_text(*said)) return;
  const bool may_be_several = field.cell->text.find_first_of(",;\n|/&+") != std::string::npos;
  if (may_be_several) return;
  const std::string words = text::collapse_spaces(said->text);
  const LabelWording* const wording = find_role(words);
  if (wording == nullptr) return;
  if (wording->force == Force::recommended) {
    field.force = wording->force;
  } else {
    field.role = wording->role;
  }
  account_.claim(*said, TextUse::agencies);
  role_ = said;
}

}  // namespace actionplan::detail
