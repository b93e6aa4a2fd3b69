// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evidence/entry_view.hpp>

#include "evidence/internal/evidence_block.hpp"

#include <algorithm>

namespace actionplan {

const OtherEntry* EntryView::other() const noexcept {
  const std::size_t rows = layer_->block->rows();
  return at_ < rows ? nullptr : &layer_->block->others[at_ - rows];
}

EntryKind EntryView::kind() const noexcept {
  if (const OtherEntry* found = other()) return found->entry.kind;
  const bool is_deliverable = (layer_->block->flags[at_] & EvidenceBlock::is_deliverable) != 0;
  return is_deliverable ? EntryKind::deliverable : EntryKind::observation;
}

Date EntryView::recorded_on() const {
  if (const OtherEntry* found = other()) return found->entry.recorded_on;
  return Date::from_days(layer_->block->recorded_on[at_]);
}

Date EntryView::true_from() const {
  if (const OtherEntry* found = other()) return actionplan::true_from(found->entry);
  return Date::from_days(layer_->block->true_from[at_]);
}

const IndicatorId* EntryView::indicator() const noexcept {
  if (const OtherEntry* found = other()) {
    return found->entry.indicator ? &*found->entry.indicator : nullptr;
  }
  return &layer_->block->indicator_of(at_);
}

std::optional<Period> EntryView::period() const {
  if (const OtherEntry* found = other()) return found->entry.period;
  const EvidenceBlock& block = *layer_->block;
  if (block.period_first[at_] == INT32_MIN) return std::nullopt;
  return Period{Date::from_days(block.period_first[at_]), Date::from_days(block.period_last[at_])};
}

std::optional<double> EntryView::value() const noexcept {
  if (kind() != EntryKind::observation) return std::nullopt;
  return layer_->block->value[at_];
}

const Hash& EntryView::hash() const noexcept {
  const OtherEntry* const found = other();
  return found != nullptr ? found->hash : layer_->block->hash[at_];
}

EntryId EntryView::id() const { return EntryId{to_hex(hash())}; }

std::optional<Date> EntryView::replaced_on() const {
  const auto rows = static_cast<std::uint32_t>(layer_->block->rows());
  const std::int32_t day =
      at_ < rows ? layer_->replaced_on(at_) : layer_->other_replaced_on(at_ - rows);
  if (day == INT32_MAX) return std::nullopt;
  return Date::from_days(day);
}

Entry EntryView::entry() const {
  if (const OtherEntry* found = other()) return found->entry;
  return layer_->block->entry(at_);
}

EntryView Evidence::Iterator::operator*() const {
  const Position found = evidence_->locate(index_);
  return {*found.layer, found.at};
}

}  // namespace actionplan
