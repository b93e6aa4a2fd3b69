// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "read/tokens.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace actionplan::detail {

/// Has the text too many words for a header, before any bracket, by its spaces alone? Told without making
/// tokens, of which there is one at least between two spaces where a Latin letter stands.
[[nodiscard]] bool is_long_prose(std::string_view text);

/// Without the endings of plurals in parentheses: "Responsable(s)", "Órgão(s)".
[[nodiscard]] std::string without_plurals(std::string_view text);

/// With the words put together that a line end breaks behind a hyphen, "Imple- menting agency", or that a
/// soft hyphen may break; empty where there is none.
[[nodiscard]] std::string without_broken_words(std::string_view text);

/// Has what stands before the token `end` a colon amid its words, or is it a sentence?
[[nodiscard]] bool is_prose(const Tokens& tokens, std::size_t end);

}  // namespace actionplan::detail
