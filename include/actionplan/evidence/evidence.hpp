// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>
#include <actionplan/core/problem.hpp>
#include <actionplan/evidence/entry.hpp>
#include <actionplan/evidence/evidence_block.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace actionplan {

/// The ledger in memory: every entry, with which one replaces which.
///
/// Immutable, a cheap handle: copies share their blocks, and any thread may read. One large sorted
/// block, and a small one of what was appended since, so that appending costs little. The order in
/// which entries are given never matters; an entry given twice is there once.
class ACTIONPLAN_EXPORT Evidence {
 public:
  /// Without any entry.
  Evidence();
  /// @throws InvalidArgument when an entry is not sound (`check`).
  explicit Evidence(std::span<const Entry> entries);

  /// These entries too. @throws InvalidArgument when one is not sound (`check`).
  [[nodiscard]] Evidence appended(std::span<const Entry> entries) const;

  [[nodiscard]] std::size_t size() const noexcept;
  /// By position: an arbitrary order, the same for the same entries appended in the same steps.
  /// @throws InvalidArgument when out of range.
  [[nodiscard]] Entry entry(std::size_t index) const;
  [[nodiscard]] EntryId id(std::size_t index) const;
  /// Day on which a later entry took its place or withdrew it. @throws InvalidArgument out of range.
  [[nodiscard]] std::optional<Date> replaced_on(std::size_t index) const;
  /// Position of the entry, or nothing. The first call takes time to index.
  [[nodiscard]] std::optional<std::size_t> find(const EntryId& id) const;

  /// Positions by day of recording, then by id: the same for the same entries, however appended.
  [[nodiscard]] std::vector<std::size_t> in_order() const;

  /// What names an entry that is not here, or one recorded later than itself: such a replacement,
  /// withdrawal or verification has no effect.
  [[nodiscard]] std::vector<Problem> problems() const;

  /// For passes over many entries.
  [[nodiscard]] const EvidenceBlock& base() const noexcept { return *base_; }
  [[nodiscard]] const EvidenceBlock& tail() const noexcept { return *tail_; }
  /// Day from which a row of the base's columns no longer counts because of the tail, by row.
  [[nodiscard]] const std::vector<std::pair<std::uint32_t, std::int32_t>>& replaced_by_tail()
      const noexcept {
    return replaced_by_tail_;
  }
  /// The same for the base's `others`.
  [[nodiscard]] const std::vector<std::pair<std::uint32_t, std::int32_t>>& others_replaced_by_tail()
      const noexcept {
    return others_replaced_by_tail_;
  }

 private:
  friend class EvidenceBuilder;
  class HashIndex;
  explicit Evidence(std::shared_ptr<const EvidenceBlock> base);
  [[nodiscard]] std::pair<const EvidenceBlock*, std::uint32_t> locate(std::size_t index) const;
  void replace_in_base();

  std::shared_ptr<const EvidenceBlock> base_;
  std::shared_ptr<const HashIndex> index_;  // of the base; filled when first asked
  std::shared_ptr<const EvidenceBlock> tail_;
  std::vector<std::pair<std::uint32_t, std::int32_t>> replaced_by_tail_;
  std::vector<std::pair<std::uint32_t, std::int32_t>> others_replaced_by_tail_;
};

/// Gathers many entries straight into columns.
class ACTIONPLAN_EXPORT EvidenceBuilder {
 public:
  EvidenceBuilder();
  ~EvidenceBuilder();
  EvidenceBuilder(EvidenceBuilder&&) noexcept;
  EvidenceBuilder& operator=(EvidenceBuilder&&) noexcept;

  /// @throws InvalidArgument when the entry is not sound (`check`).
  void add(const Entry& entry);
  /// An entry that was checked before, with the digest of its canonical encoding, taken on trust.
  void add(const Entry& entry, const Hash& hash);

  /// Hands over what was gathered; the builder is empty afterwards.
  [[nodiscard]] Evidence build();

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace actionplan
