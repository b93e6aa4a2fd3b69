// SPDX-License-Identifier: Apache-2.0
#include <actionplan/codec/frame.hpp>

#include <actionplan/core/error.hpp>

#include <string>

namespace actionplan {

const FrameColumn* Frame::find(std::string_view name) const noexcept {
  for (const FrameColumn& column : columns_) {
    if (column.name() == name) return &column;
  }
  return nullptr;
}

const FrameColumn& Frame::operator[](std::string_view name) const& {
  if (const FrameColumn* column = find(name)) return *column;
  std::string names;
  constexpr std::size_t most = 30;
  for (std::size_t i = 0; i < columns_.size() && i < most; ++i) {
    names += (i == 0 ? "" : ", ") + columns_[i].name();
  }
  if (columns_.size() > most) names += " and " + std::to_string(columns_.size() - most) + " more";
  throw NotFound("The table has no column \"" + std::string{name} + "\"; its columns are " +
                 (names.empty() ? "none" : names) + ".");
}

// What is asked of a temporary is a value. Here, since copies of vectors take long to compile.
std::vector<FrameColumn> Frame::columns() const&& { return columns(); }
FrameColumn Frame::operator[](std::string_view name) const&& { return (*this)[name]; }

}  // namespace actionplan
