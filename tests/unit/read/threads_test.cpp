// SPDX-License-Identifier: Apache-2.0
// For ThreadSanitizer: the words of a language are made when they are first asked for, by whichever
// thread that is.
#include "../side_by_side.hpp"
#include "test_paths.hpp"

#include <actionplan/codec/json.hpp>
#include <actionplan/read/deadline_text.hpp>
#include <actionplan/read/read.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

namespace actionplan::threads_test {
namespace {

constexpr int thread_count = 4;

TEST(ReadThreads, AskForEveryLanguageTogether) {
  made::side_by_side(thread_count, [](int) {
    for (const DeadlineLanguage& language : deadline_languages()) {
      DeadlineContext context;
      context.language = language.code;
      EXPECT_EQ(read_deadline("2017", context).text, "2017");
    }
    for (const DeadlineRule& rule : deadline_rules()) {
      for (const DeadlineRule::Example& example : rule.examples) {
        EXPECT_EQ(read_deadline(example.text).text, example.text);
      }
    }
  });
}

TEST(ReadThreads, ReadOneDocumentTogether) {
  const std::filesystem::path file =
      std::filesystem::path{ACTIONPLAN_EXAMPLE_DATA} / "az-nap-2016-2018.txt";
  std::vector<std::string> read_plans(thread_count);
  made::side_by_side(thread_count,
                     [&](int i) { read_plans[static_cast<std::size_t>(i)] = to_json(read(file)); });
  for (const std::string& plan : read_plans) EXPECT_EQ(plan, read_plans.front());
}

}  // namespace
}  // namespace actionplan::threads_test
