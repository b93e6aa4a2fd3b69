// SPDX-License-Identifier: Apache-2.0
#include "outline.hpp"

#include <actionplan/core/text.hpp>

#include "assignment_text.hpp"

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
  Section section;
  std::optional<Number> number;
  for (const Cell& cell : row) {
    if (cell.text.empty()) continue;
    if (section.place.line != 0) {
      section.title = text::collapse_spaces(cell.text);
      break;
    }
    section.place = cell.place;
    number = leading_number(cell.text);
    const std::size_t length = number ? number->length : 0;
    section.title = text::collapse_spaces(std::string_view{cell.text}.substr(length));
  }
  if (number) {
    section.number = number->label();
    check_order(*number, last_section_, section.place);
    std::vector<int> above = number->parts;
    while (!above.empty() && !section.parent) {
      above.pop_back();
      const auto found = by_number_.find(above);
      if (found != by_number_.end()) section.parent = found->second;
    }
  }
  section.id = SectionId{free_id(section_ids_, number ? section.number : "unnumbered")};
  if (number) by_number_.insert_or_assign(number->parts, section.id);
  current_ = section.id;
  current_number_ = number;
  sections_.push_back(std::move(section));
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
