// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/survey/ids.hpp>

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace actionplan::survey::detail {

/// Numbers 0, 1, ... for keys in the order in which they come first: by a table where the keys lie
/// close together, by hashing elsewhere.
class KeyNumbers {
 public:
  /// Keys in [lowest, lowest + range) go through a table if it has at most `table_limit` places.
  KeyNumbers(std::int64_t lowest, std::uint64_t range, std::uint64_t table_limit);

  std::int32_t number(std::int64_t key) {
    if (!table_.empty()) {
      std::int32_t& place = table_[static_cast<std::size_t>(key - lowest_)];
      if (place < 0) place = count_++;
      return place;
    }
    const auto [place, is_new] = hashed_.try_emplace(key, count_);
    if (is_new) ++count_;
    return place->second;
  }
  [[nodiscard]] std::int32_t count() const noexcept { return count_; }

 private:
  std::int64_t lowest_;
  std::vector<std::int32_t> table_;  // -1: not seen
  std::unordered_map<std::int64_t, std::int32_t> hashed_;
  std::int32_t count_ = 0;
};

/// Reads a column of identifiers as keys.
class KeyReader {
 public:
  explicit KeyReader(const Ids& ids);

  [[nodiscard]] std::int64_t key(std::size_t row) const {
    switch (kind_) {
      case Kind::int32: return static_cast<const std::int32_t*>(data_)[row];
      case Kind::uint8: return static_cast<const std::uint8_t*>(data_)[row];
      case Kind::int64: return static_cast<const std::int64_t*>(data_)[row];
      case Kind::whole: return static_cast<std::int64_t>(static_cast<const double*>(data_)[row]);
      case Kind::bits: break;
    }
    return bits(static_cast<const double*>(data_)[row]);
  }
  [[nodiscard]] std::int64_t lowest() const noexcept { return lowest_; }
  [[nodiscard]] std::uint64_t range() const noexcept { return range_; }  // 0: unbounded

 private:
  enum class Kind : std::uint8_t { int32, uint8, int64, whole, bits };

  static std::int64_t bits(double value) noexcept;

  const void* data_ = nullptr;
  Kind kind_ = Kind::int32;
  std::int64_t lowest_ = 0;
  std::uint64_t range_ = 0;
};

/// Numbers of single identifiers.
class IdNumbers {
 public:
  explicit IdNumbers(const Ids& ids)
      : reader_{ids}, numbers_{reader_.lowest(), reader_.range(), 4 * ids.size() + 1024} {}

  std::int32_t number(std::size_t row) { return numbers_.number(reader_.key(row)); }
  [[nodiscard]] std::int32_t count() const noexcept { return numbers_.count(); }

 private:
  KeyReader reader_;
  KeyNumbers numbers_;
};

}  // namespace actionplan::survey::detail
