// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evidence/internal/evidence_block.hpp"

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace actionplan::detail {

/// The digest at a position of a block, which counts the rows first, then the others.
[[nodiscard]] const Hash& hash_at(const EvidenceBlock& block, std::size_t at);

/// Finds entries of a block by digest. Filled when first asked, once, whatever the threads.
class HashIndex {
 public:
  explicit HashIndex(std::shared_ptr<const EvidenceBlock> block) : block_{std::move(block)} {}

  [[nodiscard]] std::optional<std::uint32_t> find(const Hash& hash) const;

 private:
  [[nodiscard]] std::size_t bucket(const Hash& hash) const noexcept;
  void fill() const;

  std::shared_ptr<const EvidenceBlock> block_;
  mutable std::once_flag once_;
  mutable unsigned shift_ = 0;
  mutable std::vector<std::uint32_t> begin_;  // of each bucket, and the end of the last
  mutable std::vector<std::uint32_t> at_;     // positions, bucket after bucket
};

}  // namespace actionplan::detail
