// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

namespace actionplan {

namespace detail {

/// Allocates as `std::allocator`, and leaves values that are given no value as the memory is.
template <class T>
struct PlainAllocator : std::allocator<T> {
  static_assert(std::is_trivially_copyable_v<T>);
  template <class Other>
  struct rebind {
    using other = PlainAllocator<Other>;
  };

  PlainAllocator() = default;
  template <class Other>
  PlainAllocator(const PlainAllocator<Other>& /*other*/) noexcept {}  // as allocators must

  template <class... Arguments>
  void construct(T* at, Arguments&&... arguments) {
    if constexpr (sizeof...(Arguments) != 0) {
      ::new (static_cast<void*>(at)) T(std::forward<Arguments>(arguments)...);
    }
  }
};

}  // namespace detail

/// A vector whose `resize` sets no value: for columns of which every value is written afterwards, by
/// several threads.
template <class T>
using PlainVector = std::vector<T, detail::PlainAllocator<T>>;

}  // namespace actionplan
