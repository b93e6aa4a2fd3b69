// SPDX-License-Identifier: Apache-2.0
#include "formula_program.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>

#include "core/internal/read_double.hpp"

#include <algorithm>
#include <cmath>

namespace actionplan {

using detail::Operation;
using detail::Step;

// Recursive descent; each rule appends its steps in postfix order.
class FormulaParser {
 public:
  explicit FormulaParser(std::string_view text) : text_{text} {}

  Formula parse() {
    if (text_.size() > Formula::max_bytes) {
      refuse("is longer than " + std::to_string(Formula::max_bytes) + " bytes; split it");
    }
    if (text::find_invalid_utf8(text_) != std::string_view::npos)
      refuse("is not UTF-8; convert it");
    sum();
    skip_spaces();
    if (at_ != text_.size())
      refuse("goes on where it should end; remove the rest or add an operator");
    program_.text = std::string{text_};
    return Formula{std::make_shared<const Formula::Program>(std::move(program_))};
  }

 private:
  [[noreturn]] void refuse(const std::string& what) const {
    const auto column =
        static_cast<std::uint32_t>(text::count_code_points(text_.substr(0, at_)) + 1);
    throw ParseError("The formula \"" + std::string{text_.substr(0, text::byte_offset(text_, 60))} +
                         "\" " + what + " (column " + std::to_string(column) + ").",
                     {1, column});
  }

  void skip_spaces() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
  }
  bool take(char c) {
    skip_spaces();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  void expect(char c, const char* where) {
    if (!take(c)) refuse(std::string{"lacks a \""} + c + "\" " + where);
  }
  void push(Operation operation, std::size_t at, std::uint32_t operands = 0, double number = 0) {
    program_.steps.push_back({operation, number, operands, static_cast<std::uint32_t>(at + 1)});
  }

  // sum = product { ("+" | "-") product }
  void sum() {
    product();
    for (;;) {
      const std::size_t at = at_;
      if (take('+')) {
        product();
        push(Operation::add, at);
      } else if (take('-')) {
        product();
        push(Operation::subtract, at);
      } else {
        return;
      }
    }
  }

  // product = factor { ("*" | "/") factor }
  void product() {
    factor();
    for (;;) {
      const std::size_t at = at_;
      if (take('*')) {
        factor();
        push(Operation::multiply, at);
      } else if (take('/')) {
        factor();
        push(Operation::divide, at);
      } else {
        return;
      }
    }
  }

  // factor = "-" factor | "(" sum ")" | "[" id "]" | number | call
  void factor() {
    if (++depth_ > Formula::max_depth) {
      refuse("goes deeper than " + std::to_string(Formula::max_depth) + " levels; simplify it");
    }
    skip_spaces();
    const std::size_t at = at_;
    if (take('-')) {
      factor();
      push(Operation::negate, at);
    } else if (take('(')) {
      sum();
      expect(')', "to close the parenthesis");
    } else if (take('[')) {
      input(false, at);
    } else if (at_ < text_.size() &&
               (std::isdigit(static_cast<unsigned char>(text_[at_])) != 0 || text_[at_] == '.')) {
      number();
    } else {
      call();
    }
    --depth_;
  }

  void input(bool is_summed, std::size_t at) {
    const std::size_t end = text_.find(']', at_);
    if (end == std::string_view::npos) refuse("lacks a \"]\" after the indicator's id");
    const std::string_view id = text::trim(text_.substr(at_, end - at_));
    if (id.empty())
      refuse("names no indicator between the brackets; write its id, such as [1.1/2]");
    const FormulaInput wanted{IndicatorId{id}, is_summed};
    auto found = std::find(program_.inputs.begin(), program_.inputs.end(), wanted);
    if (found == program_.inputs.end()) {
      found = program_.inputs.insert(program_.inputs.end(), wanted);
    }
    at_ = end + 1;
    push(Operation::input, at, static_cast<std::uint32_t>(found - program_.inputs.begin()));
  }

  void number() {
    const std::size_t at = at_;
    const auto [value, size] = detail::read_double(text_.substr(at_));
    if (size == 0 || !std::isfinite(value)) refuse("holds no number that can be read");
    at_ += size;
    push(Operation::number, at, 0, value);
  }

  // call = ("min" | "max") "(" sum { "," sum } ")" | "sum" "(" "[" id "]" ")"
  void call() {
    const std::size_t at = at_;
    std::size_t end = at_;
    while (end < text_.size() && text_[end] >= 'a' && text_[end] <= 'z') ++end;
    const std::string_view name = text_.substr(at_, end - at_);
    if (name != "min" && name != "max" && name != "sum") {
      refuse(
          "has here neither a number, an indicator in brackets, a parenthesis, min, max nor sum");
    }
    at_ = end;
    expect('(', "after the function's name");
    if (name == "sum") {
      expect('[', "before the indicator that is summed over periods");
      input(true, at);
    } else {
      std::uint32_t operands = 0;
      do {
        sum();
        ++operands;
      } while (take(','));
      push(name == "min" ? Operation::min : Operation::max, at, operands);
    }
    expect(')', "to close the function");
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  Formula::Program program_;
};

Formula Formula::parse(std::string_view text) { return FormulaParser{text}.parse(); }

}  // namespace actionplan
