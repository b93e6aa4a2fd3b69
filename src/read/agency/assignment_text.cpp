// SPDX-License-Identifier: Apache-2.0
#include "assignment_text.hpp"

#include <actionplan/core/text.hpp>

#include "agency_parts.hpp"
#include "name_marks.hpp"
#include "read/tokens.hpp"
#include "read/words/agency_words.hpp"
#include "role_label.hpp"

#include <algorithm>
#include <optional>

namespace actionplan::detail {
namespace {

std::string called(std::string_view measure) {
  return measure.empty() ? "a measure without number" : "measure " + std::string{measure};
}

// That a cell of agencies names none, around the measure that it belongs to.
constexpr const char* nobody_code = "agency_undetermined";
constexpr const char* nobody_before = "Where the agencies of ";

std::string nobody_after(std::string_view text) {
  return " stand, " + shown(text) +
         " names none, so that nobody is asked for it; name the agency, or give one of that name "
         "in "
         "an agency file.";
}

class AssignmentReader {
 public:
  AssignmentReader(std::string_view text, const AssignmentContext& context)
      : plain_{with_plain_marks(text)},
        text_{plain_.empty() ? text : std::string_view{plain_}},
        words_{text_},
        parts_{text_, words_, context.known, context.names, context.asked},
        known_{context.known},
        role_{context.role},
        force_{context.force} {}

  AgencyText read() {
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
    return std::move(read_);
  }

 private:
  // What is said before and after the measure that the cell belongs to.
  void report(const char* code, Severity severity, std::size_t byte, std::string before,
              std::string after) {
    read_.problems.push_back({code, severity, byte, std::move(before), std::move(after)});
  }

  // Names behind a label, or with none before them; `begin` is that of the label, or behind what stood
  // in parentheses.
  void read_stretch(const RoleLabel* label, std::size_t begin, std::size_t end) {
    if (label == nullptr) {
      if (!parts_.has_words(begin, end)) return;
      return begin == 0 ? read_without_label(end) : read_names(begin, end, unlabelled());
    }
    if (begin == label->begin) return read_group(*label, end);
    if (!parts_.has_words(begin, end)) return;
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
      report("role_missing", Severity::warning, 0, "The agencies of ",
             " begin without a role; they are read as binding implementers. Write a label such "
             "as \"Implementers:\" before them.");
    }
    read_names(0, end, unlabelled());
  }

  void read_group(const RoleLabel& label, std::size_t end) {
    const std::string_view written = text_.substr(label.begin, label.end - label.begin);
    if (label.wording == nullptr) {
      report("role_unknown", Severity::warning, label.begin, "The role " + shown(written) + " of ",
             " is not known; its agencies are read as binding implementers. Write a label such "
             "as \"Implementers:\".");
    } else {
      check_label(label, written);
    }
    if (!parts_.has_words(label.end, end)) {
      report("role_without_agency", Severity::warning, label.begin,
             "No agency follows " + shown(written) + " of ", "; name one or drop the label.");
      return;
    }
    std::size_t begin = label.end;
    const std::size_t next = parts_.word_from(begin);
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
    report("label_unusual", Severity::info, label.begin, "The label " + shown(written) + " of ",
           " was read as \"" + std::string{wording.words} + ":\" (" +
               std::string{to_string(wording.role)} + ", " + std::string{to_string(wording.force)} +
               ").");
  }

  void read_names(std::size_t begin, std::size_t end, const LabelWording& label) {
    const NamePart whole{begin, end};
    if (!parts_.is_known(whole) && names_nobody(parts_.name_of(whole))) return report_nobody(whole);
    for (const NamePart& part : parts_.names_in(begin, end)) {
      const bool is_line_end = part.end < end && text_[part.end] == '\n';
      if (is_line_end && parts_.has_words(part.end, end)) report_line_break(part);
      add_name(part, label);
    }
  }

  void report_line_break(const NamePart& part) {
    report("line_break_as_comma", Severity::info, parts_.name_begin(part),
           "The line end after " + shown(text_.substr(part.begin, part.end - part.begin)) + " of ",
           " was read as a comma between two agencies.");
  }

  void report_nobody(const NamePart& part) {
    report(nobody_code, Severity::warning, parts_.name_begin(part), nobody_before,
           nobody_after(parts_.name_of(part)));
  }

  void report_doubt(const NamePart& part, const std::string& name) {
    if (part.doubt == NameDoubt::commas) {
      report("agency_with_commas", Severity::info, parts_.name_begin(part),
             "The commas within " + shown(name) + " of ",
             " were read as part of one agency's name; where they part several, write "
             "semicolons.");
    } else if (part.doubt == NameDoubt::several) {
      report("agency_maybe_several", Severity::info, parts_.name_begin(part), shown(name) + " of ",
             " may name several agencies and was read as one; write them apart by semicolons, "
             "or name it in an agency file.");
    }
  }

  void add_name(const NamePart& part, const LabelWording& label) {
    NamedAgency agency;
    agency.name = parts_.name_of(part);
    agency.role = label.role;
    agency.force = label.force;
    take_role_in_parentheses(agency);
    take_role_behind_dash(agency);
    if (agency.name.empty()) return;
    const std::size_t begin = parts_.name_begin(part);
    if (names_nobody(agency.name) && known_.find(agency.name) == nullptr) {
      return report_nobody(part);
    }
    if (ends_openly(agency.name)) {
      report("open_list", Severity::info, begin, "The agencies of ",
             " end in " + shown(agency.name) + ", which names none; name them all.");
      return;
    }
    report_doubt(part, agency.name);
    read_.agencies.push_back(std::move(agency));
    read_.begins.push_back(begin);
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

  // "Statistics Office - coordinator"
  static void take_role_behind_dash(NamedAgency& agency) {
    if (agency.name.find_first_of("-\xE2") == std::string::npos) return;
    for (const std::string_view dash : {" - ", " \u2013 ", " \u2014 "}) {
      const std::size_t at = agency.name.rfind(dash);
      if (at == std::string::npos || at == 0) continue;
      const std::string_view behind = std::string_view{agency.name}.substr(at + dash.size());
      const LabelWording* const wording = find_role(behind);
      if (wording == nullptr) continue;
      if (wording->force != Force::recommended) agency.role = wording->role;
      agency.force = wording->force;
      agency.name.resize(at);
      return;
    }
  }

  std::string plain_;  // where marks of other scripts part the names
  std::string_view text_;
  Tokens words_;
  AgencyParts parts_;
  const KnownAgencies& known_;
  std::optional<Role> role_;
  std::optional<Force> force_;
  AgencyText read_;
};

// What was read of a text, as it is of a measure and its cell.
std::vector<NamedAgency> placed(const AgencyText& read, const Cell& cell,
                                const AssignmentContext& context, ProblemList& problems) {
  CellPlaces places{cell, context.has_text_places};
  const std::string whose = called(context.measure);
  for (const AgencyProblem& one : read.problems) {
    problems.add({one.code, one.severity, places.at(one.begin), one.before + whose + one.after,
                  std::string{context.measure}});
  }
  std::vector<NamedAgency> agencies = read.agencies;
  for (std::size_t i = 0; i < agencies.size(); ++i) agencies[i].place = places.at(read.begins[i]);
  return agencies;
}

}  // namespace

Problem nobody_named(Place place, std::string_view text, const std::string& whose,
                     std::string subject) {
  return {nobody_code, Severity::warning, place, nobody_before + whose + nobody_after(text),
          std::move(subject)};
}

bool give_part(std::optional<Role> role, std::optional<Force> force,
               std::vector<NamedAgency>& named) {
  const bool is_one = named.size() == 1 && named.front().role == Role::implementer &&
                      named.front().force == Force::binding;
  if (!is_one || (!role && !force)) return false;
  named.front().role = role.value_or(Role::implementer);
  named.front().force = force.value_or(Force::binding);
  return true;
}

Problem nobody_named(const Cell& cell, const std::string& whose, std::string subject) {
  return nobody_named(cell.place, text::trim(cell.text), whose, std::move(subject));
}

std::vector<NamedAgency> read_assignments(const Cell& cell, const AssignmentContext& context,
                                          ProblemList& problems) {
  return placed(AssignmentReader{cell.text, context}.read(), cell, context, problems);
}

const AssignmentTexts::Known* AssignmentTexts::find(const Cell& cell,
                                                    const AssignmentContext& context) {
  const auto found = known_.find(std::string_view{cell.text});
  if (found == known_.end()) return nullptr;
  for (Known& known : found->second) {
    if (known.role != context.role || known.force != context.force) continue;
    if (context.names == nullptr) return &known;
    const bool stands = std::none_of(known.asked.begin(), known.asked.end(),
                                     [&](const auto& name) { return context.names->holds(name); });
    if (!stands) return nullptr;
    known.asked.clear();
    return &known;
  }
  return nullptr;
}

std::vector<NamedAgency> AssignmentTexts::read(const Cell& cell, const AssignmentContext& context,
                                               ProblemList& problems) {
  if (const Known* const known = find(cell, context)) {
    return placed(known->read, cell, context, problems);
  }
  Known known{context.role, context.force, {}, {}};
  AssignmentContext own = context;
  if (context.names == nullptr) own.asked = &known.asked;
  known.read = AssignmentReader{cell.text, own}.read();
  std::vector<NamedAgency> agencies = placed(known.read, cell, context, problems);
  constexpr std::size_t bytes_of_each = 256;
  const AgencyText& read = known.read;
  const std::size_t count = read.agencies.size() + known.asked.size() + read.problems.size() + 1;
  const std::size_t bytes = 4 * cell.text.size() + count * bytes_of_each;
  if (bytes > room_) return agencies;
  room_ -= bytes;
  std::vector<Known>& all = known_[cell.text];
  all.insert(all.begin(), std::move(known));
  return agencies;
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
