// SPDX-License-Identifier: Apache-2.0
#include "word_forms.hpp"

#include <actionplan/core/text.hpp>

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

void WordForms::add(std::string_view form, std::size_t list, std::size_t language) {
  std::string folded = text::fold(form);
  if (folded.empty()) return;
  const std::uint64_t bit = std::uint64_t{1} << language;
  const auto first = static_cast<unsigned char>(folded.front());
  const auto last = static_cast<unsigned char>(folded.back());
  if (folded.find('*') == std::string::npos) {
    filter_.add(folded);
    words_[std::move(folded)].at(list) |= bit;
  } else if (first != '*') {
    beginnings_[first].push_back({std::move(folded), list, bit});
  } else {
    std::vector<Form>& forms = last != '*' ? endings_[last] : open_;
    forms.push_back({std::move(folded), list, bit});
  }
}

WordSets WordForms::of(std::string_view word) const {
  if (word.empty()) return {};
  const auto found = filter_.may_hold(word) ? words_.find(word) : words_.end();
  WordSets sets = found != words_.end() ? found->second : WordSets{};
  const auto add_fitting = [&](const std::vector<Form>& forms) {
    for (const Form& form : forms) {
      if (fits_word_form(word, form.text)) sets[form.list] |= form.language;
    }
  };
  add_fitting(open_);
  add_fitting(beginnings_[static_cast<unsigned char>(word.front())]);
  add_fitting(endings_[static_cast<unsigned char>(word.back())]);
  return sets;
}

}  // namespace actionplan::detail
