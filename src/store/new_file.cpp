// SPDX-License-Identifier: Apache-2.0
#include "new_file.hpp"

#include "chain.hpp"
#include "database.hpp"

#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#ifdef __unix__
#include <fcntl.h>
#include <unistd.h>
#endif

namespace actionplan::detail {
namespace {

[[noreturn]] void refuse_taken(const std::filesystem::path& path) {
  throw StoreError("The file " + quoted(path) +
                   " is there already; choose another name, or remove it first.");
}

bool is_there(const std::filesystem::path& path) {
  std::error_code ignored;
  return std::filesystem::exists(std::filesystem::symlink_status(path, ignored));
}

void remove_with_journals(const std::filesystem::path& path) noexcept {
  for (const char* suffix : {"", "-journal", "-wal", "-shm"}) {
    std::filesystem::path file = path;
    std::error_code ignored;
    std::filesystem::remove(file += suffix, ignored);
  }
}

// So that the name survives a power failure, as what was written does. A folder that may not be
// read, or whose file system syncs none, is left to the system.
std::error_code sync_folder([[maybe_unused]] const std::filesystem::path& folder) {
  std::error_code error;
#ifdef __unix__
  const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return {};
  if (fsync(descriptor) != 0 && errno != EINVAL && errno != ENOTSUP) {
    error = {errno, std::generic_category()};
  }
  close(descriptor);
#endif
  return error;
}

}  // namespace

NewFile::NewFile(std::filesystem::path path) : path_{std::move(path)}, draft_{path_} {
  if (is_there(path_)) refuse_taken(path_);
  draft_ += ".new-" + to_hex(random_salt()).substr(0, 16);
}

NewFile::~NewFile() { remove_with_journals(draft_); }

void NewFile::put_in_place() {
  std::error_code error;
  // A second name, unlike a new one, never takes another file's place.
  std::filesystem::create_hard_link(draft_, path_, error);
  if (error) {
    if (is_there(path_)) refuse_taken(path_);
    std::filesystem::rename(draft_, path_, error);  // a file system without hard links
  }
  if (!error) {
    error = sync_folder(folder_of(path_));
    if (error) take_back();
  }
  if (error) {
    throw StoreError("The file " + quoted(path_) + " cannot be made: " + error.message() +
                     "; check the rights of its folder.");
  }
}

void NewFile::take_back() noexcept {
  try {
    // Whoever has a store open holds a lock, so that this is refused.
    SQLite::Database database{path_.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX};
    database.exec("PRAGMA locking_mode = EXCLUSIVE");
    (void)database.execAndGet("SELECT count(*) FROM sqlite_master");
    remove_with_journals(path_);
  } catch (const SQLite::Exception&) {
    return;  // it is whole, and may be in use: it stays
  }
}

}  // namespace actionplan::detail
