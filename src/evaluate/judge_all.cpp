// SPDX-License-Identifier: Apache-2.0
// One pass over all indicators and measures. Most are judged in step with others that compare
// alike, straight from the columns; the rest one by one, by `detail::derive`.
#include "core/internal/large_pages.hpp"

#include "assessor.hpp"
#include "core/internal/always_inline.hpp"
#include "fast_value.hpp"
#include "workers.hpp"

#include "evidence/internal/evidence_block.hpp"

#include <algorithm>
#include <compare>
#include <memory>
#include <span>
#include <vector>

namespace actionplan {
namespace {

using detail::IndicatorVerdict;
using detail::Workers;

IndicatorVerdict silent_indicator() {
  IndicatorVerdict silent;
  silent.reasons.add(IndicatorReason::nothing_live);
  return silent;
}

}  // namespace

// Both lists are in order, so that one walk over both finds all.
void Assessor::walk_base(std::size_t begin, std::size_t end, Routes& routes) const {
  const TermsTable& terms = *grounds_.terms;
  const EvidenceBlock& base = base_block(*grounds_.evidence);
  if (begin == end) return;
  const auto first =
      std::lower_bound(base.indicators.begin(), base.indicators.end(), terms.ids[begin]);
  std::size_t i = static_cast<std::size_t>(first - base.indicators.begin());
  for (std::size_t at = begin; i < base.indicators.size() && at < end;) {
    const bool is_same = terms.id_keys[at].is_same(base.indicator_keys[i]);
    const auto order = is_same ? std::strong_ordering::equal : terms.ids[at] <=> base.indicators[i];
    if (order == 0) routes[terms.by_id[at]] = static_cast<std::uint32_t>(i);
    at += static_cast<std::size_t>(order <= 0);
    i += static_cast<std::size_t>(order >= 0);
  }
}

// What later layers add, replace or check.
void Assessor::walk_later(Routes& routes) const {
  const auto derive = [&](const IndicatorId& id) {
    if (const auto row = grounds_.terms->find(id)) routes[*row] = by_derivation;
  };
  const std::span<const EvidenceLayer> layers = layers_of(*grounds_.evidence);
  for (const EvidenceLayer& layer : layers.subspan(1)) {
    for (const IndicatorId& id : layer.block->indicators) derive(id);
  }
  const EvidenceLayer& base = layers.front();
  for (const auto* later : {base.later_rows.get(), base.later_checks.get()}) {
    if (later == nullptr) continue;
    for (const auto& [row, day] : *later) derive(base.block->indicator_of(row));
  }
}

void Assessor::walk_others(const EvidenceBlock& block, Routes& routes) const {
  const TermsTable& terms = *grounds_.terms;
  for (const OtherEntry& other : block.others) {
    if (other.entry.indicator) {
      if (const auto row = terms.find(*other.entry.indicator)) routes[*row] = by_derivation;
    }
    // A report filed under its measure is evidence for the measure's indicators.
    const bool is_report = other.entry.kind == EntryKind::deliverable && other.entry.period;
    if (!is_report || !other.entry.measure) continue;
    if (const auto measure = grounds_.plan->position(*other.entry.measure)) {
      const std::vector<std::uint32_t>& first = terms.first_of_measure;
      std::fill(routes.data() + first[*measure], routes.data() + first[*measure + 1],
                by_derivation);
    }
  }
}

Assessor::Routes Assessor::routes(Workers& workers) const {
  Routes routes;
  const std::size_t size = grounds_.terms->rows.size();
  detail::reserve_column(routes, size + ahead);
  routes.resize(size + ahead);
  workers.run(size, [&](std::size_t begin, std::size_t end, CancelPoll&) {
    std::fill(routes.begin() + static_cast<std::ptrdiff_t>(begin),
              routes.begin() + static_cast<std::ptrdiff_t>(end), untouched);
  });
  std::fill(routes.begin() + static_cast<std::ptrdiff_t>(size), routes.end(), untouched);
  workers.run(grounds_.terms->ids.size(), [&](std::size_t begin, std::size_t end, CancelPoll&) {
    walk_base(begin, end, routes);
  });
  walk_later(routes);
  for (const EvidenceLayer& layer : layers_of(*grounds_.evidence))
    walk_others(*layer.block, routes);
  for (const std::uint32_t row : grounds_.terms->computed) routes[row] = by_derivation;
  return routes;
}

// Neighbours mostly have the same deadline.
std::size_t Assessor::end_of_deadline(std::size_t begin, std::size_t end) const {
  end = std::min<std::size_t>(deadlines_.run_end[begin], end);
  const std::vector<std::int32_t>& adopted = grounds_.terms->adopted;
  if (adopted.empty()) return end;
  std::size_t same = begin + 1;
  while (same < end && adopted[same] == adopted[begin]) ++same;
  return same;
}

detail::Silence Assessor::silence(std::size_t measure) const {
  const detail::DeadlineFacts known = facts(measure);
  return {known, silent_verdict(measure, known)};
}

void Assessor::judge_silence(Assessment& assessment, CancelPoll& poll) {
  const Assessor reader{assessment};
  const std::size_t indicators = reader.grounds_.terms->rows.size();
  for_each_column(assessment.indicators_, silent_indicator(),
                  [=](auto& column, auto said) { column.assign(indicators, said); });
  const std::size_t measures = reader.grounds_.plan->measures().size();
  for (std::size_t i = 0; i < measures;) {
    poll();
    const std::size_t end = reader.end_of_deadline(i, measures);
    const detail::Verdict verdict = reader.silence(i).verdict;
    assessment.status_.resize(end, verdict.status);
    assessment.reasons_.resize(end, verdict.reasons);
    i = end;
  }
}

// What one thread of a pass keeps at hand. Verdicts are put together for a step of some measures,
// which stays near the processor, and then copied to the assessment's columns at once.
class Assessor::Pass {
 public:
  Pass(Assessment& assessment, const Routes& routes, CancelPoll& poll)
      : assessment_{assessment},
        poll_{poll},
        reader_{assessment, &poll},
        terms_{*reader_.grounds_.terms},
        routes_{routes},
        fast_{reader_.grounds_},
        alike_{reader_.grounds_.clocks.as_of} {}

  // Room for what all threads write.
  static void make_room(Assessment& assessment, const TermsTable& terms, std::size_t measures) {
    const auto make = [](auto& column, std::size_t size) {
      detail::reserve_column(column, size);
      column.resize(size);
    };
    for_each_column(assessment.indicators_, IndicatorVerdict{},
                    [&](auto& column, auto) { make(column, terms.rows.size()); });
    make(assessment.status_, measures);
    make(assessment.reasons_, measures);
  }

  void judge(std::size_t begin, std::size_t end) {
    constexpr std::size_t step = 1024;
    for (; begin < end; begin += step) {
      poll_();
      judge_step(begin, std::min(begin + step, end));
    }
  }

 private:
  void judge_step(std::size_t begin, std::size_t end) {
    first_measure_ = begin;
    first_row_ = terms_.first_of_measure[begin];
    const std::size_t rows = terms_.first_of_measure[end] - first_row_;
    if (rows > made_.status.size()) {
      for_each_column(made_, silent_, [rows](auto& column, auto) { column.resize(rows); });
    }
    status_.resize(end - begin);
    reasons_.resize(end - begin);
    if (reader_.has_others_) {
      for (std::size_t i = begin; i < end; ++i) {
        judge_indicators(i);
        keep(i, reader_.verdict_of(i, outcomes_));
      }
    } else {
      judge_by_indicators(begin, end);
    }
    const auto copy = [](auto& column, std::size_t at, const auto& made, std::size_t size) {
      std::copy_n(made.begin(), size, column.begin() + static_cast<std::ptrdiff_t>(at));
    };
    for_each_column(assessment_.indicators_, made_,
                    [&](auto& column, const auto& made) { copy(column, first_row_, made, rows); });
    copy(assessment_.status_, begin, status_, end - begin);
    copy(assessment_.reasons_, begin, reasons_, end - begin);
  }

  // Only values and deliverables: there is no rating, and nothing was filed under a measure.
  void judge_by_indicators(std::size_t begin, std::size_t end) {
    while (begin < end) {
      const std::size_t end_of_deadline = reader_.end_of_deadline(begin, end);
      judge_with_deadline(begin, end_of_deadline);
      begin = end_of_deadline;
    }
  }

  void judge_with_deadline(std::size_t begin, std::size_t end) {
    const detail::Silence silence = reader_.silence(begin);
    alike_.forget();
    const std::uint32_t* const first = terms_.first_of_measure.data();
    const bool is_vague = silence.facts.is_vague();
    IndicatorVerdict alone;
    for (std::size_t i = begin; i < end; ++i) {
      const std::size_t row = first[i];
      const std::size_t size = first[i + 1] - row;
      if (size == 1 && !is_vague) {
        judge_indicator(row, alone);
        keep(i, alike_.decide(silence, alone, terms_.core[row], terms_.rows[row]));
      } else {
        judge_indicators(i);
        keep(i, detail::decide_by_indicators(silence, outcomes_,
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
    const std::uint32_t route = routes_[row];
    const std::uint32_t next = routes_[row + ahead];
    if (next < by_derivation) fast_.fetch(row + ahead, next);
    if (route >= by_derivation || !fast_.derive(row, route, found)) {
      found = route == untouched ? silent_ : reader_.derive(row);
    }
    Assessor::keep(made_, row - first_row_, found);
  }

  void keep(std::size_t measure, const detail::Verdict& verdict) {
    status_[measure - first_measure_] = verdict.status;
    reasons_[measure - first_measure_] = verdict.reasons;
  }

  Assessment& assessment_;
  CancelPoll& poll_;
  const Assessor reader_;
  const TermsTable& terms_;
  const Routes& routes_;
  detail::FastValue fast_;
  detail::DecideAlike alike_;
  const IndicatorVerdict silent_ = silent_indicator();
  std::vector<IndicatorVerdict> outcomes_;
  std::size_t first_measure_ = 0;  // of the step
  std::size_t first_row_ = 0;
  Assessment::IndicatorColumns made_;  // at least as many as in the step
  std::vector<DeadlineStatus> status_;
  std::vector<ReasonSet> reasons_;
};

void Assessor::judge_all(Assessment& assessment, const Cancel& cancel) {
  CancelPoll poll{cancel};
  if (assessment.evidence_.size() == 0) {
    judge_silence(assessment, poll);
    return;
  }
  Workers workers{assessment.options_.threads, poll};
  const Assessor reader{assessment, &poll};
  const Routes routes = reader.routes(workers);
  const std::size_t measures = reader.grounds_.plan->measures().size();
  Pass::make_room(assessment, *reader.grounds_.terms, measures);
  workers.run_with(
      measures, [&](CancelPoll& own) { return std::make_unique<Pass>(assessment, routes, own); },
      [](Pass& pass, std::size_t begin, std::size_t end) { pass.judge(begin, end); });
}

}  // namespace actionplan
