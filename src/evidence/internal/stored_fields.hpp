// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evidence/internal/evidence_block.hpp"

#include <cmath>
#include <optional>
#include <type_traits>

namespace actionplan::detail {

// Where the columns of the ledger keep each field of an entry: functions of a row that has block(),
// row(), extra(), context() and owner(), the position of its indicator.

/// A row of a block with what it is asked again and again.
class BlockRow {
 public:
  BlockRow(const EvidenceBlock& block, std::uint32_t row)
      : block_{&block}, row_{row}, extra_{block.extra(row)} {}

  [[nodiscard]] const EvidenceBlock& block() const noexcept { return *block_; }
  [[nodiscard]] std::uint32_t row() const noexcept { return row_; }
  [[nodiscard]] const EntryExtra* extra() const noexcept { return extra_; }
  [[nodiscard]] const EntryContext& context() const noexcept {
    return block_->contexts[block_->context[row_]];
  }
  [[nodiscard]] const IndicatorId& indicator() const noexcept { return block_->indicator_of(row_); }

 private:
  const EvidenceBlock* block_;
  std::uint32_t row_;
  const EntryExtra* extra_;
};

/// The days of a period as they are stored, which are not checked again.
struct StoredPeriod {
  std::int32_t first;  // INT32_MIN: there is none
  std::int32_t last;

  [[nodiscard]] std::optional<Period> period() const {
    if (first == INT32_MIN) return std::nullopt;
    return Period{Date::from_days(first), Date::from_days(last)};
  }
};

template <class T>
inline const T absent_field{};

/// Of a field that no row of the columns has.
template <auto member>
struct NotInRows {
  template <class Row>
  const auto& operator()(const Row& /*at*/) const noexcept {
    return absent_field<std::remove_cvref_t<decltype(std::declval<const Entry&>().*member)>>;
  }
};

/// Of a field that many entries have in common.
template <auto member>
struct InContext {
  static constexpr auto context = member;
  template <class Row>
  const auto& operator()(const Row& at) const noexcept {
    return at.context().*member;
  }
};
template <auto member>
inline constexpr InContext<member> in_context{};

/// Of a field that few entries have.
template <auto member>
struct InExtra {
  static constexpr auto extra = member;
  template <class Row>
  const auto& operator()(const Row& at) const noexcept {
    using Value = std::remove_cvref_t<decltype(std::declval<const EntryExtra&>().*member)>;
    const EntryExtra* const more = at.extra();
    return more == nullptr ? absent_field<Value> : more->*member;
  }
};
template <auto member>
inline constexpr InExtra<member> in_extra{};

[[nodiscard]] inline std::optional<Date> stored_day(std::int32_t days, std::int32_t none) {
  if (days == none) return std::nullopt;
  return Date::from_days(days);
}

template <class Row>
[[nodiscard]] bool has_flag(const Row& at, EvidenceBlock::Flag flag) noexcept {
  return (at.block().flags[at.row()] & flag) != 0;
}

inline constexpr auto stored_kind = [](const auto& at) noexcept {
  return has_flag(at, EvidenceBlock::is_deliverable) ? EntryKind::deliverable
                                                     : EntryKind::observation;
};
inline constexpr auto stored_recorded_on = [](const auto& at) {
  return Date::from_days(at.block().recorded_on[at.row()]);
};
inline constexpr auto stored_indicator = [](const auto& at) noexcept -> const IndicatorId& {
  return at.indicator();
};
inline constexpr auto stored_dimension = [](const auto& at) noexcept -> const Dimension& {
  return at.block().dimensions[at.block().dimension[at.row()]];
};
inline constexpr auto stored_period = [](const auto& at) noexcept {
  return StoredPeriod{at.block().period_first[at.row()], at.block().period_last[at.row()]};
};
inline constexpr auto stored_observed_on = [](const auto& at) -> std::optional<Date> {
  if (has_flag(at, EvidenceBlock::has_observed_on)) {
    return Date::from_days(at.block().true_from[at.row()]);
  }
  const EntryExtra* const more = at.extra();
  return more == nullptr ? std::nullopt : more->observed_on;
};
inline constexpr auto stored_published_on = [](const auto& at) {
  return stored_day(at.block().published_on[at.row()], INT32_MAX);
};
inline constexpr auto stored_value = [](const auto& at) noexcept -> std::optional<double> {
  if (has_flag(at, EvidenceBlock::is_deliverable)) return std::nullopt;
  return at.block().value[at.row()];
};
inline constexpr auto stored_denominator = [](const auto& at) noexcept -> std::optional<double> {
  const auto& column = at.block().denominator;
  if (column.empty() || std::isnan(column[at.row()])) return std::nullopt;
  return column[at.row()];
};
inline constexpr auto stored_done = [](const auto& at) noexcept -> std::optional<bool> {
  if (!has_flag(at, EvidenceBlock::is_deliverable)) return std::nullopt;
  return at.block().value[at.row()] != 0;
};

/// How the columns keep a field; of what is not named here no row has any.
template <auto member>
inline constexpr auto stored_field = NotInRows<member>{};
template <>
inline constexpr auto stored_field<&Entry::kind> = stored_kind;
template <>
inline constexpr auto stored_field<&Entry::recorded_on> = stored_recorded_on;
template <>
inline constexpr auto stored_field<&Entry::indicator> = stored_indicator;
template <>
inline constexpr auto stored_field<&Entry::agency> = in_context<&EntryContext::agency>;
template <>
inline constexpr auto stored_field<&Entry::replaces> = in_extra<&EntryExtra::replaces>;
template <>
inline constexpr auto stored_field<&Entry::dimension> = stored_dimension;
template <>
inline constexpr auto stored_field<&Entry::period> = stored_period;
template <>
inline constexpr auto stored_field<&Entry::observed_on> = stored_observed_on;
template <>
inline constexpr auto stored_field<&Entry::done_on> = in_extra<&EntryExtra::done_on>;
template <>
inline constexpr auto stored_field<&Entry::published_on> = stored_published_on;
template <>
inline constexpr auto stored_field<&Entry::value> = stored_value;
template <>
inline constexpr auto stored_field<&Entry::denominator> = stored_denominator;
template <>
inline constexpr auto stored_field<&Entry::standard_error> = in_extra<&EntryExtra::standard_error>;
template <>
inline constexpr auto stored_field<&Entry::df> = in_extra<&EntryExtra::df>;
template <>
inline constexpr auto stored_field<&Entry::n> = in_extra<&EntryExtra::n>;
template <>
inline constexpr auto stored_field<&Entry::deff> = in_extra<&EntryExtra::deff>;
template <>
inline constexpr auto stored_field<&Entry::done> = stored_done;
template <>
inline constexpr auto stored_field<&Entry::unit> = in_context<&EntryContext::unit>;
template <>
inline constexpr auto stored_field<&Entry::reporter> = in_context<&EntryContext::reporter>;
template <>
inline constexpr auto stored_field<&Entry::reporter_type> =
    in_context<&EntryContext::reporter_type>;
template <>
inline constexpr auto stored_field<&Entry::method> = in_context<&EntryContext::method>;
template <>
inline constexpr auto stored_field<&Entry::member> = in_context<&EntryContext::member>;
template <>
inline constexpr auto stored_field<&Entry::text> = in_extra<&EntryExtra::text>;
template <>
inline constexpr auto stored_field<&Entry::sources> = in_context<&EntryContext::sources>;

template <auto member>
inline constexpr bool is_in_rows =
    !std::is_same_v<std::remove_const_t<decltype(stored_field<member>)>, NotInRows<member>>;

template <auto member>
inline constexpr bool is_in_extra = requires {
  stored_field<member>.extra;
};

template <auto member>
inline constexpr bool is_in_context = requires {
  stored_field<member>.context;
};

/// What the stored form gives back to the entry.
[[nodiscard]] inline std::optional<Period> unstored(const StoredPeriod& period) {
  return period.period();
}
template <class T>
[[nodiscard]] decltype(auto) unstored(const T& value) noexcept {
  return value;
}

}  // namespace actionplan::detail
