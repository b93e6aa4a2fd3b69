// SPDX-License-Identifier: Apache-2.0
#include "register.hpp"
#include "values.hpp"

#include <actionplan/read/reading.hpp>

namespace actionplan::bindings {
namespace {

void add_span(py::module_& module) {
  py::class_<TraceSpan>{module, "TraceSpan",
                        "A stretch of one cell of a document, or of a block that is no table.\n\n"
                        "`cell` is the place of the cell or block; `begin` and `end` count code "
                        "points of its text; `target`\nis the id of the section or measure, or of "
                        "what is named the code of the Problem."}
      .def_readonly("cell", &TraceSpan::cell, "Of the cell or block.")
      .def_readonly("begin", &TraceSpan::begin, "Code points of its text, [begin, end).")
      .def_readonly("end", &TraceSpan::end, "The first code point after it.")
      .def_readonly("use", &TraceSpan::use, "What the stretch was used for.")
      .def_readonly("target", &TraceSpan::target,
                    "Id of the section or measure; of what is named, the code of the Problem.")
      .def_readonly("text", &TraceSpan::text, "The stretch itself.")
      .def("__repr__", [](const py::object& self) {
        return sketch(self, {"use", "target", "text"});
      });
}

void add_totals(py::module_& module) {
  py::class_<TextTotals> type{module, "TextTotals",
                              "How many code points of a document were used, named by Problems, or "
                              "left out by a rule (struck out,\nor white space between others): "
                              "`all == used + named + excluded`."};
  type.def(py::init([](std::size_t all, std::size_t used, std::size_t named, std::size_t excluded) {
             return TextTotals{all, used, named, excluded};
           }),
           py::arg("all") = 0, py::arg("used") = 0, py::arg("named") = 0, py::arg("excluded") = 0)
      .def_readonly("all", &TextTotals::all, "Code points in all.")
      .def_readonly("used", &TextTotals::used, "Those that became a part of the plan.")
      .def_readonly("named", &TextTotals::named, "Those that a Problem names.")
      .def_readonly("excluded", &TextTotals::excluded,
                    "Struck out, or white space between others.");
  as_value(type, {"all", "used", "named", "excluded"});
}

void add_extra(py::module_& module) {
  py::class_<ExtraText> type{module, "ExtraText", "A cell of `Measure.extra`, with its place."};
  type.def(py::init([](MeasureId measure, Text header, Text text, Place place) {
             return ExtraText{std::move(measure), std::move(header.value), std::move(text.value),
                              place};
           }),
           py::arg("measure"), py::arg("header"), py::arg("text"), py::arg("place") = Place{})
      .def_readonly("measure", &ExtraText::measure, "The id of the measure.")
      .def_readonly("header", &ExtraText::header, "Of the column, or the label.")
      .def_readonly("text", &ExtraText::text, "As the document has it.")
      .def_readonly("place", &ExtraText::place, "Of the text.");
  as_value(type, {"measure", "header", "text", "place"});
}

}  // namespace

void register_reading(py::module_& module) {
  add_span(module);
  add_totals(module);
  add_extra(module);
  py::class_<Reading>{module, "Reading",
                      "Everything that a document held.\n\n"
                      "`plan` has the problems of the reading; `profile` and `evidence` are what "
                      "the document itself says\nbeyond the plan; `trace` has every code point of "
                      "its text in exactly one TraceSpan, where it was\nasked for."}
      .def_readonly("plan", &Reading::plan, "With the problems of the reading.")
      .def_readonly("profile", &Reading::profile, "What the document itself says beyond the plan.")
      .def_property_readonly("evidence", tuple_of(&Reading::evidence),
                             "That the document itself held.")
      .def_property_readonly(
          "extra", tuple_of(&Reading::extra),
          "The cells of `Measure.extra`, in the order of the measures, with their places.")
      .def_readonly("mapping", &Reading::mapping,
                    "How the document was read: as a mapping it gives the same reading again.")
      .def_readonly("totals", &Reading::totals, "Of our own JSON, which is no document: none.")
      .def_readonly("document", &Reading::document,
                    "Of which it was read, where `keep_document` asks for it; else None.")
      .def_property_readonly(
          "trace", tuple_of(&Reading::trace),
          "Every code point of the document's text in exactly one span, in the order of the "
          "document; empty unless `ReadOptions::trace` asks for it.")
      .def("__repr__", [](const py::object& self) {
        return sketch(self, {"plan", "totals"});
      });
}

}  // namespace actionplan::bindings
