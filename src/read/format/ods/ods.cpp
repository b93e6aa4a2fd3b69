// SPDX-License-Identifier: Apache-2.0
#include "ods.hpp"

#include "read/format/ods/sheets.hpp"
#include "read/format/zip/archive.hpp"

#include <string>

namespace actionplan::detail {
namespace {

constexpr const char* media_type = "application/vnd.oasis.opendocument.spreadsheet";
constexpr const char* content_part = "content.xml";

// The first part of every OpenDocument is its media type, stored as it is.
bool is_ods(const DocumentSource& source) {
  constexpr std::size_t near = 256;
  return is_archive_with(source.bytes, content_part) &&
         source.bytes.substr(0, near).find(media_type) != std::string_view::npos;
}

Document read_ods(const DocumentSource& source, const ReadLimits& limits, const Cancel& cancel) {
  constexpr std::size_t most = std::size_t{1} << 20U;
  if (peek(source.bytes, "META-INF/manifest.xml", most).find("encryption-data") !=
      std::string::npos) {
    throw ParseError("The spreadsheet takes a password; save it without one.", {},
                     ParseErrorCode::encrypted);
  }
  Budget budget{limits, cancel};
  Archive archive{source.bytes, budget};
  Document document;
  OdsSheets sheets{document, budget};
  read_xml(archive, content_part, sheets);
  return document;
}

}  // namespace

FormatReader ods_reader() {
  return {"ods", "OpenDocument spreadsheet", {".ods", ".ots"}, &is_ods, &read_ods};
}

}  // namespace actionplan::detail
