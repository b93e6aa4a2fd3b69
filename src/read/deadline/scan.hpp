// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/plan/deadline.hpp>
#include <actionplan/read/deadline_text.hpp>

#include "dates.hpp"
#include "read/tokens.hpp"
#include "words.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// What stands before a date and says how it bounds the deadline.
enum class Lead : std::uint8_t { none, by, before, from, after };

struct DatedItem {
  NamedDays days;
  Lead lead = Lead::none;
  bool is_subject = false;  // "for reporting year 2022"
  std::size_t from = 0;     // first word of the date
};

struct Duration {
  int count = 0;
  Unit unit = Unit::day;
  bool is_working = false;
  std::size_t from = 0;
  std::size_t to = 0;
};

struct CadenceFound {
  std::optional<Cadence> cadence;  // empty: too frequent or odd to be one
  std::size_t from = 0;
  std::size_t to = 0;
  bool is_adverb = false;  // stands alone: "annually", "every year"
  bool is_ambiguous = false;
};

/// A deadline text taken apart: its dates, durations and telling words, in their order.
struct DeadlineScan {
  DeadlineScan(std::string_view said, const DeadlineContext& given);

  std::string_view text;  // well-formed, white space collapsed
  const DeadlineContext& context;
  Tokens words;
  DateFinder finder;
  std::vector<DatedItem> dates;  // those that bound the deadline
  std::vector<Duration> durations;
  std::optional<std::size_t> ongoing;  // word
  std::optional<std::size_t> after;    // word
  std::optional<std::size_t> plan;     // word
  std::optional<CadenceFound> cadence;
  bool is_often = false;
  bool is_at_end_of_each = false;  // "by the end of each quarter"
  std::string problem;             // why it cannot be read; empty: it can

  [[nodiscard]] Meaning meaning(std::size_t at) const;
  [[nodiscard]] Sense sense(std::size_t at) const { return meaning(at).sense; }
  /// The words [from, to) as they stand in the text.
  [[nodiscard]] std::string_view stretch(std::size_t from, std::size_t to) const;

 private:
  void read_words();
  std::size_t read_item(std::size_t at);
  bool read_duration(std::size_t& at);
  bool read_date(std::size_t& at);
  void check_loose_number(std::size_t at);
  void note_sense(std::size_t at);
  void set_lead(Lead lead);
  void set_subjects_aside();

  Lead lead_ = Lead::none;       // of the next date, if nothing but fillers comes between
  Lead last_lead_ = Lead::none;  // of the last date, for "by May 2022 and May 2023"
  bool is_subject_next_ = false;
  bool is_between_ = false;
};

/// The cadence that word `at` begins to name.
[[nodiscard]] std::optional<CadenceFound> find_cadence(const Tokens& words, std::size_t at);

/// The cadence of the reports that a title or an indicator speaks of: "quarterly reports".
[[nodiscard]] std::optional<Cadence> report_cadence(std::string_view text);

}  // namespace actionplan::detail
