// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace actionplan::detail {

/// A database file that appears under its name whole or not at all, and replaces none: it is made
/// under another name beside it, `draft`, and removed unless it was put in place.
class NewFile {
 public:
  /// @throws StoreError when `path` is there already.
  explicit NewFile(std::filesystem::path path);
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
