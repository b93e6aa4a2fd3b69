// SPDX-License-Identifier: Apache-2.0
#include "card_layout.hpp"

#include <actionplan/core/text.hpp>

#include "card_items.hpp"
#include "card_label.hpp"
#include "card_parent.hpp"
#include "cell_parts.hpp"
#include "header_rows.hpp"
#include "labelled_number.hpp"
#include "list_layout.hpp"
#include "read/contact.hpp"
#include "read/extra_texts.hpp"
#include "read/finance/money_text.hpp"
#include "read/number.hpp"
#include "read/tokens.hpp"

#include <algorithm>
#include <utility>

namespace actionplan::detail {
namespace {

// The cells of a row that hold text, without those that others cover.
std::vector<const Cell*> texts_in(RowView row) {
  std::vector<const Cell*> cells;
  for (const Cell& cell : row) {
    if (has_text(cell)) cells.push_back(&cell);
  }
  return cells;
}

// "Deadline", "March 2024", "Responsible", "Ministry": labels, and behind each what it says.
bool are_pairs(const std::vector<const Cell*>& cells, const AppliedMapping& mapping) {
  constexpr std::size_t least = 4;
  if (cells.size() < least || cells.size() % 2 != 0) return false;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::optional<ColumnMatch> match = match_label(cells[i]->text, mapping);
    const bool is_said = i % 2 != 0;
    if (is_said ? is_label_of_few_words(cells[i]->text, mapping) : !match || match->share < 1.0) {
      return false;
    }
  }
  return true;
}

// A term and what it is called elsewhere, and no label with what it says: "Deadline", "Due date"; or two terms of
// several languages that mean the same, beside each other.
bool is_row_of_glossary(const std::vector<const Cell*>& cells, const AppliedMapping& mapping) {
  const std::optional<ColumnMatch> term = match_label(cells[0]->text, mapping);
  if (!term) return false;
  const auto means_same = [&](const Cell& cell) {
    const std::optional<ColumnMatch> other = match_label(cell.text, mapping);
    return other && other->share == 1.0 && other->column == term->column ? other : std::nullopt;
  };
  if (cells.size() == 2) return means_same(*cells[1]).has_value();
  const std::optional<ColumnMatch> third = means_same(*cells[2]);
  return third && (third->languages & term->languages) == 0;
}

// Too long for a day, and without a digit.
bool is_prose_of_glossary(std::string_view text) {
  constexpr std::size_t longest = 80;
  return text.size() > longest && text.find_first_of("0123456789") == std::string_view::npos;
}

// "Milestone", "Start date", "End date": labels beside each other, of a title and of days.
bool is_header_of_milestones(const std::vector<const Cell*>& cells, const AppliedMapping& mapping) {
  constexpr std::size_t least = 2;
  bool has_title = false;
  bool has_days = false;
  for (const Cell* cell : cells) {
    const std::optional<ColumnMatch> match = match_label(cell->text, mapping);
    if (!match) return false;
    has_title |= match->column == Column::title && !match->is_weak;
    has_days |= match->column == Column::deadline || match->column == Column::end;
  }
  return cells.size() > least && has_title && has_days;
}

}  // namespace

bool CardLayout::is_card(const std::vector<RowView>& rows, const AppliedMapping& mapping) {
  constexpr std::size_t least = 3;
  std::size_t labels = 0;
  std::size_t pairs = 0;
  std::size_t terms = 0;  // of a glossary
  bool has_title = false;
  bool has_more = false;
  bool is_wide = false;
  std::set<Column> met;
  for (const RowView row : rows) {
    const std::vector<const Cell*> cells = texts_in(row);
    if (is_wide && is_header_of_milestones(cells, mapping)) return true;
    if (cells.size() != 2 && !are_pairs(cells, mapping)) continue;
    terms += is_row_of_glossary(cells, mapping) ? 1U : 0U;
    for (std::size_t i = 0; i < cells.size(); i += 2) {
      ++pairs;
      const std::optional<ColumnMatch> match = match_label(cells[i]->text, mapping);
      if (!match) continue;
      ++labels;
      met.insert(match->column);
      has_title |= tells_title(*match);
      has_more |= tells_when_or_who(*match);
      // What stands beside a label of a wide card reaches over the columns of its milestones.
      is_wide |= tells_when_or_who(*match) && cells[i + 1]->column_span > 1;
    }
  }
  // A table of two columns has its header's words once; a card has one in nearly each row.
  const bool is_varied = met.size() >= least || (has_title && met.size() > 1);
  constexpr std::size_t least_terms = 2;
  const bool is_glossary = terms >= least_terms && 2 * terms >= labels;
  return labels >= least && is_varied && has_more && !is_glossary &&
         2 * labels >= std::min(pairs, least * 2);
}

// Does the first of a row's cells say what the labels beside it are: for several rows, or with a label
// behind it that names the same?
bool CardLayout::stands_before_labels(const Cell& first, const Cell& second) const {
  const std::optional<ColumnMatch> match = match_label(first.text, mapping_);
  if (!match) return false;
  if (first.row_span > 1) return true;
  const std::optional<ColumnMatch> label = match_label(second.text, mapping_);
  return label && label->column == match->column;
}

void CardLayout::begin() {
  card_ = Record{};
  has_heading_ = false;
  start_ = end_ = deadline_ = Days{};
  is_among_contacts_ = was_contact_ = false;
  milestones_.clear();
}

void CardLayout::read_table(const std::vector<RowView>& rows, bool has_heading) {
  begin();
  has_heading_ = has_heading;
  const Cell* group = nullptr;   // a text alone in its row, which says what the rows below are
  const Cell* beside = nullptr;  // a text before the labels of several rows, which says the same
  std::size_t beside_until = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::vector<const Cell*> cells = texts_in(rows[i]);
    if (cells.empty()) continue;
    if (card_.first == nullptr) card_.first = cells.front();
    if (cells.size() == 1) {
      const Cell& cell = *cells.front();
      if (const std::size_t end = label_end(cell.text, mapping_)) {
        const Label label{match_label(std::string_view{cell.text}.substr(0, end), mapping_), &cell,
                          0, end};
        take(label, part_of(cell, end, cell.text.size(), out_, account_));
      } else if (!match_label(cell.text, mapping_) && card_.cell(Column::title) == nullptr &&
                 group == nullptr && leading_number(cell.text)) {
        card_.fields.push_back({Column::title, &cell, std::nullopt, std::nullopt});
      } else {
        group = &cell;
        const std::optional<ColumnMatch> said = match_label(cell.text, mapping_);
        is_among_contacts_ = said && said->column == Column::contact;
        account_.claim(cell, TextUse::column);
      }
      continue;
    }
    if (are_pairs(cells, mapping_)) {
      for (std::size_t k = 0; k < cells.size(); k += 2) {
        take({match_label(cells[k]->text, mapping_), cells[k], 0, cells[k]->text.size()},
             cells[k + 1]);
      }
      continue;
    }
    const std::optional<HeaderRow> header =
        cells.size() >= 2 ? header_at({rows[i]}, 0, {&mapping_, nullptr}) : std::nullopt;
    // Of two cells the second may be said by the first: "Commitment" before "Open data", of which half is
    // a date in Italian.
    const double least = cells.size() == 2 ? 1.0 : 0.0;
    const bool is_header = header && std::all_of(cells.begin(), cells.end(), [&](const Cell* cell) {
                             const auto match = match_label(cell->text, mapping_);
                             return match && match->share >= least;
                           });
    if (is_header) {
      std::size_t end = i + 1;
      while (end < rows.size()) {
        const std::vector<const Cell*> below = texts_in(rows[end]);
        // "Publish the budget" is a milestone, beside its days.
        const std::optional<ColumnMatch> match =
            below.empty() ? std::nullopt : match_label(below.front()->text, mapping_);
        const bool is_label = match && !leading_number(below.front()->text) &&
                              (match->share == 1.0 || below.size() == 2);
        if (below.size() < 2 || is_label) break;
        ++end;
      }
      for (const Cell* cell : cells) account_.claim(*cell, TextUse::column);
      mapping_.note_columns(nullptr, header->texts);
      read_milestones(rows, i + 1, end, *header);
      i = end - 1;
      continue;
    }
    // "Other actors involved" before "State actors" and "Civil society"
    const bool begins_group = cells.size() > 2 && stands_before_labels(*cells[0], *cells[1]);
    if (begins_group) {
      beside = cells[0];
      beside_until = i + std::max<std::size_t>(beside->row_span, 1);
      account_.claim(*beside, TextUse::column);
    }
    const std::size_t first = begins_group ? 1 : 0;
    Label label{match_label(cells[first]->text, mapping_), cells[first], 0,
                cells[first]->text.size()};
    if (!label.match && beside != nullptr && i < beside_until) {
      label.match = match_label(beside->text, mapping_);
    } else if (!label.match && group != nullptr) {
      label.match =
          match_label(group->text, mapping_);  // "Other actors involved" above "Government"
    }
    std::vector<Piece> pieces;
    for (std::size_t k = first + 1; k < cells.size(); ++k)
      pieces.push_back({cells[k], 0, cells[k]->text.size()});
    take(label, pieces.size() == 1 ? cells.back() : joined(pieces));
  }
  finish();
}

// The stretches as one cell, a line each.
const Cell* CardLayout::joined(const std::vector<Piece>& pieces) {
  Cell& cell = out_.owned_cells.emplace_back();
  for (const Piece& piece : pieces) {
    const std::string_view text =
        text::trim(std::string_view{piece.cell->text}.substr(piece.begin, piece.end - piece.begin));
    if (text.empty()) continue;
    const auto begin = static_cast<std::size_t>(text.data() - piece.cell->text.data());
    account_.note_source(cell, *piece.cell, begin, begin + text.size());
    if (cell.text.empty()) cell.place = piece.cell->place;
    if (!cell.text.empty()) cell.text += '\n';
    cell.text += text;
  }
  return &cell;
}

// First and last day as one text; either may be missing. The last alone where they name no window.
const Cell* CardLayout::window(const Cell* start, const Cell* end) {
  if (start == nullptr) return end;
  const Cell* window = window_cell(start, end, out_, account_);
  if (window != nullptr) return window;
  return end != nullptr ? end : start;
}

void CardLayout::take(const Label& label, const Cell* value) {
  const std::string_view whole = label.cell->text;
  mapping_.note_label(plain_label(whole.substr(label.begin, label.end - label.begin)));
  was_contact_ = is_of_person(label);
  if (value->text.empty()) {
    if (label.match && tells_title(*label.match)) take_number(label);  // "Activity 1.2" alone
    return account_.claim(*label.cell, label.begin, label.end, TextUse::column, {});
  }
  if (was_contact_ || !label.match) return leave_out(label, *value);
  const ColumnMatch& match = *label.match;
  switch (match.column) {
    case Column::deadline:
    case Column::start:
    case Column::end: return take_days(label, value);
    case Column::number:
    case Column::title:
      // "Description" is no name where the heading above is one.
      if (match.column == Column::title && match.is_weak && has_heading_) {
        return leave_out(label, *value);
      }
      if (card_.cell(match.column) != nullptr) return leave_out(label, *value);
      break;
    case Column::indicator:
    case Column::agencies:
    case Column::finance: break;
    default:
      if (!is_statement(match.column)) return leave_out(label, *value);
  }
  account_.claim(*label.cell, label.begin, label.end, TextUse::column, {});
  if (match.column == Column::finance) {
    add_money(label, *value);
  } else {
    const Cell* name = nullptr;
    if (is_statement(match.column)) {
      name = part_of(*label.cell, label.begin, label.end, out_, account_);
    }
    const Field field{match.column, value, match.role, match.force, name};
    if (match.column == Column::agencies) return add_bodies(label, field);
    card_.fields.push_back(field);
    if (match.column == Column::title) take_number(label);
  }
}

// "Action 1.1" before its title.
void CardLayout::take_number(const Label& label) {
  if (card_.cell(Column::number) != nullptr) return;
  const std::string_view words =
      std::string_view{label.cell->text}.substr(label.begin, label.end - label.begin);
  const std::optional<LabelledNumber> labelled = labelled_number(words);
  if (!labelled) return;
  card_.fields.push_back({Column::number,
                          part_of(*label.cell, label.begin + labelled->begin,
                                  label.begin + labelled->end, out_, account_),
                          std::nullopt, std::nullopt});
}

void CardLayout::add_money(const Label& label, const Cell& value) {
  std::string_view words =
      std::string_view{label.cell->text}.substr(label.begin, label.end - label.begin);
  if (const std::optional<Number> number = leading_number(words)) {
    words.remove_prefix(number->length);
  }
  MoneyHeader& header = out_.money_headers.emplace_back();
  header.text = text::collapse_spaces(finance_header(text::trim(plain_label(words))));
  header.is_published = label.match->is_published;
  if (header.text.empty()) header.text = text::collapse_spaces(label.cell->text);
  card_.money.push_back({&header, &value});
}

// Does it name a contact? Below a heading that does, or right after such a label, others go on with
// it: "Name", "Title, department".
bool CardLayout::is_of_person(const Label& label) const {
  const std::string_view words = plain_label(text_of(label));
  const std::optional<ColumnMatch>& match = label.match;
  if (match && match->column == Column::contact) return true;
  if (mapping_.find_label(words)) return false;
  const bool is_title = match && match->column == Column::title;
  const bool may_be_title = is_title && !match->is_weak && card_.cell(Column::title) == nullptr;
  if (may_be_title) return false;
  return (is_among_contacts_ && (is_title || !match)) || (was_contact_ && names_position(words));
}

void CardLayout::leave_out(const Label& label, const Cell& value) {
  const std::string_view words = text_of(label);
  const bool is_mapped = mapping_.find_label(plain_label(words)).has_value();
  const bool is_contact = was_contact_ || (!is_mapped && speaks_of_contacts(words));
  was_contact_ = is_contact;
  const char* const code = is_contact ? "contact_left_out" : "label_ignored";
  account_.claim(*label.cell, label.begin, label.end, TextUse::named, code);
  const Cell* const said = part_of(*label.cell, label.begin, label.end, out_, account_);
  if (is_contact) {
    account_.claim(value, TextUse::named, code);
    card_.contacts.push_back({said, &value});
  } else {
    card_.beside.push_back({said, &value, label.match && label.match->is_published});
  }
  std::string name = text::collapse_spaces(plain_label(words));
  if (!told_.insert(name).second) return;
  problems_.add(
      {code,
       Severity::warning,
       label.cell->place,
       "What stands beside the label " + shown(name) +
           " is no part of a measure that is read, here and in further cards, and was " +
           (is_contact ? "kept apart from the plan, as personal data." : "kept beside it."),
       {}});
}

void CardLayout::leave_out_line(const Cell& cell, LineSpan line) {
  account_.claim(cell, line.begin, line.end, TextUse::named, "text_left_out");
  problems_.add({"text_left_out",
                 Severity::info,
                 cell.place,
                 "The text " +
                     shown(std::string_view{cell.text}.substr(line.begin, line.end - line.begin)) +
                     " has no label within its card and was left out of the plan.",
                 {}});
}

void CardLayout::read_milestones(const std::vector<RowView>& rows, std::size_t first,
                                 std::size_t end, const HeaderRow& header) {
  const Header& columns = header.header;
  for (std::size_t i = first; i < end; ++i) {
    const RowView row = rows[i];
    const auto cell = [&](std::optional<std::size_t> at) {
      return at && *at < row.size() ? &row[*at] : nullptr;
    };
    Record record;
    record.first = &row.front();
    for (const Column column : {Column::number, Column::title, Column::indicator}) {
      if (const Cell* found = cell(columns.of(column))) {
        record.fields.push_back({column, found, std::nullopt, std::nullopt});
      }
    }
    for (const AgencyColumn& column : columns.agencies) {
      if (const Cell* found = cell(column.position)) {
        record.fields.push_back({Column::agencies, found, column.role, column.force});
      }
    }
    for (const StatementColumn& column : columns.statements) {
      const Cell* found = cell(column.position);
      if (found == nullptr || !has_text(*found)) continue;
      record.fields.push_back(
          {column.column, found, std::nullopt, std::nullopt, &rows[first - 1][column.position]});
    }
    for (const std::size_t at : columns.money) {
      const Cell* found = cell(at);
      if (found == nullptr || !has_text(*found)) continue;
      MoneyHeader& named = out_.money_headers.emplace_back();
      named.text = text::collapse_spaces(rows[first - 1][at].text);
      named.is_published = columns.is_published[at];
      record.money.push_back({&named, found});
    }
    for (std::size_t at = 0; at < std::min(row.size(), columns.kinds.size()); ++at) {
      if (columns.kinds[at] != Column::contact || !has_text(row[at])) continue;
      account_.claim(row[at], TextUse::named, "contact_left_out");
      record.contacts.push_back({&rows[first - 1][at], &row[at]});
    }
    const Cell* due = window(cell(columns.start), cell(columns.of(Column::deadline)));
    if (due != nullptr)
      record.fields.push_back({Column::deadline, due, std::nullopt, std::nullopt});
    milestones_.push_back(std::move(record));
  }
}

// A card is a measure, or, above milestones of its own, what these stand under; they share its bodies.
void CardLayout::finish() {
  if (card_.first == nullptr) return;
  const std::size_t at = out_.records.size();
  // "Start", "End", "Revised deadline"
  const bool has_both = milestones_.empty() && end_.value != nullptr && deadline_.value != nullptr;
  if (has_both && (is_in_force(end_.revision) || is_in_force(deadline_.revision))) {
    if (end_.revision < deadline_.revision) std::swap(end_, deadline_);
    keep_earlier(deadline_, end_);
    deadline_ = Days{};
  }
  const Cell* days = deadline_.value;
  if (milestones_.empty() && days != nullptr && start_.value != nullptr && end_.value == nullptr) {
    days = window(start_.value, days);
  }
  const bool has_ends = start_.value != nullptr || end_.value != nullptr;
  if (milestones_.empty() && has_ends && days == nullptr) days = window(start_.value, end_.value);
  if (days != nullptr) {
    card_.fields.push_back({Column::deadline, days, std::nullopt, std::nullopt});
  }
  out_.records.push_back(std::move(card_));
  if (milestones_.empty()) return begin();
  for (Record& milestone : milestones_) out_.records.push_back(std::move(milestone));
  make_section_of(at, at + 1, out_, account_, problems_);
  Record after;
  after.kind = RecordKind::table;
  out_.records.push_back(std::move(after));
  begin();
}

bool CardLayout::begins_with_title(std::span<const Block> blocks, const AppliedMapping& mapping) {
  const std::string_view text = blocks.front().text;
  const std::string_view line = text.substr(0, text.find('\n'));
  const std::size_t end = label_end(line, mapping);
  const std::optional<ColumnMatch> match =
      end != 0 ? match_label(line.substr(0, end), mapping) : label_of_text(text, mapping);
  if (!match || !tells_title(*match)) return false;
  return end != 0 || is_bare_label(blocks, 0, *match, mapping);
}

// "Timeline" alone in its block, and what it says in the next: a list of terms.
bool CardLayout::is_bare_label(std::span<const Block> blocks, std::size_t at,
                               const ColumnMatch& match, const AppliedMapping& mapping) {
  if (match.share < 1.0 || match.is_plain || at + 1 >= blocks.size()) return false;
  const Block& next = blocks[at + 1];
  return blocks[at].text.find('\n') == std::string::npos && next.kind == BlockKind::paragraph &&
         !label_of_text(next.text, mapping);
}

CardLayout::Count CardLayout::count_blocks(std::span<const Block> blocks,
                                           const AppliedMapping& mapping) {
  if (blocks.empty()) return {};
  const bool has_heading = blocks.front().kind == BlockKind::heading;
  constexpr std::size_t most_prose = 1;  // paragraphs of an act before what is labelled
  const bool is_act = has_heading && begins_with_an_act(blocks.front().text);
  std::set<Column> met;
  bool has_more = false;
  bool has_date = false;
  bool has_partners = false;
  std::size_t days = 0;
  bool has_body_between = false;
  std::size_t end = has_heading ? 1 : 0;
  for (; end < blocks.size(); ++end) {
    if (is_act && met.empty() && end > most_prose + 1) return {};
    const Block& block = blocks[end];
    if (block.kind != BlockKind::paragraph && block.kind != BlockKind::item) break;
    if (end != 0 && count_item_card(blocks.subspan(end), mapping) != 0) {
      if (has_heading && !has_more) return {};  // likewise
      break;
    }
    for (const LineSpan& line : lines_of(block.text)) {
      const std::string_view text =
          std::string_view{block.text}.substr(line.begin, line.end - line.begin);
      const std::optional<ColumnMatch> match = label_of_text(text, mapping);
      if (!match) continue;
      const bool has_end = label_end(text, mapping) != 0;
      const bool is_bare = !has_end && is_bare_label(blocks, end, *match, mapping);
      const bool begins_card =
          tells_title(*match) && (has_end || (is_bare && (met.empty() || !has_heading)));
      if (begins_card && has_heading) return {};  // the heading stands above cards
      if (begins_card && met.count(Column::title) != 0) {
        return {met.size() >= 2 && has_more ? end : 0};
      }
      if (!has_end && !is_bare) continue;
      met.insert(match->column);
      if (match->column != Column::agencies &&
          is_prose_of_glossary(text.substr(label_end(text, mapping)))) {
        continue;  // a word of a glossary
      }
      has_more |= tells_plainly_when_or_who(*match);
      has_date |= match->column == Column::deadline;
      has_partners |= match->column == Column::agencies &&
                      !names_attendees(plain_label(text.substr(0, label_end(text, mapping))));
      // A day, a body and a day again: what is labelled is of several measures, with titles of their own
      // that are not known.
      days += match->column == Column::deadline ? 1U : 0U;
      has_body_between |= days == 1 && match->column == Column::agencies;
      if (has_heading && days > 1 && has_body_between) return {};
    }
  }
  const bool is_titled = has_heading || met.count(Column::title) != 0;
  const bool is_open = !has_more && has_date && has_partners;
  const bool names_bodies = has_heading && has_partners && met.size() == 1;
  const bool is_card = is_titled && met.size() >= 2 && (has_more || is_open);
  return {is_card || names_bodies ? end : 0, is_open, names_bodies};
}

void CardLayout::read_texts(const std::vector<const Cell*>& texts, std::span<const Block> blocks,
                            bool begins_with_heading) {
  begin();
  card_.first = texts.front();
  Label open;                 // the label whose text is collected
  std::vector<Piece> pieces;  // of its text
  bool is_inline = false;     // does it begin on the line of the label?
  const auto close = [&] {
    if (open.cell != nullptr) take(open, joined(pieces));
    open = Label{};
    pieces.clear();
  };
  if (begins_with_heading) {
    const Cell& heading = *texts.front();
    // "CODE - title"
    const std::size_t dash = std::min(heading.text.find(" - "), heading.text.find(" – "));
    const std::string_view code =
        std::string_view{heading.text}.substr(0, std::min(dash, heading.text.size()));
    const bool is_code = dash != std::string::npos && code.find(' ') == std::string_view::npos &&
                         code.find_first_of("0123456789") != std::string_view::npos;
    if (is_code) {
      const std::size_t after = heading.text[dash + 1] == '-' ? dash + 3 : dash + 5;
      card_.fields.push_back(
          {Column::number, part_of(heading, 0, dash, out_, account_), std::nullopt, std::nullopt});
      card_.fields.push_back({Column::title,
                              part_of(heading, after, heading.text.size(), out_, account_),
                              std::nullopt, std::nullopt});
    } else {
      card_.fields.push_back({Column::title, &heading, std::nullopt, std::nullopt});
    }
  }
  for (std::size_t i = begins_with_heading ? 1 : 0; i < texts.size(); ++i) {
    const Cell& cell = *texts[i];
    for (const LineSpan& line : lines_of(cell.text)) {
      const std::string_view text =
          std::string_view{cell.text}.substr(line.begin, line.end - line.begin);
      const std::optional<ColumnMatch> match = label_of_text(text, mapping_);
      std::size_t end = label_end(text, mapping_);
      if (!match && open.match && open.match->column == Column::contact) {
        const std::size_t colon = text.find(':');
        if (names_position(text.substr(0, colon))) end = std::min(colon, text.size() - 1) + 1;
      }
      if (!match && end == 0) {
        const bool has_begun = !pieces.empty() && pieces.back().cell != &cell;
        const bool is_apart = open.cell != nullptr && open.cell != &cell &&
                              (is_inline || (has_begun && blocks[i].kind != BlockKind::item));
        const std::size_t other = is_apart ? unknown_label_end(text) : 0;
        if (other != 0) {
          close();
          open = Label{std::nullopt, &cell, line.begin, line.begin + other};
          pieces.push_back({&cell, line.begin + other, line.end});
          continue;
        }
        const bool is_over =
            is_apart && is_brief(open.match) &&
            !goes_on(std::string_view{pieces.back().cell->text}.substr(0, pieces.back().end), text);
        if (is_over) close();
        if (open.cell == nullptr) {
          leave_out_line(cell, line);
          continue;
        }
        // The number that a list sets before an item is none of what the label says.
        const bool is_item = blocks[i].kind == BlockKind::item && line.begin == 0;
        const std::size_t number = is_item ? list_number_length(text) : 0;
        account_.claim(cell, line.begin, line.begin + number, TextUse::column, {});
        pieces.push_back({&cell, line.begin + number, line.end});
        continue;
      }
      close();
      const std::size_t label_length = end == 0 ? text.size() : end;
      open = Label{match, &cell, line.begin, line.begin + label_length};
      if (end != 0) pieces.push_back({&cell, line.begin + end, line.end});
      is_inline = end != 0 && !text::trim(text.substr(end)).empty();
    }
  }
  close();
  finish();
}

}  // namespace actionplan::detail
