// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>

#include <string>

namespace actionplan {

class Plan;

/// What a document says of a measure in a column, or beside a label, of which no part of the plan is
/// made: "Risks", "Remarks". Columns of contacts, and cells with an e-mail address or a telephone
/// number, are none; nor are those of money, which `FinanceItem` holds.
struct ExtraCell {
  std::string header = {};  ///< of the column, or the label; white space collapsed; never empty
  std::string text = {};    ///< as the document shows it; several cells of one header: a line each
  bool published = false;   ///< has somebody said that it may be published?

  friend bool operator==(const ExtraCell&, const ExtraCell&) = default;
};

/// The plan as it may be published: without the extra cells and finance that nobody said may be.
/// Stores and `open_data` keep this of a plan. The same plan where all may be.
[[nodiscard]] ACTIONPLAN_EXPORT Plan published_part(const Plan& plan);

}  // namespace actionplan
