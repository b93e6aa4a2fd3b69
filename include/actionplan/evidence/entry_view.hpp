// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>
#include <actionplan/evidence/evidence.hpp>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <utility>

namespace actionplan {

struct OtherEntry;

/// An entry where it lies in the ledger. Light: made and copied at no cost, and borrows from the
/// evidence, which has to outlive it. `entry()` puts the whole together.
class ACTIONPLAN_EXPORT EntryView {
 public:
  /// @param at  position in the layer's block: the rows of its columns first, then its `others`.
  EntryView(const EvidenceLayer& layer, std::uint32_t at) noexcept : layer_{&layer}, at_{at} {}

  [[nodiscard]] EntryKind kind() const noexcept;
  [[nodiscard]] Date recorded_on() const;
  /// Day from which it holds (`true_from`).
  [[nodiscard]] Date true_from() const;
  [[nodiscard]] const IndicatorId* indicator() const noexcept;  ///< null: it is about none
  [[nodiscard]] std::optional<Period> period() const;
  [[nodiscard]] std::optional<double> value() const noexcept;
  [[nodiscard]] const Hash& hash() const noexcept;
  [[nodiscard]] EntryId id() const;
  /// Day on which a later entry took its place or withdrew it.
  [[nodiscard]] std::optional<Date> replaced_on() const;
  [[nodiscard]] Entry entry() const;

 private:
  [[nodiscard]] const OtherEntry* other() const noexcept;  // null: it is in the columns

  const EvidenceLayer* layer_;
  std::uint32_t at_;
};

/// Random access to the entries of an Evidence, by position.
class ACTIONPLAN_EXPORT Evidence::Iterator {
 public:
  using iterator_concept = std::random_access_iterator_tag;
  using iterator_category = std::input_iterator_tag;
  using value_type = EntryView;
  using difference_type = std::ptrdiff_t;
  using reference = EntryView;
  using pointer = void;

  Iterator() noexcept = default;
  Iterator(const Evidence& evidence, std::size_t index) noexcept
      : evidence_{&evidence}, index_{index} {}

  [[nodiscard]] EntryView operator*() const;
  [[nodiscard]] EntryView operator[](difference_type n) const { return *(*this + n); }

  Iterator& operator+=(difference_type n) noexcept {
    index_ += static_cast<std::size_t>(n);
    return *this;
  }
  Iterator& operator-=(difference_type n) noexcept { return *this += -n; }
  Iterator& operator++() noexcept { return *this += 1; }
  Iterator& operator--() noexcept { return *this += -1; }
  Iterator operator++(int) noexcept { return std::exchange(*this, *this + 1); }
  Iterator operator--(int) noexcept { return std::exchange(*this, *this - 1); }
  [[nodiscard]] friend Iterator operator+(Iterator at, difference_type n) noexcept {
    return at += n;
  }
  [[nodiscard]] friend Iterator operator+(difference_type n, Iterator at) noexcept {
    return at += n;
  }
  [[nodiscard]] friend Iterator operator-(Iterator at, difference_type n) noexcept {
    return at -= n;
  }
  [[nodiscard]] friend difference_type operator-(const Iterator& a, const Iterator& b) noexcept {
    return static_cast<difference_type>(a.index_ - b.index_);
  }
  friend bool operator==(const Iterator& a, const Iterator& b) noexcept {
    return a.index_ == b.index_;
  }
  friend auto operator<=>(const Iterator& a, const Iterator& b) noexcept {
    return a.index_ <=> b.index_;
  }

 private:
  const Evidence* evidence_ = nullptr;
  std::size_t index_ = 0;
};

inline Evidence::Iterator Evidence::begin() const noexcept { return {*this, 0}; }
inline Evidence::Iterator Evidence::end() const noexcept { return {*this, size()}; }

}  // namespace actionplan
