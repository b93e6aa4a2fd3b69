// SPDX-License-Identifier: Apache-2.0
#include "money_text.hpp"

#include <actionplan/core/text.hpp>

#include "price_year.hpp"
#include "read/deadline/heading_dates.hpp"
#include "read/evidence/written_number.hpp"
#include "read/words/column_words.hpp"
#include "read/words/money_words.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace actionplan::detail {
namespace {

constexpr std::size_t longest_money = 400;  // bytes; anything longer is prose

std::int64_t scale_of(const MoneyHit& hit) {
  std::int64_t scale = 1;
  std::from_chars(hit.value.data(), hit.value.data() + hit.value.size(), scale);
  return scale;
}

std::string_view slice(std::string_view text, const Token& first, const Token& last) {
  return text.substr(first.begin_byte, last.end_byte - first.begin_byte);
}

std::string currency_of(std::string_view text, const Tokens& tokens, const MoneyHit& hit) {
  if (!hit.value.empty()) return std::string{hit.value};
  return text::collapse_spaces(slice(text, tokens[hit.at], tokens[hit.end - 1]));
}

// "m", "bn": too short to be told but beside a currency.
bool is_short_scale(const Tokens& tokens, const MoneyHit& hit) {
  constexpr std::size_t most = 2;
  return hit.end - hit.at == 1 && text::count_code_points(tokens[hit.at].text) <= most;
}

bool is_beside_currency(const std::vector<MoneyHit>& hits, std::size_t at, const Tokens& tokens) {
  const auto follows = [&](const MoneyHit& a, const MoneyHit& b) {
    std::size_t next = a.end;
    while (next < b.at && (tokens.is_mark(next, '.') || tokens.is_mark(next, ','))) ++next;
    return next == b.at;
  };
  const bool is_before = at + 1 < hits.size() && hits[at + 1].kind == MoneyWord::currency &&
                         follows(hits[at], hits[at + 1]);
  const bool is_after = at > 0 && hits[at - 1].kind == MoneyWord::currency &&
                        (follows(hits[at - 1], hits[at]) || hits[at - 1].at == hits[at].at);
  const bool is_same = at + 1 < hits.size() && hits[at + 1].at == hits[at].at;  // "KEUR"
  return is_before || is_after || is_same;
}

// What a number may be: one reading where its marks leave no choice.
struct Digits {
  std::optional<std::string> with_decimals;
  std::optional<std::string> with_thousands;  // without decimals
};

Digits digits_of(std::string_view number, char decimal) {
  Digits out;
  for (const char mark : {'.', ','}) {
    if (decimal != 0 && mark != decimal) continue;
    const std::optional<std::string> digits = plain_digits(number, mark);
    if (!digits) continue;
    const bool has_decimals = digits->find('.') != std::string::npos;
    // No thousands begin with a zero: "0.500".
    const bool is_idle = !has_decimals && digits->size() > 1 && digits->front() == '0';
    if (!is_idle) (has_decimals ? out.with_decimals : out.with_thousands) = digits;
  }
  return out;
}

// ISO 4217, minor unit 3; a dinar or rial may be one of them.
bool may_have_three_decimals(std::string_view currency) {
  const std::string folded = text::fold(currency);
  constexpr std::array<std::string_view, 9> units{"bhd", "iqd", "jod",   "kwd", "lyd",
                                                  "omr", "tnd", "dinar", "rial"};
  return std::any_of(units.begin(), units.end(),
                     [&](std::string_view unit) { return folded.starts_with(unit); });
}

// What a text says with a number in it.
class MoneyReader {
 public:
  MoneyReader(std::string_view text, const MoneyStyle& style)
      : text_{text}, style_{style}, tokens_{text} {}

  MoneyText read() {
    MoneyText out;
    const std::optional<std::size_t> first = first_number();
    if (!first) {
      if (text_.size() <= longest_money) out.source = source_without_amount();
      return out;
    }
    out.outcome = MoneyOutcome::unread;
    if (text_.size() > longest_money || !take_number(*first, out)) return out;
    if (is_share_) {
      out.outcome = MoneyOutcome::none;
      return out;
    }
    hits_ = money_words(text_, tokens_, style_.language);
    if (take_units(out) && is_told(out) && take_rest(out)) out.outcome = MoneyOutcome::read;
    return out;
  }

 private:
  [[nodiscard]] std::optional<std::size_t> first_number() const {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_.is_number(i)) return i;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::string source_without_amount() const {
    const std::vector<MoneyHit> hits = money_words(text_, tokens_, style_.language);
    const bool is_source = std::any_of(hits.begin(), hits.end(), [](const MoneyHit& hit) {
      return hit.kind == MoneyWord::source;
    });
    return is_source ? text::collapse_spaces(text_) : std::string{};
  }

  // Tokens [begin_, end_) are the only number.
  bool take_number(std::size_t first, MoneyText& out) {
    const std::size_t at = tokens_[first].begin_byte;
    const std::size_t length = number_length(text_.substr(at));
    begin_ = first;
    end_ = first;
    while (end_ < tokens_.size() && tokens_[end_].begin_byte < at + length) ++end_;
    for (std::size_t i = end_; i < tokens_.size(); ++i) {
      if (tokens_.is_number(i)) return false;
    }
    is_share_ = tokens_.is_mark(end_, '%');
    const std::string_view number = text_.substr(at, length);
    const Digits digits = digits_of(number, style_.decimal);
    if (!digits.with_decimals && !digits.with_thousands) return is_share_;
    is_torn_ = digits.with_decimals && digits.with_thousands;
    out.digits = digits.with_thousands ? *digits.with_thousands : *digits.with_decimals;
    return true;
  }

  // "20,000 USD" has no three decimals, since its currency has none.
  [[nodiscard]] bool is_told(const MoneyText& out) const {
    if (!is_torn_) return true;
    const MoneyUnit& unit = out.unit.is_said() ? out.unit : style_.above;
    return unit.scale == 1 && !unit.currency.empty() && !may_have_three_decimals(unit.currency);
  }

  bool take_units(MoneyText& out) {
    bool has_scale = false;
    for (std::size_t i = 0; i < hits_.size(); ++i) {
      const MoneyHit& hit = hits_[i];
      if (hit.kind == MoneyWord::currency) {
        const std::string currency = currency_of(text_, tokens_, hit);
        if (!out.unit.currency.empty() && out.unit.currency != currency) return false;
        out.unit.currency = currency;
      } else if (hit.kind == MoneyWord::scale) {
        if (has_scale) return false;
        has_scale = true;
        out.unit.scale = scale_of(hit);
        short_scale_ = is_short_scale(tokens_, hit);
      }
    }
    return !short_scale_ || !out.unit.currency.empty();
  }

  // Beside number and unit stands nothing, or who pays.
  bool take_rest(MoneyText& out) {
    std::vector<bool> is_known(tokens_.size(), false);
    std::fill(is_known.begin() + static_cast<std::ptrdiff_t>(begin_),
              is_known.begin() + static_cast<std::ptrdiff_t>(end_), true);
    bool has_source = false;
    for (const MoneyHit& hit : hits_) {
      if (hit.kind == MoneyWord::source || hit.kind == MoneyWord::sources) {
        has_source = true;
        continue;
      }
      if (hit.kind == MoneyWord::stage) out.stage = find_enum<FinanceStage>(hit.value);
      for (std::size_t i = hit.at; i < hit.end; ++i) is_known[i] = true;
    }
    std::optional<std::size_t> first;
    std::size_t last = 0;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].kind == TokenKind::mark) {
        if (!is_idle_mark(i) && !is_known[i]) return false;
        continue;
      }
      if (is_known[i]) continue;
      if (!first) first = i;
      last = i;
    }
    if (!first) return true;
    const bool is_around = *first < begin_ && last > end_;
    const bool is_aside = *first > 0 && tokens_.is_mark(*first - 1, '(');
    if (is_around || (!has_source && !is_aside)) return false;
    // A year among words is one of time: "budget of 2024".
    if (!is_aside && out.unit.currency.empty() && out.unit.scale == 1 && is_year()) return false;
    out.source = text::collapse_spaces(slice(text_, tokens_[*first], tokens_[last]));
    return true;
  }

  [[nodiscard]] bool is_year() const {
    constexpr std::uint32_t first_year = 1990;
    constexpr std::uint32_t last_year = 2099;
    const Token& number = tokens_[begin_];
    return end_ - begin_ == 1 && number.digits == 4 && number.value >= first_year &&
           number.value <= last_year;
  }

  [[nodiscard]] bool is_idle_mark(std::size_t at) const {
    constexpr std::string_view idle = ".,()~*:[]";
    const std::string_view mark = tokens_[at].text;
    return (mark.size() == 1 && idle.find(mark) != std::string_view::npos) || mark == "\u2248";
  }

  std::string_view text_;
  const MoneyStyle& style_;
  Tokens tokens_;
  std::vector<MoneyHit> hits_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool is_share_ = false;
  bool is_torn_ = false;  // the number may be one of two
  bool short_scale_ = false;
};

bool has_any_digit(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos;
}

// Bullets of lists, without the digits that may be an amount.
std::size_t dash_length(std::string_view line) {
  for (const std::string_view bullet : {"-", "\u2013", "\u2014", "\u2022", "*", "\u00B7"}) {
    if (!line.starts_with(bullet)) continue;
    const std::string_view rest = line.substr(bullet.size());
    if (rest.empty() || text::space_length(rest) != 0) return bullet.size();
  }
  return 0;
}

// Where what stands before a colon or a spaced dash ends, and what follows begins; nothing: none does.
std::optional<std::pair<std::size_t, std::size_t>> divider_in(std::string_view line) {
  for (std::size_t at = 1; at < line.size(); ++at) {
    if (line[at] == ':') return std::pair{at, at + 1};
    for (const std::string_view dash : {" - ", " \u2013 ", " \u2014 "}) {
      if (line.substr(at).starts_with(dash)) return std::pair{at, at + dash.size()};
    }
  }
  return std::nullopt;
}

MoneyText read_line(std::string_view line, const MoneyStyle& style) {
  const auto divider = divider_in(line);
  if (!divider) return read_money(line, style);
  const std::string_view before = text::trim(line.substr(0, divider->first));
  const std::string_view after = line.substr(divider->second);
  if (before.empty() || !has_any_digit(after)) return read_money(line, style);
  const bool is_dated = is_date_alone(before, style.language);
  if (has_any_digit(before) && !is_dated) return read_money(line, style);
  MoneyText out = read_money(after, style);
  if (out.outcome == MoneyOutcome::unread) return out;  // what stands before may be of a part
  if (is_dated) {
    const std::vector<Period> dates = dates_in(before, style.language, style.dates);
    if (dates.size() == 1) out.period = dates.front();
    return out;
  }
  const Tokens tokens{before};
  const std::vector<MoneyHit> hits = money_words(before, tokens, style.language);
  const bool is_source = std::any_of(
      hits.begin(), hits.end(), [](const MoneyHit& hit) { return hit.kind == MoneyWord::source; });
  if (begins_with_total(before)) {
    out.is_total = true;
  } else if (is_source && out.source.empty()) {
    out.source = text::collapse_spaces(before);
  }
  // "EUR: 500", "spent: 500"
  for (const MoneyHit& hit : hits) {
    if (hit.kind == MoneyWord::stage) out.stage = find_enum<FinanceStage>(hit.value);
    const bool is_unit = hit.kind == MoneyWord::currency && out.unit.currency.empty();
    if (is_unit) out.unit.currency = currency_of(before, tokens, hit);
  }
  return out;
}

// Stretches of a cell between line breaks and semicolons, in bytes, without bullets and blanks.
std::vector<std::pair<std::size_t, std::size_t>> stretches_of(std::string_view cell) {
  std::vector<std::pair<std::size_t, std::size_t>> out;
  for (std::size_t at = 0; at <= cell.size();) {
    const std::size_t end = std::min(cell.find_first_of(";\n", at), cell.size());
    std::string_view line = text::trim(cell.substr(at, end - at));
    line = text::trim(line.substr(dash_length(line)));
    if (!line.empty()) {
      const auto begin = static_cast<std::size_t>(line.data() - cell.data());
      out.emplace_back(begin, begin + line.size());
    }
    at = end + 1;
  }
  return out;
}

// "KES '000" as "KES thousand": zeros alone, of thousands or millions, are a scale. Texts that have
// none stay as they are.
std::string with_scales_in_words(std::string_view text) {
  constexpr std::string_view zeros = "000";
  std::string out;
  const auto is_digit_at = [&](std::size_t at) {
    return at < text.size() && text[at] >= '0' && text[at] <= '9';
  };
  for (std::size_t at = 0; at < text.size();) {
    const bool begins = text.substr(at, zeros.size()) == zeros;
    const bool is_within =
        at != 0 && (is_digit_at(at - 1) ||
                    ((text[at - 1] == ',' || text[at - 1] == '.' || text[at - 1] == ' ') &&
                     at > 1 && is_digit_at(at - 2)));
    if (!begins || is_within) {
      out += text[at++];
      continue;
    }
    std::size_t end = at + zeros.size();
    std::size_t groups = 1;
    while (end < text.size() && (text[end] == ',' || text[end] == '.' || text[end] == ' ') &&
           text.substr(end + 1, zeros.size()) == zeros) {
      end += 1 + zeros.size();
      ++groups;
    }
    constexpr std::array<std::string_view, 3> words = {"thousand", "million", "billion"};
    if (is_digit_at(end) || groups > words.size()) {
      out += text.substr(at, end - at);
    } else {
      while (!out.empty() && (out.back() == '\'' || out.ends_with("\u2019"))) {
        out.resize(out.size() - (out.back() == '\'' ? 1 : 3));
      }
      out += ' ';
      out += words[groups - 1];
      out += ' ';
      if (end < text.size() && text[end] == 's' &&
          !(end + 1 < text.size() && is_ascii_letter(text[end + 1])))
        ++end;  // "000s"
    }
    at = end;
  }
  return out;
}

// Beside a currency in the place of units stands a word that nobody here knows, which may be a scale:
// "(lac Rs.)"; so does any word where the language has no words for money.
bool has_unknown_unit(std::string_view header, std::string_view language) {
  const std::string_view place = unit_text(header);
  if (text::trim(place).empty() || has_any_digit(place)) return false;
  const Tokens tokens{place};
  const std::vector<MoneyHit> hits = money_words(place, tokens, language);
  std::vector<bool> is_known(tokens.size(), false);
  for (const MoneyHit& hit : hits) {
    for (std::size_t i = hit.at; i < hit.end; ++i) is_known[i] = true;
  }
  const auto is_unknown = [&](std::size_t at) {
    return at < tokens.size() && tokens.is_word(at) && !is_known[at] && !is_filler(tokens[at].text);
  };
  if (!has_money_words(language)) {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (is_unknown(i)) return true;
    }
    return false;
  }
  return std::any_of(hits.begin(), hits.end(), [&](const MoneyHit& hit) {
    if (hit.kind != MoneyWord::currency) return false;
    std::size_t before = hit.at;
    while (before > 0 && (tokens.is_mark(before - 1, '.') || is_filler(tokens[before - 1].text)))
      --before;
    const std::size_t behind = tokens.is_mark(hit.end, '.') ? hit.end + 1 : hit.end;
    return is_unknown(behind) || (before > 0 && is_unknown(before - 1));
  });
}

// Nothing but a unit: "thousand lei".
bool is_unit_alone(std::string_view line, const MoneyStyle& style) {
  if (has_any_digit(line)) return false;
  const Tokens tokens{line};
  std::size_t words = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) words += tokens.is_word(i) ? 1U : 0U;
  for (const MoneyHit& hit : money_words(line, tokens, style.language)) {
    const bool is_unit = hit.kind == MoneyWord::currency || hit.kind == MoneyWord::scale;
    if (!is_unit) return false;
    for (std::size_t i = hit.at; i < hit.end; ++i) words -= tokens.is_word(i) ? 1U : 0U;
  }
  return words == 0;
}

}  // namespace

MoneyText read_money(std::string_view text, const MoneyStyle& style) {
  return MoneyReader{text, style}.read();
}

std::vector<MoneyText> read_money_lines(std::string_view cell, const MoneyStyle& style) {
  std::string plain{cell};
  std::replace(plain.begin(), plain.end(), '\n', ' ');
  const std::string_view trimmed = text::trim(cell);
  const auto begin = static_cast<std::size_t>(trimmed.data() - cell.data());
  const auto whole_of = [&](MoneyText one) {
    one.begin = begin;
    one.end = begin + trimmed.size();
    return std::vector<MoneyText>{std::move(one)};
  };
  const auto stretches = stretches_of(cell);
  MoneyText whole = read_money(std::string_view{plain}.substr(begin, trimmed.size()), style);
  if (stretches.size() < 2) {
    if (whole.outcome == MoneyOutcome::unread && stretches.size() == 1) {
      const auto [from, to] = stretches.front();
      return whole_of(read_line(cell.substr(from, to - from), style));
    }
    return whole_of(std::move(whole));
  }
  // A line break within an amount, and lines without any.
  if (whole.outcome != MoneyOutcome::unread) return whole_of(std::move(whole));
  std::vector<MoneyText> out;
  for (const auto& [from, to] : stretches) {
    const std::string_view line = cell.substr(from, to - from);
    // What it is the unit of, of several lines, cannot be told.
    if (is_unit_alone(line, style)) return whole_of(std::move(whole));
    out.push_back(read_line(line, style));
    out.back().begin = from;
    out.back().end = to;
  }
  return out;
}

char told_decimal(std::string_view text) {
  const std::size_t at = text.find_first_of("0123456789");
  if (at == std::string_view::npos || text.size() > longest_money) return 0;
  const std::string_view number = text.substr(at, number_length(text.substr(at)));
  const Digits digits = digits_of(number, 0);
  if (!digits.with_decimals == !digits.with_thousands) return 0;
  const std::size_t mark = number.find_last_of(".,");
  if (mark == std::string_view::npos) return 0;
  if (digits.with_decimals) return number[mark];
  return number[mark] == '.' ? ',' : '.';
}

MoneyHeaderText read_money_header(std::string_view header, std::string_view note,
                                  std::string_view language) {
  MoneyHeaderText out;
  const auto take_unit = [&](const std::string& text) {
    const Tokens tokens{text};
    const std::vector<MoneyHit> hits = money_words(text, tokens, language);
    std::vector<std::string> currencies;
    for (std::size_t i = 0; i < hits.size(); ++i) {
      const MoneyHit& hit = hits[i];
      if (hit.kind == MoneyWord::currency) {
        std::string currency = currency_of(text, tokens, hit);
        const bool is_known =
            std::find(currencies.begin(), currencies.end(), currency) != currencies.end();
        if (!is_known) currencies.push_back(std::move(currency));
      } else if (hit.kind == MoneyWord::scale) {
        if (!is_short_scale(tokens, hit) || is_beside_currency(hits, i, tokens)) {
          out.unit.scale = scale_of(hit);
        }
      }
    }
    if (currencies.size() == 1) out.unit.currency = currencies.front();
    return hits;
  };
  const std::string spelled = with_scales_in_words(header);
  const std::vector<MoneyHit> hits = take_unit(spelled);
  out.has_unknown_unit = has_unknown_unit(spelled, language);
  if (!out.unit.is_said() && !out.has_unknown_unit && !note.empty()) {
    const std::string spelled_note = with_scales_in_words(note);
    take_unit(spelled_note);
    // A note is a unit alone, or has one in parentheses.
    const std::string aside =
        unit_text(spelled_note).empty() ? "(" + spelled_note + ")" : spelled_note;
    out.has_unknown_unit = has_unknown_unit(aside, language);
  }
  bool has_source = false;
  for (const MoneyHit& hit : hits) {
    if (hit.kind == MoneyWord::sources) out.names_payers = true;
    if (hit.kind == MoneyWord::currencies) out.names_currencies = true;
    if (hit.kind == MoneyWord::source) has_source = true;
    if (hit.kind == MoneyWord::stage) {
      out.stage = find_enum<FinanceStage>(hit.value).value_or(out.stage);
    }
  }
  const std::vector<Period> dates = dates_in(header, language);
  if (dates.size() == 1) out.period = dates.front();
  out.is_total = mentions_total(header);
  if (has_source && !out.names_payers) {
    // Without its unit and the groups above it.
    const std::size_t group = header.rfind(", ");
    std::string_view own = group == std::string_view::npos ? header : header.substr(group + 2);
    const auto names_source = [&](std::string_view text) {
      const Tokens tokens{text};
      const auto found = money_words(text, tokens, language);
      return std::any_of(found.begin(), found.end(),
                         [](const MoneyHit& hit) { return hit.kind == MoneyWord::source; });
    };
    if (!names_source(own)) own = header.substr(0, std::min(group, header.size()));
    out.source = text::collapse_spaces(own.substr(0, own.find('(')));
  }
  return out;
}

std::string_view unit_text(std::string_view header) {
  const std::size_t close = header.rfind(')');
  const std::size_t open = header.rfind('(', close);
  if (close != std::string_view::npos && open != std::string_view::npos) {
    return header.substr(open + 1, close - open - 1);
  }
  const std::size_t comma = header.rfind(',');
  return comma == std::string_view::npos ? std::string_view{} : header.substr(comma + 1);
}

std::string text_of_unit(const MoneyUnit& unit) {
  constexpr std::array<std::pair<std::int64_t, std::string_view>, 6> scales{
      {{1000, "thousand"},
       {100'000, "lakh"},
       {10'000'000, "crore"},
       {1'000'000, "million"},
       {1'000'000'000, "billion"},
       {1'000'000'000'000, "trillion"}}};
  std::string out;
  for (const auto& [scale, word] : scales) {
    if (scale == unit.scale) out = word;
  }
  if (!unit.currency.empty()) out += (out.empty() ? "" : " ") + unit.currency;
  return out;
}

std::string_view without_unit(std::string_view header) {
  const std::size_t comma = header.rfind(',');
  if (comma != std::string_view::npos) {
    const std::string unit = without_price_year(header.substr(comma + 1));
    const bool is_unit = is_unit_alone(with_scales_in_words(unit), {});
    return is_unit ? text::trim(header.substr(0, comma)) : header;
  }
  // "Budget USD'000", "Costs thousand EUR"
  constexpr std::size_t most_words = 3;
  for (std::size_t at = header.rfind(' '), words = 1;
       at != std::string_view::npos && at != 0 && words <= most_words;
       at = header.rfind(' ', at - 1), ++words) {
    const std::string behind = with_scales_in_words(header.substr(at + 1));
    const bool is_plain = behind.find('(') == std::string::npos;
    const bool is_before = at == header.find(' ') || words == most_words;
    if (is_plain && is_before && is_unit_alone(behind, {})) return text::trim(header.substr(0, at));
  }
  return header;
}

bool is_unit_note(std::string_view line) {
  constexpr std::size_t longest = 120;
  const std::string spelled = with_scales_in_words(text::trim(line));
  line = text::trim(spelled);
  if (line.empty() || line.size() > longest) return false;
  if (has_any_digit(line)) {  // "Table 2. Costs (mln UAH)"
    const std::size_t open = line.rfind('(');
    const bool ends_aside = line.back() == ')' && open != std::string_view::npos;
    const std::string_view aside = ends_aside ? line.substr(open) : std::string_view{};
    return ends_aside && !has_any_digit(aside) && is_unit_note(aside);
  }
  const Tokens tokens{line};
  const std::vector<MoneyHit> hits = money_words(line, tokens, {});
  bool has_scale = false;
  bool has_currency = false;
  std::size_t words = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) words += tokens.is_word(i) ? 1U : 0U;
  for (std::size_t i = 0; i < hits.size(); ++i) {
    has_currency |= hits[i].kind == MoneyWord::currency;
    has_scale |= hits[i].kind == MoneyWord::scale && is_beside_currency(hits, i, tokens);
  }
  constexpr std::size_t few = 2;
  return has_currency && (has_scale || words <= few);
}

}  // namespace actionplan::detail
