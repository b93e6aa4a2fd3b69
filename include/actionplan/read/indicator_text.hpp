// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>
#include <actionplan/plan/indicator.hpp>

#include <string_view>
#include <vector>

namespace actionplan {

/// One typed part of an indicator text.
struct IndicatorPart {
  IndicatorKind kind = IndicatorKind::qualitative;
  Span span = {};              ///< in code points of the whole text, white space already collapsed
  std::string_view rule = {};  ///< id of the rule that gave the kind

  friend bool operator==(const IndicatorPart&, const IndicatorPart&) = default;
};

/// Splits an indicator text into typed parts: rising, disjoint spans, none empty. A text without
/// any letter or digit has no part. Never fails.
/// @param text well-formed UTF-8, white space collapsed.
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<IndicatorPart> read_indicators(std::string_view text);

/// A rule of the reader with examples, which are its tests.
struct IndicatorRule {
  std::string_view id = {};
  IndicatorKind kind = IndicatorKind::qualitative;
  std::string_view meaning = {};  ///< what the wording promises
  struct Example {
    std::string_view text = {};  ///< a whole part
    std::string_view from = {};  ///< which plan has this wording, or `made`
  };
  std::vector<Example> examples = {};
};

/// Every rule, in the order tried; the first that fits gives a part its kind.
[[nodiscard]] ACTIONPLAN_EXPORT const std::vector<IndicatorRule>& indicator_rules();

}  // namespace actionplan
