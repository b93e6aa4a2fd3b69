// SPDX-License-Identifier: Apache-2.0
// Pages of measures: by any order the pages are the whole, each measure once; a token that was changed
// is refused, or names a measure of the assessment.
#include <actionplan/core/error.hpp>
#include <actionplan/evaluate/assess.hpp>
#include <actionplan/plan/plan_builder.hpp>
#include <actionplan/query/select.hpp>

#include "fuzz_input.hpp"

namespace {

using namespace actionplan;
using fuzz::require;

constexpr std::size_t measures = 7;

const Query& query() {
  static const Query asked = [] {
    PlanBuilder builder;
    for (std::size_t i = 0; i < measures; ++i) {
      Measure measure;
      measure.id = MeasureId{std::string(i % 3, 'a') + std::to_string(i)};
      measure.number = std::to_string(i / 2);
      measure.title = i % 2 == 0 ? "Açıq hökumət" : "open data";
      measure.deadline.kind = DeadlineKind::by;
      if (i % 3 != 0) measure.deadline.due = Date::from_ymd(2016 + static_cast<int>(i % 4), 6, 30);
      builder.add(measure);
    }
    return Query{assess(builder.build(), AssessOptions{Date::from_ymd(2017, 6, 30)})};
  }();
  return asked;
}

void check_pages(SelectOptions options, fuzz::Input& input) {
  const Selection whole = query().where(Filter{}, options);
  require(whole.rows.size() == measures);
  std::vector<std::size_t> rows;
  do {
    options.page_size = 1 + input.below(measures);
    const Selection page = query().where(Filter{}, options);
    require(page.total == measures && !page.rows.empty());
    require(page.rows.size() <= *options.page_size);
    rows.insert(rows.end(), page.rows.begin(), page.rows.end());
    options.page_token = page.next_page_token;
  } while (!options.page_token.empty());
  require(rows == whole.rows);
}

void check_token(SelectOptions options, fuzz::Input& input) {
  options.page_size = 2;
  std::string token = query().where(Filter{}, options).next_page_token;
  const std::size_t at = input.below(token.size());
  token.replace(at, input.below(8), input.bytes());
  options.page_token = token;
  try {
    const Selection page = query().where(Filter{}, options);
    require(page.rows.size() <= 2 && page.total == measures);
  } catch (const InvalidArgument& error) {
    const std::string_view sentence = error.what();
    require(sentence.ends_with('.') && sentence.size() < 1000);
    require(text::find_invalid_utf8(sentence) == std::string_view::npos);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input{data, size};
  SelectOptions options;
  try {
    options.order = parse_order(input.bytes());
    require(parse_order(to_text(options.order)) == options.order);
    check_pages(options, input);
    check_token(options, input);
  } catch (const InvalidArgument& error) {
    require(std::string_view{error.what()}.ends_with('.'));
  }
  return 0;
}
