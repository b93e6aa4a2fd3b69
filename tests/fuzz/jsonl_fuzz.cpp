// SPDX-License-Identifier: Apache-2.0
#include <actionplan/read/read.hpp>

#include "plan_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  actionplan::fuzz::check_document({reinterpret_cast<const char*>(data), size}, "plan.jsonl");
  return 0;
}
