// SPDX-License-Identifier: Apache-2.0
#include "card_items.hpp"

#include "card_label.hpp"
#include "labelled_number.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace actionplan::detail {
namespace {

constexpr std::size_t most_told = 8;  // items in which a card is told

std::string_view first_line(const Block& block) {
  return std::string_view{block.text}.substr(0, block.text.find('\n'));
}

// A label with what it says: "Deadline: March 2024".
std::optional<ColumnMatch> inline_label(const Block& block, const AppliedMapping& mapping) {
  const std::string_view line = first_line(block);
  const std::size_t end = label_end(line, mapping);
  return end != 0 ? match_label(line.substr(0, end), mapping) : std::nullopt;
}

bool may_be_title(const Block& block, const AppliedMapping& mapping) {
  if (block.text.empty()) return false;
  if (block.kind == BlockKind::paragraph) return number_of_title(block.text).has_value();
  return block.kind == BlockKind::item && !inline_label(block, mapping);
}

}  // namespace

std::size_t count_item_card(std::span<const Block> blocks, const AppliedMapping& mapping) {
  if (blocks.size() < 2 || !may_be_title(blocks.front(), mapping)) return 0;
  const bool is_item = blocks.front().kind == BlockKind::item;
  const auto is_below = [&](const Block& block) {
    return block.kind == BlockKind::item && (!is_item || block.level > blocks.front().level);
  };
  const auto last = std::find_if_not(blocks.begin() + 1, blocks.end(), is_below);
  const auto count = static_cast<std::size_t>(last - blocks.begin());
  if (count == 1) return 0;
  const std::uint8_t level = blocks[1].level;
  std::set<Column> met;
  std::size_t items = 0;
  std::size_t labels = 0;
  bool has_more = false;
  for (std::size_t i = 1; i < count && items < most_told; ++i) {
    if (blocks[i].level > level) continue;
    ++items;
    const std::optional<ColumnMatch> match = inline_label(blocks[i], mapping);
    if (!match) continue;
    if (tells_title(*match)) return 0;  // the item stands above cards
    ++labels;
    met.insert(match->column);
    has_more |= tells_plainly_when_or_who(*match);
  }
  const bool is_card = has_more && (met.size() > 1 || labels == items);
  return is_card ? count : 0;
}

std::vector<std::size_t> text_runs(const std::vector<Block>& blocks, AppliedMapping& mapping) {
  std::vector<std::size_t> ends(blocks.size());
  for (std::size_t i = blocks.size(); i-- > 0;) {
    ends[i] = i + 1;
    if (i + 1 == blocks.size() || !mapping.reads(blocks[i].place.part)) continue;
    const Block& next = blocks[i + 1];
    const bool is_text = next.kind == BlockKind::paragraph || next.kind == BlockKind::item;
    const bool is_next = is_text && next.parent == Block::no_parent;
    if (is_next && mapping.reads(next.place.part)) ends[i] = ends[i + 1];
  }
  return ends;
}

bool is_label_alone(const Block& block, const AppliedMapping& mapping) {
  const std::optional<ColumnMatch> match = match_label(block.text, mapping);
  return match && tells_title(*match) && labelled_number(block.text).has_value();
}

}  // namespace actionplan::detail
