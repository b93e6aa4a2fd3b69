// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/survey/design.hpp>

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <memory>
#include <string>
#include <vector>

namespace actionplan::bindings {

namespace py = pybind11;

/// A design with the arrays that it borrows: what Python holds.
struct HeldDesign {
  survey::Design design;
  std::shared_ptr<const void> columns;  // the arrays and texts; freed under the GIL

  [[nodiscard]] const survey::Design& sample() const { return design; }
};

}  // namespace actionplan::bindings
