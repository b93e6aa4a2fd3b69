// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "casters.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/read/table.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace actionplan::bindings {

inline constexpr std::array all_marks = {Mark::hidden,  Mark::struck, Mark::inserted,
                                         Mark::covered, Mark::filled, Mark::no_value};

/// The names of a set of marks, as a tuple.
inline py::tuple marks_of(std::uint8_t marks) {
  py::list names;
  for (const Mark mark : all_marks) {
    if ((marks & static_cast<std::uint8_t>(mark)) != 0) names.append(std::string{to_string(mark)});
  }
  return py::tuple(names);
}

/// The set of the marks with these names. @throws InvalidArgument  there is no such mark.
inline std::uint8_t to_marks(const std::vector<Text>& names) {
  std::uint8_t marks = 0;
  for (const Text& name : names) {
    std::uint8_t found = 0;
    std::string known;
    for (const Mark mark : all_marks) {
      if (name.value == to_string(mark)) found = static_cast<std::uint8_t>(mark);
      known += (known.empty() ? "" : ", ") + std::string{to_string(mark)};
    }
    if (found == 0) {
      throw InvalidArgument("The mark " + in_message(name.value) + " is none of " + known + ".");
    }
    marks = static_cast<std::uint8_t>(marks | found);
  }
  return marks;
}

}  // namespace actionplan::bindings
