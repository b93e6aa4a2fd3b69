// SPDX-License-Identifier: Apache-2.0
#include "columns.hpp"

#include "words.hpp"

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
    ColumnWording{"executor", Column::agencies, "en"},
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
    ColumnWording{"icra muddəti", Column::deadline, "az"},
    ColumnWording{"muddət", Column::deadline, "az"},
};

// Do the words of the phrase stand in the cell from word `at` on? Their number, else 0.
std::size_t count_match(const Words& cell, std::size_t at, std::string_view phrase) {
  std::size_t count = 0;
  while (!phrase.empty()) {
    const std::size_t end = std::min(phrase.find(' '), phrase.size());
    if (!cell.is(at + count, phrase.substr(0, end))) return 0;
    phrase.remove_prefix(std::min(end + 1, phrase.size()));
    ++count;
  }
  return count;
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

const ColumnWording* find_column(std::string_view cell) {
  constexpr std::size_t longest = 200;  // a header cell is a few words, anything longer is text
  if (cell.size() > longest) return nullptr;
  const Words words{cell};
  const ColumnWording* best = nullptr;
  std::size_t best_count = 0;
  for (std::size_t at = 0; at < words.size(); ++at) {
    for (const ColumnWording& wording : wordings) {
      const std::size_t count = count_match(words, at, wording.words);
      // Of equals the last counts, since a noun follows what describes it.
      if (count != 0 && count >= best_count) {
        best = &wording;
        best_count = count;
      }
    }
  }
  return best;
}

std::optional<Header> find_header(const Row& row) {
  constexpr std::size_t widest = 200;
  if (row.size() < 2 || row.size() > widest) return std::nullopt;
  Header header;
  header.width = row.size();
  std::size_t found = 0;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const ColumnWording* wording = find_column(row[i].text);
    if (wording == nullptr) continue;
    std::optional<std::size_t>& position =
        header.position[static_cast<std::size_t>(wording->column)];
    if (position) continue;
    position = i;
    ++found;
    if (header.language.empty()) header.language = wording->language;
  }
  const bool is_header = (header.of(Column::title) && found >= 2) || found >= 3;
  return is_header ? std::optional{header} : std::nullopt;
}

}  // namespace actionplan::detail
