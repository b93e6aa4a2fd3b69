// SPDX-License-Identifier: Apache-2.0
#include "core/internal/near_names.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace actionplan::detail::near_names_test {
namespace {

NearNames near_to(std::string_view wanted) {
  NearNames near{wanted};
  near.add("moj", {"Ministry of Justice", "MoJ", "Justice"});
  near.add("mof", {"Ministry of Finance"});
  near.add("court", {"Court of Accounts"});
  near.add("", {"Məhkəmə"});
  return near;
}

TEST(NearNames, WhoHasItAsANameIsNotMerelyNear) {
  for (const std::string_view name : {"ministry of justice", "JUSTICE"}) {
    const NearNames near = near_to(name);
    EXPECT_EQ(near.named_so(), std::vector<std::string>{"moj"}) << name;
    EXPECT_EQ(near.sentence_part(), "") << name;
  }
  EXPECT_EQ(near_to("MƏHKƏMƏ").named_so(), std::vector<std::string>{"Məhkəmə"});
}

TEST(NearNames, AreByIdThenByWordsThenByLetters) {
  const std::vector<std::pair<std::string_view, std::string_view>> cases = {
      {"mod", "; the nearest are moj (Ministry of Justice) and mof (Ministry of Finance)"},
      {"Finance Ministry", "; the nearest is mof (Ministry of Finance)"},
      {"Court of Acounts", "; the nearest is court (Court of Accounts)"},
      {"MOF", "; the nearest are mof (Ministry of Finance) and moj (Ministry of Justice)"},
      {"Parliament", ""},
      {"it", ""},
      {"", ""},
  };
  for (const auto& [wanted, part] : cases)
    EXPECT_EQ(near_to(wanted).sentence_part(), part) << wanted;
}

TEST(NearNames, AreThreeAtMostAndEachOnce) {
  NearNames near{"Ministry"};
  for (const std::string_view id : {"a", "b", "c", "d", "a"}) near.add(id, {"Ministry of it"});
  EXPECT_EQ(near.sentence_part(),
            "; the nearest are a (Ministry of it), b (Ministry of it) and c (Ministry of it)");
}

TEST(NearNames, TakeAnyBytes) {
  NearNames near{std::string_view{"\xFF\x00 moj", 6}};
  near.add("moj", {"Ministry of Justice"});
  EXPECT_EQ(near.sentence_part(), "");
}

}  // namespace
}  // namespace actionplan::detail::near_names_test
