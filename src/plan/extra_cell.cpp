// SPDX-License-Identifier: Apache-2.0
#include <actionplan/plan/extra_cell.hpp>

#include <actionplan/plan/plan_builder.hpp>

#include "plan/internal/extra_columns.hpp"

#include <algorithm>

namespace actionplan {
namespace detail {

void ExtraColumns::add_cells(const Measure& measure) {
  for (const ExtraCell& cell : measure.extra) {
    if (!takes(cell) || known_.contains(cell.header)) continue;
    if (headers_.size() == most) {
      has_rest_ = true;
      return;
    }
    known_.insert(cell.header);
    headers_.push_back(cell.header);
  }
}

std::optional<std::string_view> ExtraColumns::text(const Measure& measure,
                                                   std::string_view header) const {
  for (const ExtraCell& cell : measure.extra) {
    if (cell.header == header && takes(cell)) return cell.text;
  }
  return std::nullopt;
}

std::string ExtraColumns::rest(const Measure& measure) const {
  std::string out;
  for (const ExtraCell& cell : measure.extra) {
    if (!takes(cell) || known_.contains(cell.header)) continue;
    out += (out.empty() ? "" : "\n") + cell.header + ": " + cell.text;
  }
  return out;
}

}  // namespace detail

Plan published_part(const Plan& plan) {
  const auto is_kept_back = [](const ExtraCell& cell) { return !cell.published; };
  const bool is_whole =
      std::none_of(plan.measures().begin(), plan.measures().end(), [&](const Measure& measure) {
        return std::any_of(measure.extra.begin(), measure.extra.end(), is_kept_back);
      });
  if (is_whole) return plan;
  PlanBuilder builder{plan};
  for (Measure& measure : builder.measures()) std::erase_if(measure.extra, is_kept_back);
  return builder.build();
}

}  // namespace actionplan
