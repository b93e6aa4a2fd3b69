// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/evaluate/assessment.hpp>

#include "decide.hpp"

#include <string_view>
#include <vector>

namespace actionplan {

/// Fills an assessment's columns, and puts its rows together on demand. Borrows the assessment.
class Assessor {
 public:
  /// @throws InvalidArgument as `assess`.
  [[nodiscard]] static Assessment assess(const PlanHistory& history, const Evidence& evidence,
                                         const AssessOptions& options);
  [[nodiscard]] static Assessment reassess(Assessment before, const Evidence& evidence);

  /// What the verdicts of an assessment were derived from; borrows from it.
  [[nodiscard]] static detail::Grounds grounds(const Assessment& assessment);
  [[nodiscard]] static MeasureAssessment row(const Assessment& assessment, std::size_t index);
  [[nodiscard]] static std::vector<EntryId> orphans(const Assessment& assessment);

  /// The verdicts of all indicators of a measure, derived once more.
  [[nodiscard]] std::vector<detail::IndicatorVerdict> outcomes(std::size_t measure) const;
  [[nodiscard]] detail::DerivedCompletion completion(
      std::size_t measure, const std::vector<detail::IndicatorVerdict>& outcomes) const;
  /// The verdict on a measure, from its indicators' columns.
  [[nodiscard]] detail::MeasureVerdict verdict(
      std::size_t measure, std::optional<Completion> derived,
      const std::vector<detail::IndicatorVerdict>& outcomes) const;

 private:
  explicit Assessor(const Assessment& assessment);

  static void prepare(Assessment& assessment);
  class Pass;
  static void grow(Assessment& assessment, std::size_t measures, std::size_t indicators);
  static void judge_silence(Assessment& assessment);
  static void judge_all(Assessment& assessment);
  [[nodiscard]] detail::IndicatorVerdict derive(std::size_t row) const;
  static void keep(Assessment& assessment, std::size_t row, const detail::IndicatorVerdict& found);
  static void add_revised_and_dropped(Assessment& assessment);
  [[nodiscard]] detail::MeasureEvidence measure_evidence(std::size_t measure) const;
  [[nodiscard]] detail::Verdict silent_verdict(const detail::DeadlineFacts& facts) const;
  [[nodiscard]] detail::Verdict verdict_of(
      std::size_t measure, const std::vector<detail::IndicatorVerdict>& outcomes) const;
  /// @param silence  of the measure judged before, or of none; becomes that of this one.
  /// @return false where that is the same.
  bool be_silent(std::size_t measure, detail::Silence& silence) const;
  [[nodiscard]] detail::DeadlineFacts facts(std::size_t measure) const;
  /// Of each indicator, how it is judged: by its position among the base block's indicators, where
  /// nothing else speaks of it; else `untouched` or `by_derivation`.
  using Ways = std::vector<std::uint32_t>;  // and beyond them as many as are looked ahead
  static constexpr std::size_t ahead = 8;   // as far as memory takes to answer
  static constexpr std::uint32_t untouched = UINT32_MAX;
  static constexpr std::uint32_t by_derivation = UINT32_MAX - 1;
  [[nodiscard]] Ways ways() const;
  void walk_base(Ways& ways) const;
  void walk_later(Ways& ways) const;
  void walk_others(const EvidenceBlock& block, Ways& ways) const;

  const Assessment& assessment_;
  detail::Grounds grounds_;
  DeadlineColumns deadlines_;
  bool has_others_;
};

}  // namespace actionplan
