// SPDX-License-Identifier: Apache-2.0
#include "number_format.hpp"

#include "core/internal/read_double.hpp"
#include "read/format/xlsx/decimal_digits.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace actionplan::detail {
namespace {

constexpr std::size_t longest_code = 512;
constexpr std::size_t most_sections = 4;

char small(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool begins_with_word(std::string_view code, std::string_view word) {
  if (code.size() < word.size()) return false;
  return std::equal(word.begin(), word.end(), code.begin(),
                    [](char a, char b) { return a == small(b); });
}

bool is_placeholder(char c) noexcept { return c == '0' || c == '#' || c == '?'; }

// Where the section that begins here ends: at a semicolon outside of quotes.
std::size_t end_of_section(std::string_view code) {
  bool is_quoted = false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (code[i] == '"') is_quoted = !is_quoted;
    if (is_quoted) continue;
    if (code[i] == '\\')
      ++i;
    else if (code[i] == ';')
      return i;
  }
  return code.size();
}

}  // namespace

std::string general_number(double value) {
  if (!std::isfinite(value)) return {};
  constexpr int width = 11;
  DecimalDigits number{value};
  if (number.is_zero()) return "0";
  std::string out = value < 0 ? "-" : "";
  const bool is_fixed = number.top < width && number.top >= -5;
  if (is_fixed) {
    const int whole = std::max(number.top, 0) + 1;
    number.round(std::max(width - whole - 1, 0));
  } else {
    number.round(5 - number.top);
  }
  if (number.is_zero()) return "0";
  const int last = number.top - static_cast<int>(number.digits.size()) + 1;
  if (is_fixed && number.top < width) {
    for (int power = std::max(number.top, 0); power >= std::min(last, 0); --power) {
      if (power == -1) out += '.';
      out += number.at(power);
    }
    return out;
  }
  out += number.digits.front();
  if (number.digits.size() > 1) out += '.' + number.digits.substr(1);
  const std::string power = std::to_string(std::abs(number.top));
  return out + (number.top < 0 ? "E-" : "E+") + (power.size() < 2 ? "0" : "") + power;
}

std::string_view NumberFormat::builtin(std::size_t id) noexcept {
  constexpr std::array<std::string_view, 50> codes = {"General",
                                                      "0",
                                                      "0.00",
                                                      "#,##0",
                                                      "#,##0.00",
                                                      "",
                                                      "",
                                                      "",
                                                      "",
                                                      "0%",
                                                      "0.00%",
                                                      "0.00E+00",
                                                      "# ?/?",
                                                      "# \?\?/\?\?",
                                                      "[$-F800]",
                                                      "d-mmm-yy",
                                                      "d-mmm",
                                                      "mmm-yy",
                                                      "h:mm AM/PM",
                                                      "h:mm:ss AM/PM",
                                                      "h:mm",
                                                      "h:mm:ss",
                                                      "[$-F800] h:mm",
                                                      "",
                                                      "",
                                                      "",
                                                      "",
                                                      "[$-F800]",
                                                      "[$-F800]",
                                                      "[$-F800]",
                                                      "[$-F800]",
                                                      "[$-F800]",
                                                      "h:mm",
                                                      "h:mm:ss",
                                                      "h:mm",
                                                      "h:mm:ss",
                                                      "[$-F800]",
                                                      "#,##0 ;(#,##0)",
                                                      "#,##0 ;(#,##0)",
                                                      "#,##0.00;(#,##0.00)",
                                                      "#,##0.00;(#,##0.00)",
                                                      "",
                                                      "",
                                                      "",
                                                      "",
                                                      "mm:ss",
                                                      "[h]:mm:ss",
                                                      "mmss.0",
                                                      "##0.0E+0",
                                                      "@"};
  if (id < codes.size()) return codes[id];
  return id >= 50 && id <= 58 ? "[$-F800]" : std::string_view{};
}

NumberFormat::NumberFormat(std::string_view code) {
  code = code.substr(0, longest_code);
  if (code.empty() || code == "General") return;
  while (sections_.size() < most_sections) {
    const std::size_t end = end_of_section(code);
    const std::string_view section = code.substr(0, end);
    if (sections_.size() + 1 == most_sections) hides_text_ = section.empty();
    sections_.push_back(parse(section));
    if (end == code.size()) break;
    code.remove_prefix(end + 1);
  }
  // The fourth is that of texts, and so is any that has their sign.
  const auto is_of_text = [](const Section& section) {
    return std::any_of(section.tokens.begin(), section.tokens.end(),
                       [](const Token& token) { return token.part == Part::text; });
  };
  if (sections_.size() == most_sections || (sections_.size() > 1 && is_of_text(sections_.back()))) {
    sections_.pop_back();
  }
}

namespace {

// What stands in brackets: a colour, a condition, a currency with a language, a time that adds up.
struct Bracket {
  std::string_view inside;
  std::string_view currency() const {
    return inside.substr(0, 1) != "$" ? std::string_view{} : inside.substr(1, inside.find('-') - 1);
  }
  std::string_view language() const {
    const std::size_t at = inside.rfind('-');
    return inside.substr(0, 1) != "$" || at == std::string_view::npos ? std::string_view{}
                                                                      : inside.substr(at + 1);
  }
  bool is_elapsed() const {
    const char c = inside.empty() ? '\0' : small(inside.front());
    return (c == 'h' || c == 'm' || c == 's') &&
           std::all_of(inside.begin(), inside.end(), [c](char d) { return small(d) == c; });
  }
  bool is_condition() const {
    return !inside.empty() &&
           std::string_view{"<>="}.find(inside.front()) != std::string_view::npos;
  }
};

// English ones: the low ten bits of a Windows language number are 9.
bool is_english(std::string_view language) {
  unsigned number = 0;
  std::from_chars(language.data(), language.data() + language.size(), number, 16);
  return (number & 0x3FFU) == 9;
}

bool is_date_letter(char c) {
  return std::string_view{"ymdhse"}.find(small(c)) != std::string_view::npos;
}

}  // namespace

void NumberFormat::add_digits(Section& section, std::string_view code, std::size_t& at) {
  // Only the first run of placeholders stands for the number; its parts stay together.
  Token token{Part::digits, {}};
  std::size_t commas = 0;
  std::string* to = &section.whole;
  for (; at < code.size(); ++at) {
    const char c = code[at];
    if (is_placeholder(c)) {
      if (commas != 0) section.is_grouped = true;
      commas = 0;
      *to += c;
    } else if (c == ',') {
      ++commas;
    } else if (c == '.' && to == &section.whole) {
      to = &section.decimals;
      token.text = ".";
    } else {
      break;
    }
  }
  section.thousands = commas;
  if (at + 1 < code.size() && small(code[at]) == 'e' &&
      (code[at + 1] == '+' || code[at + 1] == '-')) {
    section.is_exponent_signed = code[at + 1] == '+';
    for (at += 2; at < code.size() && is_placeholder(code[at]); ++at) section.exponent += code[at];
    if (section.exponent.empty()) section.exponent = "0";
  }
  section.tokens.push_back(std::move(token));
}

NumberFormat::Section NumberFormat::parse(std::string_view code) {
  Section section;
  bool has_digits = false;
  bool is_named_english = false;
  const auto literal = [&](std::string_view text) {
    if (section.tokens.empty() || section.tokens.back().part != Part::literal) {
      section.tokens.push_back({Part::literal, {}});
    }
    section.tokens.back().text += text;
  };
  for (std::size_t at = 0; at < code.size();) {
    const char c = code[at];
    if (c == '"') {
      const std::size_t end = std::min(code.find('"', at + 1), code.size());
      literal(code.substr(at + 1, end - at - 1));
      at = end + 1;
    } else if (c == '\\') {
      literal(code.substr(at + 1, 1));
      at += 2;
    } else if (c == '_') {
      literal(" ");
      at += 2;
    } else if (c == '*') {
      at += 2;
    } else if (c == '[') {
      const std::size_t end = std::min(code.find(']', at), code.size());
      const Bracket bracket{code.substr(at + 1, end - at - 1)};
      at = end + 1;
      literal(bracket.currency());
      if (bracket.is_elapsed()) {
        section.is_date = true;
        section.tokens.push_back({Part::date, '[' + std::string{bracket.inside}});
      } else if (bracket.is_condition()) {
        const std::string_view rest = bracket.inside.substr(1);
        const bool is_double = !rest.empty() && (rest.front() == '=' || rest.front() == '>');
        section.comparison = !is_double                      ? bracket.inside.front()
                             : rest.front() == '>'           ? 'n'
                             : bracket.inside.front() == '<' ? 'l'
                                                             : 'g';
        const std::string_view number = rest.substr(is_double ? 1 : 0);
        section.bound = read_double(number).value;
      } else if (begins_with_word(bracket.language(), "f8")) {
        section.is_date = section.is_iso = true;
        section.tokens.push_back({Part::date, "-"});
      } else if (!bracket.language().empty()) {
        is_named_english = is_english(bracket.language());
      }
    } else if (begins_with_word(code.substr(at), "general")) {
      section.tokens.push_back({Part::general, {}});
      at += 7;
    } else if (begins_with_word(code.substr(at), "am/pm") ||
               begins_with_word(code.substr(at), "a/p")) {
      section.tokens.push_back({Part::date, "a"});
      section.is_date = true;
      at += small(code[at + 1]) == 'm' ? std::size_t{5} : std::size_t{3};
    } else if (is_date_letter(c)) {
      std::size_t end = at;
      while (end < code.size() && small(code[end]) == small(c)) ++end;
      section.is_date = true;
      std::string letters(end - at, small(c) == 'e' ? 'y' : small(c));
      if (small(c) == 'e') letters = "yyyy";
      section.tokens.push_back({Part::date, std::move(letters)});
      at = end;
    } else if (section.is_date && c == '.' && at + 1 < code.size() && code[at + 1] == '0') {
      std::size_t end = at + 1;
      while (end < code.size() && code[end] == '0') ++end;
      section.tokens.push_back({Part::date, std::string(code.substr(at, end - at))});
      at = end;
    } else if (is_placeholder(c) || (c == '.' && !section.is_date && !has_digits)) {
      if (has_digits) {  // "# ?/?", or a mask such as "000-000"
        const std::size_t begin = at;
        while (at < code.size() && is_placeholder(code[at])) ++at;
        at = std::max(at, begin + 1);
        if (code.find('/') == std::string_view::npos) {
          section.tokens.push_back({Part::mask, std::string(code.substr(begin, at - begin))});
        } else {
          section.denominator = section.is_fraction ? at - begin : 1;
          section.is_fraction = true;
        }
      } else {
        has_digits = true;
        add_digits(section, code, at);
      }
    } else if (c == '%') {
      ++section.percents;
      literal("%");
      ++at;
    } else if (c == '@') {
      section.tokens.push_back({Part::text, {}});
      ++at;
    } else {
      const bool is_of_fraction = section.is_fraction && (c == '/' || (c >= '0' && c <= '9'));
      if (!is_of_fraction) literal(code.substr(at, 1));
      ++at;
    }
  }
  if (section.is_date && !is_named_english) {
    const bool has_names =
        std::any_of(section.tokens.begin(), section.tokens.end(), [](const Token& token) {
          return token.part == Part::date && (token.text == "mmm" || token.text == "mmmm" ||
                                              token.text == "ddd" || token.text == "dddd");
        });
    const bool has_year = std::any_of(
        section.tokens.begin(), section.tokens.end(),
        [](const Token& token) { return token.part == Part::date && token.text.front() == 'y'; });
    section.is_iso = section.is_iso || (has_names && has_year);
  }
  return section;
}

const NumberFormat::Section* NumberFormat::section_for(double value, bool& shows_sign) const {
  const auto holds = [&](const Section& section) {
    switch (section.comparison) {
      case '<': return value < section.bound;
      case '>': return value > section.bound;
      case '=': return value == section.bound;
      case 'l': return value <= section.bound;
      case 'g': return value >= section.bound;
      case 'n': return value != section.bound;
      default: return false;
    }
  };
  shows_sign = value < 0;
  const bool has_conditions = std::any_of(sections_.begin(), sections_.end(),
                                          [](const Section& one) { return one.comparison != 0; });
  if (has_conditions) {
    for (const Section& section : sections_) {
      if (section.comparison == 0 || holds(section)) return &section;
    }
    return nullptr;
  }
  if (value < 0 && sections_.size() > 1) {
    shows_sign = false;  // its section says what stands for it
    return &sections_[1];
  }
  if (value == 0 && sections_.size() > 2) return &sections_[2];
  return &sections_.front();
}

ShownNumber NumberFormat::show(double value, bool is_1904) const {
  ShownNumber shown;
  if (sections_.empty()) {
    shown.text = general_number(value);
    return shown;
  }
  bool shows_sign = false;
  const Section* section = section_for(value, shows_sign);
  if (section == nullptr || section->tokens.empty()) {
    shown.text = general_number(value);
    shown.is_hidden = true;
    return shown;
  }
  shown.is_percent = section->percents == 1;
  if (section->is_date) {
    shown.is_date = true;
    if (show_date(*section, value, is_1904, shown.text)) return shown;
    return {general_number(value), false, true, false, false};
  }
  double magnitude = std::abs(value);
  for (std::size_t i = 0; i < section->percents; ++i) magnitude *= 100;
  for (std::size_t i = 0; i < section->thousands; ++i) magnitude /= 1000;
  std::string out;
  bool has_own_sign = false;
  for (const Token& token : section->tokens) {
    switch (token.part) {
      case Part::literal: out += token.text; break;
      case Part::general: out += general_number(magnitude); break;
      case Part::text:
        out += general_number(value);
        has_own_sign = true;
        break;
      case Part::digits:
        if (section->is_fraction) {
          show_fraction(*section, magnitude, out);
        } else {
          show_digits(*section, magnitude, out);
        }
        break;
      case Part::mask: show_mask(*section, token, magnitude, out); break;
      case Part::date: break;
    }
  }
  const bool is_zero = out.find_first_of("123456789") == std::string::npos;
  shown.text = (shows_sign && !is_zero && !has_own_sign ? "-" : "") + out;
  return shown;
}

// Digits of the whole number, from the right: the first run has those that no later one takes.
void NumberFormat::show_mask(const Section& section, const Token& token, double value,
                             std::string& out) {
  DecimalDigits number{value};
  number.round(0);
  int power = 0;
  for (const Token* one = &section.tokens.back(); one != &token; --one) {
    if (one->part == Part::mask) power += static_cast<int>(one->text.size());
  }
  for (int i = static_cast<int>(token.text.size()) - 1; i >= 0; --i) out += number.at(power + i);
}

void NumberFormat::show_digits(const Section& section, double value, std::string& out) {
  DecimalDigits number{value};
  int behind = 0;  // digits that later runs of a mask take
  for (const Token& token : section.tokens) {
    if (token.part == Part::mask) behind += static_cast<int>(token.text.size());
  }
  if (behind != 0) {
    number.round(0);
    number.top -= behind;
    if (number.top < 0) number.digits.clear();
  }
  int power = 0;
  if (!section.exponent.empty() && !number.is_zero()) {
    const int step = std::max(static_cast<int>(section.whole.size()), 1);
    power = number.top >= 0 ? number.top / step * step : -((-number.top + step - 1) / step) * step;
    number.top -= power;
  }
  if (behind == 0) number.round(static_cast<int>(section.decimals.size()));
  const auto least = static_cast<int>(section.whole.size() -
                                      std::min(section.whole.find('0'), section.whole.size()));
  const int whole = std::max(number.is_zero() ? 0 : number.top + 1, least);
  for (int i = whole - 1; i >= 0; --i) {
    out += number.at(i);
    if (section.is_grouped && i > 0 && i % 3 == 0) out += ',';
  }
  if (!section.decimals.empty()) {
    std::string decimals;
    for (int i = 1; i <= static_cast<int>(section.decimals.size()); ++i) decimals += number.at(-i);
    while (!decimals.empty() && decimals.back() == '0' &&
           section.decimals[decimals.size() - 1] != '0') {
      decimals.pop_back();
    }
    out += '.' + decimals;
  }
  if (section.exponent.empty()) return;
  out += power < 0 ? "E-" : section.is_exponent_signed ? "E+" : "E";
  std::string digits = std::to_string(std::abs(power));
  if (digits.size() < section.exponent.size()) {
    digits.insert(std::size_t{0}, section.exponent.size() - digits.size(), '0');
  }
  out += digits;
}

// The nearest fraction whose denominator has one digit, or two where there is room for them.
void NumberFormat::show_fraction(const Section& section, double value, std::string& out) {
  const double whole = std::floor(value);
  const double rest = value - whole;
  const int most = section.denominator > 1 ? 99 : 9;
  int best_top = 0;
  int best_bottom = 1;
  for (int bottom = 1; bottom <= most; ++bottom) {
    const int top = static_cast<int>(std::lround(rest * bottom));
    if (std::abs(rest - static_cast<double>(top) / bottom) <
        std::abs(rest - static_cast<double>(best_top) / best_bottom) - 1e-12) {
      best_top = top;
      best_bottom = bottom;
    }
  }
  const double shown = whole + (best_top == best_bottom ? 1 : 0);
  if (shown > 0 || best_top == 0 || best_top == best_bottom) out += general_number(shown);
  if (best_top == 0 || best_top == best_bottom) return;
  if (shown > 0) out += ' ';
  out += std::to_string(best_top) + '/' + std::to_string(best_bottom);
}

}  // namespace actionplan::detail
