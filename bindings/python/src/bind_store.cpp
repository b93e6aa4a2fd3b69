// SPDX-License-Identifier: Apache-2.0
#include "amendment.hpp"
#include "assess_options.hpp"
#include "cancel.hpp"
#include "query_arguments.hpp"
#include "register.hpp"
#include "store_arguments.hpp"
#include "values.hpp"
#include "warnings.hpp"

#include <actionplan/store/sqlite_version.hpp>

#include <pybind11/functional.h>
#include <pybind11/stl/filesystem.h>

#include <memory>
#include <system_error>

namespace actionplan::bindings {
namespace {

using Release = py::call_guard<py::gil_scoped_release>;

void add_snapshot(py::module_& module) {
  Class<Snapshot>{module, "Snapshot",
                  "A whole store as it was at one moment: `history`, `evidence`, `head`, the "
                  "last link of the chain\nthen, and `seq`, its place."}
      .def_property_readonly("history", field<&Snapshot::history>(), "The plan's revisions.")
      .def_property_readonly("evidence", field<&Snapshot::evidence>(), "The entries.")
      .def_property_readonly(
          "head", [](const Snapshot& self) { return to_hex(self.head); },
          "The last link of the chain at that moment.")
      .def_property_readonly("seq", field<&Snapshot::seq>(),
                             "Its place in the chain: what `Store.entries_after` goes on from.")
      .def("__repr__", [](const Snapshot& self) {
        return "<Snapshot of " + std::to_string(self.history.revisions().size()) +
               " revisions and " + std::to_string(self.evidence.size()) + " entries>";
      });
}

void add_new_entries(py::module_& module) {
  Class<NewEntries>{module, "NewEntries",
                    "What was recorded after a place in the chain: `seqs`, `ids` and "
                    "`entries`, in the order of the chain;\n`revision_count`, how many plan "
                    "revisions are among it; `seq` and `head`, the end of the chain now."}
      .def_property_readonly("seqs", tuple_of<&NewEntries::seqs>(),
                             "The entries' places in the chain; revisions have places there too.")
      .def_property_readonly("ids", tuple_of<&NewEntries::ids>(), "The entries' ids.")
      .def_property_readonly("entries", tuple_of<&NewEntries::entries>(),
                             "The entries, as `Evidence.appended` takes them.")
      .def_property_readonly("revision_count", field<&NewEntries::revision_count>(),
                             "Plan revisions among the new; if any, read `history` again.")
      .def_property_readonly("withheld", tuple_of<&NewEntries::withheld>(),
                             "Ids of entries whose words were withheld since; if any are older, "
                             "read `evidence` again.")
      .def_property_readonly("seq", field<&NewEntries::seq>(),
                             "The last place of the chain: where to go on from.")
      .def_property_readonly(
          "head", [](const NewEntries& self) { return to_hex(self.head); },
          "The last link of the chain now.")
      .def("__len__", [](const NewEntries& self) { return self.entries.size(); })
      .def("__repr__", [](const NewEntries& self) {
        return "<NewEntries of " + std::to_string(self.entries.size()) + " entries and " +
               std::to_string(self.revision_count) + " revisions, up to " +
               std::to_string(self.seq) + ">";
      });
}

void add_redaction(py::module_& module) {
  Class<Redaction> type{
      module, "Redaction",
      "What `Store.redact` did: `erased`, the person's row was there until now; `bytes_remain`, a "
      "reader still\nneeds the old pages in the file's log, so that it is to be redacted again "
      "once "
      "that has ended."};
  type.def(py::init([](bool erased, bool bytes_remain) {
             return Redaction{erased, bytes_remain};
           }),
           py::arg("erased"), py::arg("bytes_remain"))
      .def_property_readonly("erased", field<&Redaction::erased>(),
                             "It was there until now; false: an earlier call erased it.")
      .def_property_readonly(
          "bytes_remain", field<&Redaction::bytes_remain>(),
          "A reader still holds the store as it was before, so that the file's log (`-wal`) still "
          "has the old pages. Redact again once the reader has ended: that empties the log.");
  as_value(type, {"erased", "bytes_remain"});
}

void add_withholding(py::module_& module) {
  Class<Withholding> type{
      module, "Withholding",
      "What `Store.withhold` did: `withheld`, the entry's words were there until now; "
      "`bytes_remain`, a reader\nstill needs the old pages in the file's log; `is_guessable`, the "
      "entry was recorded by version 1, and its\nid is a digest of the words too."};
  type.def(py::init([](bool withheld, bool bytes_remain, bool is_guessable) {
             return Withholding{withheld, bytes_remain, is_guessable};
           }),
           py::arg("withheld"), py::arg("bytes_remain"), py::arg("is_guessable"))
      .def_property_readonly("withheld", field<&Withholding::withheld>(),
                             "They were there until now; false: an earlier call withheld them.")
      .def_property_readonly(
          "bytes_remain", field<&Withholding::bytes_remain>(),
          "A reader still holds the store as it was before, so that the file's log (`-wal`) still "
          "has the old pages. Withhold again once the reader has ended: that empties the log.")
      .def_property_readonly(
          "is_guessable", field<&Withholding::is_guessable>(),
          "The id, which is part of the chain, is an unsalted digest of the words too: "
          "whoever guesses short words can tell that they were these.");
  as_value(type, {"withheld", "bytes_remain", "is_guessable"});
}

// The kind that the fields given speak of.
const char* kind_of(const py::kwargs& fields) {
  if (fields.contains("value")) return "observation";
  if (fields.contains("done") || fields.contains("done_on")) return "deliverable";
  if (fields.contains("completion")) return "rating";
  if (fields.contains("verification")) return "verification";
  if (fields.contains("member")) return "membership";
  throw InvalidArgument(
      "Nothing says what kind of entry this is; give value, done, completion, or kind.");
}

Entry to_entry(const py::object& entry, py::kwargs fields) {
  if (!entry.is_none()) {
    if (fields.size() != 0) throw py::type_error("Give an entry, or its fields, not both.");
    if (!py::isinstance<Entry>(entry)) {
      const py::object text =
          py::module_::import("actionplan._calls")
              .attr("misfit")("record", "entry", entry, "an Entry, or its fields by name");
      throw py::type_error(text.cast<std::string>());
    }
    return entry.cast<Entry>();
  }
  if (!fields.contains("kind")) fields["kind"] = kind_of(fields);
  if (fields.contains("done_on") && !fields.contains("done") &&
      py::str(fields["kind"]).cast<std::string>() == "deliverable") {
    fields["done"] = true;
  }
  return py::type::of<Entry>()(**fields).cast<Entry>();
}

using Opener = Store (*)(const std::filesystem::path&, const Plan&, const Profile&, Date,
                         std::optional<Date>, const CreateOptions&);

void add_creating(Class<Store>& type, const char* name, Opener open, const char* doc) {
  type.def_static(
      name,
      [open](const FileName& path, const Plan& plan, const std::optional<Profile>& profile,
             Date recorded_on, std::optional<Date> effective_on, std::optional<Date> not_after,
             std::optional<unsigned> mode) {
        std::error_code ignored;
        const bool is_there = open != &Store::create && std::filesystem::exists(path.path, ignored);
        if (profile && !is_there) warn_of_recorded(plan, *profile);
        py::gil_scoped_release release;
        return open(path.path, plan, profile.value_or(Profile{}), recorded_on, effective_on,
                    {not_after, to_mode(mode)});
      },
      py::arg("path"), py::arg("plan"), py::arg("profile") = py::none(), py::kw_only(),
      py::arg("recorded_on"), py::arg("effective_on") = py::none(),
      py::arg("not_after") = py::none(), py::arg("mode") = py::none(), doc);
}

void add_opening(Class<Store>& type) {
  add_creating(
      type, "create", &Store::create,
      "A new file that holds a plan, corrected and measured by a profile; open for writing.\n\n"
      "Its owner alone can read it unless `mode` says otherwise: the permissions of the file and "
      "its log, such as\n0o660 for a group. A `recorded_on` after `not_after` is refused.\n\n"
      "Raises:\n    StoreError: the file is there already, or cannot be written.\n    "
      "InvalidArgument: the profile speaks of what the plan does not have, or a day or mode is "
      "refused.");
  add_creating(
      type, "open_or_create", &Store::open_or_create,
      "Opens the store for writing, or creates it where there is no file: one call for programs of "
      "which any\nmay be the first. A store that is there is taken as it is, whatever plan it "
      "holds.\n\nRaises what `open` and `create` raise.");
  type.def_static(
      "open",
      [](const FileName& path, bool writable, int busy_timeout_ms) {
        py::gil_scoped_release release;
        StoreOptions options;
        options.mode = writable ? OpenMode::read_write : OpenMode::read_only;
        options.busy_timeout_ms = busy_timeout_ms;
        return Store::open(path.path, options);
      },
      py::arg("path"), py::kw_only(), py::arg("writable") = false,
      py::arg("busy_timeout_ms") = 5000,
      "An existing file, for reading unless `writable`.\n\n"
      "Raises:\n    StoreError: no such file, not a store, or one by a later version.");
}

void add_writing(Class<Store>& type) {
  type.def(
          "record",
          [](Store& self, const py::object& entry, Orphans orphans,
             const std::optional<Text>& expected_head, std::optional<Date> not_after,
             const py::kwargs& fields) {
            const Entry one = to_entry(entry, fields);
            AppendOptions options{to_conditions(expected_head, not_after), {}, {}, {}, orphans};
            options.cancel = to_cancel(py::none{});
            warn_of_doubts({one}, [&self] { return self.history(); });
            py::gil_scoped_release release;
            return self.record(one, options);
          },
          py::arg("entry") = py::none(), py::kw_only(), py::arg("orphans") = Orphans::refuse,
          py::arg("expected_head") = py::none(), py::arg("not_after") = py::none(),
          "Appends one entry, given whole or by its fields; the kind follows from `value`, `done`, "
          "`completion`.\n\nTakes `expected_head` and `not_after` as `append`. Returns its "
          "id.\n\nWarns:\n    UserWarning: nobody can tell whether its value is percent "
          "(`unstated_units`), its unit is another than the\n        indicator's "
          "(`differing_units`), no verdict can use it (`unused_entries`), or\n        its period "
          "lies far ahead (`periods_ahead`).\n\n"
          "Raises:\n    InvalidArgument: it is not sound, its day lies before the store's "
          "last or after `not_after`, or it names an id that no\n        revision holds, unless "
          "`orphans` is \"keep\".\n    StoreError: it is recorded already (code \"duplicate\"), "
          "the "
          "head is another one (\"conflict\"), or the file\n        cannot be written.")
      .def(
          "append",
          [](Store& self, const std::vector<Entry>& entries, std::vector<std::uint32_t> lines,
             std::function<void(std::size_t)> on_progress, Orphans orphans,
             const std::optional<Text>& expected_head, std::optional<Date> not_after,
             const py::object& cancel) {
            const AppendOptions options{to_conditions(expected_head, not_after), std::move(lines),
                                        std::move(on_progress), to_cancel(cancel), orphans};
            warn_of_doubts(entries, [&self] { return self.history(); });
            py::gil_scoped_release release;
            return self.append(entries, options);
          },
          py::arg("entries"), py::kw_only(), py::arg("lines") = py::tuple{},
          py::arg("on_progress") = py::none(), py::arg("orphans") = Orphans::refuse,
          py::arg("expected_head") = py::none(), py::arg("not_after") = py::none(),
          py::arg("cancel") = py::none(),
          "Appends entries, all or none.\n\nErrors name the line of an entry, where `lines` are "
          "given for all, else its position. `on_progress`\nis called after each 1000 entries and "
          "after the last, with the number done and before they are safe;\nwhat it raises ends the "
          "appending, and so does `cancel` when it answers true: nothing is appended then. Neither "
          "may\nask anything of this store. Nothing is appended either where the head is not "
          "`expected_head`, since\nsomething was recorded meanwhile, or where a day of recording "
          "lies after `not_after`, most often today.\nReturns their ids.\n\nWarns:\n    "
          "UserWarning: nobody can tell "
          "whether values are percent (`unstated_units`), their units are others than their\n"
          "        indicators' (`differing_units`), no verdict can use them (`unused_entries`), or "
          "their periods lie far\n        ahead (`periods_ahead`).\n\nRaises:\n    "
          "InvalidArgument: an entry is not sound, its day lies before the store's last or after "
          "`not_after`, or it names an id\n        that no revision holds, unless `orphans` is "
          "\"keep\".\n    StoreError: one is recorded already (code \"duplicate\"), or the head is "
          "another one (\"conflict\").\n    Cancelled: `cancel` ended it.")
      .def(
          "contains",
          [](const Store& self, const EntryId& id) {
            py::gil_scoped_release release;
            return self.contains(id);
          },
          py::arg("id"), "Is an entry with this id in the store?")
      .def(
          "amend",
          [](Store& self, const Plan& plan, const std::optional<Profile>& profile,
             Date effective_on, Date recorded_on, std::map<MeasureId, MeasureId> measures,
             std::map<IndicatorId, IndicatorId> indicators, std::optional<ProfileIds> profile_ids,
             const std::optional<Text>& expected_head, std::optional<Date> not_after) {
            const WriteConditions conditions = to_conditions(expected_head, not_after);
            std::optional<Amendment> amended;
            {
              const py::gil_scoped_release release;
              amended =
                  self.amend(plan, profile, effective_on, recorded_on,
                             {std::move(measures), std::move(indicators), profile_ids}, conditions);
            }
            warn_of_vain(amended->problems, "Amendment.problems",
                         [](const Problem&) { return false; });
            return *std::move(amended);
          },
          py::arg("plan"), py::arg("profile") = py::none(), py::kw_only(), py::arg("effective_on"),
          py::arg("recorded_on"), py::arg("measures") = py::dict{},
          py::arg("indicators") = py::dict{}, py::arg("profile_ids") = py::none(),
          py::arg("expected_head") = py::none(), py::arg("not_after") = py::none(),
          "Adds a later version of the plan, with the ids of the last one (see `amend`).\n\n"
          "Without `profile` the last one's is kept; a corrected deadline whose text is another "
          "now is not.\n`Profile()` means none. The ids of `profile` are those of `plan`, and are "
          "carried over as "
          "the plan's are;\n`profile_ids=\"store\"` says that they are those of the store. Takes "
          "`expected_head` and `not_after` as `append`.\n\nWarns:\n    UserWarning: the profile "
          "says something in vain, or speaks of what this version no longer has while\n        "
          "something is new.\n\nRaises:\n    InvalidArgument: nobody can tell whose ids the "
          "profile "
          "has, since it names what the plan lacks or\n        repeats what the last one says by "
          "the "
          "ids of the store.")
      .def(
          "appoint",
          [](Store& self, const Person& person, Orphans orphans,
             const std::optional<Text>& expected_head, std::optional<Date> not_after,
             const py::kwargs& fields) {
            if (fields.contains("kind")) {
              throw py::type_error("appoint takes no `kind`, it is appointment; leave it out.");
            }
            fields["kind"] = "appointment";
            const Entry entry = py::type::of<Entry>()(**fields).cast<Entry>();
            const WriteConditions conditions = to_conditions(expected_head, not_after);
            py::gil_scoped_release release;
            return self.appoint(entry, person, orphans, conditions);
          },
          py::arg("person"), py::kw_only(), py::arg("orphans") = Orphans::refuse,
          py::arg("expected_head") = py::none(), py::arg("not_after") = py::none(),
          "Appends an appointment, by the fields of an Entry; the person's data goes where it can "
          "be erased.\n\nTakes `expected_head` and `not_after` as `append`. Returns the entry's "
          "id.")
      .def(
          "appoint_all",
          [](Store& self, const std::vector<Appointment>& appointments, Orphans orphans,
             const std::optional<Text>& expected_head, std::optional<Date> not_after) {
            const WriteConditions conditions = to_conditions(expected_head, not_after);
            py::gil_scoped_release release;
            return self.appoint_all(appointments, orphans, conditions);
          },
          py::arg("appointments"), py::kw_only(), py::arg("orphans") = Orphans::refuse,
          py::arg("expected_head") = py::none(), py::arg("not_after") = py::none(),
          "Appends appointments, most often those that `appointments` makes, all or none.\n\nTakes "
          "`expected_head` and `not_after` as `append`. Returns their ids.")
      .def(
          "person",
          [](const Store& self, const EntryId& appointment) {
            py::gil_scoped_release release;
            return self.person(appointment);
          },
          py::arg("appointment"), "The person of an appointment; None once redacted.")
      .def(
          "redact",
          [](Store& self, const EntryId& appointment) {
            py::gil_scoped_release release;
            return self.redact(appointment);
          },
          py::arg("appointment"),
          "Erases the person's data for good, and overwrites it; the chain stays whole. To be "
          "repeated while\n`bytes_remain`: a reader still needs the old pages in the log.\n\n"
          "Raises:\n    NotFound: no appointment has this id.")
      .def(
          "withhold",
          [](Store& self, const EntryId& entry, const Text& reason, Date recorded_on,
             const std::optional<Text>& expected_head, std::optional<Date> not_after) {
            const WriteConditions conditions = to_conditions(expected_head, not_after);
            py::gil_scoped_release release;
            return self.withhold(entry, reason.value, recorded_on, conditions);
          },
          py::arg("entry"), py::arg("reason"), py::kw_only(), py::arg("recorded_on"),
          py::arg("expected_head") = py::none(), py::arg("not_after") = py::none(),
          "Removes the words of an entry, which are its reporter, text and sources, for good, and "
          "overwrites them;\na row of the chain says when and why. What decides a verdict stays, "
          "and so does the chain. To be repeated\nwhile `bytes_remain`. The reason is published "
          "with the entry, and never removed: it names nobody.\n\nTakes `expected_head` and "
          "`not_after` as `append`.\n\n"
          "Raises:\n    NotFound: no entry has this id.\n    InvalidArgument: the reason is empty, "
          "or `recorded_on` lies before the store's last day.");
}

void add_reading(Class<Store>& type) {
  type.def(
          "history",
          [](const Store& self, const py::object& cancel) {
            const Cancel asked = to_cancel(cancel);
            py::gil_scoped_release release;
            return self.history(asked);
          },
          py::kw_only(), py::arg("cancel") = py::none(), "The plan and its revisions.")
      .def(
          "evidence",
          [](const Store& self, const py::object& cancel) {
            const Cancel asked = to_cancel(cancel);
            py::gil_scoped_release release;
            return self.evidence(asked);
          },
          py::kw_only(), py::arg("cancel") = py::none(), "Every entry.")
      .def(
          "snapshot",
          [](const Store& self, const py::object& cancel) {
            const Cancel asked = to_cancel(cancel);
            py::gil_scoped_release release;
            return self.snapshot(asked);
          },
          py::kw_only(), py::arg("cancel") = py::none(),
          "History, evidence and head of one moment: asked for one after the other they need not "
          "fit.")
      .def(
          "entries_after",
          [](const Store& self, std::int64_t seq, const py::object& cancel) {
            const Cancel asked = to_cancel(cancel);
            py::gil_scoped_release release;
            return self.entries_after(seq, asked);
          },
          py::arg("seq"), py::kw_only(), py::arg("cancel") = py::none(),
          "What was recorded after a place in the chain: of `Snapshot.seq`, or `NewEntries.seq` of "
          "the last call;\n0 is before everything. A program that follows the store reads only "
          "what "
          "is new.\n\nRaises:\n    StoreError: the chain ends before `seq` (code \"conflict\"): "
          "the "
          "file is not the one that was read.")
      .def(
          "problems",
          [](const Store& self) {
            py::gil_scoped_release release;
            return self.problems();
          },
          "What speaks against using this store as it was opened: `sqlite_wal_reset`, when it is "
          "written with a\nrelease of SQLite that can corrupt it.")
      .def(
          "last_recorded_on",
          [](const Store& self) {
            py::gil_scoped_release release;
            return self.last_recorded_on();
          },
          "The day on which the last revision or entry was recorded.")
      .def(
          "head", [](const Store& self) { return to_hex(self.head()); }, Release{},
          "The last link of the chain, in 64 hexadecimal digits: keep it elsewhere.")
      .def(
          "verify",
          [](const Store& self, const std::optional<Text>& head, const py::object& cancel) {
            const std::optional<Hash> hash = to_hash(head);
            const Cancel asked = to_cancel(cancel);
            py::gil_scoped_release release;
            return self.verify(hash, asked);
          },
          py::arg("head") = py::none(), py::kw_only(), py::arg("cancel") = py::none(),
          "Recomputes every digest and link; the first broken one is the first Problem.\n\n"
          "Empty: with `head`, nothing up to it has changed; without, only that the file is "
          "internally consistent.")
      .def(
          "backup",
          [](const Store& self, const FileName& path, std::optional<unsigned> mode,
             const py::object& cancel) {
            const Cancel asked = to_cancel(cancel);
            py::gil_scoped_release release;
            self.backup(path.path, asked, to_mode(mode));
          },
          py::arg("path"), py::kw_only(), py::arg("mode") = py::none(),
          py::arg("cancel") = py::none(),
          "Copies the store as it is now into a new file, while it is in use. The file appears "
          "whole or not at all;\nits owner alone can read it unless `mode` says otherwise.\n\n"
          "Raises:\n    StoreError: the file is there already, or the store stays locked for "
          "longer than its `busy_timeout_ms`.")
      .def(
          "publish_copy",
          [](const Store& self, const FileName& path, const py::object& cancel) {
            const Cancel asked = to_cancel(cancel);
            py::gil_scoped_release release;
            self.publish_copy(path.path, asked);
          },
          py::arg("path"), py::kw_only(), py::arg("cancel") = py::none(),
          "Builds a new store for the public from the ledger alone: the same chain, no personal "
          "data, nothing that\nwas withheld. The same ledger gives the same bytes. The file "
          "appears whole or not at all, with the\npermissions that the umask leaves.\n\n"
          "Raises:\n    StoreError: the file is there already.")
      .def(
          "assess",
          [](const Store& self, const py::object& cancel, const py::kwargs& options) {
            Snapshot read = [&] {
              const Cancel asked = to_cancel(cancel);
              py::gil_scoped_release release;
              return self.snapshot(asked);
            }();
            return py::module_::import("actionplan._core")
                .attr("_assess_of_store")(py::cast(std::move(read.history)),
                                          py::cast(std::move(read.evidence)),
                                          py::arg("cancel") = cancel, **options);
          },
          py::kw_only(), py::arg("cancel") = py::none(),
          "`actionplan.assess` of a snapshot, with the same options.");
}

void add_query(py::module_& module, Class<Store>& type) {
  Class<AssessedPage>{module, "AssessedPage",
                      "Measures that pass a filter, each assessed: one page of them; "
                      "`total` counts those of all pages, and\n`next_page_token`, empty on "
                      "the last, asks for the page after this one."}
      .def_property_readonly("measures", tuple_of<&AssessedPage::measures>(),
                             "The measures of this page.")
      .def_property_readonly("total", field<&AssessedPage::total>(),
                             "How many matched, on this page or another.")
      .def_property_readonly("next_page_token", field<&AssessedPage::next_page_token>(),
                             "What to ask for the next page with; None on the last.")
      .def("__len__", [](const AssessedPage& self) { return self.measures.size(); })
      .def("__repr__", [](const AssessedPage& self) {
        return "<AssessedPage of " + std::to_string(self.measures.size()) + " of " +
               std::to_string(self.total) + " measures>";
      });
  type.def(
      "where",
      [](const Store& self, const py::object& filter, Date as_of, std::optional<Date> known_at,
         std::optional<Date> public_at, int due_soon_days, double alpha, Pick pick,
         std::vector<ReporterType> reporters, bool implementer_ratings_decide,
         const std::optional<Text>& order, std::optional<py::ssize_t> page_size,
         const Text& page_token, const py::object& cancel) {
        const Filter asked = to_filter(filter);
        const AssessOptions options =
            assess_options(as_of, known_at, public_at, due_soon_days, alpha, pick,
                           std::move(reporters), implementer_ratings_decide);
        const SelectOptions selecting = to_options(order, page_size, page_token);
        const Cancel asking = to_cancel(cancel);
        std::optional<PlanHistory> history;
        {
          const py::gil_scoped_release release;
          history.emplace(self.history(asking));
        }
        warn_of_unheld(*history, asked);
        py::gil_scoped_release release;
        return self.where(asked, options, selecting, asking);
      },
      py::arg("filter"), py::kw_only(), py::arg("as_of"), py::arg("known_at") = py::none(),
      py::arg("public_at") = py::none(), py::arg("due_soon_days") = 30, py::arg("alpha") = 0.05,
      py::arg("pick") = Pick::most_trusted, py::arg("reporters") = py::tuple{},
      py::arg("implementer_ratings_decide") = false, py::arg("order") = py::none(),
      py::arg("page_size") = py::none(), py::arg("page_token") = "", py::arg("cancel") = py::none(),
      "The measures that `assess(...).where(...)` would give, to the bit. What the filter says of "
      "the plan is asked of\nthe plan, which the store keeps between calls; only the measures that "
      "may pass are judged, and only evidence\non them is read: `where('id = \"4.2.3\"', ...)` "
      "takes "
      "milliseconds, whatever the size of the ledger.\n\n"
      "Takes the options of `assess` and those of `Assessment.where`, and raises what they raise.");
}

void add_store(py::module_& module) {
  Class<Store> type{module, "Store",
                    "A plan's revisions and the ledger of evidence in one SQLite file "
                    "(docs/guide/store.md).\n\n"
                    "One writer and many readers at a time; the calls of one Store take "
                    "turns, whatever their threads. A\ncallback may ask nothing of the store "
                    "whose call it belongs to: that raises StoreError. Long calls\ntake "
                    "`cancel`, a function that answers whether to stop, and are ended by "
                    "Ctrl-C.\nAlso a context manager, closed at the end."};
  // Without this pybind11 says that there is no constructor, and not what there is.
  type.def(py::init([](const py::args&, const py::kwargs&) -> std::unique_ptr<Store> {
    throw py::type_error(
        "Store: make one with Store.create(path, plan, recorded_on=...), or open one with "
        "Store.open(path).");
  }));
  add_opening(type);
  add_writing(type);
  add_reading(type);
  add_query(module, type);
  type.def(
          "close",
          [](Store& self) {
            py::gil_scoped_release release;
            self.close();
          },
          "Closes the file when the call that runs has ended; nothing else may be asked of it "
          "afterwards, but to\nclose it again does nothing.\n\nRaises:\n    StoreError: it is "
          "closed by a callback of its own call.")
      .def_property_readonly("path", &Store::path,
                             "The file, as it was named: a pathlib.Path; also of a closed store.")
      .def("__repr__",
           [](const py::object& self) {
             return "<Store " + py::repr(py::str(self.attr("path"))).cast<std::string>() + ">";
           })
      .def("__enter__", [](py::object self) { return self; })
      .def("__exit__", [](Store& self, const py::args&) {
        py::gil_scoped_release release;
        self.close();
      });
}

}  // namespace

void register_store(py::module_& module) {
  module.def("sqlite_version", &sqlite_version,
             "The release of SQLite that the library is linked with, such as \"3.54.1\".");
  add_snapshot(module);
  add_new_entries(module);
  add_redaction(module);
  add_withholding(module);
  register_amendment(module);
  add_store(module);
}

}  // namespace actionplan::bindings
