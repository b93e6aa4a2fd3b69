// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/cancel.hpp>
#include <actionplan/evaluate/assessment.hpp>

#include "core/internal/always_inline.hpp"
#include "decide.hpp"
#include "evaluate/internal/brief_row.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace actionplan {

namespace detail {
class Workers;
}  // namespace detail

/// A row of an assessment, and what the verdicts on its indicators were derived from.
struct DerivedRow {
  MeasureAssessment row;
  std::vector<detail::Derivation> derivations;  ///< one for each of `row.indicators`
};

/// Fills an assessment's columns, and puts its rows together on demand. Borrows the assessment.
class Assessor {
 public:
  /// @throws InvalidArgument as `assess`.
  [[nodiscard]] static Assessment assess(const PlanHistory& history, const Evidence& evidence,
                                         const AssessOptions& options, const Cancel& cancel);
  [[nodiscard]] static Assessment reassess(Assessment before, const Evidence& evidence,
                                           const Cancel& cancel);

  /// What the verdicts of an assessment were derived from; borrows from it.
  [[nodiscard]] static detail::Grounds grounds(const Assessment& assessment);
  /// The same by the plan and the terms of another version. @param revision of its history
  [[nodiscard]] static detail::Grounds grounds(const Assessment& assessment,
                                               const Revision& revision);
  /// Everything about a row; each of its indicators is derived once.
  [[nodiscard]] static DerivedRow row(const Assessment& assessment, std::size_t index);
  /// The row's id, ratings and responses alone, for which nothing is derived.
  [[nodiscard]] static MeasureAssessment words(const Assessment& assessment, std::size_t index);
  /// What `row` says of it in brief.
  [[nodiscard]] detail::BriefRow brief(std::size_t index) const;
  [[nodiscard]] static std::vector<EntryId> orphans(const Assessment& assessment);

  [[nodiscard]] detail::DerivedCompletion completion(
      std::size_t measure, const std::vector<detail::IndicatorVerdict>& outcomes) const;
  [[nodiscard]] detail::MeasureVerdict verdict(
      std::size_t measure, std::optional<Completion> derived,
      const std::vector<detail::IndicatorVerdict>& outcomes) const;

  /// The verdict on a measure whose indicators were judged by other terms than those of the day.
  /// @param terms  one for each of the outcomes.
  [[nodiscard]] detail::Verdict verdict_by(
      std::size_t measure, std::span<const IndicatorTerms> terms,
      const std::vector<detail::IndicatorVerdict>& outcomes) const;
  /// @param poll  borrowed, asked within indicators that take long; null: nothing is asked.
  explicit Assessor(const Assessment& assessment, CancelPoll* poll = nullptr);

 private:
  friend class detail::BriefRows;
  [[nodiscard]] static std::optional<Date> due_original(const Assessment& assessment,
                                                        std::size_t index);

  class Pass;
  static void judge_silence(Assessment& assessment, CancelPoll& poll);
  static void judge_all(Assessment& assessment, const Cancel& cancel);
  [[nodiscard]] detail::IndicatorVerdict derive(std::size_t row) const;
  /// Visits each column of the verdicts on indicators with what `beside`, such as one verdict, has
  /// of the same name.
  template <class Beside, class Visit>
  ACTIONPLAN_ALWAYS_INLINE static void for_each_column(Assessment::IndicatorColumns& columns,
                                                       const Beside& beside, Visit visit) {
    visit(columns.status, beside.status);
    visit(columns.reasons, beside.reasons);
    visit(columns.value, beside.value);
    visit(columns.progress, beside.progress);
    visit(columns.expected, beside.expected);
  }
  ACTIONPLAN_ALWAYS_INLINE static void keep(Assessment::IndicatorColumns& columns, std::size_t row,
                                            const detail::IndicatorVerdict& found) {
    for_each_column(columns, found, [row](auto& column, auto said) { column[row] = said; });
  }
  static void add_revised_and_dropped(Assessment& assessment, const Cancel& cancel);
  [[nodiscard]] std::span<const IndicatorTerms> terms_of_measure(std::size_t measure) const;
  [[nodiscard]] detail::MeasureVerdict verdict(
      std::size_t measure, std::optional<Completion> derived, std::span<const IndicatorTerms> terms,
      const std::vector<detail::IndicatorVerdict>& outcomes) const;
  [[nodiscard]] detail::MeasureEvidence measure_evidence(
      std::size_t measure, std::span<const IndicatorTerms> terms,
      const std::vector<detail::IndicatorVerdict>& outcomes) const;
  [[nodiscard]] detail::Verdict silent_verdict(std::size_t measure,
                                               const detail::DeadlineFacts& facts) const;
  [[nodiscard]] detail::Verdict verdict_of(
      std::size_t measure, const std::vector<detail::IndicatorVerdict>& outcomes) const;
  /// The end of the measures from `begin` on, not beyond `end`, that have the same deadline and
  /// adoption.
  [[nodiscard]] std::size_t end_of_deadline(std::size_t begin, std::size_t end) const;
  /// The deadline of a measure, and the verdict on it without evidence.
  [[nodiscard]] detail::Silence silence(std::size_t measure) const;
  [[nodiscard]] detail::DeadlineFacts facts(std::size_t measure) const;
  /// Of each indicator, how it is judged: by its position among the base block's indicators, where
  /// nothing else speaks of it; else `untouched` or `by_derivation`.
  using Routes = PlainVector<std::uint32_t>;  // and beyond them as many as are looked ahead
  static constexpr std::size_t ahead = 8;     // as far as memory takes to answer
  static constexpr std::uint32_t untouched = UINT32_MAX;
  static constexpr std::uint32_t by_derivation = UINT32_MAX - 1;
  [[nodiscard]] Routes routes(detail::Workers& workers) const;
  /// @param begin, end  some of the terms, by id.
  void walk_base(std::size_t begin, std::size_t end, Routes& routes) const;
  void walk_later(Routes& routes) const;
  void walk_others(const EvidenceBlock& block, Routes& routes) const;

  const Assessment& assessment_;
  detail::Grounds grounds_;
  DeadlineColumns deadlines_;
  bool has_others_;
};

}  // namespace actionplan
