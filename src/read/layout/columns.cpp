// SPDX-License-Identifier: Apache-2.0
#include "columns.hpp"

#include "read/number.hpp"
#include "read/tokens.hpp"
#include "read/word_table.hpp"

#include <algorithm>
#include <array>

namespace actionplan::detail {
namespace {

// Wordings of plans met so far and of the Open Government Partnership's templates.
constexpr std::array wordings = {
    ColumnWording{"no", Column::number, ""},
    ColumnWording{"nr", Column::number, ""},
    ColumnWording{"#", Column::number, ""},
    ColumnWording{"id", Column::number, ""},
    ColumnWording{"number", Column::number, "en"},
    ColumnWording{"code", Column::number, "en"},
    ColumnWording{"reference", Column::number, "en"},
    ColumnWording{"ref", Column::number, "en"},
    ColumnWording{"s n", Column::number, "en"},
    ColumnWording{"sira", Column::number, "az"},
    ColumnWording{"name of measure", Column::title, "en"},
    ColumnWording{"measure", Column::title, "en"},
    ColumnWording{"measures", Column::title, "en"},
    ColumnWording{"commitment", Column::title, "en"},
    ColumnWording{"commitments", Column::title, "en"},
    ColumnWording{"activity", Column::title, "en"},
    ColumnWording{"activities", Column::title, "en"},
    ColumnWording{"action", Column::title, "en"},
    ColumnWording{"actions", Column::title, "en"},
    ColumnWording{"task", Column::title, "en"},
    ColumnWording{"milestone", Column::title, "en"},
    ColumnWording{"milestones", Column::title, "en"},
    ColumnWording{"tasks", Column::title, "en"},
    ColumnWording{"initiative", Column::title, "en"},
    ColumnWording{"step", Column::title, "en"},
    ColumnWording{"steps", Column::title, "en"},
    ColumnWording{"title", Column::title, "en"},
    ColumnWording{"name", Column::title, "en"},
    ColumnWording{"description", Column::title, "en"},
    ColumnWording{"tədbirin adi", Column::title, "az"},
    ColumnWording{"tədbir", Column::title, "az"},
    ColumnWording{"indicator", Column::indicator, "en"},
    ColumnWording{"indicators", Column::indicator, "en"},
    ColumnWording{"evaluation indicator", Column::indicator, "en"},
    ColumnWording{"performance indicator", Column::indicator, "en"},
    ColumnWording{"performance indicators", Column::indicator, "en"},
    ColumnWording{"performance measure", Column::indicator, "en"},
    ColumnWording{"success measure", Column::indicator, "en"},
    ColumnWording{"success criteria", Column::indicator, "en"},
    ColumnWording{"expected result", Column::indicator, "en"},
    ColumnWording{"expected results", Column::indicator, "en"},
    ColumnWording{"expected output", Column::indicator, "en"},
    ColumnWording{"measurement", Column::indicator, "en"},
    ColumnWording{"measured", Column::indicator, "en"},
    ColumnWording{"verifiable outputs", Column::indicator, "en"},
    ColumnWording{"output", Column::indicator, "en"},
    ColumnWording{"outputs", Column::indicator, "en"},
    ColumnWording{"result", Column::indicator, "en"},
    ColumnWording{"results", Column::indicator, "en"},
    ColumnWording{"outcome", Column::indicator, "en"},
    ColumnWording{"outcomes", Column::indicator, "en"},
    ColumnWording{"deliverable", Column::indicator, "en"},
    ColumnWording{"deliverables", Column::indicator, "en"},
    ColumnWording{"evaluation criteria", Column::indicator, "en"},
    ColumnWording{"kpi", Column::indicator, "en"},
    ColumnWording{"kpis", Column::indicator, "en"},
    ColumnWording{"indikator", Column::indicator, "az"},
    ColumnWording{"indikatoru", Column::indicator, "az"},
    ColumnWording{"qiymətləndirmə indikatoru", Column::indicator, "az"},
    ColumnWording{"agency", Column::agencies, "en"},
    ColumnWording{"agencies", Column::agencies, "en"},
    ColumnWording{"implementing agency", Column::agencies, "en"},
    ColumnWording{"implementing agencies", Column::agencies, "en"},
    ColumnWording{"name of implementing agency", Column::agencies, "en"},
    ColumnWording{"responsible agency", Column::agencies, "en"},
    ColumnWording{"responsible agencies", Column::agencies, "en"},
    ColumnWording{"responsible", Column::agencies, "en"},
    ColumnWording{"responsible institution", Column::agencies, "en"},
    ColumnWording{"responsible for implementation", Column::agencies, "en"},
    ColumnWording{"implementer", Column::agencies, "en"},
    ColumnWording{"implementers", Column::agencies, "en"},
    ColumnWording{"implemented by", Column::agencies, "en"},
    ColumnWording{"actors", Column::agencies, "en"},
    ColumnWording{"other actors involved", Column::agencies, "en"},
    ColumnWording{"partner", Column::agencies, "en"},
    ColumnWording{"partners", Column::agencies, "en"},
    ColumnWording{"responsible person", Column::agencies, "en", true},
    ColumnWording{"responsible persons", Column::agencies, "en", true},
    ColumnWording{"contact person", Column::agencies, "en", true},
    ColumnWording{"executor", Column::agencies, "en"},
    ColumnWording{"executors", Column::agencies, "en"},
    ColumnWording{"body", Column::agencies, "en"},
    ColumnWording{"bodies", Column::agencies, "en"},
    ColumnWording{"implementing body", Column::agencies, "en"},
    ColumnWording{"institution", Column::agencies, "en"},
    ColumnWording{"institutions", Column::agencies, "en"},
    ColumnWording{"ministry", Column::agencies, "en"},
    ColumnWording{"department", Column::agencies, "en"},
    ColumnWording{"lead", Column::agencies, "en"},
    ColumnWording{"owner", Column::agencies, "en"},
    ColumnWording{"icraci", Column::agencies, "az"},
    ColumnWording{"icracilar", Column::agencies, "az"},
    ColumnWording{"icra edən qurumlar", Column::agencies, "az"},
    ColumnWording{"deadline", Column::deadline, "en"},
    ColumnWording{"deadlines", Column::deadline, "en"},
    ColumnWording{"due", Column::deadline, "en"},
    ColumnWording{"due date", Column::deadline, "en"},
    ColumnWording{"date", Column::deadline, "en"},
    ColumnWording{"end date", Column::deadline, "en"},
    ColumnWording{"completion date", Column::deadline, "en"},
    ColumnWording{"target date", Column::deadline, "en"},
    ColumnWording{"timeline", Column::deadline, "en"},
    ColumnWording{"timeframe", Column::deadline, "en"},
    ColumnWording{"time frame", Column::deadline, "en"},
    ColumnWording{"time limit", Column::deadline, "en"},
    ColumnWording{"term", Column::deadline, "en"},
    ColumnWording{"period", Column::deadline, "en"},
    ColumnWording{"implementation period", Column::deadline, "en"},
    ColumnWording{"period of implementation", Column::deadline, "en"},
    ColumnWording{"date of implementation", Column::deadline, "en"},
    ColumnWording{"when", Column::deadline, "en"},
    ColumnWording{"schedule", Column::deadline, "en"},
    ColumnWording{"timing", Column::deadline, "en"},
    ColumnWording{"year", Column::deadline, "en"},
    ColumnWording{"years", Column::deadline, "en"},
    ColumnWording{"start", Column::deadline, "en", true},
    ColumnWording{"start date", Column::deadline, "en", true},
    ColumnWording{"icra muddəti", Column::deadline, "az"},
    ColumnWording{"muddət", Column::deadline, "az"},
};

// Tokens that say nothing of what a column holds.
constexpr std::array<std::string_view, 12> fillers = {"of", "the", "and", "or", "for", "a",
                                                      "an", "in",  "on",  "to", "by",  "s"};

// Tokens after which a heading goes on to say of what: its noun stands before them.
constexpr std::array<std::string_view, 6> after_noun = {"of", "for", "in", "on", "to", "by"};

// Nouns that leave it to what follows: "name of implementing agency".
constexpr std::array<std::string_view, 4> weak_nouns = {"name", "title", "description", "names"};

// Do the words of the phrase stand in the cell from word `at` on? Their number, else 0.
std::size_t count_match(const Tokens& cell, std::size_t at, std::string_view phrase) {
  std::size_t count = 0;
  while (!phrase.empty()) {
    const std::size_t end = std::min(phrase.find(' '), phrase.size());
    if (!cell.is(at + count, phrase.substr(0, end))) return 0;
    phrase.remove_prefix(std::min(end + 1, phrase.size()));
    ++count;
  }
  return count;
}

// A header cell, without what stands in parentheses at its end.
class HeaderCell {
 public:
  explicit HeaderCell(std::string_view text) : words_{text} {
    while (end_ < words_.size() && !words_.is_mark(end_, '(')) ++end_;
    while (noun_end_ < end_ && !is_one_of(words_[noun_end_].text, after_noun)) ++noun_end_;
  }

  [[nodiscard]] std::optional<ColumnMatch> match() const {
    if (is_prose()) return std::nullopt;
    if (const ColumnWording* phrase = longest(0, end_, 2)) return accept(phrase, end_);
    const ColumnWording* noun = longest(0, noun_end_, 1);
    if (noun != nullptr && !is_one_of(noun->words, weak_nouns)) return accept(noun, noun_end_);
    const ColumnWording* further = longest(noun_end_, end_, 1);
    return accept(further != nullptr ? further : noun, end_);
  }

 private:
  // A colon amid the words, or a sentence.
  [[nodiscard]] bool is_prose() const {
    constexpr std::size_t most_words = 16;
    if (end_ > most_words) return true;
    for (std::size_t i = 0; i + 1 < end_; ++i) {
      if (words_.is_mark(i, ':')) return true;
    }
    return false;
  }

  [[nodiscard]] std::optional<ColumnMatch> accept(const ColumnWording* wording,
                                                  std::size_t end) const {
    if (wording == nullptr) return std::nullopt;
    const double share = covered(wording->column, end);
    return share < 0.5 ? std::nullopt : std::optional{ColumnMatch{wording, share}};
  }

  // The longest wording of so many words at least. Of equals the last counts, since a noun follows
  // what describes it.
  [[nodiscard]] const ColumnWording* longest(std::size_t begin, std::size_t end,
                                             std::size_t least) const {
    const ColumnWording* best = nullptr;
    std::size_t best_count = least;
    for (std::size_t at = begin; at < end; ++at) {
      for (const ColumnWording& wording : wordings) {
        const std::size_t count = count_match(words_, at, wording.words);
        if (count < best_count || at + count > end) continue;
        best = &wording;
        best_count = count;
      }
    }
    return best;
  }

  // The share of the words before `end` that wordings of the column cover.
  [[nodiscard]] double covered(Column column, std::size_t end) const {
    std::size_t told = 0;
    std::size_t all = 0;
    std::size_t until = 0;
    for (std::size_t at = 0; at < end; ++at) {
      for (const ColumnWording& wording : wordings) {
        if (wording.column != column) continue;
        until = std::max(until, at + count_match(words_, at, wording.words));
      }
      const bool is_filler =
          words_[at].kind == TokenKind::mark || is_one_of(words_[at].text, fillers);
      if (is_filler && at >= until) continue;
      ++all;
      told += at < until ? 1U : 0U;
    }
    return all == 0 ? 0 : static_cast<double>(told) / static_cast<double>(all);
  }

  Tokens words_;
  std::size_t end_ = 0;
  std::size_t noun_end_ = 0;
};

constexpr std::array<std::string_view, 6> lead_words = {"lead",        "leading",      "main",
                                                        "coordinator", "coordinating", "principal"};
constexpr std::array<std::string_view, 9> supporting_words = {
    "supporting", "support", "partner", "partners",     "involved",
    "other",      "others",  "co",      "participating"};

// "1.1." stands in rows of measures, not in a header.
bool is_label(std::string_view cell) {
  const std::optional<Number> number = leading_number(cell);
  return number && number->has_dot && !has_letters_or_digits(cell.substr(number->length));
}

}  // namespace

std::string_view to_string(Column column) noexcept {
  switch (column) {
    case Column::number: return "number";
    case Column::title: return "title";
    case Column::indicator: return "indicator";
    case Column::agencies: return "agencies";
    case Column::deadline: return "deadline";
  }
  return "title";
}

std::optional<Column> Header::at(std::size_t index) const noexcept {
  for (std::size_t i = 0; i < column_count; ++i) {
    if (position[i] == index) return static_cast<Column>(i);
  }
  const bool is_agencies = std::any_of(agencies.begin(), agencies.end(), [&](const auto& column) {
    return column.position == index;
  });
  return is_agencies ? std::optional{Column::agencies} : std::nullopt;
}

std::optional<ColumnMatch> find_column(std::string_view cell) {
  constexpr std::size_t longest = 200;  // a header cell is a few words, anything longer is text
  if (cell.size() > longest) return std::nullopt;
  const std::optional<ColumnMatch> match = HeaderCell{cell}.match();
  return match && match->wording->is_ignored ? std::nullopt : match;
}

std::optional<Role> role_of_column(std::string_view cell) {
  const Tokens words{cell};
  std::size_t first = 0;
  while (is_one_of(words[first].text, fillers) || is_one_of(words[first].text, weak_nouns)) ++first;
  if (is_one_of(words[first].text, lead_words)) return Role::lead;
  if (is_one_of(words[first].text, supporting_words)) return Role::supporting;
  return std::nullopt;
}

std::optional<Header> find_header(RowView row) {
  constexpr std::size_t widest = 200;
  if (row.size() < 2 || row.size() > widest) return std::nullopt;
  Header header;
  header.width = row.size();
  std::array<double, column_count> shares{};
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (is_label(row[i].text)) return std::nullopt;
    const std::optional<ColumnMatch> match = find_column(row[i].text);
    if (!match) continue;
    const auto column = static_cast<std::size_t>(match->wording->column);
    if (match->wording->column == Column::agencies) {
      header.agencies.push_back({i, role_of_column(row[i].text)});
    }
    if (header.position[column] && shares[column] >= match->share) continue;
    header.position[column] = i;
    shares[column] = match->share;
    if (header.language.empty()) header.language = match->wording->language;
  }
  const auto found = std::count_if(header.position.begin(), header.position.end(),
                                   [](const auto& position) { return position.has_value(); });
  const bool is_header = (header.of(Column::title) && found >= 2) || found >= 3;
  return is_header ? std::optional{header} : std::nullopt;
}

}  // namespace actionplan::detail
