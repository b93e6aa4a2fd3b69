// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/read_mapping.hpp>

#include <pybind11/pybind11.h>

namespace actionplan::bindings {

/// A mapping from what Python gives as one: None, a ReadMapping, a dict, or the name of a TOML file.
/// @throws what `actionplan.mapping` raises.
[[nodiscard]] ReadMapping to_mapping(const pybind11::object& given);

}  // namespace actionplan::bindings
