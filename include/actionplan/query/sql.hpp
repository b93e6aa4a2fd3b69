// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>
#include <actionplan/query/filter.hpp>

#include <string>
#include <vector>

namespace actionplan {

/// What of a filter a database can answer, as a condition of SQL.
///
/// It passes every measure that the filter passes, and perhaps others: what only an assessment knows
/// (statuses, reasons, progress, days late, completion) is left open.
///
/// Relations that it names: `measure(id, number, section, title, indicator_text, deadline_kind,
/// start, due, due_latest, deadline_reason, conditional)`, one row of which it is about; `section_above(section, number, title, depth)`, each
/// section with itself (depth 0) and those above it; `assignment(measure, agency, role, force)`;
/// `agency_name(agency, name)`, with ids and aliases; `indicator_kind(measure, kind)`;
/// `said(measure, reporter, reporter_type, method)`, one row for each entry about a measure or one
/// of its indicators; and `computed(measure)`, those with an indicator that a formula computes.
/// Days are ISO 8601 texts; `due_latest` is `due` where the deadline has none of its own,
/// `deadline_reason` is that of `no_date_reason`, `conditional` is `yes` or `no`. The function `fold` is `text::fold`.
struct SqlCondition {
  std::string text = {};                 ///< 0 or 1, never NULL; `?` for each of `values`
  std::vector<std::string> values = {};  ///< to be bound: nothing of the filter stands in `text`
  bool is_exact = false;                 ///< passes only what the filter passes
};

/// @throws nothing but std::bad_alloc: every filter has a condition, if only `1`.
[[nodiscard]] ACTIONPLAN_EXPORT SqlCondition sql_condition(const Filter& filter);

}  // namespace actionplan
