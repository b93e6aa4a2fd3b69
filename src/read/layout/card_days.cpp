// SPDX-License-Identifier: Apache-2.0
// The days of a card, of which one may revise another.
#include <actionplan/core/text.hpp>

#include "card_label.hpp"
#include "card_layout.hpp"
#include "read/number.hpp"

#include <utility>

namespace actionplan::detail {

// Days that others change stay beside the measure.
void CardLayout::keep_earlier(const Days& earlier, const Days& in_force) {
  account_.claim(*earlier.label.cell, earlier.label.begin, earlier.label.end, TextUse::column, {});
  card_.beside.push_back(
      {part_of(*earlier.label.cell, earlier.label.begin, earlier.label.end, out_, account_),
       earlier.value});
  problems_.add({"deadline_revised",
                 Severity::info,
                 in_force.value->place,
                 "Of " + shown(earlier.value->text) + " beside the label " +
                     shown(plain_label(text_of(earlier.label))) + " and " +
                     shown(in_force.value->text) + " beside " +
                     shown(plain_label(text_of(in_force.label))) +
                     " the second is in force and was read; the first was kept beside the measure.",
                 {}});
}

// "Revised deadline" counts before "Deadline", wherever it stands.
void CardLayout::take_days(const Label& label, const Cell* value) {
  const Column column = label.match->column;
  Days& known = column == Column::start ? start_ : column == Column::end ? end_ : deadline_;
  LanguageSet languages = label.match->languages;
  if (languages == 0) {  // a mapping names it
    const std::optional<ColumnMatch> natural = match_column(plain_label(text_of(label)));
    if (natural) languages = natural->languages;
  }
  Days said{label, value, revision_of(text_of(label), languages)};
  if (said.revision == Revision::actual) return leave_out(label, *value);
  const bool is_revised = is_in_force(said.revision);
  if (is_revised && says_unchanged(value->text)) return leave_out(label, *value);
  if (known.value != nullptr) {
    const bool is_original = said.revision == Revision::original;
    const bool revises = is_revised || is_in_force(known.revision) ||
                         is_original != (known.revision == Revision::original);
    if (!revises && column == Column::deadline) return leave_out(label, *value);
    if (rank_of(said.revision) < rank_of(known.revision)) std::swap(said, known);
    if (revises) keep_earlier(known, said);
  }
  account_.claim(*said.label.cell, said.label.begin, said.label.end, TextUse::column, {});
  known = std::move(said);
}

}  // namespace actionplan::detail
