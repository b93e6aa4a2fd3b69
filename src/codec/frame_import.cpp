// SPDX-License-Identifier: Apache-2.0
#include <actionplan/codec/frame.hpp>

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>

#include <string>
#include <utility>

namespace actionplan {

// Puts a Frame together from what a producer hands over.
class FrameImport {
 public:
  explicit FrameImport(const FrameLimits& limits) : limits_{limits} {}

  void take_schema(ArrowSchemaOwner schema) {
    const auto shared = std::make_shared<ArrowSchemaOwner>(std::move(schema));
    const ArrowSchema& table = *shared->get();
    if (table.format == nullptr || std::string_view{table.format} != "+s" ||
        table.dictionary != nullptr) {
      throw InvalidArgument(
          "A table of named columns is needed, and what was given is a single column; make a data "
          "frame of it first.");
    }
    if (table.n_children < 0 || (table.n_children > 0 && table.children == nullptr)) fail();
    if (static_cast<std::size_t>(table.n_children) > limits_.max_columns) {
      throw InvalidArgument("The table has " + std::to_string(table.n_children) +
                            " columns, more than " + std::to_string(limits_.max_columns) +
                            "; choose those that are needed.");
    }
    for (std::int64_t i = 0; i < table.n_children; ++i) {
      const ArrowSchema* const child = table.children[i];
      check_column(child);
      FrameColumn column;
      column.name_ = text::replace_invalid_utf8(child->name == nullptr ? "" : child->name);
      column.schema_ = std::shared_ptr<const ArrowSchema>{shared, child};
      frame_.columns_.push_back(std::move(column));
    }
  }

  void take_array(ArrowArrayOwner array) {
    const auto shared = std::make_shared<ArrowArrayOwner>(std::move(array));
    const ArrowArray& table = *shared->get();
    check_table(table);
    const auto offset = static_cast<std::size_t>(table.offset);
    const auto size = static_cast<std::size_t>(table.length);
    if (size > limits_.max_rows - frame_.rows_ || frame_.chunk_rows_.size() >= limits_.max_chunks) {
      throw InvalidArgument("The table has more than " + std::to_string(limits_.max_rows) +
                            " rows, or more than " + std::to_string(limits_.max_chunks) +
                            " chunks; give it in parts.");
    }
    for (std::size_t i = 0; i < frame_.columns_.size(); ++i) {
      const ArrowArray* const child = table.children[i];
      check_column(child);
      if (static_cast<std::uint64_t>(child->length) < offset + size) fail();
      if (size == 0) continue;
      FrameColumn& column = frame_.columns_[i];
      column.chunks_.push_back({shared, child, offset, size});
      column.starts_.push_back(column.starts_.back() + size);
    }
    // An empty chunk is nothing to read, but counts: a stream of them has to end, too.
    frame_.chunk_rows_.push_back(size);
    frame_.rows_ += size;
  }

  [[nodiscard]] Frame finish() {
    std::erase(frame_.chunk_rows_, 0U);
    return std::move(frame_);
  }

 private:
  [[noreturn]] static void fail() {
    throw InvalidArgument("The table does not fit its own description; the producer is at fault.");
  }

  static constexpr std::int64_t most = std::int64_t{1} << 48;  // of a length, an offset, a count
  static constexpr int deepest = 64;                           // of columns within columns

  // What is passed on is not read, but walked through: no further than a column can go, even where
  // it goes in a circle.
  template <class Struct>
  void check_children(const Struct& of, int depth, std::size_t& left) const {
    if (depth >= deepest || left-- == 0 || of.n_children < 0 ||
        (of.n_children > 0 && of.children == nullptr)) {
      fail();
    }
    for (std::int64_t i = 0; i < of.n_children; ++i) check_shape(of.children[i], depth + 1, left);
    if (of.dictionary != nullptr) check_shape(of.dictionary, depth + 1, left);
  }
  void check_shape(const ArrowSchema* schema, int depth, std::size_t& left) const {
    if (schema == nullptr || schema->format == nullptr) fail();
    check_children(*schema, depth, left);
  }
  void check_shape(const ArrowArray* array, int depth, std::size_t& left) const {
    if (array == nullptr || array->length < 0 || array->length > most || array->offset < 0 ||
        array->offset > most || array->n_buffers < 0 || array->n_buffers > most ||
        (array->n_buffers > 0 && array->buffers == nullptr)) {
      fail();
    }
    check_children(*array, depth, left);
  }
  template <class Struct>
  void check_column(const Struct* column) const {
    std::size_t left = limits_.max_columns;
    check_shape(column, 0, left);
  }

  void check_table(const ArrowArray& table) const {
    if (table.length < 0 || table.offset < 0 || table.length > most || table.offset > most ||
        table.null_count < -1 || table.dictionary != nullptr || table.n_buffers != 1 ||
        table.n_children != static_cast<std::int64_t>(frame_.columns_.size()) ||
        (table.n_children > 0 && table.children == nullptr)) {
      fail();
    }
    if (table.null_count == 0 || table.buffers == nullptr || table.buffers[0] == nullptr) return;
    const auto* const valid = static_cast<const std::uint8_t*>(table.buffers[0]);
    for (std::int64_t row = table.offset; row < table.offset + table.length; ++row) {
      if ((valid[row / 8] >> (row % 8) & 1) == 0) {
        throw InvalidArgument("Row " + std::to_string(row - table.offset + 1) +
                              " of the table is absent as a whole; leave such rows out.");
      }
    }
  }

  FrameLimits limits_;
  Frame frame_;
};

namespace {

std::string message_of(ArrowArrayStream& stream, int code) {
  const char* const message =
      stream.get_last_error == nullptr ? nullptr : stream.get_last_error(&stream);
  return "The producer of the table failed: " +
         (message == nullptr ? "error " + std::to_string(code)
                             : text::replace_invalid_utf8(message)) +
         ".";
}

}  // namespace

Frame Frame::from_stream(ArrowStreamOwner stream, const FrameLimits& limits) {
  ArrowArrayStream* const source = stream.get();
  if (!stream.has_value() || source->get_schema == nullptr || source->get_next == nullptr) {
    throw InvalidArgument("The Arrow stream was taken before; ask its producer for another.");
  }
  FrameImport import{limits};
  ArrowSchemaOwner schema;
  if (const int code = source->get_schema(source, schema.get()); code != 0) {
    throw InvalidArgument(message_of(*source, code));
  }
  if (!schema.has_value()) {
    throw InvalidArgument("The Arrow stream has no schema; the producer is at fault.");
  }
  import.take_schema(std::move(schema));
  for (;;) {
    ArrowArrayOwner array;
    if (const int code = source->get_next(source, array.get()); code != 0) {
      throw InvalidArgument(message_of(*source, code));
    }
    if (!array.has_value()) return import.finish();
    import.take_array(std::move(array));
  }
}

Frame Frame::from_array(ArrowArrayOwner array, ArrowSchemaOwner schema, const FrameLimits& limits) {
  if (!array.has_value() || !schema.has_value()) {
    throw InvalidArgument("The Arrow array was taken before; ask its producer for another.");
  }
  FrameImport import{limits};
  import.take_schema(std::move(schema));
  import.take_array(std::move(array));
  return import.finish();
}

}  // namespace actionplan
