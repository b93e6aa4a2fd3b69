// SPDX-License-Identifier: Apache-2.0
#include "left_out.hpp"

#include <actionplan/core/error.hpp>

#include "columns.hpp"
#include "read/number.hpp"

#include <algorithm>
#include <vector>

namespace actionplan::detail {
namespace {

std::string_view called(BlockKind kind) {
  switch (kind) {
    case BlockKind::heading: return "heading";
    case BlockKind::paragraph: return "paragraph";
    case BlockKind::item: return "item of a list";
    case BlockKind::table: return "table";
    case BlockKind::note: return "note";
    case BlockKind::header: return "page header";
    case BlockKind::footer: return "page footer";
    case BlockKind::text_box: return "text box";
  }
  return "text";
}

void leave_out_rows(const Block& block, bool is_told, Account& account, ProblemList& problems) {
  const Cell* first = nullptr;
  for (const Row& row : block.rows) {
    for (const Cell& cell : row) {
      if (first == nullptr && !cell.text.empty()) first = &cell;
      account.claim(cell, TextUse::named, "table_left_out");
    }
  }
  if (first == nullptr) return;
  problems.add({"table_left_out",
                is_told ? Severity::info : Severity::warning,
                first->place,
                "The table of " + counted(block.rows.size(), "row", "rows") + " that begins with " +
                    shown(first->text) +
                    (is_told ? " was left out, as the mapping says."
                             : " has no header that can be recognised and was left out; name its "
                               "columns if it holds measures."),
                {}});
}

}  // namespace

std::string counted(std::size_t count, const char* one, const char* many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

void leave_out_block(const Block& block, bool is_told, Account& account, ProblemList& problems) {
  if (block.kind == BlockKind::table) return leave_out_rows(block, is_told, account, problems);
  if (block.text.empty()) return;
  if ((block.marks & static_cast<unsigned>(Mark::struck)) != 0) {
    return account.claim(block, TextUse::struck);
  }
  account.claim(block, TextUse::named, "text_left_out");
  problems.add({"text_left_out",
                Severity::info,
                block.place,
                "The " + std::string{called(block.kind)} + " " + shown(block.text) +
                    " is no part of a measure and was left out of the plan.",
                {}});
}

void drop_trailing_rows(Records& out, Account& account, ProblemList& problems) {
  std::vector<Record>& records = out.records;
  const auto last = std::find_if(records.rbegin(), records.rend(), [](const Record& record) {
    return record.kind == RecordKind::measure;
  });
  if (last == records.rend()) return;
  const auto first = last.base();
  const auto is_remark = [&](const Record& record) {
    return record.kind == RecordKind::section && record.is_in_table && record.cells.size() == 1 &&
           !leading_number(record.cells.front()->text);
  };
  for (auto record = first; record != records.end(); ++record) {
    if (!is_remark(*record)) continue;
    account.claim(*record->cells.front(), TextUse::named, "row_left_out");
    problems.add({"row_left_out",
                  Severity::info,
                  record->cells.front()->place,
                  "The row " + shown(record->cells.front()->text) +
                      " stands below the last measure, is no heading of any, and was left out.",
                  {}});
  }
  records.erase(std::remove_if(first, records.end(), is_remark), records.end());
}

void report_if_empty(const Records& out, Place header, ProblemList& problems) {
  const bool has_measure =
      std::any_of(out.records.begin(), out.records.end(),
                  [](const Record& record) { return record.kind == RecordKind::measure; });
  if (has_measure) return;
  problems.add({"no_measures",
                Severity::warning,
                header,
                "There are columns of measures, and no measure below them; if this is a form, read "
                "one that is filled in.",
                {}});
}

std::string what_there_is(const Document& document) {
  std::size_t tables = 0;
  std::size_t rows = 0;
  std::size_t texts = 0;
  for (const Block& block : document.blocks) {
    const bool is_table = block.kind == BlockKind::table;
    tables += is_table ? 1U : 0U;
    rows += block.rows.size();
    texts += is_table ? 0U : 1U;
  }
  const bool has_odd_bytes =
      std::any_of(document.problems.begin(), document.problems.end(),
                  [](const Problem& problem) { return problem.code == "invalid_utf8"; });
  const std::string bytes =
      has_odd_bytes ? "bytes that are not UTF-8, whose encoding is to be given, and " : "";
  if (tables == 0) {
    return "it has " + bytes + "no table, but " + counted(texts, "paragraph", "paragraphs");
  }
  return "it has " + bytes + counted(tables, "table", "tables") + " of " +
         counted(rows, "row", "rows") + " in all, " + counted(texts, "paragraph", "paragraphs");
}

void refuse_without_plan(const std::string& found) {
  throw ParseError("The input holds no plan that can be read: " + found +
                       ", and no header row that can be recognised; name its columns, such as "
                       "\"No\", \"Measure\", \"Indicator\", \"Implementing agencies\" and "
                       "\"Deadline\".",
                   {}, ParseErrorCode::no_plan);
}

}  // namespace actionplan::detail
