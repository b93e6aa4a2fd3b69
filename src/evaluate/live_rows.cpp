// SPDX-License-Identifier: Apache-2.0
#include "live_rows.hpp"

#include "plan/internal/unit.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

namespace actionplan::detail {
namespace {

// Adds the rows of one block, each with what becomes of it by the clocks alone.
class Gatherer {
 public:
  Gatherer(const Evidence& evidence, std::string_view unit, const Clocks& clocks, CancelPoll* poll,
           LiveRows& out)
      : evidence_{evidence}, unit_{unit}, clocks_{clocks}, poll_{poll}, out_{out} {}

  void add(const EvidenceLayer& layer, const IndicatorId& indicator) {
    const auto [begin, end] = layer.block->rows_of(indicator);
    for (std::uint32_t row = begin; row < end; ++row) {
      if (poll_ != nullptr) (*poll_)();
      add(*layer.block, row, layer.replaced_on(row));
    }
  }

 private:
  void add(const EvidenceBlock& block, std::uint32_t row, std::int32_t replaced) {
    const EntryContext& context = block.contexts[block.context[row]];
    LiveRow live;
    live.place = {&block, row, false};
    live.use_at = out_.uses.size();
    live.is_deliverable = (block.flags[row] & EvidenceBlock::is_deliverable) != 0;
    live.true_from = block.true_from[row];
    live.recorded_on = block.recorded_on[row];
    live.reporter_type = context.reporter_type;
    EntryUse use = use_by_clocks(clocks_, live.true_from, live.recorded_on, replaced,
                                 block.published_on[row], context.reporter_type);
    set_days(block, row, live);
    if (use == EntryUse::used && !live.is_deliverable) use = use_by_content(context, live);
    out_.uses.push_back({live.place, use});
    if (use != EntryUse::used) return;
    set_estimate(block, row, live);
    live.unit = &context.unit;
    if (is_sample(block, row, context, live)) live.sample.size = effective_size(live.estimate);
    live.dimension = &block.dimensions[block.dimension[row]];
    live.verification = verification_of(evidence_, block.hash[row], clocks_);
    out_.rows.push_back(live);
  }

  static void set_days(const EvidenceBlock& block, std::uint32_t row, LiveRow& live) {
    live.first = block.period_first[row];
    live.last = block.period_last[row];
    const bool is_dated = live.first != INT32_MIN;
    if (!is_dated && (block.flags[row] & EvidenceBlock::has_observed_on) != 0) {
      live.first = live.last = live.true_from;
    }
  }

  EntryUse use_by_content(const EntryContext& context, const LiveRow& live) {
    if (!unit_.empty() && !context.unit.empty() && !is_own(context.unit)) {
      out_.has_other_unit = true;
      return EntryUse::other_unit;
    }
    if (live.first != INT32_MIN && live.last < clocks_.adopted_on) return EntryUse::before_adoption;
    return EntryUse::used;
  }

  // Rows next to each other mostly have one unit.
  bool is_own(std::string_view unit) {
    if (unit == unit_) return true;
    if (unit != asked_unit_) {
      is_asked_own_ = is_same_unit(unit, unit_);
      asked_unit_ = unit;
    }
    return is_asked_own_;
  }

  static void set_estimate(const EvidenceBlock& block, std::uint32_t row, LiveRow& live) {
    live.estimate.value = block.value[row];
    live.estimate.standard_error = 0;
    live.denominator = block.denominator.empty() ? std::numeric_limits<double>::quiet_NaN()
                                                 : block.denominator[row];
    if (const EntryExtra* extra = block.extra(row)) {
      live.estimate.standard_error = extra->standard_error.value_or(0);
      if (extra->df) live.estimate.df = *extra->df;
      live.estimate.n = extra->n.value_or(0);
      live.estimate.deff = extra->deff;
    }
  }

  // A sample's value without error. Records and a census, where every one of the denominator was
  // asked, stand as they are.
  static bool is_sample(const EvidenceBlock& block, std::uint32_t row, const EntryContext& context,
                        const LiveRow& live) {
    if (live.is_deliverable || live.estimate.standard_error != 0 || live.estimate.n == 0) {
      return false;
    }
    const bool has_error = block.extra(row)->standard_error.has_value();
    const bool is_of_sample = context.method == Method::survey ||
                              (has_error && context.method != Method::administrative_record);
    return is_of_sample && !(static_cast<double>(live.estimate.n) >= live.denominator);
  }

  const Evidence& evidence_;
  std::string_view unit_;
  const Clocks& clocks_;
  CancelPoll* poll_;
  LiveRows& out_;
  std::string_view asked_unit_;
  bool is_asked_own_ = true;
};

EntryUse use_of(const OtherEntry& other, std::int32_t replaced, const Clocks& clocks) {
  const Entry& entry = other.entry;
  return use_by_clocks(clocks, true_from(entry).days(), entry.recorded_on.days(), replaced,
                       entry.published_on ? entry.published_on->days() : INT32_MAX,
                       entry.reporter_type);
}

}  // namespace

Verification verification_of(const Evidence& evidence, const Hash& hash, const Clocks& clocks) {
  Verification last = Verification::unverified;
  if (!evidence.has_others()) return last;
  const EntryId id{to_hex(hash)};
  Clocks any_reporter = clocks;
  any_reporter.reporters = 0xFF;
  std::int32_t latest_day = INT32_MIN;
  EntryPlace latest;
  for (const EntryPlace& place : live_others(evidence, id, any_reporter)) {
    const Entry& entry = place.block->others[place.at].entry;
    if (entry.kind != EntryKind::verification) continue;
    const std::int32_t day = entry.recorded_on.days();
    const bool is_later = latest.block == nullptr || day > latest_day ||
                          (day == latest_day && latest.comes_before(place));
    if (!is_later) continue;
    latest_day = day;
    latest = place;
    last = *entry.verification;
  }
  return last;
}

LiveRows live_rows(const Evidence& evidence, const IndicatorId& indicator, std::string_view unit,
                   const Clocks& clocks, CancelPoll* poll) {
  LiveRows out;
  Gatherer gatherer{evidence, unit, clocks, poll, out};
  for (const EvidenceLayer& layer : layers_of(evidence)) gatherer.add(layer, indicator);
  std::sort(out.rows.begin(), out.rows.end(), [poll](const LiveRow& a, const LiveRow& b) {
    if (poll != nullptr) (*poll)();
    if (a.first != b.first) return a.first < b.first;
    return a.last != b.last ? a.last < b.last : a.place.comes_before(b.place);
  });
  return out;
}

namespace {

// Is an entry that has this for its subject's id filed under an object of this kind?
bool is_about(const Entry& entry, const IndicatorId&) { return entry.indicator.has_value(); }
bool is_about(const Entry& entry, const MeasureId&) {
  return !entry.indicator && entry.measure.has_value();
}
bool is_about(const Entry& entry, const AgencyId&) {
  return !entry.indicator && !entry.measure && entry.agency.has_value();
}
bool is_about(const Entry& entry, const EntryId&) {
  return !entry.indicator && !entry.measure && !entry.agency;
}

template <class SubjectId>
std::vector<PlacedUse> uses_on(const Evidence& evidence, const SubjectId& subject,
                               const Clocks& clocks, bool is_live_only) {
  std::vector<PlacedUse> found;
  for (const EvidenceLayer& layer : layers_of(evidence)) {
    const EvidenceBlock& block = *layer.block;
    const auto [begin, end] = block.others_of(subject.value());
    for (std::uint32_t at = begin; at < end; ++at) {
      if (!is_about(block.others[at].entry, subject)) continue;
      const EntryUse use = use_of(block.others[at], layer.other_replaced_on(at), clocks);
      if (use == EntryUse::used || !is_live_only) found.push_back({{&block, at, true}, use});
    }
  }
  std::sort(found.begin(), found.end(), [](const PlacedUse& a, const PlacedUse& b) {
    const auto day = [](const EntryPlace& place) {
      return true_from(place.block->others[place.at].entry).days();
    };
    const std::int32_t day_a = day(a.place);
    const std::int32_t day_b = day(b.place);
    return day_a != day_b ? day_a < day_b : a.place.comes_before(b.place);
  });
  return found;
}

template <class SubjectId>
std::vector<EntryPlace> others_on(const Evidence& evidence, const SubjectId& subject,
                                  const Clocks& clocks) {
  std::vector<EntryPlace> live;
  for (const PlacedUse& found : uses_on(evidence, subject, clocks, true)) {
    live.push_back(found.place);
  }
  return live;
}

}  // namespace

std::vector<PlacedUse> uses_of_others(const Evidence& evidence, const MeasureId& measure,
                                      const Clocks& clocks) {
  return uses_on(evidence, measure, clocks, false);
}

std::vector<EntryPlace> live_others(const Evidence& evidence, const MeasureId& measure,
                                    const Clocks& clocks) {
  return others_on(evidence, measure, clocks);
}

std::vector<EntryPlace> live_others(const Evidence& evidence, const IndicatorId& indicator,
                                    const Clocks& clocks) {
  return others_on(evidence, indicator, clocks);
}

std::vector<EntryPlace> live_others(const Evidence& evidence, const AgencyId& agency,
                                    const Clocks& clocks) {
  return others_on(evidence, agency, clocks);
}

std::vector<EntryPlace> live_others(const Evidence& evidence, const EntryId& about,
                                    const Clocks& clocks) {
  return others_on(evidence, about, clocks);
}

}  // namespace actionplan::detail
