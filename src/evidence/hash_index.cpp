// SPDX-License-Identifier: Apache-2.0
#include "hash_index.hpp"

#include <bit>
#include <cstring>
#include <numeric>

namespace actionplan::detail {

const Hash& hash_at(const EvidenceBlock& block, std::size_t at) {
  return at < block.rows() ? block.hash[at] : block.others[at - block.rows()].hash;
}

std::size_t HashIndex::bucket(const Hash& hash) const noexcept {
  std::uint64_t value = 0;
  std::memcpy(&value, hash.data(), sizeof value);
  return static_cast<std::size_t>(value * 0x9E3779B97F4A7C15U >> shift_);
}

void HashIndex::fill() const {
  const std::size_t size = block_->rows() + block_->others.size();
  const auto bits = static_cast<unsigned>(std::bit_width(size | 1U));
  shift_ = 64 - bits;
  begin_.assign((std::size_t{1} << bits) + 1, 0);
  for (std::size_t i = 0; i < size; ++i) ++begin_[bucket(hash_at(*block_, i)) + 1];
  std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
  at_.resize(size);
  std::vector<std::uint32_t> next(begin_.begin(), begin_.end() - 1);
  for (std::size_t i = 0; i < size; ++i) {
    at_[next[bucket(hash_at(*block_, i))]++] = static_cast<std::uint32_t>(i);
  }
}

std::optional<std::uint32_t> HashIndex::find(const Hash& hash) const {
  std::call_once(once_, [this] { fill(); });
  const std::size_t in = bucket(hash);
  for (std::uint32_t i = begin_[in]; i < begin_[in + 1]; ++i) {
    if (hash_at(*block_, at_[i]) == hash) return at_[i];
  }
  return std::nullopt;
}

}  // namespace actionplan::detail
