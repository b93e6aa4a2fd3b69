// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "casters.hpp"

namespace actionplan::bindings {

/// Adds the Python enumeration of the words. A member is a str, so that
/// `status == "unreported"` holds and JSON, files and tables take it as the word it is;
/// enum.StrEnum is the same, from Python 3.11 on.
template <class Enum>
void add_words(py::module_& module, const char* name, const char* doc,
               const char* home = "actionplan") {
  py::list members;
  for (const std::string_view word : enum_names<Enum>) {
    members.append(py::make_tuple(word, word));
  }
  using namespace py::literals;
  const auto string = py::reinterpret_borrow<py::object>(
      reinterpret_cast<PyObject*>(&PyUnicode_Type));  // NOLINT: how CPython declares it
  py::object type = py::module_::import("enum").attr("Enum")(
      name, members, "type"_a = string, "module"_a = home, "qualname"_a = name);
  type.attr("__str__") = string.attr("__str__");
  type.attr("__format__") = string.attr("__format__");
  type.attr("__doc__") = doc;

  Words<Enum>::name = name;
  Words<Enum>::members.clear();
  for (const py::handle member : type) Words<Enum>::members.push_back(member.inc_ref());
  module.attr(name) = type;
}

}  // namespace actionplan::bindings
