// SPDX-License-Identifier: Apache-2.0
#include "persons_beside.hpp"

#include "cell_parts.hpp"
#include "read/contact.hpp"
#include "read/number.hpp"
#include "read/tokens.hpp"
#include "read/words/agency_words.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace actionplan::detail {
namespace {

// What a row says of the part of one body says nothing of several, and is kept once.
void drop_said_role(std::vector<Field>& bodies) {
  if (bodies.size() < 2) return;
  for (std::size_t i = 0; i < bodies.size(); ++i) {
    if (i != 0) bodies[i].said.reset();
    if (bodies[i].said) bodies[i].said->role.reset();
    if (bodies[i].said) bodies[i].said->force.reset();
  }
}

}  // namespace

AskedFor asked_by(std::string_view header) {
  if (may_ask_for_persons(header)) return AskedFor::persons;
  return asks_for_body(Tokens{header}) ? AskedFor::bodies : AskedFor::any;
}

FoundPersons part_persons(const Field& field, AskedFor asked, const AppliedMapping& mapping,
                          Records& out, Account& account) {
  FoundPersons found;
  const std::string_view text = field.cell->text;
  const auto add_person = [&](std::size_t begin, std::size_t end) {
    const Cell* const person = part_of(*field.cell, begin, end, out, account);
    account.claim(*person, TextUse::named, "contact_left_out");
    found.persons.push_back(person);
  };
  const auto add_body = [&](const Cell* cell) {
    if (cell == nullptr) return;
    found.bodies.push_back(field);
    found.bodies.back().cell = cell;
  };
  if (asked == AskedFor::persons) {
    const std::vector<BodyOrPerson> named = bodies_within(text);
    const bool is_body = named.size() == 1 && named.front().is_body;
    if (named.empty() || is_body) return {{field}, {}};
    for (const BodyOrPerson& one : named) {
      if (one.is_body) add_body(part_of(*field.cell, one.begin, one.end, out, account));
      if (!one.is_body) add_person(one.begin, one.end);
    }
    account.claim(*field.cell, TextUse::column);  // the marks between them
  } else {
    std::vector<PersonWithin> named = persons_within(text, asked);
    std::erase_if(named, [&](const PersonWithin& one) {
      return mapping.is_body(text.substr(one.begin, one.end - one.begin));
    });
    if (named.empty()) return {{field}, {}};
    std::vector<LineSpan> stretches;
    for (const PersonWithin& one : named) {
      if (!one.is_mark) add_person(one.begin, one.end);
      account.claim(*field.cell, one.from, one.until, TextUse::column, {});  // marks, labels
      stretches.push_back({one.from, one.until});
    }
    add_body(cell_without(*field.cell, stretches, out, account));
  }
  drop_said_role(found.bodies);
  return found;
}

void find_columns_of_persons(const std::vector<RowView>& rows, std::size_t first, Header& header) {
  constexpr std::size_t most_tried = 60;
  constexpr std::size_t least = 2;
  for (AgencyColumn& column : header.agencies) {
    const std::size_t at = column.position;
    if (column.asked == AskedFor::persons || header.is_mapped[at]) continue;
    std::size_t persons = 0;
    std::set<std::string_view> names;
    bool has_other = false;
    for (std::size_t i = first; i < rows.size() && names.size() < most_tried; ++i) {
      if (at >= rows[i].size() || rows[i][at].column_span > 1) continue;
      const std::string_view text = rows[i][at].text;
      if (!has_letters_or_digits(text) || !names.insert(text).second) continue;
      const NamesIn found = names_in(text);
      has_other = found == NamesIn::other;
      if (has_other) break;
      persons += found == NamesIn::persons ? 1U : 0U;
    }
    if (has_other || persons < least || 3 * persons < names.size()) continue;
    column.holds_persons = true;
    column.asked = AskedFor::persons;
  }
}

std::string told_of_persons(const std::string& name, const AgencyColumn* bodies) {
  const bool holds_them = bodies != nullptr && bodies->holds_persons;
  return "The column \"" + name +
         (holds_them ? "\" holds names of persons" : "\" asks for persons") +
         "; what is plainly a body" + (bodies != nullptr ? "" : ", and the days beside them,") +
         " was read, and the rest was kept apart from the plan, as personal data. If all are "
         "bodies, "
         "say in a mapping that it holds agencies.";
}

}  // namespace actionplan::detail
