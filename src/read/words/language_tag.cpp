// SPDX-License-Identifier: Apache-2.0
#include "language_tag.hpp"

#include <actionplan/core/error.hpp>

#include "core/internal/excerpt.hpp"
#include "read/tokens.hpp"

#include <algorithm>
#include <string>

namespace actionplan::detail {

void check_language(std::string_view tag) {
  const std::size_t end = std::min(tag.find_first_of("-_"), tag.size());
  const std::string_view language = tag.substr(0, end);
  const bool has_form = (language.size() == 2 || language.size() == 3) &&
                        std::all_of(language.begin(), language.end(), is_ascii_letter);
  if (tag.empty() || has_form) return;
  throw InvalidArgument(
      "The language \"" + excerpt(tag) +
      "\" is no language tag; give one such as en, az or pt-BR, or leave it out.");
}

}  // namespace actionplan::detail
