// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/date.hpp>
#include <actionplan/core/export.hpp>

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace actionplan {

/// A span of whole days, closed at both ends: `2016` is 2016-01-01 .. 2016-12-31.
///
/// A small value; never empty (`first <= last`). Ordered by first day, then last day.
class ACTIONPLAN_EXPORT Period {
 public:
  /// @throws InvalidArgument when `last` lies before `first`.
  Period(Date first, Date last);

  [[nodiscard]] static Period year(int year);
  [[nodiscard]] static Period half(int year, int half);        ///< half 1..2
  [[nodiscard]] static Period quarter(int year, int quarter);  ///< quarter 1..4
  [[nodiscard]] static Period month(int year, int month);      ///< month 1..12
  // @throws InvalidArgument (all four) when out of range.

  /// Reads what `text()` writes: `2016`, `2016-2018`, `2016H1`, `2016Q1`, `2016-03`, `2016-03-15`,
  /// `2016-01-05/2016-02-03`; and the codes of DHIS2 and SDMX: `201603`, `20160315`, `2016W05`,
  /// `2016BiW1`, `201601B`, `2016S1`, `2016April`, `2016AprilS1`, `2016-Q1`, `2016-S1`, `2016-M03`,
  /// `2016-W05`, `2016-D075`, `2016-A1`. Weeks are those of ISO 8601; `2016April` is the financial
  /// year that begins then. `2016-T1` may be four months (SDMX) or a quarter, and is refused.
  /// @throws ParseError when the text is anything else.
  [[nodiscard]] static Period parse(std::string_view text);

  [[nodiscard]] Date first() const noexcept { return first_; }
  [[nodiscard]] Date last() const noexcept { return last_; }
  [[nodiscard]] std::int32_t days() const noexcept { return last_ - first_ + 1; }

  [[nodiscard]] bool contains(Date day) const noexcept { return first_ <= day && day <= last_; }
  [[nodiscard]] bool contains(const Period& other) const noexcept {
    return first_ <= other.first_ && other.last_ <= last_;
  }
  [[nodiscard]] bool overlaps(const Period& other) const noexcept {
    return first_ <= other.last_ && other.first_ <= last_;
  }

  /// The shortest name: a year, a run of whole years (`2016-2018`), a half, a quarter, a month, a
  /// day, else `first/last` in ISO form. `parse(text())` gives the period back.
  [[nodiscard]] std::string text() const;

  /// The same span in EDTF (ISO 8601-2): `2016`, `2016/2018`, `2016-33` (first quarter),
  /// `2016-40` (first half), `2016-03`, `2016-03-15`, `2016-01-05/2016-02-03`.
  [[nodiscard]] std::string edtf() const;

  friend auto operator<=>(const Period&, const Period&) noexcept = default;

 private:
  Date first_;
  Date last_;
};

}  // namespace actionplan

template <>
struct std::hash<actionplan::Period> {
  std::size_t operator()(const actionplan::Period& period) const noexcept {
    return std::hash<actionplan::Date>{}(period.first()) * 1000003U ^
           std::hash<actionplan::Date>{}(period.last());
  }
};
