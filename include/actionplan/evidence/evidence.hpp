// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>
#include <actionplan/core/hash.hpp>
#include <actionplan/core/problem.hpp>
#include <actionplan/evidence/entry.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace actionplan {

struct EntryReference;
struct EvidenceBlock;
struct EvidenceLayer;
namespace detail {
class LedgerChecks;
}

/// The ledger in memory: every entry, with which one replaces which.
///
/// Immutable, a cheap handle: copies share their blocks, and any thread may read. One large sorted
/// block, and above it few ever smaller ones of what was appended since: an appended entry is
/// sorted in among the last ones only, so that appending costs little, whatever the size of the
/// ledger. Once what was appended comes to half the base (and to more than 1024), all is sorted
/// into one block. The order in which entries are given never matters; an entry given twice is
/// there once.
class ACTIONPLAN_EXPORT Evidence {
 public:
  class Iterator;

  /// Without any entry.
  Evidence();
  ~Evidence();
  Evidence(const Evidence& other);
  Evidence(Evidence&& other) noexcept;
  Evidence& operator=(const Evidence& other);
  Evidence& operator=(Evidence&& other) noexcept;
  /// @throws InvalidArgument when an entry is not sound (`check`).
  explicit Evidence(std::span<const Entry> entries);

  /// These entries too. @throws InvalidArgument when one is not sound (`check`).
  [[nodiscard]] Evidence appended(std::span<const Entry> entries) const;

  [[nodiscard]] std::size_t size() const noexcept;
  /// Every entry, as an `EntryView` that borrows from this (evidence/entry_view.hpp).
  [[nodiscard]] Iterator begin() const noexcept;
  [[nodiscard]] Iterator end() const noexcept;

  /// By position: an arbitrary order, the same for the same entries appended in the same steps.
  /// @throws InvalidArgument when out of range.
  [[nodiscard]] Entry entry(std::size_t index) const;
  [[nodiscard]] EntryId id(std::size_t index) const;
  /// Day on which a later entry took its place or withdrew it. @throws InvalidArgument out of range.
  [[nodiscard]] std::optional<Date> replaced_on(std::size_t index) const;
  /// Position of the entry, or nothing. The first call takes time to index.
  [[nodiscard]] std::optional<std::size_t> find(const EntryId& id) const;

  /// Positions by day of recording, then those of one indicator by their periods, then by what the
  /// entries say, then by id: the same for the same entries, however appended.
  [[nodiscard]] std::vector<std::size_t> in_order() const;

  /// What names an entry that is not here, or one recorded later than itself: such a replacement,
  /// withdrawal or verification has no effect. And, as warnings, what replaces an entry of another
  /// kind or about something else, and `periods_ahead` of what nothing replaced.
  ///
  /// Found when first asked and kept, with this and its copies: until the last of them is assigned to
  /// or gone. Any thread may ask.
  [[nodiscard]] const std::vector<Problem>& problems() const&;
  [[nodiscard]] std::vector<Problem> problems() const&&;

  /// Is there any entry beside the columns of values and deliverables?
  [[nodiscard]] bool has_others() const noexcept;

 private:
  friend class EvidenceBuilder;
  friend std::span<const EvidenceLayer> layers_of(const Evidence& evidence) noexcept;
  friend detail::LedgerChecks* checks_of(const Evidence& evidence) noexcept;
  struct Position {
    const EvidenceLayer* layer;
    std::uint32_t at;  // in its block: rows first, then others
  };
  explicit Evidence(EvidenceBlock base);
  [[nodiscard]] Position locate(std::size_t index) const;
  [[nodiscard]] std::optional<std::size_t> position(const Hash& hash) const;
  [[nodiscard]] bool holds(const Entry& entry, const Hash& hash) const;
  [[nodiscard]] std::vector<Problem> find_problems() const;
  void push(EvidenceBlock block);
  void replace(const EntryReference& reference);
  void merge_last(std::size_t count);
  void settle();

  std::vector<EvidenceLayer> layers_;  // the base first
  // What named an entry before it was there: it may yet come, or have come since.
  std::shared_ptr<const std::vector<EntryReference>> early_;
  // What was found out about exactly these entries; null: nothing is kept.
  std::shared_ptr<detail::LedgerChecks> checks_;
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
