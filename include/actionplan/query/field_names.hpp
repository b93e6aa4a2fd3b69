// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/date.hpp>
#include <actionplan/evaluate/indicator_status.hpp>
#include <actionplan/evaluate/status.hpp>
#include <actionplan/evidence/words.hpp>
#include <actionplan/plan/assignment.hpp>
#include <actionplan/plan/deadline.hpp>
#include <actionplan/plan/indicator.hpp>
#include <actionplan/query/filter.hpp>

#include <string>
#include <string_view>
#include <type_traits>

/// The fields by name and type, from which filters are built: a day is not compared with a word, nor
/// a status with a force. Each call throws what `Filter::where` throws.
namespace actionplan::field {

/// What all fields can be asked.
struct AnyField {
  Field field;
  [[nodiscard]] Filter is_present() const { return Filter::present(field); }
};

/// A measure's id: that one, letter by letter.
struct IdField : AnyField {
  static constexpr bool is_ordered = false;
  static FilterValue value(std::string_view id) { return TextPattern{std::string{id}}; }
  static FilterValue value(const MeasureId& id) { return value(id.value()); }
};

/// "4.2.3"; ordered by its parts, so that 4.10 lies after 4.9.
struct LabelField : AnyField {
  static constexpr bool is_ordered = true;
  static FilterValue value(std::string_view label) { return TextPattern{std::string{label}}; }
  /// That one and all below it.
  [[nodiscard]] Filter has(std::string_view label) const {
    return Filter{{field, Comparator::has, value(label)}};
  }
};

/// A heading by its number or its title.
struct SectionField : AnyField {
  static constexpr bool is_ordered = false;
  static FilterValue value(std::string_view label) { return TextPattern{std::string{label}}; }
  /// That one and all below it.
  [[nodiscard]] Filter has(std::string_view label) const {
    return Filter{{field, Comparator::has, value(label)}};
  }
};

/// The whole text, or a part of it; case and diacritics do not matter.
struct TextField : AnyField {
  static constexpr bool is_ordered = false;
  static FilterValue value(std::string_view text) { return TextPattern{std::string{text}}; }
  [[nodiscard]] Filter has(std::string_view part) const {
    return Filter{{field, Comparator::has, value(part)}};
  }
  [[nodiscard]] Filter starts_with(std::string_view part) const {
    return Filter{{field, Comparator::equal, TextPattern{std::string{part}, false, true}}};
  }
  [[nodiscard]] Filter ends_with(std::string_view part) const {
    return Filter{{field, Comparator::equal, TextPattern{std::string{part}, true, false}}};
  }
};

/// One word of an enumeration.
template <class Enum>
struct WordField : AnyField {
  static constexpr bool is_ordered = false;
  static FilterValue value(Enum word) { return TextPattern{std::string{to_string(word)}}; }
};

/// A date, held against a day or a period: before its first day, after its last, or within.
struct DayField : AnyField {
  static constexpr bool is_ordered = true;
  static FilterValue value(Date day) { return Period{day, day}; }
  static FilterValue value(const Period& period) { return period; }
};

struct NumberField : AnyField {
  static constexpr bool is_ordered = true;
  static FilterValue value(double number) { return number; }
};

/// Can the field be held against such a value?
template <class F, class Value>
concept Takes = std::is_base_of_v<AnyField, F> && requires(const Value& value) {
  F::value(value);
};
template <class F, class Value>
concept Orders = Takes<F, Value> && F::is_ordered;

template <class F, class Value>
requires Takes<F, Value> Filter operator==(F f, const Value& value) {
  return Filter{{f.field, Comparator::equal, F::value(value)}};
}
template <class F, class Value>
requires Takes<F, Value> Filter operator!=(F f, const Value& value) {
  return Filter{{f.field, Comparator::not_equal, F::value(value)}};
}
template <class F, class Value>
requires Orders<F, Value> Filter operator<(F f, const Value& value) {
  return Filter{{f.field, Comparator::less, F::value(value)}};
}
template <class F, class Value>
requires Orders<F, Value> Filter operator<=(F f, const Value& value) {
  return Filter{{f.field, Comparator::less_or_equal, F::value(value)}};
}
template <class F, class Value>
requires Orders<F, Value> Filter operator>(F f, const Value& value) {
  return Filter{{f.field, Comparator::greater, F::value(value)}};
}
template <class F, class Value>
requires Orders<F, Value> Filter operator>=(F f, const Value& value) {
  return Filter{{f.field, Comparator::greater_or_equal, F::value(value)}};
}

inline constexpr IdField id{{Field::id}};
inline constexpr LabelField number{{Field::number}};
inline constexpr SectionField section{{Field::section}};
inline constexpr TextField title{{Field::title}};
inline constexpr TextField indicator_text{{Field::indicator_text}};
inline constexpr TextField agency{{Field::agency}};
inline constexpr WordField<Role> role{{Field::role}};
inline constexpr WordField<Force> force{{Field::force}};
inline constexpr WordField<IndicatorKind> indicator_kind{{Field::indicator_kind}};
inline constexpr WordField<DeadlineKind> deadline_kind{{Field::deadline_kind}};
inline constexpr DayField start{{Field::start}};
inline constexpr DayField due{{Field::due}};
inline constexpr DayField due_original{{Field::due_original}};
inline constexpr WordField<DeadlineStatus> deadline_status{{Field::deadline_status}};
inline constexpr WordField<Reason> reason{{Field::reason}};
inline constexpr NumberField days_late{{Field::days_late}};
inline constexpr NumberField days_past_due{{Field::days_past_due}};
inline constexpr WordField<IndicatorStatus> indicator_status{{Field::indicator_status}};
inline constexpr NumberField progress{{Field::progress}};
inline constexpr WordField<Completion> derived{{Field::derived}};
inline constexpr WordField<Completion> rated{{Field::rated}};
inline constexpr TextField reporter{{Field::reporter}};
inline constexpr WordField<ReporterType> reporter_type{{Field::reporter_type}};
inline constexpr WordField<Method> method{{Field::method}};
inline constexpr WordField<Verification> verification{{Field::verification}};
inline constexpr WordField<NoDateReason> deadline_reason{{Field::deadline_reason}};
inline constexpr DayField due_latest{{Field::due_latest}};
inline constexpr WordField<YesNo> conditional{{Field::conditional}};

}  // namespace actionplan::field
