// SPDX-License-Identifier: Apache-2.0
#include "docx.hpp"

#include "read/format/docx/body.hpp"
#include "read/format/docx/styles.hpp"
#include "read/format/zip/archive.hpp"

#include <string>
#include <tuple>

namespace actionplan::detail {
namespace {

constexpr const char* body_part = "word/document.xml";

void read_part(Archive& archive, const char* part, XmlHandler& handler) {
  XmlReader reader{handler, part};
  archive.read(part, [&](std::string_view stretch) { reader.feed(stretch); });
  reader.finish();
}

Document read_docx(const DocumentSource& source, const ReadLimits& limits, const Cancel& cancel) {
  Budget budget{limits, cancel};
  Archive archive{source.bytes, budget};
  DocxStyles styles;
  if (archive.has("word/styles.xml")) read_part(archive, "word/styles.xml", styles);
  Document document;
  const auto read_story = [&](const char* part, const char* name, BlockKind kind) {
    document.parts.emplace_back(name);
    const std::size_t first = document.blocks.size();
    DocxBody body{document, styles, budget, kind};
    read_part(archive, part, body);
    const auto index = static_cast<std::uint32_t>(document.parts.size() - 1);
    for (std::size_t i = first; i < document.blocks.size(); ++i) {
      Block& block = document.blocks[i];
      block.place.part = index;
      for (Row& row : block.rows) {
        for (Cell& cell : row) cell.place.part = index;
      }
    }
  };
  read_story(body_part, "body", BlockKind::paragraph);
  for (const auto& [part, name, kind] :
       {std::tuple{"word/footnotes.xml", "footnotes", BlockKind::note},
        std::tuple{"word/endnotes.xml", "endnotes", BlockKind::note}}) {
    if (archive.has(part)) read_story(part, name, kind);
  }
  return document;
}

}  // namespace

FormatReader docx_reader() {
  return {"docx",
          "Word document",
          {".docx", ".docm", ".dotx"},
          [](const DocumentSource& source) { return is_archive_with(source.bytes, body_part); },
          &read_docx};
}

}  // namespace actionplan::detail
