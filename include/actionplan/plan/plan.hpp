// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/date.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/core/id.hpp>
#include <actionplan/core/period.hpp>
#include <actionplan/core/problem.hpp>
#include <actionplan/plan/agency.hpp>
#include <actionplan/plan/measure.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan {

namespace detail {
class MadeOnce;
}  // namespace detail

/// What a plan says of itself.
struct PlanHeading {
  std::string title = {};
  std::optional<Date> adopted_on = {};
  std::string legal_basis = {};       ///< the act that adopted it, as written; may be empty
  std::string language = {};          ///< BCP 47 tag of its text, e.g. `en`; may be empty
  std::optional<Period> period = {};  ///< the years it is for

  friend bool operator==(const PlanHeading&, const PlanHeading&) = default;
};

/// The measures' deadlines as columns, in the order of `Plan::measures()`, for passes over many
/// measures. An absent start is INT32_MIN and an absent due day INT32_MAX, so that comparisons with
/// a day come out right without a branch.
struct DeadlineColumns {
  std::span<const std::int32_t> start = {};  ///< days since 1970-01-01
  std::span<const std::int32_t> due = {};    ///< days since 1970-01-01
  std::span<const DeadlineKind> kind = {};
  std::span<const std::optional<Force>> force =
      {};                                         ///< of the measure as a whole, `force(measure)`
  std::span<const std::int32_t> due_latest = {};  ///< `latest_due`, days since 1970-01-01
  std::span<const std::optional<NoDateReason>> reason = {};  ///< `no_date_reason`
  std::span<const std::uint8_t> is_conditional = {};         ///< 1: it states a condition
  /// Where the run of measures ends whose columns above are all the same: the position of the first
  /// measure after this one that differs.
  std::span<const std::uint32_t> run_end = {};
  std::span<const std::uint32_t> postponed = {};  ///< positions of those with a `due_original`
};

/// A government action plan: everything that was read of it, immutable once built.
///
/// Owns all its parts; relations between them are ids. A cheap handle: copies share one immutable
/// state, so copying costs a reference count and any thread may read. Made by `PlanBuilder`, by the
/// readers, or from JSON. Equality compares content and ignores problems, places and parts.
class ACTIONPLAN_EXPORT Plan {
 public:
  /// A plan without title, sections and measures.
  Plan();

  [[nodiscard]] const PlanHeading& heading() const& noexcept;
  [[nodiscard]] PlanHeading heading() const&&;
  [[nodiscard]] const std::vector<Agency>& agencies() const& noexcept;  ///< by first mention
  [[nodiscard]] std::vector<Agency> agencies() const&&;
  [[nodiscard]] const std::vector<Section>& sections() const& noexcept;  ///< in document order
  [[nodiscard]] std::vector<Section> sections() const&&;
  [[nodiscard]] const std::vector<Measure>& measures() const& noexcept;  ///< in document order
  [[nodiscard]] std::vector<Measure> measures() const&&;
  [[nodiscard]] const std::vector<Problem>& problems() const& noexcept;  ///< what the reader found
  [[nodiscard]] std::vector<Problem> problems() const&&;
  /// Names of the source's sheets or files that `Place::part` counts; empty where it has but one.
  [[nodiscard]] const std::vector<std::string>& parts() const& noexcept;
  [[nodiscard]] std::vector<std::string> parts() const&&;
  [[nodiscard]] DeadlineColumns deadlines() const& noexcept;  ///< borrowed; lives with the plan
  DeadlineColumns deadlines() const&& = delete;

  /// The object with this id, or nothing. Pointers live as long as any copy of the plan.
  [[nodiscard]] const Agency* find_agency(const AgencyId& id) const noexcept;
  [[nodiscard]] const Section* find_section(const SectionId& id) const noexcept;
  [[nodiscard]] const Measure* find_measure(const MeasureId& id) const noexcept;
  [[nodiscard]] const Indicator* find_indicator(const IndicatorId& id) const noexcept;

  /// The object with this id. @throws NotFound when there is none.
  [[nodiscard]] const Agency& agency(const AgencyId& id) const&;
  [[nodiscard]] Agency agency(const AgencyId& id) const&&;
  [[nodiscard]] const Section& section(const SectionId& id) const&;
  [[nodiscard]] Section section(const SectionId& id) const&&;
  [[nodiscard]] const Measure& measure(const MeasureId& id) const&;
  [[nodiscard]] Measure measure(const MeasureId& id) const&&;
  [[nodiscard]] const Indicator& indicator(const IndicatorId& id) const&;
  [[nodiscard]] Indicator indicator(const IndicatorId& id) const&&;

  /// The measure that a text as typed names, by its id or its number, with or without a dot at its
  /// end. @throws NotFound when there is none. @throws InvalidArgument when there are several: the
  /// message lists their ids, of which `measure(id)` takes any.
  [[nodiscard]] const Measure& operator[](std::string_view id_or_number) const&;
  [[nodiscard]] Measure operator[](std::string_view id_or_number) const&&;
  /// The measure with this number; nothing where none has it, or several do.
  [[nodiscard]] const Measure* find_number(std::string_view number) const noexcept;
  /// Positions of all measures with this id or this number, in document order. An empty text is no
  /// number.
  [[nodiscard]] std::vector<std::size_t> positions(std::string_view id_or_number) const;

  /// Position of the measure in `measures()`, or nothing.
  [[nodiscard]] std::optional<std::size_t> position(const MeasureId& id) const noexcept;

  friend ACTIONPLAN_EXPORT bool operator==(const Plan& a, const Plan& b) noexcept;

  /// What was made of it and is kept with it, for the library's own sources.
  [[nodiscard]] const detail::MadeOnce& made() const noexcept;

 private:
  friend class PlanBuilder;
  struct State;
  explicit Plan(std::shared_ptr<const State> state) noexcept;
  std::shared_ptr<const State> state_;  // never null but in a moved-from plan
};

/// What stands for a plan in a column of a table: its title, and of one without title "a plan without
/// title" with a mark of its own by the measures that it holds, so that two of them do not become
/// one. Never empty.
[[nodiscard]] ACTIONPLAN_EXPORT std::string label(const Plan& plan);

}  // namespace actionplan
