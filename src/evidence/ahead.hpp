// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/problem.hpp>
#include <actionplan/evidence/entry.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace actionplan::detail {

/// Does a period, in days, lie so far beyond a day of recording that nobody can know of it?
[[nodiscard]] constexpr bool is_ahead(std::int64_t first, std::int64_t last,
                                      std::int64_t recorded_on) noexcept {
  constexpr std::int64_t year = 366;
  constexpr std::int64_t fifty_years = 18263;
  return first > recorded_on + year || last > recorded_on + fifty_years;
}

/// Gathers the entries for periods that lie ahead.
class AheadFinder {
 public:
  /// @param line  of the entry, from 1; 0: there is none
  void add(const Entry& entry, std::size_t line);

  /// In the order of their lines, then of kind, subject and period.
  [[nodiscard]] std::vector<Problem> problems() const;

 private:
  struct Alike {
    std::string subject;
    std::size_t line = 0;
    std::size_t count = 0;
    Date recorded_on;  // of the first
    bool is_observed = true;
  };

  std::map<std::tuple<EntryKind, std::string, Period>, Alike> alike_;
};

}  // namespace actionplan::detail
