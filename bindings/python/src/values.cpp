// SPDX-License-Identifier: Apache-2.0
#include "values.hpp"

#include <pybind11/eval.h>

namespace actionplan::bindings {
namespace {

constexpr std::size_t longest = 60;  // code points of a text that is shown

std::string show_item(const py::object& item) {
  // Members of an enumeration are str, and are shown as such.
  if (PyUnicode_Check(item.ptr()) != 0) {
    const auto plain = py::reinterpret_steal<py::str>(PyUnicode_FromObject(item.ptr()));
    if (py::len(plain) <= longest) return py::repr(plain).cast<std::string>();
    return py::repr(plain[py::slice(0, longest, 1)]).cast<std::string>() + "...";
  }
  if (py::isinstance<py::tuple>(item) && py::len(item) > 3) {
    return "(" + std::to_string(py::len(item)) + " items)";
  }
  return py::repr(item).cast<std::string>();
}

bool is_unsaid(const py::object& item) {
  return item.is_none() ||
         ((py::isinstance<py::str>(item) || py::isinstance<py::tuple>(item)) && py::len(item) == 0);
}

}  // namespace

std::string type_name(py::handle value) {
  return py::type::of(value).attr("__name__").cast<std::string>();
}

std::string no_such_place(const char* noun, const char* whole, py::ssize_t index,
                          py::ssize_t size) {
  const std::string begin =
      std::string{whole} + " has no " + noun + " " + std::to_string(index) + "; it ";
  if (size == 0) return begin + "is empty.";
  return begin + "has " + std::to_string(size) + ": count from 0 to " + std::to_string(size - 1) +
         ", or from the end from -1 to -" + std::to_string(size) + ".";
}

std::string show(py::handle self, const Fields& fields) {
  std::string out = type_name(self) + "(";
  const char* separator = "";
  for (const char* field : fields) {
    out += separator + std::string{field} + "=" + show_item(self.attr(field));
    separator = ", ";
  }
  return out + ")";
}

std::string sketch(py::handle self, const Fields& fields) {
  std::string out = "<" + type_name(self);
  for (const char* field : fields) {
    const py::object item = self.attr(field);
    if (!is_unsaid(item)) out += " " + std::string{field} + "=" + show_item(item);
  }
  return out + ">";
}

py::tuple reduce_value(const py::object& self) {
  const py::type type = py::type::of(self);
  const py::tuple fields = type.attr("__match_args__");
  py::tuple values(fields.size());
  for (std::size_t i = 0; i < fields.size(); ++i) {
    values[i] = self.attr(py::str(fields[i]));
    if (py::isinstance(values[i], py::module_::import("types").attr("MappingProxyType"))) {
      values[i] = py::dict(values[i]);
    }
  }
  return py::make_tuple(type, values);
}

py::object replace_fields(const py::object& self, const py::kwargs& changes) {
  const py::tuple parts = reduce_value(self);
  const py::type type = parts[0];
  const py::tuple fields = type.attr("__match_args__");
  const py::tuple values = parts[1];
  py::dict arguments = py::reinterpret_steal<py::dict>(PyDict_Copy(changes.ptr()));
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (!arguments.contains(fields[i])) arguments[fields[i]] = values[i];
  }
  if (arguments.size() != fields.size()) {
    for (const auto& change : changes) {
      if (fields.contains(change.first)) continue;
      throw py::type_error(type_name(self) + " has no field " +
                           py::repr(change.first).cast<std::string>() + "; its fields are " +
                           py::str(", ").attr("join")(fields).cast<std::string>() + ".");
    }
  }
  return type(**arguments);
}

void as_fields(py::handle type, const Fields& fields, const Fields& shown) {
  py::tuple names(fields.size());
  for (std::size_t i = 0; i < fields.size(); ++i) names[i] = py::str(fields[i]);
  py::setattr(type, "__match_args__", names);
  add_method(type, "__repr__", [fields, shown](const py::object& self) {
    return shown.empty() ? show(self, fields) : sketch(self, shown);
  });
  add_method(type, "__reduce__", &reduce_value);
  add_method(type, "__replace__", &replace_fields);
  add_method(type, "replace", &replace_fields,
             "A copy in which the fields named by keyword have other values.\n\n"
             "Raises:\n    TypeError: no such field, or a value of the wrong type.");
}

}  // namespace actionplan::bindings
