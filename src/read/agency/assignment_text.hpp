// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/plan/assignment.hpp>
#include <actionplan/read/table.hpp>

#include "core/internal/by_text.hpp"
#include "known_agencies.hpp"
#include "plan_names.hpp"
#include "read/problem_list.hpp"

#include <cstddef>
#include <optional>
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

/// What a cell of agencies is read with.
struct AssignmentContext {
  std::string_view measure;     ///< its number
  const KnownAgencies& known;   ///< names that are not taken apart
  std::optional<Role> role;     ///< of agencies before any label, where the column says it
  bool has_text_places = true;  ///< do places count lines of a text (`Document`)?
  std::optional<Force> force = std::nullopt;  ///< likewise
  const PlanNames* names = nullptr;           ///< of the plan; null: not known
  std::vector<std::string>* asked =
      nullptr;  ///< gets the names that the plan is asked for; null: unwanted
};

/// Reads a cell of agencies: "Implementers: A, B  Recommended to: C". Commas, semicolons, line ends,
/// "|" and " / " part names, but not within the name of a known agency, and commas not within that of a
/// ministry which lists its fields; "and", "&" and the words for it in other languages part them
/// only before "respective ..." bodies, before another ministry, between abbreviations and between
/// names that the plan has elsewhere, and "+" only between abbreviations and names of bodies. A line that breaks within a name (at "of",
/// "near", ..., or before a word in small letters that names no class of bodies) does not part it.
/// What is unusual becomes a Problem with its place.
[[nodiscard]] std::vector<NamedAgency> read_assignments(const Cell& cell,
                                                        const AssignmentContext& context,
                                                        ProblemList& problems);

/// What is to be said of a text of agencies, before and after the measure that it belongs to.
struct AgencyProblem {
  const char* code;
  Severity severity;
  std::size_t begin;  ///< byte of the text
  std::string before;
  std::string after;
};

/// What is read of a text of agencies, whichever cell it stands in.
struct AgencyText {
  std::vector<NamedAgency> agencies;  ///< without places
  std::vector<std::size_t> begins;    ///< of each its byte of the text
  std::vector<AgencyProblem> problems;
};

/// Reads cells of agencies, each text once for all rows that repeat it. What would be kept of a document
/// beyond some 4 MiB is read anew each time.
class AssignmentTexts {
 public:
  /// As `read_assignments`.
  [[nodiscard]] std::vector<NamedAgency> read(const Cell& cell, const AssignmentContext& context,
                                              ProblemList& problems);

 private:
  struct Known {
    std::optional<Role> role;
    std::optional<Force> force;
    AgencyText read;
    std::vector<std::string> asked;  // names: while the plan has none of them, the reading stands
  };

  [[nodiscard]] const Known* find(const Cell& cell, const AssignmentContext& context);

  ByText<std::vector<Known>> known_;
  std::size_t room_ = std::size_t{1} << 22U;  // bytes
};

/// Gives the only agency of a cell the part that something beside it says. False where there is not one
/// alone, or the cell says another part of it.
[[nodiscard]] bool give_part(std::optional<Role> role, std::optional<Force> force,
                             std::vector<NamedAgency>& named);

/// That a cell of agencies names none: "TBD", "n/a", "-".
///
/// @param whose    "measure 4.1"
/// @param subject  the measure's number
[[nodiscard]] Problem nobody_named(const Cell& cell, const std::string& whose, std::string subject);
[[nodiscard]] Problem nobody_named(Place place, std::string_view text, const std::string& whose,
                                   std::string subject);

/// Finds places in a cell of which later ones are asked for after earlier ones.
class CellPlaces {
 public:
  /// @param has_text_places do places count lines of a text, or rows and columns (`Document`)?
  CellPlaces(const Cell& cell, bool has_text_places)
      : cell_{cell}, place_{cell.place}, has_text_places_{has_text_places} {}

  /// Place of a byte of the cell's text in the source.
  [[nodiscard]] Place at(std::size_t byte);

 private:
  const Cell& cell_;
  std::size_t byte_ = 0;
  Place place_;
  bool has_text_places_ = true;
};

}  // namespace actionplan::detail
