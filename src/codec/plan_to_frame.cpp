// SPDX-License-Identifier: Apache-2.0
#include <actionplan/codec/to_frame.hpp>

#include "core/internal/made_once.hpp"
#include "plan/internal/plan_name.hpp"

#include "frame_parts.hpp"

namespace actionplan {
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
    case PlanTable::measures: return detail::measures_to_frame(plan);
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
