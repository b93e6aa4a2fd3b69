// SPDX-License-Identifier: Apache-2.0
#include "encode.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace actionplan::survey::detail {
namespace {

constexpr double exact_whole = 9007199254740992.0;  // 2^53

bool is_whole(double value) { return std::abs(value) < exact_whole && value == std::floor(value); }

}  // namespace

KeyNumbers::KeyNumbers(std::int64_t lowest, std::uint64_t range, std::uint64_t table_limit)
    : lowest_{lowest} {
  if (range != 0 && range <= table_limit) table_.assign(static_cast<std::size_t>(range), -1);
}

std::int64_t KeyReader::bits(double value) noexcept {
  if (value == 0) value = 0;  // -0 is the same identifier
  std::int64_t out = 0;
  std::memcpy(&out, &value, sizeof out);
  return out;
}

KeyReader::KeyReader(const Ids& ids) {
  std::visit(
      [this](const auto& column) {
        using Number = typename std::decay_t<decltype(column)>::value_type;
        data_ = column.data();
        if constexpr (std::is_same_v<Number, std::int32_t>) kind_ = Kind::int32;
        if constexpr (std::is_same_v<Number, std::uint8_t>) kind_ = Kind::uint8;
        if constexpr (std::is_same_v<Number, std::int64_t>) kind_ = Kind::int64;
        if constexpr (std::is_same_v<Number, double>) {
          kind_ = std::all_of(column.begin(), column.end(), is_whole) ? Kind::whole : Kind::bits;
          if (kind_ == Kind::bits) return;
        }
        if (column.empty()) return;
        const auto [low, high] = std::minmax_element(column.begin(), column.end());
        lowest_ = static_cast<std::int64_t>(*low);
        range_ = static_cast<std::uint64_t>(static_cast<std::int64_t>(*high)) -
                 static_cast<std::uint64_t>(lowest_) + 1;
      },
      ids.columns());
}

}  // namespace actionplan::survey::detail
