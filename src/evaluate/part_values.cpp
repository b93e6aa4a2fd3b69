// SPDX-License-Identifier: Apache-2.0
#include "part_values.hpp"

#include "lane_sum.hpp"

#include "evidence/internal/evidence_block.hpp"

#include <algorithm>
#include <cmath>

namespace actionplan::detail {
namespace {

using Shape = EvidenceBlock::Shape;

// The others pick one part's value.
bool is_weighted(Aggregation aggregation) {
  return aggregation == Aggregation::sum || aggregation == Aggregation::mean ||
         aggregation == Aggregation::pooled_ratio;
}

double even_share(Aggregation aggregation, std::size_t parts) {
  return aggregation == Aggregation::sum ? 1 : 1 / static_cast<double>(parts);
}

bool has_periods_of(const PeriodValues& a, const PeriodValues& b) {
  if (a.size != b.size) return false;
  bool is_same = true;
  for (std::size_t i = 0; i < a.size; ++i) {
    is_same = is_same && a.first[i] == b.first[i] && a.last[i] == b.last[i];
  }
  return is_same;
}

}  // namespace

PartValues::PartValues(const Grounds& grounds, const CellValues& cells)
    : grounds_{grounds},
      cells_{cells},
      sets_(grounds.terms->dimension_sets.size()),
      joined_{std::make_unique<GatheredValues>()} {}

const PartValues::DimensionSet& PartValues::dimension_set(std::uint32_t at) {
  if (sets_[at]) return *sets_[at];
  const std::vector<Dimension>& dimensions = cells_.block().dimensions;
  DimensionSet& set = sets_[at].emplace();
  set.group.assign(dimensions.size(), 0);
  set.cells.assign(1, 0);
  for (const auto& [name, categories] : *grounds_.terms->dimension_sets[at]) {
    for (std::size_t i = 0; i < dimensions.size(); ++i) {
      const Dimension& dimension = dimensions[i];
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
bool PartValues::gather_equal(const CellRows& rows, const DimensionSet& set, std::size_t cells,
                              const IndicatorTerms& terms, PeriodValues& joined) {
  const auto size = static_cast<std::uint32_t>(rows.size() / cells);
  const std::uint32_t* const dimension = cells_.columns().dimension + rows.days;
  if (dimension[size - 1] != dimension[0] || (cells > 1 && dimension[size] == dimension[0])) {
    return false;
  }
  CellRows front = rows;
  front.end = rows.begin + size;
  cells_.find_leading(front, joined);
  if (joined.size == 0) return false;
  const auto begin =
      static_cast<std::uint32_t>(joined.first - cells_.columns().period_first) - rows.days;
  const auto end = static_cast<std::uint32_t>(begin + joined.size);
  if (end > GatheredValues::most) return false;
  for (std::uint32_t part = size; part < rows.size(); part += size) {
    if (set.group[dimension[part]] != set.group[dimension[0]]) return false;
    if (!cells_.is_seen(rows, part + end - 1)) return false;
    if (end != size && cells_.is_seen(rows, part + end)) return false;
  }
  const double share = even_share(terms.dimension_aggregation, cells);
  for (std::uint32_t i = begin; i < end; ++i) {
    const double* const value = cells_.columns().value + rows.begin + i;
    joined_->value[i] =
        LaneSum::of(cells, [&](std::size_t part) { return share * value[part * size]; });
  }
  joined.value = joined_->value.data() + begin;
  joined.denominator = nullptr;
  return true;
}

bool PartValues::gather(const CellRows& rows, const IndicatorTerms& terms, ValueNeeds needs,
                        PeriodValues& joined) {
  if (terms.dimension_set == IndicatorTerms::no_dimensions) return false;
  if (!terms.has_dimension_aggregation || !is_weighted(terms.dimension_aggregation)) return false;
  const DimensionSet& set = dimension_set(terms.dimension_set);
  const std::uint32_t* const dimension = cells_.columns().dimension + rows.days;
  const std::uint32_t group = set.group[dimension[0]];
  if (group == 0) return false;
  const std::size_t cells = set.cells[group];
  constexpr unsigned in_step = Shape::has_equal_parts | CellValues::in_rows_order;
  if (rows.has(in_step) && !cells_.asks_more() && !needs.denominators) {
    return rows.size() % cells == 0 && gather_equal(rows, set, cells, terms, joined);
  }
  parts_.clear();
  bool has_early = false;
  CellRows part = rows;
  for (std::uint32_t at = 0; at < rows.size();) {
    const std::uint32_t cell = dimension[at];
    if (set.group[cell] != group || parts_.size() == cells) return false;
    part.begin = rows.begin + at;
    part.days = rows.days + at;
    while (at < rows.size() && dimension[at] == cell) ++at;
    part.end = rows.begin + at;
    if (parts_.size() == rooms_.size()) rooms_.push_back(std::make_unique<GatheredValues>());
    GatheredValues& room = *rooms_[parts_.size()];
    PeriodValues& values = parts_.emplace_back();
    if (!cells_.gather(part, needs, room, values)) return false;
    if (room.shared_at != GatheredValues::none) return false;
    if (!has_periods_of(values, parts_.front())) return false;
    has_early = has_early || values.has_early;
  }
  if (parts_.size() != cells || !join(terms.dimension_aggregation, needs.denominators, joined)) {
    return false;
  }
  joined.has_early = has_early;
  return true;
}

// False where there are more periods than there is room for, or a denominator is missing.
bool PartValues::join(Aggregation aggregation, bool needs_denominators, PeriodValues& joined) {
  joined = parts_.front();
  if (joined.size > GatheredValues::most) return false;
  const bool is_pooled = aggregation == Aggregation::pooled_ratio;
  const double even = even_share(aggregation, parts_.size());
  for (std::size_t i = 0; i < joined.size; ++i) {
    double total = needs_denominators ? 0 : IndicatorTerms::absent;
    for (std::size_t k = 0; needs_denominators && k < parts_.size(); ++k) {
      const double* const own = parts_[k].denominator;
      total += own == nullptr ? IndicatorTerms::absent : own[i];
    }
    if (is_pooled && std::isnan(total)) return false;
    joined_->value[i] = LaneSum::of(parts_.size(), [&](std::size_t k) {
      const PeriodValues& part = parts_[k];
      return (is_pooled ? part.denominator[i] / total : even) * part.value[i];
    });
    joined_->denominator[i] = total;
  }
  joined.value = joined_->value.data();
  joined.denominator = joined_->denominator.data();
  return true;
}

}  // namespace actionplan::detail
