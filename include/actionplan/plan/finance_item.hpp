// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/core/period.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace actionplan {

/// What is said of money.
enum class FinanceStage : std::uint8_t {
  planned,    ///< estimated or budgeted; where nothing else is said
  committed,  ///< allocated or promised by whoever pays
  spent,
  gap,  ///< not covered
};
[[nodiscard]] constexpr auto names_of(FinanceStage) noexcept {
  return names_to<FinanceStage::gap>("planned", "committed", "spent", "gap");
}

/// What a document says of a measure's money in one cell, or in one line of it. Data: no verdict
/// looks at it.
struct FinanceItem {
  /// Of the column, the outermost first, or the label; what a note above the table says of the unit
  /// follows in parentheses. White space collapsed; never empty.
  std::string header = {};
  std::string text = {};  ///< as the document shows it
  /// The decimal number of the text times `scale`, in whole units of the currency: 1500000 of "1 500"
  /// under "thousand lei". At most 15 digits, so that its shortest form is that decimal. Absent where
  /// the text holds none, or none that can be told.
  std::optional<double> amount = {};
  /// ISO 4217 code; a word or sign as it is written where several currencies are called so ("$",
  /// "lei"); empty: not said.
  std::string currency = {};
  std::int64_t scale = 1;             ///< 1, 1000, 1000000 or more
  std::optional<Period> period = {};  ///< that the money is of
  std::string source = {};            ///< who pays, as written; empty: not said
  FinanceStage stage = FinanceStage::planned;
  bool total = false;      ///< adds up other items of the measure, which it is not to be added to
  bool published = false;  ///< has somebody said that it may be published?

  friend bool operator==(const FinanceItem&, const FinanceItem&) = default;
};

}  // namespace actionplan
