// SPDX-License-Identifier: Apache-2.0
#include <actionplan/codec/frame.hpp>

#include <cerrno>
#include <memory>
#include <new>
#include <utility>
#include <vector>

namespace actionplan {
namespace {

// What an exported struct keeps alive; owns its children until they are released.
template <class Struct>
struct Kept {
  std::shared_ptr<const void> owner;
  std::vector<const void*> buffers;
  std::vector<std::unique_ptr<Struct>> children;
  std::vector<Struct*> child_pointers;
  std::unique_ptr<Struct> dictionary;
};

// A consumer may have moved a child out; it is released already, then.
template <class Struct>
void release_child(Struct* child) noexcept {
  if (child != nullptr && child->release != nullptr) child->release(child);
}

template <class Struct>
void release_struct(Struct* exported) noexcept {
  const std::unique_ptr<Kept<Struct>> kept{static_cast<Kept<Struct>*>(exported->private_data)};
  for (const auto& child : kept->children) release_child(child.get());
  release_child(kept->dictionary.get());
  exported->release = nullptr;
  exported->private_data = nullptr;
}

template <class Struct>
void keep(Struct& exported, std::unique_ptr<Kept<Struct>> kept) noexcept {
  exported.n_children = static_cast<std::int64_t>(kept->children.size());
  exported.children = kept->children.empty() ? nullptr : kept->child_pointers.data();
  exported.dictionary = kept->dictionary.get();
  exported.release = &release_struct<Struct>;
  exported.private_data = kept.release();
}

// Children are made in place, so that one that fails midway frees those before it.
template <class Struct>
struct Family {
  std::unique_ptr<Kept<Struct>> kept = std::make_unique<Kept<Struct>>();
  Family() = default;
  Family(const Family&) = delete;
  Family& operator=(const Family&) = delete;
  ~Family() {
    if (kept == nullptr) return;
    for (const auto& child : kept->children) release_child(child.get());
    release_child(kept->dictionary.get());
  }
  Struct& add_child() {
    kept->children.push_back(std::make_unique<Struct>(Struct{}));
    kept->child_pointers.push_back(kept->children.back().get());
    return *kept->children.back();
  }
  Struct& add_dictionary() {
    kept->dictionary = std::make_unique<Struct>(Struct{});
    return *kept->dictionary;
  }
};

// The texts of a schema are borrowed from it: its owner is kept.
void export_schema(const std::shared_ptr<const ArrowSchema>& from, const ArrowSchema& schema,
                   ArrowSchema& out) {
  Family<ArrowSchema> family;
  family.kept->owner = from;
  for (std::int64_t i = 0; i < schema.n_children; ++i) {
    export_schema(from, *schema.children[i], family.add_child());
  }
  if (schema.dictionary != nullptr) {
    export_schema(from, *schema.dictionary, family.add_dictionary());
  }
  out.format = schema.format;
  out.name = schema.name == nullptr ? "" : schema.name;
  out.metadata = schema.metadata;
  out.flags = schema.flags;
  keep(out, std::move(family.kept));
}

void export_array(const std::shared_ptr<const void>& owner, const ArrowArray& array,
                  ArrowArray& out) {
  Family<ArrowArray> family;
  family.kept->owner = owner;
  if (array.n_buffers > 0) {
    family.kept->buffers.assign(array.buffers, array.buffers + array.n_buffers);
  }
  for (std::int64_t i = 0; i < array.n_children; ++i) {
    export_array(owner, *array.children[i], family.add_child());
  }
  if (array.dictionary != nullptr) {
    export_array(owner, *array.dictionary, family.add_dictionary());
  }
  out.length = array.length;
  out.null_count = array.null_count;
  out.offset = array.offset;
  out.n_buffers = array.n_buffers;
  out.buffers = family.kept->buffers.empty() ? nullptr : family.kept->buffers.data();
  keep(out, std::move(family.kept));
}

}  // namespace

// What a stream holds: the frame, and how far it has been handed over.
class FrameExport {
 public:
  static ArrowStreamOwner make(const Frame& frame) {
    ArrowStreamOwner out;
    ArrowArrayStream& stream = *out.get();
    stream.get_schema = [](ArrowArrayStream* self, ArrowSchema* schema) noexcept {
      return of(self).guarded([&] { of(self).schema(*schema); });
    };
    stream.get_next = [](ArrowArrayStream* self, ArrowArray* array) noexcept {
      return of(self).guarded([&] { of(self).next(*array); });
    };
    stream.get_last_error = [](ArrowArrayStream* self) noexcept { return of(self).error_; };
    stream.private_data = new FrameExport{frame};
    stream.release = [](ArrowArrayStream* self) noexcept {
      delete &of(self);
      self->release = nullptr;
      self->private_data = nullptr;
    };
    return out;
  }

 private:
  explicit FrameExport(Frame frame) : frame_{std::move(frame)} {}

  static FrameExport& of(ArrowArrayStream* self) noexcept {
    return *static_cast<FrameExport*>(self->private_data);
  }

  template <class Do>
  int guarded(Do action) noexcept {
    try {
      error_ = nullptr;
      action();
      return 0;
    } catch (const std::bad_alloc&) {
      error_ = "Memory ran out.";
      return ENOMEM;
    }
  }

  void schema(ArrowSchema& out) const {
    Family<ArrowSchema> family;
    for (const FrameColumn& column : frame_.columns_) {
      export_schema(column.schema_, *column.schema_, family.add_child());
    }
    out = ArrowSchema{};
    out.format = "+s";
    out.name = "";
    keep(out, std::move(family.kept));
  }

  void next(ArrowArray& out) {
    out = ArrowArray{};
    if (chunk_ == frame_.chunk_rows_.size()) return;
    Family<ArrowArray> family;
    for (const FrameColumn& column : frame_.columns_) {
      const FrameColumn::Chunk& chunk = column.chunks_[chunk_];
      ArrowArray& child = family.add_child();
      export_array(chunk.owner, *chunk.array, child);
      const auto length = static_cast<std::int64_t>(chunk.size);
      if (child.length != length && child.null_count != 0) child.null_count = -1;  // to be counted
      child.offset += static_cast<std::int64_t>(chunk.offset);
      child.length = length;
    }
    family.kept->buffers.assign(1, nullptr);
    out.length = static_cast<std::int64_t>(frame_.chunk_rows_[chunk_]);
    out.n_buffers = 1;
    out.buffers = family.kept->buffers.data();
    keep(out, std::move(family.kept));
    ++chunk_;
  }

  Frame frame_;
  std::size_t chunk_ = 0;
  const char* error_ = nullptr;
};

ArrowStreamOwner Frame::to_arrow() const { return FrameExport::make(*this); }

}  // namespace actionplan
