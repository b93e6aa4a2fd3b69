// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/codec/frame.hpp>

#include <pybind11/pybind11.h>

namespace actionplan::bindings {

namespace py = pybind11;

/// A mapping of names to columns: numpy arrays and other one-dimensional buffers, borrowed where
/// they are contiguous, or sequences.
/// @throws InvalidArgument  columns of different lengths, of mixed or unknown values.
[[nodiscard]] Frame frame_of_mapping(py::handle mapping);

/// A pandas DataFrame by its columns, without pyarrow. The index is left out.
[[nodiscard]] Frame frame_of_pandas(py::handle data_frame);

}  // namespace actionplan::bindings
