// SPDX-License-Identifier: Apache-2.0
#include "reports.hpp"

#include "evidence/internal/evidence_block.hpp"

#include <algorithm>

namespace actionplan::detail {
namespace {

class ExistenceDeriver {
 public:
  ExistenceDeriver(const Grounds& grounds, const IndicatorQuestion& asked, LiveRows live)
      : grounds_{grounds}, asked_{asked}, live_{std::move(live)} {
    for (const LiveRow& row : live_.rows) {
      if (!row.is_deliverable) {
        live_.uses[row.use_at].use = EntryUse::beside_the_point;
        has_values_ = true;
      } else {
        (row.estimate.value != 0 ? done_ : missing_).push_back(&row);
        found_.seen_on = std::max(found_.seen_on, row.true_from);
      }
    }
  }

  Derivation derive() {
    const std::vector<Period> expected = expected_periods();
    if (!expected.empty()) {
      judge_reports(expected);
    } else if (done_.empty() && missing_.empty()) {
      judge_nothing();
    } else {
      judge_thing();
    }
    found_.point_status = found_.status;
    note_disputes();
    found_.uses = std::move(live_.uses);
    return found_;
  }

 private:
  // Of nothing that decides: silence, or entries of another kind or period.
  void judge_nothing() {
    if (has_values_) found_.reasons.add(IndicatorReason::needs_deliverable);
    const bool is_heard = std::any_of(live_.uses.begin(), live_.uses.end(),
                                      [](const auto& one) { return detail::is_heard(one.use); });
    found_.status = is_heard ? IndicatorStatus::inconclusive : IndicatorStatus::no_evidence;
    if (!is_heard) found_.reasons.add(IndicatorReason::nothing_live);
  }

  // Deliverables that answer no report that is expected.
  void set_aside_unexpected(const std::vector<Period>& expected) {
    found_.seen_on = INT32_MIN;
    for (const std::vector<const LiveRow*>* rows : {&done_, &missing_}) {
      for (const LiveRow* row : *rows) {
        const std::optional<Period> period = row->place.block->entry(row->place.at).period;
        const bool is_expected =
            period && std::find(expected.begin(), expected.end(), *period) != expected.end();
        if (is_expected) {
          found_.seen_on = std::max(found_.seen_on, row->true_from);
          continue;
        }
        const bool is_early =
            period && period->last().days() < grounds_.terms->adoption_of(asked_.terms->measure);
        set_use(*row, is_early ? EntryUse::before_adoption : EntryUse::beside_the_point);
        found_.reasons.add(is_early ? IndicatorReason::before_adoption
                                    : IndicatorReason::report_unexpected);
      }
    }
  }

  void judge_thing() {
    const LiveRow* last_missing = last(missing_);
    const LiveRow* first_done = earliest_done();
    if (!done_.empty()) found_.reasons.add(IndicatorReason::exists);
    if (!missing_.empty()) found_.reasons.add(IndicatorReason::seen_missing);
    const bool is_contradicted = last_missing != nullptr && first_done != nullptr &&
                                 first_done->true_from <= last_missing->true_from;
    if (is_contradicted) {
      found_.status = IndicatorStatus::contested;
      found_.reasons.add(IndicatorReason::conflicting_entries);
    } else if (first_done != nullptr) {
      found_.status = IndicatorStatus::met;
      set_done(*first_done);
      for (const LiveRow* row : missing_) set_use(*row, EntryUse::superseded);
      for (const LiveRow* row : done_) {
        if (row != first_done) set_use(*row, EntryUse::agrees);
      }
    } else {
      judge_missing(last_missing->true_from);
    }
  }

  void judge_missing(std::int32_t seen_on) {
    const bool is_decided = seen_on >= asked_.terms->due;
    if (!is_decided) found_.reasons.add(IndicatorReason::value_before_due);
    found_.status = is_decided ? IndicatorStatus::not_met : IndicatorStatus::incomplete;
  }

  // By its own cadence, else with the measure's reports.
  [[nodiscard]] std::vector<Period> expected_periods() const {
    if (!asked_.periods.empty()) return {asked_.periods.begin(), asked_.periods.end()};
    std::vector<Period> expected;
    for (const ExpectedReport& report : asked_.measure->deadline.expected_reports) {
      if (!is_before_adoption(grounds_, *asked_.measure, report)) expected.push_back(report.period);
    }
    return expected;
  }

  void judge_reports(const std::vector<Period>& expected) {
    const bool is_own = !asked_.periods.empty();
    const std::vector<PeriodEntry> entries =
        period_entries(grounds_, *asked_.measure, is_own ? asked_.indicator : nullptr);
    std::size_t ended = 0;
    std::size_t received = 0;
    std::size_t received_of_ended = 0;
    std::int32_t seen_missing_on = INT32_MIN;
    DoneWithin done{INT32_MIN, INT32_MIN};
    for (const Period& period : expected) {
      const ReportFound found = find_report(entries, period);
      const bool has_ended = period.last().days() < grounds_.clocks.as_of;
      if (is_own) found_.received.push_back(found.is_received);
      ended += has_ended ? 1 : 0;
      received += found.is_received ? 1 : 0;
      received_of_ended += has_ended && found.is_received ? 1 : 0;
      if (found.is_received) {
        done.last = std::max(done.last, found.done.last);
        done.first = found.done.is_known() ? std::max(done.first, found.done.first) : done.first;
      } else {
        seen_missing_on = std::max(seen_missing_on, found.seen_on);
      }
    }
    set_aside_unexpected(expected);
    if (received == 0 && seen_missing_on == INT32_MIN) return judge_nothing();
    found_.value = static_cast<double>(received);
    if (received == expected.size()) {
      found_.status = IndicatorStatus::met;
      found_.reasons.add(IndicatorReason::exists);
      found_.done = done;
    } else if (received_of_ended == ended) {
      found_.status = IndicatorStatus::on_track;
      found_.reasons.add(IndicatorReason::expected_reached);
    } else {
      found_.reasons.add(IndicatorReason::reports_missing);
      found_.status = IndicatorStatus::incomplete;
      const bool is_seen = seen_missing_on != INT32_MIN && seen_missing_on >= asked_.terms->due;
      if (is_seen) {
        found_.reasons.add(IndicatorReason::seen_missing);
        found_.status = IndicatorStatus::not_met;
      }
    }
  }

  void set_done(const LiveRow& row) {
    const EntryExtra* extra = row.place.block->extra(row.place.at);
    const bool has_done_on = extra != nullptr && extra->done_on;
    found_.done = has_done_on
                      ? DoneWithin{extra->done_on->first().days(), extra->done_on->last().days()}
                      : DoneWithin{INT32_MIN, row.true_from};
    if (found_.done.last < grounds_.terms->adoption_of(asked_.terms->measure)) {
      found_.reasons.add(IndicatorReason::before_adoption);
    }
  }

  void set_use(const LiveRow& row, EntryUse use) { live_.uses[row.use_at].use = use; }

  void note_disputes() {
    for (const LiveRow& row : live_.rows) {
      const bool is_used = live_.uses[row.use_at].use == EntryUse::used;
      if (is_used && row.verification == Verification::disputed) {
        found_.reasons.add(IndicatorReason::disputed);
      }
    }
  }

  static const LiveRow* last(const std::vector<const LiveRow*>& rows) {
    const auto found = std::max_element(
        rows.begin(), rows.end(),
        [](const LiveRow* a, const LiveRow* b) { return a->true_from < b->true_from; });
    return found == rows.end() ? nullptr : *found;
  }

  // Undisputed ones first; of these the first to have become true.
  [[nodiscard]] const LiveRow* earliest_done() const {
    const auto key = [](const LiveRow* row) {
      return std::make_tuple(row->verification == Verification::disputed, row->true_from);
    };
    const auto found =
        std::min_element(done_.begin(), done_.end(), [&key](const LiveRow* a, const LiveRow* b) {
          return key(a) != key(b) ? key(a) < key(b) : a->place.comes_before(b->place);
        });
    return found == done_.end() ? nullptr : *found;
  }

  const Grounds& grounds_;
  const IndicatorQuestion& asked_;
  LiveRows live_;
  std::vector<const LiveRow*> done_;
  std::vector<const LiveRow*> missing_;
  bool has_values_ = false;
  Derivation found_;
};

}  // namespace

Derivation derive_existence(const Grounds& grounds, const IndicatorQuestion& question,
                            LiveRows live) {
  return ExistenceDeriver{grounds, question, std::move(live)}.derive();
}

}  // namespace actionplan::detail
