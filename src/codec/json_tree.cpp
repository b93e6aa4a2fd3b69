// SPDX-License-Identifier: Apache-2.0
#include "json_tree.hpp"

#include "json_sax.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>

#include <algorithm>
#include <bit>
#include <limits>
#include <vector>

namespace actionplan::detail {
namespace {

std::string describe(Place place) {
  return "line " + std::to_string(place.line) + ", column " + std::to_string(place.column);
}

[[noreturn]] void refuse(std::string_view source, std::size_t byte, const std::string& message) {
  const Place place = place_of_byte(source, byte);
  throw ParseError("JSON text, " + describe(place) + ": " + message, place);
}

bool has_byte_order_mark(std::string_view source) { return source.substr(0, 3) == "\xEF\xBB\xBF"; }

void check_bytes(std::string_view source, const JsonLimits& limits) {
  constexpr std::size_t addressable = std::numeric_limits<std::uint32_t>::max() - 1;
  const std::size_t most = std::min(limits.max_bytes, addressable);
  if (source.size() > most) {
    throw ParseError("The JSON text has " + std::to_string(source.size()) +
                     " bytes, more than the limit of " + std::to_string(most) +
                     "; split it or raise JsonLimits::max_bytes.");
  }
  if (text::trim(source.substr(has_byte_order_mark(source) ? 3 : 0)).empty()) {
    throw ParseError("The JSON text is empty; write a document with a \"schema\".");
  }
  const std::size_t bad = text::find_invalid_utf8(source);
  if (bad != std::string_view::npos) {
    refuse(source.substr(0, bad), bad, "the bytes are no UTF-8; save the document as UTF-8.");
  }
  // The parser takes a NUL byte for the end and would not see what follows.
  const std::size_t nul = source.find('\0');
  if (nul != std::string_view::npos) {
    refuse(source, nul, "a NUL byte stands here; remove it or write \\u0000 inside a text.");
  }
}

}  // namespace

Place place_of_byte(std::string_view text, std::size_t byte) noexcept {
  if (has_byte_order_mark(text)) {
    text.remove_prefix(3);
    byte -= std::min<std::size_t>(byte, 3);
  }
  const std::string_view before = text.substr(0, byte);
  const std::size_t line_end = before.rfind('\n');
  const std::string_view line =
      line_end == std::string_view::npos ? before : before.substr(line_end + 1);
  const auto lines = std::count(before.begin(), before.end(), '\n');
  return {static_cast<std::uint32_t>(lines + 1),
          static_cast<std::uint32_t>(text::count_code_points(line) + 1)};
}

/// Fills a tree from the parser's events.
class TreeBuilder final : public SaxHandler {
 public:
  TreeBuilder(JsonTree& tree, const JsonLimits& limits, const Cancel& cancel)
      : tree_{tree}, limits_{limits}, poll_{cancel} {}

  bool null() override { return add({0, 1, JsonKind::null}); }
  bool boolean(bool value) override { return add({value ? 1U : 0U, 1, JsonKind::boolean}); }
  bool number_integer(std::int64_t value) override {
    return add({std::bit_cast<std::uint64_t>(value), 1, JsonKind::integer});
  }
  bool number_unsigned(std::uint64_t value) override {
    constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    return value <= most ? number_integer(static_cast<std::int64_t>(value))
                         : number_float(static_cast<double>(value), {});
  }
  bool number_float(double value, const std::string& /*token*/) override {
    return add({std::bit_cast<std::uint64_t>(value), 1, JsonKind::number});
  }
  bool string(std::string& value) override { return add_text(value); }
  bool key(std::string& value) override { return add_text(value); }
  bool start_object(std::size_t /*size*/) override { return open(JsonKind::object); }
  bool start_array(std::size_t /*size*/) override { return open(JsonKind::array); }
  bool end_array() override {
    close();
    return true;
  }
  bool end_object() override { return has_unique_keys(close()); }

  /// What was refused by a handler above; empty: nothing.
  [[nodiscard]] const std::string& refusal() const noexcept { return refusal_; }

 private:
  bool add(JsonTree::Node node) {
    poll_();
    if (tree_.nodes_.size() >= limits_.max_values) {
      refusal_ = "more than " + std::to_string(limits_.max_values) +
                 " values and keys; split the document or raise JsonLimits::max_values.";
      return false;
    }
    tree_.nodes_.push_back(node);
    return true;
  }

  bool add_text(const std::string& value) {
    const std::size_t begin = tree_.texts_.size();
    tree_.texts_ += value;
    return add({begin, static_cast<std::uint32_t>(value.size()), JsonKind::text});
  }

  bool open(JsonKind kind) {
    if (open_.size() >= limits_.max_depth) {
      refusal_ = "arrays and objects are nested more than " + std::to_string(limits_.max_depth) +
                 " deep; flatten the document.";
      return false;
    }
    open_.push_back(static_cast<std::uint32_t>(tree_.nodes_.size()));
    return add({0, 1, kind});
  }

  std::uint32_t close() {
    const std::uint32_t index = open_.back();
    open_.pop_back();
    tree_.nodes_[index].size = static_cast<std::uint32_t>(tree_.nodes_.size()) - index;
    return index;
  }

  bool has_unique_keys(std::uint32_t object) {
    std::vector<std::string_view> keys;
    const std::uint32_t end = tree_.after(object);
    for (std::uint32_t at = object + 1; at < end; at = tree_.after(at + 1)) {
      keys.push_back(tree_.text(tree_.node(at)));
    }
    std::sort(keys.begin(), keys.end());
    const auto twice = std::adjacent_find(keys.begin(), keys.end());
    if (twice == keys.end()) return true;
    refusal_ =
        "the object that ends here has the key " + quoted(*twice) + " twice; keep one of them.";
    return false;
  }

  JsonTree& tree_;
  const JsonLimits& limits_;
  CancelPoll poll_;
  std::vector<std::uint32_t> open_;
  std::string refusal_;
};

JsonTree::JsonTree(std::string_view source, const JsonLimits& limits, const Cancel& cancel)
    : source_{source} {
  check_bytes(source, limits);
  texts_.reserve(source.size());  // a text is never longer than its JSON form
  TreeBuilder builder{*this, limits, cancel};
  const SaxOutcome outcome = run_sax(source, builder);
  if (outcome.is_complete) return;
  refuse(source, outcome.byte, builder.refusal().empty() ? outcome.message : builder.refusal());
}

namespace {

// Counts the parser's events up to one node, to find where it begins.
class NodeFinder final : public SaxHandler {
 public:
  explicit NodeFinder(std::uint32_t index) : left_{index} {}

  bool null() override { return go_on(); }
  bool boolean(bool /*value*/) override { return go_on(); }
  bool number_integer(std::int64_t /*value*/) override { return go_on(); }
  bool number_unsigned(std::uint64_t /*value*/) override { return go_on(); }
  bool number_float(double /*value*/, const std::string& /*token*/) override { return go_on(); }
  bool string(std::string& /*value*/) override { return go_on(); }
  bool key(std::string& /*value*/) override { return go_on(); }
  bool start_object(std::size_t /*size*/) override { return go_on(); }
  bool start_array(std::size_t /*size*/) override { return go_on(); }
  bool end_array() override { return true; }
  bool end_object() override { return true; }

 private:
  bool go_on() { return left_-- != 0; }
  std::uint32_t left_;
};

}  // namespace

void append_step(std::string& path, std::string_view key) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
  const bool is_name = !key.empty() && (key[0] < '0' || '9' < key[0]);
  if (!is_name || key.find_first_not_of(plain) != std::string_view::npos) {
    path += '[' + quoted(key) + ']';
    return;
  }
  if (!path.empty()) path += '.';
  path += key.substr(0, 60);
}

Place JsonTree::place(std::uint32_t index) const {
  NodeFinder finder{index};
  return place_of_byte(source_, run_sax(source_, finder).byte);
}

std::string JsonTree::path(std::uint32_t index) const {
  std::string path;
  std::uint32_t at = 0;
  while (at != index) {
    const std::uint32_t in_value = node(at).kind == JsonKind::object ? 1 : 0;
    std::uint32_t child = at + 1;
    std::size_t ordinal = 0;
    while (after(child + in_value) <= index) {
      child = after(child + in_value);
      ++ordinal;
    }
    if (in_value == 0) {
      path += '[' + std::to_string(ordinal) + ']';
    } else {
      append_step(path, text(node(child)));
    }
    if (child == index) break;  // also a key: named by its own step
    at = child + in_value;
  }
  return path;
}

}  // namespace actionplan::detail
