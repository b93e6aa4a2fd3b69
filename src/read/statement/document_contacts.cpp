// SPDX-License-Identifier: Apache-2.0
#include "document_contacts.hpp"

#include <actionplan/core/error.hpp>

#include "read/person_text.hpp"
#include "read/statement/document_evidence.hpp"
#include "read/words/column_words.hpp"

#include <set>
#include <string>
#include <utility>

namespace actionplan {
namespace detail {
namespace {

// Does what stands in a further cell go on with the person, rather than name the next?
bool goes_on(const Person& known, const Person& more) {
  if (!more.position.empty() && !known.position.empty()) return false;
  if (more.name.empty() || known.name.empty()) return true;
  return more.contact.empty() && known.contact.empty() && known.position.empty();
}

void join(std::string& known, std::string&& more) {
  if (!known.empty() && !more.empty()) known += '\n';
  known += more;
}

}  // namespace

void DocumentContacts::read(const Record& record, const Measure& measure) {
  bool is_open = false;  // may a further cell go on with the last one?
  for (const BesideText& said : record.contacts) {
    const Cell& cell = *said.cell;
    budget_.charge_cell(cell.text.size());
    std::vector<Person> persons = persons_of(cell.text);
    if (names_position(said.header->text)) {
      for (Person& person : persons) std::swap(person.name, person.position);
    }
    const bool is_one = persons.size() == 1;
    for (Person& person : persons) {
      if (is_one && is_open && goes_on(contacts_.back().person, person)) {
        Person& known = contacts_.back().person;
        join(known.name, std::move(person.name));
        join(known.position, std::move(person.position));
        join(known.contact, std::move(person.contact));
      } else {
        contacts_.push_back({measure.id, std::move(person), cell.place});
      }
    }
    if (!persons.empty()) is_open = is_one;
  }
}

}  // namespace detail

namespace {

// The one agency that leads the measure, else that carries it out.
std::optional<AgencyId> agency_of(const Measure& measure) {
  for (const Role role : {Role::lead, Role::implementer}) {
    std::set<AgencyId> found;
    for (const Assignment& assignment : measure.assignments) {
      if (assignment.role == role) found.insert(assignment.agency);
    }
    if (!found.empty()) return found.size() == 1 ? std::optional{*found.begin()} : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::vector<Appointment> appointments(const Reading& reading, const Plan& held,
                                      const EvidenceSettings& settings) {
  if (!settings.recorded_on) {
    throw InvalidArgument("The contacts have no day on which they are recorded; give recorded_on.");
  }
  const std::vector<Measure>& read = reading.plan.measures();
  if (held.measures().size() != read.size()) {
    throw InvalidArgument("The plan that is held has " + std::to_string(held.measures().size()) +
                          " measures, and that of the contacts " + std::to_string(read.size()) +
                          "; give the plan of this reading, or what `amend` made of it.");
  }
  const detail::EvidenceContext context{
      settings, held.heading().title, {}, reading.plan.parts(), 0};
  std::vector<Appointment> out;
  for (const Contact& contact : reading.contacts) {
    const auto at = &reading.plan.measure(contact.measure) - read.data();
    const Measure& measure = held.measures()[static_cast<std::size_t>(at)];
    Entry entry{EntryKind::appointment, *settings.recorded_on};
    entry.measure = measure.id;
    entry.agency = agency_of(measure);
    entry.observed_on = settings.observed_on;
    entry.reporter = settings.reporter.empty() ? detail::bodies_of(measure) : settings.reporter;
    entry.reporter_type = settings.reporter_type;
    Cell cell;
    cell.place = contact.place;
    entry.sources.push_back({detail::citation(context, cell), std::nullopt, {}});
    out.push_back({std::move(entry), contact.person});
  }
  return out;
}

}  // namespace actionplan
