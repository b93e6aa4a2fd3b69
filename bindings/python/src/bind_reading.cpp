// SPDX-License-Identifier: Apache-2.0
#include "register.hpp"
#include "values.hpp"

#include <actionplan/read/reading.hpp>

namespace actionplan::bindings {
namespace {

void add_span(py::module_& module) {
  Class<TraceSpan>{module, "TraceSpan",
                   "A stretch of one cell of a document, or of a block that is no table.\n\n"
                   "`cell` is the place of the cell or block; `begin` and `end` count code "
                   "points of its text; `target`\nis the id of the section or measure, or of "
                   "what is named the code of the Problem."}
      .def_property_readonly("cell", field<&TraceSpan::cell>(), "Of the cell or block.")
      .def_property_readonly("begin", field<&TraceSpan::begin>(),
                             "Code points of its text, [begin, end).")
      .def_property_readonly("end", field<&TraceSpan::end>(), "The first code point after it.")
      .def_property_readonly("use", field<&TraceSpan::use>(), "What the stretch was used for.")
      .def_property_readonly(
          "target", field<&TraceSpan::target>(),
          "Id of the section or measure; of what is named, the code of the Problem.")
      .def_property_readonly("text", field<&TraceSpan::text>(),
                             "The stretch itself; of what is of persons nothing.")
      .def("__repr__", [](const py::object& self) {
        return sketch(self, {"use", "target", "text"});
      });
}

void add_totals(py::module_& module) {
  Class<TextTotals> type{module, "TextTotals",
                         "How many code points of a document were used, named by Problems, or "
                         "left out by a rule (struck out,\nor white space between others): "
                         "`all == used + named + excluded`."};
  type.def(py::init([](std::size_t all, std::size_t used, std::size_t named, std::size_t excluded) {
             return TextTotals{all, used, named, excluded};
           }),
           py::arg("all") = 0, py::arg("used") = 0, py::arg("named") = 0, py::arg("excluded") = 0)
      .def_property_readonly("all", field<&TextTotals::all>(), "Code points in all.")
      .def_property_readonly("used", field<&TextTotals::used>(),
                             "Those that became a part of the plan.")
      .def_property_readonly("named", field<&TextTotals::named>(), "Those that a Problem names.")
      .def_property_readonly("excluded", field<&TextTotals::excluded>(),
                             "Struck out, or white space between others.");
  as_value(type, {"all", "used", "named", "excluded"});
}

void add_extra(py::module_& module) {
  Class<ExtraText> type{module, "ExtraText", "A cell of `Measure.extra`, with its place."};
  type.def(py::init([](MeasureId measure, Text header, Text text, Place place) {
             return ExtraText{std::move(measure), std::move(header.value), std::move(text.value),
                              place};
           }),
           py::arg("measure"), py::arg("header"), py::arg("text"), py::arg("place") = Place{})
      .def_property_readonly("measure", field<&ExtraText::measure>(), "The id of the measure.")
      .def_property_readonly("header", field<&ExtraText::header>(), "Of the column, or the label.")
      .def_property_readonly("text", field<&ExtraText::text>(), "As the document has it.")
      .def_property_readonly("place", field<&ExtraText::place>(), "Of the text.");
  as_value(type, {"measure", "header", "text", "place"});
}

void add_contact(py::module_& module) {
  Class<Contact> type{module, "Contact",
                      "Whom a document names to ask about a measure: personal data, which no "
                      "plan, profile, entry, problem or\ntrace has, nor `repr` shows. Texts are "
                      "as they are written; what cannot be told apart is `person.contact`."};
  type.def(py::init([](MeasureId measure, Person person, Place place) {
             return Contact{std::move(measure), std::move(person), place};
           }),
           py::arg("measure"), py::arg("person"), py::arg("place") = Place{})
      .def_property_readonly("measure", field<&Contact::measure>(), "The id of the measure.")
      .def_property_readonly("person", field<&Contact::person>(),
                             "Name, position and how to reach the person.")
      .def_property_readonly("place", field<&Contact::place>(), "Of the first text.");
  as_value(type, {"measure", "person", "place"}, {"measure", "place"});
}

void add_appointments(py::module_& module) {
  module.def(
      "appointments",
      [](const Reading& reading, const Plan* plan, Date recorded_on,
         std::optional<Date> observed_on, Text reporter, ReporterType reporter_type,
         Text citation) {
        return appointments(reading, plan != nullptr ? *plan : reading.plan,
                            {recorded_on, observed_on, std::move(reporter.value), reporter_type,
                             std::move(citation.value)});
      },
      py::arg("reading"), py::arg("plan") = py::none(), py::kw_only(), py::arg("recorded_on"),
      py::arg("observed_on") = py::none(), py::arg("reporter") = "",
      py::arg("reporter_type") = ReporterType::implementer, py::arg("citation") = "",
      "The contacts of a reading as appointments, one for each in their order, for "
      "`Store.appoint_all`: nothing that is of\npersons enters a store unasked. The agency is the "
      "one "
      "that leads the measure, else the one that carries it\nout; of several, or where there is "
      "none, the entry has none, and is refused until it is given one.\n\n"
      "Args:\n"
      "    plan: As the store has it: that of the reading unless given, or `Amendment.plan`.\n"
      "    recorded_on: Day on which they are entered.\n"
      "    observed_on: Day of which the document speaks.\n"
      "    reporter: Who says so; empty: the bodies that carry the measure out.\n"
      "    reporter_type: What kind of body that is.\n"
      "    citation: URL or citation of the document; empty: the plan's title.\n\n"
      "Raises:\n    InvalidArgument: `plan` has not as many measures.");
}

}  // namespace

void register_reading(py::module_& module) {
  add_span(module);
  add_totals(module);
  add_extra(module);
  add_contact(module);
  Class<Reading>{module, "Reading",
                 "Everything that a document held.\n\n"
                 "`plan` has the problems of the reading; `profile` and `evidence` are what "
                 "the document itself says\nbeyond the plan; `trace` has every code point of "
                 "its text in exactly one TraceSpan, where it was\nasked for."}
      .def_property_readonly("plan", field<&Reading::plan>(), "With the problems of the reading.")
      .def_property_readonly("profile", field<&Reading::profile>(),
                             "What the document itself says beyond the plan.")
      .def_property_readonly("evidence", tuple_of<&Reading::evidence>(),
                             "That the document itself held.")
      .def_property_readonly(
          "extra", tuple_of<&Reading::extra>(),
          "The cells of `Measure.extra`, in the order of the measures, with their places.")
      .def_property_readonly("contacts", tuple_of<&Reading::contacts>(),
                             "Whom it names to ask about measures, in their order: nowhere else.")
      .def_property_readonly(
          "mapping", field<&Reading::mapping>(),
          "How the document was read: as a mapping it gives the same reading again.")
      .def_property_readonly("totals", field<&Reading::totals>(),
                             "Of our own JSON, which is no document: none.")
      .def_property_readonly("document", field<&Reading::document>(),
                             "Of which it was read, where `keep_document` asks for it; else None.")
      .def_property_readonly(
          "trace", tuple_of<&Reading::trace>(),
          "Every code point of the document's text in exactly one span, in the order of the "
          "document; empty unless `ReadOptions::trace` asks for it.")
      .def("__repr__", [](const py::object& self) {
        return sketch(self, {"plan", "totals"});
      });
  add_appointments(module);
}

}  // namespace actionplan::bindings
