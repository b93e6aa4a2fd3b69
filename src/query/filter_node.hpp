// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/query/filter.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// A filter as a tree, in one form only: no `all` in an `all`, no `any` in an `any`, no negation of
/// a negation, no `!=`, and one comparator where several mean the same.
struct FilterNode {
  enum class Kind : std::uint8_t { everything, all, any, negation, condition, search };

  Kind kind = Kind::everything;
  std::vector<std::shared_ptr<const FilterNode>> parts;  ///< of `all`, `any` (>= 2), `negation` (1)
  Condition condition;                                   ///< of `condition`
  std::string words;                                     ///< of `search`
  std::string text;                                      ///< in the text form
  std::size_t depth = 0;                                 ///< of composite nodes in each other
  std::size_t conditions = 0;
};

/// @throws InvalidArgument when the text is not well-formed UTF-8 or holds a NUL character.
/// @param what  begins the sentence: "The filter".
void check_characters(std::string_view text, const std::string& what);

/// The condition in its one form.
struct NormalCondition {
  Condition condition;
  bool is_negated = false;
};

/// @throws InvalidArgument in one sentence, when the field does not take the comparator or value.
[[nodiscard]] NormalCondition normalise(Condition condition);

/// The value of a field from what the text form writes.
/// @throws InvalidArgument in one sentence, when the field takes no such value.
[[nodiscard]] FilterValue read_value(Field field, const TextPattern& written);

/// In the text form.
[[nodiscard]] std::string to_text(const Condition& condition);

/// In double quotes, with a backslash before what would mean something else.
[[nodiscard]] std::string quoted_text(std::string_view text);

/// Which of `words_of(field)` a pattern fits: bit i for word i.
[[nodiscard]] std::uint32_t fitting_words(Field field, const TextPattern& pattern);

}  // namespace actionplan::detail
