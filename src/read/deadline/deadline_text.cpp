// SPDX-License-Identifier: Apache-2.0
#include <actionplan/read/deadline_text.hpp>

#include <actionplan/core/text.hpp>

#include "cell_text.hpp"
#include "decide.hpp"
#include "edtf.hpp"
#include "language.hpp"
#include "scan.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace actionplan {
namespace {

constexpr std::size_t longest_text = 4096;

// "2024/2025": two years in EDTF, and one where the fiscal year is set and is no calendar year.
bool is_fiscal_pair(std::string_view text, const DeadlineContext& context) {
  if (context.dates == nullptr || context.dates->fiscal_month.value_or(1) == 1) return false;
  constexpr std::size_t digits = 4;
  if (text.size() != 2 * digits + 1 || text[digits] != '/') return false;
  int first = 0;
  int last = 0;
  const auto read = [](std::string_view part, int& year) {
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), year);
    return error == std::errc{} && end == part.data() + part.size();
  };
  return read(text.substr(0, digits), first) && read(text.substr(digits + 1), last) &&
         last == first + 1;
}

void read_cell(const detail::CellText& cell, const DeadlineContext& context, Deadline& deadline) {
  const std::string_view language = detail::read_in_language(cell, context, deadline);
  if (deadline.kind != DeadlineKind::no_date) deadline.language = language;
  const std::string_view told =
      context.language.empty() ? context.likely_language : context.language;
  detail::amend(context, language.empty() ? told : language, deadline);
}

void trace(const detail::CellText& cell, Deadline& deadline) {
  for (const auto* taken : {&cell.notes, &cell.struck}) {
    for (const std::string& text : *taken) {
      const std::string kept = text::collapse_spaces(text);
      if (!kept.empty()) deadline.remarks.push_back(kept);
    }
  }
}

}  // namespace

Deadline read_deadline(std::string_view text, const DeadlineContext& context) {
  Deadline deadline;
  const bool is_well_formed = text::find_invalid_utf8(text) == std::string_view::npos;
  const std::string replaced = is_well_formed ? std::string{} : text::replace_invalid_utf8(text);
  const std::string_view raw = is_well_formed ? text : std::string_view{replaced};
  deadline.text = text::collapse_spaces(raw);
  if (deadline.text.size() > longest_text) {
    detail::leave_unread(deadline, assumed::text_too_long, {std::to_string(longest_text)});
    return deadline;
  }
  const bool may_be_edtf = !is_fiscal_pair(deadline.text, context);
  if (deadline.text.empty() || (may_be_edtf && detail::read_edtf(deadline.text, deadline))) {
    return deadline;
  }
  const detail::CellText cell = detail::make_cell_text(raw);
  read_cell(cell, context, deadline);
  trace(cell, deadline);
  return deadline;
}

DeadlineColumn tell_deadline_column(const std::vector<std::string_view>& texts) {
  return detail::tell_column(texts);
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

const std::vector<DeadlineLanguage>& deadline_languages() {
  static const std::vector<DeadlineLanguage> languages = [] {
    std::vector<DeadlineLanguage> found;
    for (const std::string_view code : detail::calendar_languages()) {
      DeadlineLanguage language;
      language.code = code;
      for (const auto& row : detail::lexicon_rows(code, "deadline")) {
        language.plan_words += row.forms.size();
      }
      for (const auto& row : detail::lexicon_rows(code, "calendar")) {
        language.calendar_words += row.forms.size();
      }
      found.push_back(language);
    }
    return found;
  }();
  return languages;
}

}  // namespace actionplan
