// SPDX-License-Identifier: Apache-2.0
#include "cancel.hpp"
#include "file_name.hpp"
#include "marks.hpp"
#include "register.hpp"
#include "values.hpp"

#include <actionplan/read/format_reader.hpp>

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

namespace actionplan::bindings {
namespace {

py::tuple rows_of(const py::object& self) {
  const std::vector<Row>& rows = self.cast<const Block&>().rows;
  py::tuple out(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) out[i] = to_tuple(rows[i], self);
  return out;
}

void add_block(py::module_& module) {
  Class<Block> type{module, "Block",
                    "One block of a document, with its text or its rows.\n\n"
                    "`level` is that of a heading or an item, 1 the outermost; `marks` the names "
                    "of what holds for all of it;\n`parent` the position of the table in whose "
                    "cell it stands, or None."};
  type.def(py::init([](BlockKind kind, Text text, std::uint8_t level, std::vector<Row> rows,
                       Place place, std::optional<std::uint32_t> parent,
                       const std::vector<Text>& marks, bool has_row_breaks) {
             Block made;
             made.kind = kind;
             made.text = std::move(text.value);
             made.level = level;
             made.rows = std::move(rows);
             made.place = place;
             made.parent = parent.value_or(Block::no_parent);
             made.marks = to_marks(marks);
             made.has_row_breaks = has_row_breaks;
             return made;
           }),
           py::arg("kind"), py::arg("text") = "", py::arg("level") = 0,
           py::arg("rows") = py::tuple(), py::arg("place") = Place{},
           py::arg("parent") = py::none(), py::arg("marks") = py::tuple(),
           py::arg("has_row_breaks") = true)
      .def_property_readonly("kind", field<&Block::kind>(), "What the block is.")
      .def_property_readonly("level", field<&Block::level>(),
                             "Of a heading, an item: 1 is the outermost; else 0.")
      .def_property_readonly(
          "marks", [](const Block& self) { return marks_of(self.marks); },
          "A set of `Mark`, of the whole block.")
      .def_property_readonly(
          "parent",
          [](const Block& self) {
            return self.parent == Block::no_parent ? std::nullopt : std::optional{self.parent};
          },
          "Position of the table in whose cell it stands.")
      .def_property_readonly("text", field<&Block::text>(),
                             "Well-formed UTF-8, trimmed; empty for a table.")
      .def_property_readonly("place", field<&Block::place>(),
                             "Of its first character; of a table, of its first row.")
      .def_property_readonly("rows", &rows_of, "Of a table, each row a tuple of cells.")
      .def_property_readonly(
          "has_row_breaks", field<&Block::has_row_breaks>(),
          "Of a table: False where the source does not tell where rows end, and all cells "
          "stand in one row.");
  as_fields(type, {"kind", "text", "level", "rows", "place", "parent", "marks", "has_row_breaks"},
            {"kind", "level", "text"});
}

// By the readers of C++, and where none of them knows the format by those of Python.
py::object read_any(const DocumentBytes& source, const Text& name, const ReadLimits& limits,
                    const Text& encoding, const Text& separator, const CancelArgument& cancel) {
  refuse_file_name(source.bytes, "read_document: source",
                   "give its bytes: pathlib.Path(...).read_bytes()");
  try {
    Document made = [&] {
      const py::gil_scoped_release release;
      return read_document(
          DocumentSource{
              name.value, source.bytes, {}, encoding.value, to_separator(separator.value)},
          limits, cancel.cancel);
    }();
    return py::cast(std::move(made));
  } catch (const ParseError& error) {
    if (error.code() != ParseErrorCode::unsupported) throw;
    const py::module_ readers = py::module_::import("actionplan.readers");
    const py::object document = readers.attr("document_of")(
        py::bytes(source.bytes.data(), source.bytes.size()), "", py::none(), true, limits,
        py::arg("name") = name.value, py::arg("cancel") = to_callable(cancel.cancel));
    if (document.is_none()) throw;
    return document;
  }
}

void add_stored_value(py::module_& module) {
  Class<StoredValue> type{module, "StoredValue",
                          "A number behind a cell whose text shows it otherwise: rounded, or "
                          "as a date.\n\n"
                          "`value` is in the unit that is shown (79.6 of \"80%\"); of a date "
                          "(`is_date`) it is days since 1970-01-01."};
  type.def(py::init<Place, double, bool>(), py::arg("place"), py::arg("value"),
           py::arg("is_date") = false)
      .def_property_readonly("place", field<&StoredValue::place>(), "Of the cell.")
      .def_property_readonly(
          "value", field<&StoredValue::value>(),
          "In the unit that is shown (79.6 of \"80%\"); of a date days since 1970-01-01.")
      .def_property_readonly("is_date", field<&StoredValue::is_date>(),
                             "Whether the number is a day of the spreadsheet's calendar.");
  as_value(type, {"place", "value", "is_date"});
}

void add_document(py::module_& module) {
  Class<Document> type{module, "Document",
                       "What every file format is read into: blocks in the order in which a "
                       "person reads them.\n\n"
                       "`parts` names the sheets, files or stories that a place's `part` counts; "
                       "`problems` says what the\nformat's reader had to refuse or repair."};
  type.def(py::init([](std::vector<Block> blocks, std::vector<Text> parts,
                       std::vector<Problem> problems, bool has_text_places,
                       std::vector<StoredValue> stored) {
             return Document{to_strings(std::move(parts)), std::move(blocks), std::move(problems),
                             has_text_places, std::move(stored)};
           }),
           py::arg("blocks"), py::arg("parts") = py::tuple(), py::arg("problems") = py::tuple(),
           py::arg("has_text_places") = false, py::arg("stored") = py::tuple())
      .def_property_readonly("stored", tuple_of<&Document::stored>(),
                             "Of cells whose text is not the whole number that the file keeps.")
      .def_property_readonly("parts", tuple_of<&Document::parts>(),
                             "Names of sheets, files or stories that `Place::part` counts.")
      .def_property_readonly("blocks", tuple_of<&Document::blocks>(),
                             "The blocks, in the order in which a person reads them.")
      .def_property_readonly("problems", tuple_of<&Document::problems>(),
                             "What the format's reader had to refuse or repair.")
      .def_property_readonly(
          "has_text_places", field<&Document::has_text_places>(),
          "Do places count lines of a text and code points in them? Otherwise a cell's are "
          "its row and column.");
  as_fields(type, {"blocks", "parts", "problems", "has_text_places", "stored"}, {"parts"});
  module.def(
      "read_document", &read_any, py::arg("source"), py::kw_only(), py::arg("name") = "",
      py::arg("limits") = ReadLimits{}, py::arg("encoding") = "", py::arg("separator") = "",
      py::arg("cancel") = py::none(),
      "A document from the bytes of a file: its headings, paragraphs and tables, whatever they "
      "mean.\n\n"
      "Args:\n"
      "    source: The bytes of a file in one of the formats of `document_formats`, or of "
      "`actionplan.formats`.\n"
      "    name: Of the file; its extension tells formats of text apart.\n"
      "    limits: Bounds for hostile input.\n"
      "    encoding, separator: Of a text, and of the values of CSV, as in `read`.\n"
      "    cancel: Asked every 10 ms; yes ends the call. None: signals are handled, such as "
      "Ctrl-C.\n\n"
      "Raises:\n    InvalidArgument: `source` is the name of a file.\n"
      "    ParseError: it is of no such format, encrypted, broken or beyond a limit; "
      "`code` says which.\n    Cancelled: `cancel` answered yes.");
  module.def(
      "document_formats",
      [] {
        py::dict out;
        for (const FormatReader& reader : builtin_readers()) {
          out[py::str(reader.id)] =
              py::make_tuple(reader.name, py::tuple(py::cast(reader.extensions)));
        }
        return out;
      },
      "The formats that this build reads into a `Document`: by id, each name with its extensions.");
}

}  // namespace

void register_document(py::module_& module) {
  add_block(module);
  add_stored_value(module);
  add_document(module);
}

}  // namespace actionplan::bindings
