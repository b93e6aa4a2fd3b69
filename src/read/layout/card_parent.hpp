// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/document.hpp>

#include "columns.hpp"
#include "read/account.hpp"
#include "read/problem_list.hpp"
#include "records.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace actionplan::detail {

/// Does the record say when or by whom?
[[nodiscard]] bool has_own_day_or_body(const Record& record);

/// A card or row that has measures below it becomes the section of those from `first` on, and its
/// bodies are theirs where they name none. What else it says is of all of them together: it is told
/// and left out.
/// @param at position of the card among the records, before `first`.
void make_section_of(std::size_t at, std::size_t first, Records& out, Account& account,
                     ProblemList& problems);

/// What a row is that has measures within it, those from `first` on: a heading where it names neither a
/// day nor a body; their section too where it has no day, and one of them a day or body; else a measure
/// as they are.
void make_parent_of(std::size_t at, std::size_t first, Records& out, Account& account,
                    ProblemList& problems);

/// Does this heading stand right above this table, and above no other before the next heading?
[[nodiscard]] bool names_one_card(const Document& document, std::size_t heading, std::size_t table);

/// The last record, a card without a title, takes that of the heading before it, which is no section
/// then. False: it has one, or no heading stands there.
bool name_by_heading(Records& out);

/// The last card that was read, while a table of its milestones may follow it: texts of a few words
/// may stand between, and a heading below its own that names milestones.
class OpenCard {
 public:
  /// The last record is the card. @param level of the heading that it stands under, or is.
  void open(const Records& out, std::uint8_t level);
  /// What is met behind it, a heading or a text.
  void meet(const Block& block);
  void forget() { record_.reset(); }
  /// The card's record, if a table with this header has its milestones.
  [[nodiscard]] std::optional<std::size_t> above(const Header& header) const;

 private:
  std::optional<std::size_t> record_;
  std::uint8_t level_ = 0;
};

}  // namespace actionplan::detail
