// SPDX-License-Identifier: Apache-2.0
#include "agency_parts.hpp"

#include <actionplan/core/text.hpp>

#include "agency_name.hpp"
#include "core/internal/capitals.hpp"
#include "read/note_sign.hpp"
#include "read/word_table.hpp"
#include "read/words/agency_words.hpp"

#include <algorithm>
#include <array>

namespace actionplan::detail {
namespace {

constexpr std::array<std::string_view, 5> bullets = {"-", "*", "•", "·", "."};

constexpr std::size_t most_pieces = 8;  // of one name with commas or words for "and" within it

}  // namespace

std::vector<NamePart> AgencyParts::names_in(std::size_t begin, std::size_t end) const {
  std::vector<NamePart> parts = with_pluses(joined(part(begin, end)));
  if (!has_joints(begin, end)) return parts;
  return with_known(with_lists(with_seconds(parts)));
}

// Does a word or sign for "and" stand anywhere within?
bool AgencyParts::has_joints(std::size_t begin, std::size_t end) const {
  for (std::size_t i = word_from(begin); i < words_.size() && words_[i].begin_byte < end; ++i) {
    if (words_.is_mark(i, '&') || says_and(words_, i)) return true;
  }
  return false;
}

// Cuts at the marks and line ends that part names.
std::vector<NamePart> AgencyParts::part(std::size_t begin, std::size_t end) const {
  std::vector<NamePart> parts;
  std::size_t depth = 0;  // of parentheses: a comma within them parts nothing
  std::size_t start = begin;
  char mark = '\0';
  const auto cut = [&](std::size_t at, char c) {
    const bool is_name = has_words(start, at);
    if (is_name) parts.push_back({start, at, mark});
    // A line end behind a comma is none, and so is a "+".
    if (is_name || (c != '\n' && c != '+')) mark = c;
    start = at + 1;
    depth = 0;
  };
  for (std::size_t at = begin; at < end; ++at) {
    const char c = text_[at];
    if (c == '(') ++depth;
    if (c == ')' && depth > 0) --depth;
    if (depth > 0 && c != '\n') continue;
    const bool is_slash = c == '/' && (is_spaced(at) || is_between_abbreviations(start, at) ||
                                       is_between_bodies(start, at, end));
    const bool is_mark = c == ',' || c == ';' || c == '|' || is_slash || (c == '+' && is_plus(at));
    if (is_mark || (c == '\n' && parts_lines(start, at, end))) cut(at, c);
  }
  cut(end, ';');
  return parts;
}

bool AgencyParts::is_spaced(std::size_t at) const {
  return at > 0 && text_[at - 1] == ' ' && at + 1 < text_.size() && text_[at + 1] == ' ';
}

// Between spaces or abbreviations; "Erasmus+" ends in one.
bool AgencyParts::is_plus(std::size_t at) const {
  if (is_spaced(at)) return true;
  const std::size_t sign = word_from(at);
  if (sign == 0 || !words_.is_word(sign - 1) || !words_.is_joined(sign + 1)) return false;
  return abbreviation_end(text_, words_, sign - 1) == sign &&
         abbreviation_end(text_, words_, sign + 1) != 0;
}

// "MoF/MoH", each of them whole: "HIV/AIDS Commission" is one.
bool AgencyParts::is_between_abbreviations(std::size_t start, std::size_t at) const {
  const std::size_t sign = word_from(at);
  const std::optional<std::size_t> first = first_word(start, at);
  if (!first || !words_.is_joined(sign) || !words_.is_joined(sign + 1)) return false;
  if (abbreviation_end(text_, words_, *first) != sign) return false;
  const std::size_t end = abbreviation_end(text_, words_, sign + 1);
  return end != 0 && !words_.is_word(end) && !words_.is_number(end);
}

// "Min. of Finance/MoH": plainly a body on each side, and no fields of one: "HIV/AIDS Commission",
// "Ministry of Science/ICT".
bool AgencyParts::is_between_bodies(std::size_t start, std::size_t at, std::size_t end) const {
  constexpr std::size_t longest = 200;  // bytes of either
  if (at - start > longest) return false;
  std::size_t behind = at + 1;
  while (behind < end && behind - at <= longest &&
         std::string_view{",;/|+\n("}.find(text_[behind]) == std::string_view::npos)
    ++behind;
  if (behind - at > longest) return false;
  if (!has_words(start, at) || !has_words(at + 1, behind)) return false;
  const NamePart second{at + 1, behind};
  const Span left = span_of({start, at});
  const Span right = span_of(second);
  const bool is_short = is_abbreviation(left);
  if (!is_short && !names_body(words_, left.begin, left.end)) return false;
  if (is_abbreviation(right)) {
    const std::string name = name_of(second);
    return !is_short && (is_in_plan(second) || count_capitals(name) < name.size());
  }
  return names_body(words_, right.begin, right.end) &&
         (!is_short || names_body(words_, right.begin, right.begin + 1));
}

// Does the line end at `at` stand between two names, and not within one?
bool AgencyParts::parts_lines(std::size_t start, std::size_t at, std::size_t end) const {
  const std::optional<std::size_t> before = last_word(start, at);
  const std::optional<std::size_t> after = first_word(at, end);
  if (!before || !after) return true;
  if (continues_name(words_, *before) || continues_name(words_, *after)) return false;
  if (is_joining_word(words_, *before) || is_joining_word(words_, *after)) return false;
  const bool goes_on = words_.is_word(*after) && !words_[*after].is_capital &&
                       words_[*first_word(start, at)].is_capital;
  if (!goes_on || begins_agency(words_, *after)) return true;
  const std::string first = name_of({start, at});  // "МОЗ" is a whole name, "Ministry" is none
  const bool is_one_word = first.find(' ') == std::string::npos;
  return (is_one_word && !begins_agency(words_, *first_word(start, at))) ||
         is_collective(text_.substr(at, next_mark(at, end) - at));
}

// Where the name that follows the line end ends at the latest.
std::size_t AgencyParts::next_mark(std::size_t at, std::size_t end) const {
  constexpr std::size_t longest = 200;
  const std::size_t found = text_.find_first_of(",;\n", at + 1);
  std::size_t cut = std::min({found, end, at + longest});
  while (cut < end && (static_cast<unsigned char>(text_[cut]) & 0xC0U) == 0x80U) --cut;
  return cut;
}

// Puts together again what is the name of one known agency: "Ministry of Labour, Social
// Protection and Family".
std::vector<NamePart> AgencyParts::joined(std::vector<NamePart> parts) const {
  constexpr std::size_t most = 16;
  const std::size_t reach = std::min(known_.most_marks(), most);
  if (reach == 0) return parts;
  std::vector<NamePart> out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    std::size_t last = std::min(i + reach, parts.size() - 1);
    while (last > i && known_.find(name_of({parts[i].begin, parts[last].end})) == nullptr) --last;
    out.push_back({parts[i].begin, parts[last].end, parts[i].mark});
    i = last;
  }
  return out;
}

// A "+" parts what are surely two names; else it is part of one.
std::vector<NamePart> AgencyParts::with_pluses(const std::vector<NamePart>& parts) const {
  std::vector<NamePart> out;
  for (const NamePart& one : parts) {
    if (one.mark == '+' && (!is_surely_one(out.back()) || !is_surely_one(one))) {
      out.back().end = one.end;
      out.back().doubt = NameDoubt::several;
    } else {
      out.push_back(one);
    }
  }
  return out;
}

// Words for "and" before what begins another agency.
std::vector<NamePart> AgencyParts::with_seconds(const std::vector<NamePart>& parts) const {
  std::vector<NamePart> out;
  for (NamePart rest : parts) {
    const std::optional<std::size_t> first = first_word(rest.begin, rest.end);
    const std::optional<std::size_t> last = last_word(rest.begin, rest.end);
    if (!first || !last) continue;
    std::size_t begin = *first;
    for (std::size_t i = *first + 1; i < *last && !is_known(rest); ++i) {
      const std::size_t behind = second_name(begin, i, *last);
      if (behind == 0) continue;
      out.push_back({rest.begin, words_[i].begin_byte, rest.mark, rest.doubt});
      rest.begin = words_[behind - 1].end_byte;
      rest.mark = '&';
      begin = behind;
      i = behind - 1;
    }
    out.push_back(rest);
  }
  return out;
}

// Commas that stand within the name of one body.
std::vector<NamePart> AgencyParts::with_lists(const std::vector<NamePart>& parts) const {
  std::vector<NamePart> out;
  // Behind each part, with commas alone between: one with a word for "and".
  std::vector<std::size_t> until_joint(parts.size(), most_pieces);
  for (std::size_t i = parts.size(); i > 1; --i) {
    if (parts[i - 1].mark != ',') continue;
    const bool is_joint = !joints_in(parts[i - 1]).empty();
    until_joint[i - 2] = is_joint ? 1 : until_joint[i - 1] + 1;
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::size_t last = until_joint[i] < most_pieces ? list_end(parts, i) : i;
    NamePart whole{parts[i].begin, parts[last].end, parts[i].mark, parts[i].doubt};
    if (last != i) {
      const Span span = span_of(whole);
      const bool is_of_several = field_noun(words_, span.begin, span.end) == FieldNoun::several;
      whole.doubt = is_of_several ? NameDoubt::several : NameDoubt::commas;
    }
    out.push_back(whole);
    i = last;
  }
  return out;
}

// The last of the parts that list the fields of one body, of which the first stands at `first`; the
// same where there is no list. "Ministry of Health, Labour and Welfare" has its noun at one end, a
// word for "and" in the last part, and between them nothing that is a body of its own.
std::size_t AgencyParts::list_end(const std::vector<NamePart>& parts, std::size_t first) const {
  if (parts[first].doubt != NameDoubt::none || is_known(parts[first])) return first;
  const Span begin = span_of(parts[first]);
  const bool is_headed = lists_fields_behind(words_, begin.begin, begin.end) &&
                         joints_in(parts[first]).empty() && !words_.is_mark(begin.end - 1, ')');
  if (!is_headed && !is_field(parts[first], false)) return first;
  for (std::size_t i = first + 1; i < parts.size() && i < first + most_pieces; ++i) {
    if (parts[i].mark != ',' || is_in_plan(parts[i])) return first;
    const std::vector<Span> joints = joints_in(parts[i]);
    if (is_headed) {
      if (!is_field(parts[i], !joints.empty())) return first;
      if (joints.empty()) continue;
      // What the plan has as a body elsewhere is no field.
      NamePart piece{parts[i].begin, 0};
      for (const Span& joint : joints) {
        piece.end = words_[joint.begin].begin_byte;
        if (is_in_plan(piece)) return first;
        piece.begin = words_[joint.end - 1].end_byte;
      }
      piece.end = parts[i].end;
      return is_in_plan(piece) ? first : i;
    }
    const Span span = span_of(parts[i]);
    if (!joints.empty()) return lists_fields_before(words_, span.begin, span.end) ? i : first;
    if (!is_field(parts[i], false)) return first;
  }
  return first;
}

// Can it be one of the fields that a ministry's name lists, and no body? The last one may have more
// behind it, in parentheses.
bool AgencyParts::is_field(const NamePart& part, bool is_last) const {
  constexpr std::size_t most_words = 8;
  const Span whole = span_of(part);
  const Span span = is_last ? before_parenthesis(whole) : whole;
  if (span.begin == span.end || span.end - span.begin > most_words) return false;
  if (is_in_plan(part) || is_known(part)) return false;
  for (std::size_t i = span.begin; i < span.end; ++i) {
    const bool is_sign = is_last && words_.is_mark(i, '&');
    if (!words_.is_word(i) && !words_.is_mark(i, '-') && !is_sign) return false;
    if (abbreviation_end(text_, words_, i) != 0) return false;
  }
  if (begins_genitive(words_, span.begin)) return true;
  const bool is_class = !words_[span.begin].is_capital &&
                        is_collective(text_.substr(part.begin, part.end - part.begin));
  return !is_class && !names_body(words_, span.begin, span.end);
}

bool AgencyParts::is_in_plan(const NamePart& part) const {
  const bool is_asked = names_ != nullptr || asked_ != nullptr;
  if (!is_asked || !has_words(part.begin, part.end)) return false;
  const std::string name = name_of(part);
  if (names_ != nullptr) return names_->holds(name);
  asked_->push_back(name);
  return false;
}

bool AgencyParts::is_surely_one(const NamePart& part) const {
  const Span span = span_of(part);
  return is_abbreviation(before_parenthesis(span)) || names_body(words_, span.begin, span.end) ||
         is_known(part) || is_in_plan(part);
}

AgencyParts::Span AgencyParts::span_of(const NamePart& part) const {
  const std::size_t begin = word_from(name_begin(part));
  std::size_t end = std::max(begin, word_from(part.end));
  while (end > begin && words_.is_mark(end - 1, '.')) --end;
  return {begin, end};
}

AgencyParts::Span AgencyParts::before_parenthesis(Span span) const {
  for (std::size_t i = span.begin; i < span.end; ++i) {
    if (words_.is_mark(i, '(')) return {span.begin, i};
  }
  return span;
}

bool AgencyParts::is_abbreviation(const Span& span) const {
  return span.begin < span.end && abbreviation_end(text_, words_, span.begin) == span.end;
}

// Where words for "and" stand within the part, outside of parentheses, with words on both sides of
// the first or behind it.
std::vector<AgencyParts::Span> AgencyParts::joints_in(const NamePart& part) const {
  std::vector<Span> joints;
  const Span span = before_parenthesis(span_of(part));
  for (std::size_t i = span.begin; i + 1 < span.end && joints.size() < most_pieces; ++i) {
    if (words_.is_mark(i, '&') || is_joining_word(words_, i)) joints.push_back({i, i + 1});
  }
  return joints;
}

// Parts at words for "and" what are names of the plan, each of them.
std::vector<NamePart> AgencyParts::with_known(const std::vector<NamePart>& parts) const {
  std::vector<NamePart> out;
  for (const NamePart& one : parts) {
    const std::vector<Span> joints = joints_in(one);
    if (joints.empty() || one.doubt != NameDoubt::none || is_known(one)) {
      out.push_back(one);
      continue;
    }
    const std::vector<NamePart> names = known_within(one, joints);
    out.insert(out.end(), names.begin(), names.end());
    if (names.size() == 1 && is_odd(one, joints)) out.back().doubt = NameDoubt::several;
  }
  return out;
}

// The most names, all of which the plan has elsewhere; else the whole.
std::vector<NamePart> AgencyParts::known_within(const NamePart& part,
                                                const std::vector<Span>& joints) const {
  std::vector<NamePart> names;
  NamePart rest = part;
  for (std::size_t i = 0; i < joints.size(); ++i) {
    const NamePart first{rest.begin, words_[joints[i].begin].begin_byte, rest.mark};
    if (!is_known(first) && !is_in_plan(first)) continue;
    const Span span = span_of(first);
    const std::size_t next = joints[i].end;
    const std::size_t next_end = i + 1 < joints.size() ? joints[i + 1].begin : span_of(part).end;
    // "Ministry of Agriculture and Forestry", though the plan has "Forestry", too.
    if (lists_fields_behind(words_, span.begin, span.end) && !is_abbreviation({next, next_end}) &&
        !names_body(words_, next, next_end)) {
      continue;
    }
    names.push_back(first);
    rest.begin = words_[joints[i].end - 1].end_byte;
    rest.mark = '&';
  }
  if (names.empty() || (!is_known(rest) && !is_in_plan(rest))) return {part};
  names.push_back(rest);
  return names;
}

// Does a name with words for "and" look like two?
bool AgencyParts::is_odd(const NamePart& part, const std::vector<Span>& joints) const {
  const Span span = before_parenthesis(span_of(part));
  if (field_noun(words_, span.begin, span.end) == FieldNoun::several) return true;
  return std::any_of(joints.begin(), joints.end(), [&](const Span& joint) {
    const Span before{span.begin, joint.begin};
    const Span behind{is_article(words_, joint.end) ? joint.end + 1 : joint.end, span.end};
    if (before.begin == before.end || behind.begin >= behind.end) return false;
    if (is_abbreviation(before) || is_abbreviation(behind)) return true;
    const NamePart first{words_[before.begin].begin_byte, words_[joint.begin].begin_byte};
    const NamePart second{words_[behind.begin].begin_byte, part.end};
    if (is_in_plan(first) && is_in_plan(second)) return true;
    return words_[behind.begin].is_capital && !begins_genitive(words_, behind.begin) &&
           names_body(words_, before.begin, before.end) &&
           names_body(words_, behind.begin, behind.end);
  });
}

bool AgencyParts::is_known(const NamePart& part) const {
  constexpr std::size_t longest = 400;
  return !known_.is_empty() && part.end - part.begin <= longest &&
         known_.find(name_of(part)) != nullptr;
}

// The first token of a second name, where `at` says "and" between two; else 0. Names of ministries
// hold such words themselves ("Wirtschaft und Energie"), so what stands behind has to begin another.
std::size_t AgencyParts::second_name(std::size_t begin, std::size_t at, std::size_t last) const {
  if (are_abbreviations(begin, at, last)) return at + 1;
  if (const std::size_t behind = second_agency_after(words_, at)) {
    return behind <= last ? behind : 0;
  }
  const bool is_sign = words_.is_mark(at, '&');
  if (!is_sign && !is_joining_word(words_, at)) return 0;
  const std::size_t next = is_article(words_, at + 1) ? at + 2 : at + 1;
  if (next > last) return 0;
  const bool opens_other = is_sign && begins_agency(words_, next);
  const bool is_repeated = words_[next].is_capital && words_[next].text == words_[begin].text;
  return opens_other || is_repeated ? at + 1 : 0;
}

// "BMI und BMJ": an abbreviation alone on each side, and between them a word for "and" in whatever
// language.
bool AgencyParts::are_abbreviations(std::size_t begin, std::size_t at, std::size_t last) const {
  if (!words_.is_mark(at, '&') && !says_and(words_, at)) return false;
  const std::size_t behind = abbreviation_end(text_, words_, at + 1);
  if (behind == 0 || abbreviation_end(text_, words_, begin) != at) return false;
  return behind > last || words_.is_mark(behind, '&') || words_.is_mark(behind, '(') ||
         says_and(words_, behind);
}

bool AgencyParts::has_words(std::size_t begin, std::size_t end) const {
  for (std::size_t i = word_from(begin); i < words_.size(); ++i) {
    if (words_[i].end_byte > end) return false;
    if (words_[i].kind != TokenKind::mark) return true;
  }
  return false;
}

std::optional<std::size_t> AgencyParts::first_word(std::size_t begin, std::size_t end) const {
  const std::size_t at = word_from(begin);
  if (at == words_.size() || words_[at].begin_byte >= end) return std::nullopt;
  return at;
}

std::optional<std::size_t> AgencyParts::last_word(std::size_t begin, std::size_t end) const {
  const std::size_t after = word_from(end);
  if (after == 0 || words_[after - 1].begin_byte < begin) return std::nullopt;
  return after - 1;
}

std::size_t AgencyParts::word_from(std::size_t byte) const {
  std::size_t low = 0;
  std::size_t high = words_.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (words_[middle].begin_byte < byte) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

std::size_t AgencyParts::name_begin(const NamePart& part) const {
  std::size_t first = word_from(part.begin);
  while (first < words_.size() && words_[first].begin_byte < part.end) {
    const bool is_ordinal = words_.is_number(first) &&
                            (words_.is_mark(first + 1, ')') || words_.is_mark(first + 1, '.')) &&
                            words_[first + 1].end_byte <= part.end;
    if (!is_ordinal && !is_one_of(words_[first].text, bullets)) break;
    first += is_ordinal ? 2 : 1;
  }
  return first < words_.size() ? std::min<std::size_t>(words_[first].begin_byte, part.end)
                               : part.end;
}

std::string AgencyParts::name_of(const NamePart& part) const {
  const std::size_t begin = name_begin(part);
  std::string name = text::collapse_spaces(text_.substr(begin, part.end - begin));
  const auto is_loose = [](char c) { return c == '.' || c == ' ' || c == '('; };
  for (std::size_t size = name.size() + 1; size != name.size();) {
    size = name.size();
    while (!name.empty() && is_loose(name.back())) name.pop_back();
    name.resize(name.size() - trailing_note_sign(name));
  }
  return name;
}

}  // namespace actionplan::detail
