// SPDX-License-Identifier: Apache-2.0
#include "assignment_text.hpp"

#include <actionplan/core/text.hpp>

#include "words.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace actionplan::detail {
namespace {

/// A wording of a role label, folded, without its colon.
struct LabelWording {
  std::string_view words;
  Role role = Role::implementer;
  Force force = Force::binding;
  bool is_short = false;  // not the usual form
};

constexpr std::array labels = {
    LabelWording{"implementers"},
    LabelWording{"implementer"},
    LabelWording{"implementing agencies"},
    LabelWording{"implementing agency"},
    LabelWording{"implemented by"},
    LabelWording{"executors"},
    LabelWording{"executor"},
    LabelWording{"responsible"},
    LabelWording{"responsible agency"},
    LabelWording{"responsible agencies"},
    LabelWording{"responsible body"},
    LabelWording{"responsible bodies"},
    LabelWording{"responsible institution"},
    LabelWording{"responsible institutions"},
    LabelWording{"icracilar"},
    LabelWording{"icraci"},
    LabelWording{"recommended to", Role::implementer, Force::recommended},
    LabelWording{"recommended", Role::implementer, Force::recommended, true},
    LabelWording{"it is recommended to", Role::implementer, Force::recommended},
    LabelWording{"tovsiyə edilir", Role::implementer, Force::recommended},
    LabelWording{"tovsiyə olunur", Role::implementer, Force::recommended},
    LabelWording{"lead", Role::lead},
    LabelWording{"leads", Role::lead},
    LabelWording{"lead agency", Role::lead},
    LabelWording{"lead implementing agency", Role::lead},
    LabelWording{"lead implementer", Role::lead},
    LabelWording{"main implementer", Role::lead},
    LabelWording{"coordinator", Role::lead},
    LabelWording{"coordinating agency", Role::lead},
    LabelWording{"supporting", Role::supporting},
    LabelWording{"support", Role::supporting},
    LabelWording{"supporting agency", Role::supporting},
    LabelWording{"supporting agencies", Role::supporting},
    LabelWording{"co implementers", Role::supporting},
    LabelWording{"partners", Role::supporting},
    LabelWording{"partner", Role::supporting},
    LabelWording{"participants", Role::supporting},
    LabelWording{"involved", Role::supporting},
    LabelWording{"other actors", Role::supporting},
    LabelWording{"other actors involved", Role::supporting},
    LabelWording{"in cooperation with", Role::supporting},
    LabelWording{"together with", Role::supporting},
};

// Words at which a line may break within a name.
constexpr std::array<std::string_view, 11> connectors = {"of", "and",   "near", "for", "on",  "the",
                                                         "to", "under", "at",   "in",  "with"};

// Words after "and" that begin a second agency: "Ministry of Justice and respective bodies".
constexpr std::array<std::string_view, 7> second_openers = {
    "respective", "relevant", "other", "concerned", "appropriate", "corresponding", "related"};

// Plural head nouns of classes of bodies.
constexpr std::array<std::string_view, 28> class_nouns = {
    "bodies",       "institutions",   "organizations", "organisations", "agencies",
    "authorities",  "municipalities", "councils",      "associations",  "companies",
    "enterprises",  "ministries",     "departments",   "committees",    "commissions",
    "universities", "schools",        "structures",    "entities",      "banks",
    "courts",       "ngos",           "offices",       "services",      "governments",
    "qurumlar",     "qurumlari",      "orqanlari"};

// Words after which a name goes on to say of what or where: its head noun stands before them.
constexpr std::array<std::string_view, 9> after_head = {"of", "near", "for",   "on", "under",
                                                        "in", "at",   "among", "to"};

constexpr std::array<std::string_view, 5> bullets = {"-", "*", "•", "·", "."};

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

struct Label {
  const LabelWording* wording = nullptr;  // none: a label whose words say nothing known
  std::size_t begin = 0;                  // bytes [begin, end), the colon included
  std::size_t end = 0;
};

// Do the words of the phrase stand right before word `end`? Their number, else 0.
std::size_t count_before(const Words& words, std::size_t end, std::string_view phrase) {
  std::size_t count = 0;
  while (!phrase.empty()) {
    const std::size_t space = phrase.rfind(' ');
    const std::size_t begin = space == std::string_view::npos ? 0 : space + 1;
    if (count == end || !words.is(end - count - 1, phrase.substr(begin))) return 0;
    ++count;
    phrase = phrase.substr(0, begin == 0 ? 0 : space);
  }
  return count;
}

class AssignmentReader {
 public:
  AssignmentReader(const Cell& cell, std::string_view subject, ProblemList& problems)
      : text_{cell.text},
        words_{cell.text},
        places_{cell},
        subject_{subject},
        problems_{problems} {}

  std::vector<NamedAgency> read() {
    const std::vector<Label> found = find_labels();
    const std::size_t first = found.empty() ? text_.size() : found.front().begin;
    if (has_words(0, first)) {
      report("role_missing", Severity::warning, 0,
             "The agencies of measure " + subject_ +
                 " begin without a role; they are read as "
                 "binding implementers. Write a label such as \"Implementers:\" before them.");
      read_names(0, first, LabelWording{});
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
      const std::size_t end = i + 1 < found.size() ? found[i + 1].begin : text_.size();
      read_group(found[i], end);
    }
    return std::move(agencies_);
  }

 private:
  void report(const char* code, Severity severity, std::size_t byte, std::string message) {
    problems_.add({code, severity, places_.at(byte), std::move(message), subject_});
  }

  [[nodiscard]] bool has_words(std::size_t begin, std::size_t end) const {
    for (std::size_t i = word_from(begin); i < words_.size(); ++i) {
      if (words_[i].end_byte > end) return false;
      if (words_[i].kind != WordKind::mark) return true;
    }
    return false;
  }

  [[nodiscard]] std::vector<Label> find_labels() const {
    std::vector<Label> found;
    for (std::size_t i = 1; i < words_.size(); ++i) {
      if (!words_.is_mark(i, ':')) continue;
      if (const std::optional<Label> label = label_before(i)) found.push_back(*label);
    }
    return found;
  }

  // The label that ends in the colon at word `colon`: known words, or whatever begins a line with a
  // few words.
  [[nodiscard]] std::optional<Label> label_before(std::size_t colon) const {
    constexpr std::size_t most_words = 4;
    const LabelWording* best = nullptr;
    std::size_t best_count = 0;
    for (const LabelWording& wording : labels) {
      const std::size_t count = count_before(words_, colon, wording.words);
      if (count > best_count) {
        best = &wording;
        best_count = count;
      }
    }
    for (std::size_t count = 1; best == nullptr && count <= std::min(most_words, colon); ++count) {
      if (!words_.is_word(colon - count)) break;
      if (begins_line(colon - count)) best_count = count;
    }
    if (best_count == 0) return std::nullopt;
    return Label{best, words_[colon - best_count].begin_byte, words_[colon].end_byte};
  }

  [[nodiscard]] bool begins_line(std::size_t word) const {
    if (word == 0) return true;
    const std::size_t before = words_[word - 1].end_byte;
    return text_.substr(before, words_[word].begin_byte - before).find('\n') !=
           std::string_view::npos;
  }

  void read_group(const Label& label, std::size_t end) {
    const std::string_view written = text_.substr(label.begin, label.end - label.begin);
    if (label.wording == nullptr) {
      report("role_unknown", Severity::warning, label.begin,
             "The role " + shown(written) + " of measure " + subject_ +
                 " is not known; its agencies are read as binding implementers. Write a label such "
                 "as \"Implementers:\".");
    } else {
      check_label(*label.wording, written, label.begin);
    }
    if (!has_words(label.end, end)) {
      report("role_without_agency", Severity::warning, label.begin,
             "No agency follows " + shown(written) + " of measure " + subject_ +
                 "; name one or drop the label.");
      return;
    }
    read_names(label.end, end, label.wording != nullptr ? *label.wording : LabelWording{});
  }

  // Tells of labels that are not written as usual.
  void check_label(const LabelWording& wording, std::string_view written, std::size_t begin) {
    const std::string_view words = text::trim(written.substr(0, written.size() - 1));
    const bool has_space = words.size() + 1 != written.size();
    // Folding keeps the length of all that is written in plain letters.
    const bool is_plain = words.size() == wording.words.size();
    if (!has_space && is_plain && !wording.is_short) return;
    report("label_unusual", Severity::info, begin,
           "The label " + shown(written) + " of measure " + subject_ + " was read as \"" +
               std::string{wording.words} + ":\" (" + std::string{to_string(wording.role)} + ", " +
               std::string{to_string(wording.force)} + ").");
  }

  void read_names(std::size_t begin, std::size_t end, const LabelWording& label) {
    std::size_t depth = 0;  // of parentheses: a comma within them parts nothing
    std::size_t start = begin;
    for (std::size_t at = begin; at < end; ++at) {
      const char c = text_[at];
      if (c == '(') ++depth;
      if (c == ')' && depth > 0) --depth;
      if (depth > 0 && c != '\n') continue;
      const bool is_break = c == '\n' && parts_names(start, at, end);
      if (c == ',' || c == ';' || is_break) {
        if (is_break && has_words(start, at)) report_line_break(start, at, end);
        add_name(start, at, label);
        start = at + 1;
        depth = 0;
      }
    }
    add_name(start, end, label);
  }

  // Does the line end at `at` stand between two names, and not within one?
  [[nodiscard]] bool parts_names(std::size_t start, std::size_t at, std::size_t end) const {
    const std::optional<std::size_t> before = last_word(start, at);
    const std::optional<std::size_t> after = first_word(at, end);
    if (!before || !after) return true;
    return !is_one_of(words_[*before].text, connectors) &&
           !is_one_of(words_[*after].text, connectors);
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

  void report_line_break(std::size_t start, std::size_t at, std::size_t end) {
    if (!first_word(at, end)) return;  // the last line of its group
    const std::optional<std::size_t> first = first_word(start, at);
    report("line_break_as_comma", Severity::info, words_[*first].begin_byte,
           "The line end after " + shown(text_.substr(start, at - start)) + " of measure " +
               subject_ + " was read as a comma between two agencies.");
  }

  void add_name(std::size_t begin, std::size_t end, const LabelWording& label) {
    const std::optional<std::size_t> first = first_word(begin, end);
    const std::optional<std::size_t> last = last_word(begin, end);
    if (!first || !last) return;
    for (std::size_t i = *first + 1; i < *last; ++i) {
      if (!words_.is(i, "and") || !is_one_of(words_[i + 1].text, second_openers)) continue;
      push_name(begin, words_[i].begin_byte, label);
      begin = words_[i].end_byte;
    }
    push_name(begin, end, label);
  }

  void push_name(std::size_t begin, std::size_t end, const LabelWording& label) {
    // Bullets before a name and a full stop after it are no part of it.
    std::size_t first = word_from(begin);
    while (words_[first].begin_byte < end && is_one_of(words_[first].text, bullets)) ++first;
    if (first == words_.size() || words_[first].begin_byte >= end) return;
    begin = words_[first].begin_byte;
    NamedAgency agency;
    agency.name = text::collapse_spaces(text_.substr(begin, end - begin));
    while (!agency.name.empty() && (agency.name.back() == '.' || agency.name.back() == ' ')) {
      agency.name.pop_back();
    }
    agency.role = label.role;
    agency.force = label.force;
    agency.place = places_.at(begin);
    if (!agency.name.empty()) agencies_.push_back(std::move(agency));
  }

  std::string_view text_;
  Words words_;
  CellPlaces places_;
  std::string subject_;
  ProblemList& problems_;
  std::vector<NamedAgency> agencies_;
};

}  // namespace

std::vector<NamedAgency> read_assignments(const Cell& cell, std::string_view subject,
                                          ProblemList& problems) {
  return AssignmentReader{cell, subject, problems}.read();
}

bool is_collective(std::string_view name) {
  const Words words{name};
  std::string_view head;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words.is_word(i) || (i != 0 && is_one_of(words[i].text, after_head))) break;
    head = words[i].text;
  }
  return is_one_of(head, class_nouns);
}

Place CellPlaces::at(std::size_t byte) {
  if (byte < byte_) {
    byte_ = 0;
    place_ = cell_.place;
  }
  const std::string_view between = std::string_view{cell_.text}.substr(byte_, byte - byte_);
  const std::size_t line_end = between.rfind('\n');
  if (line_end == std::string_view::npos) {
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
