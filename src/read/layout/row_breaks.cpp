// SPDX-License-Identifier: Apache-2.0
#include "row_breaks.hpp"

#include "read/number.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace actionplan::detail {
namespace {

class RowBreaker {
 public:
  explicit RowBreaker(RowView cells) : cells_{cells} {}

  std::vector<RowView> read(CancelPoll& poll) {
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      poll();
      const std::string_view text = cells_[i].text;
      std::optional<Number> number = leading_number(text);
      const bool is_alone = number && !has_letters_or_digits(text.substr(number->length));
      if (number && starts_row(*number, is_alone)) begin_row(i, std::move(*number), !is_alone);
      end_ = i + 1;
    }
    if (end_ > begin_) rows_.push_back(cells_.subspan(begin_, end_ - begin_));
    return std::move(rows_);
  }

 private:
  [[nodiscard]] std::size_t row_size() const { return end_ - begin_; }

  [[nodiscard]] bool starts_row(const Number& number, bool is_alone) const {
    if (!is_alone && !number.has_dot) return false;  // "3 seminars"
    if (!last_) return number.has_dot || end_ != 0;
    // A row that lacks cells ends early only where the number is the next one: a title may begin
    // with a number of its own, and a cell may hold nothing but a quantity.
    if (is_complete()) return true;
    const bool has_title = row_size() > 1;
    return number.has_dot && (is_alone || has_title) && follows(number, *last_);
  }

  // Headings are rows of one cell; a measure's row has as many cells as the header.
  [[nodiscard]] bool is_complete() const {
    return row_size() >= width_ || (row_size() == 1 && last_is_heading_);
  }

  void begin_row(std::size_t at, Number number, bool is_heading) {
    if (!last_) width_ = row_size();
    if (row_size() != 0) rows_.push_back(cells_.subspan(begin_, row_size()));
    begin_ = at;
    last_ = std::move(number);
    last_is_heading_ = is_heading;
  }

  RowView cells_;
  std::vector<RowView> rows_;
  std::size_t begin_ = 0;  // of the row that is open
  std::size_t end_ = 0;
  std::size_t width_ = 0;
  std::optional<Number> last_;
  bool last_is_heading_ = false;
};

}  // namespace

std::vector<RowView> break_rows(RowView cells, CancelPoll& poll) {
  return RowBreaker{cells}.read(poll);
}

}  // namespace actionplan::detail
