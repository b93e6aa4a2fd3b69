// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/cancel.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/plan/plan.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace actionplan {

/// Gathers the parts of a plan and checks, once, that they fit together.
///
/// What `build` insists on: ids are present and unique among their kind; every relation names an
/// existing object; sections come after their parents and form no cycle; indicators are given by
/// rising, disjoint spans whose text is that stretch of the measure's indicator text; a deadline's
/// start is not after its due day, nor its due day after its latest one; only a deadline of kind
/// `no_date` gives a reason, and only an unread one a candidate, whose token stands in the text;
/// an expected report has a due day exactly when it has a source;
/// extra cells have headers, of which none repeats within a measure;
/// every text is well-formed UTF-8. Numbers are labels and may repeat. A `due_latest` that equals
/// `due` is dropped, and the reason of `no_date_reason` is filled in.
class ACTIONPLAN_EXPORT PlanBuilder {
 public:
  PlanBuilder() = default;
  /// Starts from an existing plan, to make a changed copy.
  explicit PlanBuilder(const Plan& plan);

  PlanBuilder& heading(PlanHeading heading);
  PlanBuilder& add(Agency agency);
  PlanBuilder& add(Section section);
  PlanBuilder& add(Measure measure);
  /// Adds an indicator to the measure that was added last: its text to the measure's indicator text,
  /// after "; " where there is some, with its span, and the first id "4.2.3/1", "4.2.3/2" ... that the
  /// measure has not.
  /// @throws InvalidArgument  there is no measure yet, or no text.
  PlanBuilder& add_indicator(std::string_view text, IndicatorKind kind);
  PlanBuilder& add(Problem problem);

  /// What was gathered so far, open to changes until `build`.
  [[nodiscard]] PlanHeading& heading() noexcept { return heading_; }
  [[nodiscard]] std::vector<Agency>& agencies() noexcept { return agencies_; }
  [[nodiscard]] std::vector<Section>& sections() noexcept { return sections_; }
  [[nodiscard]] std::vector<Measure>& measures() noexcept { return measures_; }
  [[nodiscard]] std::vector<Problem>& problems() noexcept { return problems_; }
  [[nodiscard]] std::vector<std::string>& parts() noexcept { return parts_; }

  /// Hands over what was gathered; the builder is empty afterwards, and unchanged when it throws.
  /// @throws InvalidArgument naming the object that does not fit, its value and the remedy;
  ///         Cancelled when `cancel`, asked while the parts are checked, says so.
  [[nodiscard]] Plan build(const Cancel& cancel = {});

 private:
  PlanHeading heading_;
  std::vector<Agency> agencies_;
  std::vector<Section> sections_;
  std::vector<Measure> measures_;
  std::vector<Problem> problems_;
  std::vector<std::string> parts_;
};

}  // namespace actionplan
