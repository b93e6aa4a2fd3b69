// SPDX-License-Identifier: Apache-2.0
#include "arrays.hpp"
#include "casters.hpp"
#include "register.hpp"
#include "survey_design.hpp"
#include "survey_options.hpp"

#include <actionplan/survey/estimators.hpp>
#include <actionplan/survey/proportion.hpp>
#include <actionplan/survey/quantile.hpp>

#include <optional>
#include <utility>
#include <vector>

namespace actionplan::bindings {
namespace {

using namespace survey;

HeldOptions to_options(std::optional<py::array> codes, std::int32_t domains, Missing missing,
                       DfRule df_rule, std::optional<double> df, Deff deff,
                       std::optional<bool> covariance, int threads) {
  HeldOptions out;
  out.codes = std::move(codes);
  if (out.codes) out.options.by.codes = borrow_codes(*out.codes, "column of domains");
  out.options.by.count = domains;
  out.options.missing = missing;
  out.options.df_rule = df_rule;
  out.options.df = df;
  out.options.deff = deff;
  out.options.covariance = covariance;
  out.options.threads = threads;
  return out;
}

using Estimator = Estimates (*)(const Design&, std::span<const Column>, const EstimateOptions&);

template <Estimator estimator>
Estimates run(const HeldDesign& design, const std::vector<py::array>& variables,
              const HeldOptions& held) {
  const std::vector<Column> columns = borrow_columns(variables, "variable");
  const py::gil_scoped_release release;
  return estimator(design.design, columns, held.options);
}

Estimates run_ratio(const HeldDesign& design, const std::vector<py::array>& numerators,
                    const std::vector<py::array>& denominators, const HeldOptions& held) {
  const std::vector<Column> above = borrow_columns(numerators, "numerator");
  const std::vector<Column> below = borrow_columns(denominators, "denominator");
  const py::gil_scoped_release release;
  return ratio(design.design, above, below, held.options);
}

Matrix to_matrix(const std::vector<Interval>& intervals) {
  Matrix out{intervals.size(), 2};
  for (std::size_t i = 0; i < intervals.size(); ++i) {
    out(i, 0) = intervals[i].lower;
    out(i, 1) = intervals[i].upper;
  }
  return out;
}

py::tuple run_quantile(const HeldDesign& design, const std::vector<py::array>& variables,
                       std::vector<double> probabilities, QuantileRule rule,
                       ProportionMethod interval, double level, bool has_intervals,
                       const HeldOptions& held) {
  const std::vector<Column> columns = borrow_columns(variables, "variable");
  const QuantileOptions wanted{std::move(probabilities), rule, interval, level, has_intervals};
  Quantiles found;
  {
    const py::gil_scoped_release release;
    found = quantile(design.design, columns, wanted, held.options);
  }
  return py::make_tuple(std::move(found.estimates), give(to_matrix(found.intervals)));
}

}  // namespace

void register_survey_estimators(py::module_& module) {
  py::class_<HeldOptions>{module, "SurveyOptions",
                          "How to estimate: domains, missing values, "
                          "degrees of freedom, threads."}
      .def(py::init(&to_options), py::kw_only(), py::arg("codes") = py::none(),
           py::arg("domains") = 1, py::arg("missing") = Missing::refuse,
           py::arg("df_rule") = DfRule::domain, py::arg("df") = py::none(),
           py::arg("deff") = Deff::none, py::arg("covariance") = py::none(),
           py::arg("threads") = 1);
  module.def("survey_mean", &run<&mean>, py::arg("design"), py::arg("variables"),
             py::arg("options"), "Means.");
  module.def("survey_total", &run<&total>, py::arg("design"), py::arg("variables"),
             py::arg("options"), "Totals.");
  module.def("survey_variance", &run<&variance>, py::arg("design"), py::arg("variables"),
             py::arg("options"), "Variances and covariances.");
  module.def("survey_ratio", &run_ratio, py::arg("design"), py::arg("numerators"),
             py::arg("denominators"), py::arg("options"), "Ratios.");
  module.def("survey_quantile", &run_quantile, py::arg("design"), py::arg("variables"),
             py::arg("probabilities"), py::kw_only(), py::arg("rule"), py::arg("interval"),
             py::arg("level"), py::arg("has_intervals"), py::arg("options"),
             "Quantiles, and an array of their intervals.");
  module.def(
      "survey_proportion_intervals",
      [](const Estimates& proportions, ProportionMethod method, double level) {
        return give(to_matrix(proportion_intervals(proportions, method, level)));
      },
      py::arg("proportions"), py::arg("method"), py::arg("level") = 0.95,
      "An array of the intervals of proportions.");
  module.def(
      "survey_weighted_quantile",
      [](const py::array& values, const py::array& weights, double probability, QuantileRule rule) {
        const auto from = borrow_doubles(values, "column of values");
        const auto by = borrow_doubles(weights, "column of weights");
        const py::gil_scoped_release release;
        return weighted_quantile(from, by, probability, rule);
      },
      py::arg("values"), py::arg("weights"), py::arg("probability"), py::arg("rule") = "math",
      "Quantile of values with weights.");
}

}  // namespace actionplan::bindings
