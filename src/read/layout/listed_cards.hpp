// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/document.hpp>

#include "applied_mapping.hpp"
#include "columns.hpp"
#include "header_rows.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace actionplan::detail {

/// Cards and tables that may be those of a catalogue: "Project title", "Lead agency" and "Year" say what was, or what
/// will be. What else the document says decides.
class ListedCards {
 public:
  /// Both have to outlive this.
  ListedCards(const Document& document, const AppliedMapping& mapping)
      : document_{document}, mapping_{mapping} {}

  /// Does nothing on the card say that it is of a measure, and nothing in the document that it is a plan?
  [[nodiscard]] bool have(const std::vector<RowView>& card);
  [[nodiscard]] bool have(std::span<const Block> card);

  /// The same of a table, whose titles may be those of whatever there is: "Title, Ministry, Year".
  [[nodiscard]] bool have(const std::vector<RowView>& rows, const HeaderRow& header);

  /// Is the block a table of milestones, with days and without bodies of its own?
  [[nodiscard]] bool stand_above_milestones(std::size_t table) const;

  /// Does a heading or one of the first texts name a plan, a strategy or the like?
  [[nodiscard]] bool are_of_plan();

 private:
  const Document& document_;
  const AppliedMapping& mapping_;
  std::optional<bool> are_of_plan_;
};

/// Does one of the lines name a plan?
[[nodiscard]] bool name_a_plan(const std::vector<const Cell*>& lines);

}  // namespace actionplan::detail
