// SPDX-License-Identifier: Apache-2.0
#include "arrays.hpp"
#include "register.hpp"
#include "survey_design.hpp"
#include "survey_replicates.hpp"
#include "values.hpp"
#include "words.hpp"

#include <actionplan/survey/weight_summary.hpp>

#include <pybind11/stl.h>

#include <optional>
#include <utility>

namespace actionplan::bindings {
namespace {

using namespace survey;

template <class Held>
Held run_calibrate(const Held& self, const py::array& variables, const std::vector<double>& totals,
                   CalibrationFunction function, double lower, double upper, bool by_psu,
                   std::vector<std::string> labels, const std::optional<py::array>& variance,
                   bool allows_negative) {
  const MatrixView view = borrow_matrix(variables, "calibration variables");
  CalibrateOptions options;
  options.function = function;
  options.lower = lower;
  options.upper = upper;
  options.by_psu = by_psu;
  options.labels = std::move(labels);
  if (variance) options.variance = borrow_doubles(*variance, "column of variances");
  options.allows_negative = allows_negative;
  const py::gil_scoped_release release;
  return {calibrate(self.design, view, totals, options), self.columns};
}

// A margin as Python passes it: cells, populations, a name and the cells' labels.
using MarginArrays =
    std::tuple<py::array, std::vector<double>, std::string, std::vector<std::string>>;

template <class Held>
Held run_rake(const Held& self, const std::vector<MarginArrays>& margins, int max_iterations,
              RakeResiduals residuals) {
  std::vector<Margin> borrowed;
  for (const auto& [cells, population, name, labels] : margins) {
    Margin margin;
    margin.cells = borrow_codes(cells, "column of cells");
    margin.population = population;
    margin.name = name;
    margin.labels = labels;
    borrowed.push_back(std::move(margin));
  }
  RakeOptions options;
  options.max_iterations = max_iterations;
  options.residuals = residuals;
  const py::gil_scoped_release release;
  return {rake(self.design, borrowed, options), self.columns};
}

template <class Held>
Held run_trim(const Held& self, double lower, double upper) {
  const py::gil_scoped_release release;
  return {trim(self.design, lower, upper), self.columns};
}

HeldDesign run_pps(const HeldDesign& self, const py::array& p, PpsJoint joint, PpsVariance variance,
                   std::optional<double> sum_p2_over_n,
                   const std::optional<py::array>& joint_probabilities) {
  PpsOptions options;
  options.joint = joint;
  options.variance = variance;
  options.sum_p2_over_n = sum_p2_over_n;
  if (joint_probabilities) {
    options.joint_probabilities = borrow_matrix(*joint_probabilities, "joint probabilities");
  }
  const std::span<const double> of_row = borrow_doubles(p, "column of probabilities");
  const py::gil_scoped_release release;
  return {pps(self.design, of_row, options), self.columns};
}

template <class Held>
void add_weighting(py::module_& module) {
  module.def("survey_calibrate", &run_calibrate<Held>, py::arg("design"), py::arg("variables"),
             py::arg("totals"), py::kw_only(), py::arg("function"), py::arg("lower"),
             py::arg("upper"), py::arg("by_psu") = false,
             py::arg("labels") = std::vector<std::string>{}, py::arg("variance") = py::none(),
             py::arg("allows_negative") = false,
             "Weights with which totals are those of the population.");
  module.def("survey_rake", &run_rake<Held>, py::arg("design"), py::arg("margins"),
             py::arg("max_iterations") = 1000, py::arg("residuals") = RakeResiduals::weighted,
             "Weights with which margins are the population's.");
  module.def(
      "survey_weight_summary", [](const Held& self) { return weight_summary(self.sample()); },
      py::arg("design"), "What the weights of the domain look like.");
  module.def("survey_trim", &run_trim<Held>, py::arg("design"), py::arg("lower"), py::arg("upper"),
             "Weights cut at bounds, their total kept.");
}

}  // namespace

void register_survey_weighting(py::module_& module) {
  constexpr const char* home = "actionplan.survey";
  const py::object outer = module.attr("__module__");
  module.attr("__module__") = home;
  Class<WeightSummary>{module, "WeightSummary",
                       "What the weights of a sample look like, and what their spread costs."}
      .def_property_readonly("n", field<&WeightSummary::n>(),
                             "Cases of the domain with a weight other than 0.")
      .def_property_readonly("zero", field<&WeightSummary::zero>(), "Cases with the weight 0.")
      .def_property_readonly("negative", field<&WeightSummary::negative>(),
                             "Cases with one below 0.")
      .def_property_readonly("sum", field<&WeightSummary::sum>(), "Sum of the weights.")
      .def_property_readonly("mean", field<&WeightSummary::mean>(), "Mean of the weights.")
      .def_property_readonly("lowest", field<&WeightSummary::lowest>(), "Of those other than 0.")
      .def_property_readonly("highest", field<&WeightSummary::highest>(), "The largest weight.")
      .def_property_readonly("cv", field<&WeightSummary::cv>(),
                             "Standard deviation, with n, over the mean.")
      .def_property_readonly("kish_deff", field<&WeightSummary::kish_deff>(),
                             "Kish's design effect of the weights: n sum(w^2) / sum(w)^2.")
      .def_property_readonly("effective_n", field<&WeightSummary::effective_n>(),
                             "The cases that it is worth: sum(w)^2 / sum(w^2).")
      .def("__repr__", [](const py::object& self) {
        return show(self, {"n", "sum", "cv", "kish_deff", "effective_n", "negative"});
      });
  module.attr("__module__") = outer;
  add_words<CalibrationFunction>(
      module, "CalibrationFunction",
      "What keeps calibrated weights near those before: `linear`, `raking`, or `logit` "
      "between bounds.",
      home);
  add_words<RakeResiduals>(
      module, "RakeResiduals",
      "By which means the cells of several margins are taken out of the residuals of the "
      "variance.",
      home);
  add_words<PpsJoint>(
      module, "PpsJoint",
      "How joint inclusion probabilities are had: `brewer` needs none, `overton` and "
      "`hartley_rao` approximate\nthem.",
      home);
  add_words<PpsVariance>(module, "PpsVariance",
                         "Form of the variance with joint inclusion probabilities.", home);
  add_weighting<HeldDesign>(module);
  add_weighting<HeldReplicateDesign>(module);
  module.def("survey_pps", &run_pps, py::arg("design"), py::arg("p"), py::kw_only(),
             py::arg("joint"), py::arg("variance") = PpsVariance::horvitz_thompson,
             py::arg("sum_p2_over_n") = py::none(), py::arg("joint_probabilities") = py::none(),
             "A design of units drawn without replacement with unequal probabilities.");
}

}  // namespace actionplan::bindings
