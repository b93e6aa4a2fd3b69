// SPDX-License-Identifier: Apache-2.0
#include "new_file.hpp"

#include "chain.hpp"
#include "database.hpp"

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

// So that the name survives a power failure, as what was written does.
void sync_folder([[maybe_unused]] const std::filesystem::path& folder) {
#ifdef __unix__
  const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  (void)fsync(descriptor);
  close(descriptor);
#endif
}

}  // namespace

NewFile::NewFile(std::filesystem::path path) : path_{std::move(path)}, draft_{path_} {
  if (is_there(path_)) refuse_taken(path_);
  draft_ += ".new-" + to_hex(random_salt()).substr(0, 16);
}

NewFile::~NewFile() {
  std::error_code ignored;
  for (const char* suffix : {"", "-journal", "-wal", "-shm"}) {
    std::filesystem::path file = draft_;
    std::filesystem::remove(file += suffix, ignored);
  }
}

void NewFile::put_in_place() {
  std::error_code error;
  // A second name, unlike a new one, never takes another file's place.
  std::filesystem::create_hard_link(draft_, path_, error);
  if (error) {
    if (is_there(path_)) refuse_taken(path_);
    std::filesystem::rename(draft_, path_, error);  // a file system without hard links
  }
  if (error) {
    throw StoreError("The file " + quoted(path_) + " cannot be made: " + error.message() +
                     "; check the rights of its folder.");
  }
  sync_folder(folder_of(path_));
}

}  // namespace actionplan::detail
