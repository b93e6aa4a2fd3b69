// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/plan/date_settings.hpp>
#include <actionplan/plan/finance_item.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// Currency and scale, as a header or a note says them.
struct MoneyUnit {
  std::string currency = {};
  std::int64_t scale = 1;

  [[nodiscard]] bool is_said() const noexcept { return !currency.empty() || scale != 1; }
};

/// How numbers are written, and the language that words are of; what is not known is empty.
struct MoneyStyle {
  char decimal = 0;  ///< '.' or ','; 0: told by each number
  std::string language = {};
  MoneyUnit above = {};                 ///< of the amounts, as their header says it
  const DateSettings* dates = nullptr;  ///< what their dates lean on; borrowed
};

enum class MoneyOutcome : std::uint8_t {
  none,    ///< no number: "within the budget"
  read,    ///< one amount, and nothing beside it that is not understood
  unread,  ///< numbers that may be an amount, or several
};

/// What a stretch of text says of money.
struct MoneyText {
  MoneyOutcome outcome = MoneyOutcome::none;
  std::string digits = {};  ///< "1234.50", unscaled
  MoneyUnit unit = {};      ///< as the text itself says it
  std::optional<Period> period = {};
  std::string source = {};
  std::optional<FinanceStage> stage = {};
  bool is_total = false;
  std::size_t begin = 0;  ///< bytes of the cell
  std::size_t end = 0;
};

/// One amount with its unit, and who pays where that stands beside it: "1.5 million EUR (state budget)".
[[nodiscard]] MoneyText read_money(std::string_view text, const MoneyStyle& style);

/// What a cell says: one stretch; or a line or what semicolons part each, with a period, a source or
/// "total" before a colon or dash ("2024: 500", "State budget - 300").
[[nodiscard]] std::vector<MoneyText> read_money_lines(std::string_view cell,
                                                      const MoneyStyle& style);

/// Which decimal mark the number of a text can have alone, '.' or ','; 0: either, or it has none.
[[nodiscard]] char told_decimal(std::string_view text);

/// What a header says of the amounts below it.
struct MoneyHeaderText {
  MoneyUnit unit = {};
  FinanceStage stage = FinanceStage::planned;
  std::optional<Period> period = {};
  std::string source = {};        ///< one who pays
  bool names_payers = false;      ///< the cells say who pays
  bool names_currencies = false;  ///< they say in which currency the amounts of the row are
  bool is_total = false;
  bool has_unknown_unit = false;  ///< a word beside the currency may be a scale
};
[[nodiscard]] MoneyHeaderText read_money_header(std::string_view header, std::string_view note,
                                                std::string_view language);

/// Of a header of money, what stands in its last parentheses or behind its last comma, where units
/// stand; empty: nothing.
[[nodiscard]] std::string_view unit_text(std::string_view header);

/// A unit in words that a note could have: "thousand EUR"; empty where none is said.
[[nodiscard]] std::string text_of_unit(const MoneyUnit& unit);

/// A header or label without the unit behind its last comma: "Cost, thousand EUR".
[[nodiscard]] std::string_view without_unit(std::string_view header);

/// Does a line say in what unit the amounts of a table are, and no more than that or a caption: "thousand
/// lei", "Table 2. Costs (mln UAH)"?
[[nodiscard]] bool is_unit_note(std::string_view line);

}  // namespace actionplan::detail
