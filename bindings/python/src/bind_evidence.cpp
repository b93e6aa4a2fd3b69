// SPDX-License-Identifier: Apache-2.0
#include "cancel.hpp"
#include "evidence_options.hpp"
#include "file_name.hpp"
#include "register.hpp"
#include "values.hpp"
#include "words.hpp"

#include <actionplan/evidence/entry_table.hpp>

#include <algorithm>
#include <limits>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

namespace pybind11::detail {

template <>
struct type_caster<actionplan::FieldUse> : actionplan::bindings::WordCaster<actionplan::FieldUse> {
  static constexpr auto name = io_name("FieldUse | str", "FieldUse");
};
template <>
struct type_caster<actionplan::EntryFieldType>
    : actionplan::bindings::WordCaster<actionplan::EntryFieldType> {
  static constexpr auto name = io_name("EntryFieldType | str", "EntryFieldType");
};

}  // namespace pybind11::detail

namespace actionplan::bindings {
namespace {

using Release = py::call_guard<py::gil_scoped_release>;
using SourceOrText = std::variant<Source, Text>;

Source to_source(SourceOrText source) {
  if (auto* text = std::get_if<Text>(&source)) return Source{std::move(text->value), {}, {}};
  return std::get<Source>(std::move(source));
}

// How Python gives a field of an entry, by the field's type.
template <class Value>
struct Given {
  using Type = Value;
};
template <>
struct Given<std::string> {
  using Type = Text;
};
template <>
struct Given<std::optional<Period>> {
  using Type = std::optional<PeriodOrText>;
};
template <>
struct Given<Dimension> {
  using Type = std::optional<std::map<std::string, std::string>>;
};
template <>
struct Given<std::vector<Source>> {
  using Type = std::vector<SourceOrText>;
};

template <class Value>
Value taken(Value given) {
  return given;
}
std::string taken(Text given) { return std::move(given.value); }
std::optional<Period> taken(std::optional<PeriodOrText> given) {
  if (!given) return std::nullopt;
  return given->value;
}
Dimension taken(std::optional<std::map<std::string, std::string>> given) {
  return given ? std::move(*given) : Dimension{};
}
std::vector<Source> taken(std::vector<SourceOrText> given) {
  std::vector<Source> sources;
  for (SourceOrText& one : given) sources.push_back(to_source(std::move(one)));
  return sources;
}

template <std::size_t at>
using FieldAt = std::tuple_element_t<at, std::remove_const_t<decltype(entry_table)>>;

// The argument of a field: kind and day of recording have to be given, words have the entry's own
// default, texts are empty, anything else is None.
template <std::size_t at>
auto argument_of() {
  using Value = typename FieldAt<at>::Value;
  const py::arg argument{std::get<at>(entry_table).name.data()};
  if constexpr (at < 2) {
    return argument;
  } else if constexpr (NamedEnum<Value>) {
    return argument = Entry{EntryKind::note, Date::earliest()}.*FieldAt<at>::member;
  } else if constexpr (std::is_same_v<Value, std::string>) {
    return argument = "";
  } else if constexpr (std::is_same_v<Value, std::vector<Source>>) {
    return argument = py::tuple{};
  } else {
    return argument = py::none();
  }
}

template <std::size_t... at>
void add_entry_constructor(Class<Entry>& type, std::index_sequence<at...> /*fields*/) {
  type.def(py::init([](typename Given<typename FieldAt<at>::Value>::Type... given,
                       std::optional<SourceOrText> source) {
             Entry entry{EntryKind::note, Date::earliest()};
             ((entry.*FieldAt<at>::member = taken(std::move(given))), ...);
             if (source) entry.sources.insert(entry.sources.begin(), to_source(std::move(*source)));
             check_given(entry);
             return entry;
           }),
           argument_of<at>()..., py::arg("source") = py::none());
}

void add_source(py::module_& module) {
  Class<Source> type{module, "Source",
                     "Where an entry comes from: a URL or a citation, the day on which it was "
                     "looked at, a digest of the\ndocument such as \"sha256:...\"."};
  type.def(py::init([](Text text, std::optional<Date> accessed_on, Text content_hash) {
             return Source{std::move(text.value), accessed_on, std::move(content_hash.value)};
           }),
           py::arg("text"), py::arg("accessed_on") = py::none(), py::arg("content_hash") = "")
      .def_property_readonly("text", field<&Source::text>(), "URL or citation; not empty.")
      .def_property_readonly("accessed_on", field<&Source::accessed_on>(),
                             "Day on which it was looked at.")
      .def_property_readonly("content_hash", field<&Source::content_hash>(),
                             "Digest of the document, such as its SHA-256; may be empty.");
  as_value(type, {"text", "accessed_on", "content_hash"});
}

// The names of the fields, for as long as the module lives.
Fields entry_field_names() {
  Fields names;
  for (const EntryField& field : entry_fields()) names.push_back(field.name.data());
  return names;
}

void add_entry_fields(Class<Entry>& type) {
  for_each_entry_field([&type](const auto& field) {
    using Field = std::remove_cvref_t<decltype(field)>;
    const char* const name = field.name.data();
    const std::string doc = std::string{field.meaning} + (field.meaning.ends_with('?') ? "" : ".");
    if constexpr (std::is_same_v<typename Field::Value, Dimension>) {
      type.def_property_readonly(
          name,
          [](const Entry& self) {
            const py::dict parts = py::cast(self.*Field::member);
            PyObject* proxy = PyDictProxy_New(parts.ptr());
            if (proxy == nullptr) throw py::error_already_set();
            return py::reinterpret_steal<py::object>(proxy);
          },
          doc.c_str());
    } else if constexpr (std::is_same_v<typename Field::Value, std::vector<Source>>) {
      type.def_property_readonly(name, tuple_of<Field::member>(), doc.c_str());
    } else {
      type.def_property_readonly(name, bindings::field<Field::member>(), doc.c_str());
    }
  });
}

void add_person(py::module_& module) {
  Class<Person> type{module, "Person",
                     "A responsible person: personal data, kept apart from the ledger and "
                     "never published unasked."};
  type.def(py::init([](Text name, Text position, Text contact) {
             return Person{std::move(name.value), std::move(position.value),
                           std::move(contact.value)};
           }),
           py::arg("name"), py::arg("position") = "", py::arg("contact") = "")
      .def_property_readonly("name", field<&Person::name>(), "The person's name.")
      .def_property_readonly("position", field<&Person::position>(),
                             "What the person is in that body.")
      .def_property_readonly("contact", field<&Person::contact>(), "How to reach the person.");
  as_value(type, {"name", "position", "contact"});
}

void add_appointment(py::module_& module) {
  Class<Appointment> type{module, "Appointment",
                          "An entry of kind `appointment`, and whom it appoints: what "
                          "`Store.appoint_all` takes many of."};
  type.def(py::init([](Entry entry, Person person) {
             return Appointment{std::move(entry), std::move(person)};
           }),
           py::arg("entry"), py::arg("person"))
      .def_property_readonly("entry", field<&Appointment::entry>(), "The entry, without `person`.")
      .def_property_readonly("person", field<&Appointment::person>(),
                             "Personal data, kept apart from it.");
  as_value(type, {"entry", "person"}, {"entry"});
}

void add_field_table(py::module_& module) {
  add_words<FieldUse>(module, "FieldUse",
                      "What an entry of a kind does with a field: `no`, it is refused; `may`; "
                      "`one_of`, this one has to be\nthere or another that is `one_of`; `must`.");
  add_words<EntryFieldType>(module, "EntryFieldType", "What a field of an entry holds.");
  Class<EntryField>{module, "EntryField", "A line of the table of an entry's fields."}
      .def_property_readonly(
          "name", [](const EntryField& self) { return self.name; }, "In Python, C++, SQL and JSON.")
      .def_property_readonly("type", field<&EntryField::type>(), "What it holds.")
      .def_property_readonly(
          "meaning", [](const EntryField& self) { return self.meaning; }, "As a phrase.")
      .def_property_readonly(
          "column", [](const EntryField& self) { return self.column(); },
          "The name of its column in CSV files and forms; empty: it is never in one.")
      .def_property_readonly(
          "is_label", [](const EntryField& self) { return self.traits.is_label; },
          "Is it an id or a name: a text even where it looks like a number?")
      .def_property_readonly(
          "is_answer", [](const EntryField& self) { return self.traits.is_answer; },
          "Does it answer a form? A row in which no such field is filled in is blank.")
      .def_property_readonly(
          "is_in_unit", [](const EntryField& self) { return self.traits.is_in_unit; },
          "Is it a number in the entry's `unit`?")
      .def("use_by", &EntryField::use_by, py::arg("kind"), "What entries of a kind do with it.")
      .def("__repr__", [](const py::object& self) {
        return sketch(self, {"name", "type"});
      });
  module.def(
      "entry_fields",
      [] {
        const auto fields = entry_fields();
        py::tuple out(fields.size());
        for (std::size_t i = 0; i < fields.size(); ++i) out[i] = py::cast(fields[i]);
        return out;
      },
      "The fields of an Entry, in the order of its canonical encoding: the table that its checks, "
      "files, tables and\nforms follow.");
}

void add_withheld(py::module_& module) {
  Class<Withheld> type{module, "Withheld",
                       "That the words of an entry, which are its reporter, text and sources, "
                       "were withheld: removed from\nthe store for good, on a day and for a "
                       "reason."};
  type.def(py::self == py::self)
      .def_property_readonly("recorded_on", field<&Withheld::recorded_on>(),
                             "Day on which they were.")
      .def_property_readonly("reason", field<&Withheld::reason>(), "Why.")
      .def("__repr__", [](const py::object& self) {
        return sketch(self, {"recorded_on", "reason"});
      });
}

// An entry as a store gave it: its salt, and what became of its words, are no fields.
void add_recorded(py::module_& module, Class<Entry>& type) {
  module.def(
      "_recorded_entry", [](Entry entry, const std::string& salt, const py::object& withheld) {
        EntrySalt::Bytes bytes{};
        if (salt.size() == bytes.size()) std::copy(salt.begin(), salt.end(), bytes.begin());
        entry.salt = EntrySalt{bytes};
        if (!withheld.is_none()) {
          const auto parts = withheld.cast<std::tuple<Date, std::string, EntryId, std::string>>();
          entry.withheld = Withheld{std::get<0>(parts), std::get<1>(parts), std::get<2>(parts),
                                    std::get<3>(parts)};
        }
        return entry;
      });
  type.def_property_readonly(
      "withheld", [](const Entry& self) { return self.withheld; },
      "That reporter, text and sources were withheld, which are empty then; None: they were not.");
  const auto reduce = [](const py::object& self) -> py::tuple {
    const auto& entry = self.cast<const Entry&>();
    const py::tuple fields = reduce_value(self);
    if (!entry.salt.is_set() && !entry.withheld) return fields;
    const auto& salt = entry.salt.bytes();
    py::object withheld = py::none();
    if (entry.withheld) {
      withheld = py::make_tuple(entry.withheld->recorded_on, entry.withheld->reason,
                                entry.withheld->id, entry.withheld->content);
    }
    return py::make_tuple(
        py::module_::import("actionplan._core").attr("_recorded_entry"),
        py::make_tuple(fields[0](*fields[1]),
                       py::bytes(reinterpret_cast<const char*>(salt.data()), salt.size()),
                       withheld));
  };
  // In place of that of a value, which knows fields alone; a second definition would be an overload.
  add_method(type, "__reduce__", reduce);
}

void add_entry(py::module_& module) {
  Class<Entry> type{
      module, "Entry",
      "One line of the ledger; docs/guide/evidence.md says what each kind holds. Never changed: "
      "corrected by\na later entry that `replaces` it, taken back by a `withdrawal` that is "
      "`about` it.\n\n"
      "`source` is short for one of `sources`; a source that is a str is a URL or a citation. The "
      "defaults\nclaim least: reported by the implementer, by statement.\n\n"
      "Raises:\n    InvalidArgument: a field that is given cannot be; what is still missing the "
      "ledger says."};
  add_entry_constructor(type, std::make_index_sequence<entry_field_count>{});
  add_entry_fields(type);
  as_value(type, entry_field_names(),
           {"kind", "measure", "indicator", "agency", "period", "value", "done", "done_on",
            "completion", "reporter", "recorded_on"});
  add_recorded(module, type);
  module.def("check", &check, py::arg("entry"),
             "Is the entry sound?\n\nRaises:\n    InvalidArgument: it lacks what its kind needs, "
             "holds what its kind does not, or contradicts itself.");
  module.def(
      "canonical", [](const Entry& entry) { return py::bytes(canonical(entry)); }, py::arg("entry"),
      "The entry's canonical encoding: `actionplan/entry@1`, or `actionplan/entry@2` of one that a "
      "store has\nrecorded (docs/guide/evidence.md).");
  module.def("entry_id", &entry_id, py::arg("entry"),
             "SHA-256 of the canonical encoding, in 64 hexadecimal digits; of a withheld entry the "
             "id that it had.");
  module.def(
      "periods_ahead", [](const std::vector<Entry>& entries) { return periods_ahead(entries); },
      py::call_guard<py::gil_scoped_release>(), py::arg("entries"),
      "Values, deliverables and ratings for a period that nobody can know yet: it begins more than "
      "a year after the\nday of recording, or ends more than fifty years after it. Each subject "
      "and "
      "period is a Problem; its place's\nline counts the entries from 1 and is that of the first.");
  module.def("true_from", &true_from, py::arg("entry"), "The day from which an entry holds.");
}

std::size_t to_index(const Evidence& self, py::ssize_t index) {
  const auto size = static_cast<py::ssize_t>(self.size());
  if (index < -size || index >= size) {
    throw py::index_error(no_such_place("entry", "The ledger", index, size));
  }
  return static_cast<std::size_t>(index < 0 ? index + size : index);
}

void add_evidence(py::module_& module) {
  Class<Evidence> type{module, "Evidence",
                       "The ledger in memory, immutable: every entry, with which one replaces "
                       "which.\n\nThe order in which entries are given never matters; an "
                       "entry given twice is there once.\n\n"
                       "Raises:\n    InvalidArgument: an entry is not sound."};
  type.def(py::init([](const Entries& entries) {
             py::gil_scoped_release release;
             return Evidence{entries.items};
           }),
           py::arg("entries") = py::tuple{})
      .def(
          "appended",
          [](const Evidence& self, const Entries& entries) {
            py::gil_scoped_release release;
            return self.appended(entries.items);
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
           "Positions by day of recording, then those of one indicator by their periods, then by "
           "what "
           "the entries say, then\nby id: the same for the same entries, however appended.")
      .def(
          "problems", [](const Evidence& self) { return self.problems(); },
          py::call_guard<py::gil_scoped_release>(),
          "What names an entry that is not here, or one recorded later than itself: it has no "
          "effect. What replaces\nan entry of another kind or about something else, and "
          "`periods_ahead` of what nothing replaced. Found when first\nasked, and kept.")
      .def("__reduce__",
           [](const py::object& self) {
             return py::make_tuple(py::type::of(self), py::make_tuple(py::list(self)));
           })
      .def("__repr__", [](const Evidence& self) {
        return "<Evidence entries=" + std::to_string(self.size()) + ">";
      });
}

void add_estimate(py::module_& module) {
  Class<Estimate> type{module, "Estimate",
                       "One result of a survey: a value with its standard error, degrees of "
                       "freedom, unweighted cases and\ndesign effect."};
  type.def(py::init([](double value, double standard_error, double df, std::int64_t n,
                       std::optional<double> deff) {
             return Estimate{value, standard_error, df, n, deff};
           }),
           py::arg("value"), py::arg("standard_error"),
           py::arg("df") = std::numeric_limits<double>::infinity(), py::arg("n") = 0,
           py::arg("deff") = py::none())
      .def_property_readonly("value", field<&Estimate::value>(), "Point estimate, its unit.")
      .def_property_readonly("standard_error", field<&Estimate::standard_error>(),
                             "Same unit; NaN: none.")
      .def_property_readonly("df", field<&Estimate::df>(), "Degrees of freedom of the error.")
      .def_property_readonly("n", field<&Estimate::n>(), "Unweighted cases.")
      .def_property_readonly("deff", field<&Estimate::deff>(),
                             "Design effect, a ratio of variances.")
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
  Class<EvidenceRows>{module, "EvidenceRows",
                      "What a table of evidence holds: the sound `entries` with their "
                      "`lines`, `problems` with the place of\nthe others, and how many rows "
                      "of a form were left blank."}
      .def(py::init([](std::vector<Entry> entries, std::vector<std::uint32_t> lines,
                       std::vector<Problem> problems, std::size_t blank_rows) {
             return EvidenceRows{std::move(entries), std::move(lines), std::move(problems),
                                 blank_rows};
           }),
           py::arg("entries"), py::arg("lines"), py::arg("problems"), py::arg("blank_rows") = 0)
      .def_property_readonly("entries", tuple_of<&EvidenceRows::entries>(),
                             "Those that are sound, in the order of their rows.")
      .def_property_readonly("lines", tuple_of<&EvidenceRows::lines>(),
                             "Of each entry, its line in the file.")
      .def_property_readonly("problems", tuple_of<&EvidenceRows::problems>(),
                             "Of the others, with line and column.")
      .def_property_readonly("blank_rows", field<&EvidenceRows::blank_rows>(),
                             "Rows of a form that nobody filled in.")
      .def("__repr__", [](const py::object& self) {
        return sketch(self, {"entries", "problems", "blank_rows"});
      });
  const auto read_rows = [](const DocumentBytes& csv, std::optional<Date> recorded_on,
                            std::optional<PlanHistory> plan,
                            std::map<std::string, std::string> columns,
                            std::vector<std::string> missing, const std::optional<Text>& decimal,
                            const std::optional<Text>& letter_t, const Text& encoding,
                            const CancelArgument& cancel) {
    const EvidenceTableOptions options = table_options(
        std::move(plan), std::move(columns), std::move(missing), decimal, letter_t, encoding.value);
    const py::gil_scoped_release release;
    return read_evidence_csv(csv.bytes, recorded_on, ReadLimits{}, cancel.cancel, options);
  };
  module.def("_evidence_rows_of_csv", read_rows, py::arg("csv"), py::kw_only(),
             py::arg("recorded_on") = py::none(), py::arg("plan") = py::none(),
             py::arg("columns") = py::dict{}, py::arg("missing") = py::tuple{},
             py::arg("decimal") = py::none(), py::arg("letter_t") = py::none(),
             py::arg("encoding") = "", py::arg("cancel") = py::none(),
             "`evidence_from_csv` without warnings, for whoever says the problems otherwise.");
  module.def(
      "evidence_from_csv",
      [read_rows](const DocumentBytes& csv, std::optional<Date> recorded_on,
                  std::optional<PlanHistory> plan, std::map<std::string, std::string> columns,
                  std::vector<std::string> missing, const std::optional<Text>& decimal,
                  const std::optional<Text>& letter_t, const Text& encoding,
                  const CancelArgument& cancel) {
        refuse_file_name(csv.bytes, "evidence_from_csv: csv",
                         "give its bytes, or the name to actionplan.forms.read_evidence");
        EvidenceRows rows = read_rows(csv, recorded_on, std::move(plan), std::move(columns),
                                      std::move(missing), decimal, letter_t, encoding, cancel);
        warn_of_left_out("evidence_from_csv", rows, 1);
        return rows;
      },
      py::arg("csv"), py::kw_only(), py::arg("recorded_on") = py::none(),
      py::arg("plan") = py::none(), py::arg("columns") = py::dict{},
      py::arg("missing") = py::tuple{}, py::arg("decimal") = py::none(),
      py::arg("letter_t") = py::none(), py::arg("encoding") = "", py::arg("cancel") = py::none(),
      "Evidence from CSV: one entry a row, columns by the names of an Entry's fields "
      "(docs/guide/evidence_csv.md).\n\nA row that is not sound becomes a Problem, and the others "
      "are read.\n\n"
      "Args:\n"
      "    recorded_on: Day of recording of rows without one in a column of that name.\n"
      "    plan: A Plan or PlanHistory; rows on ids that it does not hold become Problems.\n"
      "    columns: Columns of other names: {\"Wert\": \"value\"}.\n"
      "    missing: Texts that stand for an absent value: [\"-\", \"..\"].\n"
      "    decimal: \",\" or \".\", where numbers are not all written as 1234.5.\n"
      "    letter_t: What T means in periods such as 2024-T3: \"quarter\" (trimestre) or "
      "\"four_months\" (SDMX);\n        unless given, they are refused.\n"
      "    encoding: Of bytes: \"utf-8\", \"utf-16\", \"cp1251\" or \"cp1252\"; unless given, told "
      "by "
      "them where they settle\n        it. Rows with characters that were lost become "
      "Problems.\n\nWarns:\n    "
      "UserWarning: once of the "
      "rows that are left out, and once of those that are kept with a doubt.\n\nRaises:\n    "
      "ParseError: no text, or a header that names no known column.\n"
      "    Cancelled: `cancel`, asked every 10 ms, answered yes.");
}

}  // namespace

void register_evidence(py::module_& module) {
  add_source(module);
  add_field_table(module);
  add_withheld(module);
  add_entry(module);
  add_person(module);
  add_appointment(module);
  add_evidence(module);
  add_estimate(module);
  add_rows(module);
}

}  // namespace actionplan::bindings
