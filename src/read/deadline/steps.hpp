// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/deadline_text.hpp>

#include "scan.hpp"

#include <vector>

namespace actionplan::detail {

/// Reads the scan into the deadline if the rule fits it; else leaves the deadline alone.
using DeadlineStep = bool (*)(const DeadlineScan& scan, Deadline& deadline);

bool read_unreadable(const DeadlineScan& scan, Deadline& deadline);
bool read_pointer(const DeadlineScan& scan, Deadline& deadline);
bool read_relative(const DeadlineScan& scan, Deadline& deadline);
bool read_recurring(const DeadlineScan& scan, Deadline& deadline);
bool read_standing(const DeadlineScan& scan, Deadline& deadline);
bool read_open_end(const DeadlineScan& scan, Deadline& deadline);
bool read_several(const DeadlineScan& scan, Deadline& deadline);
bool read_latest_day(const DeadlineScan& scan, Deadline& deadline);
bool read_window(const DeadlineScan& scan, Deadline& deadline);
bool read_dateless(const DeadlineScan& scan, Deadline& deadline);

/// Turns a window whose measure speaks of periodic reports into a recurring duty.
void recur_by_reports(const DeadlineContext& context, Deadline& deadline);

struct DeadlineRuleStep {
  DeadlineRule rule;
  DeadlineStep read = nullptr;
};

/// The rules as `deadline_rules()` shows them, each with what it does.
[[nodiscard]] const std::vector<DeadlineRuleStep>& deadline_steps();

}  // namespace actionplan::detail
