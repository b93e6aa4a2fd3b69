// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>

namespace actionplan::detail {

/// A database file that appears under its name whole or not at all, and replaces none: it is made
/// under another name beside it, `draft`, and removed unless it was put in place.
class NewFile {
 public:
  /// Makes the draft, an empty file.
  /// @param mode  its permissions, whatever the umask says; absent: those that the umask leaves.
  /// @throws StoreError when `path` is there already, or the folder takes no file; InvalidArgument
  ///         for a mode that lets its owner not read and write, or anybody do anything else.
  explicit NewFile(std::filesystem::path path, std::optional<std::filesystem::perms> mode);
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  NewFile(NewFile&&) = delete;
  NewFile& operator=(NewFile&&) = delete;
  ~NewFile();

  [[nodiscard]] const std::filesystem::path& draft() const noexcept { return draft_; }

  /// Nobody may have the draft open. @throws StoreError when the name was taken meanwhile.
  void put_in_place();

  /// Removes what was put in place, unless another program has it open by now.
  void take_back() noexcept;

 private:
  std::filesystem::path path_;
  std::filesystem::path draft_;
};

}  // namespace actionplan::detail
