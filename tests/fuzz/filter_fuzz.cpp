// SPDX-License-Identifier: Apache-2.0
// Filters: what is read is written in one form that reads back the same, a filter and its opposite
// share the measures between them, and what is refused is refused in a sentence.
#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>
#include <actionplan/evaluate/assess.hpp>
#include <actionplan/plan/plan_builder.hpp>
#include <actionplan/query/select.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace actionplan;

void require(bool holds) {
  if (!holds) std::abort();
}

Measure made(const char* number, const char* title, const char* due) {
  Measure measure;
  measure.id = MeasureId{number};
  measure.number = number;
  measure.section = SectionId{"4"};
  measure.title = title;
  measure.deadline.kind = DeadlineKind::by;
  if (*due != '\0') measure.deadline.due = Date::parse(due);
  measure.assignments.push_back(
      {AgencyId{"justice"}, Role::lead, Force::binding, Discharge::unstated, "Justice"});
  return measure;
}

const Query& query() {
  static const Query asked = [] {
    PlanBuilder builder;
    Agency justice;
    justice.id = AgencyId{"justice"};
    justice.name = "Ədliyyə Nazirliyi";
    Section section;
    section.id = SectionId{"4"};
    section.number = "4";
    builder.add(justice).add(section);
    builder.add(made("4.1", "Açıq hökumət", "2016-12-31")).add(made("4.2", "open data", ""));
    builder.add(made("4.10.", "", "2018-03-31"));
    return Query{assess(builder.build(), AssessOptions{Date::from_ymd(2017, 6, 30)})};
  }();
  return asked;
}

void check(const Filter& filter) {
  require(Filter::parse(filter.text()) == filter);
  const Selection selection = query().where(filter);
  require(selection.rows.size() == selection.total && selection.next_page_token.empty());
  if (filter.is_everything()) {
    require(selection.total == query().assessment().size());
    return;
  }
  try {
    const Filter opposite = !filter;
    require(Filter::parse(opposite.text()) == opposite);
    require(query().where(opposite).total + selection.total == query().assessment().size());
  } catch (const InvalidArgument&) {  // it was as deep or as long as a filter can be
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  try {
    check(Filter::parse(text));
  } catch (const InvalidArgument& error) {
    const std::string_view sentence = error.what();
    require(sentence.size() > 1 && sentence.back() == '.');
    require(text::find_invalid_utf8(sentence) == std::string_view::npos);
  }
  try {
    SelectOptions options;
    options.order = parse_order(text);
    require(parse_order(to_text(options.order)) == options.order);
    options.page_size = 2;
    options.page_token = std::string{text};
    (void)query().where(Filter{}, options);
  } catch (const InvalidArgument&) {
  }
  return 0;
}
