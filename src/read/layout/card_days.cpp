// SPDX-License-Identifier: Apache-2.0
// The days of a card, of which one may revise another.
#include <actionplan/core/text.hpp>

#include "card_label.hpp"
#include "card_layout.hpp"
#include "read/number.hpp"

#include <utility>

namespace actionplan::detail {

// "Revised deadline" counts before "Deadline", wherever it stands.
void CardLayout::take_days(const Label& label, const Cell* value) {
  const Column column = label.match->column;
  Days& known = column == Column::start ? start_ : column == Column::end ? end_ : deadline_;
  Days said{label, value, revision_of(text_of(label))};
  if (said.revision == Revision::actual) return leave_out(label, *value);
  const bool is_revised = said.revision == Revision::revised;
  if (is_revised && says_unchanged(value->text)) return leave_out(label, *value);
  if (known.value != nullptr) {
    const bool revises = is_revised || known.revision == Revision::revised;
    if (!revises && column == Column::deadline) return leave_out(label, *value);
    if (!is_revised && revises) std::swap(said, known);
    if (revises) {
      account_.claim(*known.label.cell, known.label.begin, known.label.end, TextUse::column, {});
      card_.beside.push_back(
          {part_of(*known.label.cell, known.label.begin, known.label.end, out_, account_),
           known.value});
      problems_.add({"deadline_revised",
                     Severity::info,
                     said.value->place,
                     "Of " + shown(known.value->text) + " beside the label " +
                         shown(plain_label(text_of(known.label))) + " and " +
                         shown(said.value->text) + " beside " +
                         shown(plain_label(text_of(said.label))) +
                         " the second is in force and was read; the first was kept beside the "
                         "measure.",
                     {}});
    }
  }
  account_.claim(*said.label.cell, said.label.begin, said.label.end, TextUse::column, {});
  known = std::move(said);
}

}  // namespace actionplan::detail
