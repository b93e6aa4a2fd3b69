// SPDX-License-Identifier: Apache-2.0
#include <actionplan/codec/to_frame.hpp>

#include "core/internal/made_once.hpp"
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
using detail::VectorRows;

// One part of a measure, with the measure.
template <class Part>
struct Placed {
  const Measure* measure;
  const Part* part;
};

template <class Part, class Parts>
std::vector<Placed<Part>> placed(const Plan& plan, Parts parts) {
  std::vector<Placed<Part>> out;
  for (const Measure& measure : plan.measures()) {
    for (const Part& part : parts(measure)) out.push_back({&measure, &part});
  }
  return out;
}

// Which measure it is a part of, in every such table.
template <class Part>
void add_measure(TableBuilder<VectorRows<Placed<Part>>>& table) {
  table.repeated("measure",
                 [](const auto& at) { return std::string_view{at.measure->id.value()}; });
  table.repeated("number", [](const auto& at) { return std::string_view{at.measure->number}; });
}

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

Frame measures(const Plan& plan) {
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
  const std::string plan_label = label(plan);
  table.repeated(detail::last_own_column,
                 [&plan_label](const Measure&) { return std::string_view{plan_label}; });
  table.write();
  detail::add_extra_columns(table, table.rows().extra());
  detail::add_finance_columns(table, table.rows().finance());
  return table.build();
}

Frame indicators(const Plan& plan) {
  const auto rows = placed<Indicator>(
      plan, [](const Measure& m) -> const auto& { return m.indicators; });
  TableBuilder table{rows};
  table.texts("id", [](const auto& at) { return std::string_view{at.part->id.value()}; });
  add_measure(table);
  table.words<IndicatorKind>("kind", [](const auto& at) { return at.part->kind; });
  table.texts("text", [](const auto& at) { return std::string_view{at.part->text}; });
  table.integers("span_begin", [](const auto& at) { return at.part->span.begin; });
  table.integers("span_end", [](const auto& at) { return at.part->span.end; });
  return table.build();
}

Frame sections(const Plan& plan) {
  TableBuilder table{plan.sections()};
  table.texts("id", [](const Section& s) { return std::string_view{s.id.value()}; });
  table.texts("number", [](const Section& s) { return unless_empty(s.number); });
  table.texts("title", [](const Section& s) { return std::string_view{s.title}; });
  table.texts("parent", [](const Section& s) -> std::optional<std::string_view> {
    if (!s.parent) return std::nullopt;
    return s.parent->value();
  });
  return table.build();
}

Frame agencies(const Plan& plan) {
  TableBuilder table{plan.agencies()};
  table.texts("id", [](const Agency& a) { return std::string_view{a.id.value()}; });
  table.texts("name", [](const Agency& a) { return std::string_view{a.name}; });
  std::string aliases;
  std::string successors;
  table.texts("aliases", [&aliases](const Agency& a) {
    aliases = detail::joined(a.aliases, [](const std::string& alias) { return alias; });
    return unless_empty(aliases);
  });
  table.booleans("collective", [](const Agency& a) { return a.collective; });
  table.days("valid_from", [](const Agency& a) { return a.valid_from; });
  table.days("valid_to", [](const Agency& a) { return a.valid_to; });
  table.texts("successors", [&successors](const Agency& a) {
    successors = detail::joined(a.successors, [](const AgencyId& id) { return id.value(); });
    return unless_empty(successors);
  });
  return table.build();
}

Frame assignments(const Plan& plan) {
  const auto rows = placed<Assignment>(
      plan, [](const Measure& m) -> const auto& { return m.assignments; });
  TableBuilder table{rows};
  add_measure(table);
  table.repeated("agency",
                 [](const auto& at) { return std::string_view{at.part->agency.value()}; });
  table.words<Role>("role", [](const auto& at) { return at.part->role; });
  table.words<Force>("force", [](const auto& at) { return at.part->force; });
  table.words<Discharge>("discharge", [](const auto& at) { return at.part->discharge; });
  table.repeated("text", [](const auto& at) { return std::string_view{at.part->text}; });
  return table.build();
}

Frame reports(const Plan& plan) {
  const auto rows = placed<ExpectedReport>(
      plan, [](const Measure& m) -> const auto& { return m.deadline.expected_reports; });
  TableBuilder table{rows};
  add_measure(table);
  std::string period;
  table.repeated("period", [&period](const auto& at) {
    period = at.part->period.text();
    return unless_empty(period);
  });
  table.days("period_first", [](const auto& at) { return at.part->period.first(); });
  table.days("period_last", [](const auto& at) { return at.part->period.last(); });
  table.days("due", [](const auto& at) { return at.part->due; });
  table.words<DueSource>("due_source", [](const auto& at) { return at.part->due_source; });
  table.booleans("before_adoption", [](const auto& at) { return at.part->before_adoption; });
  return table.build();
}

Frame finance(const Plan& plan) {
  const auto rows = placed<FinanceItem>(
      plan, [](const Measure& m) -> const auto& { return m.finance; });
  TableBuilder table{rows};
  add_measure(table);
  table.repeated("header", [](const auto& at) { return std::string_view{at.part->header}; });
  table.texts("text", [](const auto& at) { return std::string_view{at.part->text}; });
  table.reals("amount", [](const auto& at) { return at.part->amount; });
  table.repeated("currency", [](const auto& at) { return unless_empty(at.part->currency); });
  table.integers("scale", [](const auto& at) { return at.part->scale; });
  std::string period;
  table.repeated("period", [&period](const auto& at) {
    period = at.part->period ? at.part->period->text() : std::string{};
    return unless_empty(period);
  });
  table.days("period_first", [](const auto& at) {
    return at.part->period ? std::optional{at.part->period->first()} : std::nullopt;
  });
  table.days("period_last", [](const auto& at) {
    return at.part->period ? std::optional{at.part->period->last()} : std::nullopt;
  });
  table.repeated("source", [](const auto& at) { return unless_empty(at.part->source); });
  table.words<FinanceStage>("stage", [](const auto& at) { return at.part->stage; });
  table.booleans("total", [](const auto& at) { return at.part->total; });
  table.booleans("published", [](const auto& at) { return at.part->published; });
  return table.build();
}

}  // namespace

namespace {

Frame make(const Plan& plan, PlanTable table) {
  switch (table) {
    case PlanTable::measures: return measures(plan);
    case PlanTable::indicators: return indicators(plan);
    case PlanTable::sections: return sections(plan);
    case PlanTable::agencies: return agencies(plan);
    case PlanTable::assignments: return assignments(plan);
    case PlanTable::finance: return finance(plan);
    default: return reports(plan);
  }
}

}  // namespace

// A table borrows nothing of its plan, which keeps it.
Frame to_frame(const Plan& plan, PlanTable table) {
  return *plan.made().get<Frame>(detail::plan_label + 1 + static_cast<std::size_t>(table),
                                 [&] { return make(plan, table); });
}

ArrowStreamOwner to_arrow(const Plan& plan, PlanTable table) {
  return to_frame(plan, table).to_arrow();
}

}  // namespace actionplan
