// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evaluate/assess.hpp>

#include <actionplan/evidence/entry_view.hpp>

#include "core/internal/made_once.hpp"
#include "evidence/internal/evidence_block.hpp"

#include "assessor.hpp"

#include <algorithm>
#include <set>
#include <span>
#include <string>
#include <utility>

namespace actionplan {
namespace {

using Layers = std::span<const EvidenceLayer>;

// Adds each entry of the layers that `others` does not have.
template <class Add>
void for_each_beyond(Layers layers, Layers others, Add add) {
  for (const EvidenceLayer& layer : layers) {
    const bool is_shared =
        std::any_of(others.begin(), others.end(),
                    [&layer](const EvidenceLayer& other) { return other.block == layer.block; });
    if (is_shared) continue;
    const auto size = static_cast<std::uint32_t>(layer.block->rows() + layer.block->others.size());
    for (std::uint32_t at = 0; at < size; ++at) add(EntryView{layer, at});
  }
}

// The subjects of what was appended, and of what it speaks about; false where that cannot be told
// without going through all.
bool changed_subjects(const Evidence& before, const Evidence& after, CancelPoll& poll,
                      std::set<std::string>& out) {
  if (&base_block(before) != &base_block(after)) return false;
  std::set<Hash> known;
  for_each_beyond(layers_of(before), layers_of(after),
                  [&known](const EntryView& view) { known.insert(view.hash()); });
  std::size_t found_again = 0;
  for_each_beyond(layers_of(after), layers_of(before), [&](const EntryView& view) {
    poll();
    if (known.count(view.hash()) != 0) {
      ++found_again;
      return;
    }
    const Entry entry = view.entry();
    out.insert(subject(entry));
    for (const auto& named : {entry.replaces, entry.about}) {
      if (!named) continue;
      if (const auto at = after.find(*named)) out.insert(subject(after.entry(*at)));
    }
  });
  return found_again == known.size();
}

}  // namespace

Assessment Assessor::reassess(Assessment before, const Evidence& evidence, const Cancel& cancel) {
  CancelPoll poll{cancel};
  std::set<std::string> subjects;
  if (!changed_subjects(before.evidence_, evidence, poll, subjects)) {
    return assess(before.history_, evidence, before.options_, cancel);
  }
  before.evidence_ = evidence;
  before.made_ = std::make_shared<const detail::MadeOnce>();
  const Assessor reader{before, &poll};
  const TermsTable& terms = *reader.grounds_.terms;
  std::set<std::size_t> measures;
  for (const std::string& name : subjects) {
    // An indicator and a measure may have the same id.
    const IndicatorId id{name};
    if (const auto row = terms.find(id)) measures.insert(terms.rows[*row].measure);
    if (const auto at = reader.grounds_.plan->position(MeasureId{name})) measures.insert(*at);
  }
  for (const std::uint32_t row : terms.computed) measures.insert(terms.rows[row].measure);
  for (const std::size_t measure : measures) {
    poll();
    std::vector<detail::IndicatorVerdict> outcomes;
    for (std::size_t i = terms.first_of_measure[measure]; i < terms.first_of_measure[measure + 1];
         ++i) {
      outcomes.push_back(reader.derive(i));
      keep(before.indicators_, i, outcomes.back());
    }
    const ReasonSet revised = before.reasons_[measure];
    const detail::Verdict result = reader.verdict_of(measure, outcomes);
    before.status_[measure] = result.status;
    before.reasons_[measure] = result.reasons;
    for (const Reason kept :
         {Reason::due_changed, Reason::extended_after_due, Reason::target_changed,
          Reason::target_changed_after_due, Reason::recommended_after_due}) {
      if (revised.has(kept)) before.reasons_[measure].add(kept);
    }
  }
  return before;
}

Assessment reassess(Assessment before, const Evidence& evidence, const Cancel& cancel) {
  return Assessor::reassess(std::move(before), evidence, cancel);
}

}  // namespace actionplan
