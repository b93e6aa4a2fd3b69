// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/error.hpp>
#include <actionplan/evaluate/assessment.hpp>

#include "casters.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <variant>

namespace actionplan::bindings {

/// A measure as a caller names it: an id or a number as typed, or a row.
using MeasureKey = std::variant<Text, py::ssize_t>;

/// Measures go by texts, and 1.1 or 1 in a plan is a slip: said, since "no" would be taken for an
/// answer.
/// @throws TypeError  for a number.
inline void refuse_number(const char* whole, const py::object& key) {
  const bool is_decimal = PyFloat_Check(key.ptr()) != 0;
  if (!is_decimal && PyLong_Check(key.ptr()) == 0) return;
  const std::string shown = py::str(key).cast<std::string>();
  throw py::type_error(shown + " is a number" +
                       (is_decimal ? ", of which 1.1 and 1.10 are one" : "") +
                       "; ask for a measure by a text: \"" + shown + "\" in " + whole + ".");
}

/// @throws NotFound, InvalidArgument  as `Assessment::row` and `Assessment::at`.
/// @throws TypeError  when neither or both are given.
inline std::size_t row_of(const Assessment& assessment, const std::optional<MeasureKey>& measure,
                          const std::optional<MeasureId>& id) {
  if (measure.has_value() == id.has_value()) {
    throw py::type_error("Name one measure: by its id or number, by its row, or by id=.");
  }
  if (id) return assessment.row(*id);
  if (const auto* text = std::get_if<Text>(&*measure)) return assessment.row(text->value);
  const py::ssize_t row = std::get<py::ssize_t>(*measure);
  if (row < 0) {
    throw InvalidArgument("Row " + std::to_string(row) +
                          " of an assessment does not exist; count from 0.");
  }
  return static_cast<std::size_t>(row);
}

}  // namespace actionplan::bindings
