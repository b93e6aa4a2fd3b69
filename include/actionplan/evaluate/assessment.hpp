// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/date.hpp>
#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/core/plain_vector.hpp>
#include <actionplan/evaluate/indicator_status.hpp>
#include <actionplan/evaluate/status.hpp>
#include <actionplan/evidence/evidence.hpp>
#include <actionplan/plan/plan.hpp>
#include <actionplan/plan/plan_history.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace actionplan {

/// Which of several entries that contradict each other gives the value shown. Disputed ones come
/// last under each; the verdict is computed under all.
enum class Pick : std::uint8_t {
  most_trusted,     ///< verified first, then the more independent reporter, then the later record
  latest_recorded,  ///< the one recorded last
};
[[nodiscard]] constexpr auto names_of(Pick) noexcept {
  return names_to<Pick::latest_recorded>("most_trusted", "latest_recorded");
}

/// What an assessment is asked. `as_of` is never defaulted: nothing here reads the clock.
struct AssessOptions {
  explicit AssessOptions(Date day) noexcept : as_of{day} {}

  Date as_of = {};                     ///< the day asked about: bounds what had become true
  std::optional<Date> known_at = {};   ///< ignore what was recorded after this day
  std::optional<Date> public_at = {};  ///< ignore what was published after this day, or never
  int due_soon_days = 30;              ///< a due day at most so many days ahead is `due_soon`; >= 0
  double alpha = 0.05;                 ///< level of the one-sided test of estimates, in (0, 0.5)
  Pick pick = Pick::most_trusted;
  /// Whose entries count; empty: everybody's.
  std::vector<ReporterType> reporters = {};
  /// Does a rating by the implementer decide, where nobody independent has rated?
  bool implementer_ratings_decide = false;
  int threads = 1;  ///< at most so many at once, one at least; never changes a bit of the result
};

/// Counts of the periods for which an indicator's cadence expects a value, or a report. `expected`
/// are those that have ended and that had not ended before adoption.
struct PeriodCounts {
  std::size_t expected = 0;
  std::size_t received = 0;          ///< of the expected
  std::vector<Period> missing = {};  ///< expected, nothing received
};

/// One indicator on the day of an assessment.
struct IndicatorAssessment {
  IndicatorId id = {};
  IndicatorKind kind = IndicatorKind::qualitative;
  IndicatorStatus status = IndicatorStatus::no_evidence;
  IndicatorReasonSet reasons = {};
  std::optional<double> value = {};     ///< joined over periods and parts, in the indicator's unit
  std::optional<double> target = {};    ///< to be reached at the end
  std::optional<double> progress = {};  ///< share of the way from baseline to target
  std::optional<double> expected = {};  ///< by the day that the value speaks of
  std::optional<SetBy> target_set_by = {};
  std::optional<PeriodCounts> periods = {};  ///< absent: it has no cadence
  std::vector<EntryId> evidence = {};        ///< the entries used
};

/// A named rater's word on a measure or one of its indicators.
struct RatingAssessment {
  EntryId entry = {};
  std::string reporter = {};
  ReporterType reporter_type = ReporterType::implementer;
  std::optional<Completion> completion = {};  ///< absent: `text` has no code, and decides nothing
  std::string text = {};                      ///< the rater's own words; may be empty
  std::optional<IndicatorId> indicator = {};  ///< absent: the measure as a whole
  Date rated_on = {};                         ///< when it became true
};

/// One expected report on the day of an assessment.
struct ReportAssessment {
  Period period;
  std::optional<Date> due = {};
  std::optional<DueSource> due_source = {};
  bool before_adoption = false;  ///< listed, and not counted
  /// In silence `upcoming` before its period, `open` while it runs, then by its due day `open`,
  /// `due_soon` or `unreported`; `no_date` when no source says when it is due. Received:
  /// `done_on_time`, `done_late` or `done_timing_unknown`. Seen to be missing after its due day:
  /// `overdue`.
  DeadlineStatus status = DeadlineStatus::upcoming;
  bool received = false;
  std::vector<EntryId> evidence = {};  ///< the entries that speak of its period

  friend bool operator==(const ReportAssessment&, const ReportAssessment&) = default;
};

/// Counts of a measure's expected reports. `expected` are those whose period has ended and that
/// were not before adoption.
struct ReportCounts {
  std::size_t expected = 0;
  std::size_t received = 0;                 ///< of the expected
  std::optional<std::size_t> on_time = {};  ///< only where every expected one has a due source
  std::vector<Period> missing = {};         ///< expected, nothing received
};

/// One measure on the day of an assessment.
struct MeasureAssessment {
  MeasureId id = {};
  std::string number = {};
  std::optional<SectionId> section = {};
  DeadlineStatus deadline_status = DeadlineStatus::no_date;
  std::optional<Date> due = {};           ///< under the plan of the day (`due_current`)
  std::optional<Date> due_original = {};  ///< under the first plan that had the measure, or
                                          ///< as the deadline says: "postponed from ..."
  std::optional<Date> due_latest = {};    ///< last day that it could mean; `due` where exact
  std::optional<NoDateReason> deadline_reason = {};  ///< why there is no date, where there is none
  std::optional<std::int32_t> days_late = {};  ///< for `overdue`, `lapsed`, `done_late`: >= so many
  std::optional<std::int32_t> days_past_due =
      {};                              ///< as_of - due_latest where past, whatever was done
  bool is_extended_after_due = false;  ///< its due day was moved when it had passed
  /// An indicator, or what it is measured by, was changed, or first said, when the day had passed by
  /// which it was due.
  bool is_target_changed_after_due = false;
  ReasonSet reasons = {};
  std::vector<RatingAssessment> rated = {};    ///< by named raters, side by side
  std::optional<Completion> derived = {};      ///< of the indicator text; absent: not gradable
  std::vector<IndicatorId> not_gradable = {};  ///< the indicators that keep it from being derived
  std::vector<IndicatorAssessment> indicators = {};
  std::vector<EntryId> responses = {};         ///< of agencies, beside the verdict
  std::vector<ReportAssessment> reports = {};  ///< one for each expected report
  ReportCounts report_counts = {};
};

/// The outcome of evaluating a plan's history over evidence as of a day. Immutable; holds columns,
/// one value for each measure of the plan of the day in its order, then for each measure that a
/// revision dropped; and one for each indicator of the plan of the day, in document order.
class ACTIONPLAN_EXPORT Assessment {
 public:
  [[nodiscard]] const AssessOptions& options() const& noexcept { return options_; }
  [[nodiscard]] AssessOptions options() const&&;
  [[nodiscard]] Date as_of() const noexcept { return options_.as_of; }
  [[nodiscard]] std::optional<Date> known_at() const noexcept { return options_.known_at; }
  [[nodiscard]] const PlanHistory& history() const& noexcept { return history_; }
  [[nodiscard]] PlanHistory history() const&&;
  [[nodiscard]] const Evidence& evidence() const& noexcept { return evidence_; }
  [[nodiscard]] Evidence evidence() const&&;

  /// The revision of the day: its plan and profile.
  [[nodiscard]] const Revision& revision() const& noexcept { return *revision_; }
  [[nodiscard]] Revision revision() const&&;
  /// The plan of the day; assessed measures number `size()`, of which the first
  /// `plan().measures().size()` are its own.
  [[nodiscard]] const Plan& plan() const& noexcept { return revision_->plan; }
  [[nodiscard]] Plan plan() const&&;
  [[nodiscard]] std::size_t size() const noexcept { return status_.size(); }

  [[nodiscard]] std::span<const DeadlineStatus> statuses() const& noexcept;
  std::span<const DeadlineStatus> statuses() const&& = delete;
  [[nodiscard]] std::span<const ReasonSet> reasons() const& noexcept;
  std::span<const ReasonSet> reasons() const&& = delete;

  /// One value for each indicator of the plan; NaN where there is none.
  [[nodiscard]] std::span<const IndicatorStatus> indicator_statuses() const& noexcept;
  std::span<const IndicatorStatus> indicator_statuses() const&& = delete;
  [[nodiscard]] std::span<const IndicatorReasonSet> indicator_reasons() const& noexcept;
  std::span<const IndicatorReasonSet> indicator_reasons() const&& = delete;
  [[nodiscard]] std::span<const double> values() const& noexcept;
  std::span<const double> values() const&& = delete;
  [[nodiscard]] std::span<const double> progress() const& noexcept;
  std::span<const double> progress() const&& = delete;
  [[nodiscard]] std::span<const double> expected() const& noexcept;
  std::span<const double> expected() const&& = delete;

  /// The measure in row `index`, also a dropped one. @throws InvalidArgument when out of range.
  [[nodiscard]] const Measure& measure(std::size_t index) const&;
  [[nodiscard]] Measure measure(std::size_t index) const&&;
  /// Everything about row `index`, put together on demand. @throws InvalidArgument out of range.
  [[nodiscard]] MeasureAssessment at(std::size_t index) const;
  /// Row of the measure with this id, also of a dropped one. @throws NotFound when there is none.
  [[nodiscard]] std::size_t row(const MeasureId& id) const;
  [[nodiscard]] std::optional<std::size_t> find_row(const MeasureId& id) const noexcept;
  /// Row of the measure that a text as typed names, by its id or its number, also of a dropped one.
  /// @throws NotFound when there is none. @throws InvalidArgument when there are several: the
  /// message lists their ids.
  [[nodiscard]] std::size_t row(std::string_view id_or_number) const;
  /// Everything about the row of this measure. @throws as `row`.
  [[nodiscard]] MeasureAssessment operator[](const MeasureId& id) const { return at(row(id)); }
  [[nodiscard]] MeasureAssessment operator[](std::string_view id_or_number) const {
    return at(row(id_or_number));
  }

  /// How many measures have each status, and how many entries are `orphans`.
  [[nodiscard]] StatusCounts summary() const;

  /// Entries that count on the day, and whose measure, indicator or declared part the plan of the
  /// day does not have: a revision removed it, or it never had one.
  [[nodiscard]] std::vector<EntryId> orphans() const;

  /// What was made of it and is kept with it and its copies, for the library's own sources.
  [[nodiscard]] const detail::MadeOnce& made() const noexcept { return *made_; }

 private:
  friend class Assessor;
  Assessment(AssessOptions options, PlanHistory history, Evidence evidence);

  struct Revised {  // a measure whose due day was moved, by a revision or in its own words
    std::size_t row = 0;
    std::optional<Date> due_original;
  };
  struct IndicatorColumns {
    PlainVector<IndicatorStatus> status;
    PlainVector<IndicatorReasonSet> reasons;
    PlainVector<double> value;
    PlainVector<double> progress;
    PlainVector<double> expected;
  };

  AssessOptions options_;
  PlanHistory history_;
  Evidence evidence_;
  const Revision* revision_;  // of history_
  PlainVector<DeadlineStatus> status_;
  PlainVector<ReasonSet> reasons_;
  IndicatorColumns indicators_;
  std::vector<Measure> dropped_;  // rows after the plan's own
  std::vector<Revised> revised_;  // by row
  std::shared_ptr<const detail::MadeOnce> made_;
};

}  // namespace actionplan
