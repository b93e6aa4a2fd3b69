// SPDX-License-Identifier: Apache-2.0
#include "register.hpp"

PYBIND11_MODULE(checked_core, module, pybind11::multiple_interpreters::not_supported()) {
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
  register_verdicts(module);
  register_evaluate(module);
  register_rollup(module);
  register_query(module);
  register_codec(module);
  register_frame(module);
  register_read(module);
  register_document(module);
  register_mapping(module);
  register_reading(module);
  register_read_rules(module);
  register_store(module);
  register_tables(module);
  register_write(module);

  check_selves(module);
  describe_calls(module);

  py::delattr(module, "__module__");
}

// What Python calls. pybind11 takes the lock of the main interpreter before anything else, which never
// comes where a sub-interpreter holds it.
extern "C" PYBIND11_EXPORT PyObject* PyInit__core() {
  if (PyInterpreterState_Get() == PyInterpreterState_Main()) return PyInit_checked_core();
  PyErr_SetString(PyExc_ImportError,
                  "actionplan cannot be imported into a sub-interpreter; import it in the main "
                  "interpreter, or in a process of its own.");
  return nullptr;
}
