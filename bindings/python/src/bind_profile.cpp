// SPDX-License-Identifier: Apache-2.0
#include "cancel.hpp"
#include "register.hpp"
#include "values.hpp"
#include "warnings.hpp"

#include <map>
#include <span>

namespace actionplan::bindings {
namespace {

using Release = py::call_guard<py::gil_scoped_release>;

// A read-only view of a fresh dict: to assign to an item would change nothing, so it is refused.
template <class Key, class Item>
py::object to_proxy(const std::map<Key, Item>& items, const py::object& parent) {
  py::dict out;
  for (const auto& [key, item] : items) {
    out[py::cast(key)] = py::cast(item, py::return_value_policy::reference_internal, parent);
  }
  PyObject* proxy = PyDictProxy_New(out.ptr());
  if (proxy == nullptr) throw py::error_already_set();
  return py::reinterpret_steal<py::object>(proxy);
}

std::optional<ReportDueRule> to_rule(std::optional<RuleOrName> rule) {
  if (!rule) return std::nullopt;
  return std::move(rule->value);
}

void add_target(py::module_& module) {
  Class<Target> type{module, "Target",
                     "What an indicator should reach, in its unit.\n\n"
                     "`period` is None for the whole life of the plan; `set_by` None and "
                     "`source` empty mean: as the\nindicator's."};
  type.def(py::init([](double value, std::optional<PeriodOrText> period, TargetMode mode,
                       std::optional<SetBy> set_by, Text source) {
             Target target{value, std::nullopt, mode, set_by, std::move(source.value)};
             if (period) target.period = period->value;
             return target;
           }),
           py::arg("value"), py::arg("period") = py::none(),
           py::arg("mode") = TargetMode::cumulative, py::arg("set_by") = py::none(),
           py::arg("source") = "")
      .def_property_readonly("value", field<&Target::value>(),
                             "The value to be reached, in the indicator's unit.")
      .def_property_readonly("period", field<&Target::period>(),
                             "None: for the whole life of the plan.")
      .def_property_readonly("mode", field<&Target::mode>(),
                             "Whether it is for each period, or counted up from the start.")
      .def_property_readonly("set_by", field<&Target::set_by>(), "None: as the indicator's.")
      .def_property_readonly("source", field<&Target::source>(), "Empty: as the indicator's.");
  as_value(type, {"value", "period", "mode", "set_by", "source"});
}

std::vector<double> evaluate(const Formula& self,
                             const std::map<IndicatorId, std::vector<double>>& values,
                             const std::map<IndicatorId, std::vector<double>>& sums) {
  std::vector<std::span<const double>> columns;
  for (const FormulaInput& input : self.inputs()) {
    const auto& given = input.is_summed ? sums : values;
    const auto found = given.find(input.indicator);
    if (found == given.end()) {
      throw InvalidArgument("The formula \"" + self.text() + "\" asks for indicator " +
                            input.indicator.value() + (input.is_summed ? ", summed" : "") +
                            "; give its values.");
    }
    columns.emplace_back(found->second);
  }
  return self.evaluate(columns);
}

void add_formula(py::module_& module) {
  Class<Formula> type{
      module, "Formula",
      "How an indicator's value follows from those of others for the same period: \"[1.1/2] / "
      "[1.1/3] * 100\"\n(docs/guide/formulas.md). A str will do wherever one is asked for.\n\n"
      "Raises:\n    ParseError: the text is no formula."};
  type.def(py::init([](const Text& text) { return Formula::parse(text.value); }), py::arg("text"))
      .def_property_readonly(
          "text", [](const Formula& self) { return self.text(); }, "The formula as it was written.")
      .def_property_readonly(
          "inputs",
          [](const Formula& self) {
            py::tuple out(self.inputs().size());
            for (std::size_t i = 0; i < out.size(); ++i) {
              const FormulaInput& input = self.inputs()[i];
              out[i] = py::make_tuple(input.indicator, input.is_summed);
            }
            return out;
          },
          "tuple of (indicator id, is it summed over periods), in the order of their first use.")
      .def("evaluate", &evaluate, py::arg("values"), py::arg("sums") = py::dict{},
           "The values of many periods at once, NaN where an input has none.\n\n"
           "Args:\n    values: For each indicator one number a period.\n    sums: The same for "
           "those that the formula sums.\n\n"
           "Raises:\n    InvalidArgument: an input is not given, or their lengths differ.");
  as_value(type, {"text"});
  py::implicitly_convertible<py::str, Formula>();
  module.def("check_profile", &check_profile, py::arg("plan"), py::arg("profile"),
             "What a profile says that cannot be measured by: the title of another plan, ids that "
             "the plan lacks,\ntargets against their direction, formulas in a circle, boundary "
             "targets of surveys, and so on.");
}

void add_indicator_profile(py::module_& module) {
  Class<IndicatorProfile> type{
      module, "IndicatorProfile",
      "What a profile says of one indicator; None means unsaid.\n\n"
      "`kind` corrects the kind that was read; `covers_measure` is a person's word that the "
      "indicator is as\nwide as the promise."};
  type.def(py::init(
               [](std::optional<IndicatorKind> kind, std::optional<Text> unit,
                  std::optional<Direction> direction, std::optional<double> baseline,
                  std::vector<Target> targets, std::optional<Aggregation> aggregation,
                  std::optional<Cadence> cadence, std::optional<double> weight,
                  std::optional<bool> covers_measure, std::optional<double> baseline_standard_error,
                  std::map<std::string, std::vector<std::string>> dimensions,
                  std::optional<Aggregation> dimension_aggregation, std::optional<double> alpha,
                  std::optional<Formula> formula, SetBy set_by, Text source,
                  std::optional<Date> baseline_on, std::optional<TrajectoryPath> path) {
                 IndicatorProfile profile;
                 profile.baseline_on = baseline_on;
                 profile.path = path;
                 profile.kind = kind;
                 if (unit) profile.unit = std::move(unit->value);
                 profile.direction = direction;
                 profile.baseline = baseline;
                 profile.targets = std::move(targets);
                 profile.aggregation = aggregation;
                 profile.baseline_standard_error = baseline_standard_error;
                 profile.dimensions = std::move(dimensions);
                 profile.dimension_aggregation = dimension_aggregation;
                 profile.alpha = alpha;
                 profile.formula = std::move(formula);
                 profile.cadence = cadence;
                 profile.weight = weight;
                 profile.covers_measure = covers_measure;
                 profile.set_by = set_by;
                 profile.source = std::move(source.value);
                 return profile;
               }),
           py::arg("kind") = py::none(), py::arg("unit") = py::none(),
           py::arg("direction") = py::none(), py::arg("baseline") = py::none(),
           py::arg("targets") = py::tuple{}, py::arg("aggregation") = py::none(),
           py::arg("cadence") = py::none(), py::arg("weight") = py::none(),
           py::arg("covers_measure") = py::none(), py::arg("baseline_standard_error") = py::none(),
           py::arg("dimensions") = py::dict{}, py::arg("dimension_aggregation") = py::none(),
           py::arg("alpha") = py::none(), py::arg("formula") = py::none(),
           py::arg("set_by") = SetBy::analyst, py::arg("source") = "",
           py::arg("baseline_on") = py::none(), py::arg("path") = py::none())
      .def_property_readonly("kind", field<&IndicatorProfile::kind>(),
                             "Corrects the kind that was read.")
      .def_property_readonly("unit", field<&IndicatorProfile::unit>(), "The unit of its values.")
      .def_property_readonly("direction", field<&IndicatorProfile::direction>(),
                             "Which way is better.")
      .def_property_readonly("baseline", field<&IndicatorProfile::baseline>(),
                             "The value from which progress is counted.")
      .def_property_readonly("targets", tuple_of<&IndicatorProfile::targets>(),
                             "The values to be reached, each with its period.")
      .def_property_readonly("aggregation", field<&IndicatorProfile::aggregation>(),
                             "Of the values of several periods.")
      .def_property_readonly(
          "cadence", field<&IndicatorProfile::cadence>(),
          "A value, or a report, is expected for each calendar period of it that ends between its "
          "first day and its due day.")
      .def_property_readonly("weight", field<&IndicatorProfile::weight>(),
                             "How much it counts when indicators are rolled up.")
      .def_property_readonly("covers_measure", field<&IndicatorProfile::covers_measure>(),
                             "A person confirms that it is as wide as the promise.")
      .def_property_readonly("baseline_standard_error",
                             field<&IndicatorProfile::baseline_standard_error>(),
                             "Of a baseline estimated by survey.")
      .def_property_readonly(
          "dimensions",
          [](const py::object& self) {
            const auto& parts = self.cast<const IndicatorProfile&>().dimensions;
            return to_proxy(parts, self);
          },
          "The parts that make up the whole, by name: {\"region\": {\"Baku\", \"Ganja\", ...}}.")
      .def_property_readonly("dimension_aggregation",
                             field<&IndicatorProfile::dimension_aggregation>(),
                             "Of the parts' values.")
      .def_property_readonly("alpha", field<&IndicatorProfile::alpha>(),
                             "The level of its one-sided test, in place of the assessment's.")
      .def_property_readonly("formula", field<&IndicatorProfile::formula>(),
                             "Computes its values from other indicators'.")
      .def_property_readonly("set_by", field<&IndicatorProfile::set_by>(), "Who says so.")
      .def_property_readonly("source", field<&IndicatorProfile::source>(),
                             "Where it is written; may be empty.")
      .def_property_readonly("baseline_on", field<&IndicatorProfile::baseline_on>(),
                             "Day of which the baseline speaks.")
      .def_property_readonly(
          "path", field<&IndicatorProfile::path>(),
          "What is expected before the due day, where no targets by period say so; None: "
          "a straight "
          "line is assumed, and to be below it decides nothing.");
  const Fields fields{"kind",           "unit",
                      "direction",      "baseline",
                      "targets",        "aggregation",
                      "cadence",        "weight",
                      "covers_measure", "baseline_standard_error",
                      "dimensions",     "dimension_aggregation",
                      "alpha",          "formula",
                      "set_by",         "source",
                      "baseline_on",    "path"};
  as_value(type, fields, fields);
}

void add_corrections(py::module_& module) {
  Class<IndicatorSplit> split{module, "IndicatorSplit",
                              "A corrected part of an indicator text: the words, which must "
                              "stand in the text, and the kind."};
  split
      .def(py::init([](Text text, IndicatorKind kind) {
             return IndicatorSplit{std::move(text.value), kind};
           }),
           py::arg("text"), py::arg("kind"))
      .def_property_readonly("text", field<&IndicatorSplit::text>(),
                             "The words of the part, which must stand in the measure's text.")
      .def_property_readonly("kind", field<&IndicatorSplit::kind>(),
                             "Its kind; None to let the reader tell it.");
  as_value(split, {"text", "kind"});

  Class<DeadlineCorrection> deadline{
      module, "DeadlineCorrection",
      "A corrected reading of a deadline text.\n\n"
      "An absent day is absent in the corrected deadline too; but a `recurring` one keeps the "
      "window that was\nread, or takes the plan's period. `due_latest` is for vague words, "
      "`due_original` for an extension (None:\nas read), `reason` for kind `no_date` (None: "
      "`undetermined`)."};
  deadline
      .def(py::init([](DeadlineKind kind, std::optional<Date> start, std::optional<Date> due,
                       std::optional<Cadence> cadence, std::optional<Date> due_latest,
                       std::optional<Date> due_original, std::optional<NoDateReason> reason) {
             return DeadlineCorrection{kind, start, due, cadence, due_latest, due_original, reason};
           }),
           py::arg("kind"), py::arg("start") = py::none(), py::arg("due") = py::none(),
           py::arg("cadence") = py::none(), py::arg("due_latest") = py::none(),
           py::arg("due_original") = py::none(), py::arg("reason") = py::none())
      .def_property_readonly("kind", field<&DeadlineCorrection::kind>(),
                             "The kind that the deadline is to have.")
      .def_property_readonly("start", field<&DeadlineCorrection::start>(),
                             "The first day of its window.")
      .def_property_readonly("due", field<&DeadlineCorrection::due>(), "Its last day.")
      .def_property_readonly("cadence", field<&DeadlineCorrection::cadence>(), "For `recurring`.")
      .def_property_readonly("due_latest", field<&DeadlineCorrection::due_latest>(),
                             "Where the words are vague; None: `due`.")
      .def_property_readonly("due_original", field<&DeadlineCorrection::due_original>(),
                             "None: as read.")
      .def_property_readonly("reason", field<&DeadlineCorrection::reason>(),
                             "For `no_date`; None: `undetermined`.");
  as_value(deadline, {"kind", "start", "due", "cadence", "due_latest", "due_original", "reason"},
           {"kind", "start", "due", "cadence"});
}

void add_measure_profile(py::module_& module) {
  Class<MeasureProfile> type{module, "MeasureProfile",
                             "What a profile says of one measure; None means unsaid.\n\n"
                             "`indicators` replaces the split of the indicator text, unless "
                             "empty; `report_due` says when its\nexpected reports fall due: a "
                             "rule, or the name of a preset."};
  type.def(
          py::init(
              [](std::vector<IndicatorSplit> indicators, std::optional<DeadlineCorrection> deadline,
                 std::optional<Discharge> discharge, std::optional<RuleOrName> report_due,
                 std::optional<double> weight, bool member_reports, SetBy set_by, Text source) {
                MeasureProfile profile;
                profile.indicators = std::move(indicators);
                profile.deadline = deadline;
                profile.discharge = discharge;
                profile.report_due = to_rule(std::move(report_due));
                profile.weight = weight;
                profile.member_reports = member_reports;
                profile.set_by = set_by;
                profile.source = std::move(source.value);
                return profile;
              }),
          py::arg("indicators") = py::tuple{}, py::arg("deadline") = py::none(),
          py::arg("discharge") = py::none(), py::arg("report_due") = py::none(),
          py::arg("weight") = py::none(), py::arg("member_reports") = false,
          py::arg("set_by") = SetBy::analyst, py::arg("source") = "")
      .def_property_readonly("indicators", tuple_of<&MeasureProfile::indicators>(),
                             "Replaces the split; empty: as read.")
      .def_property_readonly("deadline", field<&MeasureProfile::deadline>(),
                             "What stands in place of the reader's deadline.")
      .def_property_readonly("discharge", field<&MeasureProfile::discharge>(),
                             "Of the measure's shared duty.")
      .def_property_readonly("report_due", field<&MeasureProfile::report_due>(),
                             "When its expected reports fall due.")
      .def_property_readonly("weight", field<&MeasureProfile::weight>(),
                             "How much it counts when measures are rolled up.")
      .def_property_readonly("member_reports", field<&MeasureProfile::member_reports>(),
                             "Each member of a collective agency has to report.")
      .def_property_readonly("set_by", field<&MeasureProfile::set_by>(), "Who says so.")
      .def_property_readonly("source", field<&MeasureProfile::source>(),
                             "Where it is written; may be empty.");
  const Fields fields{"indicators", "deadline",       "discharge", "report_due",
                      "weight",     "member_reports", "set_by",    "source"};
  as_value(type, fields, fields);
}

void add_profile(py::module_& module) {
  Class<Profile> type{module, "Profile",
                      "An overlay that says what a plan leaves unsaid, and corrects how it "
                      "was read.\n\n"
                      "`plan` is the title of the plan it is for; `report_due`, a rule or the "
                      "name of a preset, is for every\nrecurring measure without its own; "
                      "`indicators` and `measures` are mappings by id. `dates` is what deadline "
                      "texts lean on, for `read`."};
  type.def(py::init([](Text plan, std::optional<RuleOrName> report_due,
                       std::map<IndicatorId, IndicatorProfile> indicators,
                       std::map<MeasureId, MeasureProfile> measures,
                       std::optional<DateSettings> dates) {
             return Profile{std::move(plan.value), to_rule(std::move(report_due)),
                            std::move(indicators), std::move(measures), std::move(dates)};
           }),
           py::arg("plan") = "", py::arg("report_due") = py::none(),
           py::arg("indicators") = py::dict{}, py::arg("measures") = py::dict{},
           py::arg("dates") = py::none())
      .def_property_readonly("plan", field<&Profile::plan>(), "Title of the plan it is for.")
      .def_property_readonly("report_due", field<&Profile::report_due>(),
                             "For every recurring measure without its own.")
      .def_property_readonly(
          "indicators",
          [](const py::object& self) {
            return to_proxy(self.cast<const Profile&>().indicators, self);
          },
          "What is said of each indicator, by its id.")
      .def_property_readonly(
          "measures",
          [](const py::object& self) {
            return to_proxy(self.cast<const Profile&>().measures, self);
          },
          "What is said of each measure, by its id.")
      .def(
          "to_json",
          [](const Profile& self, const CancelArgument& cancel) {
            return to_json(self, cancel.cancel);
          },
          Release{}, py::kw_only(), py::arg("cancel") = py::none(),
          "The profile as a JSON document, `actionplan/profile@1`.\n\n"
          "Raises:\n    InvalidArgument: a number that is not finite.");
  type.def_property_readonly(
      "dates", field<&Profile::dates>(),
      "What deadline texts lean on. Obeyed by whoever reads the plan; `apply` leaves it alone.");
  as_value(type, {"plan", "report_due", "indicators", "measures", "dates"}, {"plan", "report_due"});

  module.def(
      "apply",
      [](const Plan& plan, const Profile& profile, const CancelArgument& cancel) {
        CheckedPlan checked;
        {
          const py::gil_scoped_release release;
          checked = apply_and_check(plan, profile, cancel.cancel);
        }
        warn_of_vain(checked.problems, "check_profile", [](const Problem&) { return false; });
        return std::move(checked.plan);
      },
      py::arg("plan"), py::arg("profile"), py::kw_only(), py::arg("cancel") = py::none(),
      "The plan with the profile's corrections of splits, kinds, deadlines, discharge and "
      "report due days.\n\n"
      "What cannot be applied becomes a Problem of the returned plan with a code "
      "`profile_...`; the rest is\napplied. Indicators whose text stays keep their "
      "id.\n\nWarns:\n    UserWarning: the profile says something in vain, such as ids that the "
      "plan lacks (`check_profile`).\n\n"
      "Raises:\n    Cancelled: `cancel`, asked every 10 ms, answered yes.");
  module.def(
      "apply_and_check",
      [](const Plan& plan, const Profile& profile, const CancelArgument& cancel) {
        CheckedPlan checked = apply_and_check(plan, profile, cancel.cancel);
        return std::pair{std::move(checked.plan), std::move(checked.problems)};
      },
      Release{}, py::arg("plan"), py::arg("profile"), py::kw_only(), py::arg("cancel") = py::none(),
      "What `apply` and `check_profile` give, in one application and without a warning.\n\n"
      "Raises:\n    Cancelled: `cancel`, asked every 10 ms, answered yes.");
}

void add_lint(py::module_& module) {
  Class<LintRule>{module, "LintRule",
                  "A rule of plan lint, described for a drafter.\n\n"
                  "`summary` says why what it finds cannot be evaluated, `remedy` what would "
                  "make it so; `good` is an\nexample that passes, `bad` one that is found."}
      .def_property_readonly("id", field<&LintRule::id>(), "Also the code of its Problems.")
      .def_property_readonly(
          "severity", field<&LintRule::severity>(),
          "Whether a measure cannot be evaluated (error) or only badly (warning).")
      .def_property_readonly("summary", field<&LintRule::summary>(),
                             "Why what it finds cannot be evaluated.")
      .def_property_readonly("remedy", field<&LintRule::remedy>(), "What would make it so.")
      .def_property_readonly("good", field<&LintRule::good>(), "An example that passes.")
      .def_property_readonly("bad", field<&LintRule::bad>(), "An example that is found.")
      .def("__repr__", [](const py::object& self) {
        return sketch(self, {"id", "severity", "summary"});
      });
  module.def(
      "lint_rules", [] { return to_tuple(lint_rules(), py::none()); },
      "tuple of every LintRule, in the order in which `lint` applies them.");
  module.def(
      "lint",
      [](const Plan& plan, const Profile* profile, const CancelArgument& cancel) {
        std::vector<Problem> problems;
        {
          const py::gil_scoped_release release;
          problems = lint(plan, profile == nullptr ? Profile{} : *profile, cancel.cancel);
        }
        py::tuple out(problems.size());
        for (std::size_t i = 0; i < problems.size(); ++i) out[i] = std::move(problems[i]);
        return out;
      },
      py::arg("plan"), py::arg("profile") = py::none(), py::kw_only(),
      py::arg("cancel") = py::none(),
      "What keeps a plan from being evaluated, measure by measure: a tuple of Problem, in document "
      "order.\n\n"
      "What the profile supplies (unit, targets, cadence, `covers_measure`) counts as said; apply "
      "its\ncorrections first (`apply`).\n\nRaises:\n    Cancelled: `cancel`, asked every 10 ms, "
      "answered yes.");
}

}  // namespace

void register_profile(py::module_& module) {
  add_target(module);
  add_formula(module);
  add_indicator_profile(module);
  add_corrections(module);
  add_measure_profile(module);
  add_profile(module);
  add_lint(module);
}

}  // namespace actionplan::bindings
