// SPDX-License-Identifier: Apache-2.0
#include "choose.hpp"
#include "derive.hpp"
#include "expected_periods.hpp"
#include "plan/internal/percent_numbers.hpp"
#include "plan/internal/unit.hpp"
#include "reached.hpp"

#include <algorithm>
#include <cmath>

namespace actionplan::detail {
namespace {

// Does an unbroken run of periods cover these days? `points` in the order of their days.
bool covers(const std::vector<Point>& points, std::int32_t first, std::int32_t last) {
  std::int64_t reached = std::int64_t{first} - 1;
  for (const Point& point : points) {
    if (point.first == INT32_MIN || point.first > reached + 1) continue;
    reached = std::max(reached, std::int64_t{point.last});
  }
  return reached >= last;
}

// What values are held against.
struct Yardstick {
  const IndicatorTerms* terms = nullptr;
  std::span<const TargetStep> steps;
  bool is_reached_if_untold = false;  // by values before the last that cannot be told
};

// The same with the profile's numbers in percent.
struct PercentTerms {
  IndicatorTerms terms;
  std::vector<TargetStep> steps;
};

class ValueDeriver {
 public:
  ValueDeriver(const Grounds& grounds, const IndicatorQuestion& asked, LiveRows live)
      : grounds_{grounds},
        asked_{asked},
        terms_{*asked.terms},
        adopted_on_{grounds.terms->adoption_of(asked.terms->measure)},
        live_{std::move(live)} {
    if (live_.has_other_unit) found_.reasons.add(IndicatorReason::unit_differs);
  }

  Derivation derive() {
    const Series series = terms_.is_computed
                              ? computed_series(grounds_, asked_, live_)
                              : make_series(live_, terms_, asked_.said, grounds_.pick);
    note(series);
    found_.uses = live_.uses;
    found_.received.assign(asked_.periods.size(), false);
    if (series.stretches.empty()) {
      const bool has_parts = series.parts_missing || series.parts_aggregation_unstated ||
                             series.denominator_missing ||
                             (series.input_missing && !live_.rows.empty());
      found_.status = has_parts ? IndicatorStatus::inconclusive : no_value();
      found_.point_status = found_.status;
      return found_;
    }
    const std::vector<std::vector<Point>> all = choices(series, terms_.aggregation);
    mark_uses(series, all.front());
    note_disputes();
    found_.received = received_in(all.front());
    if (series.has_running_total) {
      refuse(all.front());
      return found_;
    }
    const bool is_judged = judge_all(all);
    if (is_judged) judge_units(all.front());
    const bool has_several = all.front().size() > 1;
    if (!terms_.has_aggregation && has_several) {
      found_.reasons.add(IndicatorReason::aggregation_unstated);
    }
    const bool is_undeclared = (!terms_.has_aggregation && has_several) || !is_judged;
    if (is_undeclared && found_.status != IndicatorStatus::no_target) {
      found_.status = IndicatorStatus::inconclusive;
      found_.point_status = IndicatorStatus::inconclusive;
      found_.reasons.remove(IndicatorReason::reached_when_due);
    }
    return found_;
  }

 private:
  // The points as they would be if entries that are in doubt meant something else.
  struct OtherReading {
    std::vector<Point> points;
    bool has_any = false;  // that is in doubt
    bool is_used = false;  // one of those was used
  };

  // Values that must not be joined: of what they would come to nothing is said.
  void refuse(const std::vector<Point>& points) {
    for (const Point& point : points) {
      const std::int32_t day = std::min(end_of(point), grounds_.clocks.as_of);
      found_.seen_on = std::max(found_.seen_on, day);
    }
    const bool has_target = !std::isnan(terms_.target);
    if (!has_target) found_.reasons.add(IndicatorReason::target_unstated);
    found_.status = has_target ? IndicatorStatus::inconclusive : IndicatorStatus::no_target;
    found_.point_status = found_.status;
  }

  void note(const Series& series) {
    if (series.has_conflict) found_.reasons.add(IndicatorReason::conflicting_entries);
    if (series.has_running_total) found_.reasons.add(IndicatorReason::running_total_summed);
    if (series.parts_differ) found_.reasons.add(IndicatorReason::parts_differ_from_total);
    if (series.input_missing) found_.reasons.add(IndicatorReason::input_missing);
    if (series.parts_missing) found_.reasons.add(IndicatorReason::parts_missing);
    if (series.denominator_missing) found_.reasons.add(IndicatorReason::denominator_missing);
    if (series.parts_aggregation_unstated) {
      found_.reasons.add(IndicatorReason::parts_aggregation_unstated);
    }
    const bool is_early =
        std::any_of(live_.uses.begin(), live_.uses.end(),
                    [](const PlacedUse& use) { return use.use == EntryUse::before_adoption; });
    if (is_early) found_.reasons.add(IndicatorReason::before_adoption);
  }

  // A deliverable is evidence of an activity, though it decides nothing without a target.
  IndicatorStatus no_value() {
    for (const LiveRow& row : live_.rows) {
      if (!row.is_deliverable) continue;
      const bool is_done = row.estimate.value != 0;
      found_.reasons.add(is_done ? IndicatorReason::exists : IndicatorReason::seen_missing);
      found_.seen_on = std::max(found_.seen_on, row.true_from);
    }
    const bool has_deliverable = found_.seen_on != INT32_MIN;
    if (has_deliverable && needs_number(terms_)) found_.reasons.add(IndicatorReason::needs_value);
    if (has_deliverable && std::isnan(terms_.target)) {
      found_.reasons.add(IndicatorReason::target_unstated);
      return IndicatorStatus::no_target;
    }
    const bool has_parts =
        std::any_of(found_.uses.begin(), found_.uses.end(),
                    [](const PlacedUse& use) { return use.use == EntryUse::parts_incomplete; });
    if (has_parts) found_.reasons.add(IndicatorReason::parts_missing);
    if (is_heard_in_vain(found_)) return IndicatorStatus::inconclusive;
    found_.reasons.add(IndicatorReason::nothing_live);
    return IndicatorStatus::no_evidence;
  }

  void mark_uses(const Series& series, const std::vector<Point>& picked) {
    for (const Stretch& stretch : series.stretches) {
      for (std::size_t i = stretch.readings.size(); i-- > 0;) {
        for (const Point& point : stretch.readings[i]) {
          for (const std::size_t at : point.uses) {
            found_.uses[at].use = i == 0 ? EntryUse::used : EntryUse::alternative;
          }
        }
      }
    }
    if (terms_.aggregation != Aggregation::last) return;
    const auto last =
        std::max_element(picked.begin(), picked.end(),
                         [](const Point& a, const Point& b) { return a.last < b.last; });
    for (auto point = picked.begin(); point != picked.end(); ++point) {
      if (point == last) continue;
      for (const std::size_t at : point->uses) found_.uses[at].use = EntryUse::superseded;
    }
    for (const std::size_t at : last->uses) found_.uses[at].use = EntryUse::used;
  }

  void note_disputes() {
    for (const LiveRow& row : live_.rows) {
      const bool is_used = found_.uses[row.use_at].use == EntryUse::used;
      if (is_used && row.verification == Verification::disputed) {
        found_.reasons.add(IndicatorReason::disputed);
      }
    }
  }

  std::optional<Measured> measure(const std::vector<Point>& points) const {
    const std::optional<Point> joined = join(terms_.aggregation, points);
    if (!joined || !std::isfinite(joined->estimate.value)) return std::nullopt;
    Measured measured;
    measured.estimate = joined->estimate;
    measured.sample = joined->sample;
    std::int32_t last_day = INT32_MIN;
    for (const Point& point : points) {
      last_day = std::max(last_day, point.first == INT32_MIN ? point.true_from : point.last);
    }
    measured.day = std::min(last_day, grounds_.clocks.as_of);
    set_coverage(points, measured);
    return measured;
  }

  void set_coverage(const std::vector<Point>& points, Measured& measured) const {
    if (terms_.aggregation == Aggregation::sum) {
      const std::int32_t begin = std::max(terms_.start, adopted_on_);
      measured.is_partial = terms_.due == INT32_MAX || !covers(points, begin, terms_.due);
      measured.has_gap = !covers(points, begin, measured.day);
    } else if (is_judged_by_cadence(terms_)) {
      const MissingPeriods missing =
          missing_periods(asked_.periods, received_in(points), measured.day);
      measured.is_partial = missing.has_any;
      measured.has_gap = missing.has_ended;
    }
  }

  [[nodiscard]] ValueVerdict judge(const Measured& measured, const Yardstick& by) const {
    return judge_value(measured, *by.terms, by.steps, grounds_.clocks.as_of, grounds_.alpha);
  }

  // How many of these points it takes until none is missing.
  [[nodiscard]] std::size_t complete_with(const std::vector<Point>& points) const {
    if (!may_be_unsettled(terms_)) return 0;
    std::size_t low = 0;
    std::size_t high = points.size() + 1;
    while (low + 1 < high) {
      const std::size_t middle = low + (high - low) / 2;
      const std::vector<Point> some(points.begin(),
                                    points.begin() + static_cast<std::ptrdiff_t>(middle));
      Measured measured;
      measured.day = std::min(end_of(some.back()), grounds_.clocks.as_of);
      set_coverage(some, measured);
      (measured.is_partial ? low : high) = middle;
    }
    return high;
  }

  // The point with which the target was reached; nothing where it neither is reached now nor was on
  // the day when it was due.
  [[nodiscard]] std::optional<Point> reached_with(std::vector<Point> points, bool is_met,
                                                  const Yardstick& by) const {
    std::stable_sort(points.begin(), points.end(),
                     [](const Point& a, const Point& b) { return end_of(a) < end_of(b); });
    const bool is_past_due = end_of(points.back()) > terms_.first_due;
    if (points.size() == 1 || !is_past_due)
      return is_met ? std::optional{last(points)} : std::nullopt;
    if (!is_met && grounds_.clocks.as_of <= terms_.due) return std::nullopt;
    const std::vector<Point> joined = joined_one_by_one(terms_.aggregation, points);
    const std::size_t complete = complete_with(points);
    const auto is_reached = [&](std::size_t i) {
      if (i + 1 == points.size()) return is_met;
      if (!std::isfinite(joined[i].estimate.value)) return by.is_reached_if_untold;
      Measured measured;
      measured.estimate = joined[i].estimate;
      measured.sample = joined[i].sample;
      measured.day = std::min(end_of(points[i]), grounds_.clocks.as_of);
      measured.is_partial = i + 1 < complete;
      return judge(measured, by).status == IndicatorStatus::met;
    };
    const std::size_t at = find_reached(
        points.size(), terms_.due, [&points](std::size_t i) { return end_of(points[i]); },
        is_reached);
    if (at == never_reached) return std::nullopt;
    if (!is_met && end_of(points[at]) > terms_.due) return std::nullopt;
    return points[at];
  }

  static const Point& last(const std::vector<Point>& points) {
    return *std::max_element(points.begin(), points.end(),
                             [](const Point& a, const Point& b) { return a.last < b.last; });
  }

  static DoneWithin days_of(const Point& point) {
    return point.first == INT32_MIN ? DoneWithin{INT32_MIN, point.true_from}
                                    : DoneWithin{point.first, point.last};
  }

  [[nodiscard]] std::vector<bool> received_in(const std::vector<Point>& points) const {
    std::vector<ValueDays> days;
    for (const Point& point : points) {
      if (point.first != INT32_MIN) days.push_back({point.first, point.last});
    }
    return received_periods(asked_.periods, days, terms_.aggregation == Aggregation::sum,
                            std::max(terms_.start, adopted_on_));
  }

  // The verdict under the picked choice, or `contested`; false where values cannot be joined.
  bool judge_all(const std::vector<std::vector<Point>>& all) {
    bool is_first = true;
    bool is_contested = false;
    bool is_always_met = true;
    const Yardstick as_said{&terms_, asked_.steps};
    std::optional<DoneWithin> done = DoneWithin{INT32_MAX, INT32_MIN};
    for (const std::vector<Point>& points : all) {
      const std::optional<Measured> measured = measure(points);
      if (!measured) {
        found_.reasons.add(lacks_denominator(terms_.aggregation, points)
                               ? IndicatorReason::denominator_missing
                               : IndicatorReason::parts_missing);
        if (is_first) found_.status = IndicatorStatus::inconclusive;
        return false;
      }
      const ValueVerdict verdict = judge(*measured, as_said);
      const double value = measured->estimate.value;
      const bool is_met = verdict.status == IndicatorStatus::met;
      const bool is_judged = verdict.status != IndicatorStatus::no_target;
      const std::optional<Point> reached =
          done && is_judged ? reached_with(points, is_met, as_said) : std::nullopt;
      done = reached ? std::optional{joined_days(*done, days_of(*reached))} : std::nullopt;
      is_always_met = is_always_met && is_met;
      if (is_first) {
        take(verdict, *measured, points);
        if (reached) {
          for (const std::size_t at : reached->uses) found_.uses[at].use = EntryUse::used;
        }
      } else {
        found_.lowest = std::min(found_.lowest, value);
        found_.highest = std::max(found_.highest, value);
        is_contested = is_contested || verdict.status != found_.status;
      }
      is_first = false;
    }
    if (is_contested) found_.status = IndicatorStatus::contested;
    if (done) {
      found_.done = *done;
      if (!is_always_met) found_.reasons.add(IndicatorReason::reached_when_due);
    }
    return true;
  }

  // What could be a share of one, or how many of its denominator, counts in percent, where that is
  // judged alike. Of values that a later one took the place of it is said where it matters.
  void judge_units(const std::vector<Point>& points) {
    const Doubts doubts = doubts_of_shares();
    const OtherReading shares = with_values_in_percent(points, doubts.any);
    const OtherReading numerators = with_numerators_in_percent(points);
    const OtherReading errors = with_errors_in_percent(points);
    const std::optional<PercentTerms> asked_in_percent = with_targets_in_percent();
    if (asked_in_percent) found_.reasons.add(IndicatorReason::target_unit_unstated);
    const bool is_contested = found_.status == IndicatorStatus::contested;
    const Yardstick as_said{&terms_, asked_.steps};
    const auto is_alike = [&](const OtherReading& other) {
      return !other.has_any || is_contested || is_judged_alike(other.points, as_said);
    };
    const auto note_reason = [&](const OtherReading& other, bool is_same, IndicatorReason reason) {
      if (other.has_any && (other.is_used || !is_same)) found_.reasons.add(reason);
    };
    const bool are_shares_alike = is_alike(shares);
    note_reason(with_values_in_percent(points, doubts.unstated), are_shares_alike,
                IndicatorReason::unit_unstated);
    note_reason(with_values_in_percent(points, doubts.stated), are_shares_alike,
                IndicatorReason::value_maybe_share);
    const bool are_numerators_alike = is_alike(numerators);
    note_reason(numerators, are_numerators_alike, IndicatorReason::value_maybe_numerator);
    const bool are_errors_alike = is_alike(errors);
    note_reason(errors, are_errors_alike, IndicatorReason::error_maybe_share);
    if (is_contested) return;
    bool is_same = are_shares_alike && are_numerators_alike;
    if (asked_in_percent) {
      const Yardstick by{&asked_in_percent->terms, asked_in_percent->steps};
      is_same = is_same && is_judged_alike(points, by) &&
                (!shares.has_any || is_judged_alike(shares.points, by));
    }
    if (is_same && are_errors_alike) return;
    found_.status = IndicatorStatus::inconclusive;
    if (!is_same) found_.point_status = IndicatorStatus::inconclusive;
    found_.reasons.remove(IndicatorReason::reached_when_due);
  }

  // The same status, and reached when due or not; days of reaching it that differ become one span.
  bool is_judged_alike(const std::vector<Point>& points, const Yardstick& by) {
    const bool has_untold = std::any_of(points.begin(), points.end(), [](const Point& point) {
      return !std::isfinite(point.estimate.value);
    });
    if (has_untold && terms_.aggregation != Aggregation::last) return false;
    const std::optional<Measured> measured = measure(points);
    if (!measured) return false;
    const IndicatorStatus status = judge(*measured, by).status;
    if (status != found_.status) return false;
    const bool is_met = status == IndicatorStatus::met;
    const bool was_reached = is_met || found_.reasons.has(IndicatorReason::reached_when_due);
    const bool is_judged = status != IndicatorStatus::no_target;
    for (const bool if_untold : {false, true}) {
      if (if_untold && !has_untold) break;
      const Yardstick either{by.terms, by.steps, if_untold};
      const std::optional<Point> reached =
          is_judged ? reached_with(points, is_met, either) : std::nullopt;
      if (reached.has_value() != (was_reached && is_judged)) return false;
      if (reached) found_.done = joined_days(found_.done, days_of(*reached));
    }
    return true;
  }

  // The values as they are if those are shares that may be; nothing where none may.
  [[nodiscard]] OtherReading with_values_in_percent(std::vector<Point> points,
                                                    const std::vector<bool>& may_be_shares) const {
    OtherReading other;
    for (Point& point : points) {
      if (!note_doubt(point, may_be_shares, other)) continue;
      // What the parts of a whole would come to where some are shares cannot be told from their sum.
      const bool are_all = std::all_of(point.uses.begin(), point.uses.end(),
                                       [&](std::size_t at) { return may_be_shares[at]; });
      const double factor = are_all ? 100 : IndicatorTerms::absent;
      point.estimate.value *= factor;
      point.estimate.standard_error *= factor;
    }
    other.points = std::move(points);
    return other;
  }

  // The least errors that the samples can have, where the given ones are shares.
  [[nodiscard]] OtherReading with_errors_in_percent(std::vector<Point> points) const {
    OtherReading other;
    const std::vector<bool> may_be_shares = uses_with_small_error();
    for (Point& point : points) {
      if (!note_doubt(point, may_be_shares, other)) continue;
      Estimate& estimate = point.estimate;
      const double of_sample = sampling_error_of_share(estimate.value, estimate.n, estimate.deff);
      estimate.standard_error = std::max(estimate.standard_error * 100, of_sample);
      if (point.uses.size() != 1) estimate.value = IndicatorTerms::absent;
    }
    other.points = std::move(points);
    return other;
  }

  [[nodiscard]] OtherReading with_numerators_in_percent(std::vector<Point> points) const {
    const std::vector<bool> may_be_numerators = uses_as_numerators();
    OtherReading other;
    for (Point& point : points) {
      if (!note_doubt(point, may_be_numerators, other)) continue;
      // What the parts of a whole would come to cannot be told from their sum.
      const double factor =
          point.uses.size() == 1 ? 100 / point.denominator : IndicatorTerms::absent;
      point.estimate.value *= factor;
      point.estimate.standard_error *= factor;
    }
    other.points = std::move(points);
    return other;
  }

  // Is one of the point's entries in doubt?
  bool note_doubt(const Point& point, const std::vector<bool>& doubtful,
                  OtherReading& other) const {
    bool is_doubtful = false;
    for (const std::size_t at : point.uses) {
      if (!doubtful[at]) continue;
      is_doubtful = true;
      other.is_used = other.is_used || found_.uses[at].use == EntryUse::used;
    }
    other.has_any = other.has_any || is_doubtful;
    return is_doubtful;
  }

  // What is asked for if the profile's numbers are shares; nothing where they cannot be.
  [[nodiscard]] std::optional<PercentTerms> with_targets_in_percent() const {
    if (!terms_.may_be_in_shares || !is_in_percent()) return std::nullopt;
    PercentTerms asked{terms_, {asked_.steps.begin(), asked_.steps.end()}};
    asked.terms.baseline = share_in_percent(terms_.baseline);
    if (asked.terms.baseline != terms_.baseline) asked.terms.baseline_error *= 100;
    if (!terms_.has_own_targets) return asked;
    asked.terms.target = share_in_percent(terms_.target);
    for (TargetStep& step : asked.steps) step.value = share_in_percent(step.value);
    return asked;
  }

  // Do the values tell that it is measured in percent, and not in shares of one?
  [[nodiscard]] bool is_in_percent() const {
    const bool has_scale = std::abs(found_.value) > 1 || is_beyond_one();
    if (terms_.is_computed) return terms_.is_percent && has_scale;
    const bool is_stated = std::any_of(live_.rows.begin(), live_.rows.end(), [](const auto& row) {
      return !row.is_deliverable && is_percent_unit(*row.unit);
    });
    return is_stated || (terms_.is_percent && has_scale);
  }

  // Does a number of the indicator lie beyond 1?
  [[nodiscard]] bool is_beyond_one() const {
    const auto is_beyond = [](double number) { return std::abs(number) > 1; };
    return is_beyond(terms_.target) || is_beyond(terms_.baseline) ||
           std::any_of(asked_.steps.begin(), asked_.steps.end(),
                       [&](const TargetStep& step) { return is_beyond(step.value); }) ||
           (!terms_.is_computed &&
            std::any_of(live_.rows.begin(), live_.rows.end(), [&](const LiveRow& row) {
              return !row.is_deliverable && is_beyond(row.estimate.value);
            }));
  }

  // Of each use, whether its value may be a share of one: it has no unit and lies between 0 and 1
  // beside numbers beyond 1, or is said to be percent and is far below what it stands beside.
  struct Doubts {
    std::vector<bool> unstated;
    std::vector<bool> stated;
    std::vector<bool> any;
  };

  [[nodiscard]] Doubts doubts_of_shares() const {
    const std::vector<bool> none(live_.uses.size(), false);
    Doubts doubts{none, none, none};
    if (!terms_.is_percent || terms_.is_computed) return doubts;
    const auto may_be_any = [](const LiveRow& row) {
      return !row.is_deliverable && row.estimate.value > 0 && row.estimate.value <= 1;
    };
    if (std::none_of(live_.rows.begin(), live_.rows.end(), may_be_any)) return doubts;
    const bool has_scale = is_beyond_one();
    PercentNumbers numbers;
    numbers.add_aims(terms_, asked_.steps);
    for (const LiveRow& row : live_.rows) {
      if (!row.is_deliverable) numbers.add_value(row.estimate.value, *row.unit);
    }
    for (const LiveRow& row : live_.rows) {
      if (!may_be_any(row)) continue;
      const bool is_unstated =
          has_scale && row.unit->empty() && may_be_share_of_one(row.estimate.value);
      const bool is_stated = numbers.beside(row.estimate.value, *row.unit).has_value();
      doubts.unstated[row.use_at] = is_unstated;
      doubts.stated[row.use_at] = is_stated;
      doubts.any[row.use_at] = is_unstated || is_stated;
    }
    return doubts;
  }

  // Of each use, whether its standard error is far too small for a share in percent.
  [[nodiscard]] std::vector<bool> uses_with_small_error() const {
    std::vector<bool> found(live_.uses.size(), false);
    if (!terms_.is_percent || terms_.is_computed) return found;
    for (const LiveRow& row : live_.rows) {
      const Estimate& estimate = row.estimate;
      found[row.use_at] =
          !row.is_deliverable && (row.unit->empty() || is_percent_unit(*row.unit)) &&
          may_be_share_error(estimate.value, estimate.standard_error, estimate.n, estimate.deff);
    }
    return found;
  }

  // Of each use, whether its value is above 100 percent and may be how many of its denominator.
  [[nodiscard]] std::vector<bool> uses_as_numerators() const {
    std::vector<bool> found(live_.uses.size(), false);
    if (!terms_.is_percent || terms_.is_computed) return found;
    const double aimed = largest_aim(terms_, asked_.steps);
    for (const LiveRow& row : live_.rows) {
      const bool is_in_percent = row.unit->empty() || is_percent_unit(*row.unit);
      found[row.use_at] = !row.is_deliverable && is_in_percent &&
                          may_be_numerator(row.estimate.value, row.denominator, aimed);
    }
    return found;
  }

  // Whichever of the contradicting entries is right.
  static DoneWithin joined_days(const DoneWithin& a, const DoneWithin& b) {
    return {std::min(a.first, b.first), std::max(a.last, b.last)};
  }

  void take(const ValueVerdict& verdict, const Measured& measured,
            const std::vector<Point>& points) {
    found_.status = verdict.status;
    found_.reasons = IndicatorReasonSet{found_.reasons.bits() | verdict.reasons.bits()};
    found_.estimate = measured.estimate;
    found_.value = found_.lowest = found_.highest = measured.estimate.value;
    found_.expected = verdict.expected;
    found_.progress = verdict.progress;
    found_.p_value = verdict.p_value;
    found_.point_status = verdict.point_status;
    found_.seen_on = measured.day;
    found_.done = days_of(last(points));
  }

  const Grounds& grounds_;
  const IndicatorQuestion& asked_;
  const IndicatorTerms& terms_;
  std::int32_t adopted_on_;  // first, of the measure
  LiveRows live_;
  Derivation found_;
};

}  // namespace

Derivation derive_value(const Grounds& grounds, const IndicatorQuestion& question, LiveRows live) {
  return ValueDeriver{grounds, question, std::move(live)}.derive();
}

}  // namespace actionplan::detail
