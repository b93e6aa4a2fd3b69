// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/evaluate/assessment.hpp>
#include <actionplan/evaluate/term_change.hpp>

#include "due_history.hpp"
#include "plan/internal/indicator_terms.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace actionplan::detail {

/// What became of an indicator, and of what it is measured by. Borrows the history.
struct TermsMoved {
  const Indicator* indicator = nullptr;  ///< as the last version has it that has it
  std::optional<std::size_t> position;   ///< in its measure on the day; absent: it was dropped
  std::vector<TermChange> changes;       ///< in the order of the versions, >= 1
  bool is_changed_after_due = false;     ///< one of them came after the due day
  /// Position of the last version before the first such change; absent: that had no such indicator.
  std::optional<std::size_t> former;
};

/// The indicators of a plan, and what they are measured by, over the versions in force. Borrows the
/// history.
class TermsHistory {
 public:
  /// @param revisions  in force, of the history, as `known_at` knows them.
  TermsHistory(const PlanHistory& history, const Revisions& revisions,
               std::optional<Date> known_at);

  /// The indicators of one measure that were changed, dropped or added, in the order in which the
  /// versions first have them.
  /// @param readings  of the measure, in the same revisions.
  [[nodiscard]] std::vector<TermsMoved> of(const std::vector<DueReading>& readings) const;

 private:
  std::vector<const TermsTable*> tables_;  // one for each of the revisions
};

}  // namespace actionplan::detail
