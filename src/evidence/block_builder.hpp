// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evidence/internal/evidence_block.hpp"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace actionplan::detail {

struct HashOfHash {
  std::size_t operator()(const Hash& hash) const noexcept;
};

/// All references that a block's entries make.
[[nodiscard]] std::vector<EntryReference> references(const EvidenceBlock& block);

/// Gathers entries as columns in any order, then sorts them.
class BlockBuilder {
 public:
  void add(const Entry& entry, const Hash& hash);
  /// A block without duplicates, with the effects on its rows of its own references and of those
  /// from elsewhere.
  [[nodiscard]] EvidenceBlock build(std::span<const EntryReference> from_elsewhere = {}) &&;

 private:
  std::uint32_t indicator_code(const IndicatorId& id);
  std::uint32_t dimension_code(const Dimension& dimension);
  std::uint32_t context_code(const Entry& entry);
  void add_row(const Entry& entry, const Hash& hash);
  void sort_dictionaries();
  [[nodiscard]] std::vector<std::uint32_t> rows_in_order() const;
  void sort_rows();
  void sort_others();
  void apply_references(std::span<const EntryReference> from_elsewhere);
  void note_shapes();
  void note_days();
  [[nodiscard]] bool has_equal_parts(std::uint32_t begin, std::uint32_t end) const;
  [[nodiscard]] std::uint8_t shape_of(std::uint32_t begin, std::uint32_t end) const;

  EvidenceBlock block_;
  std::vector<std::uint32_t> indicator_;  // of each row, position in block_.indicators
  std::unordered_map<std::string, std::uint32_t> indicator_codes_;
  std::map<Dimension, std::uint32_t> dimension_codes_;
  std::unordered_map<std::string, std::uint32_t> context_codes_;
  std::string context_key_;  // kept, as it is made anew for most rows
};

}  // namespace actionplan::detail
