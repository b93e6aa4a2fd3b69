// SPDX-License-Identifier: Apache-2.0
#include "word_forms.hpp"

#include <actionplan/core/text.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace actionplan::detail {

bool fits_word_form(std::string_view word, std::string_view form) {
  constexpr std::size_t shortest_beginning = 4;
  const bool has_beginning = form.starts_with('*');
  if (has_beginning) form.remove_prefix(1);
  const bool has_ending = form.ends_with('*');
  if (has_ending) form.remove_suffix(1);
  if (has_beginning && has_ending) return word.find(form) != std::string_view::npos;
  if (has_ending) return word.starts_with(form);
  if (!has_beginning) return word == form;
  return word.size() >= form.size() + shortest_beginning && word.ends_with(form);
}

void WordForms::add(std::string_view form) {
  std::string folded = text::fold(form);
  is_empty_ = false;
  if (folded.find('*') == std::string::npos) {
    words_.insert(std::move(folded));
  } else if (folded.front() == '*' && folded.back() == '*') {
    open_.push_back(std::move(folded));
  } else if (folded.front() == '*') {
    endings_[static_cast<unsigned char>(folded.back())].push_back(std::move(folded));
  } else {
    beginnings_[static_cast<unsigned char>(folded.front())].push_back(std::move(folded));
  }
}

bool WordForms::hold(std::string_view word) const {
  const auto fits = [word](const std::string& form) { return fits_word_form(word, form); };
  if (words_.contains(word) || std::any_of(open_.begin(), open_.end(), fits)) return true;
  if (word.empty()) return false;
  const auto& begun = beginnings_[static_cast<unsigned char>(word.front())];
  const auto& ended = endings_[static_cast<unsigned char>(word.back())];
  return std::any_of(begun.begin(), begun.end(), fits) ||
         std::any_of(ended.begin(), ended.end(), fits);
}

}  // namespace actionplan::detail
