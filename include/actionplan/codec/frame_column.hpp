// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/codec/arrow_abi.hpp>
#include <actionplan/core/date.hpp>
#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/export.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan {

/// What kind of values a column of a Frame holds.
enum class ColumnType : std::uint8_t {
  empty,  ///< nothing at all
  boolean,
  integer,  ///< 8 to 64 bits, signed or not
  real,     ///< float32, float64, decimal
  text,
  date,      ///< days; or moments without a zone, or in UTC, taken as days where at midnight
  category,  ///< dictionary-encoded values of one of the above
  other,     ///< anything else (lists, structs, binary ...): passed on, never read
};
[[nodiscard]] constexpr auto names_of(ColumnType) noexcept {
  return names_to<ColumnType::other>("empty", "boolean", "integer", "real", "text", "date",
                                     "category", "other");
}

/// Numbers, borrowed from a column where they lie there as needed, else copied. Never null: an
/// absent one is NaN.
class Doubles {
 public:
  explicit Doubles(std::span<const double> borrowed) noexcept : view_{borrowed} {}
  explicit Doubles(std::vector<double> own) : own_{std::move(own)}, view_{own_} {}
  Doubles(Doubles&&) noexcept = default;
  Doubles& operator=(Doubles&&) noexcept = default;
  Doubles(const Doubles&) = delete;
  Doubles& operator=(const Doubles&) = delete;

  [[nodiscard]] std::span<const double> span() const& noexcept { return view_; }
  std::span<const double> span() const&& = delete;
  [[nodiscard]] bool is_borrowed() const noexcept { return own_.empty() && !view_.empty(); }

 private:
  std::vector<double> own_;
  std::span<const double> view_;
};

/// Whole numbers, and where there are none.
struct Integers {
  std::vector<std::int64_t> values = {};     ///< one for each row; 0 where absent
  std::vector<std::uint8_t> is_absent = {};  ///< 1 for each row that has none; empty: all have one
};

/// A column as positions in a list of labels.
struct Categories {
  std::vector<std::int32_t> codes = {};  ///< one for each row; -1: absent
  std::vector<std::string> labels = {};
};

/// One column of a Frame. A cheap handle; keeps its memory.
class ACTIONPLAN_EXPORT FrameColumn {
 public:
  [[nodiscard]] const std::string& name() const& noexcept { return name_; }
  [[nodiscard]] std::string name() const&& { return name(); }
  [[nodiscard]] ColumnType type() const noexcept;
  /// As Arrow's format string says it: "g", "u", "tdD" ...
  [[nodiscard]] std::string_view format() const& noexcept;
  std::string_view format() const&& = delete;
  [[nodiscard]] std::size_t size() const noexcept { return starts_.back(); }
  [[nodiscard]] std::size_t chunk_count() const noexcept { return chunks_.size(); }

  /// @throws InvalidArgument  no such row, or a column of type `other` (both also below).
  [[nodiscard]] bool is_absent(std::size_t row) const;
  [[nodiscard]] std::size_t count_absent() const;

  /// The values where they lie: float64 in one chunk with none absent, aligned. Else nothing.
  [[nodiscard]] std::optional<std::span<const double>> doubles_in_place() const;
  /// As numbers; booleans are 0 and 1, absent ones NaN. Lives no longer than the column.
  /// @throws InvalidArgument  a column of texts, days or of type `other`.
  [[nodiscard]] Doubles doubles() const;

  /// As whole numbers; booleans are 0 and 1.
  /// @throws InvalidArgument  a column of another type, or a number beyond 64 bits with a sign.
  [[nodiscard]] Integers integers() const;

  /// As labels. Those of a dictionary keep its order and are there also when unused; else each
  /// value that occurs is a label, in order: numbers and days by value, texts by bytes. NaN is
  /// absent.
  /// @throws InvalidArgument  a real that is not whole, or more than 2^31 - 1 labels.
  [[nodiscard]] Categories categories() const;

  /// As days. Texts are read as `YYYY-MM-DD`.
  /// @throws InvalidArgument  a moment that is not at midnight or in a zone other than UTC, a day
  ///                          out of range, a column of another type.
  [[nodiscard]] std::vector<std::optional<Date>> dates() const;
  /// The same counted from 1970-01-01, INT32_MIN where absent.
  [[nodiscard]] std::vector<std::int32_t> days() const;

  /// The value as it would be written in CSV: numbers in the shortest form that reads back, days in
  /// ISO form, `true` and `false`; nothing where it is absent or NaN.
  /// @throws InvalidArgument  as `dates` for moments; a text that is not UTF-8.
  [[nodiscard]] std::optional<std::string> text(std::size_t row) const;

 private:
  friend class Frame;
  friend class FrameBuilder;
  friend class FrameExport;
  friend class FrameImport;
  struct Chunk {
    std::shared_ptr<const void> owner;  // of the memory
    const ArrowArray* array = nullptr;
    std::size_t offset = 0;  // of its first row, where the array's own begins
    std::size_t size = 0;
  };
  struct Reader;
  [[nodiscard]] Reader reader(const Chunk& chunk) const;
  [[nodiscard]] std::pair<const Chunk*, std::size_t> locate(std::size_t row) const;

  std::string name_;
  std::shared_ptr<const ArrowSchema> schema_;
  std::vector<Chunk> chunks_;
  std::vector<std::size_t> starts_{0};  // first row of each chunk, then the count of rows
};

}  // namespace actionplan
