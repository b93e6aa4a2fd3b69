// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

// Gathers, of objects that have an id and names, the few that somebody may have meant who wrote what is
// no id of any: those that have it as a name, else those whose id is like it, whose name holds its words,
// or whose name differs by few letters. Case and diacritics of names do not matter.
class NearNames {
 public:
  explicit NearNames(std::string_view wanted);

  // @param id     empty: it is told by its first name alone
  // @param names  the first is the one that is shown
  void add(std::string_view id, const std::vector<std::string_view>& names);

  // Which of them have it as a name, each as `id`, by the order in which they were added.
  [[nodiscard]] const std::vector<std::string>& named_so() const noexcept { return named_so_; }
  // "; the nearest are moj (Ministry of Justice) and mof (Ministry of Finance)", three at most; or nothing.
  [[nodiscard]] std::string sentence_part() const;

 private:
  struct Candidate {
    std::size_t rank = 0;
    std::string shown;
  };
  void insert(Candidate next);

  std::string wanted_;
  std::string folded_;
  std::vector<std::string> words_;  // of `folded_`, those of four letters or more
  std::vector<std::string> named_so_;
  std::vector<Candidate> best_;  // by rank
};

}  // namespace actionplan::detail
