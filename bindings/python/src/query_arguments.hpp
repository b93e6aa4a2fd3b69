// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/query/filter.hpp>
#include <actionplan/query/select.hpp>
#include <actionplan/query/unheld_names.hpp>

#include "values.hpp"
#include "warnings.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace actionplan::bindings {

/// A filter, or its text form. @throws TypeError for anything else.
inline Filter to_filter(const py::object& source) {
  if (py::isinstance<Filter>(source)) return source.cast<const Filter&>();
  if (PyUnicode_Check(source.ptr()) != 0) return Filter::parse(view_text(source));
  throw py::type_error(
      "A filter is a Filter or a text such as \"due < 2018-01-01\"; what was given "
      "is of type " +
      std::string{Py_TYPE(source.ptr())->tp_name} + ".");
}

/// Warns of what a filter names in vain. @throws error_already_set where warnings are errors.
inline void warn_of(const std::vector<Problem>& problems) {
  for (const Problem& problem : problems) warn(problem.message);
}

inline void warn_of_unheld(const PlanHistory& history, const Filter& filter) {
  warn_of(unheld_names(history, filter));
}

inline void warn_of_unheld(const Assessment& assessment, const Filter& filter) {
  warn_of(unheld_names(assessment.history(), assessment.evidence(), filter));
}

/// Order, page size and page token, as Python gives them.
inline SelectOptions to_options(const std::optional<Text>& order,
                                std::optional<py::ssize_t> page_size, const Text& page_token) {
  SelectOptions options;
  if (order) options.order = parse_order(order->value);
  if (page_size && *page_size < 0) {
    throw InvalidArgument("The page size is " + std::to_string(*page_size) +
                          "; give the number of rows, 1 or more.");
  }
  if (page_size) options.page_size = static_cast<std::size_t>(*page_size);
  options.page_token = page_token.value;
  return options;
}

}  // namespace actionplan::bindings
