// SPDX-License-Identifier: Apache-2.0
#pragma once

// Columns of numbers as numpy arrays: borrowed on the way in, shared on the way out.

#include <actionplan/survey/column.hpp>
#include <actionplan/survey/ids.hpp>
#include <actionplan/survey/matrix.hpp>

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace actionplan::bindings {

namespace py = pybind11;

/// One-dimensional, contiguous, of exactly the type asked for; the array must outlive the span.
template <class T>
std::span<const T> borrow(const py::array& array) {
  return {static_cast<const T*>(array.data()), static_cast<std::size_t>(array.size())};
}

/// @throws InvalidArgument  not one-dimensional and contiguous, or of another type.
std::span<const double> borrow_doubles(const py::array& array, const char* what);
std::span<const std::uint8_t> borrow_bytes(const py::array& array, const char* what);
std::span<const std::int32_t> borrow_codes(const py::array& array, const char* what);

/// float64, float32, int64, int32, uint8 or bool.
survey::Column borrow_column(const py::array& array, const char* what);
std::vector<survey::Column> borrow_columns(const std::vector<py::array>& arrays, const char* what);

/// float64, int64, int32 or uint8; with texts, int32 positions in them.
survey::Ids borrow_ids(const py::array& array, const char* what);

/// Rows x columns of float64, columns contiguous (Fortran order).
survey::MatrixView borrow_matrix(const py::array& array, const char* what);

/// A read-only array over memory that `owner` keeps.
template <class T>
py::array share(const std::vector<T>& values, py::handle owner) {
  py::array_t<T> out(static_cast<py::ssize_t>(values.size()), values.data(), owner);
  out.attr("flags").attr("writeable") = false;
  return out;
}

/// A new array that owns the values.
py::array give(std::vector<double> values);
py::array give(survey::Matrix matrix);

}  // namespace actionplan::bindings
