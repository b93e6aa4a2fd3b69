// SPDX-License-Identifier: Apache-2.0
#pragma once

// Tables between Python and the library: the Arrow PyCapsule protocol both ways, and columns that
// speak Python's buffer protocol or are sequences.
// Source of the protocol: https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html

#include <actionplan/codec/frame.hpp>

#include <pybind11/pybind11.h>

#include <string>

namespace actionplan::bindings {

namespace py = pybind11;

/// Is it a Frame, or does it speak the protocol, or is it a mapping of columns?
[[nodiscard]] bool is_frame_like(py::handle source);

/// Any table as a Frame, without copying where its columns lie in memory as Arrow has them:
/// what has `__arrow_c_stream__` or `__arrow_c_array__` (pyarrow, polars, DuckDB, pandas with
/// pyarrow), a pandas DataFrame without pyarrow, or a mapping of names to columns: numpy arrays,
/// other one-dimensional buffers, or sequences of numbers, texts, days or None.
/// The Frame keeps what it borrows alive. The GIL is needed, and given up while a stream is read.
/// @throws InvalidArgument  none of these; columns of different lengths; what `Frame` refuses.
[[nodiscard]] Frame frame_of(py::handle source);

/// The capsule that `__arrow_c_stream__` gives.
[[nodiscard]] py::object stream_capsule(ArrowStreamOwner stream);

/// An argument that takes any table.
struct FrameLike {
  Frame value;
};

}  // namespace actionplan::bindings

namespace pybind11::detail {

template <>
struct type_caster<actionplan::bindings::FrameLike> {
  static constexpr auto name = const_name("object");
  template <class>
  using cast_op_type = actionplan::bindings::FrameLike&;
  bool load(handle source, bool) {
    if (!actionplan::bindings::is_frame_like(source)) return false;
    value.value = actionplan::bindings::frame_of(source);
    return true;
  }
  operator actionplan::bindings::FrameLike&() {
    return value;
  }  // NOLINT(google-explicit-constructor)
  actionplan::bindings::FrameLike value;
};

}  // namespace pybind11::detail
