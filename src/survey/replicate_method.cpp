// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/replicate_method.hpp>

#include <array>

namespace actionplan::survey {

std::string_view to_string(ReplicateMethod word) noexcept {
  static constexpr std::array<std::string_view, replicate_method_count> words = {
      "jk1", "jkn", "jk2", "brr", "fay", "bootstrap", "acs", "successive_difference", "other"};
  const auto index = static_cast<std::size_t>(word);
  return index < words.size() ? words[index] : std::string_view{};
}

}  // namespace actionplan::survey
