// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/date.hpp>
#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/core/period.hpp>
#include <actionplan/plan/indicator.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan {

enum class DeadlineKind : std::uint8_t {
  window,      ///< a span of time in which to do it: "2016-2018", "March 2023"
  by,          ///< a latest day without a first: "by end of 2017"
  several,     ///< dated parts: "first stage May 2017, second stage June 2018"
  recurring,   ///< again and again: "quarterly", or a window whose measure speaks of reports
  continuous,  ///< a standing duty without an end of its own: "ongoing"
  relative,    ///< counted from an event: "within 3 months of adoption of the law"
  no_date,     ///< no text, or a text that names no date
};
[[nodiscard]] constexpr auto names_of(DeadlineKind) noexcept {
  return names_to<DeadlineKind::no_date>("window", "by", "several", "recurring", "continuous",
                                         "relative", "no_date");
}

/// Why a deadline of kind `no_date` has no date. Only `unread` speaks of the library: whatever
/// counts plans that give no day leaves it out.
enum class NoDateReason : std::uint8_t {
  unread,        ///< the text could not be read, or not all of it
  empty,         ///< there is no text
  undetermined,  ///< the text says that the day is not set: "TBD"
  as_needed,     ///< "as required", "when necessary"
  elsewhere,     ///< another document gives the day: "by a separate plan"
  remark_only,   ///< the text speaks of something else
};
[[nodiscard]] constexpr auto names_of(NoDateReason) noexcept {
  return names_to<NoDateReason::remark_only>("unread", "empty", "undetermined", "as_needed",
                                             "elsewhere", "remark_only");
}

enum class Cadence : std::uint8_t { monthly, quarterly, semiannual, annual, biennial };
[[nodiscard]] constexpr auto names_of(Cadence) noexcept {
  return names_to<Cadence::biennial>("monthly", "quarterly", "semiannual", "annual", "biennial");
}

/// Who says when an expected report is due.
enum class DueSource : std::uint8_t { plan, law, standard, user };
[[nodiscard]] constexpr auto names_of(DueSource) noexcept {
  return names_to<DueSource::user>("plan", "law", "standard", "user");
}

/// One expected occurrence of a recurring deadline, e.g. the report on a quarter.
struct ExpectedReport {
  Period period;                             ///< what the report is about
  std::optional<Date> due = {};              ///< has a value exactly when `due_source` has
  std::optional<DueSource> due_source = {};  ///< who set the due day
  bool before_adoption = false;              ///< the period ended before the plan was adopted

  friend bool operator==(const ExpectedReport&, const ExpectedReport&) = default;
};

/// One dated part of a deadline of kind `several`.
struct DeadlinePart {
  std::string text = {};                          ///< the part's words in the deadline text
  std::optional<Date> start = {};                 ///< first day of its window, if it has one
  Date due = {};                                  ///< its last day
  std::optional<Date> due_latest = std::nullopt;  ///< as of a deadline; absent: `due`
  std::string label = {};  ///< what the text calls the part: "1.1"; may be empty
  std::optional<double> target =
      std::nullopt;       ///< what is to be reached by then: 50 in "by 2021: 50%"
  std::string unit = {};  ///< of `target`: "%"; may be empty

  friend bool operator==(const DeadlinePart&, const DeadlinePart&) = default;
};

/// A reading of a text without the token that was not understood, for a person to accept into the
/// profile. No verdict, count, calendar or chart uses it.
struct DeadlineCandidate {
  std::string token = {};                     ///< as it stands in the text
  Span span = {};                             ///< where it stands in the text
  DeadlineKind kind = DeadlineKind::no_date;  ///< `no_date`: the rest names no date either
  std::optional<Date> start = {};
  std::optional<Date> due = {};
  std::optional<Date> due_latest = {};  ///< absent: `due`
  std::string edtf = {};
  std::optional<Cadence> cadence = {};  ///< for `recurring`

  friend bool operator==(const DeadlineCandidate&, const DeadlineCandidate&) = default;
};

/// A reading of a measure's deadline text. The text is the plan's; the rest is how it was read.
struct Deadline {
  std::string text = {};                      ///< as written, white space collapsed
  DeadlineKind kind = DeadlineKind::no_date;  ///< how the text was read
  std::optional<Date> start = {};             ///< first day of the window, if any
  std::optional<Date> due = {};               ///< last day on which it is in time, if any
  std::string edtf = {};                      ///< the same in EDTF (ISO 8601-2); may be empty
  std::optional<Cadence> cadence = {};        ///< for `recurring`
  std::vector<std::string> assumptions = {};  ///< sentences: what the reading took for granted
  std::vector<DeadlinePart> parts = {};       ///< for `several`, by due day; else empty
  std::vector<ExpectedReport> expected_reports = {};  ///< for `recurring`, by period; else empty
  /// Last day that a fair reader of vague words could mean ("mid-2018"); absent: `due`, since the
  /// wording is exact. Verdicts of lateness begin after it.
  std::optional<Date> due_latest = {};
  std::optional<Date> due_original = {};    ///< the first of two days: "postponed from A to B"
  std::optional<NoDateReason> reason = {};  ///< for `no_date`; see `no_date_reason`
  std::optional<DeadlineCandidate> candidate = {};  ///< for `no_date` because of `unread`
  std::vector<std::string> conditions = {};         ///< texts: "subject to funding"
  std::vector<std::string> remarks = {};            ///< texts that say nothing of the day
  std::string language = {};  ///< BCP 47 tag of the words it was read by; may be empty

  friend bool operator==(const Deadline&, const Deadline&) = default;
};

/// The last day that the deadline could mean: `due_latest`, or `due` where the wording is exact.
[[nodiscard]] inline std::optional<Date> latest_due(const Deadline& deadline) noexcept {
  return deadline.due_latest ? deadline.due_latest : deadline.due;
}

/// Why a deadline has no date; nothing where it is of another kind. Where none is stated, a text
/// counts as `unread`, and no text as `empty`.
[[nodiscard]] ACTIONPLAN_EXPORT std::optional<NoDateReason> no_date_reason(
    const Deadline& deadline) noexcept;

/// When expected reports fall due: so many months after the end of the period they are about.
struct ReportDueRule {
  std::string name = {};       ///< preset's name, or how a user calls it
  std::string reference = {};  ///< the text that says so: a law, a standard
  DueSource source = DueSource::user;
  int months_in_year = 0;   ///< for cadences shorter than a year
  int months_year_end = 0;  ///< for annual and longer cadences

  friend bool operator==(const ReportDueRule&, const ReportDueRule&) = default;
};

/// The named presets, by name: `open_budget_survey` (in-year reports 3 months, year-end reports 12
/// months after the period) and `open_budget_survey_audit` (audit reports: 18 months).
/// @source International Budget Partnership, Open Budget Survey, publication deadlines.
[[nodiscard]] ACTIONPLAN_EXPORT const std::vector<ReportDueRule>& report_due_presets();

/// @throws NotFound, naming the presets there are.
[[nodiscard]] ACTIONPLAN_EXPORT const ReportDueRule& report_due_preset(std::string_view name);

/// Months from one occurrence to the next.
[[nodiscard]] ACTIONPLAN_EXPORT int months(Cadence cadence) noexcept;

/// No deadline expects more reports than this (fifty years of monthly ones).
inline constexpr std::size_t max_expected_reports = 600;

/// The reports expected within a window: one for each calendar period of the cadence that ends in
/// it, marked `before_adoption` when it ended before `adopted_on`. Due days only with a rule: the
/// last day of the month so many months after the period's end. Biennial periods are counted from
/// the window's first year.
/// @return by period; empty when no such period ends in the window.
/// @throws InvalidArgument when more than `max_expected_reports` would be expected, or a due day
///         would be out of range.
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<ExpectedReport> expected_reports(
    const Period& window, Cadence cadence, std::optional<Date> adopted_on,
    const ReportDueRule* rule = nullptr);

/// The same deadline with due days of its expected reports set by `rule`, and its own due day moved
/// to the later of its window's end and the last report's due day. Other kinds come back unchanged.
[[nodiscard]] ACTIONPLAN_EXPORT Deadline with_report_due(Deadline deadline,
                                                         const ReportDueRule& rule);

}  // namespace actionplan
