// SPDX-License-Identifier: Apache-2.0
#include "new_file.hpp"

#include "chain.hpp"
#include "database.hpp"

#include <array>
#include <cerrno>
#include <cstdio>
#include <fstream>
#include <string>
#include <system_error>
#include <utility>

#if defined(__unix__) || defined(__APPLE__)
#define ACTIONPLAN_POSIX_FILES
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace actionplan::detail {
namespace {

using std::filesystem::perms;

[[noreturn]] void refuse_taken(const std::filesystem::path& path) {
  throw StoreError(
      "The file " + quoted(path) + " is there already; choose another name, or remove it first.",
      StoreErrorCode::exists);
}

[[noreturn]] void refuse_unmade(const std::filesystem::path& path, const std::error_code& error) {
  StoreErrorCode code = StoreErrorCode::io;
  const char* remedy = "check the disk and the rights of its folder";
  if (error == std::errc::no_such_file_or_directory) {
    code = StoreErrorCode::missing;
    remedy = "make its folder first, or correct the name";
  } else if (error == std::errc::permission_denied || error == std::errc::read_only_file_system ||
             error == std::errc::operation_not_permitted) {
    code = StoreErrorCode::read_only;
    remedy = "check the rights of its folder";
  }
  throw StoreError(
      "The file " + quoted(path) + " cannot be made: " + error.message() + "; " + remedy + ".",
      code);
}

bool is_there(const std::filesystem::path& path) {
  std::error_code ignored;
  return std::filesystem::exists(std::filesystem::symlink_status(path, ignored));
}

void check_mode(perms mode) {
  constexpr perms needed = perms::owner_read | perms::owner_write;
  constexpr perms allowed =
      needed | perms::group_read | perms::group_write | perms::others_read | perms::others_write;
  if ((mode & needed) == needed && (mode & ~allowed) == perms::none) return;
  std::array<char, 16> octal{};
  (void)std::snprintf(octal.data(), octal.size(), "%04o", static_cast<unsigned>(mode));
  throw InvalidArgument("The mode " + std::string{octal.data()} +
                        " is none for a store; give rights to read and write alone, the owner's "
                        "among them, such as 0600 or 0660.");
}

// A new, empty file of this name, which is no link. SQLite gives its journals the same permissions.
std::error_code make_empty(const std::filesystem::path& file, std::optional<perms> mode) {
#ifdef ACTIONPLAN_POSIX_FILES
  constexpr mode_t by_umask = 0666;
  const mode_t wanted = mode ? static_cast<mode_t>(*mode) : by_umask;
  const int descriptor =
      open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, wanted);
  if (descriptor < 0) return {errno, std::generic_category()};
  std::error_code error;
  if (mode && fchmod(descriptor, wanted) != 0) error = {errno, std::generic_category()};
  (void)close(descriptor);
  if (error) (void)unlink(file.c_str());
  return error;
#else
  (void)mode;
  if (std::ofstream{file, std::ios::binary}) return {};
  return std::make_error_code(std::errc::permission_denied);
#endif
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
#ifdef ACTIONPLAN_POSIX_FILES
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

NewFile::NewFile(std::filesystem::path path, std::optional<perms> mode)
    : path_{std::move(path)}, draft_{path_} {
  if (mode) check_mode(*mode);
  if (is_there(path_)) refuse_taken(path_);
  draft_ += ".new-" + to_hex(random_salt()).substr(0, 16);
  if (const std::error_code error = make_empty(draft_, mode)) refuse_unmade(path_, error);
}

NewFile::~NewFile() { remove_with_journals(draft_); }

void NewFile::put_in_place() {
  std::error_code error;
  // A second name, unlike a new one, never takes another file's place.
  std::filesystem::create_hard_link(draft_, path_, error);
  if (error) {
    if (is_there(path_)) refuse_taken(path_);
    // A file system without hard links: the name is taken first, so that no other file's is.
    error = make_empty(path_, std::nullopt);
    if (error == std::errc::file_exists) refuse_taken(path_);
    if (!error) {
      std::filesystem::rename(draft_, path_, error);
      std::error_code ignored;
      if (error) std::filesystem::remove(path_, ignored);
    }
  }
  if (!error) {
    error = sync_folder(folder_of(path_));
    if (error) take_back();
  }
  if (error) refuse_unmade(path_, error);
}

void NewFile::take_back() noexcept {
  try {
    // Whoever has a store open holds a lock, so that this is refused.
    SQLite::Database database{utf8_name(path_), SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX};
    database.exec("PRAGMA locking_mode = EXCLUSIVE");
    (void)database.execAndGet("SELECT count(*) FROM sqlite_master");
    remove_with_journals(path_);
  } catch (const SQLite::Exception&) {
    return;  // it is whole, and may be in use: it stays
  }
}

}  // namespace actionplan::detail
