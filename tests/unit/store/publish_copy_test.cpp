// SPDX-License-Identifier: Apache-2.0
#include "made_store.hpp"

#include <actionplan/core/error.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace actionplan::publish_copy_test {
namespace {

using made::day;

class PublishedCopy : public made::StoreTest {
 protected:
  Store filled() const {
    Store store = create();
    (void)store.append(made::all_kinds());
    Entry appointed = made::entry(EntryKind::appointment);
    appointed.agency = AgencyId{"justice"};
    (void)store.appoint(appointed, {"Zumrud Unmistakable", "head of unit", "+994 12 000 00 00"});
    (void)store.amend(plan(), Profile{}, day("2020-01-01"), day("2020-01-01"));
    return store;
  }

  static std::string bytes(const std::filesystem::path& file) {
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
  }
};

TEST_F(PublishedCopy, HasTheSameChain) {
  const Store store = filled();
  store.publish_copy(path("public.db"));
  const Store copy = Store::open(path("public.db"));
  EXPECT_EQ(copy.head(), store.head());
  EXPECT_TRUE(copy.verify(store.head()).empty());
  EXPECT_EQ(copy.history().revisions().size(), 2U);
  EXPECT_EQ(copy.evidence().size(), store.evidence().size());
  EXPECT_EQ(copy.last_recorded_on(), store.last_recorded_on());
}

TEST_F(PublishedCopy, HoldsNoPersonalData) {
  const Store store = filled();
  store.publish_copy(path("public.db"));
  const std::string content = bytes(path("public.db"));
  for (const char* secret : {"Unmistakable", "head of unit", "+994"}) {
    EXPECT_EQ(content.find(secret), std::string::npos) << secret;
  }
  const Store copy = Store::open(path("public.db"));
  const Evidence evidence = copy.evidence();
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    if (evidence.entry(i).kind != EntryKind::appointment) continue;
    EXPECT_TRUE(store.person(evidence.id(i)).has_value());
    EXPECT_FALSE(copy.person(evidence.id(i)).has_value());
  }
}

TEST_F(PublishedCopy, IsTheSameBytesEachTime) {
  const Store store = filled();
  store.publish_copy(path("first.db"));
  store.publish_copy(path("second.db"));
  EXPECT_EQ(bytes(path("first.db")), bytes(path("second.db")));
  // A backup has other pages in another order; what is published does not tell.
  store.backup(path("backup.db"));
  Store::open(path("backup.db")).publish_copy(path("third.db"));
  EXPECT_EQ(bytes(path("first.db")), bytes(path("third.db")));
}

TEST_F(PublishedCopy, IsOneFile) {
  filled().publish_copy(path("public.db"));
  EXPECT_FALSE(std::filesystem::exists(path("public.db-wal")));
  (void)Store::open(path("public.db")).verify();
  EXPECT_FALSE(std::filesystem::exists(path("public.db-wal")));
  EXPECT_FALSE(std::filesystem::exists(path("public.db-shm")));
}

TEST_F(PublishedCopy, OverwritesNothing) {
  const Store store = filled();
  store.publish_copy(path("public.db"));
  EXPECT_THROW(store.publish_copy(path("public.db")), StoreError);
  EXPECT_THROW(store.publish_copy(path("no such folder/public.db")), StoreError);
}

}  // namespace
}  // namespace actionplan::publish_copy_test
