// SPDX-License-Identifier: Apache-2.0
#include "periods.hpp"

#include <actionplan/core/text.hpp>

#include "read/tokens.hpp"
#include "read/words/column_words.hpp"
#include "read/words/lexicon.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace actionplan::detail {
namespace {

// What the texts of one column say of its period.
struct PeriodLabel {
  std::optional<int> year;
  std::optional<int> part;   // number of the quarter, half or month in its year
  std::optional<Unit> unit;  // of the part

  [[nodiscard]] bool is_empty() const { return !year && !part && !unit; }
};

// "II", also in Cyrillic letters that look like it; 0: none.
int roman_number(std::string_view folded) {
  std::string plain;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t length = std::min(letter_length(folded.substr(at)), folded.size() - at);
    const std::string_view letter = folded.substr(at, length);
    if (letter == "і" || letter == "i") {
      plain += 'i';
    } else if (letter == "v" || letter == "x") {
      plain += letter;
    } else if (letter == "х") {
      plain += 'x';
    } else {
      return 0;
    }
    at += length;
  }
  constexpr std::array<std::string_view, 12> numerals = {"i",   "ii",   "iii", "iv", "v",  "vi",
                                                         "vii", "viii", "ix",  "x",  "xi", "xii"};
  const auto* const found = std::find(numerals.begin(), numerals.end(), plain);
  return found == numerals.end() ? 0 : static_cast<int>(found - numerals.begin()) + 1;
}

std::optional<Unit> unit_of_letter(std::string_view letter) {
  if (letter == "q" || letter == "t" || letter == "к") return Unit::quarter;
  if (letter == "s" || letter == "h") return Unit::half;
  if (letter == "m") return Unit::month;
  return std::nullopt;
}

// Reads one text of a header in one language; false where a word of it is not understood.
class LabelReader {
 public:
  LabelReader(const Tokens& words, const Lexicon& lexicon) : words_{words}, lexicon_{lexicon} {}

  [[nodiscard]] bool read(PeriodLabel& label) const {
    for (std::size_t at = 0; at < words_.size();) {
      const std::size_t next = read_word(at, label);
      if (next == at) return false;
      at = next;
    }
    return true;
  }

 private:
  // The word after those that were understood; `at`: none was.
  [[nodiscard]] std::size_t read_word(std::size_t at, PeriodLabel& label) const {
    const Token& word = words_[at];
    if (word.kind == TokenKind::mark) return at + 1;
    if (word.kind == TokenKind::number) return read_number(word, label) ? at + 1 : at;
    if (const int part = roman_number(word.text); part != 0 && !label.part) {
      label.part = part;
      return at + 1;
    }
    const std::optional<Lexicon::Found> found = lexicon_.find(words_, at);
    if (found && take(found->meaning, label)) return found->next;
    const std::optional<Unit> unit = unit_of_letter(word.text);
    if (!unit || !words_.is_number(at + 1)) return at;
    label.unit = unit;
    return at + 1;
  }

  static bool read_number(const Token& word, PeriodLabel& label) {
    constexpr std::uint32_t first_year = 1900;
    constexpr std::uint32_t last_year = 2199;
    if (word.digits == 4 && word.value >= first_year && word.value <= last_year) {
      if (label.year) return false;
      label.year = static_cast<int>(word.value);
      return true;
    }
    if (word.digits > 2 || word.value == 0 || word.value > 12 || label.part) return false;
    label.part = static_cast<int>(word.value);
    return true;
  }

  static bool take(const Meaning& meaning, PeriodLabel& label) {
    switch (meaning.sense) {
      case Sense::month:
        label.unit = Unit::month;
        label.part = meaning.value;
        return true;
      case Sense::quarter:
        label.unit = Unit::quarter;
        label.part = meaning.value;
        return true;
      case Sense::ordinal: label.part = meaning.value; return true;
      case Sense::letter: label.unit = static_cast<Unit>(meaning.value); return true;
      case Sense::unit: {
        const auto unit = static_cast<Unit>(meaning.value);
        if (unit != Unit::year) label.unit = unit;
        return true;
      }
      case Sense::year_word:
      case Sense::filler:
      case Sense::ordinal_end:
      case Sense::suffix_only: return true;
      default: return false;
    }
  }

  const Tokens& words_;
  const Lexicon& lexicon_;
};

std::optional<PeriodLabel> read_label(std::string_view text) {
  constexpr std::size_t longest = 40;
  if (text.empty() || text.size() > longest) return std::nullopt;
  const Tokens words{text};
  for (const Lexicon* const lexicon : plan_lexicons()) {
    PeriodLabel label;
    if (LabelReader{words, *lexicon}.read(label) && !label.is_empty()) {
      return label;
    }
  }
  return std::nullopt;
}

// Is there anything in the text that a period could be told by? Spares asking every lexicon.
bool may_name_part(std::string_view text) {
  return text.size() <= 4 || text.find_first_of("0123456789") != std::string_view::npos;
}

// The innermost text names the period, those above may add to it.
std::optional<PeriodLabel> label_of(const std::vector<std::string>& texts, bool has_years) {
  if (texts.empty() || (!has_years && !may_name_part(texts.back()))) return std::nullopt;
  std::optional<PeriodLabel> label = read_label(texts.back());
  if (!label || (!label->year && !label->part)) return std::nullopt;
  for (std::size_t i = texts.size() - 1; i-- > 0;) {
    const std::optional<PeriodLabel> above = read_label(texts[i]);
    if (!above) continue;
    if (!label->year) label->year = above->year;
    if (!label->part) label->part = above->part;
    if (!label->unit) label->unit = above->unit;
  }
  return label;
}

std::optional<Unit> unit_by_count(std::size_t parts) {
  if (parts == 4) return Unit::quarter;
  if (parts == 12) return Unit::month;
  if (parts == 2) return Unit::half;
  return std::nullopt;
}

std::optional<Period> period_of(const PeriodLabel& label, std::size_t parts_of_year) {
  if (!label.year) return std::nullopt;
  const int year = *label.year;
  if (!label.part) return label.unit ? std::nullopt : std::optional{Period::year(year)};
  const int part = *label.part;
  const std::optional<Unit> unit = label.unit ? label.unit : unit_by_count(parts_of_year);
  if (unit == Unit::month && part <= 12) return Period::month(year, part);
  if (unit == Unit::quarter && part <= 4) return Period::quarter(year, part);
  if (unit == Unit::half && part <= 2) return Period::half(year, part);
  return std::nullopt;
}

}  // namespace

std::vector<PeriodColumn> period_columns(const std::vector<std::vector<std::string>>& columns) {
  bool has_years = false;
  for (const auto& texts : columns) {
    for (const std::string& text : texts) {
      has_years |= text.find("20") != std::string::npos || text.find("19") != std::string::npos;
    }
  }
  if (!has_years) return {};
  std::vector<std::optional<PeriodLabel>> labels;
  std::map<int, std::size_t> parts;  // of each year
  for (const auto& texts : columns) {
    labels.push_back(label_of(texts, has_years));
    if (labels.back() && labels.back()->year && labels.back()->part) ++parts[*labels.back()->year];
  }
  std::vector<PeriodColumn> found;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (!labels[i]) continue;
    const std::size_t of_year = labels[i]->year ? parts[*labels[i]->year] : 0;
    if (const auto period = period_of(*labels[i], of_year)) found.push_back({i, *period});
  }
  if (found.size() < 2) found.clear();
  return found;
}

bool is_period_text(std::string_view text) {
  const std::optional<PeriodLabel> label = read_label(text);
  return label && (label->year || label->part);
}

bool is_part_of_year(std::string_view text) {
  const std::optional<PeriodLabel> label = read_label(text);
  return label && !label->year && label->part && label->unit;
}

bool is_mark_text(std::string_view text) {
  constexpr std::array<std::string_view, 6> letters = {"x", "х", "v", "+", "*", "•"};
  constexpr std::size_t longest = 3;
  if (text.empty() || text::count_code_points(text) > longest) return false;
  const std::string folded = text::fold(text::trim(text));
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t length =
        std::min(letter_length(std::string_view{folded}.substr(at)), folded.size() - at);
    const std::string_view letter = std::string_view{folded}.substr(at, length);
    const bool is_known = std::find(letters.begin(), letters.end(), letter) != letters.end();
    // Ticks, boxes, arrows and dots: U+2190 to U+2BFF.
    const bool is_sign = length == 3 && letter >= "\xE2\x86\x90" && letter <= "\xE2\xAF\xBF";
    if (!is_known && !is_sign) return false;
    at += length;
  }
  return true;
}

bool is_amount_text(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos;
}

std::string text_of_periods(const std::vector<Period>& periods) {
  std::string text;
  for (std::size_t i = 0; i < periods.size();) {
    std::size_t last = i;
    while (last + 1 < periods.size() && periods[last + 1].first() - periods[last].last() <= 1)
      ++last;
    if (!text.empty()) text += ", ";
    text += periods[i].first().iso() + "/" + periods[last].last().iso();
    i = last + 1;
  }
  return text;
}

}  // namespace actionplan::detail
