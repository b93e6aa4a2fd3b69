// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/error.hpp>
#include <actionplan/read/format_reader.hpp>

#ifdef ACTIONPLAN_WITH_OFFICE
#include "read/format/docx/docx.hpp"
#include "read/format/ods/ods.hpp"
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

}  // namespace

std::string_view to_string(BlockKind kind) noexcept {
  switch (kind) {
    case BlockKind::heading: return "heading";
    case BlockKind::paragraph: return "paragraph";
    case BlockKind::item: return "item";
    case BlockKind::table: return "table";
    case BlockKind::note: return "note";
    case BlockKind::header: return "header";
    case BlockKind::footer: return "footer";
    case BlockKind::text_box: return "text_box";
  }
  return "paragraph";
}

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
      detail::docx_reader(),
      detail::ods_reader(),
#endif
  };
  return readers;
}

Document read_document(const DocumentSource& source, const ReadLimits& limits, const Cancel& cancel,
                       const std::vector<FormatReader>& further) {
  if (source.bytes.size() > limits.max_bytes) {
    throw ParseError("The input has " + std::to_string(source.bytes.size()) +
                         " bytes, more than the limit of " + std::to_string(limits.max_bytes) +
                         "; split it or raise ReadLimits::max_bytes.",
                     {}, ParseErrorCode::limit);
  }
  const FormatReader* reader = claiming(further, source);
  if (reader == nullptr) reader = claiming(builtin_readers(), source);
  if (reader == nullptr) {
    std::string known;
    for (const FormatReader& one : builtin_readers()) known += (known.empty() ? "" : ", ") + one.id;
    throw ParseError("The input is of no format that is read into a document" +
                         (known.empty() ? std::string{} : " (" + known + ")") +
                         "; save it as one of them, or give a reader for it.",
                     {}, ParseErrorCode::unsupported);
  }
  return reader->read(source, limits, cancel);
}

}  // namespace actionplan
