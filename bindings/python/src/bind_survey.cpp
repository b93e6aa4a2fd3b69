// SPDX-License-Identifier: Apache-2.0
#include "arrays.hpp"
#include "register.hpp"
#include "survey_design.hpp"
#include "survey_estimators.hpp"
#include "survey_held.hpp"
#include "values.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/survey/covariance.hpp>
#include <actionplan/survey/estimates.hpp>

#include <pybind11/stl.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace actionplan::bindings {
namespace {

using namespace survey;

// An array of identifiers, or a pair of int32 positions and the texts they stand for.
struct IdArray {
  py::array codes;
  std::vector<std::string> texts;
};

struct DesignArrays {
  py::array weights;
  std::vector<IdArray> strata;
  std::vector<IdArray> clusters;
  std::vector<py::array> fpc;
};

std::vector<IdArray> to_id_arrays(const py::list& given) {
  std::vector<IdArray> out;
  for (const py::handle item : given) {
    if (py::isinstance<py::tuple>(item)) {
      const auto pair = py::reinterpret_borrow<py::tuple>(item);
      out.push_back({pair[0].cast<py::array>(), pair[1].cast<std::vector<std::string>>()});
    } else {
      out.push_back({item.cast<py::array>(), {}});
    }
  }
  return out;
}

std::vector<Ids> borrow_all(const std::vector<IdArray>& arrays, const char* what) {
  std::vector<Ids> out;
  for (const IdArray& ids : arrays) {
    if (ids.texts.empty()) {
      out.push_back(borrow_ids(ids.codes, what));
    } else {
      out.emplace_back(borrow_codes(ids.codes, what), ids.texts);
    }
  }
  return out;
}

HeldDesign make_held(const std::optional<py::array>& weights, const py::list& strata,
                     const py::list& clusters, std::vector<py::array> fpc, bool nest,
                     bool with_replacement, bool ultimate_cluster, LonelyPsu lonely_psu,
                     std::vector<std::pair<std::string, LonelyPsu>> lonely_psu_of,
                     bool adjust_domain_lonely, std::optional<double> df,
                     std::optional<double> population, std::size_t rows) {
  const auto arrays =
      hold(DesignArrays{weights.value_or(py::array_t<double>(0)), to_id_arrays(strata),
                        to_id_arrays(clusters), std::move(fpc)});
  DesignOptions options;
  options.weights = borrow_doubles(arrays->weights, "column of weights");
  options.strata = borrow_all(arrays->strata, "column of strata");
  options.clusters = borrow_all(arrays->clusters, "column of clusters");
  for (const py::array& column : arrays->fpc) {
    options.fpc.push_back(borrow_doubles(column, "fpc"));
  }
  options.nest = nest;
  options.with_replacement = with_replacement;
  options.ultimate_cluster = ultimate_cluster;
  options.lonely_psu = lonely_psu;
  options.lonely_psu_of = std::move(lonely_psu_of);
  options.adjust_domain_lonely = adjust_domain_lonely;
  options.df = df;
  options.population = population;
  options.rows = rows;
  const py::gil_scoped_release release;
  return {Design{options}, arrays};
}

void add_design(py::module_& module) {
  Class<HeldDesign> design{module, "SurveyDesign",
                           "How a sample was drawn, over numpy arrays; "
                           "actionplan.survey.Design makes one from a data frame."};
  add_sample(design);
  design
      .def(py::init(&make_held), py::kw_only(), py::arg("weights"), py::arg("strata"),
           py::arg("clusters"), py::arg("fpc"), py::arg("nest") = false,
           py::arg("with_replacement") = false, py::arg("ultimate_cluster") = false,
           py::arg("lonely_psu") = LonelyPsu::fail,
           py::arg("lonely_psu_of") = std::vector<std::pair<std::string, LonelyPsu>>{},
           py::arg("adjust_domain_lonely") = false, py::arg("df") = py::none(),
           py::arg("population") = py::none(), py::arg("rows") = 0)
      .def_property_readonly(
          "population", [](const HeldDesign& self) { return self.design.population(); },
          "Whether the strata's population sizes are known.")
      .def_property_readonly(
          "has_normalised_weights",
          [](const HeldDesign& self) { return self.design.has_normalised_weights(); })
      .def_property_readonly("has_unit_weights",
                             [](const HeldDesign& self) { return self.design.has_unit_weights(); })
      .def(
          "covariance",
          [](const HeldDesign& self, const py::array& influence) {
            const MatrixView view = borrow_matrix(influence, "influence");
            Matrix out;
            {
              const py::gil_scoped_release release;
              out = covariance(self.design, view);
            }
            return give(std::move(out));
          },
          py::arg("influence"));
}

Estimates make_held_estimates(std::vector<std::string> labels, std::vector<double> values,
                              const py::array& covariance, std::vector<double> df,
                              std::vector<std::int64_t> n, std::vector<double> weighted_n) {
  const MatrixView view = borrow_matrix(covariance, "covariance");
  Matrix matrix{view.rows, view.columns};
  std::copy(view.values.begin(), view.values.end(), matrix.values.begin());
  return make_estimates(std::move(labels), std::move(values), std::move(matrix), std::move(df),
                        std::move(n), std::move(weighted_n));
}

template <class T>
auto shared_column(std::vector<T> Estimates::*column) {
  return [column](const py::object& self) {
    return share(self.cast<const Estimates&>().*column, self);
  };
}

py::array share_covariance(const py::object& self) {
  const Matrix& matrix = self.cast<const Estimates&>().covariance;
  const auto rows = static_cast<py::ssize_t>(matrix.rows);
  constexpr auto width = static_cast<py::ssize_t>(sizeof(double));
  py::array_t<double> out({rows, static_cast<py::ssize_t>(matrix.columns)}, {width, width * rows},
                          matrix.values.data(), self);
  out.attr("flags").attr("writeable") = false;
  return out;
}

py::array intervals(const Estimates& estimates, double level) {
  return give(to_matrix(confint(estimates, level)));
}

void add_estimates(py::module_& module) {
  Class<Estimates>{module, "SurveyEstimates",
                   "Several results with their joint uncertainty, as numpy arrays; "
                   "actionplan.survey.Estimates wraps it."}
      .def(py::init(&make_held_estimates), py::kw_only(), py::arg("labels"), py::arg("values"),
           py::arg("covariance"), py::arg("df"), py::arg("n") = std::vector<std::int64_t>{0},
           py::arg("weighted_n") = std::vector<double>{0})
      .def("__len__", &Estimates::size)
      .def("at", &Estimates::at, py::arg("index"))
      .def("confint", &intervals, py::arg("level") = 0.95)
      .def_property_readonly("labels", field<&Estimates::labels>(), "One label for each result.")
      .def_property_readonly("flags", field<&Estimates::flags>(),
                             "What is to be said of each result; empty for most.")
      .def_property_readonly("values", shared_column(&Estimates::values), "NaN: see `flags`.")
      .def_property_readonly("standard_errors", shared_column(&Estimates::standard_errors),
                             "NaN: none.")
      .def_property_readonly("df", shared_column(&Estimates::df),
                             "Degrees of freedom of the error; may be 0 or less.")
      .def_property_readonly("n", shared_column(&Estimates::n),
                             "Unweighted cases of weight above 0.")
      .def_property_readonly("weighted_n", shared_column(&Estimates::weighted_n),
                             "Sum of their weights.")
      .def_property_readonly("deff", shared_column(&Estimates::deff),
                             "Design effects; empty where not asked for.")
      .def_property_readonly(
          "units", shared_column(&Estimates::units),
          "Of a mean or ratio without variance, the sampling units that it rests on: infinite "
          "where "
          "the sample is the whole population; NaN beside any other result. Empty: no result is "
          "such.")
      .def_property_readonly(
          "left_out", shared_column(&Estimates::left_out),
          "Replicates that were left out, where that was asked for; empty: none.")
      .def_property_readonly("covariance", &share_covariance,
                             "Size x size; NaN beside a flagged result; 0 x 0 where only standard "
                             "errors were computed.");
}

}  // namespace

void register_survey(py::module_& module) {
  register_survey_words(module);
  const py::object home = module.attr("__module__");
  module.attr("__module__") = "actionplan.survey";
  add_design(module);
  add_estimates(module);
  module.attr("__module__") = home;
  register_survey_estimators(module);
  register_survey_results(module);
  register_survey_replicates(module);
  register_survey_weighting(module);
  register_survey_models(module);
}

}  // namespace actionplan::bindings
