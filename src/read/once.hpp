// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/internal/by_text.hpp"

#include <cstddef>
#include <string_view>

namespace actionplan::detail {

/// Answers to one question about texts of one document, each of which is asked about time and again. Texts
/// that are long, and those beyond so many, are answered anew each time.
template <class Answer>
class Once {
 public:
  template <class Find>
  Answer of(std::string_view text, Find find) {
    if (text.size() > longest_) return find(text);
    if (const auto known = answers_.find(text); known != answers_.end()) return known->second;
    Answer answer = find(text);
    if (answers_.size() < most_) answers_.emplace(text, answer);
    return answer;
  }

 private:
  static constexpr std::size_t longest_ = 256;  // bytes
  static constexpr std::size_t most_ = 4096;
  ByText<Answer> answers_;
};

}  // namespace actionplan::detail
