// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/cancel.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/evaluate/assessment.hpp>
#include <actionplan/evidence/evidence.hpp>

#include <cstddef>
#include <span>
#include <string>

namespace actionplan {

/// The assessment as CSV (RFC 4180, UTF-8, CRLF, a header line), one line for each measure:
/// `number,section,title,deadline_status,due,days_late,days_past_due,reasons,reports_expected,`
/// `reports_received,reports_missing,agencies_binding,agencies_recommended,id`, and `extra.HEADER` for
/// each header of the measures' extra cells, published or not, and `finance.HEADER` likewise. Lists
/// inside a cell are separated by "; ". A text cell that a spreadsheet would take for a formula (it begins with =, +,
/// -, @, a blank, a tab or a line break) gets an apostrophe in front; so does what follows a
/// semicolon, a tab or a line break within it, which begins a cell where those part cells.
/// @throws Cancelled when `cancel`, asked at each line, says so; so do the others.
[[nodiscard]] ACTIONPLAN_EXPORT std::string to_csv(const Assessment& assessment,
                                                   const Cancel& cancel = {});
/// Only some rows of it, in the order given. @throws InvalidArgument when a row is out of range.
[[nodiscard]] ACTIONPLAN_EXPORT std::string to_csv(const Assessment& assessment,
                                                   std::span<const std::size_t> rows,
                                                   const Cancel& cancel = {});

/// The indicators of an assessment in the same form, one line for each, in document order.
/// docs/guide/calendar_and_csv.md lists the columns.
[[nodiscard]] ACTIONPLAN_EXPORT std::string indicators_to_csv(const Assessment& assessment,
                                                              const Cancel& cancel = {});

/// How the deadlines of an assessment were read, one line for each measure in the same form: what
/// the words leave open, what is conditional, and what could not be read.
/// docs/guide/calendar_and_csv.md lists the columns.
[[nodiscard]] ACTIONPLAN_EXPORT std::string deadlines_to_csv(const Assessment& assessment,
                                                             const Cancel& cancel = {});

/// The money that measures are said to need or to have, published or not, in the same form, one line
/// for each item of `Measure::finance`. docs/guide/calendar_and_csv.md lists the columns.
[[nodiscard]] ACTIONPLAN_EXPORT std::string finance_to_csv(const Assessment& assessment,
                                                           const Cancel& cancel = {});

/// The ledger in the same form, one line for each entry in the order of `Evidence::in_order`, without
/// the digests of persons. docs/guide/calendar_and_csv.md lists the columns.
[[nodiscard]] ACTIONPLAN_EXPORT std::string to_csv(const Evidence& evidence,
                                                   const Cancel& cancel = {});

}  // namespace actionplan
