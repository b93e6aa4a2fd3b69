// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/date.hpp>
#include <actionplan/evidence/words.hpp>

#include <optional>
#include <string>

namespace actionplan {

/// How what a document itself says of the status and progress of its measures becomes evidence
/// (`Reading::evidence`): words on status become ratings, words on progress notes.
struct EvidenceSettings {
  /// Day on which they are entered. Absent: they are named by a Problem, and there is no evidence.
  std::optional<Date> recorded_on = {};
  /// Day of which they speak. Absent: told by the header of the column, or by a line above the
  /// table; where neither names one, it is unknown, and a Problem says so.
  std::optional<Date> observed_on = {};
  std::string reporter = {};  ///< who says so; empty: the bodies that carry the measure out
  ReporterType reporter_type = ReporterType::implementer;
  std::string source = {};  ///< URL or citation of the document; empty: its name
};

}  // namespace actionplan
