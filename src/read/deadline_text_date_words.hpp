// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "deadline_text_dates.hpp"
#include "deadline_text_words.hpp"

namespace actionplan::detail {

inline Sense sense_of(const Word& word) {
  return word.kind == WordKind::word ? meaning_of(word.text).sense : Sense::other;
}

inline NamedDays named(const Period& period, std::size_t next) {
  NamedDays days;
  days.first = period.first();
  days.last = period.last();
  days.next = next;
  return days;
}

inline int small_value(const Word& word) { return static_cast<int>(word.value); }

inline bool is_short_number(const Word& word) {
  return word.kind == WordKind::number && word.digits <= 2;
}

}  // namespace actionplan::detail
