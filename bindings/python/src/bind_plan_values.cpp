// SPDX-License-Identifier: Apache-2.0
#include "register.hpp"
#include "values.hpp"

namespace actionplan::bindings {
namespace {

void add_agency(py::module_& module) {
  Class<Agency> type{module, "Agency",
                     "An organisation that a plan names.\n\n"
                     "`name` is the fullest spelling, `aliases` the others; a `collective` "
                     "agency is a class of bodies\n(\"central and local executive bodies\")."};
  type.def(py::init([](AgencyId id, Text name, std::vector<Text> aliases, bool collective,
                       std::optional<Date> valid_from, std::optional<Date> valid_to,
                       std::vector<AgencyId> successors) {
             return Agency{std::move(id),
                           std::move(name.value),
                           to_strings(std::move(aliases)),
                           collective,
                           valid_from,
                           valid_to,
                           std::move(successors)};
           }),
           py::arg("id"), py::arg("name") = "", py::arg("aliases") = py::tuple{},
           py::arg("collective") = false, py::arg("valid_from") = py::none(),
           py::arg("valid_to") = py::none(), py::arg("successors") = py::tuple{})
      .def_property_readonly("id", field<&Agency::id>(),
                             "Slug of the first name met, e.g. `ministry-of-justice`.")
      .def_property_readonly("name", field<&Agency::name>(), "The fullest spelling.")
      .def_property_readonly("aliases", tuple_of<&Agency::aliases>(),
                             "Other spellings met or supplied, without `name`.")
      .def_property_readonly("collective", field<&Agency::collective>(),
                             "A class of bodies: \"central and local executive bodies\".")
      .def_property_readonly("valid_from", field<&Agency::valid_from>(),
                             "First day it existed, if known.")
      .def_property_readonly("valid_to", field<&Agency::valid_to>(),
                             "Last day it existed, if it ended.")
      .def_property_readonly("successors", tuple_of<&Agency::successors>(),
                             "Who took over when it ended.");
  as_value(type, {"id", "name", "aliases", "collective", "valid_from", "valid_to", "successors"},
           {"id", "name"});
}

void add_assignment(py::module_& module) {
  Class<Assignment> type{module, "Assignment",
                         "One agency's part in one measure.\n\n"
                         "`agency` is the agency's id, `text` its name as written in the "
                         "plan."};
  type.def(py::init([](AgencyId agency, Role role, Force force, Discharge discharge, Text text) {
             return Assignment{std::move(agency), role, force, discharge, std::move(text.value)};
           }),
           py::arg("agency"), py::arg("role") = Role::implementer,
           py::arg("force") = Force::binding, py::arg("discharge") = Discharge::unstated,
           py::arg("text") = "")
      .def_property_readonly("agency", field<&Assignment::agency>(), "The id of the agency.")
      .def_property_readonly("role", field<&Assignment::role>(), "What the agency is to do.")
      .def_property_readonly("force", field<&Assignment::force>(),
                             "Whether it is bound or only recommended to.")
      .def_property_readonly("discharge", field<&Assignment::discharge>(),
                             "Who of several has to act for the duty to be done.")
      .def_property_readonly("text", field<&Assignment::text>(),
                             "The agency's name as written in the plan.");
  as_value(type, {"agency", "role", "force", "discharge", "text"}, {"agency", "role", "force"});
}

void add_indicator(py::module_& module) {
  Class<Span> span{module, "Span",
                   "A half-open stretch of a text, [begin, end), in code points:\n"
                   "`text[span.begin:span.end]`."};
  span.def(py::init([](std::uint32_t begin, std::uint32_t end) {
             return Span{begin, end};
           }),
           py::arg("begin") = 0, py::arg("end") = 0)
      .def_property_readonly("begin", field<&Span::begin>(),
                             "The first code point that belongs to it.")
      .def_property_readonly("end", field<&Span::end>(), "The first code point after it.")
      .def("__hash__", [](Span s) { return py::hash(py::make_tuple(s.begin, s.end)); });
  as_value(span, {"begin", "end"});

  Class<Indicator> type{module, "Indicator",
                        "One checkable part of a measure's indicator text, with its kind.\n\n"
                        "`text` is exactly the stretch `span` of the measure's "
                        "`indicator_text`."};
  type.def(py::init([](IndicatorId id, IndicatorKind kind, Text text, Span place) {
             return Indicator{std::move(id), kind, std::move(text.value), place};
           }),
           py::arg("id"), py::arg("kind"), py::arg("text"), py::arg("span"))
      .def_property_readonly("id", field<&Indicator::id>(),
                             "Measure id, slash, ordinal: `4.2.3/2`.")
      .def_property_readonly("kind", field<&Indicator::kind>(), "What has to be shown for it.")
      .def_property_readonly("text", field<&Indicator::text>(),
                             "Its words, exactly as the measure has them.")
      .def_property_readonly("span", field<&Indicator::span>(),
                             "Where they stand in the measure's `indicator_text`.");
  as_value(type, {"id", "kind", "text", "span"}, {"id", "kind", "text"});
}

void add_expected_report(py::module_& module) {
  Class<ExpectedReport> type{module, "ExpectedReport",
                             "One expected occurrence of a recurring deadline, such as the "
                             "report on a quarter.\n\n"
                             "It has a due day exactly when it has a `due_source`: who set "
                             "the day. `before_adoption` marks a\nperiod that ended before "
                             "the plan was adopted."};
  type.def(py::init([](PeriodOrText period, std::optional<Date> due,
                       std::optional<DueSource> due_source, bool before_adoption) {
             return ExpectedReport{period.value, due, due_source, before_adoption};
           }),
           py::arg("period"), py::arg("due") = py::none(), py::arg("due_source") = py::none(),
           py::arg("before_adoption") = false)
      .def_property_readonly("period", field<&ExpectedReport::period>(),
                             "What the report is about.")
      .def_property_readonly("due", field<&ExpectedReport::due>(),
                             "Has a value exactly when `due_source` has.")
      .def_property_readonly("due_source", field<&ExpectedReport::due_source>(),
                             "Who set the due day.")
      .def_property_readonly("before_adoption", field<&ExpectedReport::before_adoption>(),
                             "The period ended before the plan was adopted.");
  as_value(type, {"period", "due", "due_source", "before_adoption"});
}

// Exact wording has one form.
std::optional<Date> unless_same(std::optional<Date> latest, std::optional<Date> due) {
  return latest == due ? std::nullopt : latest;
}

// A copy with other values. An exact deadline stays exact when its due day is replaced, and the
// reason why there was no date goes with the kind `no_date`.
py::object replace_reading(const py::object& self, const py::kwargs& changes) {
  py::kwargs all{py::reinterpret_steal<py::dict>(PyDict_Copy(changes.ptr()))};
  const auto leave_out = [&all](const char* field) {
    if (!all.contains(field)) all[field] = py::none();
  };
  if (changes.contains("due") && self.attr("due_latest").equal(self.attr("due"))) {
    leave_out("due_latest");
  }
  if (changes.contains("kind") && py::hasattr(self, "reason")) {
    leave_out("reason");
    leave_out("candidate");
  }
  return replace_fields(self, all);
}

template <class T>
void use_replace_reading(Class<T>& type) {
  add_method(type, "replace", &replace_reading,
             "A copy in which the fields named by keyword have other values. An exact deadline "
             "stays exact when `due`\nis replaced; a reason and a candidate go with the kind.\n\n"
             "Raises:\n    TypeError: no such field, or a value of the wrong type.");
  type.attr("__replace__") = type.attr("replace");
}

void add_deadline_part(py::module_& module) {
  Class<DeadlinePart> type{module, "DeadlinePart",
                           "One dated part of a deadline of kind `several`: its words, the "
                           "first day of its window if it has\none, and its last."};
  type.def(py::init([](Text text, std::optional<Date> start, Date due,
                       std::optional<Date> due_latest, Text label, std::optional<double> target,
                       Text unit) {
             return DeadlinePart{std::move(text.value),
                                 start,
                                 due,
                                 unless_same(due_latest, due),
                                 std::move(label.value),
                                 target,
                                 std::move(unit.value)};
           }),
           py::arg("text"), py::arg("start"), py::arg("due"), py::arg("due_latest") = py::none(),
           py::arg("label") = "", py::arg("target") = py::none(), py::arg("unit") = "")
      .def_property_readonly("text", field<&DeadlinePart::text>(),
                             "The part's words in the deadline text.")
      .def_property_readonly("start", field<&DeadlinePart::start>(),
                             "First day of its window, if it has one.")
      .def_property_readonly("due", field<&DeadlinePart::due>(), "Its last day.")
      .def_property_readonly(
          "due_latest", [](const DeadlinePart& part) { return part.due_latest.value_or(part.due); },
          "As of a deadline; None: `due`.")
      .def_property_readonly("label", field<&DeadlinePart::label>(),
                             "What the text calls the part: \"1.1\"; may be empty.")
      .def_property_readonly("target", field<&DeadlinePart::target>(),
                             "The value to be reached by then, where the text says one.")
      .def_property_readonly("unit", field<&DeadlinePart::unit>(),
                             "Of `target`: \"%\"; may be empty.");
  as_value(type, {"text", "start", "due", "due_latest", "label", "target", "unit"},
           {"text", "start", "due"});
  use_replace_reading(type);
}

void add_deadline_candidate(py::module_& module) {
  Class<DeadlineCandidate> type{
      module, "DeadlineCandidate",
      "A reading of a deadline text without the token that was not understood, for a person to "
      "accept into\nthe profile.\n\n"
      "`token` stands at `span` in the text; of kind `no_date` the rest names no date either. No "
      "verdict,\ncount, calendar or chart uses it."};
  type.def(py::init([](Text token, Span place, DeadlineKind kind, std::optional<Date> start,
                       std::optional<Date> due, std::optional<Date> due_latest, Text edtf,
                       std::optional<Cadence> cadence) {
             return DeadlineCandidate{
                 std::move(token.value), place,  kind, start, due, unless_same(due_latest, due),
                 std::move(edtf.value),  cadence};
           }),
           py::arg("token"), py::arg("span"), py::arg("kind") = DeadlineKind::no_date,
           py::arg("start") = py::none(), py::arg("due") = py::none(),
           py::arg("due_latest") = py::none(), py::arg("edtf") = "",
           py::arg("cadence") = py::none())
      .def_property_readonly("token", field<&DeadlineCandidate::token>(),
                             "As it stands in the text.")
      .def_property_readonly("span", field<&DeadlineCandidate::span>(),
                             "Where it stands in the text.")
      .def_property_readonly("kind", field<&DeadlineCandidate::kind>(),
                             "`no_date`: the rest names no date either.")
      .def_property_readonly("start", field<&DeadlineCandidate::start>(),
                             "The first day of its window, if it has one.")
      .def_property_readonly("due", field<&DeadlineCandidate::due>(),
                             "Its last day, if it has one.")
      .def_property_readonly(
          "due_latest",
          [](const DeadlineCandidate& self) {
            return self.due_latest ? self.due_latest : self.due;
          },
          "None: `due`.")
      .def_property_readonly("edtf", field<&DeadlineCandidate::edtf>(),
                             "The date as EDTF; empty without one.")
      .def_property_readonly("cadence", field<&DeadlineCandidate::cadence>(), "For `recurring`.")
      .def(
          "correction", [](const DeadlineCandidate& self) { return correction(self); },
          "The DeadlineCorrection that accepts it as it stands, for `MeasureProfile.deadline`.\n\n"
          "Raises:\n    InvalidArgument: the candidate has no date.");
  as_value(type, {"token", "span", "kind", "start", "due", "due_latest", "edtf", "cadence"},
           {"token", "kind", "start", "due"});
  use_replace_reading(type);
}

void add_deadline(py::module_& module) {
  Class<Deadline> type{module, "Deadline",
                       "A reading of a measure's deadline text.\n\n"
                       "`text` is the plan's. `start` and `due` are the first and the last "
                       "day, None where there is none;\n`edtf` says the same in EDTF; "
                       "`assumptions` are sentences on what the reading took for granted.\n"
                       "`parts` are for kind `several`, `cadence` and `expected_reports` for "
                       "kind `recurring`.\n\n"
                       "`due_latest` is the last day that vague words could mean, `due` where "
                       "they are exact: verdicts of\nlateness begin after it. `due_original` "
                       "is the first day of \"postponed from A to B\". `reason` says why a\n"
                       "deadline of kind `no_date` has no date, None of other kinds; where it "
                       "is `unread`, `candidate` may hold\nwhat was not understood. "
                       "`conditions` and `remarks` are texts, `language` is a BCP 47 tag."};
  type.def(py::init([](Text text, DeadlineKind kind, std::optional<Date> start,
                       std::optional<Date> due, Text edtf, std::optional<Cadence> cadence,
                       std::vector<Text> assumptions, std::vector<DeadlinePart> parts,
                       std::vector<ExpectedReport> reports, std::optional<Date> due_latest,
                       std::optional<Date> due_original, std::optional<NoDateReason> reason,
                       std::optional<DeadlineCandidate> candidate, std::vector<Text> conditions,
                       std::vector<Text> remarks, Text language) {
             Deadline made{std::move(text.value),
                           kind,
                           start,
                           due,
                           std::move(edtf.value),
                           cadence,
                           to_strings(std::move(assumptions)),
                           std::move(parts),
                           std::move(reports),
                           unless_same(due_latest, due),
                           due_original,
                           reason,
                           std::move(candidate),
                           to_strings(std::move(conditions)),
                           to_strings(std::move(remarks)),
                           std::move(language.value)};
             if (!made.reason) made.reason = no_date_reason(made);
             return made;
           }),
           py::arg("text") = "", py::arg("kind") = DeadlineKind::no_date,
           py::arg("start") = py::none(), py::arg("due") = py::none(), py::arg("edtf") = "",
           py::arg("cadence") = py::none(), py::arg("assumptions") = py::tuple{},
           py::arg("parts") = py::tuple{}, py::arg("expected_reports") = py::tuple{},
           py::arg("due_latest") = py::none(), py::arg("due_original") = py::none(),
           py::arg("reason") = py::none(), py::arg("candidate") = py::none(),
           py::arg("conditions") = py::tuple{}, py::arg("remarks") = py::tuple{},
           py::arg("language") = "")
      .def_property_readonly("text", field<&Deadline::text>(), "As written, white space collapsed.")
      .def_property_readonly("kind", field<&Deadline::kind>(), "How the text was read.")
      .def_property_readonly("start", field<&Deadline::start>(), "First day of the window, if any.")
      .def_property_readonly("due", field<&Deadline::due>(),
                             "Last day on which it is in time, if any.")
      .def_property_readonly("edtf", field<&Deadline::edtf>(),
                             "The same in EDTF (ISO 8601-2); may be empty.")
      .def_property_readonly("cadence", field<&Deadline::cadence>(), "For `recurring`.")
      .def_property_readonly("assumptions", tuple_of<&Deadline::assumptions>(),
                             "Sentences: what the reading took for granted.")
      .def_property_readonly("parts", tuple_of<&Deadline::parts>(),
                             "For `several`, by due day; else empty.")
      .def_property_readonly("expected_reports", tuple_of<&Deadline::expected_reports>(),
                             "For `recurring`, by period; else empty.")
      .def_property_readonly("due_latest", &latest_due,
                             "Last day that a fair reader of vague words could mean "
                             "(\"mid-2018\"); None: `due`, since "
                             "the wording is exact. Verdicts of lateness begin after it.")
      .def_property_readonly("due_original", field<&Deadline::due_original>(),
                             "The first of two days: \"postponed from A to B\".")
      .def_property_readonly("reason", &no_date_reason, "For `no_date`; see `no_date_reason`.")
      .def_property_readonly("candidate", field<&Deadline::candidate>(),
                             "For `no_date` because of `unread`.")
      .def_property_readonly("conditions", tuple_of<&Deadline::conditions>(),
                             "Texts: \"subject to funding\".")
      .def_property_readonly("remarks", tuple_of<&Deadline::remarks>(),
                             "Texts that say nothing of the day.")
      .def_property_readonly("language", field<&Deadline::language>(),
                             "BCP 47 tag of the words it was read by; may be empty.");
  as_value(type,
           {"text", "kind", "start", "due", "edtf", "cadence", "assumptions", "parts",
            "expected_reports", "due_latest", "due_original", "reason", "candidate", "conditions",
            "remarks", "language"},
           {"text", "kind", "start", "due", "cadence"});
  use_replace_reading(type);
}

void add_report_due_rule(py::module_& module) {
  Class<ReportDueRule> type{module, "ReportDueRule",
                            "When expected reports fall due: so many months after the end of "
                            "the period they are about.\n\n"
                            "`months_in_year` is for cadences shorter than a year, "
                            "`months_year_end` for annual and longer ones;\n`reference` is "
                            "the law or standard that says so."};
  type.def(py::init([](Text name, Text reference, DueSource source, int in_year, int year_end) {
             return ReportDueRule{std::move(name.value), std::move(reference.value), source,
                                  in_year, year_end};
           }),
           py::arg("name") = "", py::arg("reference") = "", py::arg("source") = DueSource::user,
           py::arg("months_in_year") = 0, py::arg("months_year_end") = 0)
      .def_property_readonly("name", field<&ReportDueRule::name>(),
                             "Preset's name, or how a user calls it.")
      .def_property_readonly("reference", field<&ReportDueRule::reference>(),
                             "The text that says so: a law, a standard.")
      .def_property_readonly("source", field<&ReportDueRule::source>(),
                             "Where the rule is written.")
      .def_property_readonly("months_in_year", field<&ReportDueRule::months_in_year>(),
                             "For cadences shorter than a year.")
      .def_property_readonly("months_year_end", field<&ReportDueRule::months_year_end>(),
                             "For annual and longer cadences.");
  as_value(type, {"name", "reference", "source", "months_in_year", "months_year_end"});
}

void add_section(py::module_& module) {
  Class<Section> type{module, "Section",
                      "A numbered heading, at any depth.\n\n"
                      "`parent` is the id of the heading it stands under. `place` is where it "
                      "was read, and not part of\nequality."};
  type.def(py::init([](SectionId id, Text number, Text title, std::optional<SectionId> parent,
                       Place place) {
             return Section{std::move(id), std::move(number.value), std::move(title.value),
                            std::move(parent), place};
           }),
           py::arg("id"), py::arg("number") = "", py::arg("title") = "",
           py::arg("parent") = py::none(), py::arg("place") = Place{})
      .def_property_readonly("id", field<&Section::id>(),
                             "Its id, unique within the plan and kept over revisions.")
      .def_property_readonly("number", field<&Section::number>(),
                             "Label: \"4.1\"; empty for an unnumbered heading.")
      .def_property_readonly("title", field<&Section::title>(), "Without the number.")
      .def_property_readonly("parent", field<&Section::parent>(), "The heading it stands under.")
      .def_property_readonly("place", field<&Section::place>(),
                             "Where it was read; not part of equality.");
  as_value(type, {"id", "number", "title", "parent", "place"}, {"number", "title"});
}

void add_finance_item(py::module_& module) {
  Class<FinanceItem> type{
      module, "FinanceItem",
      "What a document says of a measure's money in one cell, or in one line of it.\n\n"
      "`amount` is the decimal number of the text times `scale`, in whole units of the currency, "
      "with at most 15\ndigits: 1500000.0 of \"1 500\" under \"thousand lei\"; None where the "
      "text holds none that can be told.\n`currency` is an ISO 4217 code, or the word or sign of "
      "the text where several are called so. `source` is\nwho pays. `total`: it adds up other "
      "items of the measure. Data: no verdict looks at it."};
  type.def(py::init([](Text header, Text text, std::optional<double> amount, Text currency,
                       std::int64_t scale, const std::optional<PeriodOrText>& period, Text source,
                       FinanceStage stage, bool total, bool published) {
             return FinanceItem{std::move(header.value),
                                std::move(text.value),
                                amount,
                                std::move(currency.value),
                                scale,
                                period ? std::optional{period->value} : std::nullopt,
                                std::move(source.value),
                                stage,
                                total,
                                published};
           }),
           py::arg("header"), py::arg("text") = "", py::arg("amount") = py::none(),
           py::arg("currency") = "", py::arg("scale") = 1, py::arg("period") = py::none(),
           py::arg("source") = "", py::arg("stage") = FinanceStage::planned,
           py::arg("total") = false, py::arg("published") = false)
      .def_property_readonly("header", field<&FinanceItem::header>(),
                             "Of the column, the outermost first, or the label.")
      .def_property_readonly("text", field<&FinanceItem::text>(), "As the document shows it.")
      .def_property_readonly("amount", field<&FinanceItem::amount>(),
                             "In whole units of the currency, scaled.")
      .def_property_readonly("currency", field<&FinanceItem::currency>(),
                             "ISO 4217 code, or a word or sign as written; empty: not said.")
      .def_property_readonly("scale", field<&FinanceItem::scale>(),
                             "What the number of the text was multiplied by.")
      .def_property_readonly("period", field<&FinanceItem::period>(), "That the money is of.")
      .def_property_readonly("source", field<&FinanceItem::source>(),
                             "Who pays, as written; empty: not said.")
      .def_property_readonly("stage", field<&FinanceItem::stage>(),
                             "`planned` where nothing else is said.")
      .def_property_readonly("total", field<&FinanceItem::total>(),
                             "Does it add up other items of the measure?")
      .def_property_readonly("published", field<&FinanceItem::published>(),
                             "Has somebody said that it may be published?");
  as_value(type,
           {"header", "text", "amount", "currency", "scale", "period", "source", "stage", "total",
            "published"},
           {"header", "text", "amount", "currency"});
}

void add_measure(py::module_& module) {
  Class<ExtraCell> cell{
      module, "ExtraCell",
      "What a document says of a measure in a column, or beside a label, of which no part of the "
      "plan is made.\n\nStores and publications keep those that are `published`; a ReadMapping "
      "says which are."};
  cell.def(py::init([](Text header, Text text, bool published) {
             return ExtraCell{std::move(header.value), std::move(text.value), published};
           }),
           py::arg("header"), py::arg("text") = "", py::arg("published") = false)
      .def_property_readonly("header", field<&ExtraCell::header>(), "Of the column, or the label.")
      .def_property_readonly("text", field<&ExtraCell::text>(), "As the document shows it.")
      .def_property_readonly("published", field<&ExtraCell::published>(),
                             "Has somebody said that it may be published?");
  as_value(cell, {"header", "text", "published"});
  add_finance_item(module);
  Class<Measure> type{
      module, "Measure",
      "One numbered promise. Texts are the plan's own, with white space "
      "collapsed.\n\n"
      "`id` is assigned once and kept, `number` is a label; `section` is the "
      "id of the innermost heading.\n`place` is where it was read; `extra` is what "
      "else stands with it, by header, `finance` its money. None of these is part of equality."};
  type.def(py::init([](MeasureId id, Text number, std::optional<SectionId> section, Text title,
                       Text indicator_text, std::vector<Indicator> indicators, Text assignment_text,
                       std::vector<Assignment> assignments, const Deadline& deadline, Place place,
                       std::vector<ExtraCell> extra, std::vector<FinanceItem> finance) {
             return Measure{std::move(id),
                            std::move(number.value),
                            std::move(section),
                            std::move(title.value),
                            std::move(indicator_text.value),
                            std::move(indicators),
                            std::move(assignment_text.value),
                            std::move(assignments),
                            deadline,
                            place,
                            std::move(extra),
                            std::move(finance)};
           }),
           py::arg("id"), py::arg("number") = "", py::arg("section") = py::none(),
           py::arg("title") = "", py::arg("indicator_text") = "",
           py::arg("indicators") = py::tuple{}, py::arg("assignment_text") = "",
           py::arg("assignments") = py::tuple{}, py::arg("deadline") = Deadline{},
           py::arg("place") = Place{}, py::arg("extra") = py::tuple{},
           py::arg("finance") = py::tuple{})
      .def_property_readonly("id", field<&Measure::id>(),
                             "Assigned once, kept over revisions; never repeats.")
      .def_property_readonly("number", field<&Measure::number>(),
                             "Label: \"4.1.3\"; may be empty, or repeat.")
      .def_property_readonly(
          "label", [](const Measure& self) { return label(self); },
          "What to call it among others: its number where that is its id too, "
          "\"3 (3#2)\" where its id is\nanother, its id where it has no number.")
      .def_property_readonly("section", field<&Measure::section>(),
                             "The innermost heading it stands under.")
      .def_property_readonly("title", field<&Measure::title>(), "\"Name of measure\".")
      .def_property_readonly("indicator_text", field<&Measure::indicator_text>(),
                             "\"Evaluation indicator\", whole.")
      .def_property_readonly("indicators", tuple_of<&Measure::indicators>(),
                             "Its checkable parts, by span.")
      .def_property_readonly("assignment_text", field<&Measure::assignment_text>(),
                             "\"Implementing agencies\", whole.")
      .def_property_readonly("assignments", tuple_of<&Measure::assignments>(),
                             "In the order written.")
      .def_property_readonly("deadline", field<&Measure::deadline>(),
                             "What was read of its deadline.")
      .def_property_readonly("place", field<&Measure::place>(),
                             "Where it was read; not part of equality.")
      .def_property_readonly("extra", tuple_of<&Measure::extra>(),
                             "What else stands with it, by header, as ExtraCell.")
      .def_property_readonly("finance", tuple_of<&Measure::finance>(),
                             "What the document says of its money, as FinanceItem.")
      .def("force", &force,
           "The strongest force among its assignments: `recommended` where all of them are only\n"
           "recommended, None where there is none.");
  as_value(type,
           {"id", "number", "section", "title", "indicator_text", "indicators", "assignment_text",
            "assignments", "deadline", "place", "extra", "finance"},
           {"number", "title"});
}

void add_deadline_functions(py::module_& module) {
  module.def(
      "report_due_presets", [] { return to_tuple(report_due_presets(), py::none()); },
      "The named rules for due days of reports, by name.\n\n"
      "`open_budget_survey`: reports within a year 3 months, year-end reports 12 months after the "
      "period;\n`open_budget_survey_audit`: 18 months.");
  module.def(
      "report_due_preset", [](const Text& name) { return report_due_preset(name.value); },
      py::arg("name"), "The preset of this name.\n\nRaises:\n    NotFound: there is none.");
  module.def("months", &months, py::arg("cadence"), "Months from one occurrence to the next.");
  module.def(
      "expected_reports",
      [](const PeriodOrText& window, Cadence cadence, std::optional<Date> adopted_on,
         const std::optional<RuleOrName>& rule) {
        const std::vector<ExpectedReport> reports =
            expected_reports(window.value, cadence, adopted_on, rule ? &rule->value : nullptr);
        py::tuple out(reports.size());
        for (std::size_t i = 0; i < reports.size(); ++i) out[i] = reports[i];
        return out;
      },
      py::arg("window"), py::arg("cadence"), py::arg("adopted_on") = py::none(),
      py::arg("rule") = py::none(),
      "The reports expected within a window: one for each calendar period of the cadence that ends "
      "in it.\n\n"
      "Those that ended before `adopted_on` are marked. They have due days only with a rule.\n\n"
      "Raises:\n    InvalidArgument: more than 600 would be expected, or a due day out of range.");
  module.def(
      "with_report_due",
      [](const Deadline& deadline, const RuleOrName& rule) {
        return with_report_due(deadline, rule.value);
      },
      py::arg("deadline"), py::arg("rule"),
      "The same deadline with due days of its expected reports set by the rule, and its own moved "
      "to the\nlater of its window's end and the last report's due day.");
}

void add_assumptions(py::module_& module) {
  Class<AssumptionPattern>{module, "AssumptionPattern",
                           "A sentence that the library states as an assumption of a deadline, "
                           "with named places in braces:\n\"Due on the last day of the "
                           "window: {day}.\"."}
      .def_property_readonly("id", field<&AssumptionPattern::id>(),
                             "Its code, by which programs tell it.")
      .def_property_readonly("text", field<&AssumptionPattern::text>(),
                             "The sentence, with a place for each value.")
      .def("__repr__", [](const py::object& self) {
        return sketch(self, {"id", "text"});
      });
  Class<Assumption>{module, "Assumption",
                    "A sentence told apart: the pattern that it follows, and what stands in "
                    "each place, by name."}
      .def_property_readonly("pattern", field<&Assumption::pattern>(), "Which assumption it is.")
      .def_property_readonly(
          "values",
          [](const Assumption& self) {
            py::dict out;
            for (const auto& [name, value] : self.values) {
              out[py::str(name)] = py::str(value);
            }
            return out;
          },
          "Name and value, in their order.")
      .def("__repr__", [](const py::object& self) {
        return sketch(self, {"pattern", "values"});
      });
  module.def(
      "assumption_patterns", [] { return to_tuple(assumption_patterns(), py::none()); },
      "tuple of every AssumptionPattern, in the order in which sentences are matched to them.");
  module.def(
      "find_assumption", [](const Text& sentence) { return find_assumption(sentence.value); },
      py::arg("sentence"),
      "Tells a sentence of `Deadline.assumptions` apart, so that it can be said in another "
      "language.\n\n"
      "None where the library did not make it: plans given as JSON may assume in words of their "
      "own.");
}

}  // namespace

void register_plan_values(py::module_& module) {
  add_agency(module);
  add_assignment(module);
  add_indicator(module);
  add_expected_report(module);
  add_deadline_part(module);
  add_deadline_candidate(module);
  add_deadline(module);
  add_report_due_rule(module);
  add_section(module);
  add_measure(module);
  add_deadline_functions(module);
  add_assumptions(module);
}

}  // namespace actionplan::bindings
