// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <utility>

// The structs of Apache Arrow's C data interface and C stream interface: columns in memory as any
// two libraries can hand them to each other, without either linking the other. Names, order and
// guards are the specification's, so that this header may stand beside another copy of them.
// @source  https://arrow.apache.org/docs/format/CDataInterface.html, CStreamInterface.html

extern "C" {

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};

#endif

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};

#endif

}  // extern "C"

namespace actionplan {

/// Owns one of the three structs above, and releases it once. Moving leaves the source released, as
/// the specification has it.
template <class Struct>
class ArrowOwner {
 public:
  ArrowOwner() noexcept : value_{} {}
  /// Takes over what `source` holds; `source` is released afterwards, as far as it knows.
  explicit ArrowOwner(Struct* source) noexcept : value_{*source} { source->release = nullptr; }
  ArrowOwner(ArrowOwner&& other) noexcept : ArrowOwner{&other.value_} {}
  ArrowOwner& operator=(ArrowOwner&& other) noexcept {
    if (this != &other) {
      reset();
      value_ = std::exchange(other.value_, Struct{});
    }
    return *this;
  }
  ArrowOwner(const ArrowOwner&) = delete;
  ArrowOwner& operator=(const ArrowOwner&) = delete;
  ~ArrowOwner() { reset(); }

  [[nodiscard]] bool has_value() const noexcept { return value_.release != nullptr; }
  [[nodiscard]] Struct* get() noexcept { return &value_; }
  [[nodiscard]] const Struct* get() const noexcept { return &value_; }

  /// Hands it over: the caller calls its `release`.
  [[nodiscard]] Struct release() noexcept { return std::exchange(value_, Struct{}); }
  void reset() noexcept {
    if (value_.release != nullptr) value_.release(&value_);
    value_ = Struct{};
  }

 private:
  Struct value_;
};

using ArrowSchemaOwner = ArrowOwner<ArrowSchema>;
using ArrowArrayOwner = ArrowOwner<ArrowArray>;
using ArrowStreamOwner = ArrowOwner<ArrowArrayStream>;

}  // namespace actionplan
