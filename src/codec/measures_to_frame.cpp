// SPDX-License-Identifier: Apache-2.0
#include <actionplan/codec/to_frame.hpp>

#include "plan/internal/plan_name.hpp"

#include "extra_columns.hpp"
#include "frame_parts.hpp"

#include <algorithm>
#include <cstring>
#include <span>

namespace actionplan {
namespace detail {

namespace {

// Of a short text, from its length and both its ends: ids differ there, and one that does not is
// looked up again.
std::size_t quick_hash(std::string_view text) noexcept {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  const std::size_t taken = std::min(text.size(), sizeof(first));
  std::memcpy(&first, text.data(), taken);
  std::memcpy(&last, text.data() + (text.size() - taken), taken);
  constexpr std::uint64_t odd = 0x9E3779B97F4A7C15U;
  return static_cast<std::size_t>((((first ^ text.size()) * odd ^ last) * odd) >> 48U);
}

}  // namespace

std::string_view AgencyNames::name(const AgencyId& id) {
  const std::string_view wanted = id.value();
  Met& met = met_[quick_hash(wanted) % met_.size()];
  if (met.id != wanted || met.name.empty()) {
    const Agency* const agency = plan_->find_agency(id);
    // A dropped measure's agencies may be those of an earlier plan.
    if (agency == nullptr) return wanted;
    met = {agency->id.value(), agency->name};
  }
  return met.name;
}

std::optional<std::string_view> AgencyNames::of(const Measure& measure, Force force) {
  joined_.clear();
  for (const Assignment& assignment : measure.assignments) {
    if (assignment.force != force) continue;
    if (!joined_.empty()) joined_ += "; ";
    joined_ += name(assignment.agency);
  }
  return unless_empty(joined_);
}

std::optional<std::string_view> section_title(const Plan& plan, const Measure& measure) {
  const Section* section = measure.section ? plan.find_section(*measure.section) : nullptr;
  return section == nullptr ? std::nullopt : unless_empty(section->title);
}

}  // namespace detail

namespace {

using detail::TableBuilder;
using detail::unless_empty;

// The columns in which a plan keeps its deadlines, by the measure.
class OwnColumns {
 public:
  explicit OwnColumns(const Plan& plan)
      : first_{plan.measures().data()}, columns_{plan.deadlines()} {}

  template <class T>
  [[nodiscard]] const T& of(std::span<const T> column, const Measure& measure) const noexcept {
    return column[static_cast<std::size_t>(&measure - first_)];
  }
  [[nodiscard]] detail::StoredDay start(const Measure& m) const noexcept {
    return {of(columns_.start, m), INT32_MIN};
  }
  [[nodiscard]] detail::StoredDay due(const Measure& m) const noexcept {
    return {of(columns_.due, m), INT32_MAX};
  }
  [[nodiscard]] detail::StoredDay due_latest(const Measure& m) const noexcept {
    return {of(columns_.due_latest, m), INT32_MAX};
  }
  [[nodiscard]] const DeadlineColumns& all() const noexcept { return columns_; }

 private:
  const Measure* first_;
  DeadlineColumns columns_;
};

}  // namespace

Frame detail::measures_to_frame(const Plan& plan) {
  detail::AgencyNames names{plan};
  detail::Conditions conditions;
  const OwnColumns own{plan};
  TableBuilder table{detail::MeasureItems{plan.measures()}};
  table.texts("id", [](const Measure& m) { return std::string_view{m.id.value()}; });
  table.texts("number", [](const Measure& m) { return std::string_view{m.number}; });
  table.repeated("section", [](const Measure& m) -> std::optional<std::string_view> {
    if (!m.section) return std::nullopt;
    return m.section->value();
  });
  table.texts("title", [](const Measure& m) { return std::string_view{m.title}; });
  table.texts("indicator_text", [](const Measure& m) { return unless_empty(m.indicator_text); });
  table.texts("assignment_text", [](const Measure& m) { return unless_empty(m.assignment_text); });
  table.repeated("deadline", [](const Measure& m) { return unless_empty(m.deadline.text); });
  table.words<DeadlineKind>("deadline_kind",
                            [&own](const Measure& m) { return own.of(own.all().kind, m); });
  table.days("start", [&own](const Measure& m) { return own.start(m); });
  table.days("due", [&own](const Measure& m) { return own.due(m); });
  table.repeated("edtf", [](const Measure& m) { return unless_empty(m.deadline.edtf); });
  table.words<Cadence>("cadence", [](const Measure& m) { return m.deadline.cadence; });
  table.integers("expected_reports",
                 [](const Measure& m) { return m.deadline.expected_reports.size(); });
  table.words<Force>("force", [&own](const Measure& m) { return own.of(own.all().force, m); });
  for (const Force which : {Force::binding, Force::recommended}) {
    table.texts("agencies_" + std::string{to_string(which)},
                [&names, which](const Measure& m) { return names.of(m, which); });
  }
  table.days("due_latest", [&own](const Measure& m) { return own.due_latest(m); });
  table.days("due_original", [&own](const Measure& m) {
    return own.all().postponed.empty() ? std::nullopt : m.deadline.due_original;
  });
  table.words<NoDateReason>("deadline_reason",
                            [&own](const Measure& m) { return own.of(own.all().reason, m); });
  table.repeated("conditions", [&](const Measure& m) {
    return own.of(own.all().is_conditional, m) == 0 ? std::nullopt : conditions.of(m);
  });
  table.repeated("section_title",
                 [&plan](const Measure& m) { return detail::section_title(plan, m); });
  const std::string name_of_plan = label(plan);
  table.repeated(detail::last_own_column,
                 [&name_of_plan](const Measure&) { return std::string_view{name_of_plan}; });
  table.write();
  detail::add_extra_columns(table, table.rows().extra());
  detail::add_finance_columns(table, table.rows().finance());
  return table.build();
}

}  // namespace actionplan
