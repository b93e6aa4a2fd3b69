// SPDX-License-Identifier: Apache-2.0
// Every member of Store: closed, from callbacks and beside another program; threads_test.cpp calls
// them from eight threads.
#include "members.hpp"

#include <actionplan/core/error.hpp>

#include "test_paths.hpp"

#include <cctype>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <set>
#include <utility>

#include <sys/wait.h>
#include <unistd.h>

namespace actionplan::members_test {
namespace {

class StoreMembers : public made::MembersTest {};

// The names that the header declares as functions of the class.
std::set<std::string> declared() {
  std::ifstream stream{std::string{ACTIONPLAN_GUIDE} + "/../../include/actionplan/store/store.hpp"};
  const std::string text{std::istreambuf_iterator<char>{stream}, {}};
  std::size_t at = text.find("class ACTIONPLAN_EXPORT Store {");
  const std::size_t end = text.find(" private:", at);
  std::set<std::string> names;
  for (; at < end; ++at) {
    if (text.compare(at, 2, "//") == 0) at = text.find('\n', at);
    if (text[at] != '(') continue;
    std::size_t first = at;
    const auto is_part = [](char c) {
      return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '~';
    };
    while (is_part(text[first - 1])) --first;
    names.insert(text.substr(first, at - first));
  }
  return names;
}

TEST_F(StoreMembers, AreAllInTheTable) {
  std::set<std::string> known{"create", "open", "open_or_create", "Store", "~Store",
                              "close",  "path"};
  for (const made::Member& member : made::members()) known.insert(member.name);
  std::set<std::string> found = declared();
  found.erase("");  // operator=
  found.erase("=");
  EXPECT_EQ(found, known);
}

TEST_F(StoreMembers, SayThatTheStoreWasClosed) {
  Store store = create();
  made::Called on = called(store);
  store.close();
  store.close();
  for (const made::Member& member : made::members()) {
    EXPECT_EQ(refusal([&] { member.call(on); }), "The store was closed; open it again.")
        << member.name;
  }
  const Store other = std::move(store);
  EXPECT_NE(refusal([&] { (void)store.head(); }).find("moved"), std::string::npos);
  EXPECT_NE(refusal([&] { (void)other.head(); }).find("closed"), std::string::npos);
  EXPECT_TRUE(Store::open(path()).verify().empty());
}

TEST_F(StoreMembers, TellTheFileOfAClosedStoreAndWithinACallback) {
  Store store = create();
  EXPECT_EQ(store.path(), path());
  made::Called on = called(store);
  AppendOptions options;
  std::size_t asked = 0;
  options.on_progress = [&](std::size_t) { asked += store.path() == path() ? 1U : 0U; };
  (void)store.append(std::vector<Entry>{on.entry()}, options);
  EXPECT_EQ(asked, 1U);
  store.close();
  EXPECT_EQ(store.path(), path());
  const Store other = std::move(store);
  EXPECT_EQ(other.path(), path());
  EXPECT_NE(refusal([&] { (void)store.path(); }).find("moved"), std::string::npos);
}

TEST_F(StoreMembers, AskNothingWithinACallback) {
  Store store = create();
  made::Called on = called(store);
  std::vector<made::Member> all = made::members();
  all.push_back({"close", [](made::Called& with) { with.store.close(); }});
  for (const made::Member& member : all) {
    std::string from_progress;
    std::string from_cancel;
    AppendOptions options;
    options.on_progress = [&](std::size_t) { from_progress = refusal([&] { member.call(on); }); };
    options.cancel = [&] {
      // The first question comes before the turn, as do those while it waits.
      if (!from_progress.empty()) from_cancel = refusal([&] { member.call(on); });
      return false;
    };
    (void)store.append(std::vector<Entry>{on.entry()}, options);
    EXPECT_NE(from_progress.find("whose callback this is"), std::string::npos)
        << member.name << ": " << from_progress;
    EXPECT_NE(from_cancel.find("whose callback this is"), std::string::npos)
        << member.name << ": " << from_cancel;
  }
  EXPECT_TRUE(store.verify().empty());
}

// Runs `work` in a process of its own, which ends with 0 when it went well.
template <class Work>
pid_t start(Work work) {
  const pid_t id = fork();
  if (id != 0) return id;
  int code = 1;
  try {
    work();
    code = testing::Test::HasFailure() ? 2 : 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
  }
  _exit(code);
}

TEST_F(StoreMembers, OfTwoProgramsMixInOneFile) {
  { (void)create(); }
  std::vector<pid_t> children;
  for (const int first : {1'000'000, 2'000'000}) {
    children.push_back(start([&, first] {
      Store store = Store::open(path(), {OpenMode::read_write, 60'000});
      made::Called on = called(store, first);
      for (int round = 0; round < 3; ++round) {
        for (const made::Member& member : made::members()) member.call(on);
      }
    }));
  }
  for (const pid_t child : children) {
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
  }
  const Store store = Store::open(path());
  EXPECT_FALSE(has_errors(store.verify()));
  // Each of two programs: its appointment, then 3 times an entry, two, and two appointments.
  EXPECT_EQ(store.evidence().size(), 2U * (1 + 3 * 5));
  EXPECT_EQ(store.history().revisions().size(), 1U + 2 * 3);
}

TEST_F(StoreMembers, AmendOneRevisionAfterTheOther) {
  constexpr int round_count = 8;
  const Plan before = plan();
  for (int round = 0; round < round_count; ++round) {
    const std::string file = "amended." + std::to_string(round) + ".db";
    { (void)Store::create(path(file.c_str()), before, {}, made::day("2016-05-01")); }
    std::vector<pid_t> children;
    for (const char* title : {"One promise", "Another promise"}) {
      children.push_back(start([&, title] {
        PlanBuilder builder{before};
        Measure added = made::measure("3", made::window("2016-01-01", "2018-12-31"));
        added.title = title;
        made::set_indicators(added, {{title, IndicatorKind::count}});
        builder.add(added);
        Store store = Store::open(path(file.c_str()), {OpenMode::read_write, 60'000});
        (void)store.amend(builder.build(), {}, made::day("2017-01-01"), made::day("2017-01-01"));
      }));
    }
    for (const pid_t child : children) {
      int status = 0;
      ASSERT_EQ(waitpid(child, &status, 0), child);
      ASSERT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
    }
    const Store store = Store::open(path(file.c_str()));
    EXPECT_TRUE(store.verify().empty());
    const PlanHistory history = store.history();
    ASSERT_EQ(history.revisions().size(), 3U);
    const Plan& second = history.revisions()[1].plan;
    const Plan& third = history.revisions()[2].plan;
    EXPECT_EQ(second.measures().back().id, MeasureId{"3"});
    EXPECT_EQ(third.measures().back().id, MeasureId{"3~2"}) << "one id names one measure";
    EXPECT_NE(second.measures().back().title, third.measures().back().title);
    for (const Measure& measure : before.measures()) {
      for (const Indicator& indicator : measure.indicators) {
        EXPECT_NE(third.find_indicator(indicator.id), nullptr) << indicator.id.value();
      }
    }
  }
}

}  // namespace
}  // namespace actionplan::members_test
