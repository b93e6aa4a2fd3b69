// SPDX-License-Identifier: Apache-2.0
#include "fast_value.hpp"

#include <algorithm>
#include <cmath>

namespace actionplan::detail {
FastValue::FastValue(const Grounds& grounds) : grounds_{grounds}, block_{grounds.evidence->base()} {
  const Evidence& evidence = *grounds.evidence;
  is_plain_ = evidence.tail().rows() == 0 && evidence.tail().others.empty() &&
              block_.others.empty() && grounds.clocks.public_at == INT32_MAX &&
              grounds.clocks.reporters == 0xFF;
}

// The live rows, in order of their days; false where they are not plain.
bool FastValue::gather(std::uint32_t begin, std::uint32_t end, const std::string& unit,
                       Values& values) const {
  const Clocks& clocks = grounds_.clocks;
  if (block_.dimension[end - 1] != 0) return false;  // the last row is a part if any is
  std::uint32_t known_context = UINT32_MAX;
  std::int64_t reached = INT64_MIN;
  for (std::uint32_t row = begin; row < end; ++row) {
    constexpr unsigned other = EvidenceBlock::is_deliverable | EvidenceBlock::has_error;
    const bool is_simple =
        (block_.flags[row] & other) == 0 && block_.period_first[row] != INT32_MIN;
    if (!is_simple) return false;
    const EntryUse use =
        use_by_clocks(clocks, block_.true_from[row], block_.recorded_on[row],
                      block_.replaced_on[row], INT32_MIN, ReporterType::implementer);
    if (use != EntryUse::used) continue;
    if (!unit.empty() && block_.context[row] != known_context) {
      known_context = block_.context[row];
      const std::string& own = block_.contexts[known_context].unit;
      if (!own.empty() && own != unit) return false;
    }
    if (block_.period_last[row] < clocks.adopted_on) {
      values.has_early = true;
      continue;
    }
    if (block_.period_first[row] <= reached || values.size == most_rows) return false;
    reached = block_.period_last[row];
    values.value[values.size] = block_.value[row];
    values.denominator[values.size] =
        block_.denominator.empty() ? IndicatorTerms::absent : block_.denominator[row];
    values.first[values.size] = block_.period_first[row];
    values.last[values.size] = block_.period_last[row];
    ++values.size;
  }
  return values.size != 0;
}

// As `detail::join`, to the last bit.
std::optional<double> FastValue::join(Aggregation aggregation, const Values& values) {
  const auto begin = values.value.begin();
  const auto end = begin + static_cast<std::ptrdiff_t>(values.size);
  switch (aggregation) {
    case Aggregation::last: return values.value[values.size - 1];
    case Aggregation::max: return *std::max_element(begin, end);
    case Aggregation::min: return *std::min_element(begin, end);
    case Aggregation::sum:
    case Aggregation::mean:
    case Aggregation::pooled_ratio: break;
  }
  double total = 0;
  const bool is_pooled = aggregation == Aggregation::pooled_ratio;
  if (is_pooled) {
    for (std::size_t i = 0; i < values.size; ++i) {
      if (std::isnan(values.denominator[i])) return std::nullopt;
      total += values.denominator[i];
    }
  }
  double sum = 0;
  for (std::size_t i = 0; i < values.size; ++i) {
    const double share = is_pooled                         ? values.denominator[i] / total
                         : aggregation == Aggregation::sum ? 1
                                                           : 1 / static_cast<double>(values.size);
    sum += share * values.value[i];
  }
  return sum;
}

std::optional<Derivation> FastValue::derive(std::size_t indicator_row,
                                            std::uint32_t in_base) const {
  if (!is_plain_ || in_base == UINT32_MAX) return std::nullopt;
  const IndicatorTerms& terms = grounds_.terms->rows[indicator_row];
  const bool is_value = !is_thing(terms.kind) || !std::isnan(terms.target);
  if (!is_value || terms.is_computed || !terms.has_aggregation) return std::nullopt;
  static const std::string any;
  const bool has_unit = terms.said != nullptr && terms.said->unit;
  Values values;
  const bool is_gathered = gather(block_.offsets[in_base], block_.offsets[in_base + 1],
                                  has_unit ? *terms.said->unit : any, values);
  if (!is_gathered) return std::nullopt;
  const std::optional<double> value = join(terms.aggregation, values);
  if (!value || !std::isfinite(*value)) return std::nullopt;

  Measured measured;
  measured.estimate.value = *value;
  measured.estimate.standard_error = 0;
  measured.day = std::min(values.last[values.size - 1], grounds_.clocks.as_of);
  if (terms.aggregation == Aggregation::sum) {
    const std::int32_t begin = std::max(terms.start, grounds_.clocks.adopted_on);
    std::int64_t reached = std::int64_t{begin} - 1;
    for (std::size_t i = 0; i < values.size; ++i) {
      if (values.first[i] > reached + 1) continue;
      reached = std::max(reached, std::int64_t{values.last[i]});
    }
    measured.is_partial = terms.due == INT32_MAX || reached < terms.due;
    measured.has_gap = reached < measured.day;
  }
  const ValueVerdict verdict = judge_value(measured, terms, grounds_.terms->steps_of(terms),
                                           grounds_.clocks.as_of, grounds_.alpha);
  Derivation found;
  found.status = verdict.status;
  found.reasons = verdict.reasons;
  if (values.has_early) found.reasons.add(IndicatorReason::before_adoption);
  found.value = *value;
  found.expected = verdict.expected;
  found.progress = verdict.progress;
  found.point_status = verdict.point_status;
  found.seen_on = measured.day;
  found.done = {values.first[values.size - 1], values.last[values.size - 1]};
  return found;
}

}  // namespace actionplan::detail
