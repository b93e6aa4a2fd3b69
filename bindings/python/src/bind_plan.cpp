// SPDX-License-Identifier: Apache-2.0
#include "cancel.hpp"
#include "columns.hpp"
#include "measure_key.hpp"
#include "register.hpp"
#include "values.hpp"
#include "warnings.hpp"

#include <algorithm>

namespace actionplan::bindings {
namespace {

using Release = py::call_guard<py::gil_scoped_release>;
constexpr auto borrowed = py::return_value_policy::reference_internal;

void add_heading(py::module_& module) {
  Class<PlanHeading> type{module, "PlanHeading",
                          "What a plan says of itself.\n\n"
                          "`legal_basis` is the act that adopted it, as written; `language` a "
                          "BCP 47 tag; `period` the years it\nis for."};
  type.def(py::init([](Text title, std::optional<Date> adopted_on, Text legal_basis, Text language,
                       std::optional<PeriodOrText> period) {
             PlanHeading heading{std::move(title.value), adopted_on, std::move(legal_basis.value),
                                 std::move(language.value), std::nullopt};
             if (period) heading.period = period->value;
             return heading;
           }),
           py::arg("title") = "", py::arg("adopted_on") = py::none(), py::arg("legal_basis") = "",
           py::arg("language") = "", py::arg("period") = py::none())
      .def_property_readonly("title", field<&PlanHeading::title>(), "The plan's title.")
      .def_property_readonly("adopted_on", field<&PlanHeading::adopted_on>(),
                             "The day of its adoption, or None.")
      .def_property_readonly("legal_basis", field<&PlanHeading::legal_basis>(),
                             "The act that adopted it, as written; may be empty.")
      .def_property_readonly("language", field<&PlanHeading::language>(),
                             "BCP 47 tag of its text, e.g. `en`; may be empty.")
      .def_property_readonly("period", field<&PlanHeading::period>(), "The years it is for.");
  as_value(type, {"title", "adopted_on", "legal_basis", "language", "period"});
}

// The columns are borrowed from the plan, which is a cheap handle.
struct Columns {
  Plan plan;
};

void add_columns(py::module_& module) {
  Class<Columns>{module, "DeadlineColumns",
                 "The measures' deadlines as columns, in the order of `Plan.measures`, "
                 "without a copy.\n\n"
                 "An absent start is -2**31 and an absent due day 2**31 - 1, so that "
                 "comparisons with a day come out\nright."}
      .def_property_readonly(
          "start",
          [](const py::object& self) {
            return view_column(self, self.cast<const Columns&>().plan.deadlines().start, "i");
          },
          "memoryview of int32, days since 1970-01-01.")
      .def_property_readonly(
          "due",
          [](const py::object& self) {
            return view_column(self, self.cast<const Columns&>().plan.deadlines().due, "i");
          },
          "memoryview of int32, days since 1970-01-01.")
      .def_property_readonly(
          "kind",
          [](const py::object& self) {
            return view_column(self, self.cast<const Columns&>().plan.deadlines().kind, "B");
          },
          "memoryview of uint8, positions in `list(DeadlineKind)`.")
      .def_property_readonly(
          "force",
          [](const Columns& self) {
            const auto column = self.plan.deadlines().force;
            py::tuple out(column.size());
            for (std::size_t i = 0; i < column.size(); ++i) out[i] = column[i];
            return out;
          },
          "tuple of the strongest force of each measure, None where it names no agency.");
}

void add_plan_parts(Class<Plan>& type) {
  type.def_property_readonly(
          "heading", [](const Plan& self) -> const PlanHeading& { return self.heading(); },
          "What the plan says of itself.")
      .def_property_readonly(
          "title", [](const Plan& self) { return self.heading().title; }, "The plan's title.")
      .def_property_readonly(
          "adopted_on", [](const Plan& self) { return self.heading().adopted_on; },
          "The day of its adoption, or None.")
      .def_property_readonly(
          "legal_basis", [](const Plan& self) { return self.heading().legal_basis; },
          "The act by which it was adopted; may be empty.")
      .def_property_readonly(
          "language", [](const Plan& self) { return self.heading().language; },
          "The language of the document, as an ISO 639-1 code; empty where it is not known.")
      .def_property_readonly(
          "period", [](const Plan& self) { return self.heading().period; },
          "The years or days for which it was made, or None.")
      .def_property_readonly(
          "agencies",
          [](const py::object& self) {
            return to_tuple(self.cast<const Plan&>().agencies(), self);
          },
          "tuple of Agency, by first mention.")
      .def_property_readonly(
          "sections",
          [](const py::object& self) {
            return to_tuple(self.cast<const Plan&>().sections(), self);
          },
          "tuple of Section, in document order.")
      .def_property_readonly(
          "measures",
          [](const py::object& self) {
            return to_tuple(self.cast<const Plan&>().measures(), self);
          },
          "tuple of Measure, in document order.")
      .def_property_readonly(
          "problems",
          [](const py::object& self) {
            return to_tuple(self.cast<const Plan&>().problems(), self);
          },
          "tuple of Problem: what the reader found odd.")
      .def_property_readonly(
          "parts", [](const Plan& self) { return py::tuple(py::cast(self.parts())); },
          "tuple of str: names of the source's sheets or files that a place's `part` counts.")
      .def_property_readonly(
          "deadlines", [](const Plan& self) { return Columns{self}; },
          "The measures' deadlines as columns.");
}

void add_plan_lookup(Class<Plan>& type) {
  type.def("find_agency", &Plan::find_agency, borrowed, py::arg("id"),
           "The agency with this id, or None.")
      .def("find_section", &Plan::find_section, borrowed, py::arg("id"),
           "The section with this id, or None.")
      .def("find_measure", &Plan::find_measure, borrowed, py::arg("id"),
           "The measure with this id, or None.")
      .def("find_indicator", &Plan::find_indicator, borrowed, py::arg("id"),
           "The indicator with this id, or None.")
      .def(
          "agency",
          [](const Plan& self, const AgencyId& id) -> const Agency& { return self.agency(id); },
          borrowed, py::arg("id"),
          "The agency with this id.\n\nRaises:\n    NotFound: there is none.")
      .def(
          "section",
          [](const Plan& self, const SectionId& id) -> const Section& { return self.section(id); },
          borrowed, py::arg("id"),
          "The section with this id.\n\nRaises:\n    NotFound: there is none.")
      .def(
          "measure",
          [](const Plan& self, const MeasureId& id) -> const Measure& { return self.measure(id); },
          borrowed, py::arg("id"),
          "The measure with this id.\n\nRaises:\n    NotFound: there is none.")
      .def(
          "indicator",
          [](const Plan& self, const IndicatorId& id) -> const Indicator& {
            return self.indicator(id);
          },
          borrowed, py::arg("id"),
          "The indicator with this id.\n\nRaises:\n    NotFound: there is none.")
      .def(
          "__getitem__",
          [](const Plan& self, const Text& id_or_number) -> const Measure& {
            return self[id_or_number.value];
          },
          borrowed, py::arg("id_or_number"),
          "The measure with this id or number.\n\nRaises:\n    NotFound: there is none.\n    "
          "InvalidArgument: there are several; the message lists their ids, of which `measure(id)` "
          "takes any.")
      .def(
          "find_number",
          [](const Plan& self, const Text& number) { return self.find_number(number.value); },
          borrowed, py::arg("number"),
          "The measure with this number; None where none has it, or several do.")
      .def(
          "positions",
          [](const Plan& self, const Text& id_or_number) {
            return py::tuple(py::cast(self.positions(id_or_number.value)));
          },
          py::arg("id_or_number"), "Positions in `measures` of all that have this id or number.")
      .def("position", &Plan::position, py::arg("id"),
           "Position in `measures` of the measure with this id, or None.")
      .def(
          "__contains__",
          [](const Plan& self, const py::object& id_or_number) {
            refuse_number("plan", id_or_number);
            return PyUnicode_Check(id_or_number.ptr()) != 0 &&
                   !self.positions(view_text(id_or_number)).empty();
          },
          py::arg("id_or_number"))
      .def("__len__", [](const Plan& self) { return self.measures().size(); })
      .def("__iter__", [](const py::object& self) {
        const std::size_t size = self.cast<const Plan&>().measures().size();
        return each_of(size, [self](std::size_t at) {
          return py::cast(self.cast<const Plan&>().measures().at(at),
                          py::return_value_policy::reference_internal, self);
        });
      });
}

void add_plan(py::module_& module) {
  Class<Plan> type{module, "Plan",
                   "A government action plan: everything that was read of it, immutable.\n\n"
                   "`plan[\"4.2.3\"]` is a measure by its id or number, `len(plan)` counts "
                   "measures, and iteration goes over\nthem in document order. Relations "
                   "between parts are ids. Safe to share between threads. Equality\ncompares "
                   "content and ignores problems, places and parts."};
  type.def(py::init<>(), "A plan without title, sections and measures; see `PlanBuilder`.");
  add_plan_parts(type);
  add_plan_lookup(type);
  type.def(py::self == py::self)
      .def(
          "to_json",
          [](const Plan& self, const CancelArgument& cancel) {
            return to_json(self, cancel.cancel);
          },
          Release{}, py::kw_only(), py::arg("cancel") = py::none(),
          "The plan as a JSON document, `actionplan/plan@1`.")
      .def("published_part", &published_part, Release{},
           "The plan as it may be published: without the extra cells and finance that nobody said "
           "may be.\nStores and `open_data` keep this of a plan.")
      .def("__reduce__",
           [](const Plan& self) {
             return py::make_tuple(py::module_::import("actionplan").attr("plan_from_json"),
                                   py::make_tuple(to_json(self)));
           })
      .def("__repr__", [](const py::object& self) {
        std::string text = sketch(self, {"title", "adopted_on"});
        text.pop_back();
        return text + " measures=" + std::to_string(self.cast<const Plan&>().measures().size()) +
               ">";
      });
}

PlanBuilder& add_indicator(PlanBuilder& builder, const std::string& given,
                           std::optional<IndicatorKind> kind) {
  if (kind) return builder.add_indicator(given, *kind);
  const std::string text = text::collapse_spaces(given);
  const std::vector<IndicatorPart> parts = read_indicators(text);
  for (const IndicatorPart& part : parts) {
    const std::size_t begin = text::byte_offset(text, part.span.begin);
    const std::size_t end = text::byte_offset(text, part.span.end);
    builder.add_indicator(std::string_view{text}.substr(begin, end - begin), part.kind);
  }
  if (parts.empty()) builder.add_indicator(text, IndicatorKind::qualitative);
  return builder;
}

void add_builder(py::module_& module) {
  Class<PlanBuilder> type{
      module, "PlanBuilder",
      "Gathers the parts of a plan and checks, once, that they fit together.\n\n"
      "`build` insists on: ids present and unique; relations that name an existing object; "
      "sections after\ntheir parents; indicators by rising, disjoint spans whose text is that "
      "stretch of the measure's\nindicator text; deadlines that start before they are due; a due "
      "day of an expected report exactly\nwhere it has a source."};
  type.def(py::init<>())
      .def(py::init<const Plan&>(), py::arg("plan"), "Starts from a plan, to make a changed copy.")
      .def(
          "add",
          [](PlanBuilder& self, const Agency& part) -> PlanBuilder& { return self.add(part); },
          borrowed, py::arg("part"), "Adds an Agency, a Section, a Measure or a Problem.")
      .def(
          "add",
          [](PlanBuilder& self, const Section& part) -> PlanBuilder& { return self.add(part); },
          borrowed, py::arg("part"))
      .def(
          "add",
          [](PlanBuilder& self, const Measure& part) -> PlanBuilder& { return self.add(part); },
          borrowed, py::arg("part"))
      .def(
          "add",
          [](PlanBuilder& self, const Problem& part) -> PlanBuilder& { return self.add(part); },
          borrowed, py::arg("part"))
      .def(
          "add_indicator",
          [](PlanBuilder& self, const Text& text, std::optional<IndicatorKind> kind)
              -> PlanBuilder& { return add_indicator(self, text.value, kind); },
          borrowed, py::arg("text"), py::arg("kind") = py::none(),
          "Adds an indicator to the measure that was added last: its text to the measure's "
          "indicator text, after\n\"; \" where there is some, with its span, and the first id "
          "\"4.2.3/1\", \"4.2.3/2\" ... that the measure has not.\n\n"
          "Args:\n    kind: None: the text is read as in a document (`read_indicators`), and each "
          "of "
          "its parts is added\n        with the kind that its words say.\n\n"
          "Raises:\n    InvalidArgument: there is no measure yet, or no text.")
      .def_property(
          "heading", [](PlanBuilder& self) { return self.heading(); },
          [](PlanBuilder& self, const PlanHeading& heading) { self.heading() = heading; },
          "What was gathered so far, open to changes until `build`.")
      .def_property(
          "agencies", [](PlanBuilder& self) { return self.agencies(); },
          [](PlanBuilder& self, std::vector<Agency> parts) { self.agencies() = std::move(parts); },
          "A list of those gathered; assign a list to replace them.")
      .def_property(
          "sections", [](PlanBuilder& self) { return self.sections(); },
          [](PlanBuilder& self, std::vector<Section> parts) { self.sections() = std::move(parts); },
          "A list of those gathered; assign a list to replace them.")
      .def_property(
          "measures", [](PlanBuilder& self) { return self.measures(); },
          [](PlanBuilder& self, std::vector<Measure> parts) { self.measures() = std::move(parts); },
          "A list of those gathered; assign a list to replace them.")
      .def_property(
          "problems", [](PlanBuilder& self) { return self.problems(); },
          [](PlanBuilder& self, std::vector<Problem> parts) { self.problems() = std::move(parts); },
          "A list of those gathered; assign a list to replace them.")
      .def_property(
          "parts", [](PlanBuilder& self) { return self.parts(); },
          [](PlanBuilder& self, std::vector<Text> parts) {
            self.parts() = to_strings(std::move(parts));
          },
          "A list of the names of the source's sheets or files; assign a list to replace them.")
      .def(
          "build",
          [](PlanBuilder& self, const CancelArgument& cancel) { return self.build(cancel.cancel); },
          py::kw_only(), py::arg("cancel") = py::none(),
          "The plan; the builder is empty afterwards, and unchanged when it raises.\n\n"
          "Raises:\n    InvalidArgument: naming the object that does not fit, its value and the "
          "remedy.");
}

bool is_same(const Revision& a, const Revision& b) {
  return a.plan == b.plan && a.effective_on == b.effective_on && a.recorded_on == b.recorded_on &&
         a.profile == b.profile;
}

// The history with one more revision, corrected by its profile. Warns of what that says in vain; not
// of ids that another revision holds.
PlanHistory add_checked(std::vector<Revision> revisions, const Plan& plan, Date effective_on,
                        Date recorded_on, const Profile& profile) {
  std::vector<Problem> found;
  std::optional<PlanHistory> history;
  {
    const py::gil_scoped_release release;
    CheckedPlan checked =
        profile == Profile{} ? CheckedPlan{plan, {}} : apply_and_check(plan, profile);
    found = std::move(checked.problems);
    revisions.push_back(Revision{std::move(checked.plan), effective_on, recorded_on, profile});
    history.emplace(std::move(revisions));
  }
  const auto is_held = [&known = history->revisions()](const Problem& problem) {
    if (!is_unknown_id(problem)) return false;
    return std::any_of(known.begin(), known.end(), [&problem](const Revision& one) {
      return one.plan.find_measure(MeasureId{problem.subject}) != nullptr ||
             one.plan.find_indicator(IndicatorId{problem.subject}) != nullptr;
    });
  };
  warn_of_vain(found, "problems", is_held);
  return *std::move(history);
}

void add_history(py::module_& module) {
  Class<Revision> revision{module, "Revision",
                           "One version of a plan: the first day on which it is the plan, and "
                           "the day it was entered here."};
  revision
      .def(py::init([](const Plan& plan, Date effective_on, Date recorded_on,
                       const std::optional<Profile>& profile) {
             return Revision{plan, effective_on, recorded_on, profile.value_or(Profile{})};
           }),
           py::arg("plan"), py::arg("effective_on"), py::arg("recorded_on"),
           py::arg("profile") = py::none())
      .def_property_readonly("plan", field<&Revision::plan>(),
                             "The plan as it stands from that day on.")
      .def_property_readonly("effective_on", field<&Revision::effective_on>(),
                             "First day on which this version is the plan.")
      .def_property_readonly("recorded_on", field<&Revision::recorded_on>(),
                             "Day on which it was entered here.")
      .def_property_readonly(
          "profile", field<&Revision::profile>(),
          "Says what the plan leaves unsaid; its corrections are applied already.")
      .def("__eq__", &is_same, py::is_operator(), py::arg("other"));
  as_fields(revision, {"plan", "effective_on", "recorded_on", "profile"});

  Class<PlanHistory> type{module, "PlanHistory",
                          "A plan and its revisions, immutable, in the order of "
                          "`effective_on`.\n\n"
                          "A measure is the same measure over revisions when its id is the "
                          "same. Wherever a history is asked\nfor, a plan that was never "
                          "revised will do."};
  type.def(py::init<Plan>(), py::arg("plan"), "One plan, in force and known from the first day on.")
      .def(py::init([](const Plan& plan, const Profile& profile) {
             return add_checked({}, plan, Date::earliest(), Date::earliest(), profile);
           }),
           py::arg("plan"), py::arg("profile"),
           "The same, corrected and measured by a profile.\n\n"
           "Warns:\n    UserWarning: the profile says something in vain, such as ids that the "
           "plan lacks (`problems`).")
      .def(py::init<std::vector<Revision>>(), py::arg("revisions"),
           "Raises:\n    InvalidArgument: there is no revision.")
      .def(
          "revised",
          [](const PlanHistory& self, const Plan& plan, Date effective_on, Date recorded_on,
             const std::optional<Profile>& profile) {
            if (!profile) return self.revised(plan, effective_on, recorded_on);
            return add_checked(self.revisions(), plan, effective_on, recorded_on, *profile);
          },
          py::arg("plan"), py::arg("effective_on"), py::arg("recorded_on"),
          py::arg("profile") = py::none(),
          "A history with one more revision, corrected and measured by a profile.\n\n"
          "Without `profile` that of the revision before it is kept; a corrected deadline whose "
          "text is another\nnow is not. `Profile()` means none.")
      .def_property_readonly(
          "revisions",
          [](const py::object& self) {
            return to_tuple(self.cast<const PlanHistory&>().revisions(), self);
          },
          "The revisions in the order in which they were recorded.")
      .def(
          "in_force",
          [](const py::object& self, Date as_of, std::optional<Date> known_at) {
            py::list out;
            for (const Revision* item : self.cast<const PlanHistory&>().in_force(as_of, known_at)) {
              out.append(py::cast(item, borrowed, self));
            }
            return py::tuple{out};
          },
          py::kw_only(), py::arg("as_of"), py::arg("known_at") = py::none(),
          "The revisions known at `known_at` and in force by `as_of`, oldest first.\n\n"
          "Raises:\n    InvalidArgument: none was recorded by `known_at`.")
      .def(
          "plan_on",
          [](const PlanHistory& self, Date as_of, std::optional<Date> known_at) {
            return self.plan_on(as_of, known_at);
          },
          py::kw_only(), py::arg("as_of"), py::arg("known_at") = py::none(),
          "The plan of that day.")
      .def_property_readonly(
          "problems", [](const PlanHistory& self) { return self.problems(); },
          "What its profiles say in vain: of each revision what `check_profile` finds, and what is "
          "said of measures\nand indicators that it no longer has.")
      .def("__len__", [](const PlanHistory& self) { return self.revisions().size(); })
      .def(
          "__eq__",
          [](const PlanHistory& a, const PlanHistory& b) {
            return std::equal(a.revisions().begin(), a.revisions().end(), b.revisions().begin(),
                              b.revisions().end(), is_same);
          },
          py::is_operator(), py::arg("other"));
  as_fields(type, {"revisions"});
  add_method(type, "__repr__", [](const PlanHistory& self) {
    return "<PlanHistory revisions=" + std::to_string(self.revisions().size()) + ">";
  });
  py::implicitly_convertible<Plan, PlanHistory>();
}

}  // namespace

void register_plan(py::module_& module) {
  module.def(
      "_plan_label", [](const Plan& plan) { return label(plan); }, py::arg("plan"),
      "What stands for the plan in a column: its title, or a label of its own.");
  register_columns(module);
  add_heading(module);
  add_columns(module);
  add_plan(module);
  add_builder(module);
  add_history(module);
}

}  // namespace actionplan::bindings
