// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/plan/measure.hpp>
#include <actionplan/read/table.hpp>

#include "read/number.hpp"
#include "read/problem_list.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace actionplan::detail {

/// What stands in the cell after so many bytes, trimmed, with its place.
[[nodiscard]] Cell cell_after(const Cell& cell, std::size_t bytes, bool has_text_places);

/// The sections of a plan and where its measures stand among them; gives ids and checks numbers.
class Outline {
 public:
  explicit Outline(ProblemList& problems) : problems_{problems} {}

  /// Takes note of a heading before the first is added: what letters number stands beside others.
  void expect(std::string_view heading);

  /// A heading: its number and title stand in one cell or in two. It lies below the section whose
  /// number begins its own, else below the heading that is open above it.
  /// @param level of a heading of the document; 0: a row of a table.
  /// @return its id; of no cells, none.
  SectionId add_section(const std::vector<const Cell*>& cells, std::uint8_t level);

  /// The same of a section that a column of a table names, below the headings of the document. One
  /// of the same text at the same place is the same section.
  /// @param depth 1: the outermost column
  SectionId enter_section(const Cell& cell, std::uint8_t depth);

  /// A heading by its name alone, whatever that begins with: of a sheet, on which numbers begin anew.
  SectionId add_named_section(const Cell& cell, std::uint8_t level);

  /// Ends the headings that are rows or columns of a table.
  /// @param is_on_new_sheet all headings end, and what their numbers say
  void begin_table(bool is_on_new_sheet = false);

  /// Gives the measure its id and the section it stands under. `number` is absent where the label
  /// is no number.
  void place_measure(Measure& measure, const std::optional<Number>& number);

  [[nodiscard]] std::vector<Section> sections() && { return std::move(sections_); }

 private:
  /// The label, or with "#2", "#3", ... where it is taken.
  [[nodiscard]] static std::string free_id(std::unordered_map<std::string, std::size_t>& taken,
                                           const std::string& label);
  [[nodiscard]] std::optional<SectionId> find_parent(std::string_view number) const;
  [[nodiscard]] std::optional<SectionId> find_parent(const Section& section, std::uint8_t level);
  [[nodiscard]] std::optional<LetterNumber> letters_of(std::string_view heading) const;
  void check_order(const Number& number, std::optional<Number>& last, Place place);

  ProblemList& problems_;
  std::vector<Section> sections_;
  std::set<std::string, std::less<>> letters_;  // by which headings may be numbered
  std::map<std::string, SectionId, std::less<>> by_number_;
  // A heading of the document, above the tables that follow.
  struct Heading {
    std::uint8_t level = 0;
    SectionId id;
    std::optional<Number> number;
  };
  std::vector<Heading> headings_;  // those that are open, by falling rank
  std::map<std::string, SectionId, std::less<>> of_columns_;  // by parent and text
  std::optional<SectionId> current_;
  std::optional<Number> current_number_;
  std::optional<Number> last_section_;
  std::optional<Number> last_measure_;
  std::unordered_map<std::string, std::size_t> section_ids_;
  std::unordered_map<std::string, std::size_t> measure_ids_;
};

}  // namespace actionplan::detail
