// SPDX-License-Identifier: Apache-2.0
#include "fast_value.hpp"

#include "core/internal/always_inline.hpp"
#include "expected_periods.hpp"
#include "judge.hpp"
#include "lane_sum.hpp"
#include "plan/internal/unit.hpp"
#include "reached.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace actionplan::detail {
namespace {

using Shape = EvidenceBlock::Shape;

// In order, as `detail::join` adds up denominators.
double sum_in_order(const double* values, std::size_t size) {
  double sum = 0;
  for (std::size_t i = 0; i < size; ++i) sum += values[i];
  return sum;
}

// As `detail::join`, to the last bit; NaN where a denominator that is needed is missing.
ACTIONPLAN_ALWAYS_INLINE double join(Aggregation aggregation, const PeriodValues& values) {
  const double* const end = values.value + values.size;
  switch (aggregation) {
    case Aggregation::last: return end[-1];
    case Aggregation::max: return *std::max_element(values.value, end);
    case Aggregation::min: return *std::min_element(values.value, end);
    case Aggregation::sum:
      return LaneSum::of(values.size, [&](std::size_t i) { return values.value[i]; });
    case Aggregation::mean: {
      const double share = 1 / static_cast<double>(values.size);
      return LaneSum::of(values.size, [&](std::size_t i) { return share * values.value[i]; });
    }
    case Aggregation::pooled_ratio: break;
  }
  if (values.denominator == nullptr) return IndicatorTerms::absent;
  const double total = sum_in_order(values.denominator, values.size);
  return LaneSum::of(
      values.size, [&](std::size_t i) { return values.denominator[i] / total * values.value[i]; });
}

}  // namespace

FastValue::FastValue(const Grounds& grounds)
    : grounds_{grounds},
      terms_{grounds.terms->rows.data()},
      core_{grounds.terms->core.data()},
      cells_{grounds},
      parts_{grounds, cells_},
      room_{std::make_unique<GatheredValues>()},
      alike_{std::make_unique<JudgeAlike>(grounds.clocks.as_of, grounds.alpha)} {}

bool FastValue::has_unit(const IndicatorTerms& terms, const CellRows& rows) const {
  if (terms.said->unit->empty()) return true;
  if (!rows.has(Shape::has_one_unit)) return false;
  const EvidenceBlock& block = cells_.block();
  const std::string& own = block.contexts[block.context[rows.begin]].unit;
  return own.empty() || is_same_unit(own, *terms.said->unit);
}

void FastValue::set_coverage_by_cadence(const IndicatorTerms& terms, const PeriodValues& values,
                                        Measured& measured) const {
  std::vector<ValueDays> days;
  days.reserve(values.size);
  for (std::size_t i = 0; i < values.size; ++i) days.push_back({values.first[i], values.last[i]});
  const std::int32_t begin = std::max(terms.start, grounds_.clocks.adopted_on);
  const std::span<const Period> expected = grounds_.terms->periods_of(terms);
  const MissingPeriods missing =
      missing_periods(expected, received_periods(expected, days, false, begin), measured.day);
  measured.is_partial = missing.has_any;
  measured.has_gap = missing.has_ended;
}

ACTIONPLAN_ALWAYS_INLINE void FastValue::set_coverage(const CoreTerms& core,
                                                      const IndicatorTerms& terms,
                                                      const PeriodValues& values,
                                                      Measured& measured) const {
  if (core.aggregation == Aggregation::sum) {
    const std::int32_t begin = std::max(core.start, grounds_.clocks.adopted_on);
    std::int64_t reached = std::int64_t{begin} - 1;
    if (values.is_gapless) {
      if (values.first[0] <= begin) reached = values.last[values.size - 1];
    } else {
      for (std::size_t i = 0; i < values.size; ++i) {
        if (values.first[i] > reached + 1) continue;
        reached = std::max(reached, std::int64_t{values.last[i]});
      }
    }
    measured.is_partial = core.due == INT32_MAX || reached < core.due;
    measured.has_gap = reached < measured.day;
  } else if (!core.is_simple && is_judged_by_cadence(terms)) {
    set_coverage_by_cadence(terms, values, measured);
  }
}

// False where the values cannot be joined.
ACTIONPLAN_ALWAYS_INLINE bool FastValue::measure(const CoreTerms& core, const IndicatorTerms& terms,
                                                 const PeriodValues& values,
                                                 Measured& measured) const {
  measured.estimate.value = join(core.aggregation, values);
  measured.estimate.standard_error = 0;
  if (!std::isfinite(measured.estimate.value)) return false;
  measured.day = std::min(values.last[values.size - 1], grounds_.clocks.as_of);
  set_coverage(core, terms, values, measured);
  return true;
}

// Does it matter with which of several values a target was reached?
ACTIONPLAN_ALWAYS_INLINE bool FastValue::is_past_due(const CoreTerms& core,
                                                     const IndicatorTerms& terms,
                                                     std::int32_t last_day) const noexcept {
  return last_day > (core.is_due_exact ? core.due : terms.first_due);
}

// As `derive` does; false where that takes more than the values.
ACTIONPLAN_NEVER_INLINE bool FastValue::set_reached(const CoreTerms& core,
                                                    const IndicatorTerms& terms,
                                                    const PeriodValues& values,
                                                    IndicatorVerdict& found) const {
  const bool is_met = found.status == IndicatorStatus::met;
  if (values.size == 1 || found.status == IndicatorStatus::no_target) return true;
  if (!is_met && grounds_.clocks.as_of <= core.due) return true;
  if (core.aggregation == Aggregation::pooled_ratio || may_be_unsettled(terms)) return false;
  RunningValue joined{core.aggregation};
  const auto is_reached = [&](std::size_t i) {
    joined.add(values.value[i]);
    if (i + 1 == values.size) return is_met;
    return reaches(joined.value(), core.target, core.is_falling);
  };
  const std::size_t at = find_reached(
      values.size, core.due, [&values](std::size_t i) { return values.last[i]; }, is_reached);
  if (at == never_reached || (!is_met && values.last[at] > core.due)) return true;
  found.done = {values.first[at], values.last[at]};
  if (!is_met) found.reasons.add(IndicatorReason::reached_when_due);
  return true;
}

ACTIONPLAN_ALWAYS_INLINE bool FastValue::judge_here(const CoreTerms& core,
                                                    const IndicatorTerms& terms,
                                                    const PeriodValues& values,
                                                    IndicatorVerdict& found) {
  // It may be a share of one, and with a denominator how many of that.
  if (core.is_percent) {
    const bool has_denominators = cells_.columns().denominator != nullptr;
    const auto is_doubtful = [has_denominators](double value) {
      return (value > 0 && value <= 1) || (has_denominators && value > 100);
    };
    if (std::any_of(values.value, values.value + values.size, is_doubtful)) return false;
  }
  Measured measured;
  if (!measure(core, terms, values, measured)) return false;
  found.done.first = values.first[values.size - 1];
  found.done.last = values.last[values.size - 1];
  found.seen_on = measured.day;
  if (core.is_simple) {
    alike_->judge(measured, core, terms, found);
    if (values.has_early) found.reasons.add(IndicatorReason::before_adoption);
    return !is_past_due(core, terms, found.done.last) || set_reached(core, terms, values, found);
  }
  const std::span<const TargetStep> steps = grounds_.terms->steps_of(terms);
  ValueVerdict verdict;
  if (std::isnan(terms.baseline_error)) {
    Judge<false>{measured, terms, steps, grounds_.clocks.as_of, grounds_.alpha, verdict}.judge();
  } else {
    verdict = judge_value(measured, terms, steps, grounds_.clocks.as_of, grounds_.alpha);
  }
  found.status = verdict.status;
  found.reasons = verdict.reasons;
  if (values.has_early) found.reasons.add(IndicatorReason::before_adoption);
  found.value = measured.estimate.value;
  found.expected = verdict.expected;
  found.progress = verdict.progress;
  return !is_past_due(core, terms, found.done.last) || set_reached(core, terms, values, found);
}

// The verdict under the row that is trusted most, contested where another gives another.
bool FastValue::derive_shared(const CoreTerms& core, const IndicatorTerms& terms,
                              const PeriodValues& values, IndicatorVerdict& found) {
  if (is_past_due(core, terms, values.last[values.size - 1])) return false;
  GatheredValues& room = *room_;  // in which `values` lie
  const std::uint32_t picked = cells_.most_trusted(room);
  cells_.set_shared(picked, room);
  if (!judge_here(core, terms, values, found)) return false;
  bool is_contested = false;
  for (std::size_t i = 0; i < room.shared_size; ++i) {
    if (room.shared[i] == picked) continue;
    cells_.set_shared(room.shared[i], room);
    IndicatorVerdict other;
    if (!judge_here(core, terms, values, other)) return false;
    is_contested = is_contested || other.status != found.status;
  }
  found.reasons.add(IndicatorReason::conflicting_entries);
  if (is_contested) found.status = IndicatorStatus::contested;
  return true;
}

bool FastValue::derive(std::size_t indicator_row, std::uint32_t in_base, IndicatorVerdict& found) {
  const CoreTerms& core = core_[indicator_row];
  const CellRows rows = cells_.rows(in_base);
  if (!core.is_plain || !rows.has(Shape::is_plain)) return false;
  const IndicatorTerms& terms = terms_[indicator_row];
  if (!core.is_simple && terms.has_unit && !has_unit(terms, rows)) return false;
  constexpr unsigned leading = Shape::has_totals | CellValues::in_rows_order;
  if (cells_.asks_more() || (rows.shape & (leading | Shape::has_parts)) != leading) {
    return derive_picked(rows, core, terms, found);
  }
  PeriodValues values;
  cells_.find_leading(rows, values);
  return values.size != 0 && judge_here(core, terms, values, found);
}

bool FastValue::derive_picked(const CellRows& rows, const CoreTerms& core,
                              const IndicatorTerms& terms, IndicatorVerdict& found) {
  if (rows.has(Shape::has_totals | Shape::has_parts)) return false;
  ValueNeeds needs;
  needs.denominators = core.aggregation == Aggregation::pooled_ratio;
  const bool is_past_due =
      this->is_past_due(core, terms, cells_.columns().period_last[rows.days + rows.size() - 1]);
  needs.days = core.aggregation == Aggregation::sum || !core.is_simple || is_past_due;
  PeriodValues values;
  if (rows.has(Shape::has_parts)) {
    if (core.is_percent) return false;
    needs.denominators |= terms.dimension_aggregation == Aggregation::pooled_ratio;
    needs.days = true;
    return parts_.gather(rows, terms, needs, values) && judge_here(core, terms, values, found);
  }
  if (core.aggregation == Aggregation::last && rows.has(Shape::is_ascending) &&
      !cells_.asks_more() && core.is_simple && !is_past_due && !core.is_percent) {
    return cells_.pick_last(rows, values) && judge_here(core, terms, values, found);
  }
  if (!cells_.gather(rows, needs, *room_, values)) return false;
  if (room_->shared_at != GatheredValues::none) return derive_shared(core, terms, values, found);
  return judge_here(core, terms, values, found);
}

}  // namespace actionplan::detail
