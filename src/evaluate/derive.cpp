// SPDX-License-Identifier: Apache-2.0
#include "derive.hpp"

#include <algorithm>
#include <cmath>

namespace actionplan::detail {
namespace {

// Without a target an independent rating of the indicator says how far it came. That it was
// withdrawn stands before what its values say: it is no longer asked whether they reach a target.
void decide_by_rating(const Grounds& grounds, const IndicatorQuestion& asked, Derivation& found) {
  if (!grounds.evidence->has_others()) return;
  const auto rating = deciding_rating(grounds, asked.indicator->id);
  if (!rating) return;
  const bool is_withdrawn = rating->completion == Completion::withdrawn && !rating->is_contested;
  const bool is_open = found.status == IndicatorStatus::no_evidence ||
                       found.status == IndicatorStatus::no_target || is_heard_in_vain(found);
  if (!is_open && !is_withdrawn) return;
  found.uses.push_back({rating->place, EntryUse::used});
  found.seen_on = std::max(found.seen_on, rating->rated_on);
  if (rating->completion == Completion::no_evidence) return;
  found.reasons.add(IndicatorReason::rated);
  if (rating->is_contested) {
    found.status = IndicatorStatus::contested;
    found.reasons.add(IndicatorReason::conflicting_entries);
  } else if (is_withdrawn) {
    found.status = IndicatorStatus::inconclusive;
    found.reasons.remove(IndicatorReason::reached_when_due);
    found.done = {};
  } else if (rating->completion == Completion::complete) {
    found.status = IndicatorStatus::met;
    if (rating->done_on) {
      found.done = {rating->done_on->first().days(), rating->done_on->last().days()};
    } else {
      found.done = {INT32_MIN, rating->rated_on};
    }
  } else if (rating->rated_on >= asked.terms->due) {
    found.status = IndicatorStatus::not_met;
  } else {
    found.status = IndicatorStatus::incomplete;
  }
}

}  // namespace

bool is_heard_in_vain(const Derivation& found) {
  const auto& uses = found.uses;
  const auto is_used = [](const PlacedUse& one) { return one.use == EntryUse::used; };
  return std::any_of(uses.begin(), uses.end(),
                     [](const PlacedUse& one) { return is_heard(one.use); }) &&
         std::none_of(uses.begin(), uses.end(), is_used);
}

IndicatorQuestion question(const Grounds& grounds, std::size_t indicator_row) {
  IndicatorQuestion asked;
  asked.terms = &grounds.terms->rows[indicator_row];
  asked.measure = &grounds.plan->measures()[asked.terms->measure];
  const std::size_t first = grounds.terms->first_of_measure[asked.terms->measure];
  asked.indicator = &asked.measure->indicators[indicator_row - first];
  asked.steps = grounds.terms->steps_of(*asked.terms);
  asked.periods = grounds.terms->periods_of(*asked.terms);
  asked.said = asked.terms->said;
  return asked;
}

Derivation derive(const Grounds& grounds, std::size_t indicator_row) {
  const IndicatorQuestion asked = question(grounds, indicator_row);
  const std::string_view unit =
      asked.said != nullptr && asked.said->unit ? std::string_view{*asked.said->unit} : "";
  LiveRows live = live_rows(*grounds.evidence, asked.indicator->id, unit,
                            clocks_of(grounds, asked.terms->measure), grounds.poll);
  const bool has_target = !std::isnan(asked.terms->target);
  Derivation found = is_thing(asked.terms->kind) && !has_target
                         ? derive_existence(grounds, asked, std::move(live))
                         : derive_value(grounds, asked, std::move(live));
  decide_by_rating(grounds, asked, found);
  const bool was_met =
      found.status == IndicatorStatus::met || found.reasons.has(IndicatorReason::reached_when_due);
  if (was_met && is_narrower_than_measure(*asked.terms)) {
    found.reasons.add(IndicatorReason::narrower_than_measure);
  }
  return found;
}

namespace {

std::optional<DecidingRating> deciding_among(const Grounds& grounds,
                                             const std::vector<EntryPlace>& places) {
  std::optional<DecidingRating> independent;
  std::optional<DecidingRating> own;
  for (const EntryPlace& place : places) {
    const Entry& entry = place.block->others[place.at].entry;
    if (entry.kind != EntryKind::rating || !entry.completion) continue;
    const bool is_independent = entry.reporter_type == ReporterType::independent;
    const bool is_own = entry.reporter_type == ReporterType::implementer;
    if (!is_independent && !(is_own && grounds.implementer_ratings_decide)) continue;
    if (verification_of(*grounds.evidence, place.hash(), grounds.clocks) ==
        Verification::disputed) {
      continue;
    }
    std::optional<DecidingRating>& latest = is_independent ? independent : own;
    DecidingRating rating{*entry.completion, true_from(entry).days(), entry.done_on, place, false};
    if (latest && latest->rated_on == rating.rated_on) {
      rating.is_contested = latest->is_contested || latest->completion != rating.completion;
    }
    latest = rating;  // they come in the order of their days
  }
  return independent ? independent : own;
}

}  // namespace

std::optional<DecidingRating> deciding_rating(const Grounds& grounds, const MeasureId& measure) {
  return deciding_among(grounds, live_others(*grounds.evidence, measure, grounds.clocks));
}

std::optional<DecidingRating> deciding_rating(const Grounds& grounds,
                                              const IndicatorId& indicator) {
  return deciding_among(grounds, live_others(*grounds.evidence, indicator, grounds.clocks));
}

}  // namespace actionplan::detail
