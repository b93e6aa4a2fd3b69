// SPDX-License-Identifier: Apache-2.0
#include "outline.hpp"

#include <actionplan/core/text.hpp>

#include "read/agency/assignment_text.hpp"
#include "records.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace actionplan::detail {

Cell cell_after(const Cell& cell, std::size_t bytes, bool has_text_places) {
  const std::string_view after = std::string_view{cell.text}.substr(bytes);
  std::size_t begin = bytes;
  while (const std::size_t length = text::space_length(after.substr(begin - bytes))) {
    begin += length;
  }
  Cell rest;
  rest.text = text::trim(after);
  rest.place = CellPlaces{cell, has_text_places}.at(begin);
  return rest;
}

void Outline::expect(std::string_view heading) {
  if (auto letters = leading_letters(heading)) letters_.insert(std::move(letters->label));
}

// "E. coli" is numbered where "D." or "F." begins another heading, and "V. water" beside "IV.".
std::optional<LetterNumber> Outline::letters_of(std::string_view heading) const {
  constexpr std::array<std::array<std::string_view, 3>, 3> romans{
      {{"I", "II", "II"}, {"V", "IV", "VI"}, {"X", "IX", "XI"}}};
  std::optional<LetterNumber> letters = leading_letters(heading);
  if (!letters || !may_be_initial(*letters, heading)) return letters;
  const char letter = letters->label.front();
  for (const int step : {-1, 1}) {
    if (letters_.count(std::string(1, static_cast<char>(letter + step))) != 0) return letters;
  }
  for (const auto& [roman, before, behind] : romans) {
    const bool is_beside = letters_.count(before) != 0 || letters_.count(behind) != 0;
    if (letters->label == roman && is_beside) return letters;
  }
  return std::nullopt;
}

SectionId Outline::add_section(const std::vector<const Cell*>& cells, std::uint8_t level) {
  if (cells.empty()) return {};
  const Cell* const first = cells.front();
  const bool has_second = cells.size() > 1;
  Section section;
  section.place = first->place;
  std::optional<Number> number = leading_number(first->text);
  const bool is_label = has_second && (!number || continues_in_letters(first->text, *number));
  if (is_label) {
    number.reset();
    section.number = text::collapse_spaces(first->text);
  } else if (const auto letters = number ? std::nullopt : letters_of(first->text)) {
    section.number = letters->label;
    section.title = std::string_view{first->text}.substr(letters->length);
  } else {
    section.title = std::string_view{first->text}.substr(number ? number->length : 0);
  }
  if (number) {
    section.number = number->label;
    check_order(*number, last_section_, section.place);
  }
  if (has_second) section.title += " " + cells[1]->text;
  section.title = text::collapse_spaces(section.title);
  section.parent = find_parent(section, level);
  const std::string label = section.number.empty() ? "unnumbered" : text::nfc(section.number);
  section.id = SectionId{free_id(section_ids_, label)};
  if (!section.number.empty()) by_number_.insert_or_assign(section.number, section.id);
  current_ = section.id;
  current_number_ = number;
  if (level != 0) headings_.push_back({level, section.id, number});
  return sections_.emplace_back(std::move(section)).id;
}

SectionId Outline::add_named_section(const Cell& cell, std::uint8_t level) {
  Section section;
  section.place = cell.place;
  section.title = cell.text;
  section.parent = find_parent(section, level);
  section.id = SectionId{free_id(section_ids_, "unnumbered")};
  current_ = section.id;
  current_number_.reset();
  last_measure_.reset();  // each sheet counts anew
  headings_.push_back({level, section.id, std::nullopt});
  return sections_.emplace_back(std::move(section)).id;
}

SectionId Outline::enter_section(const Cell& cell, std::uint8_t depth) {
  const auto level = static_cast<std::uint8_t>(first_column_level + depth);
  while (!headings_.empty() && headings_.back().level >= level) headings_.pop_back();
  std::string key = headings_.empty() ? std::string{} : headings_.back().id.value();
  key += '\n' + text::collapse_spaces(cell.text);
  const auto known = of_columns_.find(key);
  if (known == of_columns_.end()) {
    add_section({&cell}, level);
    return of_columns_.emplace(std::move(key), sections_.back().id).first->second;
  }
  current_ = known->second;
  current_number_.reset();
  headings_.push_back({level, known->second, std::nullopt});
  return known->second;
}

void Outline::begin_table(bool is_on_new_sheet) {
  const std::uint8_t first = is_on_new_sheet ? 1 : first_column_level;
  if (is_on_new_sheet) by_number_.clear();
  while (!headings_.empty() && headings_.back().level >= first) headings_.pop_back();
  current_ = headings_.empty() ? std::nullopt : std::optional{headings_.back().id};
  current_number_ = headings_.empty() ? std::nullopt : headings_.back().number;
}

std::optional<SectionId> Outline::find_parent(const Section& section, std::uint8_t level) {
  while (level != 0 && !headings_.empty() && headings_.back().level >= level) headings_.pop_back();
  if (const auto parent = find_parent(section.number)) return parent;
  return headings_.empty() ? std::nullopt : std::optional{headings_.back().id};
}

std::optional<SectionId> Outline::find_parent(std::string_view number) const {
  std::size_t dot = number.rfind('.');
  while (dot != std::string_view::npos && dot != 0) {
    number = number.substr(0, dot);
    const auto found = by_number_.find(number);
    if (found != by_number_.end()) return found->second;
    dot = number.rfind('.');
  }
  return std::nullopt;
}

void Outline::place_measure(Measure& measure, const std::optional<Number>& number) {
  measure.section = current_;
  if (measure.number.empty()) {
    problems_.add({"number_missing",
                   Severity::warning,
                   measure.place,
                   "A measure has no number; give it one, so that it can be named.",
                   {}});
  }
  const std::string label = measure.number.empty() ? "unnumbered" : text::nfc(measure.number);
  const std::string id = free_id(measure_ids_, label);
  if (id != label && !measure.number.empty()) {
    problems_.add({"number_repeated", Severity::warning, measure.place,
                   "The number " + measure.number +
                       " stands at an earlier measure too; this one "
                       "is kept under the id \"" +
                       id + "\". Give it a number of its own.",
                   measure.number});
  } else if (number) {
    check_order(*number, last_measure_, measure.place);
  }
  if (number && current_number_ && !is_below(*number, *current_number_)) {
    problems_.add({"number_outside_section", Severity::warning, measure.place,
                   "Measure " + measure.number + " stands under section " + current_number_->label +
                       ", but is not numbered below it; move or renumber it.",
                   measure.number});
  }
  measure.id = MeasureId{id};
}

std::string Outline::free_id(std::unordered_map<std::string, std::size_t>& taken,
                             const std::string& label) {
  std::string id = label;
  std::size_t& count = taken[label];
  while (++count > 1) {
    id = label + "#" + std::to_string(count);
    if (taken.emplace(id, 1).second) break;
  }
  return id;
}

void Outline::check_order(const Number& number, std::optional<Number>& last, Place place) {
  if (last && !stands_before(*last, number)) {
    problems_.add({"number_out_of_order", Severity::warning, place,
                   "The number " + number.label + " stands after " + last->label +
                       "; put it in order or renumber it.",
                   number.label});
  }
  last = number;
}

}  // namespace actionplan::detail
