// SPDX-License-Identifier: Apache-2.0
#include "cancel.hpp"
#include "marks.hpp"
#include "register.hpp"
#include "values.hpp"

namespace actionplan::bindings {
namespace {

using Release = py::call_guard<py::gil_scoped_release>;

void add_read_limits(py::module_& module) {
  const ReadLimits limits;
  py::class_<ReadLimits> type{module, "ReadLimits",
                              "Bounds for text input, against hostile files: bytes in all (16 "
                              "MiB), bytes of a cell (64 KiB), rows\n(1 Mi), problems of one code "
                              "(1000), expected reports of a plan (1 Mi), text and cells of "
                              "a document as they are expanded\n(256 MiB)."};
  type.def(py::init([](std::size_t bytes, std::size_t cell, std::size_t rows, std::size_t problems,
                       std::size_t reports, std::size_t document) {
             return ReadLimits{bytes, cell, rows, problems, reports, document};
           }),
           py::arg("max_bytes") = limits.max_bytes,
           py::arg("max_cell_bytes") = limits.max_cell_bytes, py::arg("max_rows") = limits.max_rows,
           py::arg("max_problems") = limits.max_problems,
           py::arg("max_expected_reports") = limits.max_expected_reports,
           py::arg("max_document_bytes") = limits.max_document_bytes)
      .def_readonly("max_bytes", &ReadLimits::max_bytes)
      .def_readonly("max_cell_bytes", &ReadLimits::max_cell_bytes)
      .def_readonly("max_rows", &ReadLimits::max_rows)
      .def_readonly("max_problems", &ReadLimits::max_problems)
      .def_readonly("max_expected_reports", &ReadLimits::max_expected_reports)
      .def_readonly("max_document_bytes", &ReadLimits::max_document_bytes);
  as_fields(type, {"max_bytes", "max_cell_bytes", "max_rows", "max_problems",
                   "max_expected_reports", "max_document_bytes"});
}

void add_table(py::module_& module) {
  py::class_<Cell> cell{module, "Cell",
                        "One cell as the source has it; `place` is that of its first character.\n\n"
                        "`marks` names how its text stands there (`struck`, `covered` by a merged "
                        "cell, ...); `blocks` are the\npositions, in the document, of what stands "
                        "in the cell beside its text, such as a table."};
  cell.def(py::init([](Text text, Place place) {
             Cell made;
             made.text = std::move(text.value);
             made.place = place;
             return made;
           }),
           py::arg("text"), py::arg("place") = Place{})
      .def_readonly("text", &Cell::text)
      .def_readonly("place", &Cell::place)
      .def_readonly("row_span", &Cell::row_span)
      .def_readonly("column_span", &Cell::column_span)
      .def_property_readonly("marks", [](const Cell& self) { return marks_of(self.marks); })
      .def_property_readonly("blocks", tuple_of(&Cell::blocks))
      .def(
          "__eq__",
          [](const Cell& a, const Cell& b) { return a.text == b.text && a.place == b.place; },
          py::is_operator(), py::arg("other"));
  as_fields(cell, {"text", "place"});

  py::class_<Table> type{module, "Table",
                         "What every file format ends in: rows of cells, in document order.\n\n"
                         "`preamble` is the text before the first row, a line each; `problems` "
                         "what the format's reader had to\nrefuse or repair. What a row means is "
                         "the affair of `interpret`."};
  type.def(py::init([](std::vector<Cell> preamble, std::vector<Row> rows,
                       std::vector<Problem> problems) {
             return Table{std::move(preamble), std::move(rows), std::move(problems)};
           }),
           py::arg("preamble") = py::tuple{}, py::arg("rows") = py::tuple{},
           py::arg("problems") = py::tuple{})
      .def_property_readonly("preamble", tuple_of(&Table::preamble))
      .def_property_readonly("rows",
                             [](const py::object& self) {
                               const std::vector<Row>& rows = self.cast<const Table&>().rows;
                               py::tuple out(rows.size());
                               for (std::size_t i = 0; i < rows.size(); ++i) {
                                 out[i] = to_tuple(rows[i], self);
                               }
                               return out;
                             })
      .def_property_readonly("problems", tuple_of(&Table::problems))
      .def("__repr__", [](const Table& self) {
        return "<Table rows=" + std::to_string(self.rows.size()) + ">";
      });

  constexpr auto raises =
      "\n\nRaises:\n    ParseError: the text is empty, binary (not UTF-8 or UTF-16 text) or too "
      "large.\n    Cancelled: `cancel`, asked every 10 ms, answered yes.";
  module.def(
      "table_from_text",
      [](DocumentBytes text, const ReadLimits& limits, const CancelArgument& cancel) {
        return table_from_text(text.bytes, limits, cancel.cancel);
      },
      Release{}, py::arg("text"), py::arg("limits") = ReadLimits{}, py::kw_only(),
      py::arg("cancel") = py::none(),
      (std::string{"Text in which a tab opens each cell, as word processors' tables are "
                   "extracted; str or bytes."} +
       raises)
          .c_str());
  module.def(
      "table_from_csv",
      [](DocumentBytes text, const ReadLimits& limits, const CancelArgument& cancel) {
        return table_from_csv(text.bytes, limits, cancel.cancel);
      },
      Release{}, py::arg("text"), py::arg("limits") = ReadLimits{}, py::kw_only(),
      py::arg("cancel") = py::none(),
      (std::string{"Comma-, semicolon- or tab-separated values (RFC 4180); str or bytes."} + raises)
          .c_str());
}

// The bytes of an open file, but no more than show that it is too large.
std::string read_stream(const py::object& stream, const ReadOptions& options) {
  const std::size_t most = options.limits.max_bytes;
  CancelPoll poll{options.cancel};
  std::string bytes;
  while (bytes.size() <= most) {
    const py::object block = stream.attr("read")(std::size_t{1} << 20U);
    // A signal may have come while nothing of Python's looked for it; the next block may never come.
    if (PyErr_CheckSignals() != 0) throw py::error_already_set();
    poll();
    py::detail::make_caster<DocumentBytes> source;
    if (!source.load(block, true)) {
      throw py::type_error("An open file is read whose read() gives bytes or str.");
    }
    const std::string_view view = py::detail::cast_op<DocumentBytes>(source).bytes;
    if (view.empty()) break;
    bytes += view;
  }
  return bytes;
}

bool is_text_itself(const py::object& source) {
  if (PyUnicode_Check(source.ptr()) == 0) return false;
  const Py_ssize_t size = PyUnicode_GetLength(source.ptr());
  const auto has = [&](Py_UCS4 character) {
    return PyUnicode_FindChar(source.ptr(), character, 0, size, 1) >= 0;
  };
  return has('\t') || has('\n') || has('\r');
}

Plan read_bytes(std::string_view bytes, const ReadOptions& options) {
  const py::gil_scoped_release release;
  return read(bytes, options.format ? *options.format : format_of({}, bytes), options);
}

Plan read_source(const py::object& source, const ReadOptions& options) {
  if (PyUnicode_Check(source.ptr()) == 0 && PyObject_CheckBuffer(source.ptr()) != 0) {
    py::detail::make_caster<DocumentBytes> bytes;
    bytes.load(source, true);
    return read_bytes(py::detail::cast_op<DocumentBytes>(bytes).bytes, options);
  }
  if (py::hasattr(source, "read")) {
    return read_bytes(read_stream(source, options), options);
  }
  const std::filesystem::path path = to_path(source);
  if (is_text_itself(source)) {
    throw InvalidArgument(
        "A str is taken for the name of a file, and this one holds tabs or line breaks; to read "
        "a text itself, give its bytes: text.encode().");
  }
  const py::gil_scoped_release release;
  return read(path, options);
}

ReadOptions to_options(std::optional<Format> format, std::vector<Agency> agencies, Text language,
                       std::optional<DateSettings> dates, const ReadLimits& limits,
                       CancelArgument cancel) {
  ReadOptions options;
  options.agencies = std::move(agencies);
  options.language = std::move(language.value);
  if (dates) options.dates = *std::move(dates);
  options.limits = limits;
  options.format = format;
  options.cancel = std::move(cancel.cancel);
  return options;
}

void add_read(py::module_& module) {
  module.def(
      "read",
      [](const py::object& source, std::optional<Format> format,
         std::optional<std::vector<Agency>> agencies, Text language,
         std::optional<DateSettings> dates, const ReadLimits& limits, CancelArgument cancel) {
        return read_source(source,
                           to_options(format, or_empty(std::move(agencies)), std::move(language),
                                      std::move(dates), limits, std::move(cancel)));
      },
      py::arg("source"), py::kw_only(), py::arg("format") = py::none(),
      py::arg("agencies") = py::none(), py::arg("language") = "", py::arg("dates") = py::none(),
      py::arg("limits") = ReadLimits{}, py::arg("cancel") = py::none(),
      "A plan from a file or from bytes. What is odd becomes a Problem of the plan, with its "
      "place.\n\n"
      "Args:\n"
      "    source: The name of a file (str or os.PathLike), the bytes of one, or an open file.\n"
      "    format: `text`, `csv` or `json`; None: told by the name (`.json`, `.csv`, `.tsv`), else "
      "by the content\n"
      "        (JSON begins with a brace, text has a tab before each cell; anything else is CSV).\n"
      "    agencies: Known agencies; their names and aliases are recognised before any spelling "
      "met in the plan.\n"
      "        Each needs an id of its own.\n"
      "    language: The plan's language; empty: told from the header's words.\n"
      "    dates: What deadline texts lean on (DateSettings), such as `profile.dates`.\n"
      "    limits: Bounds for hostile input.\n"
      "    cancel: Asked every 10 ms; yes ends the call. None: signals are handled, such as "
      "Ctrl-C.\n\n"
      "Raises:\n"
      "    NotFound: there is no such file.\n"
      "    ParseError: nothing can be read of it; never for one odd row.\n"
      "    InvalidArgument: two of the agencies have one id.\n"
      "    Cancelled: `cancel` answered yes.");
  module.def(
      "interpret",
      [](const Table& table, std::optional<std::vector<Agency>> agencies, Text language,
         std::optional<DateSettings> dates, const ReadLimits& limits, CancelArgument cancel) {
        const ReadOptions options =
            to_options({}, or_empty(std::move(agencies)), std::move(language), std::move(dates),
                       limits, std::move(cancel));
        const py::gil_scoped_release release;
        return interpret(table, options);
      },
      py::arg("table"), py::kw_only(), py::arg("agencies") = py::none(), py::arg("language") = "",
      py::arg("dates") = py::none(), py::arg("limits") = ReadLimits{},
      py::arg("cancel") = py::none(),
      "A plan from a table of cells: columns by the meaning of their header, headings, "
      "measures.\n\n"
      "Raises:\n    ParseError: the table has no header row that can be recognised.\n"
      "    Cancelled: `cancel`, asked every 10 ms, answered yes.");
  module.def(
      "format_of",
      [](const FileName& name, DocumentBytes bytes) { return format_of(name.path, bytes.bytes); },
      py::arg("name"), py::arg("content"),
      "The format that a file has by its name, else by its content.");
  module.def(
      "read_profile", [](const FileName& name) { return read_profile(name.path); }, Release{},
      py::arg("path"),
      "A profile from a JSON file.\n\n"
      "Raises:\n    NotFound: there is no such file.\n    ParseError: it cannot be read.");
  module.def(
      "read_agencies", [](const FileName& name) { return read_agencies(name.path); }, Release{},
      py::arg("path"),
      "A register of agencies from a JSON file, a list of Agency.\n\n"
      "Raises:\n    NotFound: there is no such file.\n    ParseError: it cannot be read.");
}

}  // namespace

void register_read(py::module_& module) {
  add_read_limits(module);
  add_table(module);
  add_read(module);
}

}  // namespace actionplan::bindings
