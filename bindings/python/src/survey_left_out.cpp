// SPDX-License-Identifier: Apache-2.0
#include "register.hpp"

// In place of bind_survey*.cpp where the build leaves survey inference out (ACTIONPLAN_WITH_SURVEY=OFF).
void actionplan::bindings::register_survey(py::module_&) {}
