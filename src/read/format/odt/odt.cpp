// SPDX-License-Identifier: Apache-2.0
#include "odt.hpp"

#include "read/format/odt/odt_body.hpp"
#include "read/format/open_document.hpp"

#include <string>

namespace actionplan::detail {
namespace {

Document read_odt(const DocumentSource& source, const ReadLimits& limits, const Cancel& cancel) {
  Budget budget{limits, cancel};
  Archive archive{source.bytes, budget};
  refuse_encrypted(archive);
  Document document;
  document.parts.emplace_back("body");
  OdtStyles styles{budget};
  OdtBody body{document, styles, budget};
  const auto read_part = [&](const std::string& part, XmlHandler& handler) {
    XmlReader reader{handler, part};
    archive.read(part, [&](std::string_view stretch) { reader.feed(stretch); });
    reader.finish();
  };
  if (archive.has("styles.xml")) read_part("styles.xml", styles);
  read_part("content.xml", body);
  return document;
}

}  // namespace

FormatReader odt_reader() {
  return {"odt",
          "OpenDocument text",
          {".odt", ".ott"},
          [](const DocumentSource& source) {
            return is_open_document(source.bytes, "application/vnd.oasis.opendocument.text");
          },
          &read_odt};
}

}  // namespace actionplan::detail
