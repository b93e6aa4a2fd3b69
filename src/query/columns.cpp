// SPDX-License-Identifier: Apache-2.0
#include "columns.hpp"

#include <actionplan/core/text.hpp>

#include "core/internal/near.hpp"
#include "plan/internal/indicator_terms.hpp"

#include "labels.hpp"

#include <algorithm>
#include <limits>
#include <unordered_map>
#include <utility>

namespace actionplan::detail {
namespace {

// An enumeration of bytes is read as the bytes that it is.
template <class Enum>
std::span<const std::uint8_t> as_codes(std::span<const Enum> words) noexcept {
  static_assert(sizeof(Enum) == 1);
  return {reinterpret_cast<const std::uint8_t*>(words.data()), words.size()};
}

// Positions of objects by id, borrowed from `objects`.
template <class Object>
auto positions(const std::vector<Object>& objects) {
  std::unordered_map<std::string_view, std::uint32_t> index;
  for (const Object& object : objects) {
    index.emplace(object.id.value(), static_cast<std::uint32_t>(index.size()));
  }
  return index;
}

}  // namespace

Columns::Columns(std::shared_ptr<const Assessment> assessment)
    : assessment_{std::move(assessment)} {}

bool Columns::is_coded(Field field) noexcept {
  return field == Field::force || field == Field::deadline_kind ||
         field == Field::deadline_status || field == Field::derived ||
         field == Field::deadline_reason || field == Field::conditional;
}

// A value for each row, from its measure.
template <class Value, class Get>
std::vector<Value> Columns::of_measures(Get get) const {
  std::vector<Value> values;
  values.reserve(size());
  for (std::size_t row = 0; row < size(); ++row) values.push_back(get(assessment_->measure(row)));
  return values;
}

std::span<const std::int32_t> Columns::days(Field field) const {
  // Without dropped measures the plan's own columns are ours.
  const DeadlineColumns own = assessment_->plan().deadlines();
  const bool is_whole = own.due.size() == size();
  const auto day = [](const std::optional<Date>& date) { return date ? date->days() : INT32_MIN; };
  if (field == Field::start) {
    if (is_whole) return own.start;
    return start_.get([&] {
      return of_measures<std::int32_t>([&](const Measure& m) { return day(m.deadline.start); });
    });
  }
  if (field == Field::due) {
    if (is_whole) return own.due;
    return due_.get([&] {
      return of_measures<std::int32_t>([&](const Measure& m) { return day(m.deadline.due); });
    });
  }
  if (field == Field::due_latest) {
    if (is_whole) return own.due_latest;
    return due_latest_.get([&] {
      return of_measures<std::int32_t>(
          [&](const Measure& m) { return day(latest_due(m.deadline)); });
    });
  }
  return due_original_.get([this] { return make_due_original(); });
}

std::vector<std::int32_t> Columns::make_due_original() const {
  const std::span<const std::int32_t> due = days(Field::due);
  std::vector<std::int32_t> original{due.begin(), due.end()};
  for (std::size_t row = 0; row < size(); ++row) {
    if (!assessment_->reasons()[row].has(Reason::due_changed)) continue;
    const std::optional<Date> day = assessment_->at(row).due_original;
    original[row] = day ? day->days() : INT32_MIN;
  }
  return original;
}

std::span<const std::uint8_t> Columns::codes(Field field) const {
  if (field == Field::deadline_status) return as_codes(assessment_->statuses());
  if (field == Field::derived) return evidence().derived;
  if (field == Field::deadline_kind) {
    const std::span<const DeadlineKind> own = assessment_->plan().deadlines().kind;
    if (own.size() == size()) return as_codes(own);
    return deadline_kind_.get([this] {
      return of_measures<std::uint8_t>(
          [](const Measure& m) { return static_cast<std::uint8_t>(m.deadline.kind); });
    });
  }
  if (field == Field::deadline_reason) {
    return deadline_reason_.get([this] {
      return of_measures<std::uint8_t>([](const Measure& m) {
        const std::optional<NoDateReason> reason = no_date_reason(m.deadline);
        return reason ? static_cast<std::uint8_t>(*reason) : no_code;
      });
    });
  }
  if (field == Field::conditional) {
    return conditional_.get([this] {
      return of_measures<std::uint8_t>([](const Measure& m) {
        return static_cast<std::uint8_t>(m.deadline.conditions.empty() ? YesNo::no : YesNo::yes);
      });
    });
  }
  return force_.get([this] {
    return of_measures<std::uint8_t>([](const Measure& m) {
      const std::optional<Force> strongest = force(m);
      return strongest ? static_cast<std::uint8_t>(*strongest) : no_code;
    });
  });
}

std::span<const std::uint32_t> Columns::bits(Field field) const {
  switch (field) {
    case Field::role:
      return role_.get([this] {
        return of_measures<std::uint32_t>([](const Measure& m) {
          std::uint32_t roles = 0;
          for (const Assignment& assignment : m.assignments) roles |= bit(assignment.role);
          return roles;
        });
      });
    case Field::indicator_kind:
      return indicator_kind_.get([this] {
        return of_measures<std::uint32_t>([](const Measure& m) {
          std::uint32_t kinds = 0;
          for (const Indicator& indicator : m.indicators) kinds |= bit(indicator.kind);
          return kinds;
        });
      });
    case Field::reason:
      return reason_.get([this] {
        std::vector<std::uint32_t> reasons;
        reasons.reserve(size());
        for (const ReasonSet set : assessment_->reasons()) reasons.push_back(set.bits());
        return reasons;
      });
    case Field::indicator_status:
      return indicator_status_.get([this] { return make_indicator_statuses(); });
    case Field::rated: return evidence().rated;
    case Field::reporter_type: return evidence().reporter_type;
    case Field::method: return evidence().method;
    default: return evidence().verification;
  }
}

const std::vector<std::uint32_t>& Columns::first_indicator() const {
  return first_indicator_.get([this] {
    std::vector<std::uint32_t> first =
        terms_of(assessment_->history(), assessment_->revision(), assessment_->known_at())
            .first_of_measure;
    first.resize(size() + 1, first.empty() ? 0 : first.back());  // dropped measures have none
    return first;
  });
}

std::vector<std::uint32_t> Columns::make_indicator_statuses() const {
  const std::vector<std::uint32_t>& first = first_indicator();
  std::vector<std::uint32_t> statuses(size());
  for (std::size_t row = 0; row < size(); ++row) {
    for (std::uint32_t i = first[row]; i < first[row + 1]; ++i) {
      statuses[row] |= bit(assessment_->indicator_statuses()[i]);
    }
  }
  return statuses;
}

NumberColumn Columns::numbers(Field field) const {
  if (field == Field::progress) return {first_indicator(), assessment_->progress()};
  if (field == Field::days_late) return {{}, evidence().days_late};
  return {{}, days_past_due_.get([this] { return make_days_past_due(); })};
}

std::vector<double> Columns::make_days_past_due() const {
  const std::span<const std::int32_t> due = days(Field::due_latest);
  const std::int32_t as_of = assessment_->as_of().days();
  std::vector<double> past(size(), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t row = 0; row < size(); ++row) {
    const bool is_withdrawn = assessment_->statuses()[row] == DeadlineStatus::withdrawn;
    if (!is_withdrawn && due[row] != INT32_MIN && due[row] < as_of) past[row] = as_of - due[row];
  }
  return past;
}

const TextColumn& Columns::texts(Field field) const {
  const Lazy<TextColumn>& column = field == Field::id       ? id_
                                   : field == Field::number ? number_
                                   : field == Field::title  ? title_
                                                            : indicator_text_;
  return column.get([&] { return make_texts(field); });
}

TextColumn Columns::make_texts(Field field) const {
  TextColumn column;
  column.offsets.reserve(size() + 1);
  for (std::size_t row = 0; row < size(); ++row) {
    const Measure& measure = assessment_->measure(row);
    if (field == Field::id) {
      column.add(measure.id.value());
    } else if (field == Field::number) {
      column.add(bare_label(measure.number));
    } else {
      column.add(text::fold(field == Field::title ? measure.title : measure.indicator_text));
    }
  }
  return column;
}

const ListColumn& Columns::lists(Field field) const {
  if (field == Field::agency) return agency_.get([this] { return make_agencies(); });
  if (field == Field::section) return section_.get([this] { return make_sections(); });
  return evidence().reporter;
}

ListColumn Columns::make_agencies() const {
  ListColumn column;
  const std::vector<Agency>& agencies = assessment_->plan().agencies();
  const auto index = positions(agencies);
  for (const Agency& agency : agencies) {
    column.names.push_back(agency.id.value());
    column.spellings.push_back({agency.id.value(), agency.name});
    auto& all = column.spellings.back();
    all.insert(all.end(), agency.aliases.begin(), agency.aliases.end());
  }
  constexpr std::size_t ahead = 8;
  for (std::size_t row = 0; row < size(); ++row) {
    if (row + 2 * ahead < size()) bring_near(&assessment_->measure(row + 2 * ahead).assignments);
    if (row + ahead < size()) bring_near(assessment_->measure(row + ahead).assignments.data());
    const std::uint32_t begin = column.offsets.back();
    for (const Assignment& assignment : assessment_->measure(row).assignments) {
      const auto found = index.find(assignment.agency.value());
      if (found == index.end()) continue;  // of a dropped measure
      const auto first = column.items.begin() + static_cast<std::ptrdiff_t>(begin);
      if (std::find(first, column.items.end(), found->second) == column.items.end()) {
        column.items.push_back(found->second);
      }
    }
    column.end_row();
  }
  return column;
}

ListColumn Columns::make_sections() const {
  ListColumn column;
  const std::vector<Section>& sections = assessment_->plan().sections();
  const auto index = positions(sections);
  for (const Section& section : sections) {
    column.names.push_back(section.id.value());
    column.spellings.push_back({section.number, section.title});
  }
  for (std::size_t row = 0; row < size(); ++row) {
    const std::optional<SectionId>& section = assessment_->measure(row).section;
    if (section) {
      const auto found = index.find(section->value());
      if (found != index.end()) column.items.push_back(found->second);
    }
    column.end_row();
  }
  return column;
}

}  // namespace actionplan::detail
