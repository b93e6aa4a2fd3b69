// SPDX-License-Identifier: Apache-2.0
// One pass over all indicators and measures. Most are judged in step with others that compare
// alike, straight from the columns; the rest one by one, by `detail::derive`.
#include <actionplan/core/large_pages.hpp>

#include "always_inline.hpp"
#include "assessor.hpp"
#include "fast_value.hpp"

#include <algorithm>
#include <compare>
#include <span>
#include <string>
#include <vector>

namespace actionplan {
namespace {

using detail::IndicatorVerdict;

IndicatorVerdict silent_indicator() {
  IndicatorVerdict silent;
  silent.reasons.add(IndicatorReason::nothing_live);
  return silent;
}

}  // namespace

// Both lists are in order, so that one walk over both finds all.
void Assessor::walk_base(Ways& ways) const {
  const TermsTable& terms = *grounds_.terms;
  const EvidenceBlock& base = grounds_.evidence->base();
  std::size_t at = 0;
  for (std::size_t i = 0; i < base.indicators.size() && at < terms.ids.size();) {
    const bool is_same = terms.id_keys[at].is_same(base.indicator_keys[i]);
    const auto order = is_same ? std::strong_ordering::equal : terms.ids[at] <=> base.indicators[i];
    if (order == 0) ways[terms.by_id[at]] = static_cast<std::uint32_t>(i);
    at += static_cast<std::size_t>(order <= 0);
    i += static_cast<std::size_t>(order >= 0);
  }
}

// What later layers add, replace or check.
void Assessor::walk_later(Ways& ways) const {
  const auto derive = [&](const IndicatorId& id) {
    if (const auto row = grounds_.terms->find(id)) ways[*row] = by_derivation;
  };
  const std::span<const EvidenceLayer> layers = grounds_.evidence->layers();
  for (const EvidenceLayer& layer : layers.subspan(1)) {
    for (const IndicatorId& id : layer.block->indicators) derive(id);
  }
  const EvidenceLayer& base = layers.front();
  for (const auto* later : {base.later_rows.get(), base.later_checks.get()}) {
    if (later == nullptr) continue;
    for (const auto& [row, day] : *later) derive(base.block->indicator_of(row));
  }
}

void Assessor::walk_others(const EvidenceBlock& block, Ways& ways) const {
  const TermsTable& terms = *grounds_.terms;
  for (const OtherEntry& other : block.others) {
    if (other.entry.indicator) {
      if (const auto row = terms.find(*other.entry.indicator)) ways[*row] = by_derivation;
    }
    // A report filed under its measure is evidence for the measure's indicators.
    const bool is_report = other.entry.kind == EntryKind::deliverable && other.entry.period;
    if (!is_report || !other.entry.measure) continue;
    if (const auto measure = grounds_.plan->position(*other.entry.measure)) {
      const std::vector<std::uint32_t>& first = terms.first_of_measure;
      std::fill(ways.begin() + first[*measure], ways.begin() + first[*measure + 1], by_derivation);
    }
  }
}

Assessor::Ways Assessor::ways() const {
  Ways ways;
  const std::size_t size = grounds_.terms->rows.size() + ahead;
  reserve_column(ways, size);
  ways.resize(size, untouched);
  walk_base(ways);
  walk_later(ways);
  for (const EvidenceLayer& layer : grounds_.evidence->layers()) walk_others(*layer.block, ways);
  for (const std::uint32_t row : grounds_.terms->computed) ways[row] = by_derivation;
  return ways;
}

void Assessor::prepare(Assessment& assessment) {
  const Assessor reader{assessment};
  const std::size_t measures = reader.grounds_.plan->measures().size();
  const std::size_t indicators = reader.grounds_.terms->rows.size();
  Assessment::IndicatorColumns& columns = assessment.indicators_;
  reserve_column(columns.status, indicators);
  reserve_column(columns.reasons, indicators);
  reserve_column(columns.value, indicators);
  reserve_column(columns.progress, indicators);
  reserve_column(columns.expected, indicators);
  reserve_column(assessment.status_, measures);
  reserve_column(assessment.reasons_, measures);
}

// Room for the verdicts on so many, piece by piece: what was just cleared is still near when it is
// written.
void Assessor::grow(Assessment& assessment, std::size_t measures, std::size_t indicators) {
  Assessment::IndicatorColumns& columns = assessment.indicators_;
  columns.status.resize(indicators);
  columns.reasons.resize(indicators);
  columns.value.resize(indicators);
  columns.progress.resize(indicators);
  columns.expected.resize(indicators);
  assessment.status_.resize(measures);
  assessment.reasons_.resize(measures);
}

// Neighbours mostly have the same deadline, so that what was found for the last is looked at first.
ACTIONPLAN_ALWAYS_INLINE bool Assessor::be_silent(std::size_t measure,
                                                  detail::Silence& silence) const {
  const detail::DeadlineFacts& last = silence.facts;
  const bool is_same = silence.is_known && last.start == deadlines_.start[measure] &&
                       last.due == deadlines_.due[measure] &&
                       last.kind == deadlines_.kind[measure] &&
                       last.force == deadlines_.force[measure];
  if (is_same) return false;
  silence.facts = facts(measure);
  silence.verdict = silent_verdict(silence.facts);
  silence.is_known = true;
  return true;
}

void Assessor::judge_silence(Assessment& assessment) {
  const Assessor reader{assessment};
  const std::size_t size = reader.grounds_.terms->rows.size();
  Assessment::IndicatorColumns& columns = assessment.indicators_;
  const IndicatorVerdict silent = silent_indicator();
  columns.status.assign(size, silent.status);
  columns.reasons.assign(size, silent.reasons);
  columns.value.assign(size, silent.value);
  columns.progress.assign(size, silent.progress);
  columns.expected.assign(size, silent.expected);
  detail::Silence silence;
  for (std::size_t i = 0; i < reader.grounds_.plan->measures().size(); ++i) {
    reader.be_silent(i, silence);
    assessment.status_.push_back(silence.verdict.status);
    assessment.reasons_.push_back(silence.verdict.reasons);
  }
}

// What a pass keeps at hand.
class Assessor::Pass {
 public:
  explicit Pass(Assessment& assessment)
      : assessment_{assessment},
        reader_{assessment},
        terms_{*reader_.grounds_.terms},
        ways_{reader_.ways()},
        fast_{reader_.grounds_},
        alike_{reader_.grounds_.clocks.as_of} {}

  // Judges the measures from `begin` to `end`, for which there is room.
  void judge(std::size_t begin, std::size_t end) {
    set_columns();
    if (reader_.has_others_) {
      for (std::size_t i = begin; i < end; ++i) {
        judge_indicators(i);
        keep(i, reader_.verdict_of(i, outcomes_));
      }
    } else {
      judge_by_indicators(begin, end);
    }
  }

 private:
  void set_columns() {
    Assessment::IndicatorColumns& columns = assessment_.indicators_;
    status_ = columns.status.data();
    reasons_ = columns.reasons.data();
    value_ = columns.value.data();
    progress_ = columns.progress.data();
    expected_ = columns.expected.data();
  }

  // Only values and deliverables: there is no rating, and nothing was filed under a measure.
  void judge_by_indicators(std::size_t begin, std::size_t end) {
    const std::uint32_t* const first = terms_.first_of_measure.data();
    IndicatorVerdict alone;
    for (std::size_t i = begin; i < end; ++i) {
      const std::size_t row = first[i];
      const std::size_t size = first[i + 1] - row;
      if (reader_.be_silent(i, silence_)) alike_.forget();
      if (size == 1) {
        judge_indicator(row, alone);
        keep(i, alike_.decide(silence_, alone, terms_.core[row], terms_.rows[row]));
      } else {
        judge_indicators(i);
        keep(i, detail::decide_by_indicators(silence_, outcomes_,
                                             std::span{terms_.rows}.subspan(row, size),
                                             reader_.grounds_.clocks.as_of));
      }
    }
  }

  void judge_indicators(std::size_t measure) {
    const std::size_t row = terms_.first_of_measure[measure];
    outcomes_.resize(terms_.first_of_measure[measure + 1] - row);
    for (std::size_t k = 0; k < outcomes_.size(); ++k) judge_indicator(row + k, outcomes_[k]);
  }

  ACTIONPLAN_ALWAYS_INLINE void judge_indicator(std::size_t row, IndicatorVerdict& found) {
    const std::uint32_t way = ways_[row];
    const std::uint32_t next = ways_[row + ahead];
    if (next < by_derivation) fast_.fetch(row + ahead, next);
    if (way >= by_derivation || !fast_.derive(row, way, found)) {
      found = way == untouched ? silent_ : reader_.derive(row);
    }
    status_[row] = found.status;
    reasons_[row] = found.reasons;
    value_[row] = found.value;
    progress_[row] = found.progress;
    expected_[row] = found.expected;
  }

  void keep(std::size_t measure, const detail::Verdict& verdict) {
    assessment_.status_[measure] = verdict.status;
    assessment_.reasons_[measure] = verdict.reasons;
  }

  Assessment& assessment_;
  const Assessor reader_;
  const TermsTable& terms_;
  Ways ways_;
  detail::FastValue fast_;
  detail::DecideAlike alike_;
  detail::Silence silence_;
  const IndicatorVerdict silent_ = silent_indicator();
  std::vector<IndicatorVerdict> outcomes_;
  IndicatorStatus* status_ = nullptr;  // the columns of the assessment
  IndicatorReasonSet* reasons_ = nullptr;
  double* value_ = nullptr;
  double* progress_ = nullptr;
  double* expected_ = nullptr;
};

void Assessor::judge_all(Assessment& assessment) {
  prepare(assessment);
  if (assessment.evidence_.size() == 0) {
    judge_silence(assessment);
    return;
  }
  Pass pass{assessment};
  const TermsTable& terms = assessment.history_.terms(*assessment.revision_);
  const std::size_t size = assessment.plan().measures().size();
  constexpr std::size_t step = 1024;
  for (std::size_t begin = 0; begin < size; begin += step) {
    const std::size_t end = std::min(begin + step, size);
    grow(assessment, end, terms.first_of_measure[end]);
    pass.judge(begin, end);
  }
}

}  // namespace actionplan
