// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/period.hpp>
#include <actionplan/plan/plan.hpp>
#include <actionplan/plan/plan_history.hpp>
#include <actionplan/plan/profile.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan {

/// One step of a target trajectory: what is to be reached by a day.
struct TargetStep {
  std::int32_t due = 0;  ///< days since 1970-01-01: last day of the target's period
  double value = 0;      ///< reached in all by then: incremental targets are added up
};

/// How one indicator is measured: its profile, laid along the plan. NaN is absent; an absent start
/// is INT32_MIN, an absent due day INT32_MAX.
struct IndicatorTerms {
  const IndicatorProfile* said = nullptr;  ///< borrowed from the profile; null: nothing is said

  static constexpr double absent = std::numeric_limits<double>::quiet_NaN();

  IndicatorKind kind = IndicatorKind::qualitative;
  bool has_direction = false;          ///< and it is not `none`
  bool is_falling = false;             ///< direction `down`
  bool direction_contradicts = false;  ///< one is declared that leads away from the target
  bool has_aggregation = false;
  Aggregation aggregation = Aggregation::last;
  bool has_dimension_aggregation = false;
  Aggregation dimension_aggregation = Aggregation::sum;
  bool has_unit = false;    ///< kept here, as `said` is far away in memory
  bool is_percent = false;  ///< its unit says so, or without one its kind
  bool may_be_in_shares =
      false;                     ///< without a unit: a target or the baseline may be a share of one
  bool has_own_targets = false;  ///< of the profile, and not of the deadline's parts
  bool is_computed = false;      ///< by a formula
  bool is_confirmed = false;     ///< `covers_measure` is true
  bool is_narrower = false;      ///< `covers_measure` is false
  bool has_path = false;         ///< the straight line is declared
  SetBy target_set_by = SetBy::plan;
  double baseline = absent;
  double baseline_error = absent;  ///< standard error of the baseline
  double target = absent;          ///< to be reached at the end
  double alpha = absent;           ///< its own level of test
  double weight = 1;
  std::int32_t start = 0;          ///< first day of the deadline
  std::int32_t path_start = 0;     ///< of the straight line; INT32_MIN: there is none
  std::int32_t due = 0;            ///< day by which the target is to be reached; at the latest
  std::int32_t first_due = 0;      ///< that day or the measure's due day, whichever is earlier
  std::uint32_t first_step = 0;    ///< of `TermsTable::steps`, by due day
  std::uint32_t step_count = 0;    ///< 0: linear
  std::uint32_t measure = 0;       ///< position of its measure
  std::uint32_t first_period = 0;  ///< of `TermsTable::periods`, by day
  std::uint32_t period_count = 0;  ///< 0: no cadence is declared
  static constexpr std::uint32_t no_dimensions = UINT32_MAX;
  std::uint32_t dimension_set = no_dimensions;  ///< position in `TermsTable::dimension_sets`
};

/// Is it judged by whether a thing exists, unless it has a target?
[[nodiscard]] constexpr bool is_thing(IndicatorKind kind) noexcept {
  return kind == IndicatorKind::deliverable || kind == IndicatorKind::publication ||
         kind == IndicatorKind::report;
}

/// Is it judged by a number alone, of which a deliverable says nothing?
[[nodiscard]] constexpr bool needs_number(const IndicatorTerms& terms) noexcept {
  return terms.target == terms.target || terms.kind == IndicatorKind::count ||
         terms.kind == IndicatorKind::amount || terms.kind == IndicatorKind::percentage;
}

/// Does its being met leave open whether the measure was done? Of information that was asked for, until
/// a person confirms `covers_measure`; of any that the profile says is narrower.
[[nodiscard]] constexpr bool is_narrower_than_measure(const IndicatorTerms& terms) noexcept {
  return terms.is_narrower || (terms.kind == IndicatorKind::report && !terms.is_confirmed);
}

/// Among numbers in percent of which some lie beyond 1: could this one be a share of one?
[[nodiscard]] inline bool may_be_share_of_one(double value) noexcept {
  return value > 0 && value < 1;
}

/// The largest target or baseline, whatever its sign; 0: there is none.
[[nodiscard]] inline double largest_aim(const IndicatorTerms& terms,
                                        std::span<const TargetStep> steps) noexcept {
  double largest = 0;
  for (const double number : {terms.target, terms.baseline}) {
    if (!std::isnan(number)) largest = std::max(largest, std::abs(number));
  }
  for (const TargetStep& step : steps) largest = std::max(largest, std::abs(step.value));
  return largest;
}

/// Is a value in percent, with a denominator, more likely how many of so many? As a number of those it
/// would be a percentage, and nearer to what is aimed at.
[[nodiscard]] inline bool may_be_numerator(double value, double denominator,
                                           double aimed) noexcept {
  const auto apart = [](double a, double b) { return a > b ? a / b : b / a; };
  return aimed > 0 && value > 100 && value <= denominator &&
         apart(value * 100 / denominator, aimed) < apart(value, aimed);
}

/// A number of a profile that `may_be_in_shares`, in percent if it is one.
[[nodiscard]] inline double share_in_percent(double value) noexcept {
  return value > 0 && value <= 1 ? value * 100 : value;
}

/// Where the trajectory begins: 0 of a sum without baseline. NaN: nothing says.
[[nodiscard]] inline double baseline_of(const IndicatorTerms& terms) noexcept {
  const bool is_sum = terms.has_aggregation && terms.aggregation == Aggregation::sum;
  return std::isnan(terms.baseline) && is_sum ? 0 : terms.baseline;
}

/// Is the target a most that a sum may come to? It is used up from 0 on, which is no progress.
[[nodiscard]] inline bool is_ceiling(const IndicatorTerms& terms) noexcept {
  return terms.is_falling && std::isnan(terms.baseline) && baseline_of(terms) == 0;
}

/// What of an indicator's terms a pass over many reads of each, in half a cache line.
struct CoreTerms {
  double baseline = IndicatorTerms::absent;  ///< 0 of a sum without one
  double target = IndicatorTerms::absent;
  std::int32_t start = 0;
  std::int32_t due = 0;
  Aggregation aggregation = Aggregation::last;
  bool is_plain = false;   ///< a value by an aggregation and no formula, adopted as most are
  bool is_simple = false;  ///< and held against a straight line, all of it known, without an error;
                           ///< neither a unit nor a cadence is declared
  bool is_falling = false;
  bool is_due_exact = false;  ///< `due` is the measure's own due day, or before it
  bool is_percent = false;
  bool is_graded = false;  ///< where it is a measure's only one, its score is the measure's
  std::uint8_t rules = 0;  ///< equal where all else is equal that a verdict hangs on, but numbers
  static constexpr unsigned rules_bits = 8;  ///< so many of `rules` are used
};

/// The terms of all indicators of a plan, in document order.
struct TermsTable {
  std::vector<IndicatorTerms> rows;
  std::vector<CoreTerms> core;  ///< of each of the rows
  std::vector<TargetStep> steps;
  /// For which a value is expected, by cadence: the calendar periods that end between an
  /// indicator's first day and its due day, without those that ended before the first adoption.
  std::vector<Period> periods;
  /// Each set of dimensions that the profile declares, once; borrowed from it.
  std::vector<const std::map<std::string, std::vector<std::string>>*> dimension_sets;
  std::vector<std::uint32_t> first_of_measure;  ///< measures + 1 positions in `rows`
  std::vector<std::uint32_t> by_id;             ///< positions in `rows`, in the order of the ids
  std::vector<IndicatorId> ids;                 ///< sorted as `by_id`
  std::vector<IdKey> id_keys;                   ///< of `ids`
  std::vector<std::uint32_t> computed;          ///< positions of those that a formula computes
  /// Of each measure the day on which it was first adopted, INT32_MIN where that is not known.
  /// Empty: `adopted_on` of all.
  std::vector<std::int32_t> adopted;
  std::int32_t adopted_on = INT32_MIN;  ///< of most measures

  [[nodiscard]] std::int32_t adoption_of(std::size_t measure) const noexcept {
    return adopted.empty() ? adopted_on : adopted[measure];
  }
  /// Position in `rows` of the indicator with this id, or nothing.
  [[nodiscard]] std::optional<std::size_t> find(const IndicatorId& id) const;
  [[nodiscard]] std::span<const TargetStep> steps_of(const IndicatorTerms& terms) const noexcept {
    return std::span{steps}.subspan(terms.first_step, terms.step_count);
  }
  [[nodiscard]] std::span<const Period> periods_of(const IndicatorTerms& terms) const noexcept {
    return std::span{periods}.subspan(terms.first_period, terms.period_count);
  }
};

/// Lays a profile, which the table borrows, along a plan. What of it makes no sense is left out here and named by
/// `check_profile`.
/// @param adopted  of each measure, where revisions differ in it; empty: that of the heading.
[[nodiscard]] TermsTable indicator_terms(const Plan& plan, const Profile& profile,
                                         std::vector<std::int32_t> adopted = {});

/// What of a profile makes no sense when it is laid along a plan.
[[nodiscard]] std::vector<Problem> problems_of_terms(const Plan& plan, const Profile& profile);

/// How the indicators of a revision are measured. A measure is adopted with the earliest adoption
/// among the revision and those before it that hold the measure.
/// @param revision  one of `history.revisions()`.
/// @param known_at  of the revisions, those recorded by this day are known.
[[nodiscard]] const TermsTable& terms_of(const PlanHistory& history, const Revision& revision,
                                         std::optional<Date> known_at = {});

/// The same for copies of one history, and for no other; expired when none is left.
[[nodiscard]] std::weak_ptr<const void> identity_of(const PlanHistory& history) noexcept;

}  // namespace actionplan
