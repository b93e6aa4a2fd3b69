// SPDX-License-Identifier: Apache-2.0
#include <actionplan/codec/frame_builder.hpp>
#include <actionplan/codec/json.hpp>
#include <actionplan/read/evidence_csv.hpp>
#include <actionplan/read/evidence_frame.hpp>
#include <actionplan/read/read.hpp>

#include "../asking.hpp"

#include <algorithm>
#include <string>

namespace actionplan::cancel_test {
namespace {

std::string plan_csv() {
  std::string csv = "No,Measure,Indicator,Implementing agencies,Deadline\n";
  for (int i = 1; i <= 20; ++i) {
    const std::string number = std::to_string(i);
    csv += "1." + number + ",Training,Number of trainings,Agency " + number + ",2016\n";
  }
  return csv;
}

std::string with_tabs(std::string csv) {
  std::replace(csv.begin(), csv.end(), ',', '\t');
  return csv;
}

std::string evidence_csv() {
  std::string csv = "indicator,value,period,reporter,source\n";
  for (int i = 1; i <= 20; ++i) csv += "1.1/1," + std::to_string(i) + ",2016,Agency,document\n";
  return csv;
}

ReadOptions asking(const Cancel& cancel) {
  ReadOptions options;
  options.cancel = cancel;
  return options;
}

class LongReading : public ::testing::TestWithParam<made::LongCall> {};

TEST_P(LongReading, AsksWhetherToStop) { made::expect_that_it_asks(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Read, LongReading,
    ::testing::Values(
        made::LongCall{"csv",
                       [](const Cancel& cancel) {
                         static_cast<void>(read_bytes(plan_csv(), "csv", asking(cancel)));
                       }},
        made::LongCall{"text",
                       [](const Cancel& cancel) {
                         static_cast<void>(
                             read_bytes(with_tabs(plan_csv()), "text", asking(cancel)));
                       }},
        made::LongCall{"json",
                       [](const Cancel& cancel) {
                         const std::string json = to_json(read_bytes(plan_csv(), "csv"));
                         static_cast<void>(read_bytes(json, "json", asking(cancel)));
                       }},
        made::LongCall{"interpret",
                       [](const Cancel& cancel) {
                         static_cast<void>(interpret(table_from_csv(plan_csv()), asking(cancel)));
                       }},
        made::LongCall{"table_from_csv",
                       [](const Cancel& cancel) {
                         static_cast<void>(table_from_csv(plan_csv(), {}, cancel));
                       }},
        made::LongCall{"table_from_text",
                       [](const Cancel& cancel) {
                         static_cast<void>(table_from_text(with_tabs(plan_csv()), {}, cancel));
                       }},
        made::LongCall{"evidence_csv",
                       [](const Cancel& cancel) {
                         static_cast<void>(read_evidence_csv(
                             evidence_csv(), Date::from_ymd(2017, 1, 1), {}, cancel));
                       }},
        made::LongCall{"evidence_frame",
                       [](const Cancel& cancel) {
                         const Date day = Date::from_ymd(2017, 1, 1);
                         const EvidenceRows rows = read_evidence_csv(evidence_csv(), day);
                         FrameBuilder builder{rows.entries.size()};
                         builder.add_reals(
                             "value", [&rows](std::size_t row) { return rows.entries[row].value; });
                         static_cast<void>(read_evidence_frame(builder.build(), day, cancel));
                       }}),
    made::name_of);

}  // namespace
}  // namespace actionplan::cancel_test
