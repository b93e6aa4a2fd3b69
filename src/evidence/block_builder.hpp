// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evidence/internal/evidence_block.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace actionplan::detail {

struct HashOfHash {
  std::size_t operator()(const Hash& hash) const noexcept;
};

/// All references that a block's entries make.
[[nodiscard]] std::vector<EntryReference> references(const EvidenceBlock& block);

/// Positions in a dictionary by what stands there, in one run of memory. The values stay where they
/// are, so that a lookup touches one slot and the value that it finds.
class CodeTable {
 public:
  /// The position whose value `is_same` accepts; nothing: `next` is noted for `hash`.
  template <class IsSame>
  std::optional<std::uint32_t> find_or_note(std::uint64_t hash, std::uint32_t next,
                                            const IsSame& is_same);

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t code = UINT32_MAX;  // free
  };
  void grow();
  [[nodiscard]] std::size_t slot_of(std::uint32_t hash) const noexcept;

  std::vector<Slot> slots_;
  std::size_t noted_ = 0;
  unsigned shift_ = 32;
};

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
  CodeTable indicator_codes_;
  std::map<Dimension, std::uint32_t> dimension_codes_;
  CodeTable context_codes_;
};

}  // namespace actionplan::detail
