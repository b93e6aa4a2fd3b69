// SPDX-License-Identifier: Apache-2.0
#include "class.hpp"

namespace actionplan::bindings {

py::cpp_function getter(Getter read) { return py::cpp_function(read); }

}  // namespace actionplan::bindings
