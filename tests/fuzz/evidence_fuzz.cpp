// SPDX-License-Identifier: Apache-2.0
// Tables of evidence, read and judged: every sound row is kept, in whatever steps it comes, and an
// assessment stands whatever the ledger holds.
#include <actionplan/core/error.hpp>
#include <actionplan/evaluate/assess.hpp>
#include <actionplan/evaluate/explain.hpp>
#include <actionplan/plan/plan_builder.hpp>
#include <actionplan/read/evidence_csv.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string_view>

namespace {

using namespace actionplan;

void require(bool holds) {
  if (!holds) std::abort();
}

// Measures 1 to 3 with the indicators 1/1, 2/1 and 3/1: a sum, a thing, a share of two parts.
PlanHistory make_history() {
  PlanBuilder builder;
  PlanHeading heading;
  heading.title = "A plan";
  heading.adopted_on = Date::from_ymd(2016, 4, 27);
  builder.heading(heading);
  const IndicatorKind kinds[] = {IndicatorKind::count, IndicatorKind::deliverable,
                                 IndicatorKind::percentage};
  for (int i = 0; i < 3; ++i) {
    Measure measure;
    measure.number = std::to_string(i + 1);
    measure.id = MeasureId{measure.number};
    measure.title = "Measure";
    measure.indicator_text = "it";
    measure.indicators = {
        Indicator{IndicatorId{measure.number + "/1"}, kinds[i], "it", Span{0, 2}}};
    measure.deadline.kind = DeadlineKind::window;
    measure.deadline.start = Date::from_ymd(2016, 1, 1);
    measure.deadline.due = Date::from_ymd(2018, 12, 31);
    builder.add(measure);
  }
  Profile profile;
  IndicatorProfile& sum = profile.indicators[IndicatorId{"1/1"}];
  sum.direction = Direction::up;
  sum.aggregation = Aggregation::sum;
  sum.targets = {Target{}};
  sum.targets[0].value = 10;
  IndicatorProfile& share = profile.indicators[IndicatorId{"3/1"}];
  share.direction = Direction::down;
  share.baseline = 5;
  share.aggregation = Aggregation::pooled_ratio;
  share.dimensions["sex"] = {"f", "m"};
  share.dimension_aggregation = Aggregation::pooled_ratio;
  share.targets = {Target{}};
  return PlanHistory{builder.build(), profile};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const PlanHistory history = make_history();
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  EvidenceRows rows;
  try {
    rows = read_evidence_csv(text, Date::from_ymd(2019, 6, 1));
  } catch (const ParseError& error) {
    require(*error.what() != '\0');
    return 0;
  }
  require(rows.lines.size() == rows.entries.size());
  const std::span<const Entry> entries{rows.entries};
  const Evidence whole{entries};
  const std::size_t half = entries.size() / 2;
  const Evidence steps = Evidence{entries.subspan(half)}.appended(entries.subspan(0, half));
  require(whole.size() <= entries.size());
  const AssessOptions options{Date::from_ymd(2019, 12, 31)};
  const Assessment one = assess(history, whole, options);
  const Assessment other = assess(history, steps, options);
  for (std::size_t i = 0; i < one.size(); ++i) {
    require(one.statuses()[i] == other.statuses()[i]);
    require(one.reasons()[i] == other.reasons()[i]);
    require(one.indicator_statuses()[i] == other.indicator_statuses()[i]);
    require(one.indicator_reasons()[i] == other.indicator_reasons()[i]);
    require(!to_text(explain(one, i), one).empty());
  }
  return 0;
}
