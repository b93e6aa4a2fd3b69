// SPDX-License-Identifier: Apache-2.0
#include "read_mapping.hpp"
#include "register.hpp"
#include "values.hpp"

namespace actionplan::bindings {
namespace {

void add_column(py::module_& module) {
  Class<ColumnMapping> type{
      module, "ColumnMapping",
      "What one column holds: by the text of its header, a label or a key, without regard to case, "
      "or by its\nposition from 1."};
  type.def(py::init([](Text header, ColumnUse use, std::uint32_t position) {
             return ColumnMapping{std::move(header.value), position, use};
           }),
           py::arg("header") = "", py::arg("use") = ColumnUse::extra, py::arg("position") = 0)
      .def_property_readonly("header", field<&ColumnMapping::header>(), "White space collapsed.")
      .def_property_readonly("use", field<&ColumnMapping::use>(), "What the column holds.")
      .def_property_readonly("position", field<&ColumnMapping::position>(),
                             "From 1, of a table's first header alone; 0: by the header.");
  as_value(type, {"header", "use", "position"});
}

void add_table(py::module_& module) {
  Class<TableMapping> type{module, "TableMapping",
                           "How one table is read. All of `number`, `part` and `begins` that "
                           "say something have to fit."};
  type.def(py::init([](std::uint32_t number, Text part, Text begins, bool is_read, bool continues,
                       std::optional<Layout> layout, std::optional<std::uint32_t> header_row,
                       std::uint32_t header_rows, std::vector<ColumnMapping> columns) {
             return TableMapping{number,
                                 std::move(part.value),
                                 std::move(begins.value),
                                 is_read,
                                 continues,
                                 layout,
                                 header_row,
                                 header_rows,
                                 std::move(columns)};
           }),
           py::arg("number") = 0, py::arg("part") = "", py::arg("begins") = "",
           py::arg("is_read") = true, py::arg("continues") = false, py::arg("layout") = py::none(),
           py::arg("header_row") = py::none(), py::arg("header_rows") = 0,
           py::arg("columns") = py::tuple())
      .def_property_readonly("number", field<&TableMapping::number>(),
                             "Of the tables of the document, from 1; 0: of any number.")
      .def_property_readonly("part", field<&TableMapping::part>(),
                             "Name of its sheet or file, or the number of its page; empty: any.")
      .def_property_readonly("begins", field<&TableMapping::begins>(),
                             "Its first text, or the beginning of it; empty: any.")
      .def_property_readonly("is_read", field<&TableMapping::is_read>(), "Or left out?")
      .def_property_readonly("continues", field<&TableMapping::continues>(),
                             "Without header, it goes on with the table above.")
      .def_property_readonly("layout", field<&TableMapping::layout>(),
                             "`table`, `card` or `marks`; None: told by the table.")
      .def_property_readonly("header_row", field<&TableMapping::header_row>(),
                             "From 1; 0: it has none; None: told by the table.")
      .def_property_readonly("header_rows", field<&TableMapping::header_rows>(),
                             "How many; 0: told by the table.")
      .def_property_readonly("columns", tuple_of<&TableMapping::columns>(),
                             "What its columns hold; others are told by their headers.");
  as_value(type, {"number", "part", "begins", "is_read", "continues", "layout", "header_row",
                  "header_rows", "columns"});
}

void add_cell(py::module_& module) {
  Class<CellCorrection> type{
      module, "CellCorrection",
      "A text that is to be read instead of another: by its place; or by measure and field, or by "
      "field and the\ntext that stands there (`was`)."};
  type.def(py::init([](Text text, Text measure, std::optional<ColumnUse> field,
                       std::optional<Text> was, Text part, std::uint32_t line,
                       std::uint32_t column) {
             CellCorrection cell;
             cell.part = std::move(part.value);
             cell.line = line;
             cell.column = column;
             cell.measure = std::move(measure.value);
             cell.field = field;
             if (was) cell.was = std::move(was->value);
             cell.text = std::move(text.value);
             return cell;
           }),
           py::arg("text"), py::kw_only(), py::arg("measure") = "", py::arg("field") = py::none(),
           py::arg("was") = py::none(), py::arg("part") = "", py::arg("line") = 0,
           py::arg("column") = 0)
      .def_property_readonly("text", field<&CellCorrection::text>(), "To be read; empty: nothing.")
      .def_property_readonly("measure", field<&CellCorrection::measure>(),
                             "Id of the measure; empty: of any.")
      .def_property_readonly("field", field<&CellCorrection::field>(), "Of the measure.")
      .def_property_readonly("was", field<&CellCorrection::was>(),
                             "What stands there; another text is not corrected. None: whatever.")
      .def_property_readonly("part", field<&CellCorrection::part>(),
                             "Of the place; empty: the first.")
      .def_property_readonly("line", field<&CellCorrection::line>(),
                             "Of the place; 0: not by place.")
      .def_property_readonly("column", field<&CellCorrection::column>(),
                             "Of the place; 0: not by place.");
  type.def(py::self == py::self);
  type.def("__repr__", [](const py::object& self) {
    return sketch(self, {"measure", "field", "line", "column", "was", "text"});
  });
}

void add_agency(py::module_& module) {
  Class<AgencyMapping> type{
      module, "AgencyMapping",
      "Who is meant by an agency, as it was read: one name or several in its place, and their "
      "part."};
  type.def(py::init([](Text name, std::vector<Text> names, std::optional<Role> role,
                       std::optional<Force> force, Text measure) {
             return AgencyMapping{std::move(name.value), to_strings(std::move(names)), role, force,
                                  std::move(measure.value)};
           }),
           py::arg("name"), py::arg("names") = py::tuple(), py::arg("role") = py::none(),
           py::arg("force") = py::none(), py::arg("measure") = "")
      .def_property_readonly("name", field<&AgencyMapping::name>(), "As it was read.")
      .def_property_readonly(
          "names", [](const AgencyMapping& self) { return py::tuple(py::cast(self.names)); },
          "In its place; empty: its own.")
      .def_property_readonly("role", field<&AgencyMapping::role>(), "None: as read.")
      .def_property_readonly("force", field<&AgencyMapping::force>(), "None: as read.")
      .def_property_readonly("measure", field<&AgencyMapping::measure>(),
                             "Id of the one measure that it holds for; empty: all.");
  as_value(type, {"name", "names", "role", "force", "measure"});
}

constexpr int no_epoch = 0;

std::optional<SerialEpoch> to_mapped_epoch(std::optional<int> year) {
  if (!year) return std::nullopt;
  return *year == no_epoch ? SerialEpoch::none : to_serial_epoch(year);
}

std::optional<int> year_of(const std::optional<SerialEpoch>& epoch) {
  if (!epoch) return std::nullopt;
  if (*epoch == SerialEpoch::none) return no_epoch;
  return *epoch == SerialEpoch::year_1900 ? 1900 : 1904;
}

char to_decimal(const std::string& text) {
  if (text.size() <= 1) return text.empty() ? '\0' : text.front();
  throw InvalidArgument("The mapping has the decimal mark " + in_message(text) + "; give . or ,.");
}

void add_mapping(py::module_& module) {
  Class<ReadMapping> type{
      module, "ReadMapping",
      "A person's word on how a document is to be read: it goes before what is inferred, and holds "
      "for further\nversions of the document as far as they are alike. What in it fits nothing is "
      "a "
      "Problem of the reading.\n\n"
      "`actionplan.mapping` reads it from TOML and writes it as such.\n\n"
      "Raises:\n    InvalidArgument: it does not hold together, such as two columns of one "
      "header."};
  type.def(py::init([](std::optional<Layout> layout, std::vector<Text> parts,
                       std::vector<ColumnMapping> columns, std::vector<TableMapping> tables,
                       std::vector<CellCorrection> cells, std::vector<AgencyMapping> agencies,
                       Text language, std::optional<DateSettings> dates,
                       std::optional<int> serial_epoch, const Text& decimal) {
             ReadMapping mapping;
             mapping.layout = layout;
             mapping.parts = to_strings(std::move(parts));
             mapping.columns = std::move(columns);
             mapping.tables = std::move(tables);
             mapping.cells = std::move(cells);
             mapping.agencies = std::move(agencies);
             mapping.language = std::move(language.value);
             if (dates) mapping.dates = *std::move(dates);
             mapping.serial_epoch = to_mapped_epoch(serial_epoch);
             mapping.decimal = to_decimal(decimal.value);
             check_mapping(mapping);
             return mapping;
           }),
           py::arg("layout") = py::none(), py::arg("parts") = py::tuple(),
           py::arg("columns") = py::tuple(), py::arg("tables") = py::tuple(),
           py::arg("cells") = py::tuple(), py::arg("agencies") = py::tuple(),
           py::arg("language") = "", py::arg("dates") = py::none(),
           py::arg("serial_epoch") = py::none(), py::arg("decimal") = "")
      .def_property_readonly("layout", field<&ReadMapping::layout>(),
                             "Of tables that have none of their own, and lists; None: told.")
      .def_property_readonly(
          "parts", [](const ReadMapping& self) { return py::tuple(py::cast(self.parts)); },
          "Sheets, files or pages to be read; empty: all.")
      .def_property_readonly("columns", tuple_of<&ReadMapping::columns>(),
                             "Of every table; labels of cards; keys of trees.")
      .def_property_readonly("tables", tuple_of<&ReadMapping::tables>(),
                             "The first that fits a table counts.")
      .def_property_readonly("cells", tuple_of<&ReadMapping::cells>(),
                             "Texts to be read instead of others.")
      .def_property_readonly("agencies", tuple_of<&ReadMapping::agencies>(), "Who is meant.")
      .def_property_readonly("language", field<&ReadMapping::language>(),
                             "Of the document; empty: told.")
      .def_property_readonly("dates", field<&ReadMapping::dates>(), "What deadline texts lean on.")
      .def_property_readonly(
          "serial_epoch", [](const ReadMapping& self) { return year_of(self.serial_epoch); },
          "1900 or 1904, as of `read`; 0: a bare number is no day; None: unsaid.")
      .def_property_readonly(
          "decimal",
          [](const ReadMapping& self) {
            return self.decimal == 0 ? std::string{} : std::string{self.decimal};
          },
          "`.` or `,`, of baselines and targets; empty: told by each number.");
  as_value(type, {"layout", "parts", "columns", "tables", "cells", "agencies", "language", "dates",
                  "serial_epoch", "decimal"});
}

}  // namespace

ReadMapping to_mapping(const py::object& given) {
  if (given.is_none()) return {};
  if (py::isinstance<ReadMapping>(given)) return given.cast<ReadMapping>();
  const py::module_ module = py::module_::import("actionplan.mapping");
  return module.attr("mapping_of")(given).cast<ReadMapping>();
}

void register_mapping(py::module_& module) {
  add_column(module);
  add_table(module);
  add_cell(module);
  add_agency(module);
  add_mapping(module);
}

}  // namespace actionplan::bindings
