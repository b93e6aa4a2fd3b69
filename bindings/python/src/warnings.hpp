// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/evaluate/unstated_units.hpp>
#include <actionplan/evaluate/unused_entries.hpp>
#include <actionplan/evidence/periods_ahead.hpp>
#include <actionplan/plan/profile_check.hpp>

#include "values.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace actionplan::bindings {

/// Warns in Python, where its caller stands. How often it is said is for Python's own filter of
/// warnings to decide, which knows text and line.
///
/// @param more      how many others were found with it; `named_by` names them.
/// @param after     what is to be said behind that.
/// @throws error_already_set where warnings are errors.
inline void warn(std::string message, std::size_t more = 0, const char* named_by = "",
                 const std::string& after = "") {
  if (more > 0) {
    message += " " + std::to_string(more) + " more " +
               (more == 1 ? "problem was" : "problems were") + " found, named by `" + named_by +
               "`.";
  }
  if (!after.empty()) message += " " + after;
  if (PyErr_WarnEx(PyExc_UserWarning, message.c_str(), 1) != 0) throw py::error_already_set();
}

/// Warns of what a profile says in vain: how much, and the first of it.
///
/// @param found     what `check_profile` finds; remarks (severity info) are none.
/// @param named_by  what names all of it.
template <class IsLeftOut>
void warn_of_vain(const std::vector<Problem>& found, const char* named_by, IsLeftOut is_left_out) {
  const Problem* first = nullptr;
  std::size_t more = 0;
  for (const Problem& problem : found) {
    if (problem.severity == Severity::info || is_left_out(problem)) continue;
    more += first == nullptr ? 0 : 1;
    if (first == nullptr) first = &problem;
  }
  if (first != nullptr) warn(first->message, more, named_by);
}

/// Is it an id that the plan lacks?
inline bool is_unknown_id(const Problem& problem) {
  return problem.code == "profile_unknown_measure" || problem.code == "profile_unknown_indicator";
}

/// Warns of what a profile says in vain before a store records it; ids that the plan lacks are
/// refused there.
inline void warn_of_recorded(const Plan& plan, const Profile& profile) {
  std::vector<Problem> found;
  {
    const py::gil_scoped_release release;
    found = check_profile(plan, profile);
  }
  warn_of_vain(found, "check_profile", [](const Problem& problem) {
    return is_unknown_id(problem) || problem.code == "unknown_indicator";
  });
}

/// Warns of values whose unit cannot be told, or is another than their indicator's, of entries that
/// no verdict can use, and of those for a period that nobody can know yet, before they are recorded
/// for good.
///
/// @param history  asked, without the lock of the interpreter, where an entry may be one.
template <class History>
void warn_of_doubts(const std::vector<Entry>& entries, const History& history) {
  std::vector<Problem> found;
  {
    const py::gil_scoped_release release;
    found = periods_ahead(entries);
    const bool may_be_any = std::any_of(entries.begin(), entries.end(), [](const Entry& entry) {
      if (!entry.dimension.empty() || entry.kind == EntryKind::deliverable) return true;
      return entry.value && (!entry.unit.empty() || entry.denominator || entry.standard_error ||
                             (*entry.value > 0 && *entry.value < 1));
    });
    if (may_be_any) {
      const auto known = history();
      for (const auto find : {unstated_units, differing_units, unused_entries}) {
        for (Problem& problem : find(known, entries)) found.push_back(std::move(problem));
      }
    }
  }
  if (found.empty()) return;
  const auto first = std::min_element(
      found.begin(), found.end(),
      [](const Problem& a, const Problem& b) { return a.place.line < b.place.line; });
  const std::string place = entries.size() == 1
                                ? ""
                                : "Entry " + std::to_string(first->place.line) + " of " +
                                      std::to_string(entries.size()) + ": ";
  const bool is_one = entries.size() == 1;
  warn(
      place + first->message, found.size() - 1,
      "unstated_units`, `differing_units`, `unused_entries` and `periods_ahead",
      is_one
          ? "The entry is appended, unless an error says otherwise; to correct it, append one that "
            "`replaces` it."
          : "All " + std::to_string(entries.size()) +
                " entries are appended, or none where an error says so; to correct one, append "
                "another that `replaces` it.");
}

}  // namespace actionplan::bindings
