// SPDX-License-Identifier: Apache-2.0
// Survey estimates over designs of any shape: refused in a sentence, or each result is a number with
// its error, or says by its flag why it is none.
#include <actionplan/core/error.hpp>
#include <actionplan/survey/estimators.hpp>
#include <actionplan/survey/proportion.hpp>
#include <actionplan/survey/quantile.hpp>
#include <actionplan/survey/replicate_estimators.hpp>
#include <actionplan/survey/to_replicates.hpp>

#include "fuzz_input.hpp"

#include <array>
#include <cmath>
#include <vector>

namespace {

using namespace actionplan;
using namespace actionplan::survey;
using fuzz::Input;
using fuzz::require;

template <class Word>
Word word_of(Input& input) {
  return static_cast<Word>(input.below(enum_names<Word>.size()));
}

// Rows of everything that a design and its variables are made of.
struct Sample {
  explicit Sample(Input& input) {
    const std::size_t rows = input.below(20);
    const std::size_t kinds = 1 + input.below(6);
    for (std::size_t i = 0; i < rows; ++i) {
      weights.push_back(input.below(16) == 0 ? number(input)
                                             : 1.0 + static_cast<double>(input.below(4)));
      strata.push_back(static_cast<std::int32_t>(input.below(kinds)));
      clusters.push_back(static_cast<std::int32_t>(input.below(2 * kinds)));
      units.push_back(static_cast<std::int32_t>(input.below(8)));
      fpc.push_back(input.below(8) == 0 ? number(input) : 20.0);
      codes.push_back(static_cast<std::int32_t>(input.below(4)) - 1);
      y.push_back(number(input));
      x.push_back(static_cast<double>(input.below(2)));
      mask.push_back(input.below(4) != 0 ? 1 : 0);
    }
  }

  // Answers and weights as surveys have them, and what is none; squares of squares stay numbers.
  static double number(Input& input) {
    const double value = input.number();
    if (std::isnan(value) || std::isinf(value)) return value;
    const double size = std::abs(value);
    return size < 1e-9 || size > 1e9 ? std::copysign(std::log10(size + 1), value) : value;
  }

  [[nodiscard]] DesignOptions options(Input& input) const {
    DesignOptions options;
    options.rows = weights.size();
    if (input.below(4) != 0) options.weights = weights;
    if (input.flag()) options.strata.emplace_back(std::span{strata});
    if (input.flag()) options.clusters.emplace_back(std::span{clusters});
    if (!options.clusters.empty() && input.flag()) options.clusters.emplace_back(std::span{units});
    if (input.below(4) == 0) options.fpc.emplace_back(fpc);
    options.nest = input.flag();
    options.with_replacement = input.below(8) == 0;
    options.ultimate_cluster = input.flag();
    options.lonely_psu = word_of<LonelyPsu>(input);
    options.adjust_domain_lonely = input.flag();
    if (input.below(8) == 0) options.df = number(input);
    if (input.below(8) == 0) options.population = number(input);
    return options;
  }

  std::vector<double> weights, fpc, y, x;
  std::vector<std::int32_t> strata, clusters, units, codes;
  std::vector<std::uint8_t> mask;
};

template <class Call>
void refused_in_a_sentence(Call call) {
  try {
    call();
  } catch (const InvalidArgument& error) {
    require(std::string_view{error.what()}.ends_with('.'));
  } catch (const EstimationError& error) {
    require(std::string_view{error.what()}.ends_with('.'));
  }
}

void check(const Estimates& found) {
  require(found.flags.size() == found.size() && found.df.size() == found.size());
  require(found.n.size() == found.size() && found.weighted_n.size() == found.size());
  const auto intervals = confint(found);
  for (std::size_t i = 0; i < found.size(); ++i) {
    const CellFlag flag = found.flags[i];
    const bool has_value = flag != CellFlag::empty && flag != CellFlag::undefined;
    require(!has_value || std::isfinite(found.values[i]));
    require(flag != CellFlag::empty || std::isnan(found.values[i]));
    if (found.standard_errors.empty()) continue;
    const double error = found.standard_errors[i];
    require(flag != CellFlag::none || (std::isfinite(error) && error >= 0));
    require(std::isnan(error) || error >= 0);
    require(intervals[i].lower <= intervals[i].upper || std::isnan(intervals[i].lower) ||
            std::isnan(intervals[i].upper));
    require(found.n[i] >= 0 && !(found.weighted_n[i] < 0));
  }
}

EstimateOptions estimate_options(Input& input, const Sample& sample) {
  EstimateOptions options;
  if (input.flag()) options.by = {sample.codes, 3};
  options.missing = input.below(4) != 0 ? Missing::omit : Missing::refuse;
  options.df_rule = word_of<DfRule>(input);
  options.deff = word_of<Deff>(input);
  options.threads = 1 + static_cast<int>(input.below(2));
  if (input.below(4) == 0) options.covariance = input.flag();
  return options;
}

QuantileOptions quantile_options(Input& input) {
  QuantileOptions options;
  options.probabilities = {static_cast<double>(input.below(11)) / 10, 0.5};
  options.rule = word_of<QuantileRule>(input);
  options.error = input.flag() ? QuantileError::woodruff : QuantileError::score;
  options.interval = word_of<ProportionMethod>(input);
  return options;
}

void check_replicates(const Design& design, const Sample& sample, const EstimateOptions& options,
                      Input& input) {
  ToReplicatesOptions asked;
  asked.method = word_of<ReplicateMethod>(input);
  if (asked.method == ReplicateMethod::bootstrap) asked.replicates = 1 + input.below(20);
  const ReplicateDesign replicates = to_replicates(design, asked);
  const std::array<Column, 1> variables{std::span{sample.y}};
  check(mean(replicates, variables, options));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input{data, size};
  const Sample sample{input};
  refused_in_a_sentence([&] {
    Design design{sample.options(input)};
    if (input.below(4) == 0) design = design.subset(sample.mask);
    const EstimateOptions options = estimate_options(input, sample);
    const std::array<Column, 2> both{std::span{sample.y}, std::span{sample.x}};
    const std::array<Column, 1> one{std::span{sample.x}};
    refused_in_a_sentence([&] { check(mean(design, both, options)); });
    refused_in_a_sentence([&] { check(total(design, both, options)); });
    refused_in_a_sentence([&] { check(ratio(design, both, one, options)); });
    refused_in_a_sentence([&] { check(variance(design, both, options)); });
    const QuantileOptions asked = quantile_options(input);
    refused_in_a_sentence([&] { (void)quantile(design, one, asked, options); });
    refused_in_a_sentence([&] { check_replicates(design, sample, options, input); });
  });
  return 0;
}
