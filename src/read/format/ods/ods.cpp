// SPDX-License-Identifier: Apache-2.0
#include "ods.hpp"

#include "read/format/ods/sheets.hpp"
#include "read/format/open_document.hpp"
#include "read/format/zip/archive.hpp"

#include <string>

namespace actionplan::detail {
namespace {

constexpr const char* media_type = "application/vnd.oasis.opendocument.spreadsheet";
constexpr const char* content_part = "content.xml";

bool is_ods(const DocumentSource& source) { return is_open_document(source.bytes, media_type); }

Document read_ods(const DocumentSource& source, const ReadLimits& limits, const Cancel& cancel) {
  constexpr std::size_t most = std::size_t{1} << 20U;
  if (peek(source.bytes, "META-INF/manifest.xml", most).find("encryption-data") !=
      std::string::npos) {
    throw ParseError("The spreadsheet takes a password; save it without one.", {},
                     ParseErrorCode::encrypted);
  }
  Budget budget{limits, cancel};
  Archive archive{source.bytes, budget};
  refuse_encrypted(archive);
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
