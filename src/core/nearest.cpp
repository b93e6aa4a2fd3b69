// SPDX-License-Identifier: Apache-2.0
#include "core/internal/nearest.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <numeric>
#include <tuple>

namespace actionplan::detail {
namespace {

constexpr std::size_t most_candidates = 3;
constexpr std::size_t longest_compared = 64;  // bytes; longer ones are compared by their stem alone

// What stands before the last mark: "6.2.1" of "6.2.1/1", "6.2" of "6.2.1".
std::string_view stem(std::string_view id) {
  const std::size_t mark = id.find_last_of("/.-");
  return mark == std::string_view::npos ? std::string_view{} : id.substr(0, mark);
}

bool goes_on_after(std::string_view longer, std::string_view start) {
  return longer.size() > start.size() && longer.substr(0, start.size()) == start &&
         std::string_view{"/.-"}.find(longer[start.size()]) != std::string_view::npos;
}

// Levenshtein 1966, by the rows of Wagner and Fischer 1974.
std::size_t edits(std::string_view a, std::string_view b) {
  std::array<std::size_t, longest_compared + 1> row{};
  std::iota(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(b.size() + 1), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t above = row[j + 1];
      row[j + 1] = std::min({above + 1, row[j] + 1, diagonal + (a[i] == b[j] ? 0U : 1U)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

}  // namespace

std::size_t nearness(std::string_view wanted, std::string_view known) {
  constexpr std::size_t same_stem = 1;
  constexpr std::size_t few_edits = 2;
  if (goes_on_after(known, wanted) || goes_on_after(wanted, known)) return 0;
  const std::string_view before = stem(wanted);
  const bool has_same_stem = !before.empty() && stem(known) == before;
  if (wanted.size() > longest_compared || known.size() > longest_compared) {
    return has_same_stem ? same_stem + longest_compared : unlike;
  }
  const std::size_t most = wanted.size() < 4 ? 1 : few_edits;
  const std::size_t apart =
      wanted.size() > known.size() ? wanted.size() - known.size() : known.size() - wanted.size();
  if (!has_same_stem && apart > most) return unlike;
  const std::size_t distance = edits(wanted, known);
  if (has_same_stem) return same_stem + distance;
  return distance <= most ? same_stem + longest_compared + distance : unlike;
}

NearestIds::NearestIds(std::string_view wanted) : wanted_{wanted} {}

void NearestIds::add(std::string_view known) {
  const Candidate next{nearness(wanted_, known), known};
  if (next.rank == unlike) return;
  const auto is_same = [known](const Candidate& other) { return other.id == known; };
  if (std::any_of(best_.begin(), best_.end(), is_same)) return;
  const auto order = [](const Candidate& a, const Candidate& b) {
    return std::tuple{a.rank, a.id.size(), a.id} < std::tuple{b.rank, b.id.size(), b.id};
  };
  best_.insert(std::upper_bound(best_.begin(), best_.end(), next, order), next);
  if (best_.size() > most_candidates) best_.pop_back();
}

std::vector<std::string_view> NearestIds::found() const {
  std::vector<std::string_view> ids;
  for (const Candidate& candidate : best_) ids.push_back(candidate.id);
  return ids;
}

std::string NearestIds::sentence_part() const { return nearest_part(found()); }

std::string nearest_part(const std::vector<std::string_view>& names) {
  if (names.empty()) return {};
  std::string out = names.size() == 1 ? "; the nearest is " : "; the nearest are ";
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i != 0) out += i + 1 == names.size() ? " and " : ", ";
    out += names[i];
  }
  return out;
}

}  // namespace actionplan::detail
