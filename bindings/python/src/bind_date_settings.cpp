// SPDX-License-Identifier: Apache-2.0
#include "register.hpp"
#include "values.hpp"

namespace actionplan::bindings {
namespace {

void add_date_event(py::module_& module) {
  Class<DateEvent> type{module, "DateEvent",
                        "An event that deadlines are counted from, or named by: \"by COP26\"; "
                        "matched without regard to case."};
  type.def(py::init([](Text name, Date day, SetBy set_by, Text source) {
             return DateEvent{std::move(name.value), day, set_by, std::move(source.value)};
           }),
           py::arg("name"), py::arg("day"), py::arg("set_by") = SetBy::analyst,
           py::arg("source") = "")
      .def_property_readonly("name", field<&DateEvent::name>(),
                             "As texts call it; matched without regard to case.")
      .def_property_readonly("day", field<&DateEvent::day>(), "The day of the event.")
      .def_property_readonly("set_by", field<&DateEvent::set_by>(), "Who says on which day it is.")
      .def_property_readonly("source", field<&DateEvent::source>(),
                             "Where that is written; may be empty.");
  as_value(type, {"name", "day", "set_by", "source"});
}

DateSettings to_settings(std::optional<DateOrder> order, std::optional<int> fiscal_month,
                         std::optional<Hemisphere> hemisphere, std::vector<Weekday> weekend,
                         std::optional<std::vector<Date>> holidays, bool rolls_to_working_day,
                         const std::optional<PeriodOrText>& plan_period,
                         std::optional<Date> adopted_on, std::vector<DateEvent> events,
                         SetBy set_by, Text source) {
  DateSettings settings;
  settings.order = order;
  settings.fiscal_month = fiscal_month;
  settings.hemisphere = hemisphere;
  settings.weekend = std::move(weekend);
  settings.holidays = std::move(holidays);
  settings.rolls_to_working_day = rolls_to_working_day;
  if (plan_period) settings.plan_period = plan_period->value;
  settings.adopted_on = adopted_on;
  settings.events = std::move(events);
  settings.set_by = set_by;
  settings.source = std::move(source.value);
  check_dates(settings);
  return settings;
}

void add_date_settings(py::module_& module) {
  Class<DateSettings> type{
      module, "DateSettings",
      "What deadline texts lean on and do not say; None means unsaid, and a text that needs it is "
      "read by a\nstated assumption, or not at all.\n\n"
      "`order` says which number of \"03/04/2018\" is the day; `fiscal_month`, 1 to 12, begins the "
      "fiscal year;\n`weekend` are the days of rest, Saturday and Sunday if empty; `holidays` are "
      "other days of rest, None where\nthey are not known. A due day on a day of rest moves to the "
      "next working day only if\n`rolls_to_working_day`. `plan_period` and `adopted_on` stand for "
      "what the document says of itself.\n\n"
      "Raises:\n    InvalidArgument: they do not hold together, such as an event with two days."};
  type.def(py::init(&to_settings), py::arg("order") = py::none(),
           py::arg("fiscal_month") = py::none(), py::arg("hemisphere") = py::none(),
           py::arg("weekend") = py::tuple{}, py::arg("holidays") = py::none(),
           py::arg("rolls_to_working_day") = false, py::arg("plan_period") = py::none(),
           py::arg("adopted_on") = py::none(), py::arg("events") = py::tuple{},
           py::arg("set_by") = SetBy::analyst, py::arg("source") = "")
      .def_property_readonly("order", field<&DateSettings::order>(),
                             "None: told by the document's own dates.")
      .def_property_readonly("fiscal_month", field<&DateSettings::fiscal_month>(),
                             "First month of the fiscal year, 1 to 12.")
      .def_property_readonly("hemisphere", field<&DateSettings::hemisphere>(),
                             "None: the northern one is assumed.")
      .def_property_readonly(
          "weekend", [](const DateSettings& self) { return py::tuple(py::cast(self.weekend)); },
          "Days of rest; empty: Saturday and Sunday.")
      .def_property_readonly(
          "holidays",
          [](const DateSettings& self) -> std::optional<py::tuple> {
            if (!self.holidays) return std::nullopt;
            return py::tuple(py::cast(*self.holidays));
          },
          "Other days of rest; None: not known.")
      .def_property_readonly("rolls_to_working_day", field<&DateSettings::rolls_to_working_day>(),
                             "A due day on a day of rest moves to the next working day.")
      .def_property_readonly("plan_period", field<&DateSettings::plan_period>(),
                             "Stands for what the document says of itself.")
      .def_property_readonly("adopted_on", field<&DateSettings::adopted_on>(),
                             "Stands for what the document says of its adoption.")
      .def_property_readonly("events", tuple_of<&DateSettings::events>(),
                             "Events with their days, to which a deadline may be relative.")
      .def_property_readonly("set_by", field<&DateSettings::set_by>(),
                             "Who says so, of all but the events.")
      .def_property_readonly("source", field<&DateSettings::source>(),
                             "Where that is written, of all but the events.")
      .def("merge", &merge, py::arg("other"),
           "These settings, and where they leave one unsaid, the other's.");
  as_value(type,
           {"order", "fiscal_month", "hemisphere", "weekend", "holidays", "rolls_to_working_day",
            "plan_period", "adopted_on", "events", "set_by", "source"});
}

}  // namespace

void register_date_settings(py::module_& module) {
  add_date_event(module);
  add_date_settings(module);
}

}  // namespace actionplan::bindings
