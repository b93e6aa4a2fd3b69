// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/codec/frame.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/read/evidence_csv.hpp>

namespace actionplan {

/// Reads evidence from a data frame: one entry a row, columns as in CSV
/// (docs/guide/evidence_csv.md), each of whatever type holds it: a number or its text, a day or its
/// text, a boolean, a dictionary of words. A row that is not sound becomes a Problem and the others
/// are read. A column of ids that holds decimal numbers or days is refused with all of its rows, since
/// 1.1 and 1.10 are one number.
///
/// @param recorded_on  as of `read_evidence_csv`.
/// @return  `lines`, and the places of problems, count the frame's rows and columns from 1; a problem
///          of a column as a whole has no line.
/// @throws ParseError when no column is known; Cancelled when `cancel`, asked at each row, says so.
[[nodiscard]] ACTIONPLAN_EXPORT EvidenceRows
read_evidence_frame(const Frame& frame, std::optional<Date> recorded_on, const Cancel& cancel = {},
                    const EvidenceTableOptions& options = {});

}  // namespace actionplan
