// SPDX-License-Identifier: Apache-2.0
#include "casters.hpp"
#include "register.hpp"
#include "words.hpp"

namespace actionplan::bindings {

std::vector<py::handle> make_words(py::module_& module, const char* name, const char* doc,
                                   const char* home, std::span<const std::string_view> words) {
  py::list made;
  for (const std::string_view word : words) made.append(py::make_tuple(word, word));
  using namespace py::literals;
  const auto string = py::reinterpret_borrow<py::object>(
      reinterpret_cast<PyObject*>(&PyUnicode_Type));  // NOLINT: how CPython declares it
  py::object type = py::module_::import("enum").attr("Enum")(
      name, made, "type"_a = string, "module"_a = home, "qualname"_a = name);
  type.attr("__str__") = string.attr("__str__");
  type.attr("__format__") = string.attr("__format__");
  type.attr("__doc__") = doc;
  module.attr(name) = type;
  std::vector<py::handle> members;
  for (const py::handle member : type) members.push_back(member.inc_ref());
  return members;
}

void register_words(py::module_& module) {
  add_words<BlockKind>(module, "BlockKind", "What a block of a document is.");
  add_words<TextUse>(
      module, "TextUse",
      "What a stretch of a document's text was taken for; nothing: `named` by a Problem, "
      "`struck` out, or\n`white_space` between others.");
  add_words<Layout>(module, "Layout",
                    "How measures stand in a document: a row each in a `table`, a `card` each, the "
                    "items of a `list`, tables\nnumbered below each other (`tree`), or a chart of "
                    "`marks`.");
  add_words<ColumnUse>(
      module, "ColumnUse",
      "What a column, a label or a key holds.\n\n"
      "`agencies`: whose part the cells say; `implementer`, `lead`, `supporting`, `recommended`: "
      "agencies of that\npart; `start` and `end` of a window; `section`: what measures stand "
      "under; "
      "`extra`: no part of it, and\nkept beside it (`Measure.extra`), unpublished; `contact`: of "
      "persons, and no part of the plan\n(`Reading.contacts`); `published`: as `extra`, and may be "
      "published with the plan; "
      "`finance`: money, or who pays (`Measure.finance`), unpublished; `published_finance`: the\n"
      "same, and may be published with the plan.");
  add_words<FinanceStage>(
      module, "FinanceStage",
      "What is said of money: `planned`, where nothing else is said; `committed` by whoever pays; "
      "`spent`; a `gap`\nthat nobody covers.");
  add_words<Severity>(
      module, "Severity",
      "How grave a problem is: `info` says how something was understood, `warning` that it "
      "is odd or hard\nto evaluate and still read, `error` that it could not be read or is "
      "contradictory.");
  add_words<SignatureOutcome>(
      module, "SignatureOutcome",
      "What the check of a signature found.\n\n"
      "`valid`: the holder of the key signed these bytes, and the trusted comment; `other_key`: it "
      "was made\nwith another key; `other_bytes`: for other bytes; `other_comment`: for these, but "
      "the trusted comment was\nchanged.");
  add_words<Role>(module, "Role", "What an agency does for a measure.");
  add_words<Force>(module, "Force",
                   "`recommended` where the plan only recommends, else `binding`.");
  add_words<Discharge>(
      module, "Discharge",
      "How a duty shared by several agencies is discharged; `unstated` where the plan does "
      "not say.");
  add_words<DeadlineKind>(
      module, "DeadlineKind",
      "How a deadline text was read.\n\n"
      "`window`: a span of time in which to do it; `by`: a latest day; `several`: dated "
      "parts; `recurring`:\nagain and again; `continuous`: a standing duty without an end; "
      "`relative`: counted from an event;\n`no_date`: names no date.");
  add_words<NoDateReason>(
      module, "NoDateReason",
      "Why a deadline has no date.\n\n"
      "`unread`: we could not read the text, or not all of it; `empty`: there is no text; "
      "`undetermined`: the\ntext says that the day is not set; `as_needed`; `elsewhere`: "
      "another document gives it; `remark_only`:\nthe text speaks of something else.");
  add_words<DateOrder>(module, "DateOrder", "Which number of \"03/04/2018\" is the day.");
  add_words<Hemisphere>(module, "Hemisphere", "Where seasons are.");
  add_words<Weekday>(module, "Weekday", "A day of the week.");
  add_words<Cadence>(module, "Cadence", "How often a recurring measure recurs.");
  add_words<DueSource>(module, "DueSource", "Who says when an expected report is due.");
  add_words<IndicatorKind>(
      module, "IndicatorKind",
      "What one part of an indicator text promises.\n\n"
      "`count`: how many; `amount`: how much; `percentage`: a share; `deliverable`: a thing "
      "exists;\n`publication`: something is made public; `activity`: events are carried "
      "out; `report`: information is\nsupplied; `qualitative`: improvement, level, "
      "capability.");
  add_words<SetBy>(module, "SetBy", "Who set a value that the plan leaves unsaid.");
  add_words<Direction>(module, "Direction", "Which way an indicator should go.");
  add_words<Aggregation>(module, "Aggregation",
                         "How values of several periods or parts become one.");
  add_words<TrajectoryPath>(module, "TrajectoryPath",
                            "How a value is expected to go from its baseline to its target.");
  add_words<TargetMode>(module, "TargetMode",
                        "Is a target counted from the beginning, or for its own period?");
  add_words<DeadlineStatus>(
      module, "DeadlineStatus",
      "How a measure, or one expected report, stands to its deadline on a day.\n\n"
      "Past due without evidence is `unreported`; `overdue` takes evidence: silence is not "
      "failure. `unread`\nis ours: the deadline may give a day, and we could not read it.\n"
      "docs/guide/deadline_status.md has the decision table.");
  add_words<Reason>(module, "Reason", "Why a status was given.");
  add_words<EntryKind>(
      module, "EntryKind",
      "What an entry of the ledger is.\n\n"
      "`observation`: a value; `deliverable`: a thing exists, or was seen not to; `rating`: "
      "a named rater's\ncompletion code, or own words; `response`: an agency's reply; "
      "`verification`: "
      "someone checked another entry;\n`withdrawal`: another entry is taken back; "
      "`appointment`: a person is made responsible; `membership`: a\nbody belongs to a "
      "collective agency; `note`: words that decide nothing.");
  add_words<ReporterType>(module, "ReporterType", "Who reports.");
  add_words<Method>(module, "Method", "How it is known.");
  add_words<Verification>(module, "Verification", "What a check of an entry found.");
  add_words<Completion>(
      module, "Completion",
      "How much of a measure was carried out, in the codes of OGP's Independent Reporting "
      "Mechanism.\n`withdrawn`, given up by those who promised it, is said by raters alone.");
  add_words<IndicatorStatus>(
      module, "IndicatorStatus",
      "What the evidence says of one indicator on a day. docs/guide/indicator_status.md has "
      "the decision\ntable.");
  add_words<IndicatorReason>(module, "IndicatorReason", "Why an indicator has its status.");
  add_words<EntryUse>(
      module, "EntryUse",
      "What became of an entry in a verdict: it was used, or set aside for a reason.");
  add_words<MemberReport>(module, "MemberReport",
                          "What became of one member's report on one period.");
  add_words<Change>(module, "Change", "What differs in a measure between two assessments.");
  add_words<Orphans>(
      module, "Orphans",
      "What becomes of entries on ids that no revision of the plan holds: `refuse`, or "
      "`keep`.");
  add_words<ProfileIds>(
      module, "ProfileIds",
      "Whose ids a profile has that is given beside a later version: the `plan`'s that it comes "
      "with, or those\nof the `store`.");
  add_words<Pick>(
      module, "Pick",
      "Which of several entries that contradict each other gives the value shown.\n\n"
      "`most_trusted`: verified first, then the more independent reporter, then the later "
      "record;\n`latest_recorded`: the one recorded last. The verdict is computed under "
      "all.");
  add_words<ColumnType>(
      module, "ColumnType",
      "What kind of values a column of a Frame holds; `category` is dictionary-encoded, "
      "`other` is passed on and\nnever read.");
  add_words<PlanTable>(module, "PlanTable", "What a plan is as tables.");
  add_words<AssessmentTable>(module, "AssessmentTable", "What an assessment is as tables.");
}

}  // namespace actionplan::bindings
