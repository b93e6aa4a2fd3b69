// SPDX-License-Identifier: Apache-2.0
#include "role_label.hpp"

#include "agency_name.hpp"
#include "read/word_filter.hpp"
#include "read/words/agency_words.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

namespace actionplan::detail {
namespace {

constexpr auto implementer = Role::implementer;
constexpr auto recommended = Force::recommended;
constexpr auto binding = Force::binding;
constexpr auto bare = LabelForm::bare;
constexpr auto at_start = LabelForm::at_start;

constexpr std::array english_wordings = {
    LabelWording{"implementers", implementer, binding, bare},
    LabelWording{"implementer", implementer, binding, bare},
    LabelWording{"implemented by", implementer, binding, bare},
    LabelWording{"implementing agencies"},
    LabelWording{"implementing agency"},
    LabelWording{"executors"},
    LabelWording{"executor"},
    LabelWording{"responsible", implementer, binding, at_start},
    LabelWording{"responsible agency"},
    LabelWording{"responsible agencies"},
    LabelWording{"responsible body"},
    LabelWording{"responsible bodies"},
    LabelWording{"responsible institution"},
    LabelWording{"responsible institutions"},
    LabelWording{"icracilar"},
    LabelWording{"icraci"},
    LabelWording{"recommended to", implementer, recommended, bare},
    LabelWording{"it is recommended to", implementer, recommended, bare},
    LabelWording{"recommended", implementer, recommended, LabelForm::anywhere, true},
    LabelWording{"tovsiyə edilir", implementer, recommended},
    LabelWording{"tovsiyə olunur", implementer, recommended},
    LabelWording{"lead", Role::lead, binding, at_start},
    LabelWording{"leads", Role::lead, binding, at_start},
    LabelWording{"lead agency", Role::lead},
    LabelWording{"lead implementing agency", Role::lead},
    LabelWording{"lead implementer", Role::lead},
    LabelWording{"main implementer", Role::lead},
    LabelWording{"coordinator", Role::lead, binding, at_start},
    LabelWording{"coordinating agency", Role::lead},
    LabelWording{"coordinating", Role::lead, binding, at_start},
    LabelWording{"coordination", Role::lead, binding, at_start},
    LabelWording{"co lead", Role::lead, binding, at_start},
    LabelWording{"supporting", Role::supporting, binding, at_start},
    LabelWording{"support", Role::supporting, binding, at_start},
    LabelWording{"supporting agency", Role::supporting},
    LabelWording{"supporting agencies", Role::supporting},
    LabelWording{"co implementer", Role::supporting},
    LabelWording{"co implementers", Role::supporting},
    LabelWording{"partners", Role::supporting, binding, at_start},
    LabelWording{"partner", Role::supporting, binding, at_start},
    LabelWording{"participants", Role::supporting, binding, at_start},
    LabelWording{"involved", Role::supporting, binding, at_start},
    LabelWording{"other actors", Role::supporting},
    LabelWording{"other actors involved", Role::supporting},
    LabelWording{"in cooperation with", Role::supporting},
    LabelWording{"together with", Role::supporting},
};

// The English ones, and behind them those of the other languages, which are data; by the words that
// they begin and end with.
class LabelWordings {
 public:
  using List = std::vector<LabelWording>;

  static const LabelWordings& all() {
    static const LabelWordings wordings;
    return wordings;
  }

  [[nodiscard]] const List& beginning_with(std::string_view word) const {
    return find(by_first_, word);
  }
  [[nodiscard]] const List& ending_with(std::string_view word) const {
    return find(by_last_, word);
  }

 private:
  using Index = std::unordered_map<std::string_view, List>;

  LabelWordings() {
    for (const LabelWording& one : english_wordings) add(one);
    for (const RoleWording& one : role_wordings()) {
      const bool is_plain = one.role == Role::implementer && one.force == Force::binding;
      const LabelForm form = one.is_of_item   ? LabelForm::joining_item
                             : one.is_joining ? LabelForm::joining
                             : is_plain       ? LabelForm::before_colon
                                              : LabelForm::at_start;
      add({one.words, one.role, one.force, form, false, one.written});
    }
  }

  void add(const LabelWording& one) {
    filter_.add(one.words.substr(0, one.words.find(' ')));
    filter_.add(one.words.substr(one.words.rfind(' ') + 1));
    by_first_[one.words.substr(0, one.words.find(' '))].push_back(one);
    by_last_[one.words.substr(one.words.rfind(' ') + 1)].push_back(one);
  }

  [[nodiscard]] const List& find(const Index& index, std::string_view word) const {
    static const List none;
    if (!filter_.may_hold(word)) return none;
    const auto found = index.find(word);
    return found == index.end() ? none : found->second;
  }

  Index by_first_;
  Index by_last_;
  WordFilter filter_;  // of the words of both
};

// Number of the last word of `words` before the word `end` that is no part of `count` words, if the
// phrase stands right before `end`. Dashes within a phrase count for nothing ("co-implementers").
std::optional<std::size_t> match_before(const Tokens& words, std::size_t end,
                                        std::string_view phrase) {
  while (!phrase.empty()) {
    const std::size_t space = phrase.rfind(' ');
    const std::size_t begin = space == std::string_view::npos ? 0 : space + 1;
    if (end != 0 && words.is_mark(end - 1, '-')) --end;
    if (end == 0 || !words.is(end - 1, phrase.substr(begin))) return std::nullopt;
    --end;
    phrase = phrase.substr(0, begin == 0 ? 0 : space);
  }
  return end;
}

class LabelFinder {
 public:
  LabelFinder(std::string_view text, const Tokens& words) : text_{text}, words_{words} {}

  std::vector<RoleLabel> find() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (words_.is_mark(i, ':')) {
        add(label_before(i));
      } else if (begins_line(i)) {
        add(label_without_colon(i));
      } else if (words_.is_word(i)) {
        add(joining_label(i));
      }
    }
    return std::move(found_);
  }

 private:
  // "Implementers:" may be found twice, as words and then with its colon: the colon counts.
  void add(const std::optional<RoleLabel>& label) {
    if (!label) return;
    if (!found_.empty() && found_.back().end > label->begin) found_.pop_back();
    found_.push_back(*label);
  }

  [[nodiscard]] std::optional<RoleLabel> label_before(std::size_t colon) const {
    const LabelWording* best = nullptr;
    std::size_t begin = colon;
    const std::size_t last = colon == 0 || !words_.is_mark(colon - 1, '-') ? colon : colon - 1;
    const std::string_view last_word = last == 0 ? std::string_view{} : words_[last - 1].text;
    for (const LabelWording& wording : LabelWordings::all().ending_with(last_word)) {
      const std::optional<std::size_t> match = match_before(words_, colon, wording.words);
      if (!match || *match >= begin) continue;
      const bool is_of_item =
          wording.form == LabelForm::at_start || wording.form == LabelForm::before_colon;
      if (is_of_item && !begins_item(*match)) continue;
      best = &wording;
      begin = *match;
    }
    if (best == nullptr) begin = unknown_label_before(colon);
    if (begin == colon) return std::nullopt;
    return RoleLabel{best, words_[begin].begin_byte, words_[colon].end_byte, true};
  }

  // Up to four words that begin a line, or follow a semicolon: what stands there before a colon is no
  // part of a name.
  [[nodiscard]] std::size_t unknown_label_before(std::size_t colon) const {
    constexpr std::size_t most_words = 4;
    for (std::size_t count = 1; count <= std::min(most_words, colon); ++count) {
      if (!words_.is_word(colon - count)) break;
      const std::size_t first = colon - count;
      if (begins_line(first) || words_.is_mark(first - 1, ';')) return first;
    }
    return colon;
  }

  [[nodiscard]] std::optional<RoleLabel> label_without_colon(std::size_t begin) const {
    const LabelWording* best = nullptr;
    std::size_t best_end = begin;
    for (const LabelWording& wording : LabelWordings::all().beginning_with(words_[begin].text)) {
      if (wording.form == LabelForm::before_colon) continue;
      std::size_t end = begin + 1;
      end += static_cast<std::size_t>(std::count(wording.words.begin(), wording.words.end(), ' '));
      if (end <= best_end || match_before(words_, end, wording.words) != begin) continue;
      const bool has_dash = words_.is_mark(end, '-') && words_[end].after_space;
      // "COM" is a name, "com" is Portuguese for "with".
      const bool is_small = wording.form == LabelForm::joining_item && !words_[begin].is_capital;
      const bool is_bare =
          wording.form == LabelForm::bare || wording.form == LabelForm::joining || is_small;
      if (!is_bare && !has_dash) continue;
      best = &wording;
      best_end = has_dash ? end + 1 : end;
    }
    if (best == nullptr) return std::nullopt;
    return RoleLabel{best, words_[begin].begin_byte, words_[best_end - 1].end_byte, false};
  }

  // "together with" behind a name, before another.
  [[nodiscard]] std::optional<RoleLabel> joining_label(std::size_t begin) const {
    const LabelWording* best = nullptr;
    std::size_t best_end = begin;
    for (const LabelWording& wording : LabelWordings::all().beginning_with(words_[begin].text)) {
      const bool is_joining =
          wording.form == LabelForm::joining ||
          (wording.form == LabelForm::joining_item && !words_[begin].is_capital &&
           (begins_item(begin) || stands_between_abbreviations(begin)));
      if (!is_joining) continue;
      std::size_t end = begin + 1;
      end += static_cast<std::size_t>(std::count(wording.words.begin(), wording.words.end(), ' '));
      if (end <= best_end || match_before(words_, end, wording.words) != begin) continue;
      if (!words_.is_word(end)) continue;
      best = &wording;
      best_end = end;
    }
    if (best == nullptr) return std::nullopt;
    return RoleLabel{best, words_[begin].begin_byte, words_[best_end - 1].end_byte, false};
  }

  // "DIPRES con SEGPRES": each of them is a whole name.
  [[nodiscard]] bool stands_between_abbreviations(std::size_t word) const {
    std::size_t first = word - 1;
    while (words_.is_joined(first) && !begins_item(first)) --first;
    if (!begins_item(first) || abbreviation_end(text_, words_, first) != word) return false;
    const std::size_t end = abbreviation_end(text_, words_, word + 1);
    return end != 0 && (end == words_.size() || !words_.is_word(end) || begins_line(end));
  }

  [[nodiscard]] bool begins_line(std::size_t word) const {
    if (word == 0) return true;
    const std::size_t before = words_[word - 1].end_byte;
    return text_.substr(before, words_[word].begin_byte - before).find('\n') !=
           std::string_view::npos;
  }

  // Begins a line, or follows a mark such as a comma.
  [[nodiscard]] bool begins_item(std::size_t word) const {
    return begins_line(word) || (words_[word - 1].kind == TokenKind::mark &&
                                 !words_.is_mark(word - 1, '-') && !words_.is_mark(word - 1, '"'));
  }

  std::string_view text_;
  const Tokens& words_;
  std::vector<RoleLabel> found_;
};

}  // namespace

std::vector<RoleLabel> find_role_labels(std::string_view text, const Tokens& words) {
  return LabelFinder{text, words}.find();
}

const LabelWording* find_role(std::string_view phrase) {
  constexpr std::size_t longest = 100;
  if (phrase.size() > longest) return nullptr;
  const Tokens words{phrase};
  for (const LabelWording& wording : LabelWordings::all().beginning_with(words[0].text)) {
    if (wording.form == LabelForm::before_colon) continue;
    if (match_before(words, words.size(), wording.words) == std::size_t{0}) return &wording;
  }
  return nullptr;
}

}  // namespace actionplan::detail
