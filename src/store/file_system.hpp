// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace actionplan::detail {

/// The network file system that Linux's `statfs` means by `f_type`; empty: it is none.
[[nodiscard]] std::string_view network_file_system(std::uint32_t f_type) noexcept;

/// Is a file system in user space, by its type in /proc/self/mountinfo ("fuse.sshfs"), a remote one?
[[nodiscard]] bool is_remote_fuse(std::string_view type) noexcept;

/// The type of the file system that is mounted as device `major:minor`, in the text of
/// /proc/self/mountinfo; nothing where it is not listed.
[[nodiscard]] std::optional<std::string> mounted_type(std::string_view mountinfo,
                                                      std::string_view device);

/// SQLite's locks and shared memory do not hold between machines.
/// @param place  the file, or the folder that it is to be made in.
/// @throws StoreError when it lies on a network file system, as far as this system tells.
void check_is_local(const std::filesystem::path& path, const std::filesystem::path& place);

}  // namespace actionplan::detail
