// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/codec/json.hpp>
#include <actionplan/core/place.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

namespace actionplan::detail {

enum class JsonKind : std::uint8_t { null, boolean, integer, number, text, array, object };

/// A JSON text as a flat list of nodes in document order, 16 bytes each: a hostile text cannot make
/// it larger than about ten times itself, and nothing here recurses.
///
/// A key is a text node followed by its value. Borrows the text it was made of.
class JsonTree {
 public:
  struct Node {
    std::uint64_t payload = 0;  ///< the number's or boolean's bits, or where the text begins
    std::uint32_t size = 1;     ///< a text's bytes; else how many nodes, itself included
    JsonKind kind = JsonKind::null;
  };

  /// @throws ParseError, with place: not JSON, beyond a limit, a key twice in one object.
  /// @throws Cancelled when `cancel`, asked at each node, says so.
  JsonTree(std::string_view source, const JsonLimits& limits, const Cancel& cancel);

  [[nodiscard]] const Node& node(std::uint32_t index) const { return nodes_[index]; }
  [[nodiscard]] std::string_view text(const Node& node) const noexcept {
    return std::string_view{texts_}.substr(static_cast<std::size_t>(node.payload), node.size);
  }
  /// Index of the node after this one and all that it holds.
  [[nodiscard]] std::uint32_t after(std::uint32_t index) const {
    const Node& here = nodes_[index];
    return index + (here.kind == JsonKind::text ? 1 : here.size);
  }

  /// Where the node begins in the source.
  [[nodiscard]] Place place(std::uint32_t index) const;
  /// The way to the node from the root: `measures[3].deadline.due`; empty for the root.
  [[nodiscard]] std::string path(std::uint32_t index) const;

 private:
  friend class TreeBuilder;
  std::string_view source_;
  std::deque<Node> nodes_;
  std::string texts_;
};

/// Adds the step to a key to a path.
void append_step(std::string& path, std::string_view key);

/// The place of a byte in a well-formed UTF-8 text.
[[nodiscard]] Place place_of_byte(std::string_view text, std::size_t byte) noexcept;

}  // namespace actionplan::detail
