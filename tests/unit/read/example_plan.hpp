// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "test_paths.hpp"

#include <fstream>
#include <sstream>
#include <string>

namespace actionplan {

/// The bytes of the Azerbaijani plan.
inline std::string example_plan() {
  const std::ifstream file{ACTIONPLAN_EXAMPLE_DATA "/az-nap-2016-2018.txt", std::ios::binary};
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

}  // namespace actionplan
