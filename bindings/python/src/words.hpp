// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "casters.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::bindings {

/// Makes the Python enumeration of the words, puts it into the module, and returns its members. A
/// member is a str, so that `status == "unreported"` holds and JSON, files and tables take it as the
/// word it is; enum.StrEnum is the same, from Python 3.11 on.
std::vector<py::handle> make_words(py::module_& module, const char* name, const char* doc,
                                   const char* home, std::span<const std::string_view> words);

/// Adds the Python enumeration of the enumerators' words.
template <class Enum>
void add_words(py::module_& module, const char* name, const char* doc,
               const char* home = "actionplan") {
  Words<Enum>::members = make_words(module, name, doc, home, enum_names<Enum>);
  Words<Enum>::name = name;
}

}  // namespace actionplan::bindings
