// SPDX-License-Identifier: Apache-2.0
#include "assess_options.hpp"
#include "assessed_measure.hpp"
#include "cancel.hpp"
#include "columns.hpp"
#include "measure_key.hpp"
#include "register.hpp"
#include "values.hpp"
#include "warnings.hpp"

#include <memory>
#include <variant>

namespace actionplan::bindings {
namespace {

using Release = py::call_guard<py::gil_scoped_release>;

py::dict to_dict(const StatusCounts& counts) {
  py::dict out;
  for (std::size_t i = 0; i < enum_count<DeadlineStatus>; ++i) {
    const auto status = static_cast<DeadlineStatus>(i);
    out[py::cast(status)] = counts[status];
  }
  return out;
}

StatusCounts from_mapping(const std::map<DeadlineStatus, std::size_t>& given) {
  StatusCounts counts;
  for (auto [status, count] : given) {
    StatusCounts power;  // of two, so that a large count takes no long time
    power.add(status);
    for (; count != 0; count >>= 1U) {
      if ((count & 1U) != 0) counts += power;
      power += power;
    }
  }
  return counts;
}

void add_counts(py::module_& module) {
  Class<StatusCounts> type{module, "StatusCounts",
                           "How many of a group of measures have each status: an immutable "
                           "mapping from every DeadlineStatus, in\nthe order of the "
                           "enumeration, to a count. `counts[\"unreported\"]` will do."};
  type.def(
          "to_json", [](const StatusCounts& self) { return to_json(self); },
          "`actionplan/counts@1`.")
      .def(py::init<>())
      .def(py::init(&from_mapping), py::arg("counts"), "Statuses that are not given count 0.")
      .def(
          "__getitem__",
          [](const StatusCounts& self, const py::object& status) {
            const py::dict all = to_dict(self);
            if (all.contains(status)) return all[status].cast<std::size_t>();
            throw NotFound(py::repr(status).cast<std::string>() +
                           " is no deadline status; list(DeadlineStatus) has all of them.");
          },
          py::arg("status"))
      .def(
          "__contains__",
          [](const StatusCounts& self, const py::object& status) {
            return to_dict(self).contains(status);
          },
          py::arg("status"))
      .def("__len__", [](const StatusCounts&) { return enum_count<DeadlineStatus>; })
      .def("__iter__", [](const StatusCounts& self) { return py::iter(to_dict(self)); })
      .def(
          "keys", [](const StatusCounts& self) { return to_dict(self).attr("keys")(); },
          "The statuses counted, in the order of the enumeration.")
      .def(
          "values", [](const StatusCounts& self) { return to_dict(self).attr("values")(); },
          "The counts, in the order of the statuses.")
      .def(
          "items", [](const StatusCounts& self) { return to_dict(self).attr("items")(); },
          "Pairs of status and count.")
      .def(
          "get",
          [](const StatusCounts& self, const py::object& status, const py::object& otherwise) {
            return to_dict(self).attr("get")(status, otherwise);
          },
          py::arg("status"), py::arg("default") = py::none(),
          "The count of a status, or the default where there is none.")
      .def("total", &StatusCounts::total, "Over all statuses.")
      .def_property_readonly("orphans", field<&StatusCounts::orphans>(),
                             "Of a whole assessment: entries that belong to no measure of it.")
      .def(
          "share",
          [](const StatusCounts& self, DeadlineStatus status) { return share(self, status); },
          py::arg("status"), "Share of a status, from 0 to 1; None for an empty group.")
      .def(
          "__add__", [](StatusCounts a, const StatusCounts& b) { return a += b; },
          py::is_operator(), py::arg("other"))
      .def(py::self == py::self)
      .def(
          "__eq__",
          [](const StatusCounts& self, const py::dict& other) {
            return to_dict(self).equal(other);
          },
          py::is_operator(), py::arg("other"))
      .def("__reduce__",
           [](const py::object& self) {
             return py::make_tuple(py::type::of(self),
                                   py::make_tuple(to_dict(self.cast<const StatusCounts&>())));
           })
      .def("__repr__", [](const StatusCounts& self) {
        py::dict some;
        for (const auto& [status, count] : to_dict(self)) {
          if (count.cast<std::size_t>() != 0) some[py::str(status)] = count;
        }
        const std::string orphans =
            self.orphans == 0 ? "" : ", orphans=" + std::to_string(self.orphans);
        return "StatusCounts(" + py::repr(some).cast<std::string>() + orphans + ")";
      });
  py::module_::import("collections.abc").attr("Mapping").attr("register")(type);

  Class<AgencyCounts>{module, "AgencyCounts",
                      "Measures in which one agency takes part, apart by force: `binding` and "
                      "`recommended` StatusCounts.\n\n"
                      "Several agencies share most measures, so these do not add up to the "
                      "plan's counts."}
      .def_property_readonly("agency", field<&AgencyCounts::agency>(), "The id of the agency.")
      .def_property_readonly(
          "binding", field<&AgencyCounts::binding>(),
          "Measures by deadline status in which it takes part by a binding assignment.")
      .def_property_readonly(
          "recommended", field<&AgencyCounts::recommended>(),
          "Measures by deadline status in which it takes part by recommended assignments alone.")
      .def("__repr__", [](const py::object& self) {
        return show(self, {"agency", "binding", "recommended"});
      });
}

std::size_t to_row(py::ssize_t index) {
  if (index >= 0) return static_cast<std::size_t>(index);
  throw InvalidArgument("Row " + std::to_string(index) +
                        " of an assessment does not exist; count from 0.");
}

void add_columns(Class<Assessment>& type) {
  type.def_property_readonly(
          "statuses",
          [](const Assessment& self) {
            py::tuple out(self.size());
            for (std::size_t i = 0; i < self.size(); ++i) out[i] = self.statuses()[i];
            return out;
          },
          "tuple of DeadlineStatus, one for each row.")
      .def_property_readonly(
          "reasons",
          [](const Assessment& self) {
            py::tuple out(self.size());
            for (std::size_t i = 0; i < self.size(); ++i) out[i] = self.reasons()[i];
            return out;
          },
          "tuple of tuples of Reason, one for each row.")
      .def_property_readonly(
          "status_codes",
          [](const py::object& self) {
            return view_column(self, self.cast<const Assessment&>().statuses(), "B");
          },
          "memoryview of uint8, positions in `list(DeadlineStatus)`, without a copy.")
      .def_property_readonly(
          "reason_bits",
          [](const py::object& self) {
            return view_column(self, self.cast<const Assessment&>().reasons(), "I");
          },
          "memoryview of uint32, without a copy: bit i is set for `list(Reason)[i]`.")
      .def_property_readonly(
          "indicator_status_codes",
          [](const py::object& self) {
            return view_column(self, self.cast<const Assessment&>().indicator_statuses(), "B");
          },
          "memoryview of uint8, one for each indicator: positions in `list(IndicatorStatus)`.")
      .def_property_readonly(
          "values",
          [](const py::object& self) {
            return view_column(self, self.cast<const Assessment&>().values(), "d");
          },
          "memoryview of float64, one for each indicator; NaN where there is none.")
      .def_property_readonly(
          "progress",
          [](const py::object& self) {
            return view_column(self, self.cast<const Assessment&>().progress(), "d");
          },
          "memoryview of float64, one for each indicator; NaN where there is none.")
      .def_property_readonly(
          "expected",
          [](const py::object& self) {
            return view_column(self, self.cast<const Assessment&>().expected(), "d");
          },
          "memoryview of float64, one for each indicator; NaN where there is none.");
}

void add_roll_ups(Class<Assessment>& type) {
  type.def("summary", &Assessment::summary,
           "How many measures have each status, and how many entries are `orphans`.")
      .def(
          "count_by_section",
          [](const Assessment& self) {
            py::dict out;
            for (const auto& [section, counts] : count_by_section(self)) {
              out[py::cast(section)] = counts;
            }
            return out;
          },
          "dict from each section's id to StatusCounts over it and all sections below it, in "
          "document order.")
      .def(
          "count_by_agency",
          [](const Assessment& self) {
            py::dict out;
            for (const AgencyCounts& counts : count_by_agency(self)) {
              out[py::cast(counts.agency)] = counts;
            }
            return out;
          },
          "dict from each agency's id to AgencyCounts, in the plan's order.")
      .def(
          "count_by_deadline_kind",
          [](const Assessment& self) {
            py::dict out;
            for (const auto& [kind, counts] : count_by_deadline_kind(self)) {
              out[py::cast(kind)] = counts;
            }
            return out;
          },
          "dict from each DeadlineKind that occurs to StatusCounts.")
      .def(
          "count_by_role",
          [](const Assessment& self) {
            py::dict out;
            for (const auto& [role, counts] : count_by_role(self)) out[py::cast(role)] = counts;
            return out;
          },
          "dict from each Role that occurs to StatusCounts; a measure with several counts for "
          "each.")
      .def(
          "count_by_force",
          [](const Assessment& self) {
            py::dict out;
            for (const auto& [force, counts] : count_by_force(self)) out[py::cast(force)] = counts;
            return out;
          },
          "dict from each Force that occurs to StatusCounts; None: nobody is assigned.")
      .def(
          "count_by_indicator_kind",
          [](const Assessment& self) {
            py::dict out;
            for (const auto& [kind, counts] : count_by_indicator_kind(self)) {
              out[py::cast(kind)] = counts;
            }
            return out;
          },
          "dict from each IndicatorKind that occurs to StatusCounts; a measure with several kinds "
          "counts for each.");
}

constexpr const char* explain_doc =
    "Why a measure has its status.\n\n"
    "Args:\n"
    "    measure: An id or a number, or a row as an int.\n"
    "    id: An id alone, in place of `measure`: a number that is the same text is not meant.\n\n"
    "Raises:\n"
    "    NotFound: no measure has it.\n"
    "    InvalidArgument: it stands for several; the message lists their ids. Or there is no such "
    "row.\n"
    "    TypeError: neither or both are given.";

void add_assessment(py::module_& module) {
  Class<Assessment> type{module, "Assessment",
                         "The outcome of evaluating a plan's history as of a day, "
                         "immutable.\n\n"
                         "One row for each measure of the plan of the day in its order, then "
                         "for each that a revision dropped.\n`a[\"4.2.3\"]` is a row by its "
                         "id or number, iteration goes over all rows. Made by `assess`."};
  type.def_property_readonly("as_of", &Assessment::as_of, "The day asked about.")
      .def_property_readonly("known_at", &Assessment::known_at,
                             "What was recorded after this day is ignored; None: nothing is.")
      .def_property_readonly(
          "public_at", [](const Assessment& self) { return self.options().public_at; },
          "The last day of publication that was known, or None for no bound.")
      .def_property_readonly(
          "alpha", [](const Assessment& self) { return self.options().alpha; },
          "The level of the one-sided tests of estimates.")
      .def_property_readonly(
          "pick", [](const Assessment& self) { return self.options().pick; },
          "How one of several contradicting entries was picked; None where none was.")
      .def_property_readonly(
          "history", [](const Assessment& self) -> const PlanHistory& { return self.history(); },
          "The plan's revisions that were assessed.")
      .def_property_readonly(
          "evidence", [](const Assessment& self) -> const Evidence& { return self.evidence(); },
          "The evidence that was assessed.")
      .def("orphans", &Assessment::orphans,
           "Ids of entries that count on the day, and whose measure, indicator or declared part "
           "the plan of the day\ndoes not have.")
      .def(
          "explain",
          [](const Assessment& self, const std::optional<MeasureKey>& measure,
             const std::optional<MeasureId>& id) {
            return explain(self, row_of(self, measure, id));
          },
          py::arg("measure") = py::none(), py::kw_only(), py::arg("id") = py::none(), explain_doc)
      .def(
          "explain_all",
          [](const Assessment& self, const CancelArgument& cancel) {
            py::gil_scoped_release release;
            return explain_all(self, cancel.cancel);
          },
          py::kw_only(), py::arg("cancel") = py::none(),
          "Why every measure has its status, one explanation for each row; `open_data` takes "
          "them.\n\nRaises:\n    Cancelled: `cancel`, asked every 10 ms, answered yes.")
      .def(
          "explain_text",
          [](const Assessment& self, const std::optional<MeasureKey>& measure,
             const std::optional<MeasureId>& id) {
            return to_text(explain(self, row_of(self, measure, id)), self);
          },
          py::arg("measure") = py::none(), py::kw_only(), py::arg("id") = py::none(),
          "The same in English sentences, one a line.")
      .def(
          "explain_json",
          [](const Assessment& self, const std::optional<MeasureKey>& measure,
             const std::optional<MeasureId>& id) {
            return to_json(explain(self, row_of(self, measure, id)), self);
          },
          py::arg("measure") = py::none(), py::kw_only(), py::arg("id") = py::none(),
          "The same as a JSON document, `actionplan/explanation@1`.")
      .def_property_readonly(
          "due_soon_days", [](const Assessment& self) { return self.options().due_soon_days; },
          "How many days before its due day an open measure counts as due soon.")
      .def_property_readonly(
          "plan", [](const Assessment& self) -> const Plan& { return self.plan(); },
          "The plan of the day.")
      .def("__len__", &Assessment::size)
      .def(
          "__contains__",
          [](const py::object& self, const py::object& measure) {
            refuse_number("assessment", measure);
            if (PyUnicode_Check(measure.ptr()) == 0) {
              return py::isinstance<AssessedMeasure>(measure) &&
                     py::object{measure.attr("assessment")}.is(self);
            }
            try {
              (void)self.cast<const Assessment&>().row(view_text(measure));
            } catch (const NotFound&) {
              return false;
            } catch (const InvalidArgument&) {  // several have this number
            }
            return true;
          },
          py::arg("measure"), "Has it a measure of this id or number, or this assessed measure?")
      .def(
          "__getitem__",
          [](const py::object& self, const Text& id_or_number) {
            return assessed_measure(self, self.cast<const Assessment&>().row(id_or_number.value));
          },
          py::arg("id_or_number"),
          "By id or number.\n\nRaises:\n    NotFound: no measure has it.\n    InvalidArgument: it "
          "stands for several; the message lists their ids.")
      .def(
          "row", [](const Assessment& self, const MeasureId& id) { return self.row(id); },
          py::arg("id"),
          "Row of the measure with this id, also of a dropped one: `a.at(a.row(id))`.\n\n"
          "Raises:\n    NotFound: there is none.")
      .def("__iter__",
           [](const py::object& self) {
             const std::size_t size = self.cast<const Assessment&>().size();
             return each_of(size, [self](std::size_t row) { return assessed_measure(self, row); });
           })
      .def(
          "at",
          [](const py::object& self, py::ssize_t index) {
            return assessed_measure(self, to_row(index));
          },
          py::arg("index"),
          "Everything about a row, from 0.\n\nRaises:\n    InvalidArgument: out of range.")
      .def(
          "measure",
          [](const Assessment& self, py::ssize_t index) -> const Measure& {
            return self.measure(to_row(index));
          },
          py::return_value_policy::reference_internal, py::arg("index"),
          "The measure in a row, also a dropped one.\n\nRaises:\n    InvalidArgument: out of "
          "range.");
  add_columns(type);
  add_roll_ups(type);
  type.def(
          "to_json",
          [](const Assessment& self, const CancelArgument& cancel) {
            return to_json(self, cancel.cancel);
          },
          Release{}, py::kw_only(), py::arg("cancel") = py::none(),
          "The assessment as a JSON document, `actionplan/assessment@1`.")
      .def(
          "to_csv",
          [](const Assessment& self, const CancelArgument& cancel) {
            return to_csv(self, cancel.cancel);
          },
          Release{}, py::kw_only(), py::arg("cancel") = py::none(),
          "The assessment as CSV (RFC 4180, lines end in CRLF), one line for each measure.")
      .def("__reduce__",
           [](const py::object& self) {
             const AssessOptions& options = self.cast<const Assessment&>().options();
             const py::dict fields = options_of(options);
             return py::make_tuple(
                 py::module_::import("actionplan._tables").attr("assess_again"),
                 py::make_tuple(self.attr("history"), self.attr("evidence"), fields));
           })
      .def("__repr__", [](const py::object& self) {
        return "<Assessment as_of=" + self.attr("as_of").attr("isoformat")().cast<std::string>() +
               " " + py::repr(self.attr("summary")()).cast<std::string>() + ">";
      });
}

// A reason of an indicator or of a measure; a word of both is an indicator's, unless a member says
// otherwise.
std::variant<IndicatorReason, Reason> any_reason(const py::object& given) {
  const bool is_of_measure =
      py::isinstance(given, py::module_::import("actionplan._core").attr("Reason"));
  if (PyUnicode_Check(given.ptr()) != 0 && !is_of_measure) {
    const std::string_view text = view_text(given);
    for (std::size_t i = 0; i < enum_count<IndicatorReason>; ++i) {
      const auto word = static_cast<IndicatorReason>(i);
      if (to_string(word) == text) return word;
    }
  }
  py::detail::make_caster<Reason> reason;
  if (!reason.load(given, true)) {
    throw py::type_error("reason is a " + type_name(given) +
                         "; give a Reason or an IndicatorReason, or the word of one.");
  }
  return py::detail::cast_op<Reason>(reason);
}

// @param warns  of entries on what no revision holds; of a store that is no slip: it refuses them
//               unless asked to keep them.
auto assessing(bool warns) {
  return [warns](const PlanHistory& history, const std::optional<Evidence>& evidence, Date as_of,
                 std::optional<Date> known_at, std::optional<Date> public_at, int due_soon_days,
                 double alpha, Pick pick, std::vector<ReporterType> reporters,
                 bool implementer_ratings_decide, int threads, const CancelArgument& cancel) {
    const AssessOptions options =
        assess_options(as_of, known_at, public_at, due_soon_days, alpha, pick, std::move(reporters),
                       implementer_ratings_decide, threads);
    std::optional<Assessment> made;
    std::vector<Problem> unknown;
    const std::vector<Problem>* loose = nullptr;
    {
      const py::gil_scoped_release release;
      made = assess(history, evidence.value_or(Evidence{}), options, cancel.cancel);
      if (warns && evidence) {  // found once for each ledger, and for each history beside it
        unknown = unknown_ids(history, *evidence);
        loose = &evidence->problems();
      }
    }
    if (!unknown.empty()) {
      warn(unknown.front().message, unknown.size() - 1, "unknown_ids");
    }
    if (loose != nullptr && !loose->empty()) {
      warn(loose->front().message, loose->size() - 1, "Evidence.problems()");
    }
    return *std::move(made);
  };
}

template <class... Extra>
py::cpp_function assess_function(bool warns, const Extra&... extra) {
  return py::cpp_function(assessing(warns), py::name("assess"), py::arg("history"),
                          py::arg("evidence") = py::none(), py::kw_only(), py::arg("as_of"),
                          py::arg("known_at") = py::none(), py::arg("public_at") = py::none(),
                          py::arg("due_soon_days") = 30, py::arg("alpha") = 0.05,
                          py::arg("pick") = Pick::most_trusted, py::arg("reporters") = py::tuple{},
                          py::arg("implementer_ratings_decide") = false, py::arg("threads") = 1,
                          py::arg("cancel") = py::none(), extra...);
}

void add_assess(py::module_& module) {
  module.attr("assess") = assess_function(
      true, py::scope(module),
      "What was due on a day, what was done, and how that is known.\n\n"
      "A pure function of its arguments: reads no clock, file or global state; safe from any "
      "thread. Without\nevidence a measure past its due day is `unreported`, never `overdue`: "
      "silence is not failure.\n\n"
      "Args:\n"
      "    history: A Plan, or a PlanHistory: the measures are those of the plan of the day.\n"
      "    evidence: The ledger; None: nothing was reported.\n"
      "    as_of: The day asked about: a datetime.date or a text such as \"2017-06-30\".\n"
      "    known_at: Ignore what was recorded after this day.\n"
      "    public_at: Ignore what was published after this day, or never.\n"
      "    due_soon_days: A due day at most so many days ahead is `due_soon`.\n"
      "    alpha: Level of the one-sided test of estimates.\n"
      "    pick: Which of several contradicting entries gives the value shown.\n"
      "    reporters: Whose entries count; empty: everybody's.\n"
      "    implementer_ratings_decide: Does a rating by the implementer decide, where nobody "
      "independent rated?\n"
      "    threads: At most so many at once; never changes a bit of the result.\n"
      "    cancel: Asked every 10 ms; yes ends the call. None: signals are handled, such as "
      "Ctrl-C.\n\n"
      "Warns:\n"
      "    UserWarning: entries name ids that no revision holds (`unknown_ids`), or entries that "
      "are not there or\n        about something else (`Evidence.problems`).\n\n"
      "Raises:\n"
      "    InvalidArgument: `due_soon_days` is negative, `alpha` outside (0, 0.5), or nothing was "
      "recorded by `known_at`.\n"
      "    Cancelled: `cancel` answered yes.\n"
      "    TypeError: a datetime, which is a moment, was given for a day.");
  module.attr("_assess_of_store") = assess_function(false);
  module.def("unknown_ids", &unknown_ids, py::call_guard<py::gil_scoped_release>(),
             py::arg("history"), py::arg("evidence"),
             "Each id that entries of a ledger name and no revision holds, once, as a Problem with "
             "the nearest ids\nthat there are.");
  module.def(
      "unstated_units",
      [](const PlanHistory& history, const std::vector<Entry>& entries) {
        return unstated_units(history, entries);
      },
      py::call_guard<py::gil_scoped_release>(), py::arg("history"), py::arg("entries"),
      "Values above 0 and below 1 without a unit, of indicators in percent of which a target, the "
      "baseline or another\nof these values lies beyond 1: nobody can tell whether they are "
      "percent. "
      "Each is a Problem; its place's line\ncounts the entries from 1.");
  module.def(
      "differing_units",
      [](const PlanHistory& history, const std::vector<Entry>& entries) {
        return differing_units(history, entries);
      },
      py::call_guard<py::gil_scoped_release>(), py::arg("history"), py::arg("entries"),
      "Values in another unit than their indicator's: the one that the profile declares, in which "
      "no verdict uses\nthem, or without one percent, for a percentage. \"percent\" and \"%\", "
      "\"Km\" and \"km\" are one unit; \"MW\" and\n\"mW\", \"tree\" and \"trees\" are not. Each is "
      "a Problem; its place's line counts the entries from 1.");
  module.def(
      "unused_entries",
      [](const PlanHistory& history, const std::vector<Entry>& entries) {
        return unused_entries(history, entries);
      },
      py::call_guard<py::gil_scoped_release>(), py::arg("history"), py::arg("entries"),
      "Entries on ids that the plan holds, of which no verdict can make anything: values of a part "
      "that the profile\ndoes not declare (`unknown_part`), once for each part, and deliverables "
      "on a measure (`deliverable_on_measure`),\nonce for each measure; once for each indicator "
      "values of a thing (`value_of_thing`), deliverables where a number\nis asked for "
      "(`deliverable_of_number`) and of periods for which no report is expected "
      "(`report_unexpected`). Each is a Problem; its "
      "place's line counts the entries from 1 and is that of the first.");
  module.def(
      "meaning",
      [](const py::object& reason) {
        return std::visit([](auto word) { return std::string{meaning(word)}; }, any_reason(reason));
      },
      py::arg("reason"), "What a reason code says, as a phrase.");
  module.def(
      "remedy",
      [](const py::object& reason) {
        return std::visit([](auto word) { return std::string{remedy(word)}; }, any_reason(reason));
      },
      py::arg("reason"), "What would mend it, as a sentence; empty: nothing is to be mended.");
  module.def(
      "reassess",
      [](Assessment before, const Evidence& evidence, const CancelArgument& cancel) {
        py::gil_scoped_release release;
        return reassess(std::move(before), evidence, cancel.cancel);
      },
      py::arg("before"), py::arg("evidence"), py::kw_only(), py::arg("cancel") = py::none(),
      "What `assess` would give for evidence with some entries appended; only the measures that "
      "they speak of\nare judged again.\n\nRaises:\n    Cancelled: `cancel`, asked every 10 ms, "
      "answered yes.");
}

}  // namespace

void register_evaluate(py::module_& module) {
  add_counts(module);
  add_assessment(module);
  add_assess(module);
}

}  // namespace actionplan::bindings
