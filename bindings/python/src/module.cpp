// SPDX-License-Identifier: Apache-2.0
#include "register.hpp"

PYBIND11_MODULE(_core, module) {
  using namespace actionplan::bindings;
  module.doc() = "The compiled part of actionplan; import actionplan instead.";
  // So that types and functions name the module from which they are imported.
  module.attr("__module__") = "actionplan";

  register_errors(module);
  register_words(module);
  register_core(module);
  register_plan_values(module);
  register_plan(module);
  register_date_settings(module);
  register_profile(module);
  register_evidence(module);
  register_survey(module);
  register_survey_estimators(module);
  register_survey_results(module);
  register_survey_replicates(module);
  register_survey_weighting(module);
  register_survey_models(module);
  register_evaluate(module);
  register_rollup(module);
  register_query(module);
  register_codec(module);
  register_frame(module);
  register_tables(module);
  register_read(module);
  register_read_rules(module);
  register_store(module);
  register_write(module);

  py::delattr(module, "__module__");
}
