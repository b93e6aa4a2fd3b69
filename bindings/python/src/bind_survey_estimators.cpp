// SPDX-License-Identifier: Apache-2.0
#include "arrays.hpp"
#include "casters.hpp"
#include "class.hpp"
#include "register.hpp"
#include "survey_design.hpp"
#include "survey_estimators.hpp"
#include "survey_options.hpp"
#include "survey_replicates.hpp"
#include "words.hpp"

#include <actionplan/survey/proportion.hpp>

#include <optional>
#include <utility>
#include <vector>

namespace actionplan::bindings {
namespace {

using namespace survey;

HeldOptions to_options(std::optional<py::array> codes, std::int32_t domains, Missing missing,
                       DfRule df_rule, std::optional<double> df, Deff deff,
                       std::optional<bool> covariance, int threads,
                       EmptyReplicates empty_replicates, std::vector<std::string> names) {
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
  out.options.empty_replicates = empty_replicates;
  out.options.names = std::move(names);
  return out;
}

}  // namespace

void register_survey_estimators(py::module_& module) {
  add_words<QuantileError>(
      module, "QuantileError",
      "How the error of a quantile is found: by the share at or below it, by inverting a test "
      "of that share,\nor anew under each replicate.",
      "actionplan.survey");
  add_words<EmptyReplicates>(module, "EmptyReplicates",
                             "What becomes of a replicate under which a statistic has no value.",
                             "actionplan.survey");
  Class<HeldOptions>{module, "SurveyOptions",
                     "How to estimate: domains, missing values, "
                     "degrees of freedom, threads."}
      .def(py::init(&to_options), py::kw_only(), py::arg("codes") = py::none(),
           py::arg("domains") = 1, py::arg("missing") = Missing::refuse,
           py::arg("df_rule") = DfRule::domain, py::arg("df") = py::none(),
           py::arg("deff") = Deff::none, py::arg("covariance") = py::none(), py::arg("threads") = 1,
           py::arg("empty_replicates") = EmptyReplicates::refuse,
           py::arg("names") = std::vector<std::string>{});
  add_estimators<HeldDesign>(module);
  add_estimators<HeldReplicateDesign>(module);
  module.def(
      "survey_proportion_intervals",
      [](const Estimates& proportions, ProportionMethod method, double level,
         std::optional<double> declared_deff,
         const std::optional<std::vector<double>>& logit_errors) {
        return give(to_matrix(
            logit_errors ? proportion_intervals(proportions, *logit_errors, level, declared_deff)
                         : proportion_intervals(proportions, method, level, declared_deff)));
      },
      py::arg("proportions"), py::arg("method"), py::arg("level") = 0.95,
      py::arg("declared_deff") = py::none(), py::arg("logit_errors") = py::none(),
      "An array of the intervals of proportions.");
  module.def(
      "survey_logit_errors",
      [](const HeldReplicateDesign& held, const std::vector<py::array>& variables,
         const HeldOptions& options) {
        const std::vector<survey::Column> columns = borrow_columns(variables, "variable");
        const py::gil_scoped_release release;
        return logit_errors(held.design, columns, options.options);
      },
      py::arg("design"), py::arg("variables"), py::arg("options"),
      "Standard errors of logits, each computed anew under each replicate.");
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
