// SPDX-License-Identifier: Apache-2.0
#include "title_years.hpp"

#include <actionplan/core/text.hpp>

#include "read/deadline/heading_dates.hpp"
#include "read/tokens.hpp"
#include "read/words/column_words.hpp"
#include "read/words/lexicon.hpp"

#include <algorithm>
#include <vector>

namespace actionplan::detail {
namespace {

class TitleYears {
 public:
  TitleYears(std::string_view title, std::string_view language) : title_{title}, words_{title} {
    for (const Lexicon* const lexicon : plan_lexicons()) {
      const std::string_view one = lexicon->language();
      every_.insert(one == "en" ? every_.begin() : every_.end(), lexicon);
      if (language.empty() || one == language || one == "en") lexicons_.push_back(lexicon);
    }
  }

  [[nodiscard]] bool names_plan() const {
    const auto is_name = [](Sense sense) {
      return sense == Sense::plan || sense == Sense::reference;
    };
    for (std::size_t at = 0; at < words_.size(); ++at) {
      if (is_year(at) && last_of_stretch(at) != at) return true;
    }
    return std::any_of(every_.begin(), every_.end(), [&](const Lexicon* lexicon) {
      for (std::size_t at = 0; at < words_.size(); ++at) {
        if (words_.is_word(at) && says_in({lexicon}, at, is_name)) return true;
      }
      return false;
    });
  }

  [[nodiscard]] bool names_document_or_years() const {
    for (std::size_t at = 0; at < words_.size(); ++at) {
      if (is_year(at) && last_of_stretch(at) != at) return true;
      if (document_at(at) != Named::nothing && document_at(at) != Named::reference) return true;
    }
    return false;
  }

  [[nodiscard]] bool names_other() const {
    std::size_t year = 0;
    while (year < words_.size() && !is_year(year)) ++year;
    const bool has_years = year < words_.size();
    bool has_own = false;
    for (std::size_t at = 0; at < words_.size();) {
      std::size_t next = at + 1;
      const bool is_named = document_at(at, &next) != Named::nothing;
      if (is_named && has_own && (!has_years || at > year || next == year)) return true;
      has_own = has_own || is_named;
      at = next;
    }
    return false;
  }

  [[nodiscard]] std::string other_noun() const {
    for (std::size_t at = 0; at < words_.size(); ++at) {
      const Named named = document_at(at);
      if (named == Named::plan) return {};
      if (named == Named::document) return std::string{words_[at].text};
    }
    return {};
  }

  [[nodiscard]] bool ends_with_years() const {
    for (std::size_t at = words_.size(); at-- > 0;) {
      if (is_year(at)) return true;
      const bool is_of_years =
          words_[at].kind == TokenKind::mark || says_in(every_, at, [](Sense sense) {
            return sense == Sense::year_word || sense == Sense::ordinal_end;
          });
      if (!is_of_years) return false;
    }
    return false;
  }

  // Behind a noun, no word of time between them: "Climate Plan 2030". What is done each year is no
  // horizon.
  [[nodiscard]] bool may_be_horizon() const {
    constexpr int round = 5;
    const auto is_of_time = [](Sense sense) {
      return sense == Sense::about || sense == Sense::within || sense == Sense::throughout ||
             sense == Sense::year_word || sense == Sense::from || sense == Sense::month ||
             sense == Sense::quarter;
    };
    const auto is_yearly = [](Sense sense) { return sense == Sense::cadence; };
    for (std::size_t at = 0; at < words_.size(); ++at) {
      if (words_.is_word(at) && says_in(every_, at, is_yearly)) return false;
    }
    for (std::size_t at = 1; at < words_.size(); ++at) {
      if (!is_year(at) || value(at) % round != 0 || !words_.is_word(at - 1)) continue;
      const bool is_dated = says_in(every_, at - 1, is_of_time) ||
                            (words_.is_word(at + 1) && says_in(every_, at + 1, is_of_time));
      if (!is_dated) return true;
    }
    return false;
  }

  [[nodiscard]] std::optional<Period> find() const {
    std::optional<Period> best;
    std::size_t best_rank = 0;
    for (std::size_t at = 0; at < words_.size();) {
      if (!is_year(at)) {
        ++at;
        continue;
      }
      const std::size_t last = last_of_stretch(at);
      const std::optional<Period> years =
          last == at ? whole_years(at)
                     : std::optional{Period{Period::year(value(at)).first(),
                                            Period::year(value(last)).last()}};
      const bool is_stretch = years && years->first().year() != years->last().year();
      const bool is_other = names_something(at, last) || is_aside(at, last);
      const std::size_t rank = (is_other ? 0U : 2U) + (is_stretch ? 2U : 1U);
      const bool is_end = !is_stretch && ends_something(at);
      if (years && !is_end && rank > best_rank) {
        best = years;
        best_rank = rank;
      }
      at = last + 1;
    }
    return best;
  }

 private:
  enum class Named : std::uint8_t { nothing, reference, document, plan };

  // What a word names; a reference may be an act. @param next the token behind its phrase
  [[nodiscard]] Named document_at(std::size_t at, std::size_t* next = nullptr) const {
    if (!words_.is_word(at)) return Named::nothing;
    Named named = names_document(words_[at].text) ? Named::document
                  : names_act(words_[at].text)    ? Named::reference
                                                  : Named::nothing;
    for (const Lexicon* lexicon : every_) {
      const std::optional<Lexicon::Found> found = lexicon->find(words_, at);
      if (!found) continue;
      const Sense sense = found->meaning.sense;
      if (sense != Sense::plan && sense != Sense::reference) continue;
      named = std::max(named, sense == Sense::plan ? Named::plan : Named::reference);
      if (next != nullptr) *next = std::max(*next, found->next);
    }
    return named;
  }

  [[nodiscard]] bool is_year(std::size_t at) const {
    constexpr std::uint32_t first = 1900;
    constexpr std::uint32_t last = 2199;
    const Token& token = words_[at];
    return words_.is_number(at) && token.digits == 4 && token.value >= first && token.value <= last;
  }

  [[nodiscard]] int value(std::size_t at) const { return static_cast<int>(words_[at].value); }

  // The last year of a stretch that begins here: "2021 to 2023", "2021 and 2022".
  [[nodiscard]] std::size_t last_of_stretch(std::size_t first) const {
    constexpr std::size_t farthest = 5;
    constexpr int longest = 15;
    for (std::size_t at = first + 1; at <= first + farthest && at < words_.size(); ++at) {
      if (is_year(at)) {
        const bool is_later = value(at) > value(first) && value(at) - value(first) <= longest;
        if (!is_later) return first;
        return value(at) == value(first) + 1 ? std::max(at, last_of_stretch(at)) : at;
      }
      // "2022. – 2024."
      const bool is_dash =
          words_.is_mark(at, '-') || words_.is_mark(at, ',') || words_.is_mark(at, '.');
      const bool joins = is_dash || says(at, [](Sense sense) {
                           return sense == Sense::until || sense == Sense::to ||
                                  sense == Sense::conjunction || sense == Sense::year_word ||
                                  sense == Sense::by_vague || sense == Sense::ordinal_end;
                         });
      if (!joins) return first;
    }
    return first;
  }

  // "2023", "2023/24"
  [[nodiscard]] std::optional<Period> whole_years(std::size_t at) const {
    constexpr std::size_t longest = 24;  // "2023-2024", "2023/24"
    const std::string_view text = title_.substr(words_[at].begin_byte);
    for (const Period& period : dates_in(text.substr(0, text::byte_offset(text, longest)), {})) {
      const bool is_whole = period.first().month() == 1 && period.first().day() == 1 &&
                            period.last().month() == 12 && period.last().day() == 31;
      return is_whole ? std::optional{period} : std::nullopt;
    }
    return std::nullopt;
  }

  // "by 2030", "до кінця 2030 року", "2030-cu ilədək"
  [[nodiscard]] bool ends_something(std::size_t at) const {
    constexpr std::size_t farthest = 3;
    const auto is_end = [](Sense sense) {
      return sense == Sense::by || sense == Sense::until || sense == Sense::by_vague ||
             sense == Sense::before;
    };
    for (std::size_t back = 1; back <= std::min(farthest, at); ++back) {
      if (words_[at - back].kind != TokenKind::word) break;
      if (says(at - back, is_end)) return !is_of_plan(at - back, is_end);
    }
    const auto is_behind = [](Sense sense) {
      return sense == Sense::by_after || sense == Sense::by_vague_after ||
             sense == Sense::before_after;
    };
    for (std::size_t next = at + 1; next <= at + farthest; ++next) {
      if (words_.is_mark(next, '-')) continue;
      if (!words_.is_word(next)) break;
      if (says(next, is_behind)) return true;
    }
    return ends_in_any_language(at);
  }

  // "Plan para 2025", "Actieplan voor 2025", "Piano d'azione per il 2025": right behind the plan's noun a word that
  // may be "by" is "for", but in English, and where it is none of those that stand before nouns.
  template <class IsEnd>
  [[nodiscard]] bool is_of_plan(std::size_t at, IsEnd is_end) const {
    constexpr std::size_t longest = 4;  // of the noun's phrase
    const Lexicon* const english = every_.empty() ? nullptr : every_.front();
    const bool is_said_in_english = says_in({english}, at, is_end);
    if (is_said_in_english || !is_filler(words_[at].text)) return false;
    for (std::size_t back = 1; back <= std::min(longest, at); ++back) {
      std::size_t next = at - back + 1;
      if (document_at(at - back, &next) == Named::plan && next >= at) return true;
    }
    return false;
  }

  // "до 2030 року" above English headers: words of another language that leave no choice, as Spanish
  // "para", which is "for" as well, does.
  [[nodiscard]] bool ends_in_any_language(std::size_t at) const {
    constexpr std::size_t farthest = 3;
    for (std::size_t back = 1; back <= std::min(farthest, at); ++back) {
      if (words_[at - back].kind != TokenKind::word) break;
      const bool is_end = says_in(every_, at - back, [](Sense sense) {
        return sense == Sense::until || sense == Sense::by_vague;
      });
      if (is_end) return true;
    }
    for (std::size_t next = at + 1; next <= at + farthest; ++next) {
      if (words_.is_mark(next, '-')) continue;
      if (!words_.is_word(next)) break;
      const bool is_end =
          says_in(every_, next, [](Sense sense) { return sense == Sense::by_vague_after; });
      if (is_end) return true;
    }
    return false;
  }

  // "the 2019 Law", "Strategy 2020-2030", "Стратегії 2025", whatever the language of the headers
  [[nodiscard]] bool names_something(std::size_t first, std::size_t last) const {
    const auto is_name = [&](std::size_t at) {
      return words_.is_word(at) &&
             says_in(every_, at, [](Sense sense) { return sense == Sense::reference; });
    };
    return (first > 0 && is_name(first - 1)) || is_name(last + 1);
  }

  // "(update of the 2022-2026 plan)": in parentheses with a word before it.
  [[nodiscard]] bool is_aside(std::size_t first, std::size_t last) const {
    bool has_word = false;
    std::size_t at = first;
    while (at > 0 && !words_.is_mark(at - 1, '(') && !words_.is_mark(at - 1, ')')) {
      --at;
      has_word = has_word || words_.is_word(at);
    }
    if (at == 0 || words_.is_mark(at - 1, ')')) return false;
    std::size_t end = last + 1;
    while (end < words_.size() && !words_.is_mark(end, ')')) ++end;
    return has_word && end < words_.size();
  }

  template <class Wanted>
  [[nodiscard]] bool says_in(const std::vector<const Lexicon*>& lexicons, std::size_t at,
                             Wanted wanted) const {
    return std::any_of(lexicons.begin(), lexicons.end(), [&](const Lexicon* lexicon) {
      const std::optional<Lexicon::Found> found = lexicon->find(words_, at);
      return found &&
             (wanted(found->meaning.sense) || (found->suffix && wanted(found->suffix->sense)));
    });
  }

  template <class Wanted>
  [[nodiscard]] bool says(std::size_t at, Wanted wanted) const {
    return says_in(lexicons_, at, wanted);
  }

  std::string_view title_;
  Tokens words_;
  std::vector<const Lexicon*> every_;
  std::vector<const Lexicon*> lexicons_;
};

}  // namespace

bool names_plan(std::string_view line) {
  constexpr std::size_t longest = 1000;  // bytes; anything longer is prose
  return line.size() <= longest && TitleYears{line, {}}.names_plan();
}

bool names_document_or_years(std::string_view line) {
  return TitleYears{line, {}}.names_document_or_years();
}

bool names_other_document(std::string_view line) { return TitleYears{line, {}}.names_other(); }

std::string other_noun_of(std::string_view line) { return TitleYears{line, {}}.other_noun(); }

bool ends_with_years(std::string_view line) { return TitleYears{line, {}}.ends_with_years(); }

bool may_name_horizon(std::string_view title) { return TitleYears{title, {}}.may_be_horizon(); }

std::optional<Period> years_of_title(std::string_view title, std::string_view language) {
  if (title.find_first_of("0123456789") == std::string_view::npos) return std::nullopt;
  return TitleYears{title, language}.find();
}

}  // namespace actionplan::detail
