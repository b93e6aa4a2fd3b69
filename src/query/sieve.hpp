// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "columns.hpp"
#include "filter_node.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace actionplan::detail {

/// Tells which rows pass, a block of them at a time.
class Sieve {
 public:
  static constexpr std::size_t block_rows = 4096;

  Sieve() = default;
  Sieve(const Sieve&) = delete;
  Sieve& operator=(const Sieve&) = delete;
  virtual ~Sieve() = default;

  /// @param out  gets 1 for each row of [begin, end) that passes, else 0; at most `block_rows`.
  virtual void run(std::size_t begin, std::size_t end, std::uint8_t* out) const = 0;
  /// Leaves 1 in `out` for each row that has it and passes: what `run` and a bitwise "and" give.
  virtual void narrow(std::size_t begin, std::size_t end, std::uint8_t* out) const;
  /// How much a row costs, from 0 for one comparison: what costs more is asked later.
  [[nodiscard]] virtual int cost() const noexcept { return 0; }
};

/// A filter laid over columns, which it borrows.
[[nodiscard]] std::unique_ptr<Sieve> make_sieve(const FilterNode& node, const Columns& columns);

/// A condition or a search; the columns that it needs are made.
[[nodiscard]] std::unique_ptr<Sieve> condition_sieve(const Condition& condition,
                                                     const Columns& columns);

/// Rows whose text has this part. Borrows the column. @param part  not empty.
[[nodiscard]] std::unique_ptr<Sieve> part_sieve(const TextColumn& column, std::string part);

}  // namespace actionplan::detail
