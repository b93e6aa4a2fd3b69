// SPDX-License-Identifier: Apache-2.0
#include "arrays.hpp"
#include "class.hpp"
#include "register.hpp"
#include "survey_design.hpp"
#include "survey_replicates.hpp"
#include "words.hpp"

#include <pybind11/stl.h>

#include <optional>
#include <utility>

namespace actionplan::bindings {
namespace {

using namespace survey;

template <class Held>
Glm run_glm(const Held& self, const py::array& outcome, const py::array& model, Family family,
            Link link, Missing missing, DfRule df_rule, std::optional<double> df,
            int max_iterations, std::vector<std::string> labels, bool keeps_influence) {
  const survey::Column y = borrow_column(outcome, "outcome");
  const MatrixView x = borrow_matrix(model, "model matrix");
  GlmOptions options;
  options.family = family;
  options.link = link;
  options.keeps_influence = keeps_influence;
  options.missing = missing;
  options.df_rule = df_rule;
  options.df = df;
  options.max_iterations = max_iterations;
  options.labels = std::move(labels);
  const py::gil_scoped_release release;
  return glm(self.design, y, x, options);
}

template <class Held>
void add_glm(py::module_& module) {
  module.def("survey_glm", &run_glm<Held>, py::arg("design"), py::arg("outcome"), py::arg("model"),
             py::kw_only(), py::arg("family"), py::arg("link"), py::arg("missing"),
             py::arg("df_rule"), py::arg("df") = py::none(), py::arg("max_iterations") = 50,
             py::arg("labels") = std::vector<std::string>{}, py::arg("keeps_influence") = false,
             "Regression by weighted likelihood.");
}

void add_results(py::module_& module) {
  Class<TestResult>{module, "TestResult",
                    "What a test found: `statistic`, its degrees of freedom `df1` and `df2`, "
                    "`p_value`; of a table\nalso Pearson's X^2 before correction."}
      .def_property_readonly("statistic", field<&TestResult::statistic>(),
                             "The value of the test statistic.")
      .def_property_readonly("df1", field<&TestResult::df1>(),
                             "Of the numerator, or of t; NaN where the distribution has none.")
      .def_property_readonly("df2", field<&TestResult::df2>(),
                             "Of the denominator; infinite where there is none.")
      .def_property_readonly(
          "p_value", field<&TestResult::p_value>(),
          "The probability of a statistic at least as extreme under the hypothesis.")
      .def_property_readonly("pearson", field<&TestResult::pearson>(),
                             "Uncorrected X^2, with as many cases as the sample has; tables only.")
      .def("__repr__", [](const TestResult& self) {
        return "<TestResult statistic " + std::string{py::str(py::float_(self.statistic))} +
               ", p_value " + std::string{py::str(py::float_(self.p_value))} + ">";
      });
  Class<Glm>{module, "SurveyGlm", "A fitted model; actionplan.survey.Glm wraps it."}
      .def_property_readonly("coefficients", field<&Glm::coefficients>(),
                             "The coefficients with their joint uncertainty.")
      .def_property_readonly("iterations", field<&Glm::iterations>(),
                             "Until the coefficients stood still.")
      .def_property_readonly("deviance", field<&Glm::deviance>(),
                             "With weights of mean 1 over the cases.")
      .def_property_readonly("dispersion", field<&Glm::dispersion>(),
                             "Weighted mean square of Pearson residuals, with n - p.")
      .def_property_readonly(
          "influence", [](const Glm& self) { return give(Matrix{self.influence}); },
          "Where asked for, weighted influence of each row on each coefficient (n x p), or the "
          "coefficients under each replicate (replicates x p).");
}

}  // namespace

void register_survey_models(py::module_& module) {
  constexpr const char* home = "actionplan.survey";
  add_words<Family>(
      module, "Family",
      "How the variance of an outcome follows from its mean, and with it the usual link.", home);
  add_words<Link>(module, "Link",
                  "The function of the mean that is linear in the columns of a model.", home);
  add_words<Alternative>(module, "Alternative",
                         "Which values of a result speak against that it is zero.", home);
  add_words<IndependenceStatistic>(module, "IndependenceStatistic",
                                   "How the statistic of a test of independence is compared.",
                                   home);
  const py::object outer = module.attr("__module__");
  module.attr("__module__") = home;
  add_results(module);
  module.attr("__module__") = outer;
  add_glm<HeldDesign>(module);
  add_glm<HeldReplicateDesign>(module);
  module.def("survey_independence_test", &independence_test, py::arg("cells"), py::arg("rows"),
             py::arg("columns"), py::arg("statistic"), py::call_guard<py::gil_scoped_release>(),
             "Independence of the rows and columns of a table.");
  module.def(
      "survey_wald_test",
      [](const Estimates& estimates, const std::vector<std::size_t>& which) {
        return wald_test(estimates, which);
      },
      py::arg("estimates"), py::arg("which"), "Are all of several results zero?");
  module.def("survey_t_test", &t_test, py::arg("estimate"),
             py::arg("alternative") = Alternative::two_sided, "Is a result zero?");
  module.def(
      "survey_mean_at",
      [](Family family, Link link, const std::vector<double>& predictors) {
        const Link used = link_of(family, link);
        Matrix out{predictors.size(), 2};
        for (std::size_t i = 0; i < predictors.size(); ++i) {
          out(i, 0) = mean_at(used, predictors[i]);
          out(i, 1) = slope_at(used, predictors[i]);
        }
        return give(std::move(out));
      },
      py::arg("family"), py::arg("link"), py::arg("predictors"),
      "Rows of the mean at each linear predictor and its slope there.");
}

}  // namespace actionplan::bindings
