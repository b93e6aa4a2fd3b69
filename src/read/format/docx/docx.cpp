// SPDX-License-Identifier: Apache-2.0
#include "docx.hpp"

#include "read/format/docx/body.hpp"
#include "read/format/docx/relations.hpp"
#include "read/format/docx/styles.hpp"
#include "read/format/zip/archive.hpp"

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace actionplan::detail {
namespace {

constexpr const char* usual_body = "word/document.xml";

// The stories of a document, each a part of its own.
struct Story {
  std::string_view relation;
  std::string_view name;
  BlockKind kind = BlockKind::paragraph;
};
constexpr std::array stories = {
    Story{"footnotes", "footnotes", BlockKind::note},
    Story{"endnotes", "endnotes", BlockKind::note}, Story{"comments", "comments", BlockKind::note},
    Story{"header", "header", BlockKind::header}, Story{"footer", "footer", BlockKind::footer}};

class DocxReader {
 public:
  DocxReader(const DocumentSource& source, const ReadLimits& limits, const Cancel& cancel)
      : budget_{limits, cancel}, archive_{source.bytes, budget_}, problems_{limits.max_problems} {}

  Document read() {
    const Relations package{archive_, ""};
    const std::vector<std::string>& bodies = package.of("officeDocument");
    const std::string body = bodies.empty() ? usual_body : bodies.front();
    const Relations relations{archive_, body};
    for (const std::string& part : relations.of("styles")) {
      if (archive_.has(part)) read_xml(archive_, part, styles_);
    }
    for (const std::string& part : relations.of("numbering")) {
      if (archive_.has(part)) read_xml(archive_, part, numbering_);
    }
    read_story(body, "body", BlockKind::paragraph);
    for (const Story& story : stories) {
      for (const std::string& part : relations.of(story.relation)) {
        if (archive_.has(part)) read_story(part, story.name, story.kind);
      }
    }
    document_.problems = std::move(problems_).take();
    return std::move(document_);
  }

 private:
  void read_story(const std::string& part, std::string_view name, BlockKind kind) {
    DocxBody body{document_, styles_, numbering_, budget_, problems_, kind};
    read_xml(archive_, part, body);
    document_.parts.emplace_back(name);
  }

  Budget budget_;
  Archive archive_;
  ProblemList problems_;
  DocxStyles styles_;
  DocxNumbering numbering_;
  Document document_;
};

Document read_docx(const DocumentSource& source, const ReadLimits& limits, const Cancel& cancel) {
  return DocxReader{source, limits, cancel}.read();
}

bool is_docx(const DocumentSource& source) {
  constexpr std::size_t most = std::size_t{1} << 16U;
  return is_archive_with(source.bytes, usual_body) ||
         peek(source.bytes, "[Content_Types].xml", most).find("wordprocessingml.document.main") !=
             std::string::npos;
}

}  // namespace

FormatReader docx_reader() {
  return {"docx", "Word document", {".docx", ".docm", ".dotx"}, &is_docx, &read_docx};
}

}  // namespace actionplan::detail
