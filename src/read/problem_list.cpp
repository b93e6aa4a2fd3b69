// SPDX-License-Identifier: Apache-2.0
#include "problem_list.hpp"

#include <actionplan/core/text.hpp>

#include "contact.hpp"

#include <algorithm>
#include <utility>

namespace actionplan::detail {
namespace {

// Problems go with the plan into stores and publications, where addresses and numbers of persons have
// no place: what is quoted with them is left out, and the place stays.
void hide_contacts(std::string& message) {
  const std::size_t first = message.find('"');
  const std::size_t last = message.rfind('"');
  if (first == last || !holds_contact(std::string_view{message}.substr(first, last - first)))
    return;
  message.replace(first + 1, last - first - 1, "...");
}

}  // namespace

void ProblemList::add(Problem problem) {
  std::size_t& count = counts_[problem.code];
  if (++count > most_) return;
  hide_contacts(problem.message);
  problems_.push_back(std::move(problem));
}

std::vector<Problem> ProblemList::take() && {
  for (const auto& entry : counts_) {
    if (entry.second <= most_) continue;
    problems_.push_back({entry.first,
                         Severity::warning,
                         Place{},
                         std::to_string(entry.second - most_) +
                             " more problems of this code are "
                             "not listed; mend those listed and read again.",
                         {}});
  }
  return std::move(problems_);
}

std::string shown(std::string_view text) {
  constexpr std::size_t longest = 60;
  const std::size_t end = text::byte_offset(text, longest);
  std::string out = text::collapse_spaces(text.substr(0, end));
  std::replace_if(
      out.begin(), out.end(), [](char c) { return is_control(c); }, ' ');
  return '"' + out + (end < text.size() ? "..." : "") + '"';
}

}  // namespace actionplan::detail
