// SPDX-License-Identifier: Apache-2.0
#include "register.hpp"
#include "values.hpp"

namespace actionplan::bindings {

SerialEpoch to_serial_epoch(std::optional<int> year) {
  constexpr int first = 1900;
  constexpr int of_old_macs = 1904;
  if (!year) return SerialEpoch::none;
  if (*year == first) return SerialEpoch::year_1900;
  if (*year == of_old_macs) return SerialEpoch::year_1904;
  throw InvalidArgument("Spreadsheets count days from 1900 or 1904, not from " +
                        std::to_string(*year) + "; give one of the two.");
}

namespace {

void add_deadline_rules(py::module_& module) {
  Class<DeadlineRule> rule{module, "DeadlineRule",
                           "A rule of the reader of deadline texts: what is read and what is "
                           "assumed, with examples,\nwhich are its tests."};
  Class<DeadlineRule::Example>{
      rule, "Example",
      "A text and how it is read with its title and indicator, and no other context; days in ISO "
      "form\nor empty. `from_plan` says which plan has this wording, or \"made\"."}
      .def_property_readonly("text", field<&DeadlineRule::Example::text>(),
                             "A whole part of a text.")
      .def_property_readonly("kind", field<&DeadlineRule::Example::kind>(),
                             "The kind that is read.")
      .def_property_readonly("start", field<&DeadlineRule::Example::start>(), "ISO or empty.")
      .def_property_readonly("due", field<&DeadlineRule::Example::due>(), "ISO or empty.")
      .def_property_readonly("edtf", field<&DeadlineRule::Example::edtf>(),
                             "The date that is read, as EDTF.")
      .def_property_readonly("from_plan", field<&DeadlineRule::Example::from>(),
                             "Which plan has this wording, or `made`.")
      .def_property_readonly("cadence", field<&DeadlineRule::Example::cadence>(),
                             "The cadence, or empty.")
      .def_property_readonly("title", field<&DeadlineRule::Example::title>(),
                             "The measure's title, or empty.")
      .def_property_readonly("indicator_text", field<&DeadlineRule::Example::indicator_text>(),
                             "The measure's indicator text, or empty.")
      .def("__repr__", [](const py::object& self) {
        return sketch(self, {"text", "kind", "start", "due"});
      });
  rule.def_property_readonly("id", field<&DeadlineRule::id>(), "Its code.")
      .def_property_readonly("meaning", field<&DeadlineRule::meaning>(),
                             "What is read and what is assumed.")
      .def_property_readonly("examples", tuple_of<&DeadlineRule::examples>(),
                             "Texts that it reads.")
      .def("__repr__", [](const py::object& self) {
        return sketch(self, {"id", "meaning"});
      });
  module.def(
      "deadline_rules", [] { return to_tuple(deadline_rules(), py::none()); },
      "tuple of every DeadlineRule, in the order tried. The first that fits the text reads it; the "
      "last ones amend\nwhat was read by what else the measure says, and say so by the assumption "
      "of their id.");
  module.def(
      "read_deadline",
      [](const Text& text, std::optional<Date> adopted_on,
         const std::optional<PeriodOrText>& plan_period, const Text& title,
         const Text& indicator_text, const Text& language, const std::optional<DateSettings>& dates,
         const Text& likely_language, std::optional<int> year, std::optional<int> serial_epoch,
         const Deadline* row_above, bool is_gregorian, const Text& legend) {
        DeadlineContext context;
        context.language = language.value;
        if (dates) context.dates = &*dates;
        context.adopted_on = adopted_on;
        if (plan_period) context.plan_period = plan_period->value;
        context.title = title.value;
        context.indicator_text = indicator_text.value;
        context.likely_language = likely_language.value;
        context.year = year;
        context.serial_epoch = to_serial_epoch(serial_epoch);
        context.row_above = row_above;
        context.is_gregorian = is_gregorian;
        context.legend = legend.value;
        return read_deadline(text.value, context);
      },
      py::arg("text"), py::kw_only(), py::arg("adopted_on") = py::none(),
      py::arg("plan_period") = py::none(), py::arg("title") = "", py::arg("indicator_text") = "",
      py::arg("language") = "", py::arg("dates") = py::none(), py::arg("likely_language") = "",
      py::arg("year") = py::none(), py::arg("serial_epoch") = py::none(),
      py::arg("row_above") = py::none(), py::arg("is_gregorian") = false, py::arg("legend") = "",
      "How a deadline text is read. Never fails: a text without a date is of kind `no_date`, with\n"
      "a `reason`; one that is not understood whole is `unread`, with a `candidate`.\n\n"
      "Args:\n"
      "    text: Of the deadline, at most 4096 bytes.\n"
      "    adopted_on: Of the plan, for \"within 3 months of adoption\".\n"
      "    plan_period: Window of a recurring or standing duty without its own.\n"
      "    title: Of the measure; \"quarterly reports\" tells a cadence.\n"
      "    indicator_text: Of the measure; likewise.\n"
      "    language: BCP 47 tag of the text; empty: told from its words.\n"
      "    dates: What the text may lean on (DateSettings).\n"
      "    likely_language: Of the document; tried first.\n"
      "    year: That title or header gives, for \"31 March\".\n"
      "    serial_epoch: 1900 or 1904, where a bare 43465 is a day as a spreadsheet stores it.\n"
      "    row_above: What \"-//-\" and \"idem\" stand for.\n"
      "    is_gregorian: Years in Nepali, Thai, Amharic or Persian are Gregorian ones.\n"
      "    legend: Lines of the document that say what its \"short term\" is.");
  Class<DeadlineLanguage>{
      module, "DeadlineLanguage",
      "A language that deadline texts are read in, and how many words of it are known."}
      .def_property_readonly("code", field<&DeadlineLanguage::code>(), "Its ISO 639 code.")
      .def_property_readonly("plan_words", field<&DeadlineLanguage::plan_words>(),
                             "Forms of words beyond the calendar; 0: months, quarters, years.")
      .def_property_readonly("calendar_words", field<&DeadlineLanguage::calendar_words>(),
                             "Forms of months, quarters, weekdays and units.")
      .def("__repr__", [](const py::object& self) {
        return sketch(self, {"code", "plan_words", "calendar_words"});
      });
  module.def(
      "deadline_languages", [] { return to_tuple(deadline_languages(), py::none()); },
      "tuple of every DeadlineLanguage, by code; one without plan words has months, quarters and\n"
      "years.");
}

void add_indicator_rules(py::module_& module) {
  Class<IndicatorPart> part{module, "IndicatorPart",
                            "One typed part of an indicator text; `rule` is the id of the "
                            "rule that gave the kind."};
  part.def_property_readonly("kind", field<&IndicatorPart::kind>(), "The kind that is read.")
      .def_property_readonly("span", field<&IndicatorPart::span>(),
                             "In code points of the whole text, white space already collapsed.")
      .def_property_readonly("rule", field<&IndicatorPart::rule>(),
                             "Id of the rule that gave the kind.")
      .def(py::self == py::self)
      .def("__repr__", [](const py::object& self) {
        return sketch(self, {"kind", "span", "rule"});
      });
  Class<IndicatorRule> rule{module, "IndicatorRule",
                            "A rule of the reader of indicator texts: what the wording "
                            "promises, with examples, which are\nits tests."};
  Class<IndicatorRule::Example>{rule, "Example",
                                "A whole part; `from_plan` says which plan has this wording, "
                                "or \"made\"."}
      .def_property_readonly("text", field<&IndicatorRule::Example::text>(),
                             "A whole part of a text.")
      .def_property_readonly("from_plan", field<&IndicatorRule::Example::from>(),
                             "Which plan has this wording, or `made`.")
      .def("__repr__", [](const py::object& self) { return sketch(self, {"text"}); });
  rule.def_property_readonly("id", field<&IndicatorRule::id>(), "Its code.")
      .def_property_readonly("kind", field<&IndicatorRule::kind>(), "The kind that is read.")
      .def_property_readonly("meaning", field<&IndicatorRule::meaning>(),
                             "What the wording promises.")
      .def_property_readonly("examples", tuple_of<&IndicatorRule::examples>(),
                             "Texts that it reads.")
      .def("__repr__", [](const py::object& self) {
        return sketch(self, {"id", "kind", "meaning"});
      });
  module.def(
      "indicator_rules", [] { return to_tuple(indicator_rules(), py::none()); },
      "tuple of every IndicatorRule, in the order tried; the first that fits gives a part its "
      "kind.");
  module.def(
      "read_indicators",
      [](const Text& text) {
        const std::vector<IndicatorPart> parts = read_indicators(text.value);
        py::tuple out(parts.size());
        for (std::size_t i = 0; i < parts.size(); ++i) out[i] = parts[i];
        return out;
      },
      py::arg("text"),
      "Splits an indicator text into typed parts: a tuple of IndicatorPart with rising, disjoint "
      "spans.\n\n"
      "Args:\n    text: With white space collapsed (`collapse_spaces`).");
}

}  // namespace

void register_read_rules(py::module_& module) {
  add_deadline_rules(module);
  add_indicator_rules(module);
}

}  // namespace actionplan::bindings
