// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/error.hpp>
#include <actionplan/read/format_reader.hpp>

#include "read/format/csv/csv.hpp"
#include "read/format/decode.hpp"
#include "read/format/jsonl/jsonl.hpp"
#include "read/format/source_options.hpp"
#include "read/format/text/text.hpp"
#ifdef ACTIONPLAN_WITH_HTML
#include "read/format/html/html.hpp"
#endif
#ifdef ACTIONPLAN_WITH_MARKDOWN
#include "read/format/markdown/markdown.hpp"
#endif
#ifdef ACTIONPLAN_WITH_OFFICE
#include "read/format/docx/docx.hpp"
#include "read/format/ods/ods.hpp"
#include "read/format/odt/odt.hpp"
#include "read/format/xlsx/xlsx.hpp"
#include "read/format/zip/archive.hpp"
#endif

#include <string>

namespace actionplan {
namespace {

const FormatReader* claiming(const std::vector<FormatReader>& readers,
                             const DocumentSource& source) {
  for (const FormatReader& reader : readers) {
    if (reader.sniff(source)) return &reader;
  }
  return nullptr;
}

[[noreturn]] void refuse_unknown(const DocumentSource& source) {
  if (detail::is_encrypted_package(source.bytes)) {
    throw ParseError("The document takes a password; save it without one.", {},
                     ParseErrorCode::encrypted);
  }
#ifdef ACTIONPLAN_WITH_OFFICE
  if (source.bytes.substr(0, 4) == "PK\x03\x04" && !detail::is_whole_archive(source.bytes)) {
    throw ParseError("The zip archive is broken or cut short; get the file once more.", {});
  }
#endif
  std::string known;
  for (const FormatReader& one : builtin_readers()) known += (known.empty() ? "" : ", ") + one.id;
  const std::string_view kind = detail::kind_of_binary(source.bytes);
  throw ParseError(
      "The input is " +
          (kind.empty() ? "of no format that is read" : std::string{kind} + ", which is not read") +
          " (" + known + " are); save it as one of these, or give a reader for it.",
      {}, ParseErrorCode::unsupported);
}

}  // namespace

std::string_view to_string(Mark mark) noexcept {
  switch (mark) {
    case Mark::hidden: return "hidden";
    case Mark::struck: return "struck";
    case Mark::inserted: return "inserted";
    case Mark::covered: return "covered";
    case Mark::filled: return "filled";
    case Mark::no_value: return "no_value";
  }
  return "hidden";
}

const std::vector<FormatReader>& builtin_readers() {
  static const std::vector<FormatReader> readers = {
#ifdef ACTIONPLAN_WITH_OFFICE
      detail::docx_reader(),     detail::xlsx_reader(), detail::ods_reader(), detail::odt_reader(),
#endif
#ifdef ACTIONPLAN_WITH_MARKDOWN
      detail::markdown_reader(),
#endif
#ifdef ACTIONPLAN_WITH_HTML
      detail::html_reader(),
#endif
      detail::jsonl_reader(),
      detail::text_reader(),  // texts last: csv claims whatever says nothing of itself
      detail::csv_reader(),
  };
  return readers;
}

const FormatReader* find_reader(const DocumentSource& source,
                                const std::vector<FormatReader>& further) {
  const FormatReader* reader = claiming(further, source);
  return reader != nullptr ? reader : claiming(builtin_readers(), source);
}

const FormatReader* find_reader(std::string_view id, const std::vector<FormatReader>& further) {
  for (const auto* readers : {&further, &builtin_readers()}) {
    for (const FormatReader& reader : *readers) {
      if (reader.id == id) return &reader;
    }
  }
  return nullptr;
}

Document read_document(const DocumentSource& source, const ReadLimits& limits, const Cancel& cancel,
                       const std::vector<FormatReader>& further) {
  std::size_t size = source.bytes.size();
  for (const SourceFile& file : source.files) size += file.bytes.size();
  if (size > limits.max_bytes) {
    throw ParseError("The input has " + std::to_string(size) + " bytes, more than the limit of " +
                         std::to_string(limits.max_bytes) +
                         "; split it or raise ReadLimits::max_bytes.",
                     {}, ParseErrorCode::limit);
  }
  const FormatReader* reader = find_reader(source, further);
  if (reader == nullptr) refuse_unknown(source);
  return detail::read_by(*reader, source, limits, cancel);
}

}  // namespace actionplan
