// SPDX-License-Identifier: Apache-2.0
#include "cancel.hpp"
#include "evidence_options.hpp"
#include "register.hpp"
#include "values.hpp"

#include <limits>
#include <variant>

namespace actionplan::bindings {
namespace {

using Release = py::call_guard<py::gil_scoped_release>;
using SourceOrText = std::variant<Source, Text>;

Source to_source(SourceOrText source) {
  if (auto* text = std::get_if<Text>(&source)) return Source{std::move(text->value), {}, {}};
  return std::get<Source>(std::move(source));
}

std::optional<Period> to_period(const std::optional<PeriodOrText>& period) {
  if (!period) return std::nullopt;
  return period->value;
}

Dimension to_dimension(std::optional<std::map<std::string, std::string>> dimension) {
  return dimension ? std::move(*dimension) : Dimension{};
}

void add_source(py::module_& module) {
  py::class_<Source> type{module, "Source",
                          "Where an entry comes from: a URL or a citation, the day on which it was "
                          "looked at, a digest of the\ndocument such as \"sha256:...\"."};
  type.def(py::init([](Text text, std::optional<Date> accessed_on, Text content_hash) {
             return Source{std::move(text.value), accessed_on, std::move(content_hash.value)};
           }),
           py::arg("text"), py::arg("accessed_on") = py::none(), py::arg("content_hash") = "")
      .def_readonly("text", &Source::text, "URL or citation; not empty.")
      .def_readonly("accessed_on", &Source::accessed_on, "Day on which it was looked at.")
      .def_readonly("content_hash", &Source::content_hash,
                    "Digest of the document, such as its SHA-256; may be empty.");
  as_value(type, {"text", "accessed_on", "content_hash"});
}

void add_entry_fields(py::class_<Entry>& type) {
  type.def_readonly("kind", &Entry::kind, "What kind of statement it is.")
      .def_readonly("recorded_on", &Entry::recorded_on, "Day on which it was entered here.")
      .def_readonly("measure", &Entry::measure, "The id of the measure it speaks of, or None.")
      .def_readonly("indicator", &Entry::indicator,
                    "The id of the indicator it speaks of, or None.")
      .def_readonly("agency", &Entry::agency, "Whom it is about.")
      .def_readonly("about", &Entry::about, "The entry that is verified, withdrawn or answered.")
      .def_readonly("replaces", &Entry::replaces, "The entry in whose place it stands.")
      .def_property_readonly(
          "dimension",
          [](const Entry& self) {
            const py::dict parts = py::cast(self.dimension);
            PyObject* proxy = PyDictProxy_New(parts.ptr());
            if (proxy == nullptr) throw py::error_already_set();
            return py::reinterpret_steal<py::object>(proxy);
          },
          "The part of the population of which it speaks; empty for the total.")
      .def_readonly("period", &Entry::period, "What it speaks about.")
      .def_readonly("observed_on", &Entry::observed_on, "When it became true.")
      .def_readonly("done_on", &Entry::done_on,
                    "When a thing was done: a day, an interval or unknown.")
      .def_readonly("published_on", &Entry::published_on, "When it was made public.")
      .def_readonly("value", &Entry::value, "The value, in `unit`.")
      .def_readonly("denominator", &Entry::denominator,
                    "Of a ratio: how many it is a ratio of; > 0.")
      .def_readonly("standard_error", &Entry::standard_error,
                    "Of a survey's value, in `unit`; >= 0.")
      .def_readonly("df", &Entry::df, "Degrees of freedom; None: infinite.")
      .def_readonly("n", &Entry::n, "Unweighted cases.")
      .def_readonly("deff", &Entry::deff, "Design effect.")
      .def_readonly("done", &Entry::done, "The thing exists, or was seen not to.")
      .def_readonly("completion", &Entry::completion, "The code of a rating, else None.")
      .def_readonly("verification", &Entry::verification, "Whether somebody else has checked it.")
      .def_readonly("unit", &Entry::unit, "The unit of the value; empty for that of the indicator.")
      .def_readonly("reporter", &Entry::reporter, "Who says so.")
      .def_readonly("reporter_type", &Entry::reporter_type, "What kind of body the reporter is.")
      .def_readonly("method", &Entry::method, "How what it says was found out.")
      .def_readonly("member", &Entry::member, "Of a collective agency.")
      .def_readonly("person", &Entry::person, "Salted digest of the responsible person's data.")
      .def_readonly("text", &Entry::text, "Words: a reply, a note, a reason.")
      .def_property_readonly("sources", tuple_of(&Entry::sources), "One or more.");
}

void add_entry(py::module_& module) {
  py::class_<Entry> type{
      module, "Entry",
      "One line of the ledger; docs/guide/evidence.md says what each kind holds. Never changed: "
      "corrected by\na later entry that `replaces` it, taken back by a `withdrawal` that is "
      "`about` it.\n\n"
      "`source` is short for one of `sources`; a source that is a str is a URL or a citation. The "
      "defaults\nclaim least: reported by the implementer, by statement."};
  type.def(
      py::init([](EntryKind kind, Date recorded_on, std::optional<MeasureId> measure,
                  std::optional<IndicatorId> indicator, std::optional<AgencyId> agency,
                  std::optional<EntryId> about, std::optional<EntryId> replaces,
                  std::optional<std::map<std::string, std::string>> dimension,
                  std::optional<PeriodOrText> period, std::optional<Date> observed_on,
                  std::optional<PeriodOrText> done_on, std::optional<Date> published_on,
                  std::optional<double> value, std::optional<double> denominator,
                  std::optional<double> standard_error, std::optional<double> df,
                  std::optional<std::int64_t> n, std::optional<double> deff,
                  std::optional<bool> done, std::optional<Completion> completion,
                  std::optional<Verification> verification, Text unit, Text reporter,
                  ReporterType reporter_type, Method method, Text member, Text person, Text text,
                  std::vector<SourceOrText> sources, std::optional<SourceOrText> source) {
        Entry entry{kind, recorded_on};
        entry.measure = std::move(measure);
        entry.indicator = std::move(indicator);
        entry.agency = std::move(agency);
        entry.about = std::move(about);
        entry.replaces = std::move(replaces);
        entry.dimension = to_dimension(std::move(dimension));
        entry.period = to_period(period);
        entry.observed_on = observed_on;
        entry.done_on = to_period(done_on);
        entry.published_on = published_on;
        entry.value = value;
        entry.denominator = denominator;
        entry.standard_error = standard_error;
        entry.df = df;
        entry.n = n;
        entry.deff = deff;
        entry.done = done;
        entry.completion = completion;
        entry.verification = verification;
        entry.unit = std::move(unit.value);
        entry.reporter = std::move(reporter.value);
        entry.reporter_type = reporter_type;
        entry.method = method;
        entry.member = std::move(member.value);
        entry.person = std::move(person.value);
        entry.text = std::move(text.value);
        if (source) entry.sources.push_back(to_source(std::move(*source)));
        for (SourceOrText& one : sources) entry.sources.push_back(to_source(std::move(one)));
        return entry;
      }),
      py::arg("kind"), py::arg("recorded_on"), py::arg("measure") = py::none(),
      py::arg("indicator") = py::none(), py::arg("agency") = py::none(),
      py::arg("about") = py::none(), py::arg("replaces") = py::none(),
      py::arg("dimension") = py::none(), py::arg("period") = py::none(),
      py::arg("observed_on") = py::none(), py::arg("done_on") = py::none(),
      py::arg("published_on") = py::none(), py::arg("value") = py::none(),
      py::arg("denominator") = py::none(), py::arg("standard_error") = py::none(),
      py::arg("df") = py::none(), py::arg("n") = py::none(), py::arg("deff") = py::none(),
      py::arg("done") = py::none(), py::arg("completion") = py::none(),
      py::arg("verification") = py::none(), py::arg("unit") = "", py::arg("reporter") = "",
      py::arg("reporter_type") = ReporterType::implementer, py::arg("method") = Method::statement,
      py::arg("member") = "", py::arg("person") = "", py::arg("text") = "",
      py::arg("sources") = py::tuple{}, py::arg("source") = py::none());
  add_entry_fields(type);
  as_value(type,
           {"kind",     "recorded_on", "measure",        "indicator",   "agency",   "about",
            "replaces", "dimension",   "period",         "observed_on", "done_on",  "published_on",
            "value",    "denominator", "standard_error", "df",          "n",        "deff",
            "done",     "completion",  "verification",   "unit",        "reporter", "reporter_type",
            "method",   "member",      "person",         "text",        "sources"},
           {"kind", "measure", "indicator", "agency", "period", "value", "done", "done_on",
            "completion", "reporter", "recorded_on"});
  module.def("check", &check, py::arg("entry"),
             "Is the entry sound?\n\nRaises:\n    InvalidArgument: it lacks what its kind needs, "
             "holds what its kind does not, or contradicts itself.");
  module.def(
      "canonical", [](const Entry& entry) { return py::bytes(canonical(entry)); }, py::arg("entry"),
      "The entry's canonical encoding, `actionplan/entry@1` (docs/guide/evidence.md).");
  module.def("entry_id", &entry_id, py::arg("entry"),
             "SHA-256 of the canonical encoding, in 64 hexadecimal digits.");
  module.def("true_from", &true_from, py::arg("entry"), "The day from which an entry holds.");
}

std::size_t to_index(const Evidence& self, py::ssize_t index) {
  const auto size = static_cast<py::ssize_t>(self.size());
  if (index < -size || index >= size) {
    throw py::index_error("entry " + std::to_string(index) + " of " + std::to_string(size));
  }
  return static_cast<std::size_t>(index < 0 ? index + size : index);
}

void add_evidence(py::module_& module) {
  py::class_<Evidence> type{module, "Evidence",
                            "The ledger in memory, immutable: every entry, with which one replaces "
                            "which.\n\nThe order in which entries are given never matters; an "
                            "entry given twice is there once.\n\n"
                            "Raises:\n    InvalidArgument: an entry is not sound."};
  type.def(py::init([](const std::vector<Entry>& entries) {
             py::gil_scoped_release release;
             return Evidence{entries};
           }),
           py::arg("entries") = py::tuple{})
      .def(
          "appended",
          [](const Evidence& self, const std::vector<Entry>& entries) {
            py::gil_scoped_release release;
            return self.appended(entries);
          },
          py::arg("entries"), "These entries too.")
      .def("__len__", &Evidence::size)
      .def(
          "__getitem__",
          [](const Evidence& self, py::ssize_t index) { return self.entry(to_index(self, index)); },
          py::arg("index"))
      .def("__iter__",
           [](const py::object& self) {
             return py::reinterpret_steal<py::object>(PySeqIter_New(self.ptr()));
           })
      .def(
          "id",
          [](const Evidence& self, py::ssize_t index) { return self.id(to_index(self, index)); },
          py::arg("index"), "Id of the entry at a position.")
      .def(
          "replaced_on",
          [](const Evidence& self, py::ssize_t index) {
            return self.replaced_on(to_index(self, index));
          },
          py::arg("index"),
          "Day on which a later entry took its place or withdrew it; None: it stands.")
      .def("find", &Evidence::find, py::arg("id"), "Position of the entry, or None.")
      .def("in_order", &Evidence::in_order,
           "Positions by day of recording, then by id: the same for the same entries, however "
           "appended.")
      .def("problems", &Evidence::problems,
           "What names an entry that is not here, or one recorded later than itself: it has no "
           "effect.")
      .def("__reduce__",
           [](const py::object& self) {
             return py::make_tuple(py::type::of(self), py::make_tuple(py::list(self)));
           })
      .def("__repr__", [](const Evidence& self) {
        return "<Evidence entries=" + std::to_string(self.size()) + ">";
      });
}

void add_estimate(py::module_& module) {
  py::class_<Estimate> type{module, "Estimate",
                            "One result of a survey: a value with its standard error, degrees of "
                            "freedom, unweighted cases and\ndesign effect."};
  type.def(py::init([](double value, double standard_error, double df, std::int64_t n,
                       std::optional<double> deff) {
             return Estimate{value, standard_error, df, n, deff};
           }),
           py::arg("value"), py::arg("standard_error"),
           py::arg("df") = std::numeric_limits<double>::infinity(), py::arg("n") = 0,
           py::arg("deff") = py::none())
      .def_readonly("value", &Estimate::value, "Point estimate, its unit.")
      .def_readonly("standard_error", &Estimate::standard_error, "Same unit; NaN: none.")
      .def_readonly("df", &Estimate::df, "Degrees of freedom of the error.")
      .def_readonly("n", &Estimate::n, "Unweighted cases.")
      .def_readonly("deff", &Estimate::deff, "Design effect, a ratio of variances.")
      .def(
          "confint",
          [](const Estimate& self, double level) {
            const Interval interval = confint(self, level);
            return py::make_tuple(interval.lower, interval.upper);
          },
          py::arg("level") = 0.95,
          "(lower, upper) by Student's t.\n\nRaises:\n    InvalidArgument: `level` outside (0, 1)."
          "\n    EstimationError: no finite standard error, or df not above 0.");
  as_value(type, {"value", "standard_error", "df", "n", "deff"});
  module.def("p_value_above", &p_value_above, py::arg("estimate"), py::arg("bound"),
             py::arg("variance_of_bound") = 0.0,
             "One-sided p-value of \"the truth is at most `bound`\": small where it lies above.");
  module.def("p_value_below", &p_value_below, py::arg("estimate"), py::arg("bound"),
             py::arg("variance_of_bound") = 0.0,
             "One-sided p-value of \"the truth is at least `bound`\": small where it lies below.");
}

void add_rows(py::module_& module) {
  py::class_<EvidenceRows>{module, "EvidenceRows",
                           "What a table of evidence holds: the sound `entries` with their "
                           "`lines`, `problems` with the place of\nthe others, and how many rows "
                           "of a form were left blank."}
      .def(py::init([](std::vector<Entry> entries, std::vector<std::uint32_t> lines,
                       std::vector<Problem> problems, std::size_t blank_rows) {
             return EvidenceRows{std::move(entries), std::move(lines), std::move(problems),
                                 blank_rows};
           }),
           py::arg("entries"), py::arg("lines"), py::arg("problems"), py::arg("blank_rows") = 0)
      .def_property_readonly("entries", tuple_of(&EvidenceRows::entries),
                             "Those that are sound, in the order of their rows.")
      .def_property_readonly("lines", tuple_of(&EvidenceRows::lines),
                             "Of each entry, its line in the file.")
      .def_property_readonly("problems", tuple_of(&EvidenceRows::problems),
                             "Of the others, with line and column.")
      .def_readonly("blank_rows", &EvidenceRows::blank_rows,
                    "Rows of a form that nobody filled in.")
      .def("__repr__", [](const py::object& self) {
        return sketch(self, {"entries", "problems", "blank_rows"});
      });
  module.def(
      "evidence_from_csv",
      [](const DocumentBytes& csv, std::optional<Date> recorded_on, std::optional<PlanHistory> plan,
         std::map<std::string, std::string> columns, std::vector<std::string> missing,
         const std::optional<Text>& decimal, const CancelArgument& cancel) {
        const EvidenceTableOptions options =
            table_options(std::move(plan), std::move(columns), std::move(missing), decimal);
        py::gil_scoped_release release;
        return read_evidence_csv(csv.bytes, recorded_on, ReadLimits{}, cancel.cancel, options);
      },
      py::arg("csv"), py::kw_only(), py::arg("recorded_on") = py::none(),
      py::arg("plan") = py::none(), py::arg("columns") = py::dict{},
      py::arg("missing") = py::tuple{}, py::arg("decimal") = py::none(),
      py::arg("cancel") = py::none(),
      "Evidence from CSV: one entry a row, columns by the names of an Entry's fields "
      "(docs/guide/evidence_csv.md).\n\nA row that is not sound becomes a Problem, and the others "
      "are read.\n\n"
      "Args:\n"
      "    recorded_on: Day of recording of rows without one in a column of that name.\n"
      "    plan: A Plan or PlanHistory; rows on ids that it does not hold become Problems.\n"
      "    columns: Columns of other names: {\"Wert\": \"value\"}.\n"
      "    missing: Texts that stand for an absent value: [\"-\", \"..\"].\n"
      "    decimal: \",\" or \".\", where numbers are not all written as 1234.5.\n\nRaises:\n    "
      "ParseError: no text, or a header that names no known column.\n"
      "    Cancelled: `cancel`, asked every 10 ms, answered yes.");
}

}  // namespace

void register_evidence(py::module_& module) {
  add_source(module);
  add_entry(module);
  add_evidence(module);
  add_estimate(module);
  add_rows(module);
}

}  // namespace actionplan::bindings
