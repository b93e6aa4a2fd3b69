// SPDX-License-Identifier: Apache-2.0
// The sheet, shared strings and styles of a workbook, apart by lines of three hyphens, which are put
// into an archive unless they are one.
#include <actionplan/read/read.hpp>

#include "plan_fuzz.hpp"
#include "stored_zip.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::string_view workbook =
      "<workbook xmlns:r='r'><sheets><sheet name='S' r:id='r1'/></sheets></workbook>";
  constexpr std::string_view relations =
      "<Relationships><Relationship Id='r1' Type='x/worksheet' Target='s.xml'/>"
      "<Relationship Id='r2' Type='x/sharedStrings' Target='t.xml'/>"
      "<Relationship Id='r3' Type='x/styles' Target='f.xml'/></Relationships>";
  constexpr std::string_view between = "\n---\n";
  std::string_view bytes{reinterpret_cast<const char*>(data), size};
  if (bytes.substr(0, 2) == "PK") {
    actionplan::fuzz::check_document(std::string{bytes});
    return 0;
  }
  const auto next = [&] {
    const std::size_t end = bytes.find(between);
    const std::string_view part = bytes.substr(0, end);
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + between.size());
    return part;
  };
  const std::string_view sheet = next();
  const std::string_view strings = next();
  const std::string_view styles = next();
  actionplan::fuzz::check_document(actionplan::fuzz::stored_zip(
      {{"xl/workbook.xml", workbook},
       {"xl/_rels/workbook.xml.rels", relations},
       {"xl/s.xml", sheet},
       {"xl/t.xml", strings.empty() ? std::string_view{"<sst/>"} : strings},
       {"xl/f.xml", styles.empty() ? std::string_view{"<styleSheet/>"} : styles}}));
  return 0;
}
