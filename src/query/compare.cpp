// SPDX-License-Identifier: Apache-2.0
#include <actionplan/query/compare.hpp>

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>

#include "core/internal/excerpt.hpp"
#include "evaluate/internal/term_differences.hpp"
#include "plan/internal/plan_name.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

namespace actionplan {
namespace {

MeasureState state_of(const Assessment& assessment, std::size_t row) {
  const MeasureAssessment assessed = assessment.at(row);
  MeasureState state;
  state.row = row;
  state.deadline_status = assessed.deadline_status;
  state.due = assessed.due;
  state.days_late = assessed.days_late;
  state.derived = assessed.derived;
  state.due_latest = assessed.due_latest;
  state.is_conditional = !assessment.measure(row).deadline.conditions.empty();
  for (const RatingAssessment& rating : assessed.rated) {
    if (!rating.indicator && rating.completion) state.rated.push_back(*rating.completion);
  }
  for (const IndicatorAssessment& one : assessed.indicators) {
    state.indicators.push_back({one.id, one.status, one.value, one.progress});
  }
  return state;
}

// A side of the comparison: absent, dropped by a revision, or there, which a measure that a rater
// calls withdrawn still is.
struct Side {
  std::optional<MeasureState> state;
  bool is_live = false;
};

Side side_of(const Assessment& assessment, std::size_t row) {
  return {state_of(assessment, row), row < assessment.plan().measures().size()};
}

// The indicator of the other side that is the same; null: there is none.
const IndicatorState* same_as(const IndicatorState& one, std::size_t position,
                              const std::vector<IndicatorState>& others, bool is_by_id) {
  if (!is_by_id) return position < others.size() ? &others[position] : nullptr;
  const auto found = std::find_if(others.begin(), others.end(),
                                  [&one](const auto& other) { return other.id == one.id; });
  return found == others.end() ? nullptr : &*found;
}

const std::vector<Indicator>& indicators_of(const Assessment& assessment,
                                            const MeasureState& state) {
  return assessment.plan().measures()[state.row].indicators;
}

// The indicators of a measure that both have, and what they are measured by, where they differ. The
// words of one that is paired by its position, or that was translated, are others in any case.
std::vector<TermDifference> differing_terms(const Assessment& before, const MeasureState& was,
                                            const Assessment& after, const MeasureState& is,
                                            bool is_by_id) {
  const std::vector<Indicator>& old = indicators_of(before, was);
  const std::vector<Indicator>& now = indicators_of(after, is);
  const bool has_words =
      is_by_id && before.plan().heading().language == after.plan().heading().language;
  std::vector<TermDifference> found;
  std::vector<bool> is_old(now.size());
  for (std::size_t i = 0; i < old.size(); ++i) {
    const IndicatorState* same = same_as(was.indicators[i], i, is.indicators, is_by_id);
    if (same == nullptr) {
      found.push_back({old[i].id, detail::wording_of(old[i]), std::nullopt});
      continue;
    }
    const auto at = static_cast<std::size_t>(same - is.indicators.data());
    is_old[at] = true;
    auto worded = has_words ? detail::wording_difference(old[i], now[at]) : std::nullopt;
    if (worded) found.push_back(std::move(*worded));
    for (TermDifference& one :
         detail::term_differences(detail::measured_indicator(before, was.row, i),
                                  detail::measured_indicator(after, is.row, at))) {
      found.push_back(std::move(one));
    }
  }
  for (std::size_t i = 0; i < now.size(); ++i) {
    if (!is_old[i]) found.push_back({now[i].id, std::nullopt, detail::wording_of(now[i])});
  }
  return found;
}

void note_terms(const std::vector<TermDifference>& terms, std::vector<Change>& changes) {
  bool has_target = false;
  bool has_baseline = false;
  bool has_other = false;
  bool has_text = false;
  for (const TermDifference& one : terms) {
    const std::string& name = (one.before ? one.before : one.after)->name;
    if (name == "text") {
      has_text = true;
      continue;
    }
    has_target = has_target || name == "target";
    has_baseline = has_baseline || name == "baseline";
    has_other = has_other || (name != "target" && name != "baseline");
  }
  if (has_target) changes.push_back(Change::indicator_target);
  if (has_baseline) changes.push_back(Change::indicator_baseline);
  if (has_other) changes.push_back(Change::indicator_terms);
  if (has_text) changes.push_back(Change::indicators);
}

template <class Note>
void note_indicators(const MeasureState& before, const MeasureState& after, bool is_by_id,
                     const Note& note) {
  bool has_status = before.indicators.size() != after.indicators.size();
  bool has_value = false;
  bool has_progress = false;
  for (std::size_t i = 0; i < before.indicators.size(); ++i) {
    const IndicatorState& was = before.indicators[i];
    const IndicatorState* is = same_as(was, i, after.indicators, is_by_id);
    has_status = has_status || is == nullptr || is->status != was.status;
    if (is == nullptr) continue;
    has_value = has_value || is->value != was.value;
    has_progress = has_progress || is->progress != was.progress;
  }
  note(has_status, Change::indicator_status);
  note(has_value, Change::indicator_value);
  note(has_progress, Change::indicator_progress);
}

std::vector<Change> changes_between(const Side& first, const Side& second, bool is_by_id) {
  const std::optional<MeasureState>& before = first.state;
  const std::optional<MeasureState>& after = second.state;
  std::vector<Change> changes;
  const auto note = [&](bool is_changed, Change change) {
    if (is_changed) changes.push_back(change);
  };
  note(!first.is_live && second.is_live, Change::added);
  note(first.is_live && !second.is_live, Change::dropped);
  if (!before || !after) return changes;
  note(before->deadline_status != after->deadline_status, Change::deadline_status);
  note(before->derived != after->derived, Change::derived);
  note(before->rated != after->rated, Change::rated);
  note(before->days_late != after->days_late, Change::days_late);
  note(before->due != after->due, Change::due);
  // A due day that is exact on both sides moves both: that is one change.
  const bool is_exact = before->due == before->due_latest && after->due == after->due_latest;
  note(!is_exact && before->due_latest != after->due_latest, Change::due_latest);
  note(before->is_conditional != after->is_conditional, Change::conditional);
  if (first.is_live && second.is_live) note_indicators(*before, *after, is_by_id, note);
  return changes;
}

// Gathers what differs; a measure that is dropped on the one side and absent on the other is the
// same on both.
class Comparer {
 public:
  /// @param has_same_ids  is what has the same id in both the same measure?
  Comparer(const Assessment& before, const Assessment& after, const CompareOptions& options,
           bool has_same_ids)
      : before_{before}, after_{after}, has_same_ids_{has_same_ids} {
    std::set<std::string_view> origins;
    for (const auto& [from, to] : options.measures) {
      (void)before_.row(from);
      (void)after_.row(to);
      if (!origins.insert(to.value()).second) {
        throw InvalidArgument("The comparison gives measure \"" + detail::excerpt(to.value()) +
                              "\" two origins; name one for each.");
      }
      if (from == to && has_same_ids_) continue;
      mapped_.emplace(to.value(), from.value());
      taken_.insert(from.value());
    }
  }

  Comparison compare() && {
    std::unordered_map<std::string_view, std::size_t> rows;
    for (std::size_t row = 0; row < before_.size(); ++row) {
      rows.emplace(before_.measure(row).id.value(), row);
    }
    for (std::size_t row = 0; row < after_.size(); ++row) {
      const Measure& measure = after_.measure(row);
      Side before;
      const auto mapped = mapped_.find(measure.id.value());
      const bool is_by_id = mapped == mapped_.end();
      const bool is_alone = is_by_id && (!has_same_ids_ || is_taken(measure.id.value()));
      const auto found =
          is_alone ? rows.end() : rows.find(is_by_id ? measure.id.value() : mapped->second);
      if (found != rows.end()) {
        before = side_of(before_, found->second);
        rows.erase(found);
      }
      add(measure, std::move(before), side_of(after_, row), is_by_id);
    }
    for (std::size_t row = 0; row < before_.size(); ++row) {
      const Measure& measure = before_.measure(row);
      if (rows.count(measure.id.value()) == 0) continue;
      add(measure, side_of(before_, row), {}, true);
    }
    return std::move(out_);
  }

 private:
  // Is this measure of the first another one in the second?
  [[nodiscard]] bool is_taken(std::string_view id) const {
    return taken_.count(std::string{id}) != 0;
  }

  void add(const Measure& measure, Side before, Side after, bool is_by_id) {
    std::vector<Change> changes = changes_between(before, after, is_by_id);
    std::vector<TermDifference> terms;
    if (before.is_live && after.is_live) {
      terms = differing_terms(before_, *before.state, after_, *after.state, is_by_id);
      note_terms(terms, changes);
    }
    if (changes.empty()) {
      ++out_.unchanged;
      return;
    }
    out_.changes.push_back(MeasureChange{measure.id, measure.number, std::move(changes),
                                         std::move(before.state), std::move(after.state),
                                         std::move(terms)});
  }

  const Assessment& before_;
  const Assessment& after_;
  bool has_same_ids_;
  std::unordered_map<std::string, std::string> mapped_;  // of the second to the first
  std::set<std::string> taken_;                          // of the first
  Comparison out_;
};

std::string folded(std::string_view words) { return text::fold(text::collapse_spaces(words)); }

std::set<std::string> titles(const Assessment& assessment) {
  std::set<std::string> out;
  for (const Revision& revision : assessment.history().revisions()) {
    out.insert(folded(revision.plan.heading().title));
  }
  return out;
}

// The titles that each measure ever had.
std::map<MeasureId, std::set<std::string>> measure_titles(const Assessment& assessment) {
  std::map<MeasureId, std::set<std::string>> out;
  for (const Revision& revision : assessment.history().revisions()) {
    for (const Measure& measure : revision.plan.measures()) {
      out[measure.id].insert(folded(measure.title));
    }
  }
  return out;
}

// Two plans number their measures alike, and a 1.1 of the one is no 1.1 of the other: that takes a
// title of both, and measures that are not all others. That neither has a title says nothing, so
// that most of their measures have to be alike.
bool are_related(const Assessment& before, const Assessment& after) {
  const std::set<std::string> first = titles(before);
  const std::set<std::string> second = titles(after);
  const bool has_title = std::any_of(second.begin(), second.end(), [&first](const auto& title) {
    return !title.empty() && first.count(title) != 0;
  });
  if (!has_title && (first.count("") == 0 || second.count("") == 0)) return false;
  const auto others = measure_titles(after);
  std::size_t shared = 0;
  std::size_t alike = 0;
  for (const auto& [id, own] : measure_titles(before)) {
    const auto other = others.find(id);
    if (other == others.end()) continue;
    ++shared;
    const bool is_alike = std::any_of(own.begin(), own.end(), [&](const std::string& title) {
      return other->second.count(title) != 0;
    });
    alike += is_alike ? 1 : 0;
  }
  if (has_title) return alike > 0 || shared < 2;
  return alike > 0 && 2 * alike >= shared;
}

[[noreturn]] void refuse_unrelated(const Assessment& before, const Assessment& after) {
  std::string names = detail::plan_name(before.plan().heading().title) + " and " +
                      detail::plan_name(after.plan().heading().title);
  if (names.front() == 'a') names.front() = 'A';
  throw InvalidArgument(names +
                        " are two plans, of which nothing says what is the same; match them by "
                        "their ids (`by_id`), or give the measures of the first with those of the "
                        "second (`measures`).");
}

}  // namespace

Comparison compare(const Assessment& before, const Assessment& after,
                   const CompareOptions& options) {
  const bool has_same_ids = options.by_id || are_related(before, after);
  if (!has_same_ids && options.measures.empty()) refuse_unrelated(before, after);
  return Comparer{before, after, options, has_same_ids}.compare();
}

}  // namespace actionplan
