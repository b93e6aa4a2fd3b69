// SPDX-License-Identifier: Apache-2.0
#include "bodies_within.hpp"

#include <actionplan/core/text.hpp>

#include "agency_name.hpp"
#include "name_marks.hpp"
#include "read/number.hpp"
#include "read/tokens.hpp"
#include "read/words/agency_words.hpp"

#include <algorithm>

namespace actionplan::detail {
namespace {

bool is_plainly_body(std::string_view text) {
  const Tokens words{text};
  if (words.is_empty()) return false;
  return abbreviation_end(text, words, 0) == words.size() || names_body(words, 0, words.size());
}

}  // namespace

std::vector<BodyOrPerson> bodies_within(std::string_view text) {
  std::vector<BodyOrPerson> out;
  const std::string plain = with_plain_marks(text);
  if (!plain.empty()) text = plain;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of(",;\n|/()", begin), text.size());
    const std::string_view piece = text::trim(text.substr(begin, end - begin));
    if (has_letters_or_digits(piece)) {
      const auto at = static_cast<std::size_t>(piece.data() - text.data());
      const bool is_one = is_plainly_body(piece);
      if (!out.empty() && out.back().is_body == is_one) {
        out.back().end = at + piece.size();
      } else {
        out.push_back({at, at + piece.size(), is_one});
      }
    }
    begin = end + 1;
  }
  return out;
}

}  // namespace actionplan::detail
