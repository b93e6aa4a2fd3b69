// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/error.hpp>
#include <actionplan/query/filter.hpp>

#include "../rule_table.hpp"

#include <gtest/gtest.h>

#include <string>

namespace actionplan::guide_test {
namespace {

// A value that the field takes.
FilterValue some_value(Field field) {
  switch (info(field).type) {
    case FieldType::day: return Period::year(2018);
    case FieldType::number: return 1.0;
    case FieldType::word: return TextPattern{std::string{words_of(field).front()}, false, false};
    case FieldType::id:
    case FieldType::label:
    case FieldType::text: break;
  }
  return TextPattern{"1", false, false};
}

// Does the filter take the comparator? Found by trying.
bool takes(Field field, Comparator comparator) {
  try {
    (void)Filter::where({field, comparator, some_value(field)});
    return true;
  } catch (const InvalidArgument&) {
    return false;
  }
}

TEST(Guide, ListsTheFieldsThatTheCodeHas) {
  std::string table = "\n| field | values | compared by | is | example |\n|---|---|---|---|---|\n";
  for (const FieldInfo& line : fields()) {
    std::string comparators;
    for (std::size_t i = 0; i < enum_count<Comparator>; ++i) {
      const auto comparator = static_cast<Comparator>(i);
      if (!takes(line.field, comparator)) continue;
      if (!comparators.empty()) comparators += ' ';
      comparators += to_string(comparator);
    }
    table += "| " + made::code(to_string(line.field)) + " | ";
    table += std::string{line.is_many ? "several, " : "one "} + std::string{to_string(line.type)};
    table += " | " + made::code(comparators) + " | " + made::cell(line.meaning) + " | " +
             made::code(line.example) + " |\n";
  }
  EXPECT_EQ(made::guide_table("filters.md", "fields"), table + "\n");
}

TEST(Guide, ListsTheWordsThatTheCodeHas) {
  std::string table = "\n| field | words |\n|---|---|\n";
  for (const FieldInfo& line : fields()) {
    if (line.type != FieldType::word) continue;
    std::string words;
    for (const std::string_view word : words_of(line.field)) {
      if (!words.empty()) words += ", ";
      words += made::code(word);
    }
    table += "| " + made::code(to_string(line.field)) + " | " + words + " |\n";
  }
  EXPECT_EQ(made::guide_table("filters.md", "words"), table + "\n");
}

}  // namespace
}  // namespace actionplan::guide_test
