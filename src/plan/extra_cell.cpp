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

void FinanceColumns::add(const Measure& measure) {
  for (const FinanceItem& item : measure.finance) {
    const bool is_taken = item.published || !only_published_;
    if (!is_taken || headers_.size() == most || !known_.insert(item.header).second) continue;
    headers_.push_back(item.header);
  }
}

std::optional<std::string> FinanceColumns::text(const Measure& measure,
                                                std::string_view header) const {
  std::optional<std::string> out;
  for (const FinanceItem& item : measure.finance) {
    if (item.header != header || (only_published_ && !item.published)) continue;
    const bool is_named = item.source.empty() || item.text.find(item.source) != std::string::npos ||
                          item.header.find(item.source) != std::string::npos;
    std::string line = (is_named ? "" : item.source + ": ") + item.text;
    out = out ? *out + "\n" + line : std::move(line);
  }
  return out;
}

}  // namespace detail

Plan published_part(const Plan& plan) {
  const auto is_kept_back = [](const auto& one) { return !one.published; };
  const bool is_whole =
      std::none_of(plan.measures().begin(), plan.measures().end(), [&](const Measure& measure) {
        return std::any_of(measure.extra.begin(), measure.extra.end(), is_kept_back) ||
               std::any_of(measure.finance.begin(), measure.finance.end(), is_kept_back);
      });
  if (is_whole) return plan;
  PlanBuilder builder{plan};
  for (Measure& measure : builder.measures()) {
    std::erase_if(measure.extra, is_kept_back);
    std::erase_if(measure.finance, is_kept_back);
  }
  return builder.build();
}

}  // namespace actionplan
