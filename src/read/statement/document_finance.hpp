// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/plan/measure.hpp>
#include <actionplan/read/document.hpp>

#include "document_evidence.hpp"
#include "read/account.hpp"
#include "read/finance/money_text.hpp"
#include "read/layout/records.hpp"
#include "read/problem_list.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace actionplan::detail {

/// Makes `Measure::finance` of what a document says of the money of its measures, and compares its
/// totals with the sums of their parts.
class DocumentFinance {
 public:
  /// @param stored of the document, in the order of their places.
  /// @param account, problems borrowed, as is `stored`; they have to outlive this.
  DocumentFinance(const EvidenceContext& context, const std::vector<StoredValue>& stored,
                  Account& account, ProblemList& problems);

  /// Lets all amounts of the document say which of '.' and ',' is their decimal mark.
  void tell_decimal(const std::vector<Record>& records);

  /// @param measure with its id and number.
  void read(const Record& record, Measure& measure);
  /// A row that adds up those above it.
  void read_total(const Record& record);
  /// What stands below may be added up by itself.
  void begin_section() noexcept { ++section_; }
  /// Compares the totals of columns, once everything is read.
  void check_totals();

 private:
  struct Part {  // an item, with what a comparison needs beyond it
    FinanceItem item;
    double rounding = 0;  // half a unit of its last digit, scaled
    bool is_unread = false;
    const MoneyCell* cell = nullptr;
  };
  struct ColumnAmount {  // of a column, in the order of its rows
    bool is_total = false;
    bool is_unread = false;  // there is an amount that cannot be added
    std::string number;      // of the measure
    std::string currency;
    double amount = 0;
    double rounding = 0;
    std::size_t section = 0;  // that the row stands in
    const Cell* cell = nullptr;
  };

  struct KnownHeader {
    MoneyHeaderText said;
    MoneyUnit own;  // as its text says it, without the note
  };

  [[nodiscard]] const KnownHeader& known_header(const MoneyHeader& header);
  [[nodiscard]] const MoneyHeaderText& header_of(const MoneyHeader& header) {
    return known_header(header).said;
  }
  [[nodiscard]] std::vector<Part> items_of(const MoneyCell& money, const Measure* measure);
  [[nodiscard]] std::optional<Part> item_of(const MoneyCell& money, const MoneyText& said,
                                            const Measure* measure);
  [[nodiscard]] MoneyHeaderText above(const MoneyHeader& header);
  void note_currency(const Record& record);
  bool set_amount(const MoneyCell& money, const MoneyText& said, const MoneyUnit& above,
                  Part& part) const;
  [[nodiscard]] std::optional<std::string> stored_digits(const MoneyCell& money,
                                                         const MoneyText& said) const;
  void add_to_column(const MoneyCell& money, const std::vector<Part>& found, std::string number);
  void give_sources(const Record& record, std::vector<Part>& parts);
  void check_total(const std::vector<Part>& parts, const Part& total, const Measure& measure);
  void check_column(const MoneyHeader& header, const std::vector<ColumnAmount>& column);
  [[nodiscard]] bool leave_out_contact(const MoneyCell& money, const FinanceItem& item);
  void report(const char* code, Place place, std::string message, std::string subject = {});

  MoneyStyle style_;
  const std::vector<StoredValue>& stored_;
  Account& account_;
  ProblemList& problems_;
  std::unordered_map<const MoneyHeader*, KnownHeader> headers_;
  std::size_t section_ = 0;
  const Cell* last_unread_ = nullptr;
  std::string row_currency_;  // that a column of currencies says; empty: none does
  std::vector<const MoneyHeader*> column_order_;
  std::unordered_map<const MoneyHeader*, std::vector<ColumnAmount>> columns_;
};

}  // namespace actionplan::detail
