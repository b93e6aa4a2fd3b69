// SPDX-License-Identifier: Apache-2.0
#include "assessed_measure.hpp"
#include "cancel.hpp"
#include "query_arguments.hpp"
#include "register.hpp"
#include "values.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace actionplan::bindings {
namespace {

// A field by its name, with Python's operators.
struct FilterField {
  Field field;
};

FilterValue to_number(Field field, const py::object& value) {
  const bool is_number = PyBool_Check(value.ptr()) == 0 && PyNumber_Check(value.ptr()) != 0;
  const double number = is_number ? PyFloat_AsDouble(value.ptr()) : -1;
  if (number == -1 && PyErr_Occurred() != nullptr) throw py::error_already_set();
  if (is_number) return number;
  throw py::type_error(
      "The field " + std::string{to_string(field)} + " cannot be held against a value of type " +
      std::string{Py_TYPE(value.ptr())->tp_name} + "; give a text, a day, a period or a number.");
}

// A whole number is the year that a text of it would be: `field("due") == 2018`.
std::optional<Period> find_year(const py::object& value) {
  if (PyLong_Check(value.ptr()) == 0 || PyBool_Check(value.ptr()) != 0) return std::nullopt;
  const std::string text = py::str(value).cast<std::string>();
  constexpr std::size_t digits_of_a_year = 4;
  if (text.size() != digits_of_a_year || text.front() == '-') return std::nullopt;
  return Period::parse(text);
}

// Of anything but a text, which is read as the text form writes it.
FilterValue to_value(Field field, const py::object& value) {
  if (py::isinstance<Period>(value)) return value.cast<const Period&>();
  if (info(field).type == FieldType::day) {
    if (const auto period = find_period(value)) return *period;
    if (const auto year = find_year(value)) return *year;
  }
  if (py::isinstance(value, py::module_::import("datetime").attr("date"))) {
    const Date day = to_date(value);
    return Period{day, day};
  }
  return to_number(field, value);
}

Filter compare_field(const FilterField& self, Comparator comparator, const py::object& value) {
  if (value.is_none()) {
    const Filter present = Filter::present(self.field);
    if (comparator == Comparator::equal) return !present;
    if (comparator == Comparator::not_equal) return present;
    throw py::type_error("The field " + std::string{to_string(self.field)} +
                         " has no order with None; ask == None or is_present().");
  }
  if (PyUnicode_Check(value.ptr()) != 0) {
    return Filter::where(self.field, comparator, view_text(value));
  }
  return Filter{{self.field, comparator, to_value(self.field, value)}};
}

template <Comparator comparator>
auto comparing() {
  return [](const FilterField& self, const py::object& value) {
    return compare_field(self, comparator, value);
  };
}

Filter open_text(const FilterField& self, const Text& part, bool is_open_before) {
  return Filter{
      {self.field, Comparator::equal, TextPattern{part.value, is_open_before, !is_open_before}}};
}

void add_filter(py::module_& module) {
  Class<Filter>{module, "Filter",
                "A question to which each measure answers yes or no.\n\n"
                "From text, `Filter('deadline_status = unreported AND due < 2018-01-01')`, or "
                "from fields,\n`(ap.field('deadline_status') == 'unreported') & "
                "(ap.field('due') < '2018-01-01')`; joined by `&`, `|` and `~`.\n"
                "docs/guide/filters.md has the grammar. Without a text: every measure."}
      .def(py::init([](const Text& text) { return Filter::parse(text.value); }),
           py::arg("text") = "")
      .def_static(
          "search", [](const Text& text) { return Filter::search(text.value); }, py::arg("text"),
          "Is the text a part of the title, the indicator text or an agency's name, or the "
          "number?\n\nRaises:\n    InvalidArgument: it is empty.")
      .def_property_readonly(
          "text", [](const Filter& self) { return self.text(); },
          "The filter in its one text form.")
      .def("__and__", [](const Filter& a, const py::object& b) { return a && to_filter(b); })
      .def("__or__", [](const Filter& a, const py::object& b) { return a || to_filter(b); })
      .def("__invert__", [](const Filter& a) { return !a; })
      .def("__bool__",
           [](const Filter&) -> bool {
             throw py::type_error(
                 "A filter is neither true nor false; join filters by & | ~ and put parentheses "
                 "around comparisons.");
           })
      .def(py::self == py::self)
      .def("__hash__", [](const Filter& self) { return py::hash(py::str(self.text())); })
      .def("__str__", [](const Filter& self) { return self.text(); })
      .def("__repr__",
           [](const Filter& self) {
             return "Filter(" + py::repr(py::str(self.text())).cast<std::string>() + ")";
           })
      .def("__reduce__", [](const py::object& self) {
        return py::make_tuple(py::type::of(self), py::make_tuple(self.attr("text")));
      });
}

void add_field(py::module_& module) {
  Class<FilterField> type{module, "FilterField",
                          "A field of a measure. Compared with a value by == != < <= > >= it "
                          "is a Filter; `field == None` asks for\nmeasures without a value. "
                          "Made by `field`."};
  type.def("__eq__", comparing<Comparator::equal>())
      .def("__ne__", comparing<Comparator::not_equal>())
      .def("__lt__", comparing<Comparator::less>())
      .def("__le__", comparing<Comparator::less_or_equal>())
      .def("__gt__", comparing<Comparator::greater>())
      .def("__ge__", comparing<Comparator::greater_or_equal>())
      .def("has", comparing<Comparator::has>(), py::arg("value"),
           "Has a text this part? Is a number or section this one, or below it?")
      .def(
          "starts_with",
          [](const FilterField& self, const Text& text) { return open_text(self, text, false); },
          py::arg("text"), "Does a text or word begin so?")
      .def(
          "ends_with",
          [](const FilterField& self, const Text& text) { return open_text(self, text, true); },
          py::arg("text"), "Does a text or word end so?")
      .def(
          "is_present", [](const FilterField& self) { return Filter::present(self.field); },
          "Is there any value?")
      .def_property_readonly(
          "name", [](const FilterField& self) { return to_string(self.field); },
          "The name as a filter writes it.")
      .def_property_readonly(
          "type", [](const FilterField& self) { return to_string(info(self.field).type); },
          "id, label, text, word, day or number.")
      .def_property_readonly(
          "is_many", [](const FilterField& self) { return info(self.field).is_many; },
          "Can a measure have several values? One that fits is enough.")
      .def_property_readonly(
          "meaning", [](const FilterField& self) { return info(self.field).meaning; },
          "What it holds.")
      .def_property_readonly(
          "words",
          [](const FilterField& self) { return py::tuple(py::cast(words_of(self.field))); },
          "What a field of words can hold.")
      .def("__repr__", [](const FilterField& self) {
        return "field('" + std::string{to_string(self.field)} + "')";
      });
  type.attr("__hash__") = py::none();
  module.def(
      "field", [](const Text& name) { return FilterField{field_named(name.value)}; },
      py::arg("name"),
      "A field from which filters are made: `ap.field('due') < '2018-01-01'`.\n\n"
      "Raises:\n    InvalidArgument: there is no such field; the message names all.");
  module.def(
      "filter_fields",
      [] {
        std::vector<FilterField> all;
        for (const FieldInfo& line : fields()) all.push_back({line.field});
        return py::tuple(py::cast(all));
      },
      "All fields that a filter can ask for.");
}

void add_sql_condition(py::module_& module) {
  Class<SqlCondition>{module, "SqlCondition",
                      "What of a filter a database can answer: a condition over the relations "
                      "of docs/guide/filters.md, true for\nevery measure that the filter "
                      "passes, and perhaps for others. `values` are to be bound to its `?`."}
      .def_property_readonly("text", field<&SqlCondition::text>(),
                             "0 or 1, never NULL; `?` for each of `values`.")
      .def_property_readonly("values", tuple_of<&SqlCondition::values>(),
                             "To be bound: nothing of the filter stands in `text`.")
      .def_property_readonly("is_exact", field<&SqlCondition::is_exact>(),
                             "True only for what the filter passes.")
      .def("__repr__", [](const py::object& self) {
        return sketch(self, {"text", "values", "is_exact"});
      });
  module.def(
      "sql_condition", [](const py::object& filter) { return sql_condition(to_filter(filter)); },
      py::arg("filter"), "What of a filter a database can answer: every filter has a condition.");
}

// A selection with the assessment that its rows are of.
struct PySelection {
  py::object assessment;
  Selection selection;

  [[nodiscard]] const Assessment& assessed() const { return assessment.cast<const Assessment&>(); }
  [[nodiscard]] AssessedMeasure at(py::ssize_t index) const {
    const auto size = static_cast<py::ssize_t>(selection.rows.size());
    if (index < -size || index >= size) {
      throw py::index_error(no_such_place("row", "The selection", index, size));
    }
    if (index < 0) index += size;
    return assessed_measure(assessment, selection.rows[static_cast<std::size_t>(index)]);
  }
};

void add_selection(py::module_& module) {
  Class<PySelection>{module, "Selection",
                     "The measures that pass a filter: a sequence of AssessedMeasure, put "
                     "together when asked for.\n\n"
                     "What `Assessment.where` and `Query.where` give: `selection[0]`, `len`, "
                     "`numbers`, `to_pandas()`, `to_csv()`.\nCharts and `where(..., among=)` "
                     "take one in place of an assessment.\n\n"
                     "`rows` are their positions in the assessment, `total` counts those of "
                     "all pages, and `next_page_token`,\nempty on the last page, asks for the "
                     "page after this one."}
      .def_property_readonly(
          "assessment", [](const PySelection& self) { return self.assessment; },
          "The assessment from which it was selected.")
      .def_property_readonly(
          "rows", [](const PySelection& self) { return py::tuple(py::cast(self.selection.rows)); },
          "The rows of its measures in the assessment.")
      .def_property_readonly(
          "numbers",
          [](const PySelection& self) {
            py::tuple out(self.selection.rows.size());
            std::size_t i = 0;
            for (const std::size_t row : self.selection.rows) {
              out[i++] = py::str(self.assessed().measure(row).number);
            }
            return out;
          },
          "The numbers of its measures.")
      .def_property_readonly(
          "ids",
          [](const PySelection& self) {
            py::tuple out(self.selection.rows.size());
            std::size_t i = 0;
            for (const std::size_t row : self.selection.rows) {
              out[i++] = py::str(self.assessed().measure(row).id.value());
            }
            return out;
          },
          "The ids of its measures.")
      .def_property_readonly(
          "total", [](const PySelection& self) { return self.selection.total; },
          "How many measures matched, on this page or another.")
      .def_property_readonly(
          "next_page_token", [](const PySelection& self) { return self.selection.next_page_token; },
          "What to ask for the next page with; None on the last.")
      .def(
          "to_json",
          [](const PySelection& self, const CancelArgument& cancel) {
            const Assessment& assessment = self.assessed();
            py::gil_scoped_release release;
            const Selection& page = self.selection;
            if (page.rows.size() == page.total) {
              return to_json(assessment, page.rows, cancel.cancel);
            }
            return to_json(assessment, page.rows, JsonPage{page.total, page.next_page_token},
                           cancel.cancel);
          },
          py::kw_only(), py::arg("cancel") = py::none(),
          "`actionplan/assessment@1` of these measures alone; `selected_from` counts all, and of "
          "a page `page` says\nhow many matched and the token of the next.")
      .def(
          "to_csv",
          [](const PySelection& self, const CancelArgument& cancel) {
            const Assessment& assessment = self.assessed();
            py::gil_scoped_release release;
            return to_csv(assessment, self.selection.rows, cancel.cancel);
          },
          py::kw_only(), py::arg("cancel") = py::none(), "These measures as CSV, one line each.")
      .def("__len__", [](const PySelection& self) { return self.selection.rows.size(); })
      .def("__getitem__", &PySelection::at, py::arg("index"))
      .def("__iter__",
           [](const py::object& self) {
             return py::reinterpret_steal<py::object>(PySeqIter_New(self.ptr()));
           })
      .def("__repr__", [](const PySelection& self) {
        constexpr std::size_t most = 5;
        const std::vector<std::size_t>& rows = self.selection.rows;
        std::string said = "<Selection of " + std::to_string(rows.size()) + " of " +
                           std::to_string(self.selection.total) + " measures that pass, as of " +
                           self.assessed().as_of().iso();
        for (std::size_t i = 0; i < rows.size() && i < most; ++i) {
          const Measure& measure = self.assessed().measure(rows[i]);
          said += (i == 0 ? ": " : ", ") +
                  (measure.number.empty() ? measure.id.value() : measure.number);
        }
        return said + (rows.size() > most ? ", ...>" : ">");
      });
}

// Rows of an assessment: a selection of the same one, or positions.
std::vector<std::size_t> to_rows(const py::object& assessment, const py::object& among) {
  if (!py::isinstance<PySelection>(among)) {
    py::detail::make_caster<std::vector<std::size_t>> rows;
    if (rows.load(among, true)) return py::detail::cast_op<std::vector<std::size_t>>(rows);
    throw py::type_error("among is a " + type_name(among) + "; give a Selection, or rows.");
  }
  const auto& selection = among.cast<const PySelection&>();
  if (!selection.assessment.is(assessment)) {
    throw InvalidArgument("The selection is of another assessment; select from this one first.");
  }
  return selection.selection.rows;
}

constexpr const char* select_doc =
    "The measures that pass a filter.\n\n"
    "Args:\n"
    "    filter: A Filter, or its text form.\n"
    "    order: Fields such as \"due desc, title\"; ties by number. None: as in the assessment.\n"
    "    page_size: Rows at most; None: all.\n"
    "    page_token: `next_page_token` of the page before.\n"
    "    among: Only these: a Selection of the same assessment, or rows of it.\n\n"
    "Raises:\n    InvalidArgument: the filter, the order, the page size or the token cannot be "
    "used.\n\n"
    "Warns:\n    UserWarning: the filter names what the plan does not hold (`unheld_names`).";

constexpr const char* count_doc =
    "How many of the measures that pass have each value of a field, as a dict; None: no value.\n\n"
    "Words stand in the order of their enumeration, agencies and sections in the plan's, by id.\n\n"
    "Raises:\n    InvalidArgument: a field whose values hardly repeat.";

py::dict count_groups(const Query& query, const Text& field, const py::object& filter) {
  const Field by = field_named(field.value);
  const Filter asked = to_filter(filter);
  warn_of_unheld(query.assessment(), asked);
  std::vector<GroupCount> groups;
  {
    py::gil_scoped_release release;
    groups = query.count_by(by, asked);
  }
  py::dict out;
  for (const GroupCount& group : groups) out[py::cast(group.value)] = group.count;
  return out;
}

// What can be asked of a plan without a day.
Assessment without_day(const Plan& plan, const Filter& filter, std::optional<Field> by) {
  constexpr std::array needs_day{
      Field::deadline_status,  Field::reason,        Field::days_late, Field::days_past_due,
      Field::indicator_status, Field::progress,      Field::derived,   Field::rated,
      Field::reporter,         Field::reporter_type, Field::method,    Field::verification};
  std::vector<Field> asked = filter.fields();
  if (by) asked.push_back(*by);
  for (const Field field : asked) {
    if (std::find(needs_day.begin(), needs_day.end(), field) == needs_day.end()) continue;
    throw InvalidArgument("A plan alone does not know `" + std::string{to_string(field)} +
                          "`, which hangs on a day and on evidence; assess it first: "
                          "assess(plan, as_of=...).");
  }
  return assess(plan, AssessOptions{Date::latest()});
}

Plan select_of_plan(const Plan& plan, const Filter& filter) {
  const Assessment assessed = without_day(plan, filter, std::nullopt);
  std::vector<std::size_t> rows = where(assessed, filter).rows;
  std::sort(rows.begin(), rows.end());
  PlanBuilder builder{plan};
  std::vector<Measure> kept;
  kept.reserve(rows.size());
  for (const std::size_t row : rows) kept.push_back(plan.measures()[row]);
  builder.measures() = std::move(kept);
  return builder.build();
}

void add_plan_queries(py::module_& module) {
  auto type = py::reinterpret_borrow<Class<Plan>>(module.attr("Plan"));
  type.def(
          "where",
          [](const Plan& self, const py::object& filter) {
            const Filter asked = to_filter(filter);
            warn_of_unheld(self, asked);
            const py::gil_scoped_release release;
            return select_of_plan(self, asked);
          },
          py::arg("filter"),
          "The plan with those measures alone that pass a filter, for questions that need no day: "
          "of numbers,\ntitles, sections, agencies, indicators and deadlines.\n\n"
          "Raises:\n    InvalidArgument: the filter cannot be used, or asks of what hangs on a "
          "day.")
      .def(
          "count_by",
          [](const Plan& self, const Text& field, const py::object& filter) {
            const Filter asked = to_filter(filter);
            const Assessment assessed = without_day(self, asked, field_named(field.value));
            return count_groups(Query{std::make_shared<const Assessment>(assessed)}, field, filter);
          },
          py::arg("field"), py::arg("filter") = "", count_doc);
}

// Points to what Python keeps, and owns nothing.
Query borrow(const Assessment& assessment) {
  return Query{std::shared_ptr<const Assessment>{std::shared_ptr<void>{}, &assessment}};
}

struct PyQuery {
  py::object assessment;
  Query query;
};

PySelection select_in(const py::object& assessment, const Query& query, const py::object& filter,
                      const std::optional<Text>& order, std::optional<py::ssize_t> page_size,
                      const Text& page_token, const py::object& among) {
  const Filter asked = to_filter(filter);
  warn_of_unheld(query.assessment(), asked);
  SelectOptions options = to_options(order, page_size, page_token);
  if (!among.is_none()) options.among = to_rows(assessment, among);
  Selection found;
  {
    py::gil_scoped_release release;
    found = query.where(asked, options);
  }
  return {assessment, std::move(found)};
}

void add_unheld_names(py::module_& module) {
  module.def(
      "unheld_names",
      [](const PlanHistory& history, const py::object& filter,
         const std::optional<Evidence>& evidence) {
        const Filter asked = to_filter(filter);
        return evidence ? unheld_names(history, *evidence, asked) : unheld_names(history, asked);
      },
      py::arg("history"), py::arg("filter"), py::arg("evidence") = py::none(),
      "What a filter names that no revision of a plan holds: ids and numbers of measures, "
      "sections, and agencies or\nparts of their names, each a Problem with up to three that "
      "are like it; with `evidence` reporters of whom no entry is, too. And what it compares in "
      "vain: "
      "letters with\nnumbers (`number < abc`), shares of progress with percent. `where` and "
      "`count_by` "
      "warn of them.\n\n"
      "Raises:\n    InvalidArgument: the filter cannot be used.");
}

void add_query(py::module_& module) {
  Class<PyQuery>{module, "Query",
                 "Asks one assessment many questions, and keeps what it has asked of the "
                 "measures: the first question to a\nfield takes longer than any after it."}
      .def(py::init([](const py::object& assessment) {
             if (!py::isinstance<Assessment>(assessment)) {
               throw py::type_error("A Query is made of an Assessment; give one.");
             }
             return PyQuery{assessment, borrow(assessment.cast<const Assessment&>())};
           }),
           py::arg("assessment"))
      .def_property_readonly(
          "assessment", [](const PyQuery& self) { return self.assessment; },
          "The assessment that is asked.")
      .def(
          "where",
          [](const PyQuery& self, const py::object& filter, const std::optional<Text>& order,
             std::optional<py::ssize_t> page_size, const Text& page_token,
             const py::object& among) {
            return select_in(self.assessment, self.query, filter, order, page_size, page_token,
                             among);
          },
          py::arg("filter"), py::kw_only(), py::arg("order") = py::none(),
          py::arg("page_size") = py::none(), py::arg("page_token") = "",
          py::arg("among") = py::none(), select_doc)
      .def(
          "count_by",
          [](const PyQuery& self, const Text& field, const py::object& filter) {
            return count_groups(self.query, field, filter);
          },
          py::arg("field"), py::arg("filter") = "", count_doc);

  auto type = py::reinterpret_borrow<Class<Assessment>>(module.attr("Assessment"));
  type.def(
      "where",
      [](const py::object& self, const py::object& filter, const std::optional<Text>& order,
         std::optional<py::ssize_t> page_size, const Text& page_token, const py::object& among) {
        const Query query = borrow(self.cast<const Assessment&>());
        return select_in(self, query, filter, order, page_size, page_token, among);
      },
      py::arg("filter"), py::kw_only(), py::arg("order") = py::none(),
      py::arg("page_size") = py::none(), py::arg("page_token") = "", py::arg("among") = py::none(),
      select_doc);
  type.def(
      "count_by",
      [](const Assessment& self, const Text& field, const py::object& filter) {
        return count_groups(borrow(self), field, filter);
      },
      py::arg("field"), py::arg("filter") = "", count_doc);
}

void add_comparison(py::module_& module) {
  Class<IndicatorState>{module, "IndicatorState", "One indicator in one of two assessments."}
      .def_property_readonly("id", field<&IndicatorState::id>(), "The id of the indicator.")
      .def_property_readonly("status", field<&IndicatorState::status>(), "The verdict on it.")
      .def_property_readonly("value", field<&IndicatorState::value>(), "Its value, in its unit.")
      .def_property_readonly("progress", field<&IndicatorState::progress>(),
                             "Share of the way from baseline to target.")
      .def("__repr__", [](const py::object& self) {
        return sketch(self, {"id", "status", "value", "progress"});
      });
  Class<MeasureState>{module, "MeasureState", "One measure in one of two assessments."}
      .def_property_readonly("row", field<&MeasureState::row>(), "Position in its assessment.")
      .def_property_readonly("deadline_status", field<&MeasureState::deadline_status>(),
                             "The verdict on its deadline.")
      .def_property_readonly("due", field<&MeasureState::due>(),
                             "The day by which it is due, or None.")
      .def_property_readonly("due_latest", field<&MeasureState::due_latest>(),
                             "The last day that a fair reader could mean by it.")
      .def_property_readonly("is_conditional", field<&MeasureState::is_conditional>(),
                             "Whether the deadline stands under a condition.")
      .def_property_readonly(
          "days_late", field<&MeasureState::days_late>(),
          "Days between the due day and the day it was done; None unless it was late.")
      .def_property_readonly("derived", field<&MeasureState::derived>(),
                             "The completion derived from its indicators.")
      .def_property_readonly("rated", tuple_of<&MeasureState::rated>(),
                             "Of the whole measure, by their days.")
      .def_property_readonly("indicators", tuple_of<&MeasureState::indicators>(),
                             "As the measure has them.")
      .def("__repr__", [](const py::object& self) {
        return sketch(self, {"deadline_status", "due", "days_late", "derived", "rated"});
      });
  Class<MeasureChange>{module, "MeasureChange",
                       "A measure that is not the same in two assessments; `before` or "
                       "`after` is None where it is not there."}
      .def_property_readonly("id", field<&MeasureChange::id>(), "The id of the measure.")
      .def_property_readonly("number", field<&MeasureChange::number>(),
                             "In the second, if it is there.")
      .def_property_readonly("changes", tuple_of<&MeasureChange::changes>(),
                             "In the order of the enumeration, >= 1.")
      .def_property_readonly(
          "before", field<&MeasureChange::before>(),
          "The measure in the first assessment; None where only the second has it.")
      .def_property_readonly(
          "after", field<&MeasureChange::after>(),
          "The measure in the second assessment; None where only the first has it.")
      .def_property_readonly(
          "terms", tuple_of<&MeasureChange::terms>(),
          "Each thing that its indicators are measured by and that differs, by "
          "their ids in the second. As \"text\" also an\nindicator that only the "
          "second has, one that only the first has, by its id there, and other "
          "words of the same\none, unless the plans are in two languages.")
      .def("__repr__", [](const py::object& self) {
        return sketch(self, {"id", "number", "changes"});
      });
  Class<Comparison>{module, "Comparison",
                    "Two assessments, measure by measure: `changes`, and how many are "
                    "`unchanged`."}
      .def_property_readonly("changes", tuple_of<&Comparison::changes>(),
                             "The measures that differ, in the order of the second assessment.")
      .def_property_readonly("unchanged", field<&Comparison::unchanged>(),
                             "How many measures are the same in both.")
      .def("__iter__", [](const py::object& self) { return py::iter(self.attr("changes")); })
      .def(
          "to_json", [](const Comparison& self) { return to_json(self); },
          "`actionplan/comparison@1`.")
      .def("__repr__", [](const py::object& self) {
        return sketch(self, {"changes", "unchanged"});
      });
  module.def(
      "compare",
      [](const Assessment& before, const Assessment& after,
         std::optional<std::map<MeasureId, MeasureId>> measures, bool by_id) {
        const CompareOptions options{measures ? std::move(*measures) : CompareOptions{}.measures,
                                     by_id};
        py::gil_scoped_release release;
        return compare(before, after, options);
      },
      py::arg("before"), py::arg("after"), py::kw_only(), py::arg("measures") = py::none(),
      py::arg("by_id") = false,
      "What changed between two assessments: of two days, two revisions, two `known_at` or two "
      "views.\n\n"
      "Args:\n"
      "    measures: Ids of the first that are others in the second: {\"1.1\": \"2.3\"}.\n"
      "    by_id: Compare two plans that have no title in common by their ids.\n\n"
      "Raises:\n    InvalidArgument: two plans without a title in common, and nothing says what is "
      "the same.\n    NotFound: `measures` name one that is not there.");
}

}  // namespace

void register_query(py::module_& module) {
  add_filter(module);
  add_sql_condition(module);
  add_field(module);
  add_selection(module);
  add_unheld_names(module);
  add_query(module);
  add_comparison(module);
  add_plan_queries(module);
}

}  // namespace actionplan::bindings
