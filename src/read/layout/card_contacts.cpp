// SPDX-License-Identifier: Apache-2.0
// Persons among the bodies that a card names, which are no part of the plan.
#include <actionplan/core/text.hpp>

#include "card_label.hpp"
#include "card_layout.hpp"
#include "persons_beside.hpp"
#include "read/contact.hpp"

namespace actionplan::detail {

// Bodies, without persons named beside them; beside "Responsible (name, unit)" what is plainly a body alone.
void CardLayout::add_bodies(const Label& label, const Field& field) {
  AskedFor asked = asked_by(text_of(label));
  if (asked == AskedFor::persons && mapping_.find_label(plain_label(text_of(label)))) {
    asked = AskedFor::any;
  }
  const FoundPersons found = part_persons(field, asked, mapping_, out_, account_);
  card_.fields.insert(card_.fields.end(), found.bodies.begin(), found.bodies.end());
  if (found.persons.empty()) return;
  const Cell* const said = part_of(*label.cell, label.begin, label.end, out_, account_);
  for (const Cell* const person : found.persons) card_.contacts.push_back({said, person});
  std::string name = text::collapse_spaces(plain_label(text_of(label)));
  if (!told_.insert(name).second) return;
  problems_.add(
      {"contact_left_out",
       Severity::warning,
       label.cell->place,
       "The label " + shown(name) +
           " asks for persons, here and in further cards; what is plainly a body was "
           "read, and the rest was kept apart from the plan, as personal data. If all are "
           "bodies, say in a mapping that it holds agencies.",
       {}});
}

}  // namespace actionplan::detail
