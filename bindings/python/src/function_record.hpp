// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>

namespace actionplan::bindings {

using Record = pybind11::detail::function_record;

/// pybind11's record of the first overload of a bound function; null for anything else.
inline Record* record_of(const pybind11::handle member) {
  const pybind11::handle function = pybind11::detail::get_function(member);
  if (!function || PyCFunction_Check(function.ptr()) == 0) return nullptr;
  PyObject* const self = PyCFunction_GET_SELF(function.ptr());
  return self == nullptr ? nullptr : pybind11::detail::function_record_ptr_from_PyObject(self);
}

}  // namespace actionplan::bindings
