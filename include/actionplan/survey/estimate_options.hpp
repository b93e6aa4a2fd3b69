// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/survey/words.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::survey {

using actionplan::to_string;

/// Domains that are estimated in one pass: a code per row, 0 to `count` - 1, below 0 for a row in
/// none of them. Without codes every row of the design's domain is in the only one.
struct Domains {
  std::span<const std::int32_t> codes = {};
  std::int32_t count = 1;
};

/// What becomes of a replicate under which a statistic has no value, such as one without a case of a
/// domain.
enum class EmptyReplicates : std::uint8_t {
  refuse,  ///< the statistic has no standard error and is flagged `undefined`
  omit,    ///< of a bootstrap: it is left out and counted, the others stand for it
};
[[nodiscard]] constexpr auto names_of(EmptyReplicates) noexcept {
  return names_to<EmptyReplicates::omit>("refuse", "omit");
}

struct EstimateOptions {
  Domains by = {};
  Missing missing = Missing::refuse;
  DfRule df_rule = DfRule::domain;
  std::optional<double> df = {};  ///< in place of any rule; may be infinite
  Deff deff = Deff::none;
  EmptyReplicates empty_replicates = EmptyReplicates::refuse;
  std::vector<std::string> names =
      {};  ///< of the variables of the call, for messages; may be empty
  std::optional<bool> covariance =
      {};           ///< between all results; by default for at most 1000 of them
  int threads = 1;  ///< never changes a bit of the result
};

}  // namespace actionplan::survey
