// SPDX-License-Identifier: Apache-2.0
// pybind11 hands None to a method as a null pointer, an object of any class to one that takes
// `py::object`, and memory that nobody wrote for an object that `__new__` alone has made. Mended here
// for all classes at once, so that a new member cannot be forgotten.
#include "class.hpp"
#include "function_record.hpp"
#include "register.hpp"

#include <unordered_map>

namespace actionplan::bindings {
namespace {

using Implementation = decltype(Record::impl);

// Filled at import, never changed afterwards.
std::unordered_map<const Record*, Implementation>& implementations() {
  static std::unordered_map<const Record*, Implementation> all;
  return all;
}

[[noreturn]] void* refuse_blank(std::size_t /*size*/) {
  throw py::type_error(
      "This object was made by __new__ alone and holds nothing; call its class, or "
      "super().__init__ where a class of your own has an __init__.");
}

py::handle call_checked(py::detail::function_call& call) {
  auto* const type = reinterpret_cast<PyTypeObject*>(call.func.scope.ptr());
  PyObject* const self = call.args[0].ptr();
  if (PyObject_TypeCheck(self, type) == 0) return PYBIND11_TRY_NEXT_OVERLOAD;
  auto* const instance = reinterpret_cast<py::detail::instance*>(self);
  if (instance->get_value_and_holder().value_ptr() == nullptr) refuse_blank(0);
  return implementations().at(&call.func)(call);
}

void check_self(const py::handle member) {
  for (Record* record = record_of(member); record != nullptr; record = record->next) {
    const bool has_self = record->is_method && !record->is_constructor && record->nargs != 0;
    if (!has_self || !implementations().emplace(record, record->impl).second) continue;
    record->impl = &call_checked;
  }
}

// Else pickle and copy would make a blank object, or end the process (protocols 0 and 1).
void refuse_pickling(const py::handle type) {
  const py::object member = py::getattr(type, "__reduce__");
  if (!member.is(py::module_::import("builtins").attr("object").attr("__reduce__"))) return;
  add_method(type, "__reduce__", [](const py::object& self) -> py::object {
    throw py::type_error("A " + py::type::of(self).attr("__name__").cast<std::string>() +
                         " cannot be pickled or copied; share it, or make it again from what it "
                         "was made of.");
  });
}

void check_class(const py::handle type) {
  auto* const known = py::detail::get_type_info(reinterpret_cast<PyTypeObject*>(type.ptr()));
  if (known == nullptr) return;  // an enumeration or an exception
  known->operator_new = &refuse_blank;
  refuse_pickling(type);
  for (const auto& [name, member] : py::dict(type.attr("__dict__"))) {
    if (PyObject_TypeCheck(member.ptr(), &PyProperty_Type) == 0) {
      check_self(member);
    } else if (const py::object getter = member.attr("fget"); !getter.is_none()) {
      check_self(getter);
    }
  }
}

}  // namespace

void check_selves(const py::module_& module) {
  for (const auto& [name, value] : py::dict(module.attr("__dict__"))) {
    if (PyType_Check(value.ptr()) != 0) check_class(value);
  }
}

}  // namespace actionplan::bindings
