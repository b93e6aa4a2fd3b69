// SPDX-License-Identifier: Apache-2.0
#include "fast_value.hpp"

#include "expected_periods.hpp"
#include "lane_sum.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <tuple>

namespace actionplan::detail {
namespace {

using Shape = EvidenceBlock::Shape;

bool has(std::uint8_t shape, unsigned flags) { return (shape & flags) == flags; }

// The others pick one value, and its denominator.
bool is_weighted(Aggregation aggregation) {
  return aggregation == Aggregation::sum || aggregation == Aggregation::mean ||
         aggregation == Aggregation::pooled_ratio;
}

// In order, as `detail::join` adds up denominators.
double sum_in_order(const double* values, std::size_t size) {
  double sum = 0;
  for (std::size_t i = 0; i < size; ++i) sum += values[i];
  return sum;
}

// As `detail::join`, to the last bit; NaN where a denominator that is needed is missing.
double join(Aggregation aggregation, const PeriodValues& values) {
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

bool is_same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

bool has_periods_of(const PeriodValues& a, const PeriodValues& b) {
  const std::size_t bytes = a.size * sizeof(std::int32_t);
  return a.size == b.size && std::memcmp(a.first, b.first, bytes) == 0 &&
         std::memcmp(a.last, b.last, bytes) == 0;
}

PeriodValues values_of(const GatheredValues& room, bool has_early) {
  return {room.value.data(), room.denominator.data(),
          room.first.data(), room.last.data(),
          room.size,         false,
          has_early};
}

}  // namespace

FastValue::FastValue(const Grounds& grounds)
    : grounds_{grounds},
      block_{grounds.evidence->base()},
      asks_more_{grounds.clocks.public_at != INT32_MAX || grounds.clocks.reporters != 0xFF},
      sets_(grounds.terms->dimension_sets.size()) {
  rooms_.push_back(std::make_unique<GatheredValues>());
}

double FastValue::denominator(std::uint32_t row) const {
  return block_.denominator.empty() ? IndicatorTerms::absent : block_.denominator[row];
}

bool FastValue::has_unit(const IndicatorTerms& terms, std::uint32_t in_base) const {
  if (!terms.has_unit || terms.said->unit->empty()) return true;
  if (!has(block_.shapes[in_base], Shape::has_one_unit)) return false;
  const std::string& own = block_.contexts[block_.context[block_.offsets[in_base]]].unit;
  return own.empty() || own == *terms.said->unit;
}

// The values of one cell that count; false where they are not plain.
bool FastValue::gather(std::uint32_t begin, std::uint32_t end, std::uint8_t shape,
                       GatheredValues& room, PeriodValues& values) const {
  room.shared_at = GatheredValues::none;
  if (asks_more_ || !has(shape, Shape::is_ascending | Shape::is_in_order)) {
    return pick_out(begin, end, room, values);
  }
  values = leading(begin, end, shape);
  return values.size != 0;
}

// Where days and records both follow the rows, those that count come first.
PeriodValues FastValue::leading(std::uint32_t begin, std::uint32_t end, std::uint8_t shape) const {
  const Clocks& clocks = grounds_.clocks;
  while (begin < end && (block_.true_from[end - 1] > clocks.as_of ||
                         block_.recorded_on[end - 1] > clocks.known_at)) {
    --end;
  }
  const std::uint32_t all = begin;
  while (begin < end && block_.period_last[begin] < clocks.adopted_on) ++begin;
  PeriodValues values;
  values.value = block_.value.data() + begin;
  values.denominator = block_.denominator.empty() ? nullptr : block_.denominator.data() + begin;
  values.first = block_.period_first.data() + begin;
  values.last = block_.period_last.data() + begin;
  values.size = end - begin;
  values.is_gapless = has(shape, Shape::is_gapless);
  values.has_early = begin != all;
  return values;
}

bool FastValue::counts(std::uint32_t row) const {
  return use_by_clocks(grounds_.clocks, block_.true_from[row], block_.recorded_on[row],
                       block_.replaced_on[row], block_.published_on[row],
                       block_.contexts[block_.context[row]].reporter_type) == EntryUse::used;
}

// The rows that count by their days, found without a branch.
std::size_t FastValue::find_live(std::uint32_t begin, std::uint32_t end,
                                 GatheredValues& room) const {
  const Clocks& clocks = grounds_.clocks;
  const std::int32_t replaced_after =
      clocks.known_at == INT32_MAX ? INT32_MAX - 1 : clocks.known_at;
  std::size_t live = 0;
  for (std::uint32_t row = begin; row < end; ++row) {
    room.row[live] = row;
    const unsigned counts_by_days =
        static_cast<unsigned>(block_.true_from[row] <= clocks.as_of) &
        static_cast<unsigned>(block_.recorded_on[row] <= clocks.known_at) &
        static_cast<unsigned>(block_.replaced_on[row] > replaced_after);
    live += counts_by_days;
  }
  return live;
}

// Picks out one by one what counts.
bool FastValue::pick_out(std::uint32_t begin, std::uint32_t end, GatheredValues& room,
                         PeriodValues& values) const {
  if (end - begin > GatheredValues::most) return false;
  const std::size_t live = find_live(begin, end, room);
  room.size = 0;
  bool has_early = false;
  std::int64_t reached = INT64_MIN;
  for (std::size_t i = 0; i < live; ++i) {
    const std::uint32_t row = room.row[i];
    if (asks_more_ && !counts(row)) continue;
    if (block_.period_last[row] < grounds_.clocks.adopted_on) {
      has_early = true;
    } else if (block_.period_first[row] > reached) {
      reached = block_.period_last[row];
      add(row, room);
    } else if (!share(row, room)) {
      return false;
    }
  }
  if (room.shared_at != GatheredValues::none && is_unanimous(room)) {
    room.shared_at = GatheredValues::none;
  }
  values = values_of(room, has_early);
  if (!needs_denominators_ || block_.denominator.empty()) values.denominator = nullptr;
  return room.size != 0;
}

// `room.row` holds what is still to be looked at from `room.size` on.
void FastValue::add(std::uint32_t row, GatheredValues& room) const {
  const std::size_t at = room.size++;
  room.value[at] = block_.value[row];
  if (needs_denominators_) room.denominator[at] = denominator(row);
  room.first[at] = block_.period_first[row];
  room.last[at] = block_.period_last[row];
  room.row[at] = row;
}

// Adds a row for the period of the last value; false where it is for another that overlaps it, or
// the second period with several.
bool FastValue::share(std::uint32_t row, GatheredValues& room) const {
  const std::size_t at = room.size - 1;
  const bool is_same_period =
      room.first[at] == block_.period_first[row] && room.last[at] == block_.period_last[row];
  if (!is_same_period) return false;
  if (room.shared_at != at) {
    if (room.shared_at != GatheredValues::none && !is_unanimous(room)) return false;
    room.shared_at = at;
    room.shared[0] = room.row[at];
    room.shared_size = 1;
  }
  if (room.shared_size == GatheredValues::most_shared) return false;
  room.shared[room.shared_size++] = row;
  return true;
}

bool FastValue::is_unanimous(const GatheredValues& room) const {
  const std::uint32_t front = room.shared[0];
  return std::all_of(room.shared.begin(),
                     room.shared.begin() + static_cast<std::ptrdiff_t>(room.shared_size),
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

void FastValue::set_shared(std::uint32_t row, GatheredValues& room) const {
  room.value[room.shared_at] = block_.value[row];
  room.denominator[room.shared_at] = denominator(row);
}

const FastValue::DimensionSet& FastValue::dimension_set(std::uint32_t at) {
  if (sets_[at]) return *sets_[at];
  const auto& declared = *grounds_.terms->dimension_sets[at];
  DimensionSet& set = sets_[at].emplace();
  set.group.assign(block_.dimensions.size(), 0);
  set.cells.assign(1, 0);
  for (const auto& [name, categories] : declared) {
    for (std::size_t i = 0; i < block_.dimensions.size(); ++i) {
      const Dimension& dimension = block_.dimensions[i];
      if (dimension.size() != 1 || dimension.begin()->first != name) continue;
      const bool is_declared = std::find(categories.begin(), categories.end(),
                                         dimension.begin()->second) != categories.end();
      if (is_declared) set.group[i] = static_cast<std::uint32_t>(set.cells.size());
    }
    set.cells.push_back(categories.size());
  }
  return set;
}

// The parts of one dimension, complete for the same periods in each, joined period by period.
bool FastValue::gather_parts(std::uint32_t begin, std::uint32_t end, std::uint8_t shape,
                             const IndicatorTerms& terms, PeriodValues& joined) {
  if (terms.dimension_set == IndicatorTerms::no_dimensions) return false;
  if (!terms.has_dimension_aggregation || !is_weighted(terms.dimension_aggregation)) return false;
  const DimensionSet& set = dimension_set(terms.dimension_set);
  const std::uint32_t group = set.group[block_.dimension[begin]];
  if (group == 0) return false;
  parts_.clear();
  bool has_early = false;
  for (std::uint32_t row = begin; row < end;) {
    const std::uint32_t cell = block_.dimension[row];
    const std::uint32_t first = row;
    while (row < end && block_.dimension[row] == cell) ++row;
    if (set.group[cell] != group || parts_.size() == set.cells[group]) return false;
    if (parts_.size() + 1 == rooms_.size()) rooms_.push_back(std::make_unique<GatheredValues>());
    GatheredValues& room = *rooms_[parts_.size() + 1];
    PeriodValues part;
    if (!gather(first, row, shape, room, part)) return false;
    if (room.shared_at != GatheredValues::none) return false;
    if (!parts_.empty() && !has_periods_of(part, parts_.front())) return false;
    has_early = has_early || part.has_early;
    parts_.push_back(part);
  }
  if (parts_.size() != set.cells[group]) return false;
  if (!join_parts(parts_, terms.dimension_aggregation, joined)) return false;
  joined.has_early = has_early;
  return true;
}

// False where there are more periods than there is room for, or a denominator is missing.
bool FastValue::join_parts(const std::vector<PeriodValues>& parts, Aggregation aggregation,
                           PeriodValues& joined) {
  joined = parts.front();
  if (joined.size > GatheredValues::most) return false;
  GatheredValues& room = *rooms_.front();
  room.shared_at = GatheredValues::none;
  const double even = aggregation == Aggregation::sum ? 1 : 1 / static_cast<double>(parts.size());
  for (std::size_t i = 0; i < joined.size; ++i) {
    double total = needs_denominators_ ? 0 : IndicatorTerms::absent;
    for (std::size_t k = 0; needs_denominators_ && k < parts.size(); ++k) {
      const double* const own = parts[k].denominator;
      total += own == nullptr ? IndicatorTerms::absent : own[i];
    }
    const bool is_pooled = aggregation == Aggregation::pooled_ratio;
    if (is_pooled && std::isnan(total)) return false;
    room.value[i] = LaneSum::of(parts.size(), [&](std::size_t k) {
      const PeriodValues& part = parts[k];
      return (is_pooled ? part.denominator[i] / total : even) * part.value[i];
    });
    room.denominator[i] = total;
  }
  joined.value = room.value.data();
  joined.denominator = room.denominator.data();
  return true;
}

// False where the values cannot be joined.
bool FastValue::measure(const IndicatorTerms& terms, const PeriodValues& values,
                        Measured& measured) const {
  measured.estimate.value = join(terms.aggregation, values);
  measured.estimate.standard_error = 0;
  if (!std::isfinite(measured.estimate.value)) return false;
  measured.day = std::min(values.last[values.size - 1], grounds_.clocks.as_of);
  set_coverage(terms, values, measured);
  return true;
}

void FastValue::set_coverage(const IndicatorTerms& terms, const PeriodValues& values,
                             Measured& measured) const {
  const std::int32_t begin = std::max(terms.start, grounds_.clocks.adopted_on);
  if (terms.aggregation == Aggregation::sum) {
    std::int64_t reached = std::int64_t{begin} - 1;
    if (values.is_gapless) {
      if (values.first[0] <= begin) reached = values.last[values.size - 1];
    } else {
      for (std::size_t i = 0; i < values.size; ++i) {
        if (values.first[i] > reached + 1) continue;
        reached = std::max(reached, std::int64_t{values.last[i]});
      }
    }
    measured.is_partial = terms.due == INT32_MAX || reached < terms.due;
    measured.has_gap = reached < measured.day;
  } else if (is_judged_by_cadence(terms)) {
    std::vector<ValueDays> days;
    for (std::size_t i = 0; i < values.size; ++i) days.push_back({values.first[i], values.last[i]});
    const std::span<const Period> expected = grounds_.terms->periods_of(terms);
    const MissingPeriods missing =
        missing_periods(expected, received_periods(expected, days, false, begin), measured.day);
    measured.is_partial = missing.has_any;
    measured.has_gap = missing.has_ended;
  }
}

bool FastValue::judge(const IndicatorTerms& terms, const PeriodValues& values,
                      IndicatorVerdict& found) const {
  Measured measured;
  if (!measure(terms, values, measured)) return false;
  const ValueVerdict verdict = judge_value(measured, terms, grounds_.terms->steps_of(terms),
                                           grounds_.clocks.as_of, grounds_.alpha);
  found.status = verdict.status;
  found.reasons = verdict.reasons;
  if (values.has_early) found.reasons.add(IndicatorReason::before_adoption);
  found.value = measured.estimate.value;
  found.expected = verdict.expected;
  found.progress = verdict.progress;
  found.done.first = values.first[values.size - 1];
  found.done.last = values.last[values.size - 1];
  found.seen_on = measured.day;
  return true;
}

// The verdict under the row that is trusted most, contested where another gives another.
bool FastValue::derive_shared(const IndicatorTerms& terms, const PeriodValues& values,
                              IndicatorVerdict& found) {
  GatheredValues& room = *rooms_.front();  // in which `values` lie
  const auto begin = room.shared.begin();
  const auto end = begin + static_cast<std::ptrdiff_t>(room.shared_size);
  const auto picked = std::max_element(
      begin, end, [this](std::uint32_t a, std::uint32_t b) { return is_trusted_more(b, a); });
  set_shared(*picked, room);
  if (!judge(terms, values, found)) return false;
  bool is_contested = false;
  for (auto row = begin; row != end; ++row) {
    if (row == picked) continue;
    set_shared(*row, room);
    IndicatorVerdict other;
    if (!judge(terms, values, other)) return false;
    is_contested = is_contested || other.status != found.status;
  }
  found.reasons.add(IndicatorReason::conflicting_entries);
  if (is_contested) found.status = IndicatorStatus::contested;
  return true;
}

void FastValue::fetch(std::uint32_t in_base) const noexcept {
  const std::uint32_t begin = block_.offsets[in_base];
  const std::uint32_t end = block_.offsets[in_base + 1];
  const auto fetch_ends = [&](const auto& column) {
    __builtin_prefetch(column.data() + begin);
    __builtin_prefetch(column.data() + end - 1);
  };
  fetch_ends(block_.true_from);
  fetch_ends(block_.recorded_on);
  fetch_ends(block_.period_first);
  fetch_ends(block_.period_last);
  fetch_ends(block_.value);
  __builtin_prefetch(block_.value.data() + (begin + end) / 2);
  if (!has(block_.shapes[in_base], Shape::is_in_order)) fetch_ends(block_.replaced_on);
}

bool FastValue::derive(std::size_t indicator_row, std::uint32_t in_base, IndicatorVerdict& found) {
  const IndicatorTerms& terms = grounds_.terms->rows[indicator_row];
  const bool is_value = !is_thing(terms.kind) || !std::isnan(terms.target);
  const std::uint8_t shape = block_.shapes[in_base];
  const bool is_plain = is_value && !terms.is_computed && terms.has_aggregation &&
                        has(shape, Shape::is_plain) && has_unit(terms, in_base);
  if (!is_plain || has(shape, Shape::has_totals | Shape::has_parts)) return false;
  const std::uint32_t begin = block_.offsets[in_base];
  const std::uint32_t end = block_.offsets[in_base + 1];
  needs_denominators_ = terms.aggregation == Aggregation::pooled_ratio ||
                        terms.dimension_aggregation == Aggregation::pooled_ratio;
  PeriodValues values;
  if (has(shape, Shape::has_parts)) {
    return gather_parts(begin, end, shape, terms, values) && judge(terms, values, found);
  }
  GatheredValues& room = *rooms_.front();
  if (!gather(begin, end, shape, room, values)) return false;
  if (room.shared_at != GatheredValues::none) return derive_shared(terms, values, found);
  return judge(terms, values, found);
}

}  // namespace actionplan::detail
