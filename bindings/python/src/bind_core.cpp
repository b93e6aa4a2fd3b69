// SPDX-License-Identifier: Apache-2.0
#include "register.hpp"
#include "values.hpp"

#include <functional>

namespace actionplan::bindings {
namespace {

void add_place(py::module_& module) {
  Class<Place> type{module, "Place",
                    "A place in a source. Lines and columns count from 1, columns in code "
                    "points; in a table of a\ndocument they are its row and column. Line 0 "
                    "means that the whole is meant. `part` counts sheets or\nfiles from 0, "
                    "`offset` the code points after the first of a cell."};
  type.def(py::init([](std::uint32_t line, std::uint32_t column, std::uint32_t part,
                       std::uint32_t offset) {
             return Place{line, column, part, offset};
           }),
           py::arg("line") = 0, py::arg("column") = 0, py::arg("part") = 0, py::arg("offset") = 0)
      .def_property_readonly("line", field<&Place::line>(),
                             "Counted from 1; 0 where the document has no lines.")
      .def_property_readonly("column", field<&Place::column>(), "In code points, counted from 1.")
      .def_property_readonly("part", field<&Place::part>(),
                             "Of the source (a sheet, a file), counted from 0.")
      .def_property_readonly("offset", field<&Place::offset>(),
                             "Code points after the first of the cell or block.")
      .def("is_known", &Place::is_known, "Is it a place, and not the whole text?")
      .def("__hash__",
           [](Place place) {
             return py::hash(py::make_tuple(place.line, place.column, place.part, place.offset));
           })
      .def(py::self < py::self)
      .def(py::self <= py::self)
      .def(py::self > py::self)
      .def(py::self >= py::self);
  as_value(type, {"line", "column", "part", "offset"});
}

// The whole sentence; `repr` shows the fields, and of a long text its beginning.
std::string sentence_of(const Problem& problem) {
  std::string out = std::string{to_string(problem.severity)} + " " + problem.code;
  if (problem.place.line != 0) {
    out += ", line " + std::to_string(problem.place.line) + ", column " +
           std::to_string(problem.place.column);
  }
  return out + ": " + problem.message;
}

void add_problem(py::module_& module) {
  Class<Problem> type{module, "Problem",
                      "One finding about input, as data: the rest of the input is read all "
                      "the same.\n\n"
                      "`code` is a stable word, `subject` the number or id of what it is "
                      "about (empty: the whole input)."};
  type.def(py::init([](Text code, Severity severity, Place place, Text message, Text subject) {
             return Problem{std::move(code.value), severity, place, std::move(message.value),
                            std::move(subject.value)};
           }),
           py::arg("code"), py::arg("severity") = Severity::warning, py::arg("place") = Place{},
           py::arg("message") = "", py::arg("subject") = "")
      .def_property_readonly("code", field<&Problem::code>(),
                             "Stable word in snake_case, e.g. `stray_character`.")
      .def_property_readonly(
          "severity", field<&Problem::severity>(),
          "Whether the item could not be used (error) or was used as it is (warning).")
      .def_property_readonly("place", field<&Problem::place>(),
                             "Where in the source; `Place{}` when about the whole.")
      .def_property_readonly("message", field<&Problem::message>(),
                             "A sentence: what, the value, what would mend it.")
      .def_property_readonly("subject", field<&Problem::subject>(),
                             "Number or id of the object it is about; empty: the whole input.");
  type.def("__str__", &sentence_of);
  as_value(type, {"code", "severity", "place", "message", "subject"});

  module.def("has_errors", &has_errors, py::arg("problems"),
             "Is any of the problems of severity `error`?");
}

void add_signature(py::module_& module) {
  Class<SignatureCheck> type{module, "SignatureCheck",
                             "The outcome of `check_signature`; true where it is `valid`."};
  type.def(py::init([](SignatureOutcome outcome, Text key_id, Text trusted_comment) {
             return SignatureCheck{outcome, std::move(key_id.value),
                                   std::move(trusted_comment.value)};
           }),
           py::arg("outcome"), py::arg("key_id") = "", py::arg("trusted_comment") = "")
      .def_property_readonly("outcome", field<&SignatureCheck::outcome>(), "What the check found.")
      .def_property_readonly("key_id", field<&SignatureCheck::key_id>(),
                             "Of the key that the signature names; 16 hexadecimal digits.")
      .def_property_readonly("trusted_comment", field<&SignatureCheck::trusted_comment>(),
                             "As it was signed; empty unless `outcome` is `valid`.")
      .def("is_valid", &SignatureCheck::is_valid, "Did the holder of the key sign these bytes?")
      .def("__bool__", &SignatureCheck::is_valid);
  as_value(type, {"outcome", "key_id", "trusted_comment"});

  module.def(
      "check_signature",
      [](const DocumentBytes& bytes, const DocumentBytes& signature,
         const DocumentBytes& public_key) {
        return check_signature(bytes.bytes, signature.bytes, public_key.bytes);
      },
      py::call_guard<py::gil_scoped_release>(), py::arg("bytes"), py::arg("signature"),
      py::arg("public_key"),
      "Did the holder of a key of minisign sign these bytes?\n\n"
      "`signature` is the content of the `.minisig` file, at most 16 KiB; `public_key` that of the "
      "`.pub` file, or\nits last line alone. Signatures of the bytes and of their BLAKE2b-512 "
      "digest "
      "are taken. The key must come\nfrom whom you trust, never from where the bytes came from.\n\n"
      "Raises:\n    ParseError: the signature or the key is none of minisign's.");
}

void add_period_makers(Class<Period>& type) {
  type.def_static("year", &Period::year, py::arg("year"), "1 January to 31 December.")
      .def_static("half", &Period::half, py::arg("year"), py::arg("half"), "Half 1 or 2 of a year.")
      .def_static("quarter", &Period::quarter, py::arg("year"), py::arg("quarter"),
                  "Quarter 1 to 4 of a year.")
      .def_static("month", &Period::month, py::arg("year"), py::arg("month"),
                  "Month 1 to 12 of a year.")
      .def_static(
          "parse", [](const Text& text) { return Period::parse(text.value); }, py::arg("text"),
          "Reads what `text()` writes: \"2016\", \"2016-2018\", \"2016H1\", \"2016Q1\", "
          "\"2016-03\", \"2016-03-15\",\n\"2016-01-05/2016-02-03\".\n\n"
          "Raises:\n    ParseError: the text is anything else.");
}

void add_period(py::module_& module) {
  Class<Period> type{module, "Period",
                     "A span of whole days, closed at both ends; never empty.\n\n"
                     "Ordered by first day, then last day. `day in period` and `other in "
                     "period` ask `contains`.\n\n"
                     "Raises:\n    InvalidArgument: `last` lies before `first`."};
  type.def(py::init<Date, Date>(), py::arg("first"), py::arg("last"));
  add_period_makers(type);
  type.def_property_readonly("first", &Period::first, "Its first day.")
      .def_property_readonly("last", &Period::last, "Its last day, which belongs to it.")
      .def("days", &Period::days, "How many days, first and last included.")
      .def("text", &Period::text, "Its shortest name, which `parse` reads back.")
      .def("edtf", &Period::edtf, "The same span in EDTF (ISO 8601-2).")
      .def("overlaps", &Period::overlaps, py::arg("other"), "Have both a day in common?");
  const auto contains_period = py::overload_cast<const Period&>(&Period::contains, py::const_);
  const auto contains_day = py::overload_cast<Date>(&Period::contains, py::const_);
  type.def("contains", contains_period, py::arg("other"), "Is the other period within this one?")
      .def("contains", contains_day, py::arg("day"), "Is the day within this period?")
      .def("__contains__", contains_period, py::arg("other"))
      .def("__contains__", contains_day, py::arg("day"))
      .def("__str__", &Period::text)
      .def("__hash__", std::hash<Period>{})
      .def(py::self < py::self)
      .def(py::self <= py::self)
      .def(py::self > py::self)
      .def(py::self >= py::self);
  as_value(type, {"first", "last"});
  add_method(type, "__repr__",
             [](const Period& self) { return "Period.parse('" + self.text() + "')"; });
}

}  // namespace

void register_core(py::module_& module) {
  module.def("version", &version, "The library's version, such as \"0.1.0\".");
  add_place(module);
  add_problem(module);
  add_signature(module);
  add_period(module);
  module.def(
      "fold", [](const Text& text) { return text::fold(text.value); }, py::arg("text"),
      "For comparing, never for showing: case folded, without diacritics, compatibility forms "
      "unified;\ndotted and dotless i are both \"i\".");
  module.def(
      "collapse_spaces", [](const Text& text) { return text::collapse_spaces(text.value); },
      py::arg("text"), "Trimmed, and every run of white space inside is one space.");
}

}  // namespace actionplan::bindings
