// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>

#include <span>
#include <type_traits>

namespace actionplan::bindings {

namespace py = pybind11;

/// A read-only column that lives in an object of the library, as Python's buffer protocol shows it.
struct Column {
  py::object owner;  // keeps the memory
  const void* data;
  py::ssize_t size;
  py::ssize_t item_size;
  const char* format;  // of the struct module
};

/// A memoryview over the column, without a copy; it keeps the owner alive.
py::memoryview view_column(Column column);

template <class T>
py::memoryview view_column(py::object owner, std::span<const T> column, const char* format) {
  static_assert(std::is_trivially_copyable_v<T>);
  return view_column(Column{std::move(owner), column.data(),
                            static_cast<py::ssize_t>(column.size()),
                            static_cast<py::ssize_t>(sizeof(T)), format});
}

/// Before the first column is viewed.
void register_columns(py::module_& module);

}  // namespace actionplan::bindings
