// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>

namespace actionplan::bindings {

namespace py = pybind11;

/// Each adds one part to the module; `module.cpp` calls them in this order, floor by floor.
void register_errors(py::module_& module);
void register_words(py::module_& module);
void register_core(py::module_& module);
void register_plan_values(py::module_& module);
void register_plan(py::module_& module);
void register_date_settings(py::module_& module);
void register_profile(py::module_& module);
void register_evidence(py::module_& module);
void register_survey(py::module_& module);
void register_verdicts(py::module_& module);
void register_evaluate(py::module_& module);
void register_rollup(py::module_& module);
void register_query(py::module_& module);
void register_codec(py::module_& module);
void register_frame(py::module_& module);
void register_tables(py::module_& module);
void register_document(py::module_& module);
void register_mapping(py::module_& module);
void register_reading(py::module_& module);
void register_read(py::module_& module);
void register_read_rules(py::module_& module);
void register_store(py::module_& module);
void register_write(py::module_& module);

/// What `register_survey` adds, in this order.
void register_survey_words(py::module_& module);
void register_survey_estimators(py::module_& module);
void register_survey_results(py::module_& module);
void register_survey_replicates(py::module_& module);
void register_survey_weighting(py::module_& module);
void register_survey_models(py::module_& module);

/// Last: from then on each member of each class of the module raises TypeError for a `self` that is
/// None, of another class, or was never initialised.
void check_selves(const py::module_& module);

/// After that: each function of the module and of its classes has a text signature, and says in one
/// line what is wrong with a call.
void describe_calls(const py::module_& module);

}  // namespace actionplan::bindings
