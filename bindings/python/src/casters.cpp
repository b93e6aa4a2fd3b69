// SPDX-License-Identifier: Apache-2.0
#include "casters.hpp"

#include <pybind11/stl/filesystem.h>

#include <datetime.h>

#include <cmath>

namespace actionplan::bindings {
namespace {

void import_datetime() {
  if (PyDateTimeAPI != nullptr) return;
  PyDateTime_IMPORT;
  if (PyDateTimeAPI == nullptr) throw py::error_already_set();
}

// Of a text that may be long, for a message.
std::string beginning(const py::object& text) {
  constexpr py::ssize_t most = 60;
  return py::str(text[py::slice(0, most, 1)]).cast<std::string>();
}

std::string full_type_name(py::handle source) { return Py_TYPE(source.ptr())->tp_name; }

}  // namespace

Date to_date(py::handle source) {
  import_datetime();
  if (PyUnicode_Check(source.ptr()) != 0) return Date::parse(view_text(source));
  if (PyDateTime_Check(source.ptr())) {
    throw py::type_error("A " + full_type_name(source) +
                         " is a moment, and a day is asked for; give its .date(), or a text such "
                         "as \"2017-06-30\".");
  }
  if (!PyDate_Check(source.ptr())) {
    throw py::type_error(
        "A day is a datetime.date or a text such as \"2017-06-30\"; what was given is " +
        beginning(py::repr(source)) + ", of type " + full_type_name(source) + ".");
  }
  return Date::from_ymd(source.attr("year").cast<int>(), source.attr("month").cast<int>(),
                        source.attr("day").cast<int>());
}

py::handle from_date(Date date) {
  import_datetime();
  PyObject* made = PyDate_FromDate(date.year(), date.month(), date.day());
  if (made == nullptr) throw py::error_already_set();
  return made;
}

bool is_truth(py::handle source) {
  if (PyBool_Check(source.ptr()) != 0) return true;
  const std::string_view name = Py_TYPE(source.ptr())->tp_name;
  return name == "numpy.bool" || name == "numpy.bool_";
}

void warn_of_rounding(py::handle source, double kept) {
  constexpr double largest_exact = 9007199254740992;  // above, a double leaves whole numbers out
  if (std::abs(kept) < largest_exact || !std::isfinite(kept)) return;
  if (PyIndex_Check(source.ptr()) == 0) return;
  const auto whole = py::reinterpret_steal<py::object>(PyNumber_Index(source.ptr()));
  const auto made = py::reinterpret_steal<py::object>(PyLong_FromDouble(kept));
  if (!whole || !made) throw py::error_already_set();
  if (whole.equal(made)) return;
  const std::string message = "The number " + beginning(py::str(whole)) + " counts as " +
                              beginning(py::str(made)) +
                              ", as a number of so many digits is not kept to the last; give it in "
                              "thousands or millions, with such a unit, where they matter.";
  if (PyErr_WarnEx(PyExc_UserWarning, message.c_str(), 1) != 0) throw py::error_already_set();
}

bool is_table(py::handle source) {
  return py::hasattr(source, "__arrow_c_stream__") || py::hasattr(source, "iloc");
}

std::optional<Period> find_period(py::handle source) {
  if (!py::hasattr(source, "start_time") || !py::hasattr(source, "end_time")) return std::nullopt;
  const py::object first = source.attr("start_time");
  const py::object last = source.attr("end_time");
  if (!py::hasattr(first, "date") || !py::hasattr(last, "date")) return std::nullopt;
  const Date begin = to_date(first.attr("date")());
  const Date end = to_date(last.attr("date")());
  const bool is_part_of_day = begin == end && py::hasattr(source, "hour") &&
                              (last - first).attr("total_seconds")().cast<double>() < 86399;
  if (is_part_of_day) {
    throw InvalidArgument("The period " + py::str(source).cast<std::string>() +
                          " is a part of a day; give a day, or a longer period.");
  }
  return Period{begin, end};
}

std::string_view view_text(py::handle source) {
  Py_ssize_t size = 0;
  const char* data = PyUnicode_AsUTF8AndSize(source.ptr(), &size);
  if (data == nullptr) {
    PyErr_Clear();
    throw InvalidArgument(
        "A text holds half of a surrogate pair, which is no character; replace it, for example by "
        "text.encode(errors=\"replace\").decode().");
  }
  return {data, static_cast<std::size_t>(size)};
}

std::string to_text(py::handle source) { return std::string{view_text(source)}; }

bool is_path(py::handle source) {
  return PyUnicode_Check(source.ptr()) != 0 || PyBytes_Check(source.ptr()) != 0 ||
         py::hasattr(source, "__fspath__");
}

std::filesystem::path to_path(py::handle source) {
  const auto name = py::reinterpret_steal<py::object>(PyOS_FSPath(source.ptr()));
  if (!name) throw py::error_already_set();
  py::detail::make_caster<std::filesystem::path> caster;
  if (py::isinstance<py::bytes>(name) || !caster.load(name, true)) {
    throw InvalidArgument("The name of a file is a str without NUL characters; give another.");
  }
  return py::detail::cast_op<std::filesystem::path&&>(std::move(caster));
}

void refuse_word(std::string_view text, const std::string& name,
                 const std::vector<py::handle>& members) {
  const std::string_view shown = text.substr(0, text::byte_offset(text, 60));
  std::string message = "\"" + std::string{shown} + "\" is no " + name + "; use one of ";
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (i != 0) message += ", ";
    message += py::str(members[i]).cast<std::string>();
  }
  throw InvalidArgument(message + ".");
}

}  // namespace actionplan::bindings
