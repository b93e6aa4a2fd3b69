// SPDX-License-Identifier: Apache-2.0
#include <actionplan/plan/plan.hpp>

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>

#include "core/internal/excerpt.hpp"
#include "core/internal/nearest.hpp"
#include "plan/internal/measure_names.hpp"
#include "plan/internal/unknown_agency.hpp"

#include "plan_state.hpp"

#include <algorithm>

namespace actionplan {

std::string label(const Measure& measure) {
  const std::string& id = measure.id.value();
  if (text::trim(measure.number).empty()) return id;
  const bool is_id = measure.number == id || detail::bare_number(measure.number) == id;
  return is_id ? measure.number : measure.number + " (" + id + ")";
}

namespace {

// Looks up the position that `index` holds under `key`, and takes the object from `items`.
template <class Items>
const typename Items::value_type* find(const detail::Index& index, const Items& items,
                                       std::string_view key) noexcept {
  const auto found = index.find(key);
  return found == index.end() ? nullptr : &items[found->second];
}

// @param list  gives what there is to a function, one id after another.
template <class List>
[[noreturn]] void refuse(std::string_view kind, std::string_view id, List list) {
  constexpr std::size_t most_compared = 20'000;  // a miss costs no more than it has to
  detail::NearestIds nearest{id};
  std::size_t count = 0;
  list([&](std::string_view known) {
    if (++count <= most_compared) nearest.add(known);
  });
  throw NotFound(std::string{kind} + " \"" + detail::excerpt(id) + "\" is not in the plan" +
                 nearest.sentence_part() + "; check it against the ids that the plan lists.");
}

}  // namespace

Plan::Plan() : state_{std::make_shared<State>()} {}
Plan::Plan(std::shared_ptr<const State> state) noexcept : state_{std::move(state)} {}

const PlanHeading& Plan::heading() const& noexcept { return state_->heading; }
const std::vector<Agency>& Plan::agencies() const& noexcept { return state_->agencies; }
const std::vector<Section>& Plan::sections() const& noexcept { return state_->sections; }
const std::vector<Measure>& Plan::measures() const& noexcept { return state_->measures; }
const std::vector<Problem>& Plan::problems() const& noexcept { return state_->problems; }

const detail::MadeOnce& Plan::made() const noexcept { return state_->made; }

const std::vector<std::string>& Plan::parts() const& noexcept { return state_->parts; }

DeadlineColumns Plan::deadlines() const& noexcept {
  return {state_->start,          state_->due,        state_->kind,
          state_->force,          state_->due_latest, state_->reason,
          state_->is_conditional, state_->run_end,    state_->postponed};
}

const Agency* Plan::find_agency(const AgencyId& id) const noexcept {
  return find(state_->agency_index, state_->agencies, id.value());
}

const Section* Plan::find_section(const SectionId& id) const noexcept {
  return find(state_->section_index, state_->sections, id.value());
}

const Measure* Plan::find_measure(const MeasureId& id) const noexcept {
  return find(state_->measure_index, state_->measures, id.value());
}

const Indicator* Plan::find_indicator(const IndicatorId& id) const noexcept {
  const auto found = state_->indicator_index.find(id.value());
  if (found == state_->indicator_index.end()) return nullptr;
  for (const Indicator& indicator : state_->measures[found->second].indicators) {
    if (indicator.id == id) return &indicator;
  }
  return nullptr;
}

const Agency& Plan::agency(const AgencyId& id) const& {
  if (const Agency* const agency = find_agency(id)) return *agency;
  detail::NearNames near{id.value()};
  detail::add_agencies(*this, near);
  throw NotFound("The plan has no agency \"" + detail::excerpt(id.value()) + '"' +
                 detail::agency_remedy(near));
}

const Section& Plan::section(const SectionId& id) const& {
  if (const Section* const section = find_section(id)) return *section;
  refuse("Section", id.value(), [&](const auto& add) {
    for (const Section& one : sections()) add(one.id.value());
  });
}

const Measure& Plan::measure(const MeasureId& id) const& {
  if (const Measure* const measure = find_measure(id)) return *measure;
  refuse("Measure", id.value(), [&](const auto& add) {
    for (const Measure& one : measures()) add(one.id.value());
  });
}

const Indicator& Plan::indicator(const IndicatorId& id) const& {
  if (const Indicator* const indicator = find_indicator(id)) return *indicator;
  refuse("Indicator", id.value(), [&](const auto& add) {
    for (const Measure& measure : measures()) {
      for (const Indicator& one : measure.indicators) add(one.id.value());
    }
  });
}

const Measure& Plan::operator[](std::string_view id_or_number) const& {
  const std::vector<std::size_t> found = positions(id_or_number);
  if (found.size() == 1) return measures()[found.front()];
  if (found.empty()) {
    refuse("Measure number", id_or_number, [&](const auto& add) {
      for (const Measure& one : measures()) {
        add(one.number);
        add(one.id.value());
      }
    });
  }
  detail::refuse_ambiguous(id_or_number, found.size(),
                           [&](std::size_t i) { return measures()[found[i]].id.value(); });
}

const Measure* Plan::find_number(std::string_view number) const noexcept {
  const auto found = state_->number_index.find(detail::bare_number(number));
  const bool is_one = found != state_->number_index.end() &&
                      state_->next_same_number[found->second] == measures().size();
  return is_one ? &measures()[found->second] : nullptr;
}

std::vector<std::size_t> Plan::positions(std::string_view id_or_number) const {
  std::vector<std::size_t> found;
  const auto first = state_->number_index.find(detail::bare_number(id_or_number));
  std::size_t at = first == state_->number_index.end() ? measures().size() : first->second;
  for (; at != measures().size(); at = state_->next_same_number[at]) found.push_back(at);
  const auto by_id = state_->measure_index.find(id_or_number);
  if (by_id != state_->measure_index.end()) {
    const auto place = std::lower_bound(found.begin(), found.end(), by_id->second);
    if (place == found.end() || *place != by_id->second) found.insert(place, by_id->second);
  }
  return found;
}

std::optional<std::size_t> Plan::position(const MeasureId& id) const noexcept {
  const auto found = state_->measure_index.find(id.value());
  if (found == state_->measure_index.end()) return std::nullopt;
  return found->second;
}

bool operator==(const Plan& a, const Plan& b) noexcept {
  return a.state_ == b.state_ || (a.heading() == b.heading() && a.agencies() == b.agencies() &&
                                  a.sections() == b.sections() && a.measures() == b.measures());
}

void Plan::State::index() {
  for (std::size_t i = 0; i < agencies.size(); ++i) agency_index.emplace(agencies[i].id.value(), i);
  for (std::size_t i = 0; i < sections.size(); ++i) {
    section_index.emplace(sections[i].id.value(), i);
  }
  for (std::size_t i = 0; i < measures.size(); ++i) {
    const Measure& measure = measures[i];
    measure_index.emplace(measure.id.value(), i);
    for (const Indicator& indicator : measure.indicators) {
      indicator_index.emplace(indicator.id.value(), i);
    }
  }
  index_deadlines();
}

void Plan::State::index_deadlines() {
  const std::size_t size = measures.size();
  start.reserve(size);
  due.reserve(size);
  kind.reserve(size);
  force.reserve(size);
  due_latest.reserve(size);
  reason.reserve(size);
  is_conditional.reserve(size);
  for (const Measure& measure : measures) {
    const Deadline& deadline = measure.deadline;
    const std::optional<Date> latest = latest_due(deadline);
    if (deadline.due_original) postponed.push_back(static_cast<std::uint32_t>(start.size()));
    start.push_back(deadline.start ? deadline.start->days() : INT32_MIN);
    due.push_back(deadline.due ? deadline.due->days() : INT32_MAX);
    kind.push_back(deadline.kind);
    force.push_back(actionplan::force(measure));
    due_latest.push_back(latest ? latest->days() : INT32_MAX);
    reason.push_back(no_date_reason(deadline));
    is_conditional.push_back(deadline.conditions.empty() ? 0 : 1);
  }
  const auto is_same = [this](std::size_t a, std::size_t b) {
    return start[a] == start[b] && due[a] == due[b] && kind[a] == kind[b] && force[a] == force[b] &&
           due_latest[a] == due_latest[b] && reason[a] == reason[b] &&
           is_conditional[a] == is_conditional[b];
  };
  run_end.resize(size);
  for (std::size_t i = size; i-- > 0;) {
    const bool goes_on = i + 1 < size && is_same(i, i + 1);
    run_end[i] = goes_on ? run_end[i + 1] : static_cast<std::uint32_t>(i + 1);
  }
  // From the last, so that each knows the next with its number, and the first of them stays.
  next_same_number.assign(measures.size(), measures.size());
  for (std::size_t i = measures.size(); i-- > 0;) {
    const std::string_view number = detail::bare_number(measures[i].number);
    if (number.empty()) continue;
    const auto [found, is_new] = number_index.emplace(number, i);
    if (is_new) continue;
    next_same_number[i] = found->second;
    found->second = i;
  }
}

// What is asked of a temporary is a value. Here, since copies of vectors take long to compile.
PlanHeading Plan::heading() const&& { return heading(); }
std::vector<Agency> Plan::agencies() const&& { return agencies(); }
std::vector<Section> Plan::sections() const&& { return sections(); }
std::vector<Measure> Plan::measures() const&& { return measures(); }
std::vector<Problem> Plan::problems() const&& { return problems(); }
std::vector<std::string> Plan::parts() const&& { return parts(); }
Agency Plan::agency(const AgencyId& id) const&& { return agency(id); }
Section Plan::section(const SectionId& id) const&& { return section(id); }
Measure Plan::measure(const MeasureId& id) const&& { return measure(id); }
Indicator Plan::indicator(const IndicatorId& id) const&& { return indicator(id); }
Measure Plan::operator[](std::string_view id_or_number) const&& { return (*this)[id_or_number]; }

}  // namespace actionplan
