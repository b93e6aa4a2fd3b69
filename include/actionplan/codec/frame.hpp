// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/codec/arrow_abi.hpp>
#include <actionplan/codec/frame_column.hpp>
#include <actionplan/core/export.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace actionplan {

/// Bounds for a table from elsewhere, against a stream that does not end.
struct FrameLimits {
  std::size_t max_columns = std::size_t{1} << 16;
  std::uint64_t max_rows = std::uint64_t{1} << 40U;
  std::size_t max_chunks = std::size_t{1} << 20;
};

/// A table of named columns in Arrow's layout, read-only: what data frames hand over through the
/// Arrow C data interface, and what Plan, Evidence and Assessment are as tables (`to_frame`).
///
/// A cheap handle: copies share the columns, and any thread may read. The memory is the producer's,
/// kept until the last copy is gone and then released once. What a column holds is checked when it
/// is read: a column that nobody asks for may be of any kind.
///
/// What is checked of hostile input: lengths, offsets, counts of buffers and children, null
/// pointers, positions in dictionaries and texts, UTF-8, days out of range. What cannot be checked,
/// because the interface does not say it, is how large a buffer is.
class ACTIONPLAN_EXPORT Frame {
 public:
  /// Without columns.
  Frame() = default;

  /// Reads a stream of tables to its end. The stream is taken over and released.
  /// @throws InvalidArgument  the stream fails, is not one of tables, is malformed, or goes beyond
  ///                          a limit.
  [[nodiscard]] static Frame from_stream(ArrowStreamOwner stream, const FrameLimits& limits = {});
  /// One table (a struct array), taken over with its schema. @throws InvalidArgument as above.
  [[nodiscard]] static Frame from_array(ArrowArrayOwner array, ArrowSchemaOwner schema,
                                        const FrameLimits& limits = {});

  [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
  [[nodiscard]] const std::vector<FrameColumn>& columns() const& noexcept { return columns_; }
  [[nodiscard]] std::vector<FrameColumn> columns() const&&;

  /// The column of this name, or nothing; the first one where several have it.
  [[nodiscard]] const FrameColumn* find(std::string_view name) const noexcept;
  /// @throws NotFound, naming the columns there are.
  [[nodiscard]] const FrameColumn& operator[](std::string_view name) const&;
  [[nodiscard]] FrameColumn operator[](std::string_view name) const&&;

  /// The table as a stream that shares its memory.
  [[nodiscard]] ArrowStreamOwner to_arrow() const;

 private:
  friend class FrameBuilder;
  friend class FrameExport;
  friend class FrameImport;
  std::vector<FrameColumn> columns_;
  std::vector<std::size_t> chunk_rows_;  // rows of each chunk; all columns are cut alike
  std::size_t rows_ = 0;
};

}  // namespace actionplan
