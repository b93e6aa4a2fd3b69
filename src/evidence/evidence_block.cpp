// SPDX-License-Identifier: Apache-2.0
#include "evidence/internal/evidence_block.hpp"

#include <algorithm>
#include <cmath>

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
  const bool is_value = (flags[row] & is_deliverable) == 0;
  Entry entry{is_value ? EntryKind::observation : EntryKind::deliverable,
              Date::from_days(recorded_on[row])};
  entry.indicator = indicator_of(row);
  entry.dimension = dimensions[dimension[row]];
  if (period_first[row] != INT32_MIN) {
    entry.period = Period{Date::from_days(period_first[row]), Date::from_days(period_last[row])};
  }
  if ((flags[row] & has_observed_on) != 0) entry.observed_on = Date::from_days(true_from[row]);
  if (published_on[row] != INT32_MAX) entry.published_on = Date::from_days(published_on[row]);
  if (is_value) {
    entry.value = value[row];
  } else {
    entry.done = value[row] != 0;
  }
  if (!denominator.empty() && !std::isnan(denominator[row])) entry.denominator = denominator[row];
  const EntryContext& shared = contexts[context[row]];
  entry.agency = shared.agency;
  entry.unit = shared.unit;
  entry.reporter = shared.reporter;
  entry.reporter_type = shared.reporter_type;
  entry.method = shared.method;
  entry.member = shared.member;
  entry.sources = shared.sources;
  if (const EntryExtra* more = extra(row)) {
    if (more->observed_on) entry.observed_on = more->observed_on;
    entry.done_on = more->done_on;
    entry.standard_error = more->standard_error;
    entry.df = more->df;
    entry.n = more->n;
    entry.deff = more->deff;
    entry.replaces = more->replaces;
    entry.text = more->text;
  }
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
