// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dates.hpp"
#include "words.hpp"

namespace actionplan::detail {

inline Sense sense_of(const Token& word) {
  return word.kind == TokenKind::word ? meaning_of(word.text).sense : Sense::other;
}

inline NamedDays named(const Period& period, std::size_t next) {
  NamedDays days;
  days.first = period.first();
  days.last = period.last();
  days.next = next;
  return days;
}

inline int small_value(const Token& word) { return static_cast<int>(word.value); }

inline bool is_short_number(const Token& word) {
  return word.kind == TokenKind::number && word.digits <= 2;
}

}  // namespace actionplan::detail
