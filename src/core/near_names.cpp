// SPDX-License-Identifier: Apache-2.0
#include "core/internal/near_names.hpp"

#include <actionplan/core/text.hpp>

#include "core/internal/excerpt.hpp"
#include "core/internal/nearest.hpp"

#include <algorithm>
#include <utility>

namespace actionplan::detail {
namespace {

constexpr std::size_t most_names = 3;
constexpr std::size_t holds_words = 1000;     // behind every id that is like it
constexpr std::size_t differs_little = 2000;  // behind every name that holds its words

bool holds_all(std::string_view name, const std::vector<std::string>& words) {
  return !words.empty() && std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    return name.find(word) != std::string_view::npos;
  });
}

}  // namespace

NearNames::NearNames(std::string_view wanted)
    : wanted_{wanted}, folded_{text::fold(text::replace_invalid_utf8(wanted))} {
  constexpr std::size_t least_letters = 4;
  for (std::size_t at = 0; at < folded_.size();) {
    const std::size_t end = std::min(folded_.find(' ', at), folded_.size());
    std::string word = folded_.substr(at, end - at);
    if (text::count_code_points(word) >= least_letters) words_.push_back(std::move(word));
    at = end + 1;
  }
}

void NearNames::add(std::string_view id, const std::vector<std::string_view>& names) {
  Candidate next;
  const std::string_view shown = names.empty() ? std::string_view{} : names.front();
  next.shown = excerpt(id.empty() ? shown : id);
  if (!id.empty() && !shown.empty() && shown != id) next.shown += " (" + excerpt(shown) + ")";
  if (folded_.empty()) return;
  std::size_t rank = unlike;
  if (!id.empty()) rank = text::fold(id) == folded_ ? 0 : nearness(wanted_, id);
  for (const std::string_view name : names) {
    const std::string folded = text::fold(name);
    if (folded == folded_) {
      const std::string_view called = id.empty() ? name : id;
      const bool is_known =
          std::find(named_so_.begin(), named_so_.end(), called) != named_so_.end();
      if (!is_known) named_so_.emplace_back(called);
      return;
    }
    if (holds_all(folded, words_)) rank = std::min(rank, holds_words + folded.size());
    const std::size_t apart = nearness(folded_, folded);
    if (apart != unlike) rank = std::min(rank, differs_little + apart);
  }
  if (rank == unlike) return;
  next.rank = rank;
  insert(std::move(next));
}

void NearNames::insert(Candidate next) {
  const auto is_same = [&](const Candidate& other) { return other.shown == next.shown; };
  if (std::any_of(best_.begin(), best_.end(), is_same)) return;
  const auto place =
      std::upper_bound(best_.begin(), best_.end(), next,
                       [](const Candidate& a, const Candidate& b) { return a.rank < b.rank; });
  best_.insert(place, std::move(next));
  if (best_.size() > most_names) best_.pop_back();
}

std::string NearNames::sentence_part() const {
  std::vector<std::string_view> shown;
  for (const Candidate& candidate : best_) shown.push_back(candidate.shown);
  return nearest_part(shown);
}

}  // namespace actionplan::detail
