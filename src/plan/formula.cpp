// SPDX-License-Identifier: Apache-2.0
#include <actionplan/plan/formula.hpp>

#include <actionplan/core/error.hpp>

#include "plan/internal/unit.hpp"

#include "formula_program.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <utility>

namespace actionplan {
namespace {

using detail::Operation;
using detail::Step;

constexpr double absent = std::numeric_limits<double>::quiet_NaN();

using Column = std::vector<double>;

double apply(Operation operation, double a, double b) {
  switch (operation) {
    case Operation::add: return a + b;
    case Operation::subtract: return a - b;
    case Operation::multiply: return a * b;
    case Operation::divide: return b == 0 ? absent : a / b;
    case Operation::min: return std::isnan(a) || std::isnan(b) ? absent : std::min(a, b);
    case Operation::max: return std::isnan(a) || std::isnan(b) ? absent : std::max(a, b);
    case Operation::number:
    case Operation::input:
    case Operation::negate: break;
  }
  return absent;
}

// Takes the last column off and joins it with the one before.
void join_last(std::vector<Column>& stack, Operation operation) {
  const Column right = std::move(stack.back());
  stack.pop_back();
  Column& left = stack.back();
  for (std::size_t i = 0; i < left.size(); ++i) left[i] = apply(operation, left[i], right[i]);
}

// A unit: a plain number fits any, an unknown one is not checked.
struct Unit {
  enum Kind : std::uint8_t { plain, unknown, known } kind = unknown;
  std::string name;

  [[nodiscard]] bool contradicts(const Unit& other) const {
    return kind == known && other.kind == known && !is_same_unit(name, other.name);
  }
};

Unit joined(Operation operation, const Unit& a, const Unit& b) {
  const bool is_additive = operation != Operation::multiply && operation != Operation::divide;
  if (is_additive) return a.kind == Unit::known ? a : b.kind == Unit::plain ? a : b;
  if (b.kind == Unit::plain) return a;
  const bool is_share = operation == Operation::divide && a.kind == Unit::known &&
                        b.kind == Unit::known && is_same_unit(a.name, b.name);
  if (is_share) return {Unit::plain, ""};
  if (operation == Operation::multiply && a.kind == Unit::plain) return b;
  return {Unit::unknown, ""};
}

}  // namespace

Formula::Formula(std::shared_ptr<const Program> program) noexcept : program_{std::move(program)} {}

const std::string& Formula::text() const& noexcept { return program_->text; }

const std::vector<FormulaInput>& Formula::inputs() const& noexcept { return program_->inputs; }

std::vector<double> Formula::evaluate(std::span<const std::span<const double>> columns) const {
  const std::size_t size = columns.empty() ? 1 : columns.front().size();
  const bool is_fit = columns.size() == inputs().size() &&
                      std::all_of(columns.begin(), columns.end(),
                                  [size](const auto& column) { return column.size() == size; });
  if (!is_fit) {
    throw InvalidArgument("The formula \"" + text() + "\" asks for " +
                          std::to_string(inputs().size()) + " columns of one length; " +
                          std::to_string(columns.size()) + " were given, or their lengths differ.");
  }
  std::vector<Column> stack;
  for (const Step& step : program_->steps) {
    switch (step.operation) {
      case Operation::number: stack.emplace_back(size, step.number); break;
      case Operation::input:
        stack.emplace_back(columns[step.operands].begin(), columns[step.operands].end());
        break;
      case Operation::negate:
        for (double& value : stack.back()) value = -value;
        break;
      case Operation::min:
      case Operation::max:
        for (std::uint32_t i = 1; i < step.operands; ++i) join_last(stack, step.operation);
        break;
      default: join_last(stack, step.operation); break;
    }
  }
  for (double& value : stack.back()) {
    if (std::isinf(value)) value = absent;
  }
  return std::move(stack.back());
}

std::vector<Problem> Formula::check_units(
    const std::function<std::optional<std::string>(const IndicatorId&)>& unit) const {
  std::vector<Problem> problems;
  std::vector<Unit> stack;
  const auto join = [&](const Step& step) {
    const Unit right = std::move(stack.back());
    stack.pop_back();
    Unit& left = stack.back();
    const bool is_additive =
        step.operation != Operation::multiply && step.operation != Operation::divide;
    if (is_additive && left.contradicts(right)) {
      problems.push_back({"formula_units",
                          Severity::error,
                          {1, step.column},
                          "The formula \"" + text() + "\" joins \"" + left.name + "\" with \"" +
                              right.name + "\"; convert one of them first.",
                          {}});
    }
    left = joined(step.operation, left, right);
  };
  for (const Step& step : program_->steps) {
    switch (step.operation) {
      case Operation::number: stack.push_back({Unit::plain, ""}); break;
      case Operation::input: {
        const auto name = unit(inputs()[step.operands].indicator);
        stack.push_back(name ? Unit{Unit::known, *name} : Unit{Unit::unknown, ""});
        break;
      }
      case Operation::negate: break;
      case Operation::min:
      case Operation::max:
        for (std::uint32_t i = 1; i < step.operands; ++i) join(step);
        break;
      default: join(step); break;
    }
  }
  return problems;
}

std::vector<Problem> check_formulas(const std::map<IndicatorId, Formula>& formulas,
                                    const std::function<bool(const IndicatorId&)>& is_known,
                                    const std::function<std::string(const IndicatorId&)>& nearest) {
  constexpr std::size_t most_sought = 100;
  std::size_t sought = 0;
  std::vector<Problem> problems;
  std::set<IndicatorId> settled;  // neither in a circle nor leading into one
  for (const auto& [id, formula] : formulas) {
    for (const FormulaInput& input : formula.inputs()) {
      if (is_known(input.indicator)) continue;
      problems.push_back({"unknown_indicator",
                          Severity::error,
                          {},
                          "The formula of " + id.value() + " asks for indicator " +
                              input.indicator.value() + ", which the plan does not have" +
                              (nearest && ++sought <= most_sought ? nearest(input.indicator) : "") +
                              "; correct the id.",
                          id.value()});
    }
  }
  // Follows inputs depth first, without recursion: chains may be long.
  for (const auto& [start, unused] : formulas) {
    std::vector<std::pair<IndicatorId, std::size_t>> path{{start, 0}};
    while (!path.empty()) {
      auto& [id, next] = path.back();
      const auto found = formulas.find(id);
      const bool is_done = found == formulas.end() || settled.count(id) != 0 ||
                           next >= found->second.inputs().size();
      if (is_done) {
        settled.insert(id);
        path.pop_back();
        continue;
      }
      const IndicatorId input = found->second.inputs()[next++].indicator;
      const auto in_path = std::find_if(path.begin(), path.end(),
                                        [&input](const auto& part) { return part.first == input; });
      if (in_path == path.end()) {
        path.emplace_back(input, 0);
        continue;
      }
      std::string circle;
      for (auto part = in_path; part != path.end(); ++part) circle += part->first.value() + " -> ";
      problems.push_back(
          {"formula_cycle",
           Severity::error,
           {},
           "Formulas ask for each other in a circle: " + circle + input.value() + "; break it.",
           input.value()});
    }
  }
  return problems;
}

// What is asked of a temporary is a value. Here, since copies of vectors take long to compile.
std::string Formula::text() const&& { return text(); }
std::vector<FormulaInput> Formula::inputs() const&& { return inputs(); }

}  // namespace actionplan
