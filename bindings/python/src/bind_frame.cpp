// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/error.hpp>

#include "arrow.hpp"
#include "cancel.hpp"
#include "columns.hpp"
#include "evidence_options.hpp"
#include "register.hpp"
#include "values.hpp"

#include <limits>

namespace actionplan::bindings {
namespace {

// A view of numbers made for the call, which keeps them.
template <class T>
py::memoryview view_own(std::vector<T> values, const char* format) {
  auto* const held = new std::vector<T>(std::move(values));
  const py::capsule owner{held,
                          [](void* pointer) { delete static_cast<std::vector<T>*>(pointer); }};
  return view_column<T>(owner, std::span<const T>{*held}, format);
}

py::memoryview doubles_of(const py::object& self, const Text& column) {
  const FrameColumn& found = self.cast<const Frame&>()[column.value];
  const Doubles values = found.doubles();
  if (values.is_borrowed()) return view_column<double>(self, values.span(), "d");
  return view_own<double>({values.span().begin(), values.span().end()}, "d");
}

py::tuple categories_of(const Frame& self, const Text& column) {
  Categories found;
  {
    const py::gil_scoped_release release;
    found = self[column.value].categories();
  }
  return py::make_tuple(view_own(std::move(found.codes), "i"), py::tuple(py::cast(found.labels)));
}

// What `to_pandas` takes without a Python object for each cell: seconds since 1970-01-01 as numpy's
// datetime64 has them, whose least number is "not a time".
py::memoryview seconds_of(const Frame& self, const Text& column) {
  std::vector<std::int64_t> seconds;
  {
    const py::gil_scoped_release release;
    const std::vector<std::int32_t> days = self[column.value].days();
    seconds.reserve(days.size());
    for (const std::int32_t day : days) {
      seconds.push_back(day == INT32_MIN ? INT64_MIN : std::int64_t{day} * 86'400);
    }
  }
  return view_own(std::move(seconds), "q");
}

py::tuple integers_of(const Frame& self, const Text& column) {
  Integers found;
  {
    const py::gil_scoped_release release;
    found = self[column.value].integers();
  }
  const bool is_whole = found.is_absent.empty();
  const py::object absent =
      is_whole ? py::object{py::none()} : view_own(std::move(found.is_absent), "?");
  return py::make_tuple(view_own(std::move(found.values), "q"), absent);
}

py::list texts_of(const Frame& self, const Text& column, std::size_t first, std::size_t most) {
  const FrameColumn& found = self[column.value];
  py::list out;
  for (std::size_t row = first; row < found.size() && out.size() < most; ++row) {
    out.append(found.text(row));
  }
  return out;
}

}  // namespace

void register_frame(py::module_& module) {
  Class<Frame>{module, "Frame",
               "A table of named columns in Arrow's layout, read-only: what data frames hand "
               "over, and what Plan,\nEvidence and Assessment are as tables.\n\n"
               "Made of anything that speaks the Arrow PyCapsule protocol (pyarrow, pandas, "
               "polars, DuckDB), or of a\nmapping of names to columns: numpy arrays, other "
               "buffers, or sequences. Copies only what does not lie\nin memory as Arrow has "
               "it. Every library that speaks the protocol takes it: `pyarrow.table(frame)`.\n\n"
               "Raises:\n    InvalidArgument: it is no table, or a malformed one."}
      .def(py::init([](const py::object& data) { return frame_of(data); }), py::arg("data"))
      .def("__len__", &Frame::rows)
      .def_property_readonly(
          "columns",
          [](const Frame& self) {
            py::tuple names(self.columns().size());
            for (std::size_t i = 0; i < names.size(); ++i) {
              names[i] = py::str(self.columns()[i].name());
            }
            return names;
          },
          "The names of the columns, in their order.")
      .def(
          "type", [](const Frame& self, const Text& column) { return self[column.value].type(); },
          py::arg("column"), "What kind of values the column holds.")
      .def("doubles", &doubles_of, py::arg("column"),
           "The column as numbers, NaN where absent: a memoryview, without a copy where it lies in "
           "memory as\nfloat64 in one piece with none absent.\n\n"
           "Raises:\n    NotFound: no such column.\n    InvalidArgument: it holds no numbers.")
      .def("categories", &categories_of, py::arg("column"),
           "(codes, labels) of the column: positions in the labels, -1 where absent. A "
           "dictionary's labels keep\ntheir order; else they are ordered by value.\n\n"
           "Raises:\n    NotFound: no such column.\n    InvalidArgument: numbers that are not "
           "whole.")
      .def(
          "dates", [](const Frame& self, const Text& column) { return self[column.value].dates(); },
          py::arg("column"),
          "The column as days, None where absent.\n\n"
          "Raises:\n    NotFound: no such column.\n    InvalidArgument: it holds no days, or "
          "moments within a day.\n    ParseError: a text that is no day.")
      .def("texts", &texts_of, py::arg("column"), py::arg("first") = 0,
           py::arg("most") = std::numeric_limits<std::size_t>::max(),
           "The column as it would be written in CSV, None where absent; from row `first` on, at "
           "most so many.\n\n"
           "Raises:\n    NotFound: no such column.\n    InvalidArgument: its values cannot be "
           "written.")
      .def("_seconds", &seconds_of, py::arg("column"), "Days in seconds, for `to_pandas`.")
      .def("_integers", &integers_of, py::arg("column"),
           "Whole numbers or booleans, and which are absent or None, for `to_pandas`.")
      .def(
          "__arrow_c_stream__",
          [](const Frame& self, const py::object&) { return stream_capsule(self.to_arrow()); },
          py::arg("requested_schema") = py::none(),
          "The table as an Arrow stream, sharing its memory. A requested schema is not followed, "
          "as "
          "the protocol\nallows.")
      .def("__repr__", [](const Frame& self) {
        return "<Frame rows=" + std::to_string(self.rows()) +
               " columns=" + std::to_string(self.columns().size()) + ">";
      });
  const auto read_rows = [](const py::object& data, std::optional<Date> recorded_on,
                            std::optional<PlanHistory> plan,
                            std::map<std::string, std::string> columns,
                            std::vector<std::string> missing, const std::optional<Text>& decimal,
                            const std::optional<Text>& letter_t, const CancelArgument& cancel) {
    const Frame frame = [&data] {
      try {
        return frame_of(data);
      } catch (const InvalidArgument& error) {
        throw InvalidArgument(std::string{"evidence_from_frame: "} + error.what());
      }
    }();
    const EvidenceTableOptions options =
        table_options(std::move(plan), std::move(columns), std::move(missing), decimal, letter_t);
    const py::gil_scoped_release release;
    return read_evidence_frame(frame, recorded_on, cancel.cancel, options);
  };
  module.def("_evidence_rows_of_frame", read_rows, py::arg("data"), py::kw_only(),
             py::arg("recorded_on") = py::none(), py::arg("plan") = py::none(),
             py::arg("columns") = py::dict{}, py::arg("missing") = py::tuple{},
             py::arg("decimal") = py::none(), py::arg("letter_t") = py::none(),
             py::arg("cancel") = py::none(),
             "`evidence_from_frame` without warnings, for whoever says the problems otherwise.");
  module.def(
      "evidence_from_frame",
      [read_rows](const py::object& data, std::optional<Date> recorded_on,
                  std::optional<PlanHistory> plan, std::map<std::string, std::string> columns,
                  std::vector<std::string> missing, const std::optional<Text>& decimal,
                  const std::optional<Text>& letter_t, const CancelArgument& cancel) {
        EvidenceRows rows = read_rows(data, recorded_on, std::move(plan), std::move(columns),
                                      std::move(missing), decimal, letter_t, cancel);
        warn_of_left_out("evidence_from_frame", rows, 0);
        return rows;
      },
      py::arg("data"), py::kw_only(), py::arg("recorded_on") = py::none(),
      py::arg("plan") = py::none(), py::arg("columns") = py::dict{},
      py::arg("missing") = py::tuple{}, py::arg("decimal") = py::none(),
      py::arg("letter_t") = py::none(), py::arg("cancel") = py::none(),
      "Evidence from a data frame, or a mapping of columns: one entry a row, columns by the names "
      "of "
      "an Entry's\nfields (docs/guide/evidence_csv.md), each of whatever type holds it.\n\n"
      "A row that is not sound becomes a Problem, and the others are read; `lines` and places "
      "count "
      "rows and\ncolumns from 1. Takes the arguments of `evidence_from_csv` but "
      "`encoding`.\n\nWarns:\n    "
      "UserWarning: once of the "
      "rows that are left out, and once of those that are kept with a doubt.\n\nRaises:\n    "
      "InvalidArgument: it is no table.\n    "
      "ParseError: no column is known.\n    Cancelled: `cancel`, asked every 10 ms, answered yes.");
}

}  // namespace actionplan::bindings
