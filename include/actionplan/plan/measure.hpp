// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>
#include <actionplan/core/id.hpp>
#include <actionplan/core/place.hpp>
#include <actionplan/plan/assignment.hpp>
#include <actionplan/plan/deadline.hpp>
#include <actionplan/plan/extra_cell.hpp>
#include <actionplan/plan/finance_item.hpp>
#include <actionplan/plan/indicator.hpp>

#include <optional>
#include <string>
#include <vector>

namespace actionplan {

/// A numbered heading, at any depth.
struct Section {
  SectionId id = {};
  std::string number = {};               ///< label: "4.1"; empty for an unnumbered heading
  std::string title = {};                ///< without the number
  std::optional<SectionId> parent = {};  ///< the heading it stands under
  Place place = {};                      ///< where it was read; not part of equality

  friend bool operator==(const Section& a, const Section& b) {
    return a.id == b.id && a.number == b.number && a.title == b.title && a.parent == b.parent;
  }
};

/// One numbered promise. Texts are the plan's own, with white space collapsed.
struct Measure {
  MeasureId id = {};                         ///< assigned once, kept over revisions; never repeats
  std::string number = {};                   ///< label: "4.1.3"; may be empty, or repeat
  std::optional<SectionId> section = {};     ///< the innermost heading it stands under
  std::string title = {};                    ///< "Name of measure"
  std::string indicator_text = {};           ///< "Evaluation indicator", whole
  std::vector<Indicator> indicators = {};    ///< its checkable parts, by span
  std::string assignment_text = {};          ///< "Implementing agencies", whole
  std::vector<Assignment> assignments = {};  ///< in the order written
  Deadline deadline = {};
  Place place = {};                       ///< where it was read; not part of equality
  std::vector<ExtraCell> extra = {};      ///< what else stands with it; not part of equality
  std::vector<FinanceItem> finance = {};  ///< its money, as written; not part of equality

  friend bool operator==(const Measure& a, const Measure& b) {
    return a.id == b.id && a.number == b.number && a.section == b.section && a.title == b.title &&
           a.indicator_text == b.indicator_text && a.indicators == b.indicators &&
           a.assignment_text == b.assignment_text && a.assignments == b.assignments &&
           a.deadline == b.deadline;
  }
};

/// What to call a measure among others: its number where that is also its id, with or without a dot
/// at its end; "3 (3#2)" where its id is another; its id where it has no number.
[[nodiscard]] ACTIONPLAN_EXPORT std::string label(const Measure& measure);

/// The strongest force among the measure's assignments: `recommended` where all of them are only
/// recommended; nothing where there is none.
[[nodiscard]] inline std::optional<Force> force(const Measure& measure) noexcept {
  std::optional<Force> strongest;
  for (const Assignment& assignment : measure.assignments) {
    if (assignment.force == Force::binding) return Force::binding;
    strongest = assignment.force;
  }
  return strongest;
}

}  // namespace actionplan
