// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>

namespace actionplan::made {

/// What happens to a call on the disk.
enum class Fault : std::uint8_t {
  none,
  error,        ///< it fails, once
  short_write,  ///< half of what it was to write is written, once
  full,         ///< nothing more can be written, until `heal`
  power,        ///< the machine stops: no later call has any effect, until `restore`
  kill,         ///< the program is killed (SIGKILL), halfway through what it was writing
};

/// What a power cut does to what was written and not yet synced.
enum class Unsynced : std::uint8_t {
  dropped,  ///< nothing of it is there
  kept,     ///< all of it
  mixed,    ///< of each sector of 512 bytes any earlier state, of the folder's names the first few
};

/// SQLite's default file system with faults, for tests. While one lives, every connection that is
/// opened uses it, and `link`, `rename` and `fsync` of the whole program pass through it.
///
/// It counts the calls that can fail: open, read, write, truncate, sync, size, lock, delete, access
/// and those on the shared memory of a write-ahead log. Files are real ones, but nothing is synced
/// to the real disk: what a sync means is remembered. For one thread; one at a time.
class FaultyDisk {
 public:
  FaultyDisk();
  FaultyDisk(const FaultyDisk&) = delete;
  FaultyDisk& operator=(const FaultyDisk&) = delete;
  FaultyDisk(FaultyDisk&&) = delete;
  FaultyDisk& operator=(FaultyDisk&&) = delete;
  ~FaultyDisk();

  /// From now on calls are counted, and `fault` strikes the one at `position`, counted from 1; 0:
  /// none. Of a short write and a full disk only calls that write are counted.
  void strike(Fault fault, std::size_t position);
  /// Ends fault and counting.
  void heal();
  /// Calls since `strike` that the fault could have struck.
  [[nodiscard]] std::size_t calls() const noexcept;
  [[nodiscard]] bool has_struck() const noexcept;

  /// What the folder holds now is safely on the disk; from now on syncs are remembered.
  void remember(const std::filesystem::path& folder);
  /// The folder becomes what is found when the power is back, as often as asked; nothing more is
  /// remembered. Every store in it has to be closed.
  void restore(Unsynced unsynced, std::uint32_t seed);
  /// A disk that only says that it has synced.
  void ignore_syncs() noexcept;

 private:
  friend struct DiskCalls;
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace actionplan::made
