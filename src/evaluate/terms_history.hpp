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

/// What became of what an indicator is measured by.
struct TermsMoved {
  std::vector<TermChange> changes;  ///< in the order of the versions
  /// Position of the last version before the first change that came after the due day.
  std::optional<std::size_t> former;
};

/// What the indicators of a plan are measured by, over the versions in force. Borrows the history.
class TermsHistory {
 public:
  /// @param revisions  in force, of the history, as `known_at` knows them.
  TermsHistory(const PlanHistory& history, const Revisions& revisions,
               std::optional<Date> known_at);

  /// @param readings  of the indicator's measure, in the same revisions.
  [[nodiscard]] TermsMoved of(const std::vector<DueReading>& readings, const IndicatorId& id) const;

 private:
  std::vector<const TermsTable*> tables_;  // one for each of the revisions
};

}  // namespace actionplan::detail
