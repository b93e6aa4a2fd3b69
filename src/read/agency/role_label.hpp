// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/plan/assignment.hpp>

#include "read/tokens.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// How a label is told from the words of a name.
enum class LabelForm : std::uint8_t {
  anywhere,      ///< no name has these words before a colon
  bare,          ///< likewise, and at the start of a line the colon may be missing
  at_start,      ///< names have these words too: only at the start of a line or after a separator
  before_colon,  ///< likewise, and with a colon only: "Ministerium:"
  joining,       ///< behind a name too, the colon may be missing: "together with"
  joining_item,  ///< likewise, in small letters at the start of a line or behind a mark: "with"
};

/// A wording of a role label, folded, without its colon.
struct LabelWording {
  std::string_view words;
  Role role = Role::implementer;
  Force force = Force::binding;
  LabelForm form = LabelForm::anywhere;
  bool is_short = false;    ///< not the usual form
  std::size_t written = 0;  ///< bytes before folding; 0: as many as `words`
};

/// A label in a cell of agencies.
struct RoleLabel {
  const LabelWording* wording = nullptr;  ///< none: its words say nothing known
  std::size_t begin = 0;                  ///< bytes [begin, end), the colon included
  std::size_t end = 0;
  bool has_colon = true;
};

/// The labels in the text, in order: known words with a colon (or a dash after them at the start of
/// a line), or whatever begins a line with up to four words and a colon.
[[nodiscard]] std::vector<RoleLabel> find_role_labels(std::string_view text, const Tokens& words);

/// The wording that a whole phrase is, such as "lead" in "Ministry of Justice (lead)".
[[nodiscard]] const LabelWording* find_role(std::string_view phrase);

}  // namespace actionplan::detail
