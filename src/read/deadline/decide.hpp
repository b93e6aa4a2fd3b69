// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/plan/deadline.hpp>
#include <actionplan/read/deadline_text.hpp>

#include "scan.hpp"

#include <initializer_list>
#include <optional>
#include <string_view>

namespace actionplan::detail {

/// Reads the scan into the deadline if the step fits it; else leaves the deadline alone.
using DeadlineStep = bool (*)(DeadlineScan& scan, Deadline& deadline);

bool read_unread(DeadlineScan& scan, Deadline& deadline);
bool read_ditto(DeadlineScan& scan, Deadline& deadline);
bool read_status(DeadlineScan& scan, Deadline& deadline);
bool read_postponed(DeadlineScan& scan, Deadline& deadline);
bool read_plan_time(DeadlineScan& scan, Deadline& deadline);
bool read_relative(DeadlineScan& scan, Deadline& deadline);
bool read_recurring(DeadlineScan& scan, Deadline& deadline);
bool read_standing(DeadlineScan& scan, Deadline& deadline);
bool read_several(DeadlineScan& scan, Deadline& deadline);
bool read_first_day(DeadlineScan& scan, Deadline& deadline);
bool read_latest_day(DeadlineScan& scan, Deadline& deadline);
bool read_window(DeadlineScan& scan, Deadline& deadline);
bool read_dateless(DeadlineScan& scan, Deadline& deadline);

/// Amends what was read by what else the measure says; true: no rule behind it is asked.
using DeadlineAmendment = bool (*)(const DeadlineContext& context, std::string_view language,
                                   Deadline& deadline);

bool recur_by_title(const DeadlineContext& context, std::string_view language, Deadline& deadline);
bool recur_by_indicator(const DeadlineContext& context, std::string_view language,
                        Deadline& deadline);

/// A rule, and what it does: it reads a text, or amends a reading.
struct DeadlineRuleStep {
  DeadlineRule rule;
  DeadlineStep read = nullptr;
  DeadlineAmendment amend = nullptr;
};

/// The rules as `deadline_rules()` shows them, each with what it does.
[[nodiscard]] const std::vector<DeadlineRuleStep>& deadline_steps();

/// Reads a scan by the first rule that fits, with its assumptions, conditions and remarks.
void decide(DeadlineScan& scan, Deadline& deadline);

/// Amends a reading by the first rule that fits.
/// @param language  of the measure's texts; empty: every language with plan words is tried
void amend(const DeadlineContext& context, std::string_view language, Deadline& deadline);

// What the steps share.

/// First and last day of a fact under its relation, and the last day that it could mean.
struct Bounds {
  std::optional<Date> start;
  std::optional<Date> due;
  std::optional<Date> latest;
};
[[nodiscard]] Bounds bounds_of(const DateFact& fact);
[[nodiscard]] bool is_from(const DateFact& fact) noexcept;
[[nodiscard]] std::string edtf_of(const DateFact& fact);
[[nodiscard]] std::optional<Date> later(Date day, const Duration& duration);
void assume(Deadline& deadline, const AssumptionPattern& pattern,
            std::initializer_list<std::string_view> values = {});
void leave_unread(Deadline& deadline, const AssumptionPattern& why,
                  std::initializer_list<std::string_view> values = {});
void set_latest(Deadline& deadline, std::optional<Date> latest);
/// Sets the EDTF form of the deadline's first and last day.
void set_bounds_edtf(Deadline& deadline);

}  // namespace actionplan::detail
