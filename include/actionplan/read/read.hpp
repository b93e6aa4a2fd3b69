// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/cancel.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/plan/agency.hpp>
#include <actionplan/plan/date_settings.hpp>
#include <actionplan/plan/plan.hpp>
#include <actionplan/plan/profile.hpp>
#include <actionplan/read/deadline_text.hpp>
#include <actionplan/read/document.hpp>
#include <actionplan/read/evidence_settings.hpp>
#include <actionplan/read/format_reader.hpp>
#include <actionplan/read/read_mapping.hpp>
#include <actionplan/read/table.hpp>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan {

struct ReadOptions {
  /// Known agencies: their names and aliases are recognised before any spelling met in the plan. The
  /// plan has those that it names and their successors. Each needs an id of its own.
  std::vector<Agency> agencies = {};
  /// The plan's language; empty: told from the header's words.
  std::string language = {};
  /// What deadline texts lean on. Its plan period and day of adoption stand for the document's own.
  DateSettings dates = {};
  /// How a spreadsheet counted the days of a deadline column: a cell that is 43465 alone.
  SerialEpoch serial_epoch = SerialEpoch::year_1900;
  ReadLimits limits = {};
  /// Id of a reader, or `json` for our own; empty: told by name and content (`format_of`).
  std::string format = {};
  /// Readers of further formats, asked before those built in.
  std::vector<FormatReader> readers = {};
  /// A person's word on how the document is to be read. Of our own JSON, which needs none: refused.
  ReadMapping mapping = {};
  /// How statements on status and progress become evidence.
  EvidenceSettings evidence = {};
  /// Is each stretch of text to be listed with its use (`Reading::trace`)?
  bool trace = false;
  /// Is the document to be kept beside what was read of it (`Reading::document`)?
  bool keep_document = false;
  /// How the characters of a text are written, and what stands between the values of CSV, as in
  /// `DocumentSource`.
  std::string encoding = {};
  char separator = 0;
  /// Asked while cells, rows, agencies and the plan's parts are read; yes: Cancelled.
  Cancel cancel = {};
};

/// The one interpreter that turns a table of cells into a plan: columns by the meaning of their
/// header, headings, measures with their agencies, deadlines and indicators. What is odd becomes a
/// Problem with its place; whatever else can be read is read.
/// @throws ParseError when the table has no header row that can be recognised.
/// @throws InvalidArgument when two of `options.agencies` have one id, or `options.dates` or
///         `options.mapping` do not hold together.
[[nodiscard]] ACTIONPLAN_EXPORT Plan interpret(const Table& table, const ReadOptions& options = {});

/// The same of a document, by the layout that its blocks stand in: measures in the rows of tables,
/// each of which finds its own header, and headings above tables as sections by their level. What is
/// no part of the plan is named by a Problem.
/// @throws ParseError with code `no_plan` when no table has a header that can be recognised.
[[nodiscard]] ACTIONPLAN_EXPORT Plan interpret(const Document& document,
                                               const ReadOptions& options = {});

/// The format of a source: `json` for our own JSON, told by its schema; else the id of the first
/// reader that claims it (`find_reader`); empty: none does.
[[nodiscard]] ACTIONPLAN_EXPORT std::string format_of(
    const DocumentSource& source, const std::vector<FormatReader>& further = {});

/// A plan from a source, in the format that `options.format` names or that it has by its name and
/// content.
/// @throws ParseError when nothing can be read of it, with a code: no reader knows it (`unsupported`),
///         it holds no plan (`no_plan`), ...; never for one odd row.
/// @throws InvalidArgument when `options.format` is the id of no reader; Cancelled.
[[nodiscard]] ACTIONPLAN_EXPORT Plan read(const DocumentSource& source,
                                          const ReadOptions& options = {});

/// A plan from the bytes of a file, in the format of this id; empty: told by the bytes.
/// @throws ParseError also where the bytes are the name of a file ("plan.txt"); as above.
[[nodiscard]] ACTIONPLAN_EXPORT Plan read_bytes(std::string_view bytes,
                                                std::string_view format = {},
                                                const ReadOptions& options = {});
/// `read("plan.txt", "text")` would be the name of a file to some and a document to others: it is
/// `read(path, options)` or `read_bytes(bytes, format)`.
Plan read(std::string_view bytes, std::string_view format,
          const ReadOptions& options = {}) = delete;

/// A plan from a file. @throws NotFound when there is no such file.
/// @throws ParseError when it is no regular file, cannot be opened or has more bytes than the limit,
///         and as above. Messages name the file.
[[nodiscard]] ACTIONPLAN_EXPORT Plan read(const std::filesystem::path& path,
                                          const ReadOptions& options = {});

/// A profile, or a register of agencies, from a JSON file. @throws as `read`.
[[nodiscard]] ACTIONPLAN_EXPORT Profile read_profile(const std::filesystem::path& path);
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<Agency> read_agencies(
    const std::filesystem::path& path);

}  // namespace actionplan
