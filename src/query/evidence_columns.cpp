// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evaluate/verification.hpp>

#include "columns.hpp"

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace actionplan::detail {
namespace {

// The entries that a row's verdicts rest on.
std::vector<EntryId> entries_of(const MeasureAssessment& row) {
  std::vector<EntryId> entries;
  const auto add = [&](const std::vector<EntryId>& ids) {
    entries.insert(entries.end(), ids.begin(), ids.end());
  };
  for (const IndicatorAssessment& indicator : row.indicators) add(indicator.evidence);
  for (const ReportAssessment& report : row.reports) add(report.evidence);
  for (const RatingAssessment& rating : row.rated) entries.push_back(rating.entry);
  return entries;
}

}  // namespace

/// Goes over the rows and asks for each what evidence says of it.
class Columns::EvidenceGatherer {
 public:
  explicit EvidenceGatherer(const Columns& columns)
      : assessment_{columns.assessment()}, first_{columns.first_indicator()} {
    const std::size_t rows = columns.size();
    out_.derived.assign(rows, no_code);
    out_.days_late.assign(rows, std::numeric_limits<double>::quiet_NaN());
    for (auto* bits : {&out_.rated, &out_.reporter_type, &out_.method, &out_.verification}) {
      bits->assign(rows, 0);
    }
    out_.reporter.offsets.reserve(rows + 1);
  }

  EvidenceColumns gather() && {
    for (std::size_t row = 0; row < out_.derived.size(); ++row) {
      if (assessment_.evidence().size() != 0) {
        add(row);
      } else if (first_[row] != first_[row + 1]) {
        out_.derived[row] = static_cast<std::uint8_t>(Completion::no_evidence);
      }
      out_.reporter.end_row();
    }
    return std::move(out_);
  }

 private:
  void add(std::size_t row) {
    const MeasureAssessment assessed = assessment_.at(row);
    if (assessed.derived) out_.derived[row] = static_cast<std::uint8_t>(*assessed.derived);
    if (assessed.days_late) out_.days_late[row] = *assessed.days_late;
    for (const RatingAssessment& rating : assessed.rated) {
      if (!rating.indicator && rating.completion) out_.rated[row] |= bit(*rating.completion);
    }
    for (const EntryId& id : entries_of(assessed)) add(row, id);
  }

  void add(std::size_t row, const EntryId& id) {
    const std::optional<std::size_t> position = assessment_.evidence().find(id);
    if (!position) return;
    const Entry entry = assessment_.evidence().entry(*position);
    out_.reporter_type[row] |= bit(entry.reporter_type);
    out_.method[row] |= bit(entry.method);
    out_.verification[row] |= bit(verification(assessment_, id));
    if (!entry.withheld) add_reporter(entry.reporter);
  }

  // To the row at hand, once.
  void add_reporter(const std::string& name) {
    ListColumn& column = out_.reporter;
    const auto next = static_cast<std::uint32_t>(column.names.size());
    const auto [found, is_new] = reporters_.emplace(name, next);
    if (is_new) {
      column.names.push_back(name);
      column.spellings.push_back({name});
    }
    const auto first = column.items.begin() + static_cast<std::ptrdiff_t>(column.offsets.back());
    if (std::find(first, column.items.end(), found->second) == column.items.end()) {
      column.items.push_back(found->second);
    }
  }

  const Assessment& assessment_;
  const std::vector<std::uint32_t>& first_;
  EvidenceColumns out_;
  std::unordered_map<std::string, std::uint32_t> reporters_;
};

const Columns::EvidenceColumns& Columns::evidence() const {
  return evidence_.get([this] { return EvidenceGatherer{*this}.gather(); });
}

}  // namespace actionplan::detail
