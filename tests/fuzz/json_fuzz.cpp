// SPDX-License-Identifier: Apache-2.0
#include <actionplan/codec/json.hpp>
#include <actionplan/core/error.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

actionplan::JsonLimits small_limits() {
  actionplan::JsonLimits limits;
  limits.max_bytes = 1U << 16;
  limits.max_depth = 12;
  limits.max_values = 1U << 12;
  return limits;
}

// What is read is written and read again without change; what is refused is refused in words.
template <class Read>
void check_round_trip(Read read, std::string_view text) {
  try {
    const auto value = read(text, small_limits(), actionplan::Cancel{});
    const std::string written = actionplan::to_json(value);
    const auto again = read(written, actionplan::JsonLimits{}, actionplan::Cancel{});
    require(again == value);
    require(actionplan::to_json(again) == written);
  } catch (const actionplan::ParseError& error) {
    require(*error.what() != '\0');
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  check_round_trip(actionplan::plan_from_json, text);
  check_round_trip(actionplan::profile_from_json, text);
  check_round_trip(actionplan::agencies_from_json, text);
  return 0;
}
