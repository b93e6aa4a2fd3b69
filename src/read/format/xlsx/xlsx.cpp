// SPDX-License-Identifier: Apache-2.0
#include "xlsx.hpp"

#include "read/format/grid.hpp"
#include "read/format/xlsx/beside.hpp"
#include "read/format/xlsx/sheet.hpp"
#include "read/format/xlsx/workbook.hpp"
#include "read/format/zip/archive.hpp"

#include <string>

namespace actionplan::detail {
namespace {

constexpr const char* workbook_part = "xl/workbook.xml";

std::string folder_of(const std::string& part) { return part.substr(0, part.rfind('/') + 1); }

class WorkbookReader {
 public:
  WorkbookReader(const DocumentSource& source, const ReadLimits& limits, const Cancel& cancel)
      : budget_{limits, cancel},
        archive_{source.bytes, budget_},
        problems_{limits.max_problems},
        workbook_{budget_},
        strings_{budget_},
        styles_{budget_} {}

  Document read() {
    read_part(workbook_part, workbook_);
    const XlsxRelations relations = relations_of(workbook_part);
    for (const XlsxRelations::Relation& relation : relations.all()) {
      if (!archive_.has(relation.part)) continue;
      if (relation.type == "sharedStrings" && strings_.texts.empty()) {
        read_part(relation.part, strings_);
      }
      if (relation.type == "styles") read_part(relation.part, styles_);
    }
    for (const XlsxWorkbook::Sheet& sheet : workbook_.sheets) {
      const XlsxRelations::Relation* relation = relations.find(sheet.relation);
      if (relation != nullptr && relation->type == "worksheet") read_sheet(sheet, relation->part);
    }
    document_.problems = std::move(problems_).take();
    return std::move(document_);
  }

 private:
  void read_part(const std::string& part, XmlHandler& handler) {
    XmlReader reader{handler, part};
    archive_.read(part, [&](std::string_view stretch) { reader.feed(stretch); });
    reader.finish();
  }

  XlsxRelations relations_of(const std::string& part) {
    const std::string folder = folder_of(part);
    XlsxRelations relations{folder, budget_};
    const std::string list = folder + "_rels/" + part.substr(folder.size()) + ".rels";
    if (archive_.has(list)) read_part(list, relations);
    return relations;
  }

  void read_sheet(const XlsxWorkbook::Sheet& sheet, const std::string& part) {
    document_.parts.push_back(sheet.name);
    const std::size_t table = document_.blocks.size();
    Block block;
    block.kind = BlockKind::table;
    block.place = Place{1, 1, static_cast<std::uint32_t>(document_.parts.size() - 1)};
    if (sheet.is_hidden) block.marks = bit(Mark::hidden);
    budget_.charge(sizeof(Block) + sheet.name.size());
    document_.blocks.push_back(std::move(block));
    XlsxSheet cells{{strings_, styles_, workbook_.is_1904, document_, budget_, problems_},
                    sheet.is_hidden};
    read_part(part, cells);
    cells.finish();
    const XlsxRelations relations = relations_of(part);
    for (const XlsxRelations::Relation& relation : relations.all()) {
      if (!archive_.has(relation.part)) continue;
      if (relation.type == "comments") {
        XlsxComments comments{document_, budget_, table};
        read_part(relation.part, comments);
      } else if (relation.type == "drawing") {
        XlsxShapes shapes{document_, budget_, table};
        read_part(relation.part, shapes);
      }
    }
  }

  Budget budget_;
  Archive archive_;
  ProblemList problems_;
  XlsxWorkbook workbook_;
  XlsxStrings strings_;
  XlsxStyles styles_;
  Document document_;
};

}  // namespace

FormatReader xlsx_reader() {
  return {"xlsx",
          "Excel workbook",
          {".xlsx", ".xlsm", ".xltx"},
          [](const DocumentSource& source) { return is_archive_with(source.bytes, workbook_part); },
          [](const DocumentSource& source, const ReadLimits& limits, const Cancel& cancel) {
            return WorkbookReader{source, limits, cancel}.read();
          }};
}

}  // namespace actionplan::detail
