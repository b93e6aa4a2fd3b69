// SPDX-License-Identifier: Apache-2.0
#include "core/internal/large_pages.hpp"

#ifdef __linux__
#include <sys/mman.h>
#include <unistd.h>
#endif

#include <cstdint>

namespace actionplan::detail {

void prefer_large_pages([[maybe_unused]] void* begin, [[maybe_unused]] std::size_t bytes) noexcept {
#ifdef MADV_HUGEPAGE
  constexpr std::size_t least = std::size_t{1} << 22U;  // two of the usual size
  if (bytes < least) return;
  const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  const std::size_t before = reinterpret_cast<std::uintptr_t>(begin) % page;
  const std::size_t skipped = before == 0 ? 0 : page - before;
  (void)madvise(static_cast<char*>(begin) + skipped, bytes - skipped, MADV_HUGEPAGE);
#endif
}

}  // namespace actionplan::detail
