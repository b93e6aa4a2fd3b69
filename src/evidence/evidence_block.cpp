// SPDX-License-Identifier: Apache-2.0
#include "evidence/internal/evidence_block.hpp"

#include <actionplan/evidence/entry_table.hpp>

#include "evidence/internal/stored_fields.hpp"

#include <algorithm>
#include <type_traits>

namespace actionplan {

std::pair<std::uint32_t, std::uint32_t> EvidenceBlock::rows_of(
    const IndicatorId& indicator) const noexcept {
  const auto found = std::lower_bound(indicators.begin(), indicators.end(), indicator);
  if (found == indicators.end() || *found != indicator) return {0, 0};
  const auto at = static_cast<std::size_t>(found - indicators.begin());
  return {offsets[at], offsets[at + 1]};
}

std::pair<std::uint32_t, std::uint32_t> EvidenceBlock::others_of(
    std::string_view name) const noexcept {
  const auto first = std::partition_point(
      others.begin(), others.end(),
      [name](const OtherEntry& other) { return std::string_view{subject(other.entry)} < name; });
  const auto last = std::partition_point(first, others.end(), [name](const OtherEntry& other) {
    return std::string_view{subject(other.entry)} == name;
  });
  return {static_cast<std::uint32_t>(first - others.begin()),
          static_cast<std::uint32_t>(last - others.begin())};
}

const EntryExtra* EvidenceBlock::extra(std::uint32_t row) const noexcept {
  if ((flags[row] & has_extra) == 0) return nullptr;
  const auto found = std::partition_point(
      extras.begin(), extras.end(), [row](const auto& candidate) { return candidate.first < row; });
  return &found->second;
}

const IndicatorId& EvidenceBlock::indicator_of(std::uint32_t row) const noexcept {
  const auto owner = std::upper_bound(offsets.begin(), offsets.end(), row) - offsets.begin() - 1;
  return indicators[static_cast<std::size_t>(owner)];
}

Entry EvidenceBlock::entry(std::uint32_t row) const {
  const detail::BlockRow at{*this, row};
  Entry entry{detail::stored_kind(at), detail::stored_recorded_on(at)};
  for_each_entry_field([&](const auto& field) {
    constexpr auto member = std::remove_cvref_t<decltype(field)>::member;
    if constexpr (detail::is_in_extra<member>) {
      if (at.extra() != nullptr) entry.*member = detail::stored_field<member>(at);
    } else if constexpr (detail::is_in_rows<member>) {
      entry.*member = detail::unstored(detail::stored_field<member>(at));
    }
  });
  if (at.extra() != nullptr) entry.withheld = at.extra()->withheld;
  if (!salts.empty()) entry.salt = salts[row];
  return entry;
}

const std::string& subject(const Entry& entry) noexcept {
  static const std::string none;
  if (entry.indicator) return entry.indicator->value();
  if (entry.measure) return entry.measure->value();
  if (entry.agency) return entry.agency->value();
  if (entry.about) return entry.about->value();
  return none;
}

}  // namespace actionplan
