// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/date.hpp>
#include <actionplan/core/period.hpp>
#include <actionplan/plan/assumption_list.hpp>

#include "read/tokens.hpp"

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// A stretch of days that a text names: a day, month, quarter, half, season, year or a range.
struct NamedDays {
  Date first;
  Date last;
  std::size_t next = 0;       // word after it
  std::string edtf;           // empty: as Period writes it
  bool is_range = false;      // names both of its ends
  bool borrows_year = false;  // its year stands with a later date ("June and December 2022")
  bool is_edge = false;       // "end of 2022": one day of a period, named by the period
};

/// Finds the dates in a text. Keeps what it had to assume, and the first date that cannot be.
class DateFinder {
 public:
  explicit DateFinder(const Tokens& words) : words_{words} {}

  /// The date, or the range of dates, that begins at word `at`; nothing where none does.
  [[nodiscard]] std::optional<NamedDays> find(std::size_t at);

  /// Why a date of the text cannot be: a sentence, or empty.
  [[nodiscard]] const std::string& problem() const noexcept { return problem_; }
  [[nodiscard]] const std::vector<std::string>& assumptions() const noexcept {
    return assumptions_;
  }
  /// Has a month been met without a year?
  [[nodiscard]] bool lacks_year() const noexcept { return lacks_year_; }

  /// Skips words without meaning ("of", "the") from `at` on.
  [[nodiscard]] std::size_t skip_fillers(std::size_t at) const;

 private:
  struct Year {
    int value = 0;
    std::size_t next = 0;
    bool is_borrowed = false;
  };
  using Found = std::optional<NamedDays>;

  [[nodiscard]] Found find_one(std::size_t at);
  [[nodiscard]] Found from_number(std::size_t at);
  [[nodiscard]] Found from_word(std::size_t at);
  [[nodiscard]] Found year_month_day(std::size_t at);
  [[nodiscard]] Found day_month_year(std::size_t at);
  [[nodiscard]] Found month_slash_year(std::size_t at);
  [[nodiscard]] Found day_then_month(std::size_t at);
  [[nodiscard]] Found year_first(std::size_t at);
  [[nodiscard]] Found month_first(std::size_t at);
  [[nodiscard]] Found part_of_year(std::size_t at);
  [[nodiscard]] Found lettered_part(std::size_t at);
  [[nodiscard]] Found season(std::size_t at);
  [[nodiscard]] Found fiscal_year(std::size_t at);
  [[nodiscard]] Found edge(std::size_t at);
  [[nodiscard]] Found third_of(std::size_t at);

  [[nodiscard]] std::optional<Year> plain_year(std::size_t at) const;
  [[nodiscard]] std::optional<Year> year_after(std::size_t at);
  [[nodiscard]] std::optional<int> second_year(int first, std::size_t at) const;
  [[nodiscard]] std::size_t after_connector(const NamedDays& left) const;
  [[nodiscard]] std::optional<int> part_number(std::size_t at, std::size_t& next) const;
  [[nodiscard]] bool is_ordinal_ending(std::size_t at) const;
  [[nodiscard]] std::size_t skip_year_endings(std::size_t at) const;

  [[nodiscard]] Found day(int year, int month, int day, std::size_t next);
  [[nodiscard]] Found division(int year, int count, int number, std::size_t next);
  [[nodiscard]] Found years(int first, int last, std::size_t from, std::size_t next);
  [[nodiscard]] std::string quoted(std::size_t from, std::size_t to) const;
  void refuse(const AssumptionPattern& why, std::initializer_list<std::string_view> values);
  void assume(const AssumptionPattern& pattern, std::initializer_list<std::string_view> values);

  const Tokens& words_;
  std::string problem_;
  std::vector<std::string> assumptions_;
  bool lacks_year_ = false;
};

}  // namespace actionplan::detail
