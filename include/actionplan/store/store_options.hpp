// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/cancel.hpp>
#include <actionplan/core/date.hpp>
#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/core/hash.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace actionplan {

/// May a store be written? Reading is the default.
enum class OpenMode : std::uint8_t { read_only, read_write };

/// How a store is opened.
struct StoreOptions {
  OpenMode mode = OpenMode::read_only;
  int busy_timeout_ms = 5000;  ///< how long to wait for another program; >= 0
};

/// The permissions of a new store or backup: its owner alone reads and writes it.
inline constexpr std::filesystem::perms private_mode =
    std::filesystem::perms::owner_read | std::filesystem::perms::owner_write;

/// How a store is made.
struct CreateOptions {
  /// The last day that `recorded_on` may be; as in `WriteConditions`.
  std::optional<Date> not_after = {};
  /// The file's permissions, whatever the umask says, and those of its log (`-wal`, `-shm`):
  /// reading and writing alone, the owner's among them; 0660 for a group.
  std::filesystem::perms mode = private_mode;
};

/// What must hold for a store to be written; else nothing is.
struct WriteConditions {
  /// The head that the caller has read. Another one, since something was recorded meanwhile, is a
  /// StoreError with the code `conflict`: read `Store::entries_after`, and decide again.
  std::optional<Hash> expected_head = {};
  /// The last day that `recorded_on` may be, most often today: a later one is an InvalidArgument.
  /// What is once recorded on a day decades ahead bars every earlier day, and only a restored
  /// backup takes it back.
  std::optional<Date> not_after = {};
};

/// What becomes of entries on measures, indicators or agencies that no revision holds.
enum class Orphans : std::uint8_t {
  refuse,  ///< the default: whoever wrote the id meant another one
  keep,    ///< they are appended, and no verdict uses them (`Assessment::orphans`)
};
[[nodiscard]] constexpr auto names_of(Orphans) noexcept {
  return names_to<Orphans::keep>("refuse", "keep");
}

/// How entries are appended. Neither function may ask anything of the same Store.
struct AppendOptions : WriteConditions {
  /// Of each entry, its line in the file that it came from, which errors name; empty: its position.
  std::vector<std::uint32_t> lines = {};
  /// Called after each 1000 entries and after the last, with the number done and before they are
  /// safe. What it throws ends the appending, and nothing is appended.
  std::function<void(std::size_t)> on_progress = {};
  /// Asked until the entries are written to the file: yes ends the appending, and nothing is
  /// appended. `Store::contains` tells, where that is in doubt.
  Cancel cancel = {};
  Orphans orphans = Orphans::refuse;
};

}  // namespace actionplan
