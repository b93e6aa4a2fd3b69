// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/plan/assignment.hpp>
#include <actionplan/read/table.hpp>

#include "decode.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// One agency as a cell names it, with the part it is given.
struct NamedAgency {
  std::string name;  ///< as written, white space collapsed
  Role role = Role::implementer;
  Force force = Force::binding;
  Place place;
};

/// Reads a cell of agencies: "Implementers: A, B  Recommended to: C". Role labels are words with a
/// colon; commas, semicolons and line ends part names, "and" only before "respective ..." bodies. A
/// line that breaks within a name (after or before "of", "and", "near", ...) does not part it.
/// What is unusual becomes a Problem with its place. `subject` is the measure's number.
[[nodiscard]] std::vector<NamedAgency> read_assignments(const Cell& cell, std::string_view subject,
                                                        ProblemList& problems);

/// Is the name that of a class of bodies: is its head noun a plural such as "bodies" or
/// "municipalities"?
[[nodiscard]] bool is_collective(std::string_view name);

/// Finds places in a cell of which later ones are asked for after earlier ones.
class CellPlaces {
 public:
  explicit CellPlaces(const Cell& cell) : cell_{cell}, place_{cell.place} {}

  /// Place of a byte of the cell's text in the source.
  [[nodiscard]] Place at(std::size_t byte);

 private:
  const Cell& cell_;
  std::size_t byte_ = 0;
  Place place_;
};

}  // namespace actionplan::detail
