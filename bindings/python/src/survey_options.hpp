// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/survey/estimate_options.hpp>

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <optional>

namespace actionplan::bindings {

namespace py = pybind11;

/// Options as Python passes them, with the array of domain codes that they borrow.
struct HeldOptions {
  survey::EstimateOptions options;
  std::optional<py::array> codes;
};

}  // namespace actionplan::bindings
