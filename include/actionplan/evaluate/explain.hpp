// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/cancel.hpp>
#include <actionplan/core/estimate.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/core/problem.hpp>
#include <actionplan/evaluate/assessment.hpp>
#include <actionplan/evaluate/dropped_reports.hpp>
#include <actionplan/evaluate/entry_use.hpp>
#include <actionplan/evaluate/term_change.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan {

/// An entry and what became of it in a verdict.
struct UsedEntry {
  EntryId id = {};
  EntryUse use = EntryUse::used;
};

/// Why an indicator has its status.
struct IndicatorExplanation {
  IndicatorAssessment verdict = {};
  std::vector<UsedEntry> entries = {};    ///< every entry of the indicator, used or set aside
  std::optional<Estimate> estimate = {};  ///< the value with its sampling error
  std::optional<double> baseline = {};
  bool is_falling = false;            ///< direction `down`: lower is better
  std::optional<double> lowest = {};  ///< the value under the readings of contradicting entries
  std::optional<double> highest = {};
  std::optional<double> p_value = {};  ///< of the one-sided test that decided
  std::optional<double> alpha = {};    ///< the level it was held against
  /// The verdict as if the value had no sampling error.
  IndicatorStatus point_status = IndicatorStatus::no_evidence;
  /// For one value without sampling error: the number on whose other side the status would be
  /// another, and which one; the number itself counts as reached. Absent where no value would
  /// change it, or several entries share in it.
  std::optional<double> turning_value = {};
  std::optional<IndicatorStatus> turned_status = {};
  /// With how many digits behind the point its numbers are shown: as many as baseline, target and the
  /// entries used have, or two that count of the standard error; and so many more that no value shown
  /// lies on another side of its target, or of what was expected, than it does.
  std::uint8_t decimals = 0;
  /// What it is measured by and a version in force changed, in the order of the versions. What one
  /// says for the first time is listed where the day had passed by which it was due. Its words are
  /// among it as "text": without `before` where a version added the indicator.
  std::vector<TermChange> changes = {};
  /// What it would be by the terms before the first of `changes` that came after its due day; absent:
  /// there is none, or the version before that change does not have the indicator.
  std::optional<FormerVerdict> former = {};
};

/// An indicator that a version in force had for the measure, and the plan of the day has not.
struct DroppedIndicator {
  IndicatorId id = {};
  IndicatorKind kind = IndicatorKind::qualitative;
  std::string text = {};  ///< as the last version words it that has it
  /// As those of `IndicatorExplanation`; the one of "text" without `after` dropped it.
  std::vector<TermChange> changes = {};
  std::optional<FormerVerdict> former = {};  ///< as that of `IndicatorExplanation`
};

/// Why a measure has its status, as data.
struct Explanation {
  MeasureAssessment verdict = {};
  std::vector<IndicatorExplanation> indicators = {};
  std::string deadline_rule = {};  ///< words: which rule gave the deadline status
  /// The entries on the measure itself that stand neither in `verdict.rated` nor in
  /// `verdict.responses`. `beside_the_point`: an indicator decides, and the entry names none.
  /// Then those that count on indicators that revisions before had for the measure and the plan of
  /// the day has not (`earlier_wording`).
  std::vector<UsedEntry> entries = {};
  /// What the profile says of the measure and its indicators in vain, as `check_profile` says it.
  std::vector<Problem> not_applied = {};
  /// The indicators that a version in force dropped. One that only another split of the same words
  /// took away is listed where the day had passed by which it was due.
  std::vector<DroppedIndicator> dropped = {};
  /// The reports that a version in force dropped from the deadline, in the order of the versions.
  std::vector<DroppedReports> dropped_reports = {};
  /// What `verdict.deadline_status` would be, under the deadline of the plan of the day, by the
  /// indicators of the due day: without those added since, with those dropped since, and each that
  /// was changed since judged as its `former` says. Of a measure that was dropped after its due day:
  /// what it was on the day before it was. Absent: no change came after the due day.
  std::optional<DeadlineStatus> former_status = {};
};

/// The derivation of the verdict in a row. @throws InvalidArgument out of range.
[[nodiscard]] ACTIONPLAN_EXPORT Explanation explain(const Assessment& assessment, std::size_t row);
/// The same of the measure with this id, or named by id or number. @throws as `Assessment::row`.
[[nodiscard]] ACTIONPLAN_EXPORT Explanation explain(const Assessment& assessment,
                                                    const MeasureId& id);
[[nodiscard]] ACTIONPLAN_EXPORT Explanation explain(const Assessment& assessment,
                                                    std::string_view id_or_number);

/// The derivation of every verdict, one for each row: what has to show a whole assessment derives it
/// once and hands this on. @throws Cancelled when `cancel`, asked at each row, says so.
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<Explanation> explain_all(const Assessment& assessment,
                                                                     const Cancel& cancel = {});

/// One of them in English sentences, one a line, ending with a line feed.
[[nodiscard]] ACTIONPLAN_EXPORT std::string to_text(const Explanation& explanation,
                                                    const Assessment& assessment);

}  // namespace actionplan
