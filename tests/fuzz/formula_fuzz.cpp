// SPDX-License-Identifier: Apache-2.0
// Formulas: what is read is read again the same, and its values are numbers or none.
#include <actionplan/core/error.hpp>
#include <actionplan/plan/formula.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace actionplan;
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  try {
    const Formula formula = Formula::parse(text);
    require(Formula::parse(formula.text()) == formula);
    const std::vector<double> column{1, 0, -2.5, std::nan("")};
    const std::vector<std::span<const double>> columns(formula.inputs().size(), column);
    for (const double value : formula.evaluate(columns)) require(!std::isinf(value));
    (void)formula.check_units([](const IndicatorId& id) {
      return std::optional{id.value().size() % 2 == 0 ? std::string{"a"} : std::string{"b"}};
    });
  } catch (const ParseError& error) {
    require(error.place().line == 1);
  }
  return 0;
}
