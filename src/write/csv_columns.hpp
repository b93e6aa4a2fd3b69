// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "plan/internal/extra_columns.hpp"

#include <span>
#include <string>
#include <vector>

namespace actionplan::detail {

/// What a column of one of our CSV files holds: its name, its type in Table Schema, its meaning.
struct CsvColumn {
  std::string name;
  const char* type;
  std::string meaning;
  bool is_required = false;
};

[[nodiscard]] std::span<const CsvColumn> measure_columns();
/// What else measures have in columns of a table of theirs: by headers of the plan's document.
struct MoreColumns {
  ExtraColumns extra;
  FinanceColumns finance;

  explicit MoreColumns(bool only_published = false)
      : extra{only_published}, finance{only_published} {}
  void add(const Measure& measure) {
    extra.add(measure);
    finance.add(measure);
  }
};

/// The same, with those behind them.
[[nodiscard]] std::vector<CsvColumn> measure_columns(const MoreColumns& more);
[[nodiscard]] std::span<const CsvColumn> indicator_columns();
[[nodiscard]] std::span<const CsvColumn> evidence_columns();
[[nodiscard]] std::span<const CsvColumn> deadline_columns();
[[nodiscard]] std::span<const CsvColumn> finance_columns();

/// Appends the header line.
void append_header(std::string& out, std::span<const CsvColumn> columns);

}  // namespace actionplan::detail
