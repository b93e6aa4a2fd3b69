// SPDX-License-Identifier: Apache-2.0
// Persons among the bodies that a card names, which are no part of the plan.
#include <actionplan/core/text.hpp>

#include "card_label.hpp"
#include "card_layout.hpp"
#include "read/agency/bodies_within.hpp"
#include "read/contact.hpp"

namespace actionplan::detail {

// Bodies, without persons named beside them; beside "Responsible (name, unit)" what is plainly a body alone.
void CardLayout::add_bodies(const Label& label, const Field& field) {
  const bool may_name_persons =
      may_ask_for_persons(text_of(label)) && !mapping_.find_label(plain_label(text_of(label)));
  const std::string_view text = field.cell->text;
  const std::vector<BodyOrPerson> named =
      may_name_persons ? bodies_within(text) : persons_within(text);
  const bool is_body = named.size() == 1 && named.front().is_body;
  if (named.empty() || is_body) return card_.fields.push_back(field);
  const Cell* const said = part_of(*label.cell, label.begin, label.end, out_, account_);
  bool has_persons = false;
  for (const BodyOrPerson& one : named) {
    const Cell* const part = part_of(*field.cell, one.begin, one.end, out_, account_);
    if (one.is_body) {
      Field body = field;
      body.cell = part;
      card_.fields.push_back(body);
      continue;
    }
    has_persons = true;
    account_.claim(*part, TextUse::named, "contact_left_out");
    card_.contacts.push_back({said, part});
  }
  account_.claim(*field.cell, TextUse::column);  // the marks between them
  std::string name = text::collapse_spaces(plain_label(text_of(label)));
  if (!has_persons || !told_.insert(name).second) return;
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
