// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/plan/formula.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace actionplan {
namespace detail {

enum class Operation : std::uint8_t {
  number,
  input,
  negate,
  add,
  subtract,
  multiply,
  divide,
  min,
  max
};

/// One step of a program in postfix order.
struct Step {
  Operation operation = Operation::number;
  double number = 0;           ///< of `number`
  std::uint32_t operands = 0;  ///< of `min` and `max`: how many; of `input`: which
  std::uint32_t column = 0;    ///< in the text, from 1
};

}  // namespace detail

/// What the copies of a formula share.
struct Formula::Program {
  std::string text;
  std::vector<FormulaInput> inputs;
  std::vector<detail::Step> steps;
};

}  // namespace actionplan
