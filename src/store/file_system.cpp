// SPDX-License-Identifier: Apache-2.0
#include "file_system.hpp"

#include "database.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <utility>

#ifdef __linux__
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#endif

namespace actionplan::detail {
namespace {

// From linux/magic.h and the sources of those that stand outside of the kernel.
constexpr std::array<std::pair<std::uint32_t, std::string_view>, 18> network_types{{
    {0x00006969, "NFS"},
    {0x0000517B, "SMB"},
    {0xFE534D42, "SMB"},
    {0xFF534D42, "CIFS"},
    {0x01021997, "9p"},
    {0x5346414F, "AFS"},
    {0x6B414653, "AFS"},
    {0x73757245, "Coda"},
    {0x0000564C, "NCP"},
    {0x00C36400, "Ceph"},
    {0x0BD00BD0, "Lustre"},
    {0x47504653, "GPFS"},
    {0x01161970, "GFS2"},
    {0x7461636F, "OCFS2"},
    {0x19830326, "BeeGFS"},
    {0xAAD7AAEA, "PanFS"},
    {0x786F4256, "VirtualBox shared folder"},
    {0xBACBACBC, "VMware shared folder"},
}};
constexpr std::array<std::string_view, 15> remote_fuse_types{
    "sshfs",     "rclone", "s3fs",      "gcsfuse",  "goofys",  "glusterfs", "davfs", "davfs2",
    "curlftpfs", "cephfs", "ceph-fuse", "smbnetfs", "juicefs", "moosefs",   "mfs"};

#ifdef __linux__
constexpr std::uint32_t fuse_type = 0x65735546;

std::string remote_fuse_at(const std::filesystem::path& place) {
  struct stat status {};
  if (stat(place.c_str(), &status) != 0) return {};
  std::ifstream stream{"/proc/self/mountinfo"};
  const std::string text{std::istreambuf_iterator<char>{stream}, {}};
  const std::string device =
      std::to_string(major(status.st_dev)) + ":" + std::to_string(minor(status.st_dev));
  const std::optional<std::string> type = mounted_type(text, device);
  return type && is_remote_fuse(*type) ? *type : std::string{};
}
#endif

}  // namespace

std::string_view network_file_system(std::uint32_t f_type) noexcept {
  const auto* const found =
      std::find_if(network_types.begin(), network_types.end(),
                   [f_type](const auto& known) { return known.first == f_type; });
  return found == network_types.end() ? std::string_view{} : found->second;
}

bool is_remote_fuse(std::string_view type) noexcept {
  constexpr std::string_view prefix = "fuse.";
  if (type.substr(0, prefix.size()) != prefix) return false;
  type.remove_prefix(prefix.size());
  return std::find(remote_fuse_types.begin(), remote_fuse_types.end(), type) !=
         remote_fuse_types.end();
}

std::optional<std::string> mounted_type(std::string_view mountinfo, std::string_view device) {
  while (!mountinfo.empty()) {
    const std::string_view line = mountinfo.substr(0, mountinfo.find('\n'));
    mountinfo.remove_prefix(std::min(line.size() + 1, mountinfo.size()));
    // "36 35 98:0 /root /mounted rw shared:1 - TYPE source options"; spaces in names are escaped.
    std::string_view rest = line;
    for (int field = 0; field < 2; ++field) {
      const std::size_t space = rest.find(' ');
      rest.remove_prefix(space == std::string_view::npos ? rest.size() : space + 1);
    }
    if (rest.substr(0, rest.find(' ')) != device) continue;
    constexpr std::string_view mark = " - ";
    const std::size_t at = rest.find(mark);
    if (at == std::string_view::npos) continue;
    rest.remove_prefix(at + mark.size());
    return std::string{rest.substr(0, rest.find(' '))};
  }
  return std::nullopt;
}

void check_is_local([[maybe_unused]] const std::filesystem::path& path,
                    [[maybe_unused]] const std::filesystem::path& place) {
#ifdef __linux__
  struct statfs status {};
  if (statfs(place.c_str(), &status) != 0) return;  // opening it says what is wrong
  const auto type = static_cast<std::uint32_t>(status.f_type);
  std::string name{network_file_system(type)};
  if (name.empty() && type == fuse_type) name = remote_fuse_at(place);
  if (name.empty()) return;
  throw StoreError(
      "The store " + quoted(path) + " lies on a network file system (" + name +
          "), where SQLite's locks cannot be relied on; keep it on a local disk of the "
          "machine that writes it, and publish copies.",
      StoreErrorCode::unsupported);
#endif
}

}  // namespace actionplan::detail
