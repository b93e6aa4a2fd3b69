// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/evaluate/assessment.hpp>

#include <pybind11/pybind11.h>

#include <cstddef>

namespace actionplan::bindings {

namespace py = pybind11;

/// A row with the assessment that it is of, which it keeps alive.
struct AssessedMeasure : MeasureAssessment {
  py::object assessment;
  std::size_t index = 0;  // of the row
};

/// @throws InvalidArgument when out of range.
inline AssessedMeasure assessed_measure(const py::object& assessment, std::size_t row) {
  return {assessment.cast<const Assessment&>().at(row), assessment, row};
}

}  // namespace actionplan::bindings
