// SPDX-License-Identifier: Apache-2.0
#include "listed_cards.hpp"

#include <actionplan/core/text.hpp>

#include "card_label.hpp"
#include "cell_parts.hpp"
#include "labelled_number.hpp"
#include "read/words/column_words.hpp"
#include "title_years.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace actionplan::detail {
namespace {

// May the label stand in a catalogue as well as on the card of a measure?
bool may_be_listed(std::string_view label, const ColumnMatch& match,
                   const AppliedMapping& mapping) {
  label = plain_label(label);
  if (mapping.find_label(label)) return false;
  switch (match.column) {
    case Column::title: return match.is_weak || match.is_plain || names_listed(label);
    case Column::deadline: return match.is_plain;
    case Column::number:
    case Column::section:
    case Column::agencies:
    case Column::contact:
    case Column::other: return true;
    default: return false;
  }
}

// A plan, a strategy or the like, but no law.
bool is_of_plan(std::string_view text) {
  if (!names_plan(text)) return false;
  const std::string noun = other_noun_of(text);
  if (noun.empty()) return true;
  const std::string_view one = noun.ends_with('s')
                                   ? std::string_view{noun}.substr(0, noun.size() - 1)
                                   : std::string_view{noun};
  return !names_act(noun) && !names_act(one);
}

// "Action 3: Build a road"
bool is_heading_of_measure(std::string_view text) {
  const std::optional<LabelledNumber> labelled = labelled_number(text);
  return labelled && !names_listed(text::trim(text.substr(0, labelled->begin)));
}

}  // namespace

bool ListedCards::have(const std::vector<RowView>& card) {
  for (const RowView row : card) {
    std::size_t filled = 0;
    for (const Cell& cell : row) {
      if (!has_text(cell)) continue;
      const bool is_label = filled++ % 2 == 0;
      const auto match = is_label ? match_label(cell.text, mapping_) : std::nullopt;
      if (match && !may_be_listed(cell.text, *match, mapping_)) return false;
    }
  }
  return !are_of_plan();
}

bool ListedCards::have(std::span<const Block> card) {
  for (const Block& block : card) {
    if (block.kind == BlockKind::heading) {
      if (is_heading_of_measure(block.text)) return false;
      continue;
    }
    for (const LineSpan& line : lines_of(block.text)) {
      const std::string_view text =
          std::string_view{block.text}.substr(line.begin, line.end - line.begin);
      const std::optional<ColumnMatch> match = label_of_text(text, mapping_);
      if (!match) continue;
      const std::size_t end = label_end(text, mapping_);
      const std::string_view label = end == 0 ? text : text.substr(0, end);
      if (!may_be_listed(label, *match, mapping_)) return false;
    }
  }
  return !are_of_plan();
}

bool ListedCards::have(const std::vector<RowView>& rows, const HeaderRow& header) {
  if (!header.header.may_be_listed) return false;
  for (std::size_t i = 0; i < std::min(header.row, rows.size()); ++i) {
    const bool is_said = std::any_of(rows[i].begin(), rows[i].end(), [](const Cell& cell) {
      return has_text(cell) && is_of_plan(cell.text);
    });
    if (is_said) return false;
  }
  return !are_of_plan();
}

bool ListedCards::stand_above_milestones(std::size_t table) const {
  if (table >= document_.blocks.size()) return false;
  const Block& block = document_.blocks[table];
  if (block.kind != BlockKind::table || block.rows.empty()) return false;
  std::vector<HeaderTexts> texts;
  for (const Cell& cell : block.rows.front()) texts.push_back({cell.text});
  const std::optional<Header> header = find_header(texts, {&mapping_, nullptr});
  return header && !header->titles.empty() && header->agencies.empty() &&
         (header->of(Column::deadline) || header->start);
}

bool name_a_plan(const std::vector<const Cell*>& lines) {
  return std::any_of(lines.begin(), lines.end(),
                     [](const Cell* line) { return is_of_plan(line->text); });
}

bool ListedCards::are_of_plan() {
  constexpr std::size_t most_texts = 12;
  constexpr std::size_t most_headings = 64;
  constexpr std::size_t longest = 300;
  if (are_of_plan_) return *are_of_plan_;
  are_of_plan_ = false;
  std::size_t texts = 0;
  std::size_t headings = 0;
  if (document_.parts.size() > 1) {  // names of sheets
    are_of_plan_ = std::any_of(document_.parts.begin(), document_.parts.end(), is_of_plan);
  }
  for (const Block& block : document_.blocks) {
    const bool is_heading = block.kind == BlockKind::heading;
    const bool is_text = is_heading || block.kind == BlockKind::paragraph;
    if (!is_text || block.text.empty() || block.text.size() > longest) continue;
    if ((is_heading ? headings++ : texts++) >= (is_heading ? most_headings : most_texts)) continue;
    if (label_end(block.text, mapping_) != 0 || !is_of_plan(block.text)) continue;
    are_of_plan_ = true;
    break;
  }
  return *are_of_plan_;
}

}  // namespace actionplan::detail
