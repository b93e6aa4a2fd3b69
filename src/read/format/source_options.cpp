// SPDX-License-Identifier: Apache-2.0
#include "source_options.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>

#include "read/word_table.hpp"

#include "text_encoding.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace actionplan::detail {
namespace {

constexpr std::array<std::string_view, 4> with_encoding = {"text", "csv", "html", "markdown"};
constexpr std::string_view with_separator = "csv";

Problem unused(const char* option, std::string_view format) {
  return {"option_unused",
          Severity::warning,
          {},
          "The " + std::string{option} + " was given, and a source of the format \"" +
              std::string{format} + "\" has no use for it; leave it out, or give the format.",
          option};
}

}  // namespace

void check_source_options(const DocumentSource& source) {
  constexpr std::string_view separators = "\t|;,";
  if (source.separator != 0 && separators.find(source.separator) == std::string_view::npos) {
    throw InvalidArgument("The separator \"" +
                          text::replace_invalid_utf8(std::string{source.separator}) +
                          "\" is not known; give a tab, ';', ',' or '|'.");
  }
  if (!source.encoding.empty() && !encoding_of_name(source.encoding)) {
    throw InvalidArgument("The encoding \"" + text::replace_invalid_utf8(source.encoding) +
                          "\" is not known; give utf-8, utf-16, cp1251 or cp1252.");
  }
}

std::vector<Problem> unused_options(const DocumentSource& source, std::string_view format) {
  std::vector<Problem> problems;
  const auto& readers = builtin_readers();
  const bool is_ours =
      format == "json" || std::any_of(readers.begin(), readers.end(),
                                      [&](const auto& reader) { return reader.id == format; });
  if (!is_ours) return problems;
  if (!source.encoding.empty() && !is_one_of(format, with_encoding)) {
    problems.push_back(unused("encoding", format));
  }
  if (source.separator != 0 && format != with_separator) {
    problems.push_back(unused("separator", format));
  }
  return problems;
}

Document read_by(const FormatReader& reader, const DocumentSource& source, const ReadLimits& limits,
                 const Cancel& cancel) {
  check_source_options(source);
  Document document = reader.read(source, limits, cancel);
  for (Problem& problem : unused_options(source, reader.id)) {
    document.problems.push_back(std::move(problem));
  }
  return document;
}

}  // namespace actionplan::detail
