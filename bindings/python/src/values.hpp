// SPDX-License-Identifier: Apache-2.0
#pragma once

// What immutable values share in Python: fields, equality, a copy with changes, pickling, a short
// text for people.

#include "casters.hpp"
#include "class.hpp"

#include <pybind11/operators.h>

#include <actionplan/read/deadline_text.hpp>

#include <optional>
#include <string>
#include <vector>

namespace actionplan::bindings {

/// 1900 or 1904; nothing: a bare number is no day. @throws InvalidArgument for any other year.
[[nodiscard]] SerialEpoch to_serial_epoch(std::optional<int> year);

using Fields = std::vector<const char*>;

/// The name of a value's type.
std::string type_name(py::handle value);

/// The sentence about an index out of range: "The ledger has no entry 5; it has 2: count from 0 to 1."
std::string no_such_place(const char* noun, const char* whole, py::ssize_t index, py::ssize_t size);

/// `Name(a=1, b='x')` of all fields, long texts cut.
std::string show(py::handle self, const Fields& fields);

/// `<Name a=1 b='x'>` of some fields, those that are None or empty left out.
std::string sketch(py::handle self, const Fields& fields);

/// Type and constructor arguments, by which pickle and copy make it again.
py::tuple reduce_value(const py::object& self);

/// The same value with other fields: what `copy.replace` calls in Python 3.13.
py::object replace_fields(const py::object& self, const py::kwargs& changes);

/// An iterator over `item(0)` to `item(size - 1)`, each made when it is asked for. Python can reach
/// `item` and give it any number, so it has to check its range.
template <class Item>
py::iterator each_of(std::size_t size, Item item) {
  const py::module_ builtins = py::module_::import("builtins");
  return py::iter(builtins.attr("map")(py::cpp_function(item), builtins.attr("range")(size)));
}

template <class T>
std::vector<T> or_empty(std::optional<std::vector<T>> items) {
  return items ? std::move(*items) : std::vector<T>{};
}

inline std::string or_empty(std::optional<Text> text) {
  return text ? std::move(text->value) : std::string{};
}

inline std::vector<std::string> to_strings(std::vector<Text> texts) {
  std::vector<std::string> out;
  out.reserve(texts.size());
  for (Text& text : texts) out.push_back(std::move(text.value));
  return out;
}

/// A value whose constructor takes `fields` in this order.
/// @param shown  what `repr` shows; empty: all of them.
void as_fields(py::handle type, const Fields& fields, const Fields& shown = {});

/// The same for a value that can be compared.
template <class T, class... Options>
void as_value(Class<T, Options...>& type, const Fields& fields, const Fields& shown = {}) {
  type.def(py::self == py::self);
  as_fields(type, fields, shown);
}

}  // namespace actionplan::bindings
