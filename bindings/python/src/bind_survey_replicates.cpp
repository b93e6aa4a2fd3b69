// SPDX-License-Identifier: Apache-2.0
#include "arrays.hpp"
#include "class.hpp"
#include "register.hpp"
#include "survey_design.hpp"
#include "survey_held.hpp"
#include "survey_replicates.hpp"
#include "words.hpp"

#include <actionplan/survey/replicate_estimators.hpp>
#include <actionplan/survey/to_replicates.hpp>

#include <pybind11/functional.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <optional>

namespace actionplan::bindings {
namespace {

using namespace survey;

struct ReplicateArrays {
  py::array weights;
  std::vector<py::array> replicates;
};

HeldReplicateDesign make_held_replicates(const py::array& weights,
                                         std::vector<py::array> replicates, ReplicateMethod method,
                                         bool combined, std::optional<double> rho,
                                         std::optional<double> scale, std::vector<double> rscales,
                                         bool mse, std::optional<double> df,
                                         std::optional<double> population) {
  const auto arrays = hold(ReplicateArrays{weights, std::move(replicates)});
  ReplicateOptions options;
  options.weights = borrow_doubles(arrays->weights, "column of weights");
  options.replicates = borrow_columns(arrays->replicates, "replicate");
  options.method = method;
  options.combined = combined;
  options.rho = rho;
  options.scale = scale;
  options.rscales = std::move(rscales);
  options.mse = mse;
  options.df = df;
  options.population = population;
  const py::gil_scoped_release release;
  return {ReplicateDesign{options}, arrays};
}

HeldReplicateDesign make_replicates(const HeldDesign& design, ReplicateMethod method,
                                    Bootstrap bootstrap, std::size_t replicates, std::uint64_t seed,
                                    std::optional<double> rho, bool mse, bool ignore_strata) {
  ToReplicatesOptions options;
  options.method = method;
  options.bootstrap = bootstrap;
  options.replicates = replicates;
  options.seed = seed;
  options.rho = rho;
  options.mse = mse;
  options.ignore_strata = ignore_strata;
  const py::gil_scoped_release release;
  return {to_replicates(design.design, options), design.columns};
}

py::array replicate_weights_of(const HeldReplicateDesign& self) {
  const ReplicateDesign& design = self.design;
  Matrix out{design.size(), design.replicate_count()};
  std::vector<double> buffer(design.size());
  for (std::size_t r = 0; r < out.columns; ++r) {
    const double* from = design.read(r, 0, design.size(), buffer.data());
    std::copy(from, from + design.size(), out.column(r).begin());
  }
  return give(std::move(out));
}

// The statistic gets a fresh array each time, so that it may keep it.
Estimates run_replicated(const HeldReplicateDesign& self, const py::function& statistic,
                         std::vector<std::string> labels) {
  const auto call = [&statistic](std::span<const double> weights) {
    const py::object found = statistic(give(std::vector<double>{weights.begin(), weights.end()}));
    const auto array =
        py::array_t<double, py::array::c_style | py::array::forcecast>::ensure(found);
    if (!array) throw py::error_already_set();
    return std::vector<double>{array.data(), array.data() + array.size()};
  };
  return replicated(self.design, call, std::move(labels));
}

void add_replicate_design(py::module_& module) {
  Class<HeldReplicateDesign> design{
      module, "SurveyReplicateDesign",
      "A sample with replicate weights, over numpy arrays; actionplan.survey.ReplicateDesign makes "
      "one from a data frame."};
  add_sample(design);
  design
      .def(py::init(&make_held_replicates), py::kw_only(), py::arg("weights"),
           py::arg("replicates"), py::arg("method") = ReplicateMethod::other,
           py::arg("combined") = true, py::arg("rho") = py::none(), py::arg("scale") = py::none(),
           py::arg("rscales") = std::vector<double>{}, py::arg("mse") = false,
           py::arg("df") = py::none(), py::arg("population") = py::none())
      .def_property_readonly("replicate_weights", &replicate_weights_of)
      .def_property_readonly(
          "replicates", [](const HeldReplicateDesign& s) { return s.design.replicate_count(); },
          "How many replicates there are.")
      .def_property_readonly(
          "method", [](const HeldReplicateDesign& s) { return s.design.method(); },
          "How the replicates were made.")
      .def_property_readonly(
          "scale", [](const HeldReplicateDesign& s) { return s.design.scale(); },
          "The factor of the sum of squares.")
      .def_property_readonly(
          "rscales",
          [](const HeldReplicateDesign& s) {
            const auto values = s.design.rscales();
            return std::vector<double>{values.begin(), values.end()};
          },
          "The factor of each replicate.")
      .def_property_readonly(
          "mse", [](const HeldReplicateDesign& s) { return s.design.is_mse(); },
          "Whether squares are taken about the full estimate, not about the replicates' mean.")
      .def(
          "covariance",
          [](const HeldReplicateDesign& self, const py::array& replicates,
             const std::vector<double>& values) {
            return give(self.design.covariance(borrow_matrix(replicates, "replicates"), values));
          },
          py::arg("replicates"), py::arg("values"));
}

}  // namespace

void register_survey_replicates(py::module_& module) {
  const py::object home = module.attr("__module__");
  add_words<ReplicateMethod>(
      module, "ReplicateMethod",
      "How replicate weights were made, which sets their scale.\n\n"
      "`jk1`, `jkn`, `jk2`: jackknives; `brr`, `fay`: balanced half samples; `bootstrap`; "
      "`acs`,\n`successive_difference`: successive differences; `other`: the scale is given.",
      "actionplan.survey");
  add_words<Bootstrap>(module, "Bootstrap", "How units are drawn into replicates of a bootstrap.",
                       "actionplan.survey");
  module.attr("__module__") = "actionplan.survey";
  add_replicate_design(module);
  module.attr("__module__") = home;
  module.def("survey_replicated", &run_replicated, py::arg("design"), py::arg("statistic"),
             py::arg("labels"), "Any statistics of the weights.");
  module.def("survey_to_replicates", &make_replicates, py::arg("design"), py::kw_only(),
             py::arg("method"), py::arg("bootstrap") = Bootstrap::rao_wu, py::arg("replicates") = 0,
             py::arg("seed") = 0, py::arg("rho") = py::none(), py::arg("mse") = false,
             py::arg("ignore_strata") = false, "Replicates of a design.");
}

}  // namespace actionplan::bindings
