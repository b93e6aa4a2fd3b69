// SPDX-License-Identifier: Apache-2.0
#include "terms_history.hpp"

#include "evaluate/internal/term_differences.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace actionplan::detail {
namespace {

// Had a day passed by which the indicator was due by the terms before?
bool is_after_due(const TermDifference& found, const MeasuredIndicator& before, Date day) {
  const auto is_past = [day](const std::optional<Date>& due) { return due && *due < day; };
  if (is_past(latest_due(*before.deadline))) return true;
  const bool is_target = (found.before ? found.before : found.after)->name == "target";
  if (!is_target) return is_past(own_due(before));
  return is_past(found.before ? found.before->due : found.after->due);
}

// To say what nothing was said of is no change, as long as the day is ahead. A kind is also read.
bool is_said_first(const TermDifference& found, const MeasuredIndicator& before) {
  if (!found.before) return true;
  const IndicatorProfile* said = before.table->rows[before.row].said;
  return found.before->name == "kind" && (said == nullptr || !said->kind);
}

// The first day by which an indicator was to reach a target, where that has a day of its own.
std::optional<Date> first_own_due(const MeasuredIndicator& one) {
  const auto steps = one.table->steps_of(one.table->rows[one.row]);
  return steps.empty() ? own_due(one) : Date::from_days(steps.front().due);
}

// Follows the indicators of one measure from version to version.
class Followed {
 public:
  void go_on(const DueReading& now, const TermsTable& table) {
    now_ = &now;
    ++round_;
    has_same_text_.reset();
    const std::vector<Indicator>& indicators = now.measure->indicators;
    const auto at = static_cast<std::size_t>(now.measure - now.revision->plan.measures().data());
    const std::size_t first = table.first_of_measure[at];
    if (before_ == nullptr) tracks_.reserve(indicators.size());
    std::vector<std::size_t> present(indicators.size());
    for (std::size_t i = 0; i < indicators.size(); ++i) {
      present[i] = find(indicators[i].id, i);
      meet(tracks_[present[i]], {&table, first + i, now.measure, now.deadline}, i);
    }
    for (const std::size_t track : present_) {
      if (tracks_[track].round != round_) lose(tracks_[track]);
    }
    present_ = std::move(present);
    before_ = now_;
  }

  std::vector<TermsMoved> moved() && {
    std::vector<TermsMoved> all;
    for (Track& track : tracks_) {
      if (track.moved.changes.empty()) continue;
      if (track.round != round_) track.moved.position.reset();
      all.push_back(std::move(track.moved));
    }
    return all;
  }

 private:
  struct Track {
    TermsMoved moved;
    MeasuredIndicator last;
    std::size_t round = 0;  // in which it was last met; 0: never
  };

  // Most versions have the same indicators in the same places.
  std::size_t find(const IndicatorId& id, std::size_t place) {
    if (place < present_.size() && tracks_[present_[place]].moved.indicator->id == id) {
      return present_[place];
    }
    if (before_ != nullptr) {
      while (known_ < tracks_.size()) {
        by_id_.emplace(tracks_[known_].moved.indicator->id.value(), known_);
        ++known_;
      }
      const auto found = by_id_.find(id.value());
      if (found != by_id_.end()) return found->second;
    }
    tracks_.emplace_back();
    return tracks_.size() - 1;
  }

  void meet(Track& track, const MeasuredIndicator& now, std::size_t place) {
    const Indicator& indicator = now.measure->indicators[place];
    const bool is_known = track.round != 0;
    const bool was_there = is_known && track.round + 1 == round_;
    const Date day = now_->revision->effective_on;
    if (before_ != nullptr && !was_there) {
      add_if_said(track, {indicator.id, std::nullopt, wording_of(indicator)},
                  is_past(first_own_due(now)));
    }
    if (was_there) {
      if (auto found = wording_difference(*track.moved.indicator, indicator)) {
        add_if_said(track, std::move(*found), is_past(own_due(track.last)));
      }
    }
    if (is_known) {
      for (TermDifference& found : term_differences(track.last, now)) {
        const bool is_late = is_after_due(found, track.last, day);
        if (is_late || !is_said_first(found, track.last)) add(track, std::move(found), is_late);
      }
    }
    track.moved.indicator = &indicator;
    track.moved.position = place;
    track.last = now;
    track.round = round_;
  }

  void lose(Track& track) {
    const Indicator& indicator = *track.moved.indicator;
    const bool is_said = add_if_said(track, {indicator.id, wording_of(indicator), std::nullopt},
                                     is_past(first_own_due(track.last)));
    if (!is_said && !track.moved.is_changed_after_due) track.moved.changes.clear();
  }

  [[nodiscard]] bool is_past(const std::optional<Date>& due) const {
    return due && *due < now_->revision->effective_on;
  }

  // Another split of the same words is a reading, as long as the day is ahead.
  bool add_if_said(Track& track, TermDifference found, bool is_past_own_day) {
    const bool is_late = is_past_own_day || is_past(latest_due(*before_->deadline));
    if (!has_same_text_) {
      has_same_text_ = before_->measure->indicator_text == now_->measure->indicator_text;
    }
    if (!is_late && *has_same_text_) return false;
    add(track, std::move(found), is_late);
    return true;
  }

  void add(Track& track, TermDifference found, bool is_late) {
    TermsMoved& moved = track.moved;
    if (is_late && !moved.is_changed_after_due) {
      moved.is_changed_after_due = true;
      if (track.round != 0 && track.round + 1 == round_) moved.former = before_->at;
    }
    const Revision& revision = *now_->revision;
    moved.changes.push_back(
        TermChange{std::move(found), revision.effective_on, revision.recorded_on, is_late});
  }

  const DueReading* before_ = nullptr;
  const DueReading* now_ = nullptr;
  std::size_t round_ = 0;
  std::optional<bool> has_same_text_;  // the indicator texts of both
  std::vector<Track> tracks_;
  std::vector<std::size_t> present_;                         // of the version before, in its order
  std::unordered_map<std::string_view, std::size_t> by_id_;  // of the first `known_` tracks
  std::size_t known_ = 0;
};

}  // namespace

TermsHistory::TermsHistory(const PlanHistory& history, const Revisions& revisions,
                           std::optional<Date> known_at) {
  for (const Revision* revision : revisions) {
    tables_.push_back(&terms_of(history, *revision, known_at));
  }
}

std::vector<TermsMoved> TermsHistory::of(const std::vector<DueReading>& readings) const {
  if (readings.size() < 2) return {};
  Followed followed;
  for (const DueReading& reading : readings) followed.go_on(reading, *tables_[reading.at]);
  return std::move(followed).moved();
}

}  // namespace actionplan::detail
