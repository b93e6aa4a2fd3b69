// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace actionplan {

/// A name that is assigned once and kept, typed by what it names: an `AgencyId` is no `MeasureId`.
///
/// Relations between objects are ids, never pointers. Ids are stable over the revisions of a plan;
/// numbers ("4.2.3") are labels and may change. Ordered by bytes.
template <class Tag>
class Id {
 public:
  Id() noexcept = default;
  explicit Id(std::string value) noexcept : value_{std::move(value)} {}
  explicit Id(std::string_view value) : value_{value} {}
  explicit Id(const char* value) : value_{value} {}

  [[nodiscard]] const std::string& value() const noexcept { return value_; }
  [[nodiscard]] bool is_empty() const noexcept { return value_.empty(); }

  friend auto operator<=>(const Id&, const Id&) noexcept = default;
  friend bool operator==(const Id&, const Id&) noexcept = default;

 private:
  std::string value_;
};

using SectionId = Id<struct SectionTag>;
using MeasureId = Id<struct MeasureTag>;
using IndicatorId = Id<struct IndicatorTag>;
using AgencyId = Id<struct AgencyTag>;

}  // namespace actionplan

template <class Tag>
struct std::hash<actionplan::Id<Tag>> {
  std::size_t operator()(const actionplan::Id<Tag>& id) const noexcept {
    return std::hash<std::string>{}(id.value());
  }
};
