// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>

namespace actionplan::bindings {

/// Adds `Amendment` and `amend`; called by `register_store`, whose class returns the one.
void register_amendment(pybind11::module_& module);

}  // namespace actionplan::bindings
