// SPDX-License-Identifier: Apache-2.0
#include "arrays.hpp"
#include "casters.hpp"
#include "register.hpp"
#include "survey_design.hpp"
#include "survey_options.hpp"
#include "values.hpp"

#include <actionplan/survey/contrast.hpp>
#include <actionplan/survey/imputation.hpp>
#include <actionplan/survey/presentation.hpp>
#include <actionplan/survey/sums.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace actionplan::bindings {
namespace {

using namespace survey;
using Release = py::call_guard<py::gil_scoped_release>;

void add_presentation(py::module_& module) {
  Class<Presented>{module, "Presented",
                   "A result as a rule lets it be shown, and why it is not simply shown."}
      .def_property_readonly("presentation", field<&Presented::presentation>(),
                             "How it may be shown.")
      .def_property_readonly("reasons", field<&Presented::reasons>(), "Why it is not simply shown.")
      .def(py::self == py::self)
      .def("__repr__", [](const py::object& self) {
        return show(self, {"presentation", "reasons"});
      });
  module.def("survey_present", &present, py::arg("estimates"), py::arg("rule"),
             "What a rule for small cells lets be shown of each result.");
  module.def(
      "survey_present",
      [](const Estimate& estimate, PresentationRule rule) {
        Matrix variance{1, 1};
        variance(0, 0) = estimate.standard_error * estimate.standard_error;
        return present(make_estimates({""}, {estimate.value}, std::move(variance), {estimate.df},
                                      {estimate.n}),
                       rule)
            .front();
      },
      py::arg("estimate"), py::arg("rule"),
      "The same of one result that was published elsewhere, with its `n` and error.");
  module.def("survey_present_cases", &present_cases, py::arg("n"), py::arg("rule"),
             "What the rule says of the number of unweighted cases alone, whatever was estimated "
             "from them.");
}

void add_contrasts(py::module_& module) {
  module.def(
      "survey_contrast",
      [](const Estimates& estimates, const py::array& weights, std::vector<std::string> labels) {
        return contrast(estimates, borrow_matrix(weights, "weights"), std::move(labels));
      },
      py::arg("estimates"), py::arg("weights"), py::arg("labels"), "Linear combinations.");
  module.def(
      "survey_delta",
      [](const Estimates& estimates, std::vector<double> values, const py::array& slopes,
         std::vector<std::string> labels) {
        return contrast(estimates, std::move(values), borrow_matrix(slopes, "slopes"),
                        std::move(labels));
      },
      py::arg("estimates"), py::arg("values"), py::arg("slopes"), py::arg("labels"),
      "Functions of results by the delta method.");
  module.def(
      "survey_pool", [](const std::vector<Estimates>& sets) { return pool(sets); }, py::arg("sets"),
      "One set of results from those of several imputations.");
  module.def(
      "survey_change",
      [](const Estimates& before, const Estimates& after,
         const std::optional<py::array>& covariance) {
        if (!covariance) return change(before, after);
        return change(before, after, borrow_matrix(*covariance, "covariance"));
      },
      py::arg("before"), py::arg("after"), py::arg("covariance"), "Change between two rounds.");
}

Sums run_accumulate(const HeldDesign& design, const std::vector<py::array>& variables,
                    const HeldOptions& held, std::vector<std::string> names) {
  const std::vector<survey::Column> columns = borrow_columns(variables, "variable");
  const py::gil_scoped_release release;
  return accumulate(design.design, columns, held.options, std::move(names));
}

void add_sums(py::module_& module) {
  Class<Sums>{module, "SurveySums",
              "Sums of a sample by sampling unit and domain; actionplan.survey.Sums wraps it."}
      .def_property_readonly("domains", field<&Sums::domains>(),
                             "Names, by which parts are merged.")
      .def_property_readonly("variables", field<&Sums::variables>(),
                             "How many variables are summed.")
      .def_property_readonly(
          "units", [](const Sums& self) { return self.units.size(); },
          "How many sampling units were met.")
      .def_property_readonly("rows", field<&Sums::rows>(), "Of the data, used or not.")
      .def("merge", &survey::merge, py::arg("part"), Release(), "Adds another part of the sample.")
      .def(
          "mean",
          [](const Sums& self, const HeldOptions& held) { return mean(self, held.options); },
          py::arg("options"), Release(), "Means.")
      .def(
          "total",
          [](const Sums& self, const HeldOptions& held) { return total(self, held.options); },
          py::arg("options"), Release(), "Totals.")
      .def(
          "ratio",
          [](const Sums& self, const std::vector<std::size_t>& above,
             const std::vector<std::size_t>& below,
             const HeldOptions& held) { return ratio(self, above, below, held.options); },
          py::arg("numerators"), py::arg("denominators"), py::arg("options"), Release(), "Ratios.")
      .def(
          "to_bytes", [](const Sums& self) { return py::bytes{to_bytes(self)}; },
          "Bytes that hold the sums.")
      .def_static(
          "from_bytes",
          [](const py::bytes& data) { return sums_from_bytes(std::string_view{data}); },
          py::arg("data"), "What to_bytes made.")
      .def(py::self == py::self);
  module.def("survey_accumulate", &run_accumulate, py::arg("design"), py::arg("variables"),
             py::arg("options"), py::arg("domain_names"), "One pass over the rows.");
}

}  // namespace

void register_survey_results(py::module_& module) {
  const py::object home = module.attr("__module__");
  module.attr("__module__") = "actionplan.survey";
  add_presentation(module);
  add_contrasts(module);
  add_sums(module);
  module.attr("__module__") = home;
}

}  // namespace actionplan::bindings
