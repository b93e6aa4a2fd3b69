// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/internal/near.hpp"
#include "plan/internal/extra_columns.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// The measures of a plan, a row for each. What columns their further cells make is known once all
/// were prepared.
class MeasureItems {
 public:
  using Row = Measure;
  explicit MeasureItems(const std::vector<Measure>& items) : items_{&items} {}
  [[nodiscard]] std::size_t size() const noexcept { return items_->size(); }
  void prepare(std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; ++row) {
      const Measure& measure = (*items_)[row];
      bring_near(measure.title.data());
      bring_near(measure.title.data() + measure.title.size());
      for (const Assignment& assignment : measure.assignments) {
        bring_near(&assignment.agency);
        bring_near(&assignment.force);
      }
      extra_.add(measure);
      finance_.add(measure);
    }
  }
  [[nodiscard]] const Measure& operator[](std::size_t row) const noexcept { return (*items_)[row]; }
  [[nodiscard]] const ExtraColumns& extra() const noexcept { return extra_; }
  [[nodiscard]] const FinanceColumns& finance() const noexcept { return finance_; }

 private:
  const std::vector<Measure>* items_;
  ExtraColumns extra_;
  FinanceColumns finance_;
};

/// Adds the extra cells of measures to a table of them, a column a header.
/// @param table anything with `texts(name, get)`, where `get` makes a text of a Measure.
template <class Table>
void add_extra_columns(Table& table, const ExtraColumns& found) {
  if (found.headers().empty()) return;
  const auto columns = std::make_shared<const ExtraColumns>(found);
  for (const std::string& header : columns->headers()) {
    table.texts(extra_column_name(header).c_str(),
                [columns, &header](const Measure& m) { return columns->text(m, header); });
  }
  if (!columns->has_rest()) return;
  const auto text = std::make_shared<std::string>();
  table.texts(extra_rest_name,
              [columns, text](const Measure& m) -> std::optional<std::string_view> {
                *text = columns->rest(m);
                return text->empty() ? std::nullopt : std::optional<std::string_view>{*text};
              });
}

/// Adds the texts of their finance likewise.
template <class Table>
void add_finance_columns(Table& table, const FinanceColumns& found) {
  if (found.headers().empty()) return;
  const auto columns = std::make_shared<const FinanceColumns>(found);
  const auto text = std::make_shared<std::optional<std::string>>();
  for (const std::string& header : columns->headers()) {
    table.texts(finance_column_name(header).c_str(),
                [columns, text, &header](const Measure& m) -> std::optional<std::string_view> {
                  *text = columns->text(m, header);
                  return *text;
                });
  }
}

}  // namespace actionplan::detail
