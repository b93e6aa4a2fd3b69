// SPDX-License-Identifier: Apache-2.0
#include "price_year.hpp"

#include "read/tokens.hpp"
#include "read/words/column_words.hpp"
#include "read/words/money_words.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace actionplan::detail {
namespace {

class PriceYear {
 public:
  PriceYear(std::string_view header, std::string_view language)
      : tokens_{header}, hits_{money_words(header, tokens_, language)} {}

  // Bytes of the words for prices with the year beside them, and what belongs to these.
  [[nodiscard]] std::optional<std::pair<std::size_t, std::size_t>> find() const {
    for (const MoneyHit& hit : hits_) {
      if (hit.kind != MoneyWord::prices) continue;
      const std::optional<std::size_t> year = year_beside(hit);
      if (!year) continue;
      std::size_t first = std::min(*year, hit.at);
      std::size_t end = std::max(*year + 1, hit.end);
      while (first > 0 && tokens_.is_word(first - 1) && is_idle(first - 1)) --first;
      while (tokens_.is_word(end) && hit_at(end) == nullptr) ++end;  // "2023 года"
      return std::pair{std::size_t{tokens_[first].begin_byte},
                       std::size_t{tokens_[end - 1].end_byte}};
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] bool is_year(std::size_t at) const {
    constexpr std::uint32_t first = 1900;
    constexpr std::uint32_t last = 2199;
    return tokens_.is_number(at) && tokens_[at].digits == 4 && tokens_[at].value >= first &&
           tokens_[at].value <= last;
  }

  // Before or behind, without a mark between them; before a word such as "in" the year is another's: "cost
  // 2024 in prices of 2023". Of two the one behind such a word counts.
  [[nodiscard]] std::optional<std::size_t> year_beside(const MoneyHit& hit) const {
    constexpr std::size_t farthest = 3;
    std::optional<std::size_t> found;
    for (std::size_t step = 1; step <= std::min(farthest, hit.at); ++step) {
      const std::size_t at = hit.at - step;
      if (is_year(at)) found = at;
      if (found || !tokens_.is_word(at) || is_filler(tokens_[at].text)) break;
    }
    bool is_joined = !found;
    for (std::size_t at = hit.end; at < std::min(hit.end + farthest, tokens_.size()); ++at) {
      if (is_year(at)) return is_joined ? at : found;
      if (!tokens_.is_word(at)) break;
      is_joined = is_joined || is_filler(tokens_[at].text);
    }
    return found;
  }

  [[nodiscard]] const MoneyHit* hit_at(std::size_t at) const {
    const auto found = std::find_if(hits_.begin(), hits_.end(), [at](const MoneyHit& hit) {
      return hit.at <= at && at < hit.end;
    });
    return found == hits_.end() ? nullptr : &*found;
  }

  // "at constant", "in"
  [[nodiscard]] bool is_idle(std::size_t at) const {
    const MoneyHit* const hit = hit_at(at);
    return hit != nullptr ? hit->kind == MoneyWord::idle : is_filler(tokens_[at].text);
  }

  Tokens tokens_;
  std::vector<MoneyHit> hits_;
};

}  // namespace

std::string without_price_year(std::string_view header, std::string_view language) {
  constexpr std::size_t longest = 300;
  std::string out{header};
  if (header.size() > longest || header.find_first_of("12") == std::string_view::npos) return out;
  if (const auto found = PriceYear{header, language}.find()) {
    out.replace(found->first, found->second - found->first, " ");
  }
  return out;
}

}  // namespace actionplan::detail
