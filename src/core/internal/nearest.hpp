// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

inline constexpr std::size_t unlike = static_cast<std::size_t>(-1);

// How near a known id is to the one that was written, the nearest 0; `unlike`: not at all.
[[nodiscard]] std::size_t nearness(std::string_view wanted, std::string_view known);

// "; the nearest are 6.2.1/1 and 6.2.2/1", or nothing where there is none.
[[nodiscard]] std::string nearest_part(const std::vector<std::string_view>& names);

// Gathers, of many ids, the few that somebody who wrote another id may have meant: first those that
// go on after it or share what stands before its last mark ("6.2.1/1" for "6.2.1"), then those that
// differ by few letters. Never more than three; none where nothing is like it.
class NearestIds {
 public:
  // @param wanted  borrowed
  explicit NearestIds(std::string_view wanted);

  // @param known  borrowed; given twice it counts once
  void add(std::string_view known);

  // The best first.
  [[nodiscard]] std::vector<std::string_view> found() const;
  // "; the nearest are A, B and C", "; the nearest is A", or nothing.
  [[nodiscard]] std::string sentence_part() const;

 private:
  struct Candidate {
    std::size_t rank;
    std::string_view id;
  };
  std::string_view wanted_;
  std::vector<Candidate> best_;
};

}  // namespace actionplan::detail
