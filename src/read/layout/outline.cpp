// SPDX-License-Identifier: Apache-2.0
#include "outline.hpp"

#include <actionplan/core/text.hpp>

#include "read/agency/assignment_text.hpp"

#include <algorithm>
#include <utility>

namespace actionplan::detail {

Cell cell_after(const Cell& cell, std::size_t bytes) {
  const std::string_view after = std::string_view{cell.text}.substr(bytes);
  std::size_t begin = bytes;
  while (const std::size_t length = text::space_length(after.substr(begin - bytes))) {
    begin += length;
  }
  CellPlaces places{cell};
  return {std::string{text::trim(after)}, places.at(begin)};
}

void Outline::add_section(const Row& row) {
  const auto has_text = [](const Cell& cell) { return !cell.text.empty(); };
  const auto first = std::find_if(row.begin(), row.end(), has_text);
  if (first == row.end()) return;
  const auto second = std::find_if(first + 1, row.end(), has_text);
  const bool has_second = second != row.end();
  Section section;
  section.place = first->place;
  std::optional<Number> number = leading_number(first->text);
  const bool is_label = has_second && (!number || continues_in_letters(first->text, *number));
  if (is_label) {
    number.reset();
    section.number = text::collapse_spaces(first->text);
  } else {
    section.title = std::string_view{first->text}.substr(number ? number->length : 0);
  }
  if (number) {
    section.number = number->label();
    check_order(*number, last_section_, section.place);
  }
  if (has_second) section.title += " " + second->text;
  section.title = text::collapse_spaces(section.title);
  section.parent = find_parent(section.number);
  section.id =
      SectionId{free_id(section_ids_, section.number.empty() ? "unnumbered" : section.number)};
  if (!section.number.empty()) by_number_.insert_or_assign(section.number, section.id);
  current_ = section.id;
  current_number_ = number;
  sections_.push_back(std::move(section));
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
  const std::string label = measure.number.empty() ? "unnumbered" : measure.number;
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
                   "Measure " + measure.number + " stands under section " +
                       current_number_->label() +
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
                   "The number " + number.label() + " stands after " + last->label() +
                       "; put it in order or renumber it.",
                   number.label()});
  }
  last = number;
}

}  // namespace actionplan::detail
