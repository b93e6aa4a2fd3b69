// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "../../support/faulty_disk.hpp"
#include "store_work.hpp"

#include <cstddef>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

namespace actionplan::made {

/// How far a call that is struck lies from the next one: every call, and under a sanitizer, where each
/// costs ten times as much, each seventh.
#if ACTIONPLAN_SANITIZED
inline constexpr std::size_t stride = 7;
#else
inline constexpr std::size_t stride = 1;
#endif

/// Work on a disk with faults, begun again from the same folder as often as wanted.
class InterruptedTest : public StoreTest {
 protected:
  void prepare(const Work& work) {
    clear();
    work.prepare({folder_, {}});
    prepared_.clear();
    for (const auto& file : std::filesystem::directory_iterator{folder_}) {
      std::ifstream stream{file.path(), std::ios::binary};
      prepared_.emplace_back(file.path(), std::string{std::istreambuf_iterator<char>{stream}, {}});
    }
    head_.reset();
    if (!prepared_.empty()) head_ = Store::open(path()).head();
    begin_again();
  }

  void begin_again() const {
    clear();
    for (const auto& [file, bytes] : prepared_) {
      std::ofstream stream{file, std::ios::binary};
      stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    }
  }

  /// Calls that the fault can strike when nothing goes wrong.
  std::size_t count_calls(const Work& work, Fault fault) {
    begin_again();
    Desk desk{folder_, {}};
    disk_.strike(fault, 0);
    for (const Step& step : work.steps) step.run(desk);
    desk.open.reset();
    disk_.heal();
    return disk_.calls();
  }

  /// How many steps were acknowledged, from `first` on, until one failed; what it said.
  static std::pair<std::size_t, std::string> run(const Work& work, Desk& desk,
                                                 std::size_t first = 0) {
    for (std::size_t i = first; i < work.steps.size(); ++i) {
      try {
        work.steps[i].run(desk);
      } catch (const StoreError& error) {
        return {i, error.what()};
      }
    }
    return {work.steps.size(), {}};
  }

  /// What was acknowledged is there, and the next step is not there by half. Gives the steps that
  /// are there.
  std::size_t check(const Work& work, std::size_t acknowledged) const {
    const Desk desk{folder_, {}};
    for (std::size_t i = 0; i < acknowledged; ++i) {
      const Step& step = work.steps[i];
      EXPECT_TRUE(step.erased.empty() || is_erased(desk, step.erased)) << "step " << i;
      EXPECT_EQ(step.find(desk), Found::whole) << "step " << i;
    }
    if (std::filesystem::exists(path())) {
      const Store store = Store::open(path());
      for (const Problem& problem : store.verify(head_)) {
        EXPECT_NE(problem.severity, Severity::error) << problem.message;
      }
    }
    if (acknowledged == work.steps.size()) return acknowledged;
    const Found next = work.steps[acknowledged].find(desk);
    EXPECT_NE(next, Found::broken) << "step " << acknowledged;
    return next == Found::whole ? acknowledged + 1 : acknowledged;
  }

  /// The work can be taken up where it was interrupted.
  void finish(const Work& work, Desk& desk, std::size_t there) const {
    const auto [done, said] = run(work, desk, there);
    EXPECT_EQ(done, work.steps.size()) << said;
    desk.open.reset();
    (void)check(work, done);
  }

  /// Files made beside the one that was to be made.
  [[nodiscard]] std::vector<std::string> drafts() const {
    std::vector<std::string> found;
    for (const auto& file : std::filesystem::directory_iterator{folder_}) {
      std::string name = file.path().filename().string();
      if (name.find(".new-") != std::string::npos) found.push_back(std::move(name));
    }
    return found;
  }

  FaultyDisk disk_;

 private:
  void clear() const {
    for (const auto& file : std::filesystem::directory_iterator{folder_}) {
      std::filesystem::remove_all(file.path());
    }
  }

  std::vector<std::pair<std::filesystem::path, std::string>> prepared_;
  std::optional<Hash> head_;
};

inline const auto name_of_work = [](const auto& row) { return std::string{row.param.name}; };

}  // namespace actionplan::made
