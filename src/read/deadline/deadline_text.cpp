// SPDX-License-Identifier: Apache-2.0
#include <actionplan/read/deadline_text.hpp>

#include <actionplan/core/text.hpp>
#include <actionplan/plan/assumption_list.hpp>

#include "steps.hpp"

namespace actionplan {

namespace {

constexpr std::size_t longest_text = 4096;

void read_by_rules(const DeadlineContext& context, Deadline& deadline) {
  const detail::DeadlineScan scan{deadline.text, context};
  for (const detail::DeadlineRuleStep& step : detail::deadline_steps()) {
    if (step.read(scan, deadline)) break;
  }
  for (const std::string& assumption : scan.finder.assumptions()) {
    if (deadline.kind != DeadlineKind::no_date) deadline.assumptions.push_back(assumption);
  }
}

}  // namespace

Deadline read_deadline(std::string_view text, const DeadlineContext& context) {
  Deadline deadline;
  const bool is_well_formed = text::find_invalid_utf8(text) == std::string_view::npos;
  deadline.text =
      text::collapse_spaces(is_well_formed ? std::string{text} : text::replace_invalid_utf8(text));
  if (deadline.text.size() > longest_text) {
    deadline.assumptions.push_back(
        assumption_text(assumed::text_too_long, {std::to_string(longest_text)}));
    return deadline;
  }
  read_by_rules(context, deadline);
  detail::recur_by_reports(context, deadline);
  return deadline;
}

const std::vector<DeadlineRule>& deadline_rules() {
  static const std::vector<DeadlineRule> rules = [] {
    std::vector<DeadlineRule> shown;
    for (const detail::DeadlineRuleStep& step : detail::deadline_steps()) {
      shown.push_back(step.rule);
    }
    return shown;
  }();
  return rules;
}

}  // namespace actionplan
