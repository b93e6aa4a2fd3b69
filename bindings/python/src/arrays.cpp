// SPDX-License-Identifier: Apache-2.0
#include "arrays.hpp"

#include <actionplan/core/error.hpp>

#include <memory>

namespace actionplan::bindings {
namespace {

template <class T>
bool is_of(const py::array& array) {
  return py::isinstance<py::array_t<T>>(array);
}

bool is_aligned(const py::array& array) {
  return (array.flags() & py::detail::npy_api::NPY_ARRAY_ALIGNED_) != 0;
}

[[noreturn]] void refuse(const py::array& array, const char* what, const char* wanted) {
  throw InvalidArgument(std::string{"The "} + what + " is an array of " +
                        py::str(array.dtype()).cast<std::string>() + " with " +
                        std::to_string(array.ndim()) +
                        " dimensions; give a contiguous and aligned one of " + wanted + ".");
}

void require_column(const py::array& array, const char* what, const char* wanted) {
  const bool is_contiguous =
      array.ndim() == 1 && (array.size() < 2 || array.strides(0) == array.itemsize());
  if (!is_contiguous || !is_aligned(array)) refuse(array, what, wanted);
}

}  // namespace

std::span<const double> borrow_doubles(const py::array& array, const char* what) {
  require_column(array, what, "float64");
  if (!is_of<double>(array)) refuse(array, what, "float64");
  return borrow<double>(array);
}

std::span<const std::uint8_t> borrow_bytes(const py::array& array, const char* what) {
  require_column(array, what, "bool");
  if (!is_of<std::uint8_t>(array) && !is_of<bool>(array)) refuse(array, what, "bool");
  return borrow<std::uint8_t>(array);
}

std::span<const std::int32_t> borrow_codes(const py::array& array, const char* what) {
  require_column(array, what, "int32");
  if (!is_of<std::int32_t>(array)) refuse(array, what, "int32");
  return borrow<std::int32_t>(array);
}

survey::Column borrow_column(const py::array& array, const char* what) {
  constexpr const char* wanted = "float64, float32, int64, int32, uint8 or bool";
  require_column(array, what, wanted);
  if (is_of<double>(array)) return borrow<double>(array);
  if (is_of<float>(array)) return borrow<float>(array);
  if (is_of<std::int64_t>(array)) return borrow<std::int64_t>(array);
  if (is_of<std::int32_t>(array)) return borrow<std::int32_t>(array);
  if (is_of<std::uint8_t>(array) || is_of<bool>(array)) return borrow<std::uint8_t>(array);
  refuse(array, what, wanted);
}

std::vector<survey::Column> borrow_columns(const std::vector<py::array>& arrays, const char* what) {
  std::vector<survey::Column> out;
  out.reserve(arrays.size());
  for (const py::array& array : arrays) out.push_back(borrow_column(array, what));
  return out;
}

survey::Ids borrow_ids(const py::array& array, const char* what) {
  constexpr const char* wanted = "float64, int64, int32 or uint8";
  require_column(array, what, wanted);
  if (is_of<double>(array)) return borrow<double>(array);
  if (is_of<std::int64_t>(array)) return borrow<std::int64_t>(array);
  if (is_of<std::int32_t>(array)) return borrow<std::int32_t>(array);
  if (is_of<std::uint8_t>(array)) return borrow<std::uint8_t>(array);
  refuse(array, what, wanted);
}

survey::MatrixView borrow_matrix(const py::array& array, const char* what) {
  const bool is_usable = array.ndim() == 2 && is_of<double>(array) &&
                         (array.flags() & py::array::f_style) != 0 && is_aligned(array);
  if (!is_usable) refuse(array, what, "float64, rows x columns in Fortran order");
  return {borrow<double>(array), static_cast<std::size_t>(array.shape(0)),
          static_cast<std::size_t>(array.shape(1))};
}

py::array give(std::vector<double> values) {
  return py::array_t<double>(static_cast<py::ssize_t>(values.size()), values.data());
}

py::array give(survey::Matrix matrix) {
  const auto rows = static_cast<py::ssize_t>(matrix.rows);
  constexpr auto width = static_cast<py::ssize_t>(sizeof(double));
  return py::array_t<double>({rows, static_cast<py::ssize_t>(matrix.columns)},
                             {width, width * rows}, matrix.values.data());
}

}  // namespace actionplan::bindings
