// SPDX-License-Identifier: Apache-2.0
// Columns that say of each row what part its body has. The member of TableLayout that reads them.
#include <actionplan/core/text.hpp>

#include "read/agency/role_label.hpp"
#include "table_layout.hpp"

namespace actionplan::detail {

// "Lead" beside "Ministry of Health": where the word for its part is known. Whether the row names one body
// alone is told when its bodies are read.
void TableLayout::take_role(RowView row, Field& field) {
  role_ = nullptr;
  if (!header_.role || field.role || field.force || !has_text(*field.cell)) return;
  const Cell* const said = cell_at(row, *header_.role);
  if (said == nullptr || !has_text(*said)) return;
  const std::string words = text::collapse_spaces(said->text);
  const LabelWording* const wording = find_role(words);
  if (wording == nullptr) return;
  field.said = SaidRole{std::nullopt, std::nullopt, &header_row_[*header_.role], said,
                        header_.is_published[*header_.role]};
  if (wording->force == Force::recommended) {
    field.said->force = wording->force;
  } else {
    field.said->role = wording->role;
  }
  role_ = said;
}

}  // namespace actionplan::detail
