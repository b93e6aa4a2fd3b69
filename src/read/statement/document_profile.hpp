// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/plan/measure.hpp>
#include <actionplan/plan/profile.hpp>
#include <actionplan/read/document.hpp>

#include "document_evidence.hpp"
#include "read/account.hpp"
#include "read/layout/records.hpp"
#include "read/problem_list.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace actionplan::detail {

/// Makes a profile of the baselines, targets and units that a document gives its measures.
class DocumentProfile {
 public:
  /// @param stored of the document, in the order of their places.
  /// @param account, problems borrowed, as is `stored`; they have to outlive this.
  DocumentProfile(EvidenceContext context, const std::vector<StoredValue>& stored, Account& account,
                  ProblemList& problems)
      : context_{std::move(context)}, stored_{stored}, account_{account}, problems_{problems} {}

  /// @param measure with its id and indicators.
  void read(const Record& record, const Measure& measure);

  /// After the last measure: names numbers in percent that lie between 0 and 1, as shares of one do,
  /// where all of the document do, or one beside much larger ones. They count as they stand.
  void check_shares() const;

  [[nodiscard]] std::map<IndicatorId, IndicatorProfile> take() && { return std::move(profiles_); }

 private:
  struct Line {  // of a cell, in bytes
    const Field* field = nullptr;
    std::size_t first = 0;  // of its bullet
    std::size_t begin = 0;
    std::size_t end = 0;
    [[nodiscard]] std::string_view text() const;
  };
  struct Number {
    double value = 0;
    std::string unit;  // what stands behind it; empty: nothing
    std::optional<Period> period;
  };

  [[nodiscard]] static std::vector<Line> lines_of_column(const Record& record, Column column);
  void take_column(const Record& record, const Measure& measure, Column column);
  void take_line(const Line& line, const Measure& measure, const IndicatorId& id);
  [[nodiscard]] std::optional<Number> number_of(const Line& line, const Measure& measure);
  [[nodiscard]] std::string_view unit_in(std::string_view rest, const Line& line,
                                         const Measure& measure);
  void name_fiscal_header(const Cell& header, const Period& taken);
  [[nodiscard]] std::optional<double> stored_at(Place place) const;
  bool agree_on_unit(const Number& number, const Line& line, const Measure& measure,
                     IndicatorProfile& said);
  void refuse(const Line& line, const Measure& measure, const char* code, std::string message);
  void check_mixed_shares() const;
  void set_direction(IndicatorProfile& said) const;

  EvidenceContext context_;
  const std::vector<StoredValue>& stored_;
  Account& account_;
  ProblemList& problems_;
  std::map<IndicatorId, IndicatorProfile> profiles_;
  std::map<IndicatorId, Place> places_;   // of the measures of those that are in `profiles_`
  std::set<std::string> fiscal_headers_;  // named already
  // What may be a share of one, the first of each indicator: baseline or target, and the number.
  std::map<IndicatorId, std::pair<std::string_view, double>> unsigned_shares_;
  bool has_percent_sign_ = false;  // behind any number, which says that none is a share
};

}  // namespace actionplan::detail
