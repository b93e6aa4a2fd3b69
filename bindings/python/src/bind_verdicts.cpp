// SPDX-License-Identifier: Apache-2.0
// The verdicts of an assessment: on reports, indicators and measures, and what explains them.
#include "assessed_measure.hpp"
#include "measure_key.hpp"
#include "register.hpp"
#include "values.hpp"

#include <memory>

namespace actionplan::bindings {
namespace {

void add_reports(py::module_& module) {
  Class<ReportAssessment>{module, "ReportAssessment",
                          "One expected report on the day of an assessment.\n\n"
                          "`status` is `upcoming` before its period, `open` while it runs, "
                          "then by its due day `open`, `due_soon`\nor `unreported`; `no_date` "
                          "when the period is over and no source says when the report is due.\n"
                          "One `before_adoption` is listed, and not counted."}
      .def_property_readonly("period", field<&ReportAssessment::period>(),
                             "The period that the report speaks of.")
      .def_property_readonly(
          "due", field<&ReportAssessment::due>(),
          "The last day on which it is on time, or None where no source says one.")
      .def_property_readonly("due_source", field<&ReportAssessment::due_source>(),
                             "Who set the due day.")
      .def_property_readonly("before_adoption", field<&ReportAssessment::before_adoption>(),
                             "Listed, and not counted.")
      .def_property_readonly(
          "status", field<&ReportAssessment::status>(),
          "In silence `upcoming` before its period, `open` while it runs, then by its due day "
          "`open`, `due_soon` or `unreported`; `no_date` when no source says when it is due. "
          "Received: `done_on_time`, `done_late` or `done_timing_unknown`. Seen to be missing "
          "after "
          "its due day: `overdue`.")
      .def_property_readonly(
          "received", field<&ReportAssessment::received>(),
          "When the evidence that it exists became true; None where there is none.")
      .def_property_readonly("evidence", tuple_of<&ReportAssessment::evidence>(),
                             "The entries that speak of its period.")
      .def(py::self == py::self)
      .def("__repr__", [](const py::object& self) {
        return sketch(self, {"period", "due", "status"});
      });
  Class<ReportCounts>{module, "ReportCounts",
                      "Counts of a measure's expected reports.\n\n"
                      "`expected` are those whose period has ended and that were not before "
                      "adoption; `missing` names those\nof which nothing was received; "
                      "`on_time` is None unless every expected one has a due source."}
      .def_property_readonly(
          "expected", field<&ReportCounts::expected>(),
          "Reports on periods that have ended, without those that ended before adoption.")
      .def_property_readonly("received", field<&ReportCounts::received>(),
                             "How many of the expected were received.")
      .def_property_readonly("on_time", field<&ReportCounts::on_time>(),
                             "Only where every expected one has a due source.")
      .def_property_readonly("missing", tuple_of<&ReportCounts::missing>(),
                             "The periods of the expected of which nothing was received.")
      .def("__repr__", [](const py::object& self) {
        return sketch(self, {"expected", "received", "on_time"});
      });
}

void add_indicators(py::module_& module) {
  Class<PeriodCounts>{
      module, "PeriodCounts",
      "Counts of the periods for which an indicator's cadence expects a value or a report.\n\n"
      "`expected` are those that have ended and that had not ended before adoption; `missing` "
      "names those\nof which nothing was received."}
      .def_property_readonly("expected", field<&PeriodCounts::expected>(),
                             "Periods that have ended, without those that ended before adoption.")
      .def_property_readonly("received", field<&PeriodCounts::received>(),
                             "How many of the expected were received.")
      .def_property_readonly("missing", tuple_of<&PeriodCounts::missing>(),
                             "The expected periods of which nothing was received.")
      .def("__repr__", [](const py::object& self) {
        return sketch(self, {"expected", "received"});
      });
  Class<IndicatorAssessment>{
      module, "IndicatorAssessment",
      "One indicator on the day of an assessment.\n\n"
      "`value` is joined over periods and parts, `progress` the share of the way from baseline to "
      "target,\n`expected` what was expected by the day that the value speaks of; `periods` counts "
      "those that its cadence\nexpects, and is None without one; `evidence` the ids of the entries "
      "used."}
      .def_property_readonly("id", field<&IndicatorAssessment::id>(), "The id of the indicator.")
      .def_property_readonly("kind", field<&IndicatorAssessment::kind>(),
                             "The kind of the indicator.")
      .def_property_readonly("status", field<&IndicatorAssessment::status>(), "The verdict on it.")
      .def_property_readonly("reasons", field<&IndicatorAssessment::reasons>(),
                             "Codes of what the verdict rests on, in a fixed order.")
      .def_property_readonly("value", field<&IndicatorAssessment::value>(),
                             "Joined over periods and parts, in the indicator's unit.")
      .def_property_readonly("target", field<&IndicatorAssessment::target>(),
                             "To be reached at the end.")
      .def_property_readonly("progress", field<&IndicatorAssessment::progress>(),
                             "Share of the way from baseline to target.")
      .def_property_readonly("expected", field<&IndicatorAssessment::expected>(),
                             "By the day that the value speaks of.")
      .def_property_readonly("target_set_by", field<&IndicatorAssessment::target_set_by>(),
                             "Who set the target.")
      .def_property_readonly("periods", field<&IndicatorAssessment::periods>(),
                             "None: it has no cadence.")
      .def_property_readonly("evidence", tuple_of<&IndicatorAssessment::evidence>(),
                             "The entries used.")
      .def("__repr__", [](const py::object& self) {
        return sketch(self, {"id", "kind", "status", "value", "target", "reasons"});
      });
  Class<RatingAssessment>{module, "RatingAssessment",
                          "A named rater's word on a measure (`indicator` is None) or on one "
                          "of its indicators."}
      .def_property_readonly("entry", field<&RatingAssessment::entry>(),
                             "The id of the entry that holds the rating.")
      .def_property_readonly("reporter", field<&RatingAssessment::reporter>(),
                             "The name of the rater.")
      .def_property_readonly("reporter_type", field<&RatingAssessment::reporter_type>(),
                             "What kind of body the rater is.")
      .def_property_readonly(
          "completion", field<&RatingAssessment::completion>(),
          "The code of completion that the rater gave; None: `text` has no code, and decides "
          "nothing.")
      .def_property_readonly("text", field<&RatingAssessment::text>(),
                             "The rater's own words; may be empty.")
      .def_property_readonly("indicator", field<&RatingAssessment::indicator>(),
                             "None: the measure as a whole.")
      .def_property_readonly("rated_on", field<&RatingAssessment::rated_on>(),
                             "When it became true.")
      .def("__repr__", [](const py::object& self) {
        return sketch(self,
                      {"reporter", "reporter_type", "completion", "text", "indicator", "rated_on"});
      });
}

void add_explanations(py::module_& module) {
  Class<UsedEntry>{module, "UsedEntry", "An entry and what became of it in a verdict."}
      .def_property_readonly("id", field<&UsedEntry::id>(), "The id of the entry.")
      .def_property_readonly("use", field<&UsedEntry::use>(),
                             "Whether it was used, or why it was set aside.")
      .def("__repr__", [](const py::object& self) {
        return show(self, {"id", "use"});
      });
  Class<IndicatorTerm>{module, "IndicatorTerm",
                       "One thing that an indicator is measured by, in one version of the "
                       "plan and its profile."}
      .def_property_readonly(
          "name", field<&IndicatorTerm::name>(),
          "As a profile calls it: \"target\", \"baseline\", \"direction\", "
          "\"aggregation\", \"unit\", ...; or \"text\", the words of the plan; or "
          "\"input\", that there is an indicator\nwhich its formula takes, and "
          "\"input_unit\", \"input_aggregation\", ..., what that one's values hang on.")
      .def_property_readonly("text", field<&IndicatorTerm::text>(),
                             "A word of the profile, or the number; of an input its id first.")
      .def_property_readonly("number", field<&IndicatorTerm::number>(),
                             "Where it is one; of a target what is reached in all by then.")
      .def_property_readonly("due", field<&IndicatorTerm::due>(),
                             "Of a target with a day of its own: that day.")
      .def_property_readonly("set_by", field<&IndicatorTerm::set_by>(), "Who set it.")
      .def("__repr__", [](const py::object& self) {
        return sketch(self, {"name", "text", "due", "set_by"});
      });
  Class<TermDifference>{module, "TermDifference",
                        "A thing that an indicator is measured by and that is not the same in "
                        "two versions, or in two assessments."}
      .def_property_readonly("indicator", field<&TermDifference::indicator>(),
                             "The id of the indicator.")
      .def_property_readonly(
          "name",
          [](const TermDifference& self) { return (self.before ? self.before : self.after)->name; },
          "What differs, as a profile calls it: \"target\", \"baseline\", ...; or \"text\", its "
          "words.")
      .def_property_readonly("before", field<&TermDifference::before>(),
                             "None: nothing was said; of \"text\": there was no such indicator.")
      .def_property_readonly(
          "after", field<&TermDifference::after>(),
          "None: nothing is said any more; of \"text\": the indicator was dropped.")
      .def("__repr__", [](const py::object& self) {
        return sketch(self, {"indicator", "before", "after"});
      });
  Class<TermChange, TermDifference>{
      module, "TermChange",
      "A thing that an indicator is measured by, and that a later version changed."}
      .def_property_readonly("effective_on", field<&TermChange::effective_on>(),
                             "First day of the version that changed it.")
      .def_property_readonly("recorded_on", field<&TermChange::recorded_on>(),
                             "Day on which that version was recorded.")
      .def_property_readonly("is_after_due", field<&TermChange::is_after_due>(),
                             "The day by which it was due had passed by then.")
      .def("__repr__", [](const py::object& self) {
        return sketch(self, {"indicator", "before", "after", "effective_on", "is_after_due"});
      });
  Class<FormerVerdict>{module, "FormerVerdict",
                       "The verdict on an indicator by the terms of its due day."}
      .def_property_readonly("effective_on", field<&FormerVerdict::effective_on>(),
                             "First day of the version whose terms they are.")
      .def_property_readonly("target", field<&FormerVerdict::target>(), "To be reached at the end.")
      .def_property_readonly("expected", field<&FormerVerdict::expected>(),
                             "By the day that the value speaks of.")
      .def_property_readonly("status", field<&FormerVerdict::status>(),
                             "What the indicator would be by them.")
      .def("__repr__", [](const py::object& self) {
        return sketch(self, {"effective_on", "target", "status"});
      });
  Class<IndicatorExplanation>{
      module, "IndicatorExplanation",
      "Why an indicator has its status: every entry, used or set aside, and the numbers "
      "compared.\n\n"
      "`lowest` and `highest` are the value under contradicting entries, `p_value` that of the "
      "one-sided test\nat `alpha`, `point_status` the verdict as if there were no sampling error. "
      "At `turning_value` the status\nwould be `turned_status`."}
      .def_property_readonly("verdict", field<&IndicatorExplanation::verdict>(),
                             "The verdict that is explained.")
      .def_property_readonly("entries", tuple_of<&IndicatorExplanation::entries>(),
                             "Every entry of the indicator, used or set aside.")
      .def_property_readonly("estimate", field<&IndicatorExplanation::estimate>(),
                             "The value with its sampling error.")
      .def_property_readonly("baseline", field<&IndicatorExplanation::baseline>(),
                             "The value from which progress is counted.")
      .def_property_readonly("is_falling", field<&IndicatorExplanation::is_falling>(),
                             "Direction `down`: lower is better.")
      .def_property_readonly("lowest", field<&IndicatorExplanation::lowest>(),
                             "The value under the readings of contradicting entries.")
      .def_property_readonly("highest", field<&IndicatorExplanation::highest>(),
                             "The largest value among entries that contradict each other.")
      .def_property_readonly("p_value", field<&IndicatorExplanation::p_value>(),
                             "Of the one-sided test that decided.")
      .def_property_readonly("alpha", field<&IndicatorExplanation::alpha>(),
                             "The level it was held against.")
      .def_property_readonly("point_status", field<&IndicatorExplanation::point_status>(),
                             "The verdict as if the value had no sampling error.")
      .def_property_readonly(
          "turning_value", field<&IndicatorExplanation::turning_value>(),
          "For one value without sampling error: the number on whose other side the "
          "status would be "
          "another, and which one; the number itself counts as reached. Absent where no "
          "value would "
          "change it, or several entries share in it.")
      .def_property_readonly("turned_status", field<&IndicatorExplanation::turned_status>(),
                             "The verdict that the turning value would give.")
      .def_property_readonly(
          "decimals", field<&IndicatorExplanation::decimals>(),
          "With how many digits behind the point its numbers are shown, so that none "
          "lies on another side of its target than it does.")
      .def_property_readonly("changes", tuple_of<&IndicatorExplanation::changes>(),
                             "What it is measured by and a version in force changed, in the order "
                             "of the versions. What one says for\nthe first time is listed where "
                             "the day had passed by which it was due. Its words are among it as\n"
                             "\"text\": without `before` where a version added the indicator.")
      .def_property_readonly(
          "former", field<&IndicatorExplanation::former>(),
          "What it would be by the terms before the first of `changes` that came after "
          "its due day; None: there is none, or the\nversion before that change does not "
          "have the indicator.")
      .def("__repr__", [](const py::object& self) {
        return sketch(self, {"verdict", "entries", "turning_value"});
      });
  Class<DroppedIndicator>{module, "DroppedIndicator",
                          "An indicator that a version in force had for the measure, and the "
                          "plan of the day has not."}
      .def_property_readonly("id", field<&DroppedIndicator::id>(), "The id of the indicator.")
      .def_property_readonly("kind", field<&DroppedIndicator::kind>(), "What it was.")
      .def_property_readonly("text", field<&DroppedIndicator::text>(),
                             "As the last version words it that has it.")
      .def_property_readonly("changes", tuple_of<&DroppedIndicator::changes>(),
                             "As those of `IndicatorExplanation`; the one of \"text\" without "
                             "`after` dropped it.")
      .def_property_readonly("former", field<&DroppedIndicator::former>(),
                             "As that of `IndicatorExplanation`.")
      .def("__repr__", [](const py::object& self) {
        return sketch(self, {"id", "text", "former"});
      });
  Class<DroppedReports>{module, "DroppedReports",
                        "Reports that a measure's deadline asked for, and that a later "
                        "version of it does no longer."}
      .def_property_readonly("cadence", field<&DroppedReports::cadence>(),
                             "As the version before has it.")
      .def_property_readonly("periods", tuple_of<&DroppedReports::periods>(),
                             "What they were to be about, the earliest first. Empty: the deadline "
                             "had no end, so that they were not counted.")
      .def_property_readonly("effective_on", field<&DroppedReports::effective_on>(),
                             "First day of the version that dropped them.")
      .def_property_readonly("recorded_on", field<&DroppedReports::recorded_on>(),
                             "Day on which that version was recorded.")
      .def_property_readonly(
          "is_after_due", field<&DroppedReports::is_after_due>(),
          "The measure's due day, or that of one of these reports, had passed by then.")
      .def("__repr__", [](const py::object& self) {
        return sketch(self, {"cadence", "periods", "effective_on", "is_after_due"});
      });
  Class<Explanation>{module, "Explanation",
                     "Why a measure has its status, as data; `text` says the same in "
                     "sentences."}
      .def_property_readonly("verdict", field<&Explanation::verdict>(),
                             "The verdict on the measure that is explained.")
      .def_property_readonly("indicators", tuple_of<&Explanation::indicators>(),
                             "One explanation for each indicator of the measure, in its order.")
      .def_property_readonly("deadline_rule", field<&Explanation::deadline_rule>(),
                             "Words: which rule gave the deadline status.")
      .def_property_readonly("entries", tuple_of<&Explanation::entries>(),
                             "The entries on the measure itself that stand neither in the "
                             "verdict's `rated` nor in its `responses`.\n"
                             "`beside_the_point`: an indicator decides, and the entry names none.\n"
                             "Then those on indicators that revisions before had for the measure "
                             "(`earlier_wording`).")
      .def_property_readonly("not_applied", tuple_of<&Explanation::not_applied>(),
                             "What the profile says of the measure and its indicators in vain, as "
                             "`check_profile` says it.")
      .def_property_readonly("dropped", tuple_of<&Explanation::dropped>(),
                             "The indicators that a version in force dropped. One that only "
                             "another split of the same words took away\nis listed where the day "
                             "had passed by which it was due.")
      .def_property_readonly("dropped_reports", tuple_of<&Explanation::dropped_reports>(),
                             "The reports that a version in force dropped from the deadline, in "
                             "the order of the versions.")
      .def_property_readonly(
          "former_status", field<&Explanation::former_status>(),
          "What `verdict.deadline_status` would be, under the deadline of the plan of "
          "the day, by the indicators of the\ndue day: without those added since, with "
          "those dropped since, and each that was changed since judged as\nits `former` "
          "says. Of a measure that was dropped after its due day: what it was on the day "
          "before it was. "
          "None: no\nchange came after the due day.")
      .def("__repr__", [](const py::object& self) {
        return sketch(self, {"verdict", "deadline_rule"});
      });
}

void add_row(py::module_& module) {
  Class<MeasureAssessment>{
      module, "MeasureAssessment",
      "One measure on the day of an assessment.\n\n"
      "`due` is under the plan of the day, `due_original` under the first plan that had the "
      "measure.\n`due_latest` is the last day that the deadline could mean, `due` where it is "
      "exact, and "
      "`deadline_reason` why\nthere is none.\n"
      "`days_past_due` is the distance to a due day that has passed, whatever was done; "
      "`days_late` is for\nlateness that evidence shows. `reasons` say why the status was given."}
      .def_property_readonly("id", field<&MeasureAssessment::id>(), "The id of the measure.")
      .def_property_readonly("number", field<&MeasureAssessment::number>(),
                             "Its number in the plan, a label that may be empty or repeat.")
      .def_property_readonly("section", field<&MeasureAssessment::section>(),
                             "The number of the section in which it stands.")
      .def_property_readonly("deadline_status", field<&MeasureAssessment::deadline_status>(),
                             "The verdict on its deadline.")
      .def_property_readonly("due", field<&MeasureAssessment::due>(),
                             "Under the plan of the day (`due_current`).")
      .def_property_readonly("due_original", field<&MeasureAssessment::due_original>(),
                             "Under the first plan that had the measure, or as the deadline says: "
                             "\"postponed from ...\".")
      .def_property_readonly("due_latest", field<&MeasureAssessment::due_latest>(),
                             "Last day that it could mean; `due` where exact.")
      .def_property_readonly("deadline_reason", field<&MeasureAssessment::deadline_reason>(),
                             "Why there is no date, where there is none.")
      .def_property_readonly("days_late", field<&MeasureAssessment::days_late>(),
                             "For `overdue`, `lapsed`, `done_late`: >= so many.")
      .def_property_readonly(
          "days_past_due", field<&MeasureAssessment::days_past_due>(),
          "Days from `due_latest` to the day of the assessment, where that is past, whatever was "
          "done.")
      .def_property_readonly("is_extended_after_due",
                             field<&MeasureAssessment::is_extended_after_due>(),
                             "Its due day was moved when it had passed.")
      .def_property_readonly(
          "is_target_changed_after_due", field<&MeasureAssessment::is_target_changed_after_due>(),
          "An indicator, or what it is measured by, was changed, or first said, when the "
          "day had passed by which it was due.")
      .def_property_readonly("reasons", field<&MeasureAssessment::reasons>(),
                             "Codes of what the verdict rests on, in a fixed order.")
      .def_property_readonly("rated", tuple_of<&MeasureAssessment::rated>(),
                             "By named raters, side by side.")
      .def_property_readonly("derived", field<&MeasureAssessment::derived>(),
                             "Of the indicator text; None: not gradable.")
      .def_property_readonly("not_gradable", tuple_of<&MeasureAssessment::not_gradable>(),
                             "The indicators that keep it from being derived.")
      .def_property_readonly("indicators", tuple_of<&MeasureAssessment::indicators>(),
                             "The verdicts on its indicators, in their order.")
      .def_property_readonly("responses", tuple_of<&MeasureAssessment::responses>(),
                             "Of agencies, beside the verdict.")
      .def_property_readonly("reports", tuple_of<&MeasureAssessment::reports>(),
                             "One for each expected report.")
      .def_property_readonly("report_counts", field<&MeasureAssessment::report_counts>(),
                             "How many reports were expected and received.")
      .def("__repr__", [](const py::object& self) {
        return sketch(self, {"id", "number", "deadline_status", "due", "days_past_due"});
      });
  Class<AssessedMeasure, MeasureAssessment>{
      module, "AssessedMeasure",
      "A MeasureAssessment with the Assessment that it is a row of, which it keeps alive."}
      .def_property_readonly(
          "assessment", [](const AssessedMeasure& self) { return self.assessment; },
          "The assessment to which it belongs.")
      .def_property_readonly(
          "title",
          [](const AssessedMeasure& self) {
            return self.assessment.cast<const Assessment&>().measure(self.index).title;
          },
          "What the plan promises: the measure's title.")
      .def_property_readonly(
          "measure",
          [](const AssessedMeasure& self) {
            return py::cast(self.assessment.cast<const Assessment&>().measure(self.index),
                            py::return_value_policy::reference_internal, self.assessment);
          },
          "The measure as the plan has it.")
      .def_property_readonly(
          "row", [](const AssessedMeasure& self) { return self.index; },
          "Its position in the assessment.")
      .def(
          "explain",
          [](const AssessedMeasure& self) {
            return explain(self.assessment.cast<const Assessment&>(), self.index);
          },
          "Why the measure has its status, as data: `assessment.explain(row)`.")
      .def(
          "explain_text",
          [](const AssessedMeasure& self) {
            const auto& assessment = self.assessment.cast<const Assessment&>();
            return to_text(explain(assessment, self.index), assessment);
          },
          "The same in English sentences, one a line.");
}

void add_shown_numbers(py::module_& module) {
  module.def(
      "shown_number", &shown_number, py::arg("value"), py::arg("decimals"),
      "The number to the nearest with so many digits behind the point (0 to 15), for example "
      "`IndicatorExplanation.decimals`,\nwithout zeros at their end. A point marks decimals; "
      "beyond 10^15 it has six digits and a power of ten.\n\n"
      "Raises:\n    InvalidArgument: `decimals` is not 0 to 15.");
  module.def("shown_bound", &shown_bound, py::arg("bound"), py::arg("decimals"),
             py::arg("is_falling") = false,
             "A number that values are held against, which one that reaches the one shown has to "
             "reach: rounded up, or down\nwhere it is to be fallen to.");
  module.def("shown_digits", &shown_digits, py::arg("value"), py::arg("digits"),
             "The number with so many digits that count (1 to 15), and all before the point.\n\n"
             "Raises:\n    InvalidArgument: `digits` is not 1 to 15.");
  module.def(
      "shown_reported", &shown_reported, py::arg("value"),
      "A number as it was reported, with at most four digits behind the point (two from 10000 "
      "on) but no fewer than four\nthat count; more where it would seem to be whole and is "
      "not.");
  module.def(
      "shown_beside", &shown_beside, py::arg("value"), py::arg("bound"),
      "The number with three digits that count, and more where it would lie on the other side "
      "of `bound`.");
}

}  // namespace

void register_verdicts(py::module_& module) {
  add_reports(module);
  add_indicators(module);
  add_row(module);
  add_explanations(module);
  add_shown_numbers(module);
}

}  // namespace actionplan::bindings
