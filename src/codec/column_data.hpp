// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/codec/arrow_abi.hpp>

#include "core/internal/large_pages.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace actionplan::detail {

// One column with its description and memory; neither struct has a release of its own, since the
// Frame keeps the whole.
struct ColumnData {
  std::string name;
  std::string format;
  ArrowSchema schema{};
  ArrowArray array{};
  std::array<const void*, 3> buffers{};
  std::vector<std::shared_ptr<const void>> owners;
  std::unique_ptr<ColumnData> dictionary;

  ColumnData(std::string called, const char* as, std::size_t rows)
      : name{std::move(called)}, format{as} {
    schema.format = format.c_str();
    schema.name = name.c_str();
    schema.flags = ARROW_FLAG_NULLABLE;
    array.length = static_cast<std::int64_t>(rows);
    array.n_buffers = 2;
    array.buffers = buffers.data();
  }
  ColumnData(const ColumnData&) = delete;
  ColumnData& operator=(const ColumnData&) = delete;

  // Memory at the place of a buffer; an empty one has an address, too.
  void set_buffer(std::size_t at, std::shared_ptr<const void> memory) {
    static const std::uint64_t nothing = 0;
    buffers[at] = memory == nullptr ? static_cast<const void*>(&nothing) : memory.get();
    if (memory != nullptr) owners.push_back(std::move(memory));
  }
  void set_dictionary(std::unique_ptr<ColumnData> values) {
    dictionary = std::move(values);
    schema.dictionary = &dictionary->schema;
    array.dictionary = &dictionary->array;
  }
};

// Values, zero as long as none is written. What is never written takes no memory where the system
// gives pages when they are used.
template <class T>
class Values {
 public:
  explicit Values(std::size_t size) {
    if (size == 0) return;
    void* const zeros = std::calloc(size, sizeof(T));
    if (zeros == nullptr) throw std::bad_alloc{};
    data_ = std::shared_ptr<T>{static_cast<T*>(zeros), &std::free};
    prefer_large_pages(zeros, size * sizeof(T));
  }
  [[nodiscard]] T& operator[](std::size_t at) noexcept { return data_.get()[at]; }
  [[nodiscard]] const T& operator[](std::size_t at) const noexcept { return data_.get()[at]; }
  [[nodiscard]] std::shared_ptr<const void> take() noexcept { return std::move(data_); }

 private:
  std::shared_ptr<T> data_;
};

// Bytes that grow; what is there is moved by the system, page by page, and not copied.
class GrowingBytes {
 public:
  GrowingBytes() = default;
  GrowingBytes(const GrowingBytes&) = delete;
  GrowingBytes& operator=(const GrowingBytes&) = delete;
  ~GrowingBytes() { std::free(data_); }

  void append(std::string_view text) {
    if (text.size() > capacity_ - size_) grow(text.size());
    if (!text.empty()) std::memcpy(data_ + size_, text.data(), text.size());
    size_ += text.size();
  }
  // A value of a fixed size behind the others, all of one type.
  template <class T>
  void push(T value) {
    if (sizeof(T) > capacity_ - size_) grow(sizeof(T));
    std::memcpy(data_ + size_, &value, sizeof(T));
    size_ += sizeof(T);
  }
  template <class T>
  [[nodiscard]] T value(std::size_t at) const noexcept {
    T found;
    std::memcpy(&found, data_ + at * sizeof(T), sizeof(T));
    return found;
  }
  void reserve(std::size_t bytes) {
    if (bytes > capacity_ - size_) grow(bytes);
  }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] const char* data() const noexcept { return data_; }
  void swap(GrowingBytes& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
  }
  [[nodiscard]] std::shared_ptr<const void> take() {
    std::shared_ptr<const void> taken{data_, [](const void* data) {
                                        std::free(const_cast<void*>(data));  // from `grow`
                                      }};
    data_ = nullptr;
    size_ = capacity_ = 0;
    return taken;
  }

 private:
  void grow(std::size_t more) {
    constexpr std::size_t least = 256;
    std::size_t wanted = capacity_ < least ? least : capacity_ * 2;
    if (wanted < size_ + more) wanted = size_ + more;
    void* const grown = std::realloc(data_, wanted);
    if (grown == nullptr) throw std::bad_alloc{};
    data_ = static_cast<char*>(grown);
    capacity_ = wanted;
    prefer_large_pages(data_ + size_, capacity_ - size_);
  }

  char* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace actionplan::detail
