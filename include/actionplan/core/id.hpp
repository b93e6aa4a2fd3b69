// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
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

  friend std::strong_ordering operator<=>(const Id& a, const Id& b) noexcept {
    return a.value_.compare(b.value_) <=> 0;  // texts have no order of this kind in libc++ 14
  }
  friend bool operator==(const Id&, const Id&) noexcept = default;

 private:
  std::string value_;
};

/// The bytes of an id, where they are few, in a form that is soon compared with another.
struct IdKey {
  static constexpr std::size_t most = 15;

  std::uint64_t first = 0;
  std::uint64_t second = 0;

  IdKey() noexcept = default;
  template <class Tag>
  explicit IdKey(const Id<Tag>& id) noexcept {
    const std::string& value = id.value();
    std::array<char, most + 1> bytes{};
    const bool is_whole = value.size() <= most;
    if (is_whole) std::memcpy(bytes.data(), value.data(), value.size());
    bytes[most] = is_whole ? static_cast<char>(value.size() + 1) : '\0';
    std::memcpy(&first, bytes.data(), sizeof first);
    std::memcpy(&second, bytes.data() + sizeof first, sizeof second);
  }

  /// Are the ids known to be the same? False tells nothing where they are long.
  [[nodiscard]] bool is_same(const IdKey& other) const noexcept {
    return first == other.first && second == other.second && (first | second) != 0;
  }
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
