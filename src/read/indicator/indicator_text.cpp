// SPDX-License-Identifier: Apache-2.0
#include <actionplan/read/indicator_text.hpp>

#include <actionplan/core/text.hpp>

#include "scan.hpp"

namespace actionplan {
namespace {

std::vector<IndicatorPart> read_well_formed(std::string_view text) {
  const detail::Tokens words{text};
  const detail::IndicatorScan scan{words};
  std::vector<IndicatorPart> parts;
  for (const detail::PartWords& stretch : detail::split_promises(scan)) {
    for (const detail::IndicatorRuleStep& step : detail::indicator_steps()) {
      if (!step.fits(scan, stretch)) continue;
      const Span span{words[stretch.from].begin, words[stretch.to - 1].end};
      parts.push_back(IndicatorPart{step.rule.kind, span, step.rule.id});
      break;
    }
  }
  return parts;
}

}  // namespace

std::vector<IndicatorPart> read_indicators(std::string_view text) {
  if (text::find_invalid_utf8(text) == std::string_view::npos) return read_well_formed(text);
  return read_well_formed(text::replace_invalid_utf8(text));
}

const std::vector<IndicatorRule>& indicator_rules() {
  static const std::vector<IndicatorRule> rules = [] {
    std::vector<IndicatorRule> shown;
    for (const detail::IndicatorRuleStep& step : detail::indicator_steps()) {
      shown.push_back(step.rule);
    }
    return shown;
  }();
  return rules;
}

}  // namespace actionplan
