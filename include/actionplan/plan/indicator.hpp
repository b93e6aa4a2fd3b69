// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/core/id.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace actionplan {

enum class IndicatorKind : std::uint8_t {
  count,        ///< how many: "number of conducted trainings"
  amount,       ///< how much, in money or another unit
  percentage,   ///< a share
  deliverable,  ///< a thing exists: act adopted, proposals prepared, system created
  publication,  ///< something is made public
  activity,     ///< events or measures are carried out
  report,       ///< information is supplied
  qualitative,  ///< improvement, level, capability
};
[[nodiscard]] constexpr auto names_of(IndicatorKind) noexcept {
  return names_to<IndicatorKind::qualitative>("count", "amount", "percentage", "deliverable",
                                              "publication", "activity", "report", "qualitative");
}

/// A half-open stretch of a text, [begin, end), in code points.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend bool operator==(const Span&, const Span&) = default;
};

/// One checkable part of a measure's indicator text.
/// Invariant in a Plan: `text` is exactly the stretch `span` of the measure's `indicator_text`.
struct Indicator {
  IndicatorId id = {};  ///< measure id, slash, ordinal: `4.2.3/2`
  IndicatorKind kind = IndicatorKind::qualitative;
  std::string text = {};
  Span span = {};

  friend bool operator==(const Indicator&, const Indicator&) = default;
};

}  // namespace actionplan
