// SPDX-License-Identifier: Apache-2.0
#include "arrays.hpp"
#include "register.hpp"
#include "survey_design.hpp"
#include "survey_options.hpp"
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

std::shared_ptr<ReplicateArrays> hold(ReplicateArrays arrays) {
  return {new ReplicateArrays(std::move(arrays)), [](ReplicateArrays* held) {
            const py::gil_scoped_acquire gil;
            delete held;
          }};
}

HeldReplicateDesign make_held(const py::array& weights, std::vector<py::array> replicates,
                              ReplicateMethod method, bool combined, double rho,
                              std::optional<double> scale, std::vector<double> rscales, bool mse,
                              std::optional<double> df, std::optional<double> population) {
  const auto arrays = hold({weights, std::move(replicates)});
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
                                    double rho, bool mse, bool ignore_strata) {
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

py::array weights_of(const py::object& self) {
  const auto weights = self.cast<const HeldReplicateDesign&>().design.weights();
  py::array_t<double> out(static_cast<py::ssize_t>(weights.size()), weights.data(), self);
  out.attr("flags").attr("writeable") = false;
  return out;
}

py::array domain_of(const HeldReplicateDesign& self) {
  py::array_t<bool> out(static_cast<py::ssize_t>(self.design.size()));
  auto rows = out.mutable_unchecked<1>();
  for (py::ssize_t row = 0; row < rows.shape(0); ++row) {
    rows(row) = self.design.is_inside(static_cast<std::size_t>(row));
  }
  return out;
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

void add_design(py::module_& module) {
  py::class_<HeldReplicateDesign>{module, "SurveyReplicateDesign",
                                  "A sample with replicate weights, over numpy arrays; "
                                  "actionplan.survey.ReplicateDesign makes one from a data frame."}
      .def(py::init(&make_held), py::kw_only(), py::arg("weights"), py::arg("replicates"),
           py::arg("method") = ReplicateMethod::other, py::arg("combined") = true,
           py::arg("rho") = 0.0, py::arg("scale") = py::none(),
           py::arg("rscales") = std::vector<double>{}, py::arg("mse") = false,
           py::arg("df") = py::none(), py::arg("population") = py::none())
      .def("__len__", [](const HeldReplicateDesign& self) { return self.design.size(); })
      .def_property_readonly("weights", &weights_of)
      .def_property_readonly("domain", &domain_of)
      .def_property_readonly("replicate_weights", &replicate_weights_of)
      .def_property_readonly(
          "replicates", [](const HeldReplicateDesign& s) { return s.design.replicate_count(); })
      .def_property_readonly("method",
                             [](const HeldReplicateDesign& s) { return s.design.method(); })
      .def_property_readonly("scale", [](const HeldReplicateDesign& s) { return s.design.scale(); })
      .def_property_readonly("rscales",
                             [](const HeldReplicateDesign& s) {
                               const auto values = s.design.rscales();
                               return std::vector<double>{values.begin(), values.end()};
                             })
      .def_property_readonly("mse", [](const HeldReplicateDesign& s) { return s.design.is_mse(); })
      .def(
          "df", [](const HeldReplicateDesign& self) { return self.design.df(); },
          py::call_guard<py::gil_scoped_release>())
      .def(
          "subset",
          [](const HeldReplicateDesign& self, const py::array& mask) {
            const auto bytes = borrow_bytes(mask, "mask");
            const py::gil_scoped_release release;
            return HeldReplicateDesign{self.design.subset(bytes), self.columns};
          },
          py::arg("mask"));
}

using Estimator = Estimates (*)(const ReplicateDesign&, std::span<const Column>,
                                const EstimateOptions&);

template <Estimator estimator>
Estimates run(const HeldReplicateDesign& design, const std::vector<py::array>& variables,
              const HeldOptions& held) {
  const std::vector<Column> columns = borrow_columns(variables, "variable");
  const py::gil_scoped_release release;
  return estimator(design.design, columns, held.options);
}

Estimates run_ratio(const HeldReplicateDesign& design, const std::vector<py::array>& numerators,
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

py::tuple run_quantile(const HeldReplicateDesign& design, const std::vector<py::array>& variables,
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

void register_survey_replicates(py::module_& module) {
  const py::object home = module.attr("__module__");
  add_words(module, "ReplicateMethod", ReplicateMethod::other,
            "How replicate weights were made, which sets their scale.\n\n"
            "`jk1`, `jkn`, `jk2`: jackknives; `brr`, `fay`: balanced half samples; `bootstrap`; "
            "`acs`,\n`successive_difference`: successive differences; `other`: the scale is given.",
            "actionplan.survey");
  add_words(module, "Bootstrap", Bootstrap::preston,
            "How units are drawn into replicates of a bootstrap.", "actionplan.survey");
  module.attr("__module__") = "actionplan.survey";
  add_design(module);
  module.attr("__module__") = home;
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
  module.def("survey_replicated", &run_replicated, py::arg("design"), py::arg("statistic"),
             py::arg("labels"), "Any statistics of the weights.");
  module.def("survey_to_replicates", &make_replicates, py::arg("design"), py::kw_only(),
             py::arg("method"), py::arg("bootstrap") = Bootstrap::rao_wu, py::arg("replicates") = 0,
             py::arg("seed") = 0, py::arg("rho") = 0.5, py::arg("mse") = false,
             py::arg("ignore_strata") = false, "Replicates of a design.");
}

}  // namespace actionplan::bindings
