// SPDX-License-Identifier: Apache-2.0
#include "store/file_system.hpp"

#include <gtest/gtest.h>

#include <cstdint>

namespace actionplan::detail::file_system_test {
namespace {

struct Type {
  const char* test;
  std::uint32_t f_type;
  const char* name;  // empty: a local one
};

class FileSystemType : public testing::TestWithParam<Type> {};

TEST_P(FileSystemType, IsNamedWhereItIsOfTheNetwork) {
  EXPECT_EQ(network_file_system(GetParam().f_type), GetParam().name);
}

INSTANTIATE_TEST_SUITE_P(
    Table, FileSystemType,
    testing::Values(Type{"nfs", 0x6969, "NFS"}, Type{"smb", 0x517B, "SMB"},
                    Type{"smb2", 0xFE534D42, "SMB"}, Type{"cifs", 0xFF534D42, "CIFS"},
                    Type{"plan_9", 0x01021997, "9p"}, Type{"ceph", 0x00C36400, "Ceph"},
                    Type{"lustre", 0x0BD00BD0, "Lustre"}, Type{"afs", 0x5346414F, "AFS"},
                    Type{"virtualbox", 0x786F4256, "VirtualBox shared folder"},
                    Type{"ext4", 0xEF53, ""}, Type{"xfs", 0x58465342, ""},
                    Type{"btrfs", 0x9123683E, ""}, Type{"tmpfs", 0x01021994, ""},
                    Type{"overlay", 0x794C7630, ""}, Type{"zfs", 0x2FC12FC1, ""},
                    Type{"fuse_may_be_either", 0x65735546, ""}),
    [](const auto& row) { return row.param.test; });

constexpr const char* mounts =
    "22 28 0:21 / /proc rw,nosuid shared:12 - proc proc rw\n"
    "28 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n"
    "90 28 0:48 / /mnt/with\\040space rw shared:9 master:2 - fuse.sshfs me@host:/srv rw\n"
    "91 28 0:49 /sub /mnt/b rw - fuseblk /dev/sdb1 rw\n"
    "a line that says nothing\n"
    "92 28 0:50 / /mnt/c rw";

TEST(MountedType, IsFoundByDevice) {
  EXPECT_EQ(mounted_type(mounts, "8:1"), "ext4");
  EXPECT_EQ(mounted_type(mounts, "0:48"), "fuse.sshfs");
  EXPECT_EQ(mounted_type(mounts, "0:49"), "fuseblk");
  EXPECT_EQ(mounted_type(mounts, "0:50"), std::nullopt);
  EXPECT_EQ(mounted_type(mounts, "8:"), std::nullopt);
  EXPECT_EQ(mounted_type("", "8:1"), std::nullopt);
}

TEST(RemoteFuse, IsToldByItsType) {
  for (const char* type : {"fuse.sshfs", "fuse.rclone", "fuse.glusterfs", "fuse.s3fs"}) {
    EXPECT_TRUE(is_remote_fuse(type)) << type;
  }
  for (const char* type : {"fuseblk", "fuse", "fuse.gocryptfs", "fuse.mergerfs", "sshfs", "ext4"}) {
    EXPECT_FALSE(is_remote_fuse(type)) << type;
  }
}

}  // namespace
}  // namespace actionplan::detail::file_system_test
