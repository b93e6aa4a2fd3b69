// SPDX-License-Identifier: Apache-2.0
#include "arrow.hpp"
#include "cancel.hpp"
#include "file_name.hpp"
#include "marks.hpp"
#include "read_mapping.hpp"
#include "register.hpp"
#include "values.hpp"

namespace actionplan::bindings {
namespace {

using Release = py::call_guard<py::gil_scoped_release>;

void add_read_limits(py::module_& module) {
  const ReadLimits limits;
  Class<ReadLimits> type{module, "ReadLimits",
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
      .def_property_readonly("max_bytes", field<&ReadLimits::max_bytes>(),
                             "16 MiB; more is a ParseError.")
      .def_property_readonly("max_cell_bytes", field<&ReadLimits::max_cell_bytes>(),
                             "64 KiB; a longer cell is cut, a Problem.")
      .def_property_readonly("max_rows", field<&ReadLimits::max_rows>(), "Rows of the document.")
      .def_property_readonly("max_problems", field<&ReadLimits::max_problems>(),
                             "Of one code; the rest is counted in one.")
      .def_property_readonly("max_expected_reports", field<&ReadLimits::max_expected_reports>(),
                             "Of a plan; further ones a Problem.")
      .def_property_readonly(
          "max_document_bytes", field<&ReadLimits::max_document_bytes>(),
          "256 MiB of text and cells, charged as they are produced however small the file, and as "
          "much of the parts of an archive as they are inflated; more is a ParseError.");
  as_fields(type, {"max_bytes", "max_cell_bytes", "max_rows", "max_problems",
                   "max_expected_reports", "max_document_bytes"});
}

void add_table(py::module_& module) {
  Class<Cell> cell{module, "Cell",
                   "One cell as the source has it; `place` is that of its first character.\n\n"
                   "`marks` names how its text stands there (`struck`, `covered` by a merged "
                   "cell, ...); `blocks` are the\npositions, in the document, of what stands "
                   "in the cell beside its text, such as a table."};
  cell.def(py::init([](Text text, Place place, std::uint32_t row_span, std::uint32_t column_span,
                       const std::vector<Text>& marks, std::vector<std::uint32_t> blocks) {
             return Cell{std::move(text.value), place,           row_span,
                         column_span,           to_marks(marks), std::move(blocks)};
           }),
           py::arg("text"), py::arg("place") = Place{}, py::arg("row_span") = 1,
           py::arg("column_span") = 1, py::arg("marks") = py::tuple(),
           py::arg("blocks") = py::tuple())
      .def_property_readonly(
          "text", field<&Cell::text>(),
          "Well-formed UTF-8, line breaks inside kept as '\\n', trimmed at both ends.")
      .def_property_readonly("place", field<&Cell::place>(), "Of its first character.")
      .def_property_readonly("row_span", field<&Cell::row_span>(), "Rows that it covers.")
      .def_property_readonly("column_span", field<&Cell::column_span>(), "Columns that it covers.")
      .def_property_readonly(
          "marks", [](const Cell& self) { return marks_of(self.marks); }, "A set of `Mark`.")
      .def_property_readonly("blocks", tuple_of<&Cell::blocks>(),
                             "Of the document, those that stand in the cell.");
  as_value(cell, {"text", "place", "row_span", "column_span", "marks", "blocks"});

  Class<Table> type{module, "Table",
                    "Rows of cells, in document order: a document of one table.\n\n"
                    "`preamble` is the text before the first row, a line each; `problems` "
                    "what the format's reader had to\nrefuse or repair. What a row means is "
                    "the affair of `interpret`. `has_text_places` as in `Document`."};
  type.def(py::init([](std::vector<Cell> preamble, std::vector<Row> rows,
                       std::vector<Problem> problems, bool has_text_places) {
             return Table{std::move(preamble), std::move(rows), std::move(problems),
                          has_text_places};
           }),
           py::arg("preamble") = py::tuple{}, py::arg("rows") = py::tuple{},
           py::arg("problems") = py::tuple{}, py::arg("has_text_places") = true)
      .def_property_readonly("has_text_places", field<&Table::has_text_places>(),
                             "As in `Document`.")
      .def_property_readonly("preamble", tuple_of<&Table::preamble>(),
                             "Text before the first row, a line each.")
      .def_property_readonly(
          "rows",
          [](const py::object& self) {
            const std::vector<Row>& rows = self.cast<const Table&>().rows;
            py::tuple out(rows.size());
            for (std::size_t i = 0; i < rows.size(); ++i) {
              out[i] = to_tuple(rows[i], self);
            }
            return out;
          },
          "In document order.")
      .def_property_readonly("problems", tuple_of<&Table::problems>(),
                             "What the format's reader had to refuse or repair.")
      .def("__repr__", [](const Table& self) {
        return "<Table rows=" + std::to_string(self.rows.size()) + ">";
      });

  constexpr auto raises =
      "\n\nRaises:\n    ParseError: the text is empty, binary (not UTF-8 or UTF-16 text) or too "
      "large.\n    Cancelled: `cancel`, asked every 10 ms, answered yes.";
  module.def(
      "table_from_text",
      [](DocumentBytes text, const ReadLimits& limits, const CancelArgument& cancel) {
        refuse_file_name(text.bytes, "table_from_text: text",
                         "give its bytes: pathlib.Path(...).read_bytes()");
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
        refuse_file_name(text.bytes, "table_from_csv: text",
                         "give its bytes: pathlib.Path(...).read_bytes()");
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

bool is_address(const py::object& source) {
  return PyUnicode_Check(source.ptr()) != 0 &&
         source.attr("startswith")(py::make_tuple("https://", "http://", "ftp://")).cast<bool>();
}

bool is_text_itself(const py::object& source) {
  if (PyUnicode_Check(source.ptr()) == 0) return false;
  const Py_ssize_t size = PyUnicode_GetLength(source.ptr());
  const auto has = [&](Py_UCS4 character) {
    return PyUnicode_FindChar(source.ptr(), character, 0, size, 1) >= 0;
  };
  return has('\t') || has('\n') || has('\r');
}

// The document that a reader of Python makes of the source, or None where none of them claims it.
// Asked: those given, and where `has_installed` those of the package and of installed packages.
py::object read_by_python(const py::object& source, const py::object& readers, bool has_installed,
                          const ReadOptions& options) {
  const py::module_ module = py::module_::import("actionplan.readers");
  return module.attr("document_of")(source, options.format, readers, has_installed, options.limits,
                                    py::arg("cancel") = to_callable(options.cancel));
}

// UTF-8 on Windows too, else the bytes.
std::string name_of(const std::filesystem::path& path) {
  const auto name = path.u8string();
  return {name.begin(), name.end()};
}

bool is_folder(const py::object& source) {
  if (PyBytes_Check(source.ptr()) != 0) return false;
  std::error_code error;
  return std::filesystem::is_directory(to_path(source), error);
}

// With the name of the file or folder as what evidence cites, unless something else is said.
ReadOptions named(const py::object& source, const ReadOptions& options) {
  ReadOptions out = options;
  if (!out.evidence.source.empty() || PyBytes_Check(source.ptr()) != 0) return out;
  out.evidence.source =
      text::replace_invalid_utf8(name_of(to_path(source).lexically_normal().filename()));
  return out;
}

Reading interpret_document(const py::object& document, const ReadOptions& options) {
  const auto& made = document.cast<const Document&>();
  const py::gil_scoped_release release;
  return interpret_all(made, options);
}

Reading read_all_bytes(std::string_view bytes, const ReadOptions& options) {
  const py::gil_scoped_release release;
  return read_all(DocumentSource{{}, bytes, {}}, options);
}

// By the readers of C++. @param source  the bytes of a file, or its name.
Reading read_builtin(const py::object& source, const ReadOptions& options) {
  if (PyBytes_Check(source.ptr()) != 0) {
    py::detail::make_caster<DocumentBytes> bytes;
    bytes.load(source, true);
    return read_all_bytes(py::detail::cast_op<DocumentBytes>(bytes).bytes, options);
  }
  const std::filesystem::path path = to_path(source);
  const py::gil_scoped_release release;
  return read_all(path, options);
}

// Bytes for whatever holds them, and otherwise the name of a file as it was given.
py::object bytes_or_name(const py::object& source, const ReadOptions& options) {
  if (PyUnicode_Check(source.ptr()) == 0 && PyObject_CheckBuffer(source.ptr()) != 0) {
    return py::reinterpret_steal<py::object>(PyBytes_FromObject(source.ptr()));
  }
  if (py::hasattr(source, "read")) return py::bytes(read_stream(source, options));
  if (is_frame_like(source)) {
    throw py::type_error("read: source is a " + type_name(source) +
                         "; give the name of a file or its bytes, or make a plan of the table: "
                         "plan_from_frame(data).");
  }
  if (!is_path(source)) {
    const py::object text =
        py::module_::import("actionplan._calls")
            .attr("misfit")("read", "source", source,
                            "the name of a file, its bytes, or a file that is open");
    throw py::type_error(text.cast<std::string>());
  }
  (void)to_path(source);
  if (is_address(source)) {
    throw InvalidArgument("read: source is the address " + to_text(source) +
                          ", and nothing is fetched from a network; download the file and give "
                          "its name.");
  }
  if (is_text_itself(source)) {
    throw InvalidArgument(
        "A str is taken for the name of a file, and this one holds tabs or line breaks; to read "
        "a text itself, give its bytes: text.encode().");
  }
  return source;
}

bool is_built_in(const std::string& format) {
  return format.empty() || format == "json" || find_reader(format) != nullptr;
}

Reading read_source(const py::object& given, const py::object& readers,
                    const ReadOptions& options) {
  const py::object source = bytes_or_name(given, options);
  if (is_folder(source)) {
    const py::object document = read_by_python(source, readers, true, options);
    if (!document.is_none()) return interpret_document(document, named(source, options));
    throw ParseError("The folder " + text::replace_invalid_utf8(name_of(to_path(source))) +
                         " holds no file that is read; name the file that holds the plan.",
                     {}, ParseErrorCode::unsupported);
  }
  const bool is_known = is_built_in(options.format);
  if (!readers.is_none() || !is_known) {
    const py::object document = read_by_python(source, readers, !is_known, options);
    if (!document.is_none()) return interpret_document(document, named(source, options));
  }
  try {
    return read_builtin(source, options);
  } catch (const ParseError& error) {
    // JSON that is none of ours is malformed to its parser, and may be read as a tree.
    const bool may_be_other =
        error.code() == ParseErrorCode::unsupported || error.code() == ParseErrorCode::malformed;
    if (!may_be_other || !options.format.empty()) throw;
    const py::object document = read_by_python(source, py::none(), true, options);
    if (document.is_none()) throw;
    return interpret_document(document, named(source, options));
  }
}

ReadOptions to_options(std::string format, std::vector<Agency> agencies, Text language,
                       std::optional<DateSettings> dates, std::optional<int> serial_epoch,
                       const ReadLimits& limits, CancelArgument cancel, const py::object& mapping,
                       Text encoding = {}, const Text& separator = {}) {
  ReadOptions options;
  options.mapping = to_mapping(mapping);
  options.agencies = std::move(agencies);
  options.language = std::move(language.value);
  if (dates) options.dates = *std::move(dates);
  options.serial_epoch = to_serial_epoch(serial_epoch);
  options.limits = limits;
  options.format = std::move(format);
  options.cancel = std::move(cancel.cancel);
  options.encoding = std::move(encoding.value);
  options.separator = to_separator(separator.value);
  return options;
}

void add_read_bytes(py::module_& module) {
  module.def(
      "read_bytes",
      [read = py::object{module.attr("read")}](const py::object& data, const py::object& format,
                                               const py::kwargs& options) {
        if (PyObject_CheckBuffer(data.ptr()) == 0) {
          const py::object text =
              py::module_::import("actionplan._calls")
                  .attr("misfit")("read_bytes", "data", data,
                                  "the bytes of a file: text.encode(), or read(name)");
          throw py::type_error(text.cast<std::string>());
        }
        return read(data, py::arg("format") = format, **options);
      },
      py::arg("data"), py::kw_only(), py::arg("format") = py::none(),
      "A plan from the bytes of a file, never from a name: `read` where a program holds what the "
      "file holds.\n\n"
      "Args:\n    data: What the file holds: bytes, or whatever speaks the buffer protocol.\n"
      "    options: As of `read`.\n\n"
      "Raises:\n    ParseError: nothing can be read of it, such as where it is the name of a "
      "file.");
}

void add_read(py::module_& module) {
  module.def(
      "read",
      [](const py::object& source, std::optional<Text> format,
         std::optional<std::vector<Agency>> agencies, Text language,
         std::optional<DateSettings> dates, const ReadLimits& limits, const py::object& readers,
         Text encoding, const Text& separator, CancelArgument cancel,
         std::optional<int> serial_epoch, const py::object& mapping) {
        return read_source(source, readers,
                           to_options(or_empty(std::move(format)), or_empty(std::move(agencies)),
                                      std::move(language), std::move(dates), serial_epoch, limits,
                                      std::move(cancel), mapping, std::move(encoding), separator))
            .plan;
      },
      py::arg("source"), py::kw_only(), py::arg("format") = py::none(),
      py::arg("agencies") = py::none(), py::arg("language") = "", py::arg("dates") = py::none(),
      py::arg("limits") = ReadLimits{}, py::arg("readers") = py::none(), py::arg("encoding") = "",
      py::arg("separator") = "", py::arg("cancel") = py::none(), py::arg("serial_epoch") = 1900,
      py::arg("mapping") = py::none(),
      "A plan from a file or from bytes. What is odd becomes a Problem of the plan, with its "
      "place.\n\n"
      "Args:\n"
      "    source: The name of a file (str or os.PathLike), the bytes of one, an open file, or the "
      "name of a folder\n"
      "        whose files are one plan.\n"
      "    format: The id of a format (`document_formats`), or `json` for our own; None: told by "
      "name and content\n"
      "        (`format_of`), and where no reader of C++ claims the file, by those of "
      "`actionplan.formats`, then by those\n"
      "        that installed packages announce as entry points `actionplan.readers`.\n"
      "    agencies: Known agencies; their names and aliases are recognised before any spelling "
      "met in the plan.\n"
      "        Each needs an id of its own.\n"
      "    language: The plan's language; empty: told from the header's words.\n"
      "    dates: What deadline texts lean on (DateSettings), such as `profile.dates`.\n"
      "    limits: Bounds for hostile input.\n"
      "    readers: Readers of further formats, asked before those built in "
      "(actionplan.readers.FormatReader).\n"
      "    encoding: How the characters of a text are written: `utf-8`, `utf-16`, `cp1251` or "
      "`cp1252`; empty: told by\n"
      "        its bytes.\n"
      "    separator: What stands between the values of CSV: a tab, `;`, `,` or `|`; empty: told "
      "by "
      "its lines.\n"
      "    cancel: Asked every 10 ms; yes ends the call. None: signals are handled, such as "
      "Ctrl-C.\n"
      "    serial_epoch: 1900 or 1904: how a spreadsheet counted the days of a deadline column, "
      "where a cell is\n"
      "        43465 alone; None: such a number is no day.\n"
      "    mapping: How the document is to be read, before what is inferred: a ReadMapping, a dict "
      "or "
      "the name of a\n        TOML file (`actionplan.mapping`).\n\n"
      "Raises:\n"
      "    NotFound: there is no such file.\n"
      "    ParseError: nothing can be read of it, with a `code`: no reader knows it "
      "(`unsupported`), it holds no\n"
      "        plan (`no_plan`), ...; never for one odd row.\n"
      "    InvalidArgument: two of the agencies have one id.\n"
      "    Cancelled: `cancel` answered yes.");
  module.def(
      "read_all",
      [](const py::object& source, std::optional<Text> format,
         std::optional<std::vector<Agency>> agencies, Text language,
         std::optional<DateSettings> dates, const ReadLimits& limits, const py::object& readers,
         Text encoding, const Text& separator, bool trace, CancelArgument cancel,
         std::optional<int> serial_epoch, std::optional<Date> recorded_on,
         std::optional<Date> observed_on, Text reporter, ReporterType reporter_type, Text citation,
         const py::object& mapping, bool keep_document) {
        ReadOptions options =
            to_options(or_empty(std::move(format)), or_empty(std::move(agencies)),
                       std::move(language), std::move(dates), serial_epoch, limits,
                       std::move(cancel), mapping, std::move(encoding), separator);
        options.trace = trace;
        options.keep_document = keep_document;
        options.evidence = {recorded_on, observed_on, std::move(reporter.value), reporter_type,
                            std::move(citation.value)};
        return read_source(source, readers, options);
      },
      py::arg("source"), py::kw_only(), py::arg("format") = py::none(),
      py::arg("agencies") = py::none(), py::arg("language") = "", py::arg("dates") = py::none(),
      py::arg("limits") = ReadLimits{}, py::arg("readers") = py::none(), py::arg("encoding") = "",
      py::arg("separator") = "", py::arg("trace") = false, py::arg("cancel") = py::none(),
      py::arg("serial_epoch") = 1900, py::arg("recorded_on") = py::none(),
      py::arg("observed_on") = py::none(), py::arg("reporter") = "",
      py::arg("reporter_type") = ReporterType::implementer, py::arg("citation") = "",
      py::arg("mapping") = py::none(), py::arg("keep_document") = false,
      "Everything that a file holds: the plan, with how many code points of its text were used, "
      "named by Problems,\nor left out by a rule; the profile that its columns of baselines, "
      "targets "
      "and units make, and the evidence\nthat those of status and progress make. Arguments and "
      "errors as of `read`.\n\n"
      "Args:\n"
      "    trace: Is each stretch of text to be listed with its use (Reading.trace)?\n"
      "    recorded_on: Day on which the evidence is entered; None: it is named by a Problem "
      "instead.\n"
      "    observed_on: Day of which it speaks; None: told by a header, or unknown.\n"
      "    reporter: Who says so; empty: the bodies that carry the measure out.\n"
      "    reporter_type: What kind of body that is.\n"
      "    citation: URL or citation of the document; empty: its name.\n"
      "    keep_document: Is the document to be kept beside what was read of it "
      "(Reading.document)?");
  module.def(
      "interpret",
      [](const std::variant<const Table*, const Document*>& source,
         std::optional<std::vector<Agency>> agencies, Text language,
         std::optional<DateSettings> dates, const ReadLimits& limits, CancelArgument cancel,
         std::optional<int> serial_epoch, const py::object& mapping) {
        const ReadOptions options =
            to_options({}, or_empty(std::move(agencies)), std::move(language), std::move(dates),
                       serial_epoch, limits, std::move(cancel), mapping);
        const auto* const table = std::get_if<const Table*>(&source);
        if (table != nullptr && *table == nullptr) throw py::type_error("None is no document.");
        const py::gil_scoped_release release;
        return table != nullptr ? interpret(**table, options)
                                : interpret(*std::get<const Document*>(source), options);
      },
      py::arg("source"), py::kw_only(), py::arg("agencies") = py::none(), py::arg("language") = "",
      py::arg("dates") = py::none(), py::arg("limits") = ReadLimits{},
      py::arg("cancel") = py::none(), py::arg("serial_epoch") = 1900,
      py::arg("mapping") = py::none(),
      "A plan from a document, or from one table of cells: columns by the meaning of their header, "
      "headings,\nmeasures. Headings above a table are its sections by their level; what is no "
      "part "
      "of the plan is named\nby a Problem.\n\n"
      "Raises:\n    ParseError: no table has a header row that can be recognised (`no_plan`).\n"
      "    Cancelled: `cancel`, asked every 10 ms, answered yes.");
  module.def(
      "interpret_all",
      [](const Document& document, std::optional<std::vector<Agency>> agencies, Text language,
         std::optional<DateSettings> dates, const ReadLimits& limits, CancelArgument cancel,
         std::optional<int> serial_epoch, const py::object& mapping, bool trace,
         std::optional<Date> recorded_on) {
        ReadOptions options =
            to_options({}, or_empty(std::move(agencies)), std::move(language), std::move(dates),
                       serial_epoch, limits, std::move(cancel), mapping);
        options.trace = trace;
        options.evidence.recorded_on = recorded_on;
        const py::gil_scoped_release release;
        return interpret_all(document, options);
      },
      py::arg("document"), py::kw_only(), py::arg("agencies") = py::none(),
      py::arg("language") = "", py::arg("dates") = py::none(), py::arg("limits") = ReadLimits{},
      py::arg("cancel") = py::none(), py::arg("serial_epoch") = 1900,
      py::arg("mapping") = py::none(), py::arg("trace") = false,
      py::arg("recorded_on") = py::none(),
      "As `interpret`, with everything that the document holds: a Reading. Arguments as of "
      "`read_all`.\n\n"
      "Raises:\n    ParseError: it holds no plan (`no_plan`).\n    Cancelled: `cancel`, asked "
      "every "
      "10 ms, answered yes.");
  module.def(
      "format_of",
      [](const FileName& name, DocumentBytes bytes) -> std::optional<std::string> {
        const std::string found =
            format_of(DocumentSource{name_of(name.path.filename()), bytes.bytes, {}});
        return found.empty() ? std::nullopt : std::optional{found};
      },
      py::arg("name"), py::arg("content"),
      "The id of the format that a file has by its name and content: `json` for our own JSON, told "
      "by its\nschema, else that of the first reader that claims it; None where none of those "
      "built in does.");
  module.def(
      "_number_shape", [](const std::string& text) { return number_shape(text); }, py::arg("text"),
      "What a text looks like that holds a number and is none; empty: nothing.");
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
  add_read_bytes(module);
}

}  // namespace actionplan::bindings
