// SPDX-License-Identifier: Apache-2.0
#include "live_rows.hpp"

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
    if (!unit_.empty() && !context.unit.empty() && context.unit != unit_) {
      out_.has_other_unit = true;
      return EntryUse::other_unit;
    }
    if (live.first != INT32_MIN && live.last < clocks_.adopted_on) return EntryUse::before_adoption;
    return EntryUse::used;
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

  const Evidence& evidence_;
  std::string_view unit_;
  const Clocks& clocks_;
  CancelPoll* poll_;
  LiveRows& out_;
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
  const std::string name = to_hex(hash);
  Clocks any_reporter = clocks;
  any_reporter.reporters = 0xFF;
  std::tuple<std::int32_t, Hash> latest{INT32_MIN, Hash{}};
  for (const EntryPlace& place : live_others(evidence, name, any_reporter)) {
    const Entry& entry = place.block->others[place.at].entry;
    if (entry.kind != EntryKind::verification) continue;
    const std::tuple<std::int32_t, Hash> key{entry.recorded_on.days(), place.hash()};
    if (key < latest) continue;
    latest = key;
    last = *entry.verification;
  }
  return last;
}

LiveRows live_rows(const Evidence& evidence, const IndicatorId& indicator, std::string_view unit,
                   const Clocks& clocks, CancelPoll* poll) {
  LiveRows out;
  Gatherer gatherer{evidence, unit, clocks, poll, out};
  for (const EvidenceLayer& layer : evidence.layers()) gatherer.add(layer, indicator);
  std::sort(out.rows.begin(), out.rows.end(), [poll](const LiveRow& a, const LiveRow& b) {
    if (poll != nullptr) (*poll)();
    return std::tie(a.first, a.last, a.place.hash()) < std::tie(b.first, b.last, b.place.hash());
  });
  return out;
}

std::vector<EntryPlace> live_others(const Evidence& evidence, std::string_view subject,
                                    const Clocks& clocks) {
  std::vector<EntryPlace> live;
  for (const EvidenceLayer& layer : evidence.layers()) {
    const EvidenceBlock& block = *layer.block;
    const auto [begin, end] = block.others_of(subject);
    for (std::uint32_t at = begin; at < end; ++at) {
      if (use_of(block.others[at], layer.other_replaced_on(at), clocks) == EntryUse::used) {
        live.push_back({&block, at, true});
      }
    }
  }
  std::sort(live.begin(), live.end(), [](const EntryPlace& a, const EntryPlace& b) {
    const auto key = [](const EntryPlace& place) {
      return std::make_tuple(true_from(place.block->others[place.at].entry).days(), place.hash());
    };
    return key(a) < key(b);
  });
  return live;
}

}  // namespace actionplan::detail
