// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace actionplan::detail {

/// What a word can say in a deadline text.
enum class Sense : std::uint8_t {
  other,
  filler,  // "of", "the", "during": carries no meaning of its own
  by,      // "by", "until", "entro": a latest day follows (or precedes: "qədər")
  before,  // "before", "avant"
  from,    // "from", "since", "da": a first day follows
  to,      // joins the two ends of a range, or stands for "by"
  conjunction,
  between,
  about,  // "for 2022": what the thing is about, not when it is due
  after,  // "after", "following", "upon"
  within,
  end,  // of a period; 1: "last", which needs "day" after it
  start,
  early,
  middle,
  late,
  month,   // value 1..12
  season,  // value 1 spring .. 4 winter
  quarter,
  half,
  ordinal,  // value 1..4
  fiscal,   // value: month in which it is taken to begin
  year,
  unit,     // value: Unit
  working,  // "working days"
  amount,   // "three": value
  cadence,  // value: months from one to the next
  often,    // more often than monthly: "weekly"
  every,
  twice,  // value: times a period
  ongoing,
  adoption,
  plan,
  pointer,  // "reference", "according": the date stands elsewhere
  as,
  ordinal_ending,  // "st", "th", "er", "cü"
  year_ending,     // "il", "года": a word after the year that says it is one
};

enum class Unit : std::uint8_t { day, week, month, quarter, year };

struct Meaning {
  Sense sense = Sense::other;
  int value = 0;
};

/// The sense of a folded word; `other` for words without one.
[[nodiscard]] Meaning meaning_of(std::string_view folded);

}  // namespace actionplan::detail
