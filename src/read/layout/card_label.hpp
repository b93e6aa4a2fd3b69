// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "applied_mapping.hpp"
#include "read/words/column_words.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace actionplan::detail {

/// A label without its colon: "Term of implementation:".
[[nodiscard]] std::string_view plain_label(std::string_view text);

/// The column that a label names, without its number and colon: "12. Term of implementation:".
[[nodiscard]] std::optional<ColumnMatch> match_label(std::string_view text,
                                                     const AppliedMapping& mapping);

[[nodiscard]] inline bool tells_when_or_who(const ColumnMatch& match) noexcept {
  return match.column == Column::deadline || match.column == Column::agencies ||
         match.column == Column::end || match.column == Column::start;
}

/// Likewise, in words that records of meetings and of documents do not have: no "Date" alone, and no
/// "Participants".
[[nodiscard]] inline bool tells_plainly_when_or_who(const ColumnMatch& match) noexcept {
  const bool is_of_participants =
      match.column == Column::agencies && match.role == Role::supporting;
  return tells_when_or_who(match) && !match.is_plain && !is_of_participants;
}

[[nodiscard]] inline bool tells_title(const ColumnMatch& match) noexcept {
  return match.column == Column::title;
}

/// Is a text of one word or two a label and nothing else? "Number of boilers" is what one says.
[[nodiscard]] bool is_label_of_few_words(std::string_view text, const AppliedMapping& mapping);

/// Where the label of a line ends, its colon included; 0: it has none.
[[nodiscard]] std::size_t label_end(std::string_view line, const AppliedMapping& mapping);

/// Where a label ends that no language knows: up to five words that begin with a capital, and a
/// colon; 0: there is none.
[[nodiscard]] std::size_t unknown_label_end(std::string_view line);

/// Does a text of a few words, such as a day or the names of bodies, go on in the paragraph behind
/// it?
[[nodiscard]] bool goes_on(std::string_view before, std::string_view next);

/// What is said in a few words, so that a further paragraph is another matter.
[[nodiscard]] bool is_brief(const std::optional<ColumnMatch>& match) noexcept;

/// What a text says that begins with a label, or is one.
[[nodiscard]] std::optional<ColumnMatch> label_of_text(std::string_view text,
                                                       const AppliedMapping& mapping);

}  // namespace actionplan::detail
