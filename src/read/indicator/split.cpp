// SPDX-License-Identifier: Apache-2.0
#include "scan.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace actionplan::detail {
namespace {

// What kind of break may lie between two promises.
enum class Gap : std::uint8_t { none, comma, conjunction, semicolon, sentence };

struct Break {
  Gap gap = Gap::none;
  std::size_t from = 0;  // first word of the separator
  std::size_t to = 0;    // first word after it
  bool has_conjunction = false;
};

bool is_sentence_end(const Tokens& words, std::size_t at) {
  constexpr std::size_t longest_abbreviation = 3;
  return words.is_mark(at, '.') && at > 0 && words.is_word(at - 1) &&
         words[at - 1].text.size() > longest_abbreviation && words[at + 1].after_space &&
         words.is_word(at + 1) && words[at + 1].is_capital;
}

Break break_at(const IndicatorScan& scan, std::size_t at) {
  const Tokens& words = scan.words();
  Break found;
  found.from = found.to = at;
  if (words.is_mark(at, ';')) found.gap = Gap::semicolon;
  if (words.is_mark(at, ',')) found.gap = Gap::comma;
  if (is_sentence_end(words, at)) found.gap = Gap::sentence;
  if (found.gap != Gap::none) found.to = at + 1;
  const bool is_and = scan.link(found.to) == Link::conjunction || words.is_mark(found.to, '&');
  if (is_and && found.gap != Gap::sentence) {
    if (found.gap == Gap::none) found.gap = Gap::conjunction;
    found.has_conjunction = true;
    ++found.to;
  }
  return found;
}

// What governs the promise so far: it decides which words after a break still belong to it.
enum class Governor : std::uint8_t { free, count, informing, verb };

class Splitter {
 public:
  explicit Splitter(const IndicatorScan& scan)
      : scan_{scan}, words_{scan.words()}, content_(words_.size() + 1, words_.size()) {
    for (std::size_t i = words_.size(); i-- > 0;) {
      content_[i] = words_[i].kind != TokenKind::mark ? i : content_[i + 1];
    }
  }

  std::vector<PartWords> split() {
    std::size_t begin = 0;
    int depth = 0;
    for (std::size_t at = 0; at < words_.size(); ++at) {
      if (words_.is_mark(at, '(') || words_.is_mark(at, '[')) ++depth;
      if ((words_.is_mark(at, ')') || words_.is_mark(at, ']')) && depth > 0) --depth;
      if (depth > 0) continue;
      const Break gap = break_at(scan_, at);
      if (gap.gap == Gap::none) continue;
      if (begins_new_promise(begin, gap)) {
        add(begin, gap.from);
        begin = gap.to;
      }
      at = gap.to - 1;
    }
    add(begin, words_.size());
    return std::move(parts_);
  }

 private:
  void add(std::size_t from, std::size_t to);
  [[nodiscard]] std::size_t head_of(std::size_t from, std::size_t to) const;
  [[nodiscard]] Governor governor(std::size_t begin, std::size_t end) const;
  [[nodiscard]] bool begins_new_promise(std::size_t begin, const Break& gap) const;
  [[nodiscard]] bool opens_count(std::size_t at) const;
  [[nodiscard]] bool has_late_participle(std::size_t from, std::size_t to) const;
  [[nodiscard]] bool opens_clause(std::size_t begin, const Break& gap) const;
  [[nodiscard]] bool opens_nominal(std::size_t at) const;
  [[nodiscard]] bool opens_participle(std::size_t at) const;
  [[nodiscard]] bool opens_gerund(std::size_t at) const;
  [[nodiscard]] bool opens_quality(std::size_t at) const;
  [[nodiscard]] bool opens_publishing_verb(std::size_t at) const;
  [[nodiscard]] bool is_dangling(std::size_t begin, std::size_t end) const;
  [[nodiscard]] bool has_content(std::size_t from, std::size_t to) const;

  const IndicatorScan& scan_;
  const Tokens& words_;
  std::vector<std::size_t> content_;  // by word: the first from there on that is no mark
  std::vector<PartWords> parts_;
};

bool Splitter::has_content(std::size_t from, std::size_t to) const {
  return content_[std::min(from, words_.size())] < to;
}

void Splitter::add(std::size_t from, std::size_t to) {
  const auto is_loose = [&](std::size_t i) {
    return words_[i].kind == TokenKind::mark && !words_.is_mark(i, '"') &&
           !words_.is_mark(i, '(') && !words_.is_mark(i, ')') && !words_.is_mark(i, '[') &&
           !words_.is_mark(i, ']') && !words_.is_mark(i, '%');
  };
  while (from < to && is_loose(from)) ++from;
  while (from < to && is_loose(to - 1)) --to;
  if (!has_content(from, to)) return;
  parts_.push_back(PartWords{from, to, head_of(from, to)});
}

// After "Using existing models, " or "Action Plan Phase I - ", where what follows is a promise.
std::size_t Splitter::head_of(std::size_t from, std::size_t to) const {
  constexpr std::array<std::string_view, 11> leaders{"using",    "working",   "during", "as",
                                                     "subject",  "following", "based",  "through",
                                                     "building", "in",        "with"};
  const bool has_leader =
      std::find(leaders.begin(), leaders.end(), words_[from].text) != leaders.end();
  constexpr std::size_t reach = 40;
  for (std::size_t i = from; i < std::min(to, from + reach); ++i) {
    const bool is_dash =
        words_.is_mark(i, '-') && words_[i].after_space && words_[i + 1].after_space;
    if (is_dash && (scan_.topic(i + 1) != Topic::none || scan_.topic(i + 2) != Topic::none)) {
      return i + 1;
    }
    if (has_leader && words_.is_mark(i, ',')) {
      for (std::size_t k = i + 1; k < std::min(to, i + 5); ++k) {
        if (scan_.is_a(k, Form::verb)) return k;
        if (words_[k].kind == TokenKind::mark) break;
      }
    }
  }
  return from;
}

Governor Splitter::governor(std::size_t begin, std::size_t end) const {
  const PartWords part{begin, end, head_of(begin, end)};
  const std::size_t at = first_promise(scan_, part);
  if (at == end) return Governor::free;
  constexpr std::size_t reach = 64;  // keeps the work linear in hostile texts
  for (std::size_t i = at; i < std::min(end, at + reach); ++i) {
    if (scan_.is_counting(i)) return Governor::count;
  }
  if (scan_.topic(at) == Topic::informing) return Governor::informing;
  return scan_.is_a(at, Form::verb) ? Governor::verb : Governor::free;
}

bool Splitter::opens_count(std::size_t at) const {
  at = scan_.after_article(at);
  const Topic topic = scan_.topic(at);
  const bool is_measure = topic == Topic::share || topic == Topic::sum;
  return scan_.is_counting(at) || (is_measure && words_.is(at + 1, "of")) ||
         (scan_.link(at) == Link::possessive && scan_.topic(at + 1) == Topic::number);
}

// "pilot conducted in 5 regions": a noun whose participle comes after it.
bool Splitter::has_late_participle(std::size_t from, std::size_t to) const {
  for (std::size_t i = from + 1; i < to; ++i) {
    const bool is_break = words_[i].kind == TokenKind::mark && !words_.is_mark(i, '-');
    if (is_break || scan_.link(i) == Link::conjunction) return false;
    if (!scan_.is_a(i, Form::participle)) continue;
    const bool ends = i + 1 >= to || words_[i + 1].kind == TokenKind::mark ||
                      scan_.link(i + 1) == Link::preposition ||
                      scan_.link(i + 1) == Link::conjunction || words_[i + 1].text.ends_with("ly");
    return ends && scan_.link(i - 1) == Link::none;
  }
  return false;
}

// "methodology developed, pilot conducted": two clauses made alike.
bool Splitter::opens_clause(std::size_t begin, const Break& gap) const {
  constexpr std::size_t reach = 16;
  return has_late_participle(begin, std::min(gap.from, begin + reach)) &&
         has_late_participle(gap.to, std::min(words_.size(), gap.to + reach));
}

// "publication of ...", "further exploration of ...", "establishment and promotion of ...",
// "measures on ..."
bool Splitter::opens_nominal(std::size_t at) const {
  at = scan_.after_article(at);
  const bool has_adjective = scan_.topic(at) == Topic::none && words_.is_word(at) &&
                             scan_.link(at) == Link::none && !words_.is(at, "all") &&
                             !words_.is(at, "other") && scan_.topic(at + 1) != Topic::none;
  if (has_adjective) ++at;
  if (words_.is(at, "start") && words_.is(at + 1, "of")) at += 2;
  const Topic topic = scan_.topic(at);
  const bool is_noun =
      scan_.is_a(at, Form::noun) &&
      (topic == Topic::doing || topic == Topic::publishing || topic == Topic::bettering);
  if (!scan_.is_a(at, Form::nominal) && !is_noun) return false;
  if (is_noun && topic == Topic::doing) return words_.is(at + 1, "on");
  if (scan_.link(at + 1) == Link::conjunction && scan_.is_a(at + 2, Form::nominal)) at += 2;
  return words_.is(at + 1, "of") || words_.is(at + 1, "on") || words_.is(at + 1, "di") ||
         words_.is(at + 1, "de");
}

bool Splitter::opens_participle(std::size_t at) const {
  return scan_.is_a(at, Form::participle) && words_.is_word(at + 1) &&
         (scan_.link(at + 1) == Link::none || scan_.link(at + 1) == Link::article ||
          words_.is(at + 1, "out"));
}

bool Splitter::opens_gerund(std::size_t at) const {
  return scan_.is_a(at, Form::gerund) && words_.is_word(at + 1) &&
         (scan_.link(at + 1) == Link::none || scan_.link(at + 1) == Link::article);
}

// "their capabilities", "its use capabilities"
bool Splitter::opens_quality(std::size_t at) const {
  return scan_.link(at) == Link::possessive &&
         (scan_.topic(at + 1) == Topic::bettering || scan_.topic(at + 2) == Topic::bettering);
}

bool Splitter::opens_publishing_verb(std::size_t at) const {
  const bool reports = words_.is(at, "report") && words_.is(at + 1, "publicly");
  return reports || (scan_.is_a(at, Form::verb) && scan_.topic(at) == Topic::publishing);
}

// Does the promise stop before its object, as in "creation and update of the register" or
// "prepared and published reports"? Then what follows shares it.
bool Splitter::is_dangling(std::size_t begin, std::size_t end) const {
  if (end <= begin) return true;
  const std::size_t last = end - 1;
  const IndicatorWord meaning = scan_.meaning(last);
  if (last == begin && meaning.form != Form::noun) return true;
  if (meaning.topic == Topic::number) return true;
  if (meaning.topic != Topic::none && meaning.form != Form::noun) return true;
  const std::string_view text = words_[last].text;
  const bool is_act = text.ends_with("tion") || text.ends_with("ment") || text.ends_with("ing") ||
                      text.ends_with("ance");
  const bool has_object = last > begin && scan_.link(last - 1) == Link::preposition;
  return is_act && !has_object && meaning.topic == Topic::none;
}

bool Splitter::begins_new_promise(std::size_t begin, const Break& gap) const {
  if (!has_content(begin, gap.from) || !has_content(gap.to, words_.size())) return false;
  if (gap.gap == Gap::semicolon || gap.gap == Gap::sentence) return true;
  const std::size_t at = gap.to;
  if (opens_count(at)) return scan_.topic(gap.from - 1) != Topic::number;
  if (opens_clause(begin, gap)) return governor(begin, gap.from) == Governor::free;
  const bool may_open = opens_nominal(at) || opens_participle(at) || opens_gerund(at) ||
                        opens_quality(at) || opens_publishing_verb(at);
  if (!may_open || is_dangling(begin, gap.from)) return false;
  switch (governor(begin, gap.from)) {
    case Governor::count:
    case Governor::informing: return opens_nominal(at);
    case Governor::verb:
      return (gap.has_conjunction && opens_publishing_verb(at)) ||
             (gap.gap == Gap::comma && opens_nominal(at));
    case Governor::free: return !opens_publishing_verb(at) || gap.has_conjunction;
  }
  return false;
}

// "support for a network" is an act as a noun, "support research" an order.
bool is_noun_or_verb(std::string_view word) {
  constexpr std::array<std::string_view, 9> words{"support",  "conduct",  "update",
                                                  "release",  "launch",   "design",
                                                  "increase", "exchange", "progress"};
  return std::find(words.begin(), words.end(), word) != words.end();
}

// "mis en place", "mise en œuvre", "mises en ligne", "mise à jour": what the third word says.
std::optional<IndicatorWord> put_word(const Tokens& words, std::size_t at) {
  const bool is_put = words.is(at, "mis") || words.is(at, "mise") || words.is(at, "mises");
  const bool goes_on = words.is(at + 1, "en") || words.is(at + 1, "\u00E0");
  if (!is_put || !goes_on || !words.is_word(at + 2)) return std::nullopt;
  const bool is_act = words.is(at, "mise") && link_of(words[at + 3].text) == Link::preposition;
  const Form form = is_act ? Form::nominal : Form::participle;
  if (words.is(at + 2, "ligne") || words.is(at + 2, "disposition")) {
    return IndicatorWord{Topic::publishing, form};
  }
  const bool is_doing = words.is(at + 2, "\u0153uvre") || words.is(at + 2, "oeuvre") ||
                        words.is(at + 2, "jour") || words.is(at + 2, "application");
  return IndicatorWord{is_doing ? Topic::doing : Topic::making, form};
}

}  // namespace

IndicatorScan::IndicatorScan(const Tokens& words) : words_{words} {
  meanings_.reserve(words.size());
  links_.reserve(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool is_word = words.is_word(i);
    const auto put = put_word(words, i);
    meanings_.push_back(put ? *put : is_word ? indicator_word(words[i].text) : IndicatorWord{});
    links_.push_back(is_word ? link_of(words[i].text) : Link::none);
  }
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const bool has_object =
        words.is_number(i + 1) || (words.is_word(i + 1) && links_[i + 1] != Link::preposition &&
                                   links_[i + 1] != Link::conjunction);
    if (has_object && is_noun_or_verb(words[i].text)) meanings_[i].form = Form::verb;
    if (words.is(i, "share") && !words.is(i + 1, "of")) {
      meanings_[i] = IndicatorWord{Topic::doing, Form::verb};
    }
  }
}

bool IndicatorScan::is_counting(std::size_t at) const noexcept {
  if (topic(at) != Topic::number) return false;
  if (at > 0 && link(at - 1) == Link::possessive) return true;
  std::size_t next = at + 1;
  if (link(next) == Link::conjunction) next += 2;  // "number and scope of"
  return words_.is(next, "of") || words_.is(next, "di") || words_.is(next, "de") ||
         words_.is(next, "d");
}

std::size_t first_promise(const IndicatorScan& scan, const PartWords& part) {
  for (std::size_t i = part.head; i < part.to; ++i) {
    if (scan.topic(i) != Topic::none) return i;
  }
  return part.to;
}

std::vector<PartWords> split_promises(const IndicatorScan& scan) { return Splitter{scan}.split(); }

}  // namespace actionplan::detail
