// SPDX-License-Identifier: Apache-2.0
#include <actionplan/query/compare.hpp>

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
    if (!rating.indicator) state.rated.push_back(rating.completion);
  }
  return state;
}

bool is_live(const std::optional<MeasureState>& state) {
  return state && state->deadline_status != DeadlineStatus::withdrawn;
}

std::vector<Change> changes_between(const std::optional<MeasureState>& before,
                                    const std::optional<MeasureState>& after) {
  std::vector<Change> changes;
  const auto note = [&](bool is_changed, Change change) {
    if (is_changed) changes.push_back(change);
  };
  note(!is_live(before) && is_live(after), Change::added);
  note(is_live(before) && !is_live(after), Change::dropped);
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
  return changes;
}

// Gathers what differs; a measure that is withdrawn on the one side and absent on the other is the
// same on both.
class Comparer {
 public:
  Comparer(const Assessment& before, const Assessment& after) : before_{before}, after_{after} {}

  Comparison compare() && {
    std::unordered_map<std::string_view, std::size_t> rows;
    for (std::size_t row = 0; row < before_.size(); ++row) {
      rows.emplace(before_.measure(row).id.value(), row);
    }
    for (std::size_t row = 0; row < after_.size(); ++row) {
      const Measure& measure = after_.measure(row);
      std::optional<MeasureState> before;
      const auto found = rows.find(measure.id.value());
      if (found != rows.end()) {
        before = state_of(before_, found->second);
        rows.erase(found);
      }
      add(measure, std::move(before), state_of(after_, row));
    }
    for (std::size_t row = 0; row < before_.size(); ++row) {
      const Measure& measure = before_.measure(row);
      if (rows.count(measure.id.value()) != 0) add(measure, state_of(before_, row), std::nullopt);
    }
    return std::move(out_);
  }

 private:
  void add(const Measure& measure, std::optional<MeasureState> before,
           std::optional<MeasureState> after) {
    std::vector<Change> changes = changes_between(before, after);
    if (changes.empty()) {
      ++out_.unchanged;
      return;
    }
    out_.changes.push_back(MeasureChange{measure.id, measure.number, std::move(changes),
                                         std::move(before), std::move(after)});
  }

  const Assessment& before_;
  const Assessment& after_;
  Comparison out_;
};

}  // namespace

std::string_view to_string(Change change) noexcept {
  switch (change) {
    case Change::added: return "added";
    case Change::dropped: return "dropped";
    case Change::deadline_status: return "deadline_status";
    case Change::derived: return "derived";
    case Change::rated: return "rated";
    case Change::days_late: return "days_late";
    case Change::due: return "due";
    case Change::due_latest: return "due_latest";
    case Change::conditional: return "conditional";
  }
  return "added";
}

Comparison compare(const Assessment& before, const Assessment& after) {
  return Comparer{before, after}.compare();
}

}  // namespace actionplan
