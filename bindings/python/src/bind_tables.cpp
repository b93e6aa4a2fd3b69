// SPDX-License-Identifier: Apache-2.0
#include "arrow.hpp"
#include "register.hpp"
#include "values.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace actionplan::bindings {
namespace {

using MakeFrame = Frame (*)(const py::object& self);

// An assessment that Python owns, shared as long as a table borrows its columns.
std::shared_ptr<const Assessment> share(const py::object& assessment) {
  const auto* const kept = assessment.cast<const Assessment*>();
  auto* const owner = new py::object{assessment};
  return {kept, [owner](const Assessment*) {
            if (Py_IsInitialized() == 0) return;
            const py::gil_scoped_acquire acquire;
            delete owner;
          }};
}

Frame plan_frame(const py::object& self, PlanTable table) {
  const Plan plan = self.cast<const Plan&>();
  const py::gil_scoped_release release;
  return to_frame(plan, table);
}

Frame assessment_frame(const py::object& self, AssessmentTable table) {
  const std::shared_ptr<const Assessment> assessment = share(self);
  const py::gil_scoped_release release;
  return to_frame(assessment, table);
}

Frame selection_frame(const py::object& self, AssessmentTable table) {
  const py::object assessment = self.attr("assessment");
  const auto rows = self.attr("rows").cast<std::vector<std::size_t>>();
  const auto& assessed = assessment.cast<const Assessment&>();
  const py::gil_scoped_release release;
  return to_frame(assessed, rows, table);
}

Frame evidence_frame(const py::object& self) {
  const Evidence evidence = self.cast<const Evidence&>();
  const py::gil_scoped_release release;
  return to_frame(evidence);
}

py::object tables(const char* function) {
  return py::module_::import("actionplan._tables").attr(function);
}

// What is put together in Python, since it is small.
Frame comparison_frame(const py::object& self) {
  return tables("comparison_frame")(self).cast<Frame>();
}
Frame counts_frame(const py::object& self) { return tables("counts_frame")(self).cast<Frame>(); }
Frame amendment_frame(const py::object& self) {
  return tables("amendment_frame")(self).cast<Frame>();
}

constexpr auto stream_doc =
    "Its table as an Arrow stream; a requested schema is not followed, as the protocol allows.";
constexpr auto frame_doc =
    "One of its tables (docs/guide/frames.md lists their columns), for any library that speaks the "
    "Arrow\nPyCapsule protocol.";
constexpr auto pandas_doc =
    "One of its tables as a pandas DataFrame: days are datetime64, words Categorical. pyarrow is "
    "not "
    "needed.\n\nRaises:\n    ImportError: pandas is not installed.";
constexpr auto polars_doc =
    "One of its tables as a polars DataFrame.\n\nRaises:\n    ImportError: polars is not "
    "installed.";

constexpr auto rows_doc =
    "The rows as an array of objects, by which `pandas.DataFrame(...)` takes the table; "
    "`to_pandas` is quicker\nand keeps categories.";

// What `pandas.DataFrame` asks for.
template <class Make>
void add_rows(py::handle type, Make make) {
  add_method(
      type, "__array__",
      [make](const py::object& self, const py::object& dtype, const py::object& copy) {
        return tables("to_rows")(make(self), dtype, copy);
      },
      py::arg("dtype") = py::none(), py::arg("copy") = py::none(), rows_doc);
}

// What iterates over the rows of its table, where it has no items of its own.
template <class Make>
void add_each_row(py::handle type, Make make) {
  add_method(
      type, "__iter__", [make](const py::object& self) { return tables("each_row")(make(self)); },
      "The rows of its table.");
}

template <class Make>
void add_stream(py::handle type, Make make) {
  add_method(
      type, "__arrow_c_stream__",
      [make](const py::object& self, const py::object&) {
        return stream_capsule(make(self).to_arrow());
      },
      py::arg("requested_schema") = py::none(), stream_doc);
}

// What everything with several tables offers.
template <class Kind>
void add_tables(py::handle type, Frame (*make)(const py::object&, Kind), Kind usual, bool is_kept) {
  const auto table = py::arg("table") = usual;
  add_method(
      type, "frame", [make](const py::object& self, Kind kind) { return make(self, kind); }, table,
      frame_doc);
  add_method(
      type, "to_pandas",
      [make](const py::object& self, Kind kind) { return tables("to_pandas")(make(self, kind)); },
      table, pandas_doc);
  add_method(
      type, "to_polars",
      [make, is_kept](const py::object& self, Kind kind) {
        if (!is_kept) return tables("to_polars")(make(self, kind));
        const py::cpp_function made{[make, self, kind] { return make(self, kind); }};
        return tables("to_polars_once")(self, std::string{to_string(kind)}, made);
      },
      table, polars_doc);
  const auto usual_frame = [make, usual](const py::object& self) { return make(self, usual); };
  add_stream(type, usual_frame);
  add_rows(type, usual_frame);
}

// What has one table alone.
void add_table(py::handle type, MakeFrame make) {
  add_method(type, "frame", make, frame_doc);
  add_method(
      type, "to_pandas", [make](const py::object& self) { return tables("to_pandas")(make(self)); },
      pandas_doc);
  add_method(
      type, "to_polars", [make](const py::object& self) { return tables("to_polars")(make(self)); },
      polars_doc);
  add_stream(type, make);
  add_rows(type, make);
}

void add_html(py::handle type, const char* function) {
  add_method(
      type, "_repr_html_",
      [function](const py::object& self) {
        return py::module_::import("actionplan._notebook").attr(function)(self);
      },
      "For notebooks.");
}

}  // namespace

namespace {

void add_from_frame(py::module_& module, const char* name, const char* what) {
  module.def(
      name,
      [name](const py::object& data, const Text& title, const py::dict& columns,
             std::optional<Date> adopted_on, const std::optional<PeriodOrText>& period,
             const py::object& agencies, const Text& language,
             const std::optional<DateSettings>& dates, std::optional<Date> recorded_on,
             const std::optional<Text>& decimal, const py::object& cancel) {
        DateSettings settings = dates.value_or(DateSettings{});
        if (adopted_on) settings.adopted_on = adopted_on;
        if (period) settings.plan_period = period->value;
        return py::module_::import("actionplan._plan_frame")
            .attr(name)(data, py::arg("title") = title.value, py::arg("columns") = columns,
                        py::arg("agencies") = agencies, py::arg("language") = language.value,
                        py::arg("dates") = settings, py::arg("recorded_on") = recorded_on,
                        py::arg("decimal") = decimal ? py::cast(decimal->value) : py::none{},
                        py::arg("cancel") = cancel);
      },
      py::arg("data"), py::kw_only(), py::arg("title") = "", py::arg("columns") = py::dict{},
      py::arg("adopted_on") = py::none(), py::arg("period") = py::none(),
      py::arg("agencies") = py::none(), py::arg("language") = "", py::arg("dates") = py::none(),
      py::arg("recorded_on") = py::none(), py::arg("decimal") = py::none(),
      py::arg("cancel") = py::none(),
      (std::string{what} +
       "\nArgs:\n    data: A data frame of any library that speaks Arrow, a mapping of columns, a "
       "list of dicts, or CSV: its\n        bytes, or the name of its file.\n    title: Of the "
       "plan.\n    columns: What columns of other names hold, in the words of ColumnUse: "
       "{\"Frist\": \"deadline\"}.\n    adopted_on, period: Of the plan; deadlines such as "
       "\"within two years\" are counted from them.\n    recorded_on: Of the evidence in columns "
       "of status and "
       "progress (`Reading.evidence`); absent: they are\n        problems.\n    decimal: \",\" or "
       "\".\", the mark before decimals of baselines, targets and money; absent: told by each "
       "number.\n    agencies, "
       "language, dates, cancel: As of "
       "`interpret`.\n\nRaises:\n    InvalidArgument: it is no table, a column is not there, or "
       "numbers of measures are decimal numbers.\n    ParseError: no column is known.")
          .c_str());
}

}  // namespace

void register_tables(py::module_& module) {
  add_tables<PlanTable>(module.attr("Plan"), &plan_frame, PlanTable::measures, true);
  add_tables<AssessmentTable>(module.attr("Assessment"), &assessment_frame,
                              AssessmentTable::measures, true);
  add_tables<AssessmentTable>(module.attr("Selection"), &selection_frame, AssessmentTable::measures,
                              false);
  add_table(module.attr("Evidence"), &evidence_frame);
  add_table(module.attr("Comparison"), &comparison_frame);
  add_table(module.attr("StatusCounts"), &counts_frame);
  add_table(module.attr("Amendment"), &amendment_frame);
  const py::object frame = module.attr("Frame");
  const auto same = [](const py::object& self) { return self; };
  add_rows(frame, same);
  add_each_row(frame, same);
  add_each_row(module.attr("Amendment"), &amendment_frame);
  const auto itself = [](const char* function) {
    return [function](const py::object& self) { return tables(function)(self); };
  };
  add_method(frame, "to_pandas", itself("to_pandas"), pandas_doc);
  add_method(frame, "to_polars", itself("to_polars"), polars_doc);
  add_html(module.attr("Plan"), "plan_html");
  add_html(module.attr("Assessment"), "assessment_html");
  add_html(module.attr("Selection"), "selection_html");
  add_html(module.attr("Evidence"), "evidence_html");
  add_html(frame, "frame_html");
  module.def(
      "problems_frame",
      [](const py::object& problems) { return tables("problems_frame")(problems); },
      py::arg("problems"),
      "Problems, of a plan, a table of evidence, `lint` or `check_profile`, as a Frame: a row for "
      "each.");
  add_from_frame(
      module, "plan_from_frame",
      "A plan from a table: a measure for each row, read as the same table in a file is. "
      "What of the table\nis not used is a UserWarning, and as all that is odd a problem "
      "of the plan, by row and column from 1.\n");
  add_from_frame(module, "reading_from_frame",
                 "As `plan_from_frame`, with everything that the table holds: a Reading, whose "
                 "profile has the baselines,\ntargets and units.\n");
  module.def(
      "assess_days",
      [](const PlanHistory& history, const std::optional<Evidence>& evidence,
         const py::object& as_of, const py::kwargs& options) {
        return py::module_::import("actionplan._assessed_days")
            .attr("assess_days")(history, evidence, as_of, **options);
      },
      py::arg("history"), py::arg("evidence") = py::none(), py::kw_only(), py::arg("as_of"),
      "`assess` on several days: a sequence of Assessments, of which `days[0]` is that of the "
      "first "
      "day, and also one\ntable of them all, by `to_pandas` and `to_polars`, whose column `as_of` "
      "says the day. `counts()` has a row for each day\nand status.\n\n"
      "Args:\n    as_of: The days, in any order.\n    options: As of `assess`.");
  add_html(module.attr("Comparison"), "comparison_html");
  add_html(module.attr("StatusCounts"), "counts_html");
  add_html(module.attr("Amendment"), "amendment_html");
  add_html(module.attr("Measure"), "measure_html");
  add_html(module.attr("AssessedMeasure"), "assessed_measure_html");
  add_html(module.attr("Explanation"), "explanation_html");
}

}  // namespace actionplan::bindings
