// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/plan/measure.hpp>
#include <actionplan/read/table.hpp>

#include "read/number.hpp"
#include "read/problem_list.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace actionplan::detail {

/// What stands in the cell after so many bytes, trimmed, with its place.
[[nodiscard]] Cell cell_after(const Cell& cell, std::size_t bytes);

/// The sections of a plan and where its measures stand among them; gives ids and checks numbers.
class Outline {
 public:
  explicit Outline(ProblemList& problems) : problems_{problems} {}

  /// A heading: its number and title stand in one cell or in two. It lies below the section whose
  /// number begins its own. A row without text is none.
  void add_section(const Row& row);

  /// Gives the measure its id and the section it stands under. `number` is absent where the label
  /// is no number.
  void place_measure(Measure& measure, const std::optional<Number>& number);

  [[nodiscard]] std::vector<Section> sections() && { return std::move(sections_); }

 private:
  /// The label, or with "#2", "#3", ... where it is taken.
  [[nodiscard]] static std::string free_id(std::unordered_map<std::string, std::size_t>& taken,
                                           const std::string& label);
  [[nodiscard]] std::optional<SectionId> find_parent(std::string_view number) const;
  void check_order(const Number& number, std::optional<Number>& last, Place place);

  ProblemList& problems_;
  std::vector<Section> sections_;
  std::map<std::string, SectionId, std::less<>> by_number_;
  std::optional<SectionId> current_;
  std::optional<Number> current_number_;
  std::optional<Number> last_section_;
  std::optional<Number> last_measure_;
  std::unordered_map<std::string, std::size_t> section_ids_;
  std::unordered_map<std::string, std::size_t> measure_ids_;
};

}  // namespace actionplan::detail
