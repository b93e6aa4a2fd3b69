// SPDX-License-Identifier: Apache-2.0
#include "fast_value.hpp"

#include "always_inline.hpp"
#include "expected_periods.hpp"
#include "judge.hpp"
#include "lane_sum.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace actionplan::detail {
namespace {

using Shape = EvidenceBlock::Shape;

constexpr unsigned in_rows_order = Shape::is_ascending | Shape::is_in_order;

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

bool is_same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

bool has_periods_of(const PeriodValues& a, const PeriodValues& b) {
  if (a.size != b.size) return false;
  bool is_same = true;
  for (std::size_t i = 0; i < a.size; ++i) {
    is_same = is_same && a.first[i] == b.first[i] && a.last[i] == b.last[i];
  }
  return is_same;
}

// Without the `early` ones.
void set_values(const GatheredValues& room, std::size_t early, PeriodValues& values) {
  values.value = room.value.data() + early;
  values.denominator = room.denominator.data() + early;
  values.first = room.first.data() + early;
  values.last = room.last.data() + early;
  values.size = room.size - early;
  values.is_gapless = false;
  values.has_early = early != 0;
}

}  // namespace

FastValue::FastValue(const Grounds& grounds)
    : grounds_{grounds},
      terms_{grounds.terms->rows.data()},
      core_{grounds.terms->core.data()},
      block_{grounds.evidence->base()},
      columns_{block_.dimension.data(),
               block_.true_from.data(),
               block_.period_first.data(),
               block_.period_last.data(),
               block_.recorded_on.data(),
               block_.replaced_on.data(),
               block_.value.data(),
               block_.denominator.empty() ? nullptr : block_.denominator.data()},
      asks_more_{grounds.clocks.public_at != INT32_MAX || grounds.clocks.reporters != 0xFF},
      sets_(grounds.terms->dimension_sets.size()),
      alike_{std::make_unique<JudgeAlike>(grounds.clocks.as_of, grounds.alpha)} {
  rooms_.push_back(std::make_unique<GatheredValues>());
}

double FastValue::denominator(std::uint32_t row) const {
  return columns_.denominator == nullptr ? IndicatorTerms::absent : columns_.denominator[row];
}

bool FastValue::has_unit(const IndicatorTerms& terms, std::uint32_t in_base) const {
  if (terms.said->unit->empty()) return true;
  if (!has(block_.shapes[in_base], Shape::has_one_unit)) return false;
  const std::string& own = block_.contexts[block_.context[block_.offsets[in_base]]].unit;
  return own.empty() || own == *terms.said->unit;
}

bool FastValue::counts(std::uint32_t row) const {
  return use_by_clocks(grounds_.clocks, columns_.true_from[row], columns_.recorded_on[row],
                       columns_.replaced_on[row], block_.published_on[row],
                       block_.contexts[block_.context[row]].reporter_type) == EntryUse::used;
}

// By its own days alone.
ACTIONPLAN_ALWAYS_INLINE bool FastValue::is_live(std::uint32_t row, const Clocks& clocks) const {
  // Without a bound on what is known, whatever has been replaced by any day is replaced.
  const std::int32_t replaced_after =
      clocks.known_at == INT32_MAX ? INT32_MAX - 1 : clocks.known_at;
  return static_cast<unsigned>(columns_.recorded_on[row] <= clocks.known_at) &
         static_cast<unsigned>(columns_.replaced_on[row] > replaced_after);
}

// The rows that count by their days, found without a branch; as positions in the cell, with their
// values.
std::size_t FastValue::find_live(const CellRows& rows, GatheredValues& room) const {
  const Clocks clocks = grounds_.clocks;
  const std::int32_t* const true_from = columns_.true_from + rows.days;
  std::uint32_t size = rows.size();
  while (size != 0 && true_from[size - 1] > clocks.as_of) --size;  // they are in this order
  std::size_t live = 0;
  for (std::uint32_t i = 0; i < size; ++i) {
    room.row[live] = i;
    room.value[live] = columns_.value[rows.begin + i];
    live += static_cast<std::size_t>(is_live(rows.begin + i, clocks));
  }
  return live;
}

// Picks out one by one what counts.
bool FastValue::pick_out(const CellRows& rows, GatheredValues& room, PeriodValues& values) const {
  const std::size_t live = find_live(rows, room);
  room.size = 0;
  bool has_early = false;
  std::int64_t reached = INT64_MIN;
  const std::int32_t adopted_on = grounds_.clocks.adopted_on;
  const std::int32_t* const period_first = columns_.period_first + rows.days;
  const std::int32_t* const period_last = columns_.period_last + rows.days;
  for (std::size_t i = 0; i < live; ++i) {
    const std::uint32_t at = room.row[i];
    const std::uint32_t row = rows.begin + at;
    if (asks_more_ && !counts(row)) continue;
    const ValueDays days{period_first[at], period_last[at]};
    if (days.last < adopted_on) {
      has_early = true;
    } else if (days.first > reached) {
      reached = days.last;
      add(row, days, room);
    } else if (!share(row, days, room)) {
      return false;
    }
  }
  if (room.shared_at != GatheredValues::none && is_unanimous(room)) {
    room.shared_at = GatheredValues::none;
  }
  set_values(room, 0, values);
  values.has_early = has_early;
  if (!needs_denominators_ || columns_.denominator == nullptr) values.denominator = nullptr;
  return room.size != 0;
}

// Picks out what counts of rows of which those that do are known not to overlap.
bool FastValue::pick_ascending(const CellRows& rows, GatheredValues& room,
                               PeriodValues& values) const {
  const std::size_t live = find_live(rows, room);
  if (live == 0) return false;
  const std::int32_t* const period_first = columns_.period_first + rows.days;
  const std::int32_t* const period_last = columns_.period_last + rows.days;
  std::size_t early = 0;
  while (early < live && period_last[room.row[early]] < grounds_.clocks.adopted_on) ++early;
  if (needs_denominators_ && columns_.denominator != nullptr) {
    for (std::size_t i = 0; i < live; ++i) {
      room.denominator[i] = columns_.denominator[rows.begin + room.row[i]];
    }
  }
  for (std::size_t i = needs_days_ ? 0 : live - 1; i < live; ++i) {
    room.first[i] = period_first[room.row[i]];
    room.last[i] = period_last[room.row[i]];
  }
  room.size = live;
  set_values(room, early, values);
  if (!needs_denominators_ || columns_.denominator == nullptr) values.denominator = nullptr;
  return values.size != 0;
}

// The same where nothing but the last value matters.
bool FastValue::pick_last(const CellRows& rows, PeriodValues& values) const {
  const Clocks& clocks = grounds_.clocks;
  const auto counts = [&](std::uint32_t at) { return is_live(rows.begin + at, clocks); };
  std::uint32_t end = rows.size();
  while (end != 0 && columns_.true_from[rows.days + end - 1] > clocks.as_of) --end;
  while (end != 0 && !counts(end - 1)) --end;
  std::uint32_t begin = 0;
  while (begin < end && !counts(begin)) ++begin;
  if (begin == end) return false;
  const std::int32_t* const period_last = columns_.period_last + rows.days;
  values.value = columns_.value + rows.begin + end - 1;
  values.first = columns_.period_first + rows.days + end - 1;
  values.last = period_last + end - 1;
  values.size = 1;
  values.has_early = period_last[begin] < clocks.adopted_on;
  return period_last[end - 1] >= clocks.adopted_on;
}

// `room.row` holds what is still to be looked at from `room.size` on.
void FastValue::add(std::uint32_t row, const ValueDays& days, GatheredValues& room) const {
  const std::size_t at = room.size++;
  room.value[at] = columns_.value[row];
  if (needs_denominators_) room.denominator[at] = denominator(row);
  room.first[at] = days.first;
  room.last[at] = days.last;
  room.row[at] = row;
}

// Adds a row for the period of the last value; false where it is for another that overlaps it, or
// the second period with several.
bool FastValue::share(std::uint32_t row, const ValueDays& days, GatheredValues& room) const {
  const std::size_t at = room.size - 1;
  const bool is_same_period = room.first[at] == days.first && room.last[at] == days.last;
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
                       return columns_.value[row] == block_.value[front] &&
                              is_same(denominator(row), denominator(front));
                     });
}

// As the policy picks where nothing is verified. What is far away in memory is looked at last.
bool FastValue::is_trusted_more(std::uint32_t a, std::uint32_t b) const {
  const std::uint32_t context_a = block_.context[a];
  const std::uint32_t context_b = block_.context[b];
  if (grounds_.pick != Pick::latest_recorded && context_a != context_b) {
    const ReporterType type_a = block_.contexts[context_a].reporter_type;
    const ReporterType type_b = block_.contexts[context_b].reporter_type;
    if (type_a != type_b) return type_a > type_b;
  }
  const std::int32_t day_a = block_.recorded_on[a];
  const std::int32_t day_b = block_.recorded_on[b];
  return day_a != day_b ? day_a > day_b : block_.hash[a] > block_.hash[b];
}

void FastValue::set_shared(std::uint32_t row, GatheredValues& room) const {
  room.value[room.shared_at] = columns_.value[row];
  room.denominator[room.shared_at] = denominator(row);
}

// Where days and records both follow the rows, those that count come first.
ACTIONPLAN_ALWAYS_INLINE void FastValue::find_leading(const CellRows& rows, std::uint8_t shape,
                                                      PeriodValues& values) const {
  const Clocks& clocks = grounds_.clocks;
  const std::int32_t* const true_from = columns_.true_from + rows.days;
  const std::int32_t* const period_last = columns_.period_last + rows.days;
  const std::int32_t* const recorded_on = columns_.recorded_on + rows.begin;
  std::size_t end = rows.size();
  while (end != 0 && true_from[end - 1] > clocks.as_of) --end;
  while (end != 0 && recorded_on[end - 1] > clocks.known_at) --end;
  std::size_t begin = 0;
  while (begin < end && period_last[begin] < clocks.adopted_on) ++begin;
  values.value = columns_.value + rows.begin + begin;
  const double* const denominator = columns_.denominator;
  values.denominator = denominator == nullptr ? nullptr : denominator + rows.begin + begin;
  values.first = columns_.period_first + rows.days + begin;
  values.last = period_last + begin;
  values.size = end - begin;
  values.is_gapless = has(shape, Shape::is_gapless);
  values.has_early = begin != 0;
}

// The values of one cell that count; false where they are not plain.
ACTIONPLAN_ALWAYS_INLINE bool FastValue::gather(const CellRows& rows, std::uint8_t shape,
                                                GatheredValues& room, PeriodValues& values) const {
  room.shared_at = GatheredValues::none;
  if (asks_more_ || !has(shape, in_rows_order)) {
    if (rows.size() > GatheredValues::most) return false;
    if (asks_more_ || !has(shape, Shape::is_ascending)) return pick_out(rows, room, values);
    return pick_ascending(rows, room, values);
  }
  find_leading(rows, shape, values);
  return values.size != 0;
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

// Parts whose rows are for the same periods and count in their order.
bool FastValue::gather_equal_parts(const CellRows& rows, std::uint8_t shape,
                                   const IndicatorTerms& terms, std::size_t cells,
                                   PeriodValues& joined) {
  const auto size = static_cast<std::uint32_t>(rows.size() / cells);
  const std::uint32_t* const dimension = columns_.dimension + rows.days;
  if (dimension[size - 1] != dimension[0] || (cells > 1 && dimension[size] == dimension[0])) {
    return false;
  }
  find_leading({rows.begin, rows.begin + size, rows.days}, shape, joined);
  if (joined.size == 0) return false;
  const auto begin = static_cast<std::uint32_t>(joined.first - columns_.period_first) - rows.days;
  const auto end = static_cast<std::uint32_t>(begin + joined.size);
  if (end > GatheredValues::most) return false;
  const DimensionSet& set = *sets_[terms.dimension_set];
  for (std::uint32_t part = size; part < rows.size(); part += size) {
    const auto counts = [&](std::uint32_t at) {
      return columns_.true_from[rows.days + at] <= grounds_.clocks.as_of &&
             columns_.recorded_on[rows.begin + at] <= grounds_.clocks.known_at;
    };
    if (set.group[dimension[part]] != set.group[dimension[0]]) return false;
    if (!counts(part + end - 1) || (end != size && counts(part + end))) return false;
  }
  GatheredValues& room = *rooms_.front();
  room.shared_at = GatheredValues::none;
  const double share =
      terms.dimension_aggregation == Aggregation::sum ? 1 : 1 / static_cast<double>(cells);
  for (std::uint32_t i = begin; i < end; ++i) {
    const double* const value = columns_.value + rows.begin + i;
    room.value[i] =
        LaneSum::of(cells, [&](std::size_t part) { return share * value[part * size]; });
  }
  joined.value = room.value.data() + begin;
  joined.denominator = nullptr;
  return true;
}

// The parts of one dimension, complete for the same periods in each, joined period by period.
bool FastValue::gather_parts(const CellRows& rows, std::uint8_t shape, const IndicatorTerms& terms,
                             PeriodValues& joined) {
  if (terms.dimension_set == IndicatorTerms::no_dimensions) return false;
  if (!terms.has_dimension_aggregation || !is_weighted(terms.dimension_aggregation)) return false;
  const DimensionSet& set = dimension_set(terms.dimension_set);
  const std::uint32_t group = set.group[columns_.dimension[rows.days]];
  if (group == 0) return false;
  constexpr unsigned in_step = Shape::has_equal_parts | in_rows_order;
  if (has(shape, in_step) && !asks_more_ && !needs_denominators_) {
    const std::size_t cells = set.cells[group];
    return rows.size() % cells == 0 && gather_equal_parts(rows, shape, terms, cells, joined);
  }
  parts_.clear();
  bool has_early = false;
  const std::uint32_t* const dimension = columns_.dimension + rows.days;
  for (std::uint32_t at = 0; at < rows.size();) {
    const std::uint32_t cell = dimension[at];
    const std::uint32_t first = at;
    while (at < rows.size() && dimension[at] == cell) ++at;
    if (set.group[cell] != group || parts_.size() == set.cells[group]) return false;
    if (parts_.size() + 1 == rooms_.size()) rooms_.push_back(std::make_unique<GatheredValues>());
    GatheredValues& room = *rooms_[parts_.size() + 1];
    PeriodValues part;
    const CellRows own{rows.begin + first, rows.begin + at, rows.days + first};
    if (!gather(own, shape, room, part)) return false;
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

ACTIONPLAN_ALWAYS_INLINE bool FastValue::judge_here(const CoreTerms& core,
                                                    const IndicatorTerms& terms,
                                                    const PeriodValues& values,
                                                    IndicatorVerdict& found) {
  Measured measured;
  if (!measure(core, terms, values, measured)) return false;
  found.done.first = values.first[values.size - 1];
  found.done.last = values.last[values.size - 1];
  found.seen_on = measured.day;
  if (core.is_simple) {
    alike_->judge(measured, core, terms, found);
    if (values.has_early) found.reasons.add(IndicatorReason::before_adoption);
    return true;
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
  return true;
}

// The verdict under the row that is trusted most, contested where another gives another.
bool FastValue::derive_shared(const CoreTerms& core, const IndicatorTerms& terms,
                              const PeriodValues& values, IndicatorVerdict& found) {
  GatheredValues& room = *rooms_.front();  // in which `values` lie
  const auto begin = room.shared.begin();
  const auto end = begin + static_cast<std::ptrdiff_t>(room.shared_size);
  const auto picked = std::max_element(
      begin, end, [this](std::uint32_t a, std::uint32_t b) { return is_trusted_more(b, a); });
  set_shared(*picked, room);
  if (!judge_here(core, terms, values, found)) return false;
  bool is_contested = false;
  for (auto row = begin; row != end; ++row) {
    if (row == picked) continue;
    set_shared(*row, room);
    IndicatorVerdict other;
    if (!judge_here(core, terms, values, other)) return false;
    is_contested = is_contested || other.status != found.status;
  }
  found.reasons.add(IndicatorReason::conflicting_entries);
  if (is_contested) found.status = IndicatorStatus::contested;
  return true;
}

void FastValue::fetch(std::size_t indicator_row, std::uint32_t in_base) const noexcept {
  const std::uint32_t begin = block_.offsets[in_base];
  const std::uint32_t end = block_.offsets[in_base + 1];
  const std::uint32_t days = block_.days_from[in_base];
  const CoreTerms* const core = core_ + indicator_row;
  const auto fetch = [](const auto* at) { __builtin_prefetch(at); };
  const auto fetch_ends = [&](const auto* column, std::uint32_t from, std::uint32_t size) {
    fetch(column + from);
    fetch(column + from + size - 1);
  };
  const std::uint8_t shape = block_.shapes[in_base];
  const bool is_in_order = has(shape, Shape::is_in_order);
  if (!core->is_simple || has(shape, Shape::has_parts)) {
    fetch(terms_ + indicator_row);
    fetch(&terms_[indicator_row].dimension_set);
  }
  const bool is_one = is_in_order && core->aggregation == Aggregation::last;
  const std::uint32_t first = is_one ? end - 1 : begin;
  fetch(columns_.value + first);
  fetch(columns_.value + (first + end) / 2);
  fetch(columns_.value + end - 1);
  fetch(columns_.recorded_on + end - 1);
  if (core->aggregation == Aggregation::pooled_ratio && columns_.denominator != nullptr) {
    fetch_ends(columns_.denominator, begin, end - begin);
    fetch(columns_.denominator + (begin + end) / 2);
  }
  if (!has(shape, Shape::is_ascending)) fetch_ends(block_.context.data(), begin, end - begin);
  if (!is_in_order) {
    fetch(columns_.recorded_on + begin);
    fetch_ends(columns_.replaced_on, begin, end - begin);
  } else if (days != begin) {
    return;  // the days of others came before
  }
  fetch_ends(columns_.true_from, days, end - begin);
  fetch_ends(columns_.period_first, days, end - begin);
  fetch_ends(columns_.period_last, days, end - begin);
}

bool FastValue::derive(std::size_t indicator_row, std::uint32_t in_base, IndicatorVerdict& found) {
  const CoreTerms& core = core_[indicator_row];
  const std::uint8_t shape = block_.shapes[in_base];
  if (!core.is_plain || !has(shape, Shape::is_plain)) return false;
  const IndicatorTerms& terms = terms_[indicator_row];
  if (!core.is_simple && terms.has_unit && !has_unit(terms, in_base)) return false;
  const CellRows rows{block_.offsets[in_base], block_.offsets[in_base + 1],
                      block_.days_from[in_base]};
  constexpr unsigned what = Shape::has_totals | Shape::has_parts;
  if (asks_more_ || (shape & (what | in_rows_order)) != (Shape::has_totals | in_rows_order)) {
    return derive_picked(rows, shape, core, terms, found);
  }
  PeriodValues values;
  find_leading(rows, shape, values);
  return values.size != 0 && judge_here(core, terms, values, found);
}

bool FastValue::derive_picked(const CellRows& rows, std::uint8_t shape, const CoreTerms& core,
                              const IndicatorTerms& terms, IndicatorVerdict& found) {
  if (has(shape, Shape::has_totals | Shape::has_parts)) return false;
  needs_denominators_ = core.aggregation == Aggregation::pooled_ratio;
  needs_days_ = core.aggregation == Aggregation::sum || !core.is_simple;
  PeriodValues values;
  if (has(shape, Shape::has_parts)) {
    needs_denominators_ |= terms.dimension_aggregation == Aggregation::pooled_ratio;
    needs_days_ = true;
    return gather_parts(rows, shape, terms, values) && judge_here(core, terms, values, found);
  }
  if (core.aggregation == Aggregation::last && has(shape, Shape::is_ascending) && !asks_more_ &&
      core.is_simple) {
    return pick_last(rows, values) && judge_here(core, terms, values, found);
  }
  GatheredValues& room = *rooms_.front();
  if (!gather(rows, shape, room, values)) return false;
  if (room.shared_at != GatheredValues::none) return derive_shared(core, terms, values, found);
  return judge_here(core, terms, values, found);
}

}  // namespace actionplan::detail
