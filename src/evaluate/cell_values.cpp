// SPDX-License-Identifier: Apache-2.0
#include "cell_values.hpp"

#include <algorithm>
#include <cmath>

namespace actionplan::detail {
namespace {

using Shape = EvidenceBlock::Shape;

bool is_same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

// Without the `early` ones.
void set_values(const GatheredValues& room, std::size_t early, bool has_denominators,
                PeriodValues& values) {
  values.value = room.value.data() + early;
  values.denominator = has_denominators ? room.denominator.data() + early : nullptr;
  values.first = room.first.data() + early;
  values.last = room.last.data() + early;
  values.size = room.size - early;
  values.is_gapless = false;
  values.has_early = early != 0;
}

}  // namespace

CellValues::CellValues(const Grounds& grounds)
    : grounds_{grounds},
      block_{base_block(*grounds.evidence)},
      columns_{block_.dimension.data(),
               block_.true_from.data(),
               block_.period_first.data(),
               block_.period_last.data(),
               block_.recorded_on.data(),
               block_.replaced_on.data(),
               block_.value.data(),
               block_.denominator.empty() ? nullptr : block_.denominator.data()},
      asks_more_{grounds.clocks.public_at != INT32_MAX || grounds.clocks.reporters != 0xFF},
      // Without a bound on what is known, whatever has been replaced by any day is replaced.
      replaced_after_{grounds.clocks.known_at == INT32_MAX ? INT32_MAX - 1
                                                           : grounds.clocks.known_at} {}

double CellValues::denominator(std::uint32_t row) const {
  return columns_.denominator == nullptr ? IndicatorTerms::absent : columns_.denominator[row];
}

bool CellValues::counts(std::uint32_t row) const {
  return use_by_clocks(grounds_.clocks, columns_.true_from[row], columns_.recorded_on[row],
                       columns_.replaced_on[row], block_.published_on[row],
                       block_.contexts[block_.context[row]].reporter_type) == EntryUse::used;
}

// How many are true by then: rows are in this order.
std::uint32_t CellValues::count_true(const CellRows& rows) const {
  const std::int32_t* const true_from = columns_.true_from + rows.days;
  std::uint32_t size = rows.size();
  while (size != 0 && true_from[size - 1] > grounds_.clocks.as_of) --size;
  return size;
}

// The rows that count by their days, found without a branch; as positions in the cell, with their
// values.
std::size_t CellValues::find_live(const CellRows& rows, GatheredValues& room) const {
  const std::int32_t* const recorded_on = columns_.recorded_on + rows.begin;
  const std::int32_t* const replaced_on = columns_.replaced_on + rows.begin;
  const double* const value = columns_.value + rows.begin;
  const std::int32_t known_at = grounds_.clocks.known_at;
  const std::int32_t replaced_after = replaced_after_;
  const std::uint32_t size = count_true(rows);
  std::size_t live = 0;
  for (std::uint32_t i = 0; i < size; ++i) {
    room.row[live] = i;
    room.value[live] = value[i];
    live += static_cast<unsigned>(recorded_on[i] <= known_at) &
            static_cast<unsigned>(replaced_on[i] > replaced_after);
  }
  return live;
}

// Picks out one by one what counts.
bool CellValues::pick_out(const CellRows& rows, ValueNeeds needs, GatheredValues& room,
                          PeriodValues& values) const {
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
  set_values(room, 0, needs.denominators && columns_.denominator != nullptr, values);
  values.has_early = has_early;
  return room.size != 0;
}

// Picks out what counts of rows of which those that do are known not to overlap.
bool CellValues::pick_ascending(const CellRows& rows, ValueNeeds needs, GatheredValues& room,
                                PeriodValues& values) const {
  const std::size_t live = find_live(rows, room);
  if (live == 0) return false;
  const std::int32_t* const period_first = columns_.period_first + rows.days;
  const std::int32_t* const period_last = columns_.period_last + rows.days;
  std::size_t early = 0;
  while (early < live && period_last[room.row[early]] < grounds_.clocks.adopted_on) ++early;
  const bool has_denominators = needs.denominators && columns_.denominator != nullptr;
  for (std::size_t i = 0; has_denominators && i < live; ++i) {
    room.denominator[i] = columns_.denominator[rows.begin + room.row[i]];
  }
  for (std::size_t i = needs.days ? 0 : live - 1; i < live; ++i) {
    room.first[i] = period_first[room.row[i]];
    room.last[i] = period_last[room.row[i]];
  }
  room.size = live;
  set_values(room, early, has_denominators, values);
  return values.size != 0;
}

bool CellValues::pick_last(const CellRows& rows, PeriodValues& values) const {
  const auto counts = [&](std::uint32_t at) {
    const std::uint32_t row = rows.begin + at;
    return columns_.recorded_on[row] <= grounds_.clocks.known_at &&
           columns_.replaced_on[row] > replaced_after_;
  };
  std::uint32_t end = count_true(rows);
  while (end != 0 && !counts(end - 1)) --end;
  std::uint32_t begin = 0;
  while (begin < end && !counts(begin)) ++begin;
  if (begin == end) return false;
  const std::int32_t adopted_on = grounds_.clocks.adopted_on;
  const std::int32_t* const period_last = columns_.period_last + rows.days;
  values.value = columns_.value + rows.begin + end - 1;
  values.first = columns_.period_first + rows.days + end - 1;
  values.last = period_last + end - 1;
  values.size = 1;
  values.has_early = period_last[begin] < adopted_on;
  return period_last[end - 1] >= adopted_on;
}

bool CellValues::gather(const CellRows& rows, ValueNeeds needs, GatheredValues& room,
                        PeriodValues& values) const {
  room.shared_at = GatheredValues::none;
  if (!asks_more_ && rows.has(in_rows_order)) {
    find_leading(rows, values);
    return values.size != 0;
  }
  if (rows.size() > GatheredValues::most) return false;
  return asks_more_ || !rows.has(Shape::is_ascending) ? pick_out(rows, needs, room, values)
                                                      : pick_ascending(rows, needs, room, values);
}

// `room.row` holds what is still to be looked at from `room.size` on.
void CellValues::add(std::uint32_t row, const ValueDays& days, GatheredValues& room) const {
  const std::size_t at = room.size++;
  room.value[at] = columns_.value[row];
  room.denominator[at] = denominator(row);
  room.first[at] = days.first;
  room.last[at] = days.last;
  room.row[at] = row;
}

// Adds a row for the period of the last value; false where it is for another that overlaps it, or
// the second period with several.
bool CellValues::share(std::uint32_t row, const ValueDays& days, GatheredValues& room) const {
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

bool CellValues::is_unanimous(const GatheredValues& room) const {
  const std::uint32_t front = room.shared[0];
  return std::all_of(room.shared.begin(),
                     room.shared.begin() + static_cast<std::ptrdiff_t>(room.shared_size),
                     [&](std::uint32_t row) {
                       return columns_.value[row] == columns_.value[front] &&
                              is_same(denominator(row), denominator(front));
                     });
}

// What is far away in memory is looked at last.
bool CellValues::is_trusted_more(std::uint32_t a, std::uint32_t b) const {
  const std::uint32_t context_a = block_.context[a];
  const std::uint32_t context_b = block_.context[b];
  if (grounds_.pick != Pick::latest_recorded && context_a != context_b) {
    const ReporterType type_a = block_.contexts[context_a].reporter_type;
    const ReporterType type_b = block_.contexts[context_b].reporter_type;
    if (type_a != type_b) return type_a > type_b;
  }
  const std::int32_t day_a = block_.recorded_on[a];
  const std::int32_t day_b = block_.recorded_on[b];
  if (day_a != day_b) return day_a > day_b;
  return comes_before({&block_, b, false}, {&block_, a, false});
}

std::uint32_t CellValues::most_trusted(const GatheredValues& room) const {
  const auto begin = room.shared.begin();
  return *std::max_element(
      begin, begin + static_cast<std::ptrdiff_t>(room.shared_size),
      [this](std::uint32_t a, std::uint32_t b) { return is_trusted_more(b, a); });
}

void CellValues::set_shared(std::uint32_t row, GatheredValues& room) const {
  room.value[room.shared_at] = columns_.value[row];
  room.denominator[room.shared_at] = denominator(row);
}

}  // namespace actionplan::detail
