// SPDX-License-Identifier: Apache-2.0
#include "open_document.hpp"

#include "read/format/xml.hpp"

namespace actionplan::detail {
namespace {

constexpr const char* manifest_part = "META-INF/manifest.xml";

// The list of parts, which says of each how it is encrypted.
class Manifest final : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& /*attributes*/) override {
    if (name != "encryption-data") return;
    throw ParseError("The document takes a password; save it without one.", {},
                     ParseErrorCode::encrypted);
  }
  void end(std::string_view /*name*/) override {}
  void text(std::string_view /*stretch*/) override {}
};

}  // namespace

// The first part of every OpenDocument is its media type, stored as it is.
bool is_open_document(std::string_view bytes, std::string_view type) {
  constexpr std::size_t near = 256;
  return is_archive_with(bytes, "content.xml") &&
         bytes.substr(0, near).find(type) != std::string_view::npos;
}

void refuse_encrypted(Archive& archive) {
  if (!archive.has(manifest_part)) return;
  Manifest manifest;
  XmlReader reader{manifest, manifest_part};
  archive.read(manifest_part, [&](std::string_view stretch) { reader.feed(stretch); });
  reader.finish();
}

}  // namespace actionplan::detail
