// SPDX-License-Identifier: Apache-2.0
#include "series.hpp"

#include "judge_value.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <tuple>
#include <utility>

namespace actionplan::detail {
namespace {

// A stretch with more contradictions than this is read under the lowest and highest of them.
constexpr std::size_t max_readings = 64;

// The entry that the policy trusts more comes first.
class Trust {
 public:
  explicit Trust(Pick pick) : pick_{pick} {}

  bool operator()(const LiveRow* a, const LiveRow* b) const {
    const auto key_a = key(*a);
    const auto key_b = key(*b);
    return key_a != key_b ? key_a > key_b : b->place.comes_before(a->place);
  }

 private:
  [[nodiscard]] std::tuple<int, int, int, std::int32_t> key(const LiveRow& row) const {
    const int verified = row.verification == Verification::verified   ? 1
                         : row.verification == Verification::disputed ? -1
                                                                      : 0;
    const int trust = pick_ == Pick::latest_recorded ? 0 : static_cast<int>(row.reporter_type);
    return std::tuple{verified < 0 ? -1 : 0, pick_ == Pick::latest_recorded ? 0 : verified, trust,
                      row.recorded_on};
  }

  Pick pick_;
};

Point point_of(const LiveRow& row) {
  return {row.first,       row.last,     row.true_from, row.estimate,
          row.denominator, {row.use_at}, row.sample};
}

bool is_same_value(const LiveRow& a, const LiveRow& b) {
  const bool has_same_base =
      a.denominator == b.denominator || (std::isnan(a.denominator) && std::isnan(b.denominator));
  return a.estimate.value == b.estimate.value &&
         a.estimate.standard_error == b.estimate.standard_error && has_same_base;
}

using Rows = std::vector<const LiveRow*>;

// Of rows that are to be summed, those of which no other's period is a part, where each longer period
// is made up of shorter ones and says their sum; nothing where anything contradicts another.
class SummedPeriods {
 public:
  explicit SummedPeriods(const Rows& by_trust) {
    for (const LiveRow* row : by_trust) {
      const bool has_days = row->first != INT32_MIN && row->last != INT32_MAX;
      const bool is_sample = row->estimate.standard_error != 0 || row->sample.is_present();
      is_plain_ = is_plain_ && has_days && !is_sample;
      const auto inserted = by_period_.emplace(Key{row->first, -row->last}, row);
      is_plain_ = is_plain_ && (inserted.second || is_same_value(*row, *inserted.first->second));
    }
  }

  // In the order of their days, the most trusted of each period.
  std::optional<Rows> find() {
    if (!is_plain_) return std::nullopt;
    for (at_ = by_period_.begin(); at_ != by_period_.end();) {
      if (!take(0)) return std::nullopt;
    }
    return leaves_;
  }

 private:
  using Key = std::pair<std::int32_t, std::int32_t>;  // first day, and the last one with a minus

  // The row at hand with all that lies within it; a period stands before those that it holds.
  bool take(int depth) {
    constexpr int deepest = 16;  // a decade has years, halves, quarters, months, weeks and days
    if (depth > deepest) return false;
    const LiveRow& whole = *at_->second;
    ++at_;
    if (at_ == by_period_.end() || at_->second->first > whole.last) {
      leaves_.push_back(&whole);
      return true;
    }
    double sum = 0;
    std::int32_t next = whole.first;
    while (at_ != by_period_.end() && at_->second->first <= whole.last) {
      const LiveRow& part = *at_->second;
      if (part.first != next || part.last > whole.last) return false;
      if (!take(depth + 1)) return false;
      sum += part.estimate.value;
      next = part.last + 1;
    }
    const double said = whole.estimate.value;
    return next == whole.last + 1 && reaches(sum, said, false) && reaches(sum, said, true);
  }

  std::map<Key, const LiveRow*> by_period_;
  std::map<Key, const LiveRow*>::const_iterator at_;
  Rows leaves_;
  bool is_plain_ = true;
};

// Turns the rows of one cell into stretches.
class StretchMaker {
 public:
  StretchMaker(bool is_sum, Pick pick, Series& series, std::vector<PlacedUse>& uses)
      : is_sum_{is_sum}, trust_{pick}, series_{series}, uses_{uses} {}

  // `rows` in the order of their days.
  std::vector<Stretch> make(const Rows& rows) {
    std::vector<Stretch> stretches;
    for (std::size_t begin = 0; begin < rows.size();) {
      std::size_t end = begin + 1;
      std::int32_t last = rows[begin]->last;
      while (end < rows.size() && rows[end]->first <= last)
        last = std::max(last, rows[end++]->last);
      add(Rows(rows.begin() + static_cast<std::ptrdiff_t>(begin),
               rows.begin() + static_cast<std::ptrdiff_t>(end)),
          stretches);
      begin = end;
    }
    return stretches;
  }

 private:
  // Rows that begin on the same day and end on different ones are a running total.
  static bool is_running_total(const Rows& rows) {
    const bool has_one_start = std::all_of(rows.begin(), rows.end(), [&](const LiveRow* row) {
      return row->first == rows.front()->first && row->first != INT32_MIN;
    });
    return has_one_start && rows.front()->last != rows.back()->last;
  }

  void add(Rows rows, std::vector<Stretch>& stretches) {
    if (!is_running_total(rows)) {
      if (!add_summed(rows, stretches)) stretches.push_back(stretch_of(std::move(rows)));
      return;
    }
    if (is_sum_) series_.has_running_total = true;
    for (auto begin = rows.begin(); begin != rows.end();) {
      const auto end = std::find_if(
          begin, rows.end(), [begin](const LiveRow* row) { return row->last != (*begin)->last; });
      stretches.push_back(stretch_of(Rows(begin, end)));
      begin = end;
    }
  }

  // Periods that others add up to say nothing else than these; false where that is not so.
  bool add_summed(Rows rows, std::vector<Stretch>& stretches) {
    if (!is_sum_ || rows.size() < 3) return false;
    std::sort(rows.begin(), rows.end(), trust_);
    const std::optional<Rows> summands = SummedPeriods{rows}.find();
    if (!summands) return false;
    for (const LiveRow* row : rows) uses_[row->use_at].use = EntryUse::agrees;
    for (const LiveRow* row : *summands) {
      uses_[row->use_at].use = EntryUse::used;
      stretches.push_back({{{point_of(*row)}}});
    }
    return true;
  }

  Stretch stretch_of(Rows rows) {
    std::sort(rows.begin(), rows.end(), trust_);
    const bool is_unanimous = std::all_of(rows.begin(), rows.end(), [&](const LiveRow* row) {
      return is_same_value(*row, *rows.front());
    });
    if (is_unanimous) {
      for (std::size_t i = 1; i < rows.size(); ++i) uses_[rows[i]->use_at].use = EntryUse::agrees;
      return {{{point_of(*rows.front())}}};
    }
    series_.has_conflict = true;
    Stretch stretch;
    for (const LiveRow* protagonist : protagonists(rows)) {
      stretch.readings.push_back(reading_with(*protagonist, rows));
    }
    return stretch;
  }

  static Rows protagonists(const Rows& rows) {
    if (rows.size() <= max_readings) return rows;
    Rows by_value = rows;
    std::sort(by_value.begin(), by_value.end(), [](const LiveRow* a, const LiveRow* b) {
      if (a->estimate.value != b->estimate.value) return a->estimate.value < b->estimate.value;
      return a->place.comes_before(b->place);
    });
    Rows chosen{rows.front()};
    const auto half = static_cast<std::ptrdiff_t>(max_readings / 2);
    chosen.insert(chosen.end(), by_value.begin(), by_value.begin() + half);
    chosen.insert(chosen.end(), by_value.end() - half, by_value.end());
    return chosen;
  }

  // This row, and of the others, most trusted first, those that overlap none taken so far.
  static Reading reading_with(const LiveRow& protagonist, const Rows& by_trust) {
    std::map<std::int32_t, const LiveRow*> taken{{protagonist.first, &protagonist}};
    for (const LiveRow* row : by_trust) {
      auto after = taken.upper_bound(row->last);
      const bool is_free = after == taken.begin() || std::prev(after)->second->last < row->first;
      if (is_free) taken.emplace(row->first, row);
    }
    Reading reading;
    for (const auto& [first, row] : taken) reading.push_back(point_of(*row));
    return reading;
  }

  bool is_sum_;
  Trust trust_;
  Series& series_;
  std::vector<PlacedUse>& uses_;
};

bool is_by_days(const Stretch& a, const Stretch& b) {
  const Point& left = a.readings.front().front();
  const Point& right = b.readings.front().front();
  return std::tie(left.first, left.last) < std::tie(right.first, right.last);
}

std::vector<std::string> names_of(const Dimension& dimension) {
  std::vector<std::string> names;
  for (const auto& [name, category] : dimension) names.push_back(name);
  return names;
}

using Cells = std::map<Dimension, std::vector<Stretch>>;  // of one set of names

// Joins the parts of a dimension, period by period.
class PartsJoiner {
 public:
  PartsJoiner(const IndicatorTerms& terms, const IndicatorProfile* said, Series& series)
      : terms_{terms}, said_{said}, series_{series} {}

  std::vector<Stretch> join_cells(const std::vector<std::string>& names, const Cells& cells) {
    std::vector<Stretch> joined;
    const std::optional<std::size_t> expected = expected_cells(names);
    std::map<std::pair<std::int32_t, std::int32_t>, std::vector<const Stretch*>> by_period;
    for (const auto& [dimension, stretches] : cells) {
      if (!is_declared(dimension)) continue;
      for (const Stretch& stretch : stretches) {
        const Point& point = stretch.readings.front().front();
        by_period[{point.first, point.last}].push_back(&stretch);
      }
    }
    for (const auto& [period, parts] : by_period) {
      if (expected && parts.size() == *expected && terms_.has_dimension_aggregation) {
        if (auto stretch = join_parts(parts)) joined.push_back(std::move(*stretch));
        continue;
      }
      series_.parts_missing = series_.parts_missing || !expected || parts.size() != *expected;
      if (!terms_.has_dimension_aggregation) series_.parts_aggregation_unstated = true;
    }
    return joined;
  }

 private:
  [[nodiscard]] std::optional<std::size_t> expected_cells(
      const std::vector<std::string>& names) const {
    std::size_t count = 1;
    for (const std::string& name : names) {
      if (said_ == nullptr) return std::nullopt;
      const auto found = said_->dimensions.find(name);
      if (found == said_->dimensions.end() || found->second.empty()) return std::nullopt;
      count *= found->second.size();
    }
    return count;
  }

  [[nodiscard]] bool is_declared(const Dimension& dimension) const {
    return std::all_of(dimension.begin(), dimension.end(), [this](const auto& part) {
      if (said_ == nullptr) return true;
      const auto found = said_->dimensions.find(part.first);
      if (found == said_->dimensions.end()) return true;
      return std::find(found->second.begin(), found->second.end(), part.second) !=
             found->second.end();
    });
  }

  // Each part as it is picked, at its lowest and at its highest.
  std::optional<Stretch> join_parts(const std::vector<const Stretch*>& parts) {
    Stretch stretch;
    const auto value = [](const Reading& reading) { return reading.front().estimate.value; };
    const auto is_lower = [&value](const Reading& a, const Reading& b) {
      return value(a) < value(b);
    };
    const bool has_conflict = std::any_of(
        parts.begin(), parts.end(), [](const Stretch* part) { return part->readings.size() > 1; });
    for (int bound = 0; bound < (has_conflict ? 3 : 1); ++bound) {
      std::vector<Point> points;
      for (const Stretch* part : parts) {
        const auto& readings = part->readings;
        const auto chosen = bound == 0 ? readings.begin()
                            : bound == 1
                                ? std::min_element(readings.begin(), readings.end(), is_lower)
                                : std::max_element(readings.begin(), readings.end(), is_lower);
        points.push_back(chosen->front());
      }
      std::optional<Point> joined = join(terms_.dimension_aggregation, points);
      if (!joined) {
        const bool is_unweighed = lacks_denominator(terms_.dimension_aggregation, points);
        (is_unweighed ? series_.denominator_missing : series_.parts_missing) = true;
        return std::nullopt;
      }
      stretch.readings.push_back({*joined});
    }
    return stretch;
  }

  const IndicatorTerms& terms_;
  const IndicatorProfile* said_;
  Series& series_;
};

bool overlaps(const Stretch& a, const std::vector<Stretch>& others) {
  const Point& point = a.readings.front().front();
  return std::any_of(others.begin(), others.end(), [&point](const Stretch& other) {
    const auto& readings = other.readings;
    return std::any_of(readings.begin(), readings.end(), [&point](const Reading& reading) {
      return std::any_of(reading.begin(), reading.end(), [&point](const Point& taken) {
        return point.first <= taken.last && taken.first <= point.last;
      });
    });
  });
}

// A value is written with some decimals, and stands for all that round to it.
double rounding_of(double value) {
  double unit = 1;
  constexpr int most_decimals = 12;
  for (int i = 0; i < most_decimals && std::abs(value / unit - std::round(value / unit)) > 1e-6;
       ++i) {
    unit /= 10;
  }
  return unit / 2;
}

enum class AgainstTotal : std::uint8_t { unsaid, same, differs };

// Do summed parts say another number than the total of the very same period? They may differ by what
// each of them was rounded; of parts that contradict each other the total may be any sum that they allow.
AgainstTotal held_against_total(const Stretch& parts, const std::vector<Stretch>& totals) {
  const Point& joined = parts.readings.front().front();
  double lowest = joined.estimate.value;
  double highest = lowest;
  for (const Reading& sum : parts.readings) {
    lowest = std::min(lowest, sum.front().estimate.value);
    highest = std::max(highest, sum.front().estimate.value);
  }
  const auto may_be = [&](double whole) {
    const double terms = static_cast<double>(std::max<std::size_t>(joined.uses.size(), 1)) + 1;
    const double rounded_by =
        std::max({rounding_of(whole), rounding_of(lowest), rounding_of(highest)});
    const double slack = terms * rounded_by + 1e-9 * std::abs(whole);
    return whole >= lowest - slack && whole <= highest + slack;
  };
  AgainstTotal held = AgainstTotal::unsaid;
  for (const Stretch& stretch : totals) {
    for (const Reading& reading : stretch.readings) {
      for (const Point& total : reading) {
        if (total.first != joined.first || total.last != joined.last) continue;
        if (may_be(total.estimate.value)) return AgainstTotal::same;
        held = AgainstTotal::differs;
      }
    }
  }
  return held;
}

void mark(const Stretch& stretch, EntryUse use, std::vector<PlacedUse>& uses) {
  for (const Reading& reading : stretch.readings) {
    for (const Point& point : reading) {
      for (const std::size_t at : point.uses) uses[at].use = use;
    }
  }
}

}  // namespace

Series make_series(LiveRows& live, const IndicatorTerms& terms, const IndicatorProfile* said,
                   Pick pick) {
  Series series;
  StretchMaker maker{terms.aggregation == Aggregation::sum, pick, series, live.uses};
  std::map<std::vector<std::string>, std::map<Dimension, Rows>> cells;
  const std::string declared = said != nullptr && said->unit ? *said->unit : std::string{};
  for (LiveRow& row : live.rows) {
    if (row.sample.is_present()) {
      const std::string& unit = row.unit->empty() ? declared : *row.unit;
      row.sample.whole = whole_of(unit, terms, row.estimate.value);
    }
  }
  for (const LiveRow& row : live.rows) {
    if (row.is_deliverable) {
      live.uses[row.use_at].use = EntryUse::beside_the_point;
    } else {
      cells[names_of(*row.dimension)][*row.dimension].push_back(&row);
    }
  }
  const auto totals = cells.find({});
  if (totals != cells.end()) {
    series.stretches = maker.make(totals->second.begin()->second);
    cells.erase(totals);
  }
  const bool total_has_conflict = series.has_conflict;
  const std::vector<Stretch> totals_alone =
      cells.empty() ? std::vector<Stretch>{} : series.stretches;
  const bool is_added_up =
      terms.has_dimension_aggregation && terms.dimension_aggregation == Aggregation::sum;
  PartsJoiner joiner{terms, said, series};
  bool uses_parts = false;
  bool parts_contradict = false;  // each other, beside a total that they allow
  for (const auto& [names, rows_by_cell] : cells) {
    Cells by_cell;
    for (const auto& [dimension, rows] : rows_by_cell) {
      by_cell[dimension] = maker.make(rows);
      for (const Stretch& stretch : by_cell[dimension]) {
        const bool is_covered = overlaps(stretch, series.stretches);
        mark(stretch, is_covered ? EntryUse::total_instead : EntryUse::parts_incomplete, live.uses);
      }
    }
    std::vector<Stretch> added;
    for (Stretch& stretch : joiner.join_cells(names, by_cell)) {
      const AgainstTotal held =
          is_added_up ? held_against_total(stretch, totals_alone) : AgainstTotal::unsaid;
      series.parts_differ |= held == AgainstTotal::differs;
      parts_contradict |= held == AgainstTotal::same && stretch.readings.size() > 1;
      if (overlaps(stretch, series.stretches)) continue;
      mark(stretch, EntryUse::used, live.uses);
      added.push_back(std::move(stretch));
      uses_parts = true;
    }
    series.stretches.insert(series.stretches.end(), added.begin(), added.end());
  }
  if (!uses_parts) series.has_conflict = total_has_conflict || parts_contradict;
  std::stable_sort(series.stretches.begin(), series.stretches.end(), is_by_days);
  return series;
}

}  // namespace actionplan::detail
