// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/cancel.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/plan/agency.hpp>
#include <actionplan/plan/date_settings.hpp>
#include <actionplan/plan/plan.hpp>
#include <actionplan/plan/profile.hpp>
#include <actionplan/read/table.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan {

enum class Format : std::uint8_t { text, csv, json };

[[nodiscard]] ACTIONPLAN_EXPORT std::string_view to_string(Format format) noexcept;

struct ReadOptions {
  /// Known agencies: their names and aliases are recognised before any spelling met in the plan. The
  /// plan has those that it names and their successors. Each needs an id of its own.
  std::vector<Agency> agencies;
  /// The plan's language; empty: told from the header's words.
  std::string language;
  /// What deadline texts lean on. Its plan period and day of adoption stand for the document's own.
  DateSettings dates;
  ReadLimits limits;
  /// Of a file; absent: told by its name or content (`format_of`).
  std::optional<Format> format;
  /// Asked while cells, rows, agencies and the plan's parts are read; yes: Cancelled.
  Cancel cancel;
};

/// The one interpreter that turns a table of cells into a plan: columns by the meaning of their
/// header, headings, measures with their agencies, deadlines and indicators. What is odd becomes a
/// Problem with its place; whatever else can be read is read.
/// @throws ParseError when the table has no header row that can be recognised.
/// @throws InvalidArgument when two of `options.agencies` have one id, or `options.dates` do not
///         hold together.
[[nodiscard]] ACTIONPLAN_EXPORT Plan interpret(const Table& table, const ReadOptions& options = {});

/// The format that a file has by its name (`.json`, `.csv`, `.tsv`), else by its content: JSON begins
/// with a brace, text has a tab before each cell; anything else is CSV.
[[nodiscard]] ACTIONPLAN_EXPORT Format format_of(const std::filesystem::path& name,
                                                 std::string_view bytes);

/// A plan from bytes in a known format.
/// @throws ParseError when nothing can be read of it; never for one odd row.
[[nodiscard]] ACTIONPLAN_EXPORT Plan read(std::string_view bytes, Format format,
                                          const ReadOptions& options = {});

/// A plan from a file.
/// @throws NotFound when there is no such file; ParseError when it cannot be opened, is larger than
///         the limit, or nothing can be read of it. Messages name the file.
[[nodiscard]] ACTIONPLAN_EXPORT Plan read(const std::filesystem::path& path,
                                          const ReadOptions& options = {});

/// A profile, or a register of agencies, from a JSON file. @throws as `read`.
[[nodiscard]] ACTIONPLAN_EXPORT Profile read_profile(const std::filesystem::path& path);
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<Agency> read_agencies(
    const std::filesystem::path& path);

}  // namespace actionplan
