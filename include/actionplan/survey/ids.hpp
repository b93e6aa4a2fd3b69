// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <variant>

namespace actionplan::survey {

/// A borrowed column of identifiers (strata, sampling units), in row order: whole numbers of three
/// widths, numbers as statistical packages store them, or codes with the texts they stand for.
///
/// Missing: a number that is NaN, or a code below 0 where there are texts. Copies share the memory,
/// which must outlive them.
class ACTIONPLAN_EXPORT Ids {
 public:
  Ids() = default;
  // Implicit: a column is written where identifiers are meant, and nothing else takes one.
  Ids(std::span<const std::uint8_t> ids) : ids_{ids} {}
  Ids(std::span<const std::int32_t> ids) : ids_{ids} {}
  Ids(std::span<const std::int64_t> ids) : ids_{ids} {}
  Ids(std::span<const double> ids) : ids_{ids} {}

  /// `codes` are positions in `texts`, below 0 for missing.
  /// @throws InvalidArgument  a code that is no position in `texts`.
  Ids(std::span<const std::int32_t> codes, std::span<const std::string> texts);

  [[nodiscard]] std::size_t size() const noexcept;
  [[nodiscard]] bool is_empty() const noexcept { return size() == 0; }
  [[nodiscard]] bool is_missing(std::size_t row) const noexcept;

  /// As a message names it.
  [[nodiscard]] std::string text(std::size_t row) const;

  using Columns = std::variant<std::span<const std::int32_t>, std::span<const std::uint8_t>,
                               std::span<const std::int64_t>, std::span<const double>>;
  [[nodiscard]] const Columns& columns() const noexcept { return ids_; }

 private:
  Columns ids_;
  std::span<const std::string> texts_;
};

}  // namespace actionplan::survey
