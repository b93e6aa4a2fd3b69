// SPDX-License-Identifier: Apache-2.0
#include "fast_value.hpp"

#include "expected_periods.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <tuple>

namespace actionplan::detail {
namespace {

// The others pick one value, and its denominator.
bool is_weighted(Aggregation aggregation) {
  return aggregation == Aggregation::sum || aggregation == Aggregation::mean ||
         aggregation == Aggregation::pooled_ratio;
}

// As `detail::join`, to the last bit; NaN where a denominator that is needed is missing.
double weighted_sum(Aggregation aggregation, std::span<const double> values,
                    std::span<const double> denominators) {
  const bool is_pooled = aggregation == Aggregation::pooled_ratio;
  const double total =
      is_pooled ? std::accumulate(denominators.begin(), denominators.end(), 0.0) : 1;
  const double even = aggregation == Aggregation::sum ? 1 : 1 / static_cast<double>(values.size());
  double sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    sum += (is_pooled ? denominators[i] / total : even) * values[i];
  }
  return sum;
}

double join(Aggregation aggregation, std::span<const double> values,
            std::span<const double> denominators) {
  switch (aggregation) {
    case Aggregation::last: return values.back();
    case Aggregation::max: return *std::max_element(values.begin(), values.end());
    case Aggregation::min: return *std::min_element(values.begin(), values.end());
    case Aggregation::sum:
    case Aggregation::mean:
    case Aggregation::pooled_ratio: break;
  }
  return weighted_sum(aggregation, values, denominators);
}

bool is_same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

// The categories that a dimension of parts is declared to have; null where it is not declared.
const std::vector<std::string>* declared(const IndicatorTerms& terms, const Dimension& dimension) {
  if (dimension.size() != 1 || terms.said == nullptr) return nullptr;
  const auto found = terms.said->dimensions.find(dimension.begin()->first);
  return found == terms.said->dimensions.end() ? nullptr : &found->second;
}

// One category of the dimension that `front` is of?
bool is_part(const Dimension& dimension, const Dimension& front,
             const std::vector<std::string>& categories) {
  if (dimension.size() != 1 || dimension.begin()->first != front.begin()->first) return false;
  return std::find(categories.begin(), categories.end(), dimension.begin()->second) !=
         categories.end();
}

bool has_periods_of(const PeriodValues& a, const PeriodValues& b) {
  if (a.size != b.size) return false;
  const auto size = static_cast<std::ptrdiff_t>(a.size);
  return std::equal(a.first.begin(), a.first.begin() + size, b.first.begin()) &&
         std::equal(a.last.begin(), a.last.begin() + size, b.last.begin());
}

// The values of the parts of a dimension, by period.
struct PartValues {
  static constexpr std::size_t most = 32;
  using ByPeriod = std::array<std::array<double, most>, PeriodValues::most>;

  ByPeriod value;
  ByPeriod denominator;
  std::size_t count = 0;

  void add(const PeriodValues& part) {
    for (std::size_t i = 0; i < part.size; ++i) {
      value[i][count] = part.value[i];
      denominator[i][count] = part.denominator[i];
    }
    ++count;
  }

  // False where a denominator is missing.
  [[nodiscard]] bool join(Aggregation aggregation, PeriodValues& joined) const {
    for (std::size_t i = 0; i < joined.size; ++i) {
      const std::span<const double> bases{denominator[i].data(), count};
      joined.value[i] = weighted_sum(aggregation, {value[i].data(), count}, bases);
      joined.denominator[i] = std::accumulate(bases.begin(), bases.end(), 0.0);
      if (std::isnan(joined.value[i])) return false;
    }
    return true;
  }
};

}  // namespace

FastValue::FastValue(const Grounds& grounds) : grounds_{grounds}, block_{grounds.evidence->base()} {
  const Evidence& evidence = *grounds.evidence;
  is_plain_ = evidence.layers().size() == 1 && block_.others.empty() &&
              grounds.clocks.public_at == INT32_MAX && grounds.clocks.reporters == 0xFF;
}

double FastValue::denominator(std::uint32_t row) const {
  return block_.denominator.empty() ? IndicatorTerms::absent : block_.denominator[row];
}

bool FastValue::has_unit(std::uint32_t row, const std::string& unit) const {
  const std::string& own = block_.contexts[block_.context[row]].unit;
  return own.empty() || own == unit;
}

// The live values of one cell, in order of their days; false where they are not plain.
bool FastValue::gather(std::uint32_t begin, std::uint32_t end, const std::string& unit,
                       PeriodValues& values) const {
  if (end - begin >= PeriodValues::most) return false;
  const Clocks& clocks = grounds_.clocks;
  std::int64_t reached = INT64_MIN;
  for (std::uint32_t row = begin; row < end; ++row) {
    constexpr unsigned other = EvidenceBlock::is_deliverable | EvidenceBlock::has_error;
    const EntryUse use =
        use_by_clocks(clocks, block_.true_from[row], block_.recorded_on[row],
                      block_.replaced_on[row], INT32_MIN, ReporterType::implementer);
    if (use != EntryUse::used) continue;
    const std::int32_t first = block_.period_first[row];
    const std::int32_t last = block_.period_last[row];
    if ((block_.flags[row] & other) != 0 || first == INT32_MIN) return false;
    if (!unit.empty() && !has_unit(row, unit)) return false;
    if (last < clocks.adopted_on) {
      values.has_early = true;
      continue;
    }
    const std::size_t at = values.size;
    if (first <= reached) {
      const bool is_shared = values.first[at - 1] == first && values.last[at - 1] == last;
      if (!is_shared || !share(row, values)) return false;
      continue;
    }
    reached = last;
    values.value[at] = block_.value[row];
    values.denominator[at] = denominator(row);
    values.first[at] = first;
    values.last[at] = last;
    values.last_row = row;
    values.size = at + 1;
  }
  if (values.shared_at != PeriodValues::none && is_unanimous(values)) {
    values.shared_at = PeriodValues::none;
  }
  return values.size != 0;
}

// Adds a row for the period of the last value; false where it is the second period with several.
bool FastValue::share(std::uint32_t row, PeriodValues& values) const {
  const std::size_t at = values.size - 1;
  if (values.shared_at != at) {
    if (values.shared_at != PeriodValues::none && !is_unanimous(values)) return false;
    values.shared_at = at;
    values.shared[0] = values.last_row;
    values.shared_size = 1;
  }
  if (values.shared_size == PeriodValues::most_shared) return false;
  values.shared[values.shared_size++] = row;
  return true;
}

bool FastValue::is_unanimous(const PeriodValues& values) const {
  const std::uint32_t front = values.shared[0];
  return std::all_of(values.shared.begin(),
                     values.shared.begin() + static_cast<std::ptrdiff_t>(values.shared_size),
                     [&](std::uint32_t row) {
                       return block_.value[row] == block_.value[front] &&
                              is_same(denominator(row), denominator(front));
                     });
}

// As the policy picks where nothing is verified.
bool FastValue::is_trusted_more(std::uint32_t a, std::uint32_t b) const {
  const auto key = [this](std::uint32_t row) {
    const bool is_by_day = grounds_.pick == Pick::latest_recorded;
    const ReporterType type = block_.contexts[block_.context[row]].reporter_type;
    return std::tuple{is_by_day ? 0 : static_cast<int>(type), block_.recorded_on[row],
                      block_.hash[row]};
  };
  return key(a) > key(b);
}

void FastValue::set_shared(std::uint32_t row, PeriodValues& values) const {
  values.value[values.shared_at] = block_.value[row];
  values.denominator[values.shared_at] = denominator(row);
}

// The parts of one dimension, complete for the same periods in each, joined period by period.
bool FastValue::gather_parts(std::uint32_t begin, std::uint32_t end, const std::string& unit,
                             const IndicatorTerms& terms, PeriodValues& joined) const {
  const Dimension& front = block_.dimensions[block_.dimension[begin]];
  const std::vector<std::string>* const categories = declared(terms, front);
  if (categories == nullptr || categories->size() > PartValues::most) return false;
  if (!terms.has_dimension_aggregation || !is_weighted(terms.dimension_aggregation)) return false;
  PartValues parts;
  for (std::uint32_t row = begin; row < end;) {
    const std::uint32_t cell = block_.dimension[row];
    const std::uint32_t first = row;
    while (row < end && block_.dimension[row] == cell) ++row;
    PeriodValues part;
    const bool is_plain = is_part(block_.dimensions[cell], front, *categories) &&
                          gather(first, row, unit, part) && part.shared_at == PeriodValues::none;
    if (!is_plain || parts.count == categories->size()) return false;
    if (parts.count == 0) joined = part;
    if (!has_periods_of(part, joined)) return false;
    joined.has_early = joined.has_early || part.has_early;
    parts.add(part);
  }
  return parts.count == categories->size() && parts.join(terms.dimension_aggregation, joined);
}

std::optional<Measured> FastValue::measure(const IndicatorTerms& terms,
                                           const PeriodValues& values) const {
  Measured measured;
  measured.estimate.value = join(terms.aggregation, {values.value.data(), values.size},
                                 {values.denominator.data(), values.size});
  measured.estimate.standard_error = 0;
  if (!std::isfinite(measured.estimate.value)) return std::nullopt;
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
  } else if (is_judged_by_cadence(terms)) {
    std::vector<ValueDays> days;
    for (std::size_t i = 0; i < values.size; ++i) days.push_back({values.first[i], values.last[i]});
    const std::span<const Period> expected = grounds_.terms->periods_of(terms);
    const std::int32_t begin = std::max(terms.start, grounds_.clocks.adopted_on);
    const MissingPeriods missing =
        missing_periods(expected, received_periods(expected, days, false, begin), measured.day);
    measured.is_partial = missing.has_any;
    measured.has_gap = missing.has_ended;
  }
  return measured;
}

std::optional<IndicatorVerdict> FastValue::judge(const IndicatorTerms& terms,
                                                 const PeriodValues& values) const {
  const std::optional<Measured> measured = measure(terms, values);
  if (!measured) return std::nullopt;
  const ValueVerdict verdict = judge_value(*measured, terms, grounds_.terms->steps_of(terms),
                                           grounds_.clocks.as_of, grounds_.alpha);
  IndicatorReasonSet reasons = verdict.reasons;
  if (values.has_early) reasons.add(IndicatorReason::before_adoption);
  const std::size_t at = values.size - 1;
  return IndicatorVerdict{verdict.status,   reasons,          measured->estimate.value,
                          verdict.expected, verdict.progress, {values.first[at], values.last[at]},
                          measured->day};
}

// The verdict under the row that is trusted most, contested where another gives another.
std::optional<IndicatorVerdict> FastValue::derive_shared(const IndicatorTerms& terms,
                                                         PeriodValues& values) const {
  const auto begin = values.shared.begin();
  const auto end = begin + static_cast<std::ptrdiff_t>(values.shared_size);
  const auto picked = std::max_element(
      begin, end, [this](std::uint32_t a, std::uint32_t b) { return is_trusted_more(b, a); });
  set_shared(*picked, values);
  std::optional<IndicatorVerdict> found = judge(terms, values);
  if (!found) return std::nullopt;
  bool is_contested = false;
  for (auto row = begin; row != end; ++row) {
    if (row == picked) continue;
    set_shared(*row, values);
    const std::optional<IndicatorVerdict> other = judge(terms, values);
    if (!other) return std::nullopt;
    is_contested = is_contested || other->status != found->status;
  }
  found->reasons.add(IndicatorReason::conflicting_entries);
  if (is_contested) found->status = IndicatorStatus::contested;
  return found;
}

std::optional<IndicatorVerdict> FastValue::derive(std::size_t indicator_row,
                                                  std::uint32_t in_base) const {
  if (!is_plain_ || in_base == UINT32_MAX) return std::nullopt;
  const IndicatorTerms& terms = grounds_.terms->rows[indicator_row];
  const bool is_value = !is_thing(terms.kind) || !std::isnan(terms.target);
  if (!is_value || terms.is_computed || !terms.has_aggregation) return std::nullopt;
  static const std::string any;
  const std::string& unit = terms.has_unit ? *terms.said->unit : any;
  const std::uint32_t begin = block_.offsets[in_base];
  const std::uint32_t end = block_.offsets[in_base + 1];
  const bool has_totals = block_.dimension[begin] == 0;
  const bool has_parts = block_.dimension[end - 1] != 0;
  PeriodValues values;
  if (has_totals && has_parts) return std::nullopt;
  const bool is_gathered =
      has_parts ? gather_parts(begin, end, unit, terms, values) : gather(begin, end, unit, values);
  if (!is_gathered) return std::nullopt;
  if (values.shared_at != PeriodValues::none) return derive_shared(terms, values);
  return judge(terms, values);
}

}  // namespace actionplan::detail
