// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/estimate_options.hpp>
#include <actionplan/survey/words.hpp>

#include <array>

namespace actionplan::survey {
namespace {

template <class Enum, std::size_t count>
std::string_view word_of(const std::array<std::string_view, count>& words, Enum word) noexcept {
  const auto index = static_cast<std::size_t>(word);
  return index < count ? words[index] : std::string_view{};
}

constexpr std::array<std::string_view, 5> lonely_psu = {"fail", "remove", "certainty", "adjust",
                                                        "average"};
constexpr std::array<std::string_view, 6> cell_flag = {"none",  "empty",     "one_case",
                                                       "no_df", "undefined", "constant"};
constexpr std::array<std::string_view, 2> missing = {"refuse", "omit"};
constexpr std::array<std::string_view, 2> empty_replicates = {"refuse", "omit"};
constexpr std::array<std::string_view, 2> df_rule = {"domain", "design"};
constexpr std::array<std::string_view, 3> deff = {"none", "without_replacement",
                                                  "with_replacement"};
constexpr std::array<std::string_view, quantile_rule_count> quantile_rule = {
    "math", "school", "shahvaish", "hf1", "hf2", "hf3", "hf4", "hf5", "hf6", "hf7", "hf8", "hf9"};
constexpr std::array<std::string_view, 7> proportion_method = {
    "xlogit", "logit", "beta", "wilson", "asin", "mean", "likelihood"};

constexpr std::array<std::string_view, 5> presentation = {"show", "footnote", "review",
                                                          "parentheses", "suppress"};
constexpr std::array<std::string_view, 2> presentation_rule = {"dhs", "nchs"};

}  // namespace

std::string_view to_string(EmptyReplicates word) noexcept {
  return word_of(empty_replicates, word);
}
std::string_view to_string(LonelyPsu word) noexcept { return word_of(lonely_psu, word); }
std::string_view to_string(CellFlag word) noexcept { return word_of(cell_flag, word); }
std::string_view to_string(Missing word) noexcept { return word_of(missing, word); }
std::string_view to_string(DfRule word) noexcept { return word_of(df_rule, word); }
std::string_view to_string(Deff word) noexcept { return word_of(deff, word); }
std::string_view to_string(QuantileRule word) noexcept { return word_of(quantile_rule, word); }
std::string_view to_string(ProportionMethod word) noexcept {
  return word_of(proportion_method, word);
}

std::string_view to_string(Presentation word) noexcept { return word_of(presentation, word); }
std::string_view to_string(PresentationRule word) noexcept {
  return word_of(presentation_rule, word);
}

}  // namespace actionplan::survey
