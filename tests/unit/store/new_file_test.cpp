// SPDX-License-Identifier: Apache-2.0
// Files that a store makes: who may read them, and what a failure leaves.
#include "made_store.hpp"

#include <actionplan/core/error.hpp>

#include <SQLiteCpp/SQLiteCpp.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace actionplan::new_file_test {
namespace {

using made::day;
using std::filesystem::perms;

constexpr perms for_group = static_cast<perms>(0660);

// Sets the umask, and puts it back.
class Umask {
 public:
  explicit Umask(mode_t mask) : before_{umask(mask)} {}
  Umask(const Umask&) = delete;
  Umask& operator=(const Umask&) = delete;
  Umask(Umask&&) = delete;
  Umask& operator=(Umask&&) = delete;
  ~Umask() { (void)umask(before_); }

 private:
  mode_t before_;
};

class NewFiles : public made::StoreTest {
 protected:
  [[nodiscard]] static unsigned mode_of(const std::filesystem::path& file) {
    return static_cast<unsigned>(std::filesystem::status(file).permissions());
  }

  [[nodiscard]] std::set<std::string> files() const {
    std::set<std::string> names;
    for (const auto& file : std::filesystem::directory_iterator{folder_}) {
      names.insert(file.path().filename().string());
    }
    return names;
  }

  [[nodiscard]] Store create_for(perms mode) const {
    return Store::create(path(), plan(), {}, day("2016-05-01"), {}, {{}, mode});
  }

  void expect_modes(Store& store, unsigned mode) const {
    (void)store.record(made::value("2017", 1));
    for (const char* name : {"monitor.db", "monitor.db-wal", "monitor.db-shm"}) {
      EXPECT_EQ(mode_of(path(name)), mode) << name;
    }
  }

  // How many of three calls fail as they should where no file grows beyond a few pages: the draft is
  // made, and cannot be filled. For a process of its own.
  [[nodiscard]] int failing_calls() const {
    int done = 0;
    try {
      const Store store = Store::open(path());
      (void)store.snapshot();
      (void)std::signal(SIGXFSZ, SIG_IGN);
      const rlimit limit{8192, 8192};
      if (setrlimit(RLIMIT_FSIZE, &limit) != 0) return 0;
      const auto fails = [&done](const char* name, const auto& call) {
        try {
          call();
        } catch (const StoreError& error) {
          const bool is_named = std::string{error.what()}.find(name) != std::string::npos;
          if (is_named && error.code() == StoreErrorCode::io) ++done;
        }
      };
      fails("new.db", [&] { (void)Store::create(path("new.db"), plan(), {}, day("2016-05-01")); });
      fails("copy.db", [&] { store.backup(path("copy.db")); });
      fails("public.db", [&] { store.publish_copy(path("public.db")); });
    } catch (...) {
      return 0;
    }
    return done;
  }

  template <class Call>
  static std::string refusal(Call call) {
    try {
      call();
    } catch (const Error& error) {
      return error.what();
    }
    return "it was done";
  }
};

TEST_F(NewFiles, AreTheirOwnersAloneWhateverTheUmask) {
  for (const mode_t mask : {0U, 022U, 0277U}) {
    const Umask set{mask};
    std::filesystem::remove(path());
    std::filesystem::remove(path("copy.db"));
    Store store = create();
    expect_modes(store, 0600);
    store.backup(path("copy.db"));
    EXPECT_EQ(mode_of(path("copy.db")), 0600U);
  }
}

TEST_F(NewFiles, HaveTheModeThatIsGiven) {
  const Umask set{077};
  Store store = create_for(for_group);
  expect_modes(store, 0660);
  store.backup(path("copy.db"), {}, static_cast<perms>(0640));
  EXPECT_EQ(mode_of(path("copy.db")), 0640U);
  const Store made =
      Store::open_or_create(path("other.db"), plan(), {}, day("2016-05-01"), {}, {{}, for_group});
  EXPECT_EQ(mode_of(path("other.db")), 0660U);
}

TEST_F(NewFiles, RefuseAModeThatIsNoneForAStore) {
  for (const unsigned mode : {0U, 0400U, 0060U, 0700U, 0755U, 04600U, 0xFFFFU}) {
    const std::string said = refusal([&] { (void)create_for(static_cast<perms>(mode)); });
    EXPECT_NE(said.find("give rights to read and write alone"), std::string::npos) << said;
  }
  EXPECT_TRUE(files().empty());
}

TEST_F(NewFiles, OfAPublicationFollowTheUmask) {
  const Store store = create();
  for (const mode_t mask : {022U, 027U}) {
    const Umask set{mask};
    std::filesystem::remove(path("public.db"));
    store.publish_copy(path("public.db"));
    EXPECT_EQ(mode_of(path("public.db")), 0666U & ~mask);
  }
}

TEST_F(NewFiles, KeepTheModeThatTheyAreGivenLater) {
  { (void)create(); }
  std::filesystem::permissions(path(), static_cast<perms>(0640));
  Store store = Store::open(path(), {OpenMode::read_write});
  expect_modes(store, 0640);
}

TEST_F(NewFiles, FollowNoLink) {
  std::filesystem::create_symlink(path("target.db"), path());
  EXPECT_NE(refusal([&] { (void)create(); }).find("is there already"), std::string::npos);
  EXPECT_NE(refusal([&] {
              (void)Store::open_or_create(path(), plan(), {}, day("2016-05-01"));
            }).find("There is no store"),
            std::string::npos);
  const Store store = Store::create(path("other.db"), plan(), {}, day("2016-05-01"));
  EXPECT_NE(refusal([&] { store.backup(path()); }).find("is there already"), std::string::npos);
  EXPECT_NE(refusal([&] { store.publish_copy(path()); }).find("is there already"),
            std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(path("target.db")));
}

TEST_F(NewFiles, ThatFailLeaveNothingAndAreNamed) {
  { (void)create(); }
  const pid_t child = fork();
  if (child == 0) _exit(failing_calls() == 3 ? 0 : 4);
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << WEXITSTATUS(status);
  for (const std::string& name : files()) {
    EXPECT_EQ(name.rfind("monitor.db", 0), 0U) << name << " was left";
  }
}

TEST_F(NewFiles, OfADamagedStoreNameTheStore) {
  {
    Store store = create();
    std::vector<Entry> entries;
    for (int i = 0; i < 2000; ++i) entries.push_back(made::value("2017", i));
    (void)store.append(entries);
  }
  // Every page after the first few is gone.
  const auto size = std::filesystem::file_size(path());
  std::fstream file{path(), std::ios::in | std::ios::out | std::ios::binary};
  file.seekp(static_cast<std::streamoff>(size / 2));
  file << std::string(static_cast<std::size_t>(size / 2), '\xFF');
  file.close();
  const Store store = Store::open(path());
  const std::string said = refusal([&] { store.publish_copy(path("public.db")); });
  EXPECT_NE(said.find("monitor.db"), std::string::npos) << said;
  EXPECT_EQ(said.find("public.db"), std::string::npos) << said;
  EXPECT_EQ(files().count("public.db"), 0U);
}

}  // namespace
}  // namespace actionplan::new_file_test
