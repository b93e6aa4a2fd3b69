// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evidence/evidence.hpp>

#include <actionplan/core/error.hpp>

#include "block_builder.hpp"

#include <algorithm>
#include <mutex>
#include <numeric>
#include <tuple>
#include <utility>

namespace actionplan {
namespace {

using detail::BlockBuilder;

std::shared_ptr<const EvidenceBlock> empty_block() {
  static const auto block = std::make_shared<const EvidenceBlock>(BlockBuilder{}.build());
  return block;
}

std::size_t size_of(const EvidenceBlock& block) { return block.rows() + block.others.size(); }

Hash checked_hash(const Entry& entry) {
  check(entry);
  return sha256(canonical(entry));
}

void add_all(BlockBuilder& builder, const EvidenceBlock& block) {
  for (std::uint32_t row = 0; row < block.rows(); ++row) {
    builder.add(block.entry(row), block.hash[row]);
  }
  for (const OtherEntry& other : block.others) builder.add(other.entry, other.hash);
}

// A tail larger than this is merged into the base.
std::size_t tail_limit(const EvidenceBlock& base) {
  return std::max<std::size_t>(1024, size_of(base) / 8);
}

void note_replaced(std::vector<std::pair<std::uint32_t, std::int32_t>>& replaced, std::uint32_t at,
                   std::int32_t day) {
  const auto place = std::lower_bound(replaced.begin(), replaced.end(), std::pair{at, INT32_MIN});
  if (place != replaced.end() && place->first == at) {
    place->second = std::min(place->second, day);
  } else {
    replaced.insert(place, {at, day});
  }
}

std::int32_t find_replaced(const std::vector<std::pair<std::uint32_t, std::int32_t>>& replaced,
                           std::uint32_t at) {
  const auto place = std::lower_bound(replaced.begin(), replaced.end(), std::pair{at, INT32_MIN});
  return place == replaced.end() || place->first != at ? INT32_MAX : place->second;
}

// Positions count the rows first, then the others.
const Hash& hash_at(const EvidenceBlock& block, std::size_t at) {
  return at < block.rows() ? block.hash[at] : block.others[at - block.rows()].hash;
}

std::int32_t recorded_on(const EvidenceBlock& block, std::size_t at) {
  if (at < block.rows()) return block.recorded_on[at];
  return block.others[at - block.rows()].entry.recorded_on.days();
}

bool has(const EvidenceBlock& block, const Entry& entry, const Hash& hash) {
  if (entry.indicator) {
    const auto [begin, end] = block.rows_of(*entry.indicator);
    const Hash* first = block.hash.data();
    if (std::find(first + begin, first + end, hash) != first + end) return true;
  }
  const auto [begin, end] = block.others_of(subject(entry));
  const OtherEntry* first = block.others.data();
  return std::any_of(first + begin, first + end,
                     [&hash](const OtherEntry& other) { return other.hash == hash; });
}

}  // namespace

// Positions in a block in the order of their hashes, sorted when first asked for.
class Evidence::HashIndex {
 public:
  explicit HashIndex(std::shared_ptr<const EvidenceBlock> block) : block_{std::move(block)} {}

  [[nodiscard]] std::optional<std::size_t> find(const Hash& hash) const {
    std::call_once(once_, [this] { fill(); });
    const auto found = std::lower_bound(
        order_.begin(), order_.end(), hash,
        [this](std::uint32_t at, const Hash& key) { return hash_at(*block_, at) < key; });
    if (found == order_.end() || hash_at(*block_, *found) != hash) return std::nullopt;
    return *found;
  }

 private:
  void fill() const {
    order_.resize(size_of(*block_));
    std::iota(order_.begin(), order_.end(), 0U);
    std::sort(order_.begin(), order_.end(), [this](std::uint32_t a, std::uint32_t b) {
      return hash_at(*block_, a) < hash_at(*block_, b);
    });
  }

  std::shared_ptr<const EvidenceBlock> block_;
  mutable std::once_flag once_;
  mutable std::vector<std::uint32_t> order_;
};

Evidence::Evidence() : Evidence{empty_block()} {}

Evidence::Evidence(std::shared_ptr<const EvidenceBlock> base)
    : base_{std::move(base)},
      index_{std::make_shared<const HashIndex>(base_)},
      tail_{empty_block()} {}

Evidence::Evidence(std::span<const Entry> entries) : Evidence{} {
  EvidenceBuilder builder;
  for (const Entry& entry : entries) builder.add(entry);
  *this = builder.build();
}

Evidence Evidence::appended(std::span<const Entry> entries) const {
  std::vector<Hash> hashes;
  for (const Entry& entry : entries) hashes.push_back(checked_hash(entry));
  const bool is_merged = size_of(*tail_) + entries.size() > tail_limit(*base_);
  BlockBuilder builder;
  if (is_merged) add_all(builder, *base_);
  add_all(builder, *tail_);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (is_merged || !has(*base_, entries[i], hashes[i])) builder.add(entries[i], hashes[i]);
  }
  if (is_merged) return Evidence{std::make_shared<const EvidenceBlock>(std::move(builder).build())};

  Evidence result{*this};
  result.tail_ = std::make_shared<const EvidenceBlock>(std::move(builder).build(base_->unresolved));
  result.replace_in_base();
  return result;
}

void Evidence::replace_in_base() {
  replaced_by_tail_.clear();
  others_replaced_by_tail_.clear();
  const std::size_t rows = base_->rows();
  for (const EntryReference& reference : tail_->unresolved) {
    if (reference.is_verification) continue;
    const std::optional<std::size_t> at = index_->find(reference.target);
    if (!at || reference.recorded_on < recorded_on(*base_, *at)) continue;
    note_replaced(*at < rows ? replaced_by_tail_ : others_replaced_by_tail_,
                  static_cast<std::uint32_t>(*at < rows ? *at : *at - rows), reference.recorded_on);
  }
}

std::size_t Evidence::size() const noexcept { return size_of(*base_) + size_of(*tail_); }

std::pair<const EvidenceBlock*, std::uint32_t> Evidence::locate(std::size_t index) const {
  if (index >= size()) {
    throw InvalidArgument("Entry " + std::to_string(index) + " of evidence of " +
                          std::to_string(size()) +
                          " entries does not exist; count from 0 to one less.");
  }
  const std::size_t base = size_of(*base_);
  if (index < base) return {base_.get(), static_cast<std::uint32_t>(index)};
  return {tail_.get(), static_cast<std::uint32_t>(index - base)};
}

Entry Evidence::entry(std::size_t index) const {
  const auto [block, at] = locate(index);
  return at < block->rows() ? block->entry(at) : block->others[at - block->rows()].entry;
}

EntryId Evidence::id(std::size_t index) const {
  const auto [block, at] = locate(index);
  return EntryId{to_hex(hash_at(*block, at))};
}

std::optional<Date> Evidence::replaced_on(std::size_t index) const {
  const auto [block, at] = locate(index);
  const auto rows = static_cast<std::uint32_t>(block->rows());
  const bool is_row = at < rows;
  std::int32_t day = is_row ? block->replaced_on[at] : block->others[at - rows].replaced_on;
  if (block == base_.get()) {
    day = std::min(day, is_row ? find_replaced(replaced_by_tail_, at)
                               : find_replaced(others_replaced_by_tail_, at - rows));
  }
  if (day == INT32_MAX) return std::nullopt;
  return Date::from_days(day);
}

std::optional<std::size_t> Evidence::find(const EntryId& id) const {
  Hash hash{};
  try {
    hash = hash_from_hex(id.value());
  } catch (const ParseError&) {
    return std::nullopt;
  }
  for (std::size_t i = 0; i < size_of(*tail_); ++i) {
    if (hash_at(*tail_, i) == hash) return size_of(*base_) + i;
  }
  return index_->find(hash);
}

std::vector<std::size_t> Evidence::in_order() const {
  std::vector<std::tuple<std::int32_t, EntryId, std::size_t>> keyed;
  keyed.reserve(size());
  for (std::size_t i = 0; i < size(); ++i) {
    keyed.emplace_back(entry(i).recorded_on.days(), id(i), i);
  }
  std::sort(keyed.begin(), keyed.end());
  std::vector<std::size_t> positions;
  positions.reserve(keyed.size());
  for (const auto& [recorded_on, id, position] : keyed) positions.push_back(position);
  return positions;
}

std::vector<Problem> Evidence::problems() const {
  std::vector<Problem> problems;
  for (const EvidenceBlock* block : {base_.get(), tail_.get()}) {
    for (const EntryReference& reference : detail::references(*block)) {
      const EntryId target{to_hex(reference.target)};
      const std::optional<std::size_t> at = find(target);
      if (!at) {
        problems.push_back({"unknown_entry",
                            Severity::error,
                            {},
                            "An entry recorded on " + Date::from_days(reference.recorded_on).iso() +
                                " names entry " + target.value() +
                                ", which is not in the ledger; record that one too, or correct the "
                                "name.",
                            target.value()});
      } else if (entry(*at).recorded_on.days() > reference.recorded_on) {
        problems.push_back({"later_entry",
                            Severity::error,
                            {},
                            "An entry recorded on " + Date::from_days(reference.recorded_on).iso() +
                                " names entry " + target.value() +
                                ", which was recorded after it; it has no effect.",
                            target.value()});
      }
    }
  }
  std::sort(problems.begin(), problems.end(), [](const Problem& a, const Problem& b) {
    return std::tie(a.subject, a.message) < std::tie(b.subject, b.message);
  });
  return problems;
}

class EvidenceBuilder::State {
 public:
  BlockBuilder builder;
};

EvidenceBuilder::EvidenceBuilder() : state_{std::make_unique<State>()} {}
EvidenceBuilder::~EvidenceBuilder() = default;
EvidenceBuilder::EvidenceBuilder(EvidenceBuilder&&) noexcept = default;
EvidenceBuilder& EvidenceBuilder::operator=(EvidenceBuilder&&) noexcept = default;

void EvidenceBuilder::add(const Entry& entry) { add(entry, checked_hash(entry)); }

void EvidenceBuilder::add(const Entry& entry, const Hash& hash) {
  state_->builder.add(entry, hash);
}

Evidence EvidenceBuilder::build() {
  const std::unique_ptr<State> state = std::exchange(state_, std::make_unique<State>());
  return Evidence{std::make_shared<const EvidenceBlock>(std::move(state->builder).build())};
}

}  // namespace actionplan
