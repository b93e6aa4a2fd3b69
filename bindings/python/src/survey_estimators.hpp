// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "arrays.hpp"
#include "casters.hpp"
#include "survey_options.hpp"
#include "survey_replicates.hpp"

#include <actionplan/survey/estimators.hpp>
#include <actionplan/survey/quantile.hpp>
#include <actionplan/survey/replicate_estimators.hpp>

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace actionplan::bindings {

/// Rows of two columns, (lower, upper).
inline survey::Matrix to_matrix(std::span<const Interval> intervals) {
  survey::Matrix out{intervals.size(), 2};
  for (std::size_t i = 0; i < intervals.size(); ++i) {
    out(i, 0) = intervals[i].lower;
    out(i, 1) = intervals[i].upper;
  }
  return out;
}

// What follows serves every `Held`: a struct of a `design` and the `columns` that it borrows.

template <class Held>
using Estimator = survey::Estimates (*)(const decltype(Held::design)&,
                                        std::span<const survey::Column>,
                                        const survey::EstimateOptions&);

template <class Held, Estimator<Held> estimator>
survey::Estimates run(const Held& held, const std::vector<py::array>& variables,
                      const HeldOptions& options) {
  const std::vector<survey::Column> columns = borrow_columns(variables, "variable");
  const py::gil_scoped_release release;
  return estimator(held.design, columns, options.options);
}

template <class Held>
survey::Estimates run_ratio(const Held& held, const std::vector<py::array>& numerators,
                            const std::vector<py::array>& denominators,
                            const HeldOptions& options) {
  const std::vector<survey::Column> above = borrow_columns(numerators, "numerator");
  const std::vector<survey::Column> below = borrow_columns(denominators, "denominator");
  const py::gil_scoped_release release;
  return survey::ratio(held.design, above, below, options.options);
}

template <class Held>
py::tuple run_quantile(const Held& held, const std::vector<py::array>& variables,
                       std::vector<double> probabilities, survey::QuantileRule rule,
                       survey::QuantileError error, survey::ProportionMethod interval, double level,
                       bool has_intervals, const HeldOptions& options) {
  const std::vector<survey::Column> columns = borrow_columns(variables, "variable");
  const survey::QuantileOptions wanted{
      std::move(probabilities), rule, error, interval, level, has_intervals};
  survey::Quantiles found;
  {
    const py::gil_scoped_release release;
    found = survey::quantile(held.design, columns, wanted, options.options);
  }
  return py::make_tuple(std::move(found.estimates), give(to_matrix(found.intervals)));
}

template <class Held>
void add_estimators(py::module_& module) {
  module.def("survey_mean", &run<Held, &survey::mean>, py::arg("design"), py::arg("variables"),
             py::arg("options"), "Means.");
  module.def("survey_total", &run<Held, &survey::total>, py::arg("design"), py::arg("variables"),
             py::arg("options"), "Totals.");
  module.def("survey_variance", &run<Held, &survey::variance>, py::arg("design"),
             py::arg("variables"), py::arg("options"), "Variances and covariances.");
  module.def("survey_ratio", &run_ratio<Held>, py::arg("design"), py::arg("numerators"),
             py::arg("denominators"), py::arg("options"), "Ratios.");
  module.def("survey_quantile", &run_quantile<Held>, py::arg("design"), py::arg("variables"),
             py::arg("probabilities"), py::kw_only(), py::arg("rule"), py::arg("error"),
             py::arg("interval"), py::arg("level"), py::arg("has_intervals"), py::arg("options"),
             "Quantiles, and an array of their intervals.");
}

}  // namespace actionplan::bindings
