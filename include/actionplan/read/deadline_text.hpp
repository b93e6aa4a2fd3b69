// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/date.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/core/period.hpp>
#include <actionplan/plan/date_settings.hpp>
#include <actionplan/plan/deadline.hpp>

#include <optional>
#include <string_view>
#include <vector>

namespace actionplan {

/// What a deadline text may lean on.
struct DeadlineContext {
  std::optional<Date> adopted_on;       ///< of the plan: "within 3 months of adoption"
  std::optional<Period> plan_period;    ///< window of a recurring or standing duty without its own
  std::string_view title;               ///< of the measure: "quarterly reports" tells a cadence
  std::string_view indicator_text;      ///< of the measure: likewise
  std::string_view language;            ///< BCP 47 tag of the text; empty: not known
  const DateSettings* dates = nullptr;  ///< borrowed; its period and adoption are those above
};

/// Reads a deadline text: never fails, since a text without a date is a deadline of kind `no_date`.
/// States in `assumptions` whatever the text leaves open. A cadence is read from the deadline text,
/// or from title and indicator where they speak of reports ("quarterly reports").
/// A text that is not empty and names no date that can be read is `no_date` too; its first
/// assumption is a sentence that says why, with the remedy. Only an empty text has none.
/// Bounded: texts beyond 4096 bytes are `no_date`; years are 1900 to 2199.
[[nodiscard]] ACTIONPLAN_EXPORT Deadline read_deadline(std::string_view text,
                                                       const DeadlineContext& context = {});

/// A rule of the reader with examples, which are its tests.
struct DeadlineRule {
  std::string_view id;
  std::string_view meaning;  ///< what is read and what is assumed
  struct Example {
    std::string_view text;
    std::string_view kind;
    std::string_view start;  ///< ISO or empty
    std::string_view due;    ///< ISO or empty
    std::string_view edtf;
    std::string_view from;  ///< which plan has this wording, or `made`
  };
  std::vector<Example> examples;  ///< read without context
};

/// Every rule, in the order tried.
[[nodiscard]] ACTIONPLAN_EXPORT const std::vector<DeadlineRule>& deadline_rules();

}  // namespace actionplan
