// SPDX-License-Identifier: Apache-2.0
#include <actionplan/read/read.hpp>

#include "plan_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (actionplan::find_reader("html") == nullptr) return 0;
  actionplan::fuzz::check_document({reinterpret_cast<const char*>(data), size}, "plan.html");
  return 0;
}
