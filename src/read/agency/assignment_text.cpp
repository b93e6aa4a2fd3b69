// SPDX-License-Identifier: Apache-2.0
#include "assignment_text.hpp"

#include <actionplan/core/text.hpp>

#include "agency_name.hpp"
#include "read/tokens.hpp"
#include "read/word_table.hpp"
#include "read/words/agency_words.hpp"
#include "role_label.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace actionplan::detail {
namespace {

// Tokens at which a line may break within a name.
constexpr std::array<std::string_view, 11> connectors = {"of", "and",   "near", "for", "on",  "the",
                                                         "to", "under", "at",   "in",  "with"};

// Tokens after "and" that begin a second agency: "Ministry of Justice and respective bodies".
constexpr std::array<std::string_view, 9> second_openers = {
    "respective",    "relevant", "other",    "concerned", "appropriate",
    "corresponding", "related",  "ministry", "cabinet"};

// Tokens that stand for agencies which are not named.
constexpr std::array<std::string_view, 3> open_ends = {"etc", "others", "etcetera"};

constexpr std::array<std::string_view, 5> bullets = {"-", "*", "•", "·", "."};

// A stretch of the cell, in bytes.
struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
};

class AssignmentReader {
 public:
  AssignmentReader(const Cell& cell, const AssignmentContext& context, ProblemList& problems)
      : text_{cell.text},
        words_{cell.text},
        places_{cell, context.has_text_places},
        subject_{context.measure},
        whose_{subject_.empty() ? "a measure without number" : "measure " + subject_},
        known_{context.known},
        role_{context.role},
        force_{context.force},
        problems_{problems} {}

  std::vector<NamedAgency> read() {
    const std::vector<RoleLabel> labels = find_role_labels(text_, words_);
    const RoleLabel* label = nullptr;  // of the names that follow
    std::size_t begin = 0;
    for (std::size_t i = 0; i < labels.size(); ++i) {
      const RoleLabel& next = labels[i];
      const std::size_t end = i + 1 < labels.size() ? labels[i + 1].begin : text_.size();
      // "Ministry of Justice (support: Court), Registry": what stands behind has the former role.
      const std::size_t open = parenthesis_before(next.begin);
      const std::size_t close =
          open == next.begin ? end : std::min(text_.find(')', next.end), text_.size());
      const bool is_inserted = open != next.begin && close < end;
      read_stretch(label, begin, is_inserted ? open : next.begin);
      if (is_inserted) read_group(next, close);
      begin = is_inserted ? close + 1 : next.begin;
      if (!is_inserted) label = &next;
    }
    read_stretch(label, begin, text_.size());
    return std::move(agencies_);
  }

 private:
  void report(const char* code, Severity severity, std::size_t byte, std::string message) {
    problems_.add({code, severity, places_.at(byte), std::move(message), subject_});
  }

  // Names behind a label, or with none before them; `begin` is that of the label, or behind what stood
  // in parentheses.
  void read_stretch(const RoleLabel* label, std::size_t begin, std::size_t end) {
    if (label == nullptr) {
      if (!has_words(begin, end)) return;
      return begin == 0 ? read_without_label(end) : read_names(begin, end, unlabelled());
    }
    if (begin == label->begin) return read_group(*label, end);
    if (!has_words(begin, end)) return;
    read_names(begin, end, label->wording != nullptr ? *label->wording : LabelWording{});
  }

  // The parenthesis right before it, else the same.
  [[nodiscard]] std::size_t parenthesis_before(std::size_t byte) const {
    std::size_t at = byte;
    while (at != 0 && text_[at - 1] == ' ') --at;
    return at != 0 && text_[at - 1] == '(' ? at - 1 : byte;
  }

  [[nodiscard]] LabelWording unlabelled() const {
    LabelWording label;
    label.role = role_.value_or(Role::implementer);
    label.force = force_.value_or(Force::binding);
    return label;
  }

  void read_without_label(std::size_t end) {
    if (!role_ && !force_) {
      report("role_missing", Severity::warning, 0,
             "The agencies of " + whose_ +
                 " begin without a role; they are read as binding implementers. Write a label such "
                 "as \"Implementers:\" before them.");
    }
    read_names(0, end, unlabelled());
  }

  [[nodiscard]] bool has_words(std::size_t begin, std::size_t end) const {
    for (std::size_t i = word_from(begin); i < words_.size(); ++i) {
      if (words_[i].end_byte > end) return false;
      if (words_[i].kind != TokenKind::mark) return true;
    }
    return false;
  }

  void read_group(const RoleLabel& label, std::size_t end) {
    const std::string_view written = text_.substr(label.begin, label.end - label.begin);
    if (label.wording == nullptr) {
      report("role_unknown", Severity::warning, label.begin,
             "The role " + shown(written) + " of " + whose_ +
                 " is not known; its agencies are read as binding implementers. Write a label such "
                 "as \"Implementers:\".");
    } else {
      check_label(label, written);
    }
    if (!has_words(label.end, end)) {
      report("role_without_agency", Severity::warning, label.begin,
             "No agency follows " + shown(written) + " of " + whose_ +
                 "; name one or drop the label.");
      return;
    }
    std::size_t begin = label.end;
    const std::size_t next = word_from(begin);
    const bool is_joining =
        label.wording != nullptr && (label.wording->form == LabelForm::joining ||
                                     label.wording->form == LabelForm::joining_item);
    const bool has_article = is_joining && is_article(words_, next) && words_.is_word(next + 1) &&
                             words_[next + 1].end_byte <= end;
    if (has_article) begin = words_[next].end_byte;
    read_names(begin, end, label.wording != nullptr ? *label.wording : LabelWording{});
  }

  // Tells of labels that are not written as usual.
  void check_label(const RoleLabel& label, std::string_view written) {
    const LabelWording& wording = *label.wording;
    // Folding keeps the length of all that is written in plain letters.
    const std::size_t usual = wording.written != 0 ? wording.written : wording.words.size();
    const bool is_plain = label.has_colon && written.size() == usual + 1;
    if (is_plain && !wording.is_short) return;
    report("label_unusual", Severity::info, label.begin,
           "The label " + shown(written) + " of " + whose_ + " was read as \"" +
               std::string{wording.words} + ":\" (" + std::string{to_string(wording.role)} + ", " +
               std::string{to_string(wording.force)} + ").");
  }

  void read_names(std::size_t begin, std::size_t end, const LabelWording& label) {
    const Stretch whole{begin, end};
    if (!is_known(whole) && names_nobody(name_of(whole))) return report_nobody(whole);
    for (const Stretch& stretch : joined(part(begin, end))) {
      const bool is_line_end = stretch.end < end && text_[stretch.end] == '\n';
      if (is_line_end && has_words(stretch.end, end)) report_line_break(stretch);
      add_names(stretch, label);
    }
  }

  // Cuts at the marks and line ends that part names.
  [[nodiscard]] std::vector<Stretch> part(std::size_t begin, std::size_t end) const {
    std::vector<Stretch> stretches;
    std::size_t depth = 0;  // of parentheses: a comma within them parts nothing
    std::size_t start = begin;
    for (std::size_t at = begin; at < end; ++at) {
      const char c = text_[at];
      if (c == '(') ++depth;
      if (c == ')' && depth > 0) --depth;
      if (depth > 0 && c != '\n') continue;
      if (c == ',' || c == ';' || (c == '/' && is_spaced(at)) ||
          (c == '\n' && parts_names(start, at, end))) {
        if (has_words(start, at)) stretches.push_back({start, at});
        start = at + 1;
        depth = 0;
      }
    }
    if (has_words(start, end)) stretches.push_back({start, end});
    return stretches;
  }

  [[nodiscard]] bool is_spaced(std::size_t at) const {
    return at > 0 && text_[at - 1] == ' ' && at + 1 < text_.size() && text_[at + 1] == ' ';
  }

  // Puts together again what is the name of one known agency: "Ministry of Labour, Social
  // Protection and Family".
  [[nodiscard]] std::vector<Stretch> joined(std::vector<Stretch> stretches) const {
    constexpr std::size_t most = 16;
    const std::size_t reach = std::min(known_.most_commas(), most);
    if (reach == 0) return stretches;
    std::vector<Stretch> out;
    for (std::size_t i = 0; i < stretches.size(); ++i) {
      std::size_t last = std::min(i + reach, stretches.size() - 1);
      while (last > i &&
             known_.find(name_of({stretches[i].begin, stretches[last].end})) == nullptr) {
        --last;
      }
      out.push_back({stretches[i].begin, stretches[last].end});
      i = last;
    }
    return out;
  }

  [[nodiscard]] bool is_known(const Stretch& stretch) const {
    constexpr std::size_t longest = 400;
    return !known_.is_empty() && stretch.end - stretch.begin <= longest &&
           known_.find(name_of(stretch)) != nullptr;
  }

  // Does the line end at `at` stand between two names, and not within one?
  [[nodiscard]] bool parts_names(std::size_t start, std::size_t at, std::size_t end) const {
    const std::optional<std::size_t> before = last_word(start, at);
    const std::optional<std::size_t> after = first_word(at, end);
    if (!before || !after) return true;
    if (is_one_of(words_[*before].text, connectors) || is_one_of(words_[*after].text, connectors)) {
      return false;
    }
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
  [[nodiscard]] std::size_t next_mark(std::size_t at, std::size_t end) const {
    constexpr std::size_t longest = 200;
    const std::size_t found = text_.find_first_of(",;\n", at + 1);
    std::size_t cut = std::min({found, end, at + longest});
    while (cut < end && (static_cast<unsigned char>(text_[cut]) & 0xC0U) == 0x80U) --cut;
    return cut;
  }

  [[nodiscard]] std::optional<std::size_t> first_word(std::size_t begin, std::size_t end) const {
    const std::size_t at = word_from(begin);
    if (at == words_.size() || words_[at].begin_byte >= end) return std::nullopt;
    return at;
  }

  [[nodiscard]] std::optional<std::size_t> last_word(std::size_t begin, std::size_t end) const {
    const std::size_t after = word_from(end);
    if (after == 0 || words_[after - 1].begin_byte < begin) return std::nullopt;
    return after - 1;
  }

  // The first word that begins at the byte or after it.
  [[nodiscard]] std::size_t word_from(std::size_t byte) const {
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

  void report_line_break(const Stretch& stretch) {
    report("line_break_as_comma", Severity::info, name_begin(stretch),
           "The line end after " + shown(text_.substr(stretch.begin, stretch.end - stretch.begin)) +
               " of " + whose_ + " was read as a comma between two agencies.");
  }

  void report_nobody(const Stretch& stretch) {
    const Place place = places_.at(name_begin(stretch));
    problems_.add(nobody_named(place, name_of(stretch), whose_, subject_));
  }

  void add_names(Stretch stretch, const LabelWording& label) {
    const std::optional<std::size_t> first = first_word(stretch.begin, stretch.end);
    const std::optional<std::size_t> last = last_word(stretch.begin, stretch.end);
    if (!first || !last) return;
    if (is_known(stretch)) return add_name(stretch, label);
    std::size_t begin = *first;
    for (std::size_t i = *first + 1; i < *last; ++i) {
      const std::size_t behind = second_name(begin, i, *last);
      if (behind == 0) continue;
      add_name({stretch.begin, words_[i].begin_byte}, label);
      stretch.begin = words_[behind - 1].end_byte;
      begin = behind;
      i = behind - 1;
    }
    add_name(stretch, label);
  }

  // The first token of a second name, where `at` says "and" between two; else 0. Names of ministries
  // hold such words themselves ("Wirtschaft und Energie"), so what stands behind has to begin another.
  [[nodiscard]] std::size_t second_name(std::size_t begin, std::size_t at, std::size_t last) const {
    const bool is_sign = words_.is_mark(at, '&');
    const bool is_english = words_.is(at, "and");
    if (!is_sign && !is_english) {
      if (const std::size_t behind = second_agency_after(words_, at)) return behind;
      if (!is_joining_word(words_, at)) return 0;
    }
    const std::size_t next = words_.is(at + 1, "the") ? at + 2 : at + 1;
    if (next > last) return 0;
    const bool opens = (is_english || is_sign) && is_one_of(words_[next].text, second_openers);
    const bool opens_other = is_sign && begins_agency(words_, next);
    const bool is_repeated = words_[next].is_capital && words_[next].text == words_[begin].text;
    if (opens || opens_other || is_repeated || are_abbreviations(begin, at, last)) return at + 1;
    return 0;
  }

  // "BMI und BMJ": a name of capitals alone on each side.
  [[nodiscard]] bool are_abbreviations(std::size_t begin, std::size_t at, std::size_t last) const {
    if (begin + 1 != at || !is_abbreviation(begin) || !is_abbreviation(at + 1)) return false;
    const std::size_t behind = at + 2;
    return behind > last || words_.is_mark(behind, '&') || words_.is_mark(behind, '(') ||
           words_.is(behind, "and") || is_joining_word(words_, behind);
  }

  [[nodiscard]] bool is_abbreviation(std::size_t at) const {
    const Token& word = words_[at];
    if (word.kind != TokenKind::word || word.end - word.begin < 2) return false;
    std::string_view letters =
        std::string_view{text_}.substr(word.begin_byte, word.end_byte - word.begin_byte);
    while (!letters.empty()) {
      const std::size_t length = letter_length(letters);
      if (!Tokens{letters.substr(0, length)}[0].is_capital) return false;
      letters.remove_prefix(length);
    }
    return true;
  }

  // Bullets and ordinals before a name are no part of it.
  [[nodiscard]] std::size_t name_begin(const Stretch& stretch) const {
    std::size_t first = word_from(stretch.begin);
    while (first < words_.size() && words_[first].begin_byte < stretch.end) {
      const bool is_ordinal = words_.is_number(first) &&
                              (words_.is_mark(first + 1, ')') || words_.is_mark(first + 1, '.')) &&
                              words_[first + 1].end_byte <= stretch.end;
      if (!is_ordinal && !is_one_of(words_[first].text, bullets)) break;
      first += is_ordinal ? 2 : 1;
    }
    return first < words_.size() ? std::min<std::size_t>(words_[first].begin_byte, stretch.end)
                                 : stretch.end;
  }

  // As written, without what stands before it and the full stop after it.
  [[nodiscard]] std::string name_of(const Stretch& stretch) const {
    const std::size_t begin = name_begin(stretch);
    std::string name = text::collapse_spaces(text_.substr(begin, stretch.end - begin));
    const auto is_loose = [](char c) { return c == '.' || c == ' ' || c == '('; };
    while (!name.empty() && is_loose(name.back())) name.pop_back();
    return name;
  }

  void add_name(const Stretch& stretch, const LabelWording& label) {
    NamedAgency agency;
    agency.name = name_of(stretch);
    agency.role = label.role;
    agency.force = label.force;
    take_role_in_parentheses(agency);
    if (agency.name.empty()) return;
    const std::size_t begin = name_begin(stretch);
    if (names_nobody(agency.name) && known_.find(agency.name) == nullptr) {
      return report_nobody(stretch);
    }
    if (is_open_end(agency.name)) {
      report("open_list", Severity::info, begin,
             "The agencies of " + whose_ + " end in " + shown(agency.name) +
                 ", which names none; name them all.");
      return;
    }
    agency.place = places_.at(begin);
    agencies_.push_back(std::move(agency));
  }

  // "Ministry of Justice (lead)"
  static void take_role_in_parentheses(NamedAgency& agency) {
    const std::size_t open = agency.name.rfind('(');
    if (agency.name.empty() || agency.name.back() != ')' || open == std::string::npos) return;
    const std::string_view inside =
        std::string_view{agency.name}.substr(open + 1, agency.name.size() - open - 2);
    const LabelWording* wording = find_role(inside);
    if (wording == nullptr) return;
    // "(by consent)" says nothing of the part.
    if (wording->force != Force::recommended) agency.role = wording->role;
    agency.force = wording->force;
    agency.name = std::string{text::trim(std::string_view{agency.name}.substr(0, open))};
  }

  static bool is_open_end(std::string_view name) {
    constexpr std::size_t longest = 20;
    if (name.size() > longest) return false;
    const Tokens words{name};
    const std::size_t at = words.is(0, "and") ? 1 : 0;
    return is_one_of(words[at].text, open_ends) && words.size() == at + 1;
  }

  std::string_view text_;
  Tokens words_;
  CellPlaces places_;
  std::string subject_;
  std::string whose_;
  const KnownAgencies& known_;
  std::optional<Role> role_;
  std::optional<Force> force_;
  ProblemList& problems_;
  std::vector<NamedAgency> agencies_;
};

}  // namespace

Problem nobody_named(Place place, std::string_view text, const std::string& whose,
                     std::string subject) {
  return {"agency_undetermined", Severity::warning, place,
          "Where the agencies of " + whose + " stand, " + shown(text) +
              " names none, so that nobody is asked for it; name the agency, or give one of that "
              "name in an agency file.",
          std::move(subject)};
}

Problem nobody_named(const Cell& cell, const std::string& whose, std::string subject) {
  return nobody_named(cell.place, text::trim(cell.text), whose, std::move(subject));
}

std::vector<NamedAgency> read_assignments(const Cell& cell, const AssignmentContext& context,
                                          ProblemList& problems) {
  return AssignmentReader{cell, context, problems}.read();
}

Place CellPlaces::at(std::size_t byte) {
  if (byte < byte_) {
    byte_ = 0;
    place_ = cell_.place;
  }
  const std::string_view between = std::string_view{cell_.text}.substr(byte_, byte - byte_);
  const std::size_t line_end = between.rfind('\n');
  if (!has_text_places_) {
    place_.offset += static_cast<std::uint32_t>(text::count_code_points(between));
  } else if (line_end == std::string_view::npos) {
    place_.column += static_cast<std::uint32_t>(text::count_code_points(between));
  } else {
    place_.line += static_cast<std::uint32_t>(std::count(between.begin(), between.end(), '\n'));
    place_.column =
        static_cast<std::uint32_t>(text::count_code_points(between.substr(line_end + 1))) + 1;
  }
  byte_ = byte;
  return place_;
}

}  // namespace actionplan::detail
