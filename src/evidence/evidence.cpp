// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evidence/evidence.hpp>

#include <actionplan/core/error.hpp>

#include <actionplan/evidence/entry_view.hpp>

#include "evidence/internal/encoding.hpp"
#include "evidence/internal/evidence_block.hpp"
#include "evidence/internal/ledger_checks.hpp"
#include "evidence/internal/tie_order.hpp"

#include "ahead.hpp"
#include "block_builder.hpp"
#include "hash_index.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace actionplan {
namespace {

using detail::BlockBuilder;
using detail::HashIndex;

std::size_t size_of(const EvidenceBlock& block) { return block.rows() + block.others.size(); }

Hash checked_hash(const Entry& entry) {
  check(entry);
  return detail::entry_hash(entry);
}

// Of one of several, said with its position.
Hash checked_hash(std::span<const Entry> entries, std::size_t index) {
  try {
    return checked_hash(entries[index]);
  } catch (const InvalidArgument& error) {
    if (entries.size() == 1) throw;
    throw InvalidArgument("Entry " + std::to_string(index + 1) + " of " +
                          std::to_string(entries.size()) + ": " + error.what());
  }
}

void add_all(BlockBuilder& builder, const EvidenceBlock& block) {
  for (std::uint32_t row = 0; row < block.rows(); ++row) {
    builder.add(block.entry(row), block.hash[row]);
  }
  for (const OtherEntry& other : block.others) builder.add(other.entry, other.hash);
}

EvidenceLayer layer_of(EvidenceBlock block) {
  EvidenceLayer layer;
  layer.block = std::make_shared<const EvidenceBlock>(std::move(block));
  layer.index = std::make_shared<const HashIndex>(layer.block);
  return layer;
}

// What is appended in all stays below this, or is merged into the base.
std::size_t most_appended(const EvidenceBlock& base) {
  return std::max<std::size_t>(1024, size_of(base) / 2);
}

using Replaced = EvidenceLayer::Replaced;

void note_later(std::shared_ptr<const Replaced>& shared, std::uint32_t at, std::int32_t day) {
  auto replaced = shared ? std::make_shared<Replaced>(*shared) : std::make_shared<Replaced>();
  const auto place = std::lower_bound(replaced->begin(), replaced->end(), std::pair{at, INT32_MIN});
  if (place != replaced->end() && place->first == at) {
    place->second = std::min(place->second, day);
  } else {
    replaced->insert(place, {at, day});
  }
  shared = std::move(replaced);
}

std::int32_t earlier(const std::shared_ptr<const Replaced>& replaced, std::uint32_t at,
                     std::int32_t day) noexcept {
  if (!replaced) return day;
  const auto place = std::lower_bound(replaced->begin(), replaced->end(), std::pair{at, INT32_MIN});
  return place == replaced->end() || place->first != at ? day : std::min(day, place->second);
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

// Entries for periods that nobody can know yet. What was replaced is corrected.
void add_ahead(const std::vector<EvidenceLayer>& layers, std::vector<Problem>& problems) {
  detail::AheadFinder finder;
  for (const EvidenceLayer& layer : layers) {
    const EvidenceBlock& block = *layer.block;
    for (std::uint32_t row = 0; row < block.rows(); ++row) {
      const std::int32_t first = block.period_first[row];
      const bool may_be = first != INT32_MIN &&
                          detail::is_ahead(first, block.period_last[row], block.recorded_on[row]);
      if (may_be && layer.replaced_on(row) == INT32_MAX) finder.add(block.entry(row), 0);
    }
    for (std::uint32_t at = 0; at < block.others.size(); ++at) {
      if (layer.other_replaced_on(at) == INT32_MAX) finder.add(block.others[at].entry, 0);
    }
  }
  for (Problem& problem : finder.problems()) problems.push_back(std::move(problem));
}

}  // namespace

Evidence::~Evidence() = default;
Evidence::Evidence(const Evidence& other) = default;
Evidence::Evidence(Evidence&& other) noexcept = default;
Evidence& Evidence::operator=(const Evidence& other) = default;
Evidence& Evidence::operator=(Evidence&& other) noexcept = default;

std::span<const EvidenceLayer> layers_of(const Evidence& evidence) noexcept {
  return evidence.layers_;
}

detail::LedgerChecks* checks_of(const Evidence& evidence) noexcept {
  return evidence.checks_.get();
}

std::int32_t EvidenceLayer::replaced_on(std::uint32_t row) const noexcept {
  return earlier(later_rows, row, block->replaced_on[row]);
}

std::int32_t EvidenceLayer::other_replaced_on(std::uint32_t at) const noexcept {
  return earlier(later_others, at, block->others[at].replaced_on);
}

Evidence::Evidence() {
  static const EvidenceLayer empty = layer_of(BlockBuilder{}.build());
  static const auto none = std::make_shared<const std::vector<EntryReference>>();
  layers_.push_back(empty);
  early_ = none;
}

Evidence::Evidence(EvidenceBlock base)
    : layers_{layer_of(std::move(base))},
      early_{std::make_shared<const std::vector<EntryReference>>(base_block(*this).unresolved)},
      checks_{std::make_shared<detail::LedgerChecks>()} {}

Evidence::Evidence(std::span<const Entry> entries) : Evidence{} {
  EvidenceBuilder builder;
  for (std::size_t i = 0; i < entries.size(); ++i)
    builder.add(entries[i], checked_hash(entries, i));
  *this = builder.build();
}

Evidence Evidence::appended(std::span<const Entry> entries) const {
  BlockBuilder builder;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Hash hash = checked_hash(entries, i);
    if (!holds(entries[i], hash)) builder.add(entries[i], hash);
  }
  EvidenceBlock block = std::move(builder).build(*early_);
  Evidence result{*this};
  if (size_of(block) == 0) return result;
  result.push(std::move(block));
  result.settle();
  return result;
}

bool Evidence::holds(const Entry& entry, const Hash& hash) const {
  return std::any_of(layers_.begin(), layers_.end(),
                     [&](const EvidenceLayer& layer) { return has(*layer.block, entry, hash); });
}

void Evidence::push(EvidenceBlock block) {
  for (const EntryReference& reference : block.unresolved) replace(reference);
  layers_.push_back(layer_of(std::move(block)));
  checks_ = std::make_shared<detail::LedgerChecks>();  // what was found is of other entries
}

// Lets a reference have its effect on what is there already.
void Evidence::replace(const EntryReference& reference) {
  for (EvidenceLayer& layer : layers_) {
    const std::optional<std::uint32_t> at = layer.index->find(reference.target);
    if (!at) continue;
    const auto rows = static_cast<std::uint32_t>(layer.block->rows());
    if (reference.is_verification) {
      if (*at < rows) note_later(layer.later_checks, *at, reference.recorded_on);
      return;
    }
    if (reference.recorded_on < recorded_on(*layer.block, *at)) return;
    note_later(*at < rows ? layer.later_rows : layer.later_others, *at < rows ? *at : *at - rows,
               reference.recorded_on);
    return;
  }
  auto early = std::make_shared<std::vector<EntryReference>>(*early_);
  early->push_back(reference);
  early_ = std::move(early);
}

// Makes one layer of the last ones, after which nothing comes that could have replaced their rows.
void Evidence::merge_last(std::size_t count) {
  BlockBuilder builder;
  const auto first = layers_.end() - static_cast<std::ptrdiff_t>(count);
  for (auto layer = first; layer != layers_.end(); ++layer) add_all(builder, *layer->block);
  EvidenceBlock block = std::move(builder).build(*early_);
  layers_.erase(first, layers_.end());
  layers_.push_back(layer_of(std::move(block)));
}

// Each layer above the base stays more than twice as large as the next, so that they are few and
// an entry is moved seldom.
void Evidence::settle() {
  const auto size = [this](std::size_t from_last) {
    return size_of(*(layers_.end() - 1 - static_cast<std::ptrdiff_t>(from_last))->block);
  };
  std::size_t count = 1;
  std::size_t merged = size(0);
  while (count + 1 < layers_.size() && size(count) < 2 * merged) merged += size(count++);
  std::size_t appended = 0;
  for (std::size_t i = 1; i < layers_.size(); ++i) appended += size_of(*layers_[i].block);
  if (appended > most_appended(base_block(*this))) {
    merge_last(layers_.size());
    early_ = std::make_shared<const std::vector<EntryReference>>(base_block(*this).unresolved);
  } else if (count > 1) {
    merge_last(count);
  }
}

std::size_t Evidence::size() const noexcept {
  std::size_t size = 0;
  for (const EvidenceLayer& layer : layers_) size += size_of(*layer.block);
  return size;
}

bool Evidence::has_others() const noexcept {
  return std::any_of(layers_.begin(), layers_.end(),
                     [](const EvidenceLayer& layer) { return !layer.block->others.empty(); });
}

Evidence::Position Evidence::locate(std::size_t index) const {
  std::size_t at = index;
  for (const EvidenceLayer& layer : layers_) {
    const std::size_t size = size_of(*layer.block);
    if (at < size) return {&layer, static_cast<std::uint32_t>(at)};
    at -= size;
  }
  throw InvalidArgument("Entry " + std::to_string(index) + " of evidence of " +
                        std::to_string(size()) +
                        " entries does not exist; count from 0 to one less.");
}

Entry Evidence::entry(std::size_t index) const {
  const auto [layer, at] = locate(index);
  return EntryView{*layer, at}.entry();
}

EntryId Evidence::id(std::size_t index) const {
  const auto [layer, at] = locate(index);
  return EntryView{*layer, at}.id();
}

std::optional<Date> Evidence::replaced_on(std::size_t index) const {
  const auto [layer, at] = locate(index);
  return EntryView{*layer, at}.replaced_on();
}

std::optional<std::size_t> Evidence::position(const Hash& hash) const {
  std::size_t before = 0;
  for (const EvidenceLayer& layer : layers_) {
    if (const std::optional<std::uint32_t> at = layer.index->find(hash)) return before + *at;
    before += size_of(*layer.block);
  }
  return std::nullopt;
}

std::optional<std::size_t> Evidence::find(const EntryId& id) const {
  try {
    return position(hash_from_hex(id.value()));
  } catch (const ParseError&) {
    return std::nullopt;
  }
}

std::vector<std::size_t> Evidence::in_order() const {
  struct Keyed {
    std::int32_t recorded_on;
    detail::TiePlace place;
    std::size_t position;
  };
  std::vector<Keyed> keyed;
  keyed.reserve(size());
  for (const EvidenceLayer& layer : layers_) {
    const auto rows = static_cast<std::uint32_t>(layer.block->rows());
    for (std::uint32_t at = 0; at < size_of(*layer.block); ++at) {
      const detail::TiePlace place{layer.block.get(), at < rows ? at : at - rows, at >= rows};
      keyed.push_back({recorded_on(*layer.block, at), place, keyed.size()});
    }
  }
  std::sort(keyed.begin(), keyed.end(), [](const Keyed& a, const Keyed& b) {
    if (a.recorded_on != b.recorded_on) return a.recorded_on < b.recorded_on;
    return detail::is_listed_before(a.place, b.place);
  });
  std::vector<std::size_t> positions;
  positions.reserve(keyed.size());
  for (const Keyed& one : keyed) positions.push_back(one.position);
  return positions;
}

const std::vector<Problem>& Evidence::problems() const& {
  static const std::vector<Problem> none;
  if (!checks_) return none;
  return checks_->alone([this] { return find_problems(); });
}

std::vector<Problem> Evidence::find_problems() const {
  std::vector<Problem> problems;
  for (const EvidenceLayer& layer : layers_) {
    for (const EntryReference& reference : detail::references(*layer.block)) {
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
  const auto check_replaced = [&](const EntryId& target, const Entry& by) {
    const std::optional<std::size_t> at = find(target);
    if (!at) return;
    const Entry old = entry(*at);
    if (std::tie(old.kind, old.indicator, old.measure, old.agency) ==
        std::tie(by.kind, by.indicator, by.measure, by.agency)) {
      return;
    }
    problems.push_back({"replaces_other",
                        Severity::warning,
                        {},
                        "An entry recorded on " + by.recorded_on.iso() + " replaces entry " +
                            target.value() +
                            ", which is of another kind or about something else and counts no "
                            "more; if that is not meant, record that one again.",
                        target.value()});
  };
  for (const EvidenceLayer& layer : layers_) {
    for (const auto& [row, extra] : layer.block->extras) {
      if (extra.replaces) check_replaced(*extra.replaces, layer.block->entry(row));
    }
    for (const OtherEntry& other : layer.block->others) {
      if (other.entry.replaces) check_replaced(*other.entry.replaces, other.entry);
    }
  }
  add_ahead(layers_, problems);
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
  return Evidence{std::move(state->builder).build()};
}

// What is asked of a temporary is a value. Here, since copies of vectors take long to compile.
std::vector<Problem> Evidence::problems() const&& { return problems(); }

}  // namespace actionplan
