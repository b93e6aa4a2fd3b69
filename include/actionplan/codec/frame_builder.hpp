// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/codec/frame.hpp>
#include <actionplan/core/date.hpp>
#include <actionplan/core/export.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan {

namespace detail {
struct ColumnData;
}  // namespace detail

/// Puts a Frame together, column by column. A value is asked for row by row; none is absent.
class ACTIONPLAN_EXPORT FrameBuilder {
 public:
  explicit FrameBuilder(std::size_t rows) noexcept : rows_{rows} {}

  template <class T>
  using At = std::function<std::optional<T>(std::size_t row)>;
  using Words = std::vector<std::string>;

  /// Nothing in any row.
  void add_empty(std::string name);
  /// Each adds one column. @throws InvalidArgument when there is one of that name already.
  void add_booleans(std::string name, const At<bool>& at);           ///< Arrow bool
  void add_integers(std::string name, const At<std::int64_t>& at);   ///< int64
  void add_reals(std::string name, const At<double>& at);            ///< float64; NaN is absent
  void add_dates(std::string name, const At<Date>& at);              ///< date32
  void add_texts(std::string name, const At<std::string_view>& at);  ///< utf8, or large if needed
  /// Dictionary-encoded: positions among `words`, in 8 bits for at most 127 of them, else in 32.
  void add_words(std::string name, Words words, const At<std::size_t>& at);
  /// Dictionary-encoded texts, each once, in the order first met; positions in 32 bits.
  void add_repeated_texts(std::string name, const At<std::string_view>& at);

  /// The same without copying; `owner` keeps the memory. There must be one value for each row.
  /// NaN is absent.
  void borrow_reals(std::string name, std::span<const double> values,
                    std::shared_ptr<const void> owner);
  /// Enumerators of 8 bits, each below `words.size()`, which is at most 127.
  void borrow_words(std::string name, Words words, std::span<const std::uint8_t> codes,
                    std::shared_ptr<const void> owner);

  /// Values of a fixed size as Arrow's format says ("g", "i", "tdD" ...), none absent. A format that
  /// is not one of those is refused.
  void borrow(std::string name, const char* format, const void* values,
              std::shared_ptr<const void> owner);

  /// Hands over what was gathered; the builder is empty afterwards.
  [[nodiscard]] Frame build();

  /// A column that is there already, for the library's own sources, and one of another table with as
  /// many rows in one piece.
  void add(std::unique_ptr<detail::ColumnData> column);
  void add(const FrameColumn& column);

 private:
  std::size_t rows_;
  Frame frame_;
};

}  // namespace actionplan
