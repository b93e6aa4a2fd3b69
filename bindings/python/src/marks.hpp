// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "casters.hpp"

#include <actionplan/read/table.hpp>

#include <cstdint>

namespace actionplan::bindings {

/// The names of a set of marks, as a tuple.
inline py::tuple marks_of(std::uint8_t marks) {
  py::list names;
  for (const Mark mark :
       {Mark::hidden, Mark::struck, Mark::inserted, Mark::covered, Mark::filled, Mark::no_value}) {
    if ((marks & static_cast<std::uint8_t>(mark)) != 0) names.append(std::string{to_string(mark)});
  }
  return py::tuple(names);
}

}  // namespace actionplan::bindings
