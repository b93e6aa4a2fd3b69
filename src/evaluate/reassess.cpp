// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evaluate/assess.hpp>

#include "assessor.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace actionplan {
namespace {

// The subjects of what was appended, and of what it speaks about; false where that cannot be told
// without going through all.
bool changed_subjects(const Evidence& before, const Evidence& after, std::set<std::string>& out) {
  const auto size = [](const EvidenceBlock& block) { return block.rows() + block.others.size(); };
  if (&before.base() != &after.base() || size(after.tail()) < size(before.tail())) return false;
  const auto has = [&before](const Hash& hash) {
    return before.find(EntryId{to_hex(hash)}).has_value();
  };
  const EvidenceBlock& tail = after.tail();
  const auto add = [&](const Entry& entry) {
    out.insert(subject(entry));
    for (const auto& named : {entry.replaces, entry.about}) {
      if (!named) continue;
      if (const auto at = after.find(*named)) out.insert(subject(after.entry(*at)));
    }
  };
  const bool was_empty = before.tail().rows() == 0 && before.tail().others.empty();
  for (std::uint32_t row = 0; row < tail.rows(); ++row) {
    if (was_empty || !has(tail.hash[row])) add(tail.entry(row));
  }
  for (const OtherEntry& other : tail.others) {
    if (was_empty || !has(other.hash)) add(other.entry);
  }
  return true;
}

}  // namespace

Assessment Assessor::reassess(Assessment before, const Evidence& evidence) {
  std::set<std::string> subjects;
  if (!changed_subjects(before.evidence_, evidence, subjects)) {
    return assess(before.history_, evidence, before.options_);
  }
  before.evidence_ = evidence;
  const Assessor reader{before};
  const TermsTable& terms = *reader.grounds_.terms;
  std::set<std::size_t> measures;
  for (const std::string& name : subjects) {
    const IndicatorId id{name};
    const auto found = std::lower_bound(terms.ids.begin(), terms.ids.end(), id);
    if (found != terms.ids.end() && *found == id) {
      measures.insert(
          terms.rows[terms.by_id[static_cast<std::size_t>(found - terms.ids.begin())]].measure);
    } else if (const auto at = reader.grounds_.plan->position(MeasureId{name})) {
      measures.insert(*at);
    }
  }
  for (const std::uint32_t row : terms.computed) measures.insert(terms.rows[row].measure);
  for (const std::size_t measure : measures) {
    std::vector<detail::IndicatorOutcome> outcomes;
    for (std::size_t i = terms.first_of_measure[measure]; i < terms.first_of_measure[measure + 1];
         ++i) {
      outcomes.push_back(reader.judge_indicator(before, i));
    }
    const ReasonSet revised = before.reasons_[measure];
    reader.judge_measure(before, measure, outcomes);
    for (const Reason kept : {Reason::due_changed, Reason::extended_after_due}) {
      if (revised.has(kept)) before.reasons_[measure].add(kept);
    }
  }
  return before;
}

Assessment reassess(Assessment before, const Evidence& evidence) {
  return Assessor::reassess(std::move(before), evidence);
}

}  // namespace actionplan
