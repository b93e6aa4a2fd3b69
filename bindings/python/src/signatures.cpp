// SPDX-License-Identifier: Apache-2.0
// What Python can ask of a bound function: its signature, by `inspect.signature` and whatever completes
// names, and what is wrong with a call, in one line. pybind11 has neither: it prints all that it takes
// and all that was given. Mended here for all functions at once.
#include "function_record.hpp"
#include "register.hpp"

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace actionplan::bindings {
namespace {

using Call = PyObject* (*)(PyObject*, PyObject* const*, std::size_t, PyObject*);

// pybind11's own, one for all functions; filled at import, never changed afterwards.
Call& dispatcher() {
  static Call own = nullptr;
  return own;
}

py::list signatures_of(const Record* record) {
  py::list out;
  for (; record != nullptr; record = record->next) {
    if (record->signature != nullptr) out.append(py::str(record->signature));
  }
  return out;
}

// How a function was called, as actionplan._calls takes it.
struct Called {
  py::object name;
  py::list signatures;
  bool is_method;
  py::list positional;
  py::dict named;
};

Called called(PyObject* self, PyObject* const* args, std::size_t given, PyObject* names) {
  const Record* const record = py::detail::function_record_ptr_from_PyObject(self);
  const bool is_made = record->is_constructor || record->is_new_style_constructor;
  Called out{
      is_made ? py::object{record->scope.attr("__name__")} : py::object{py::str(record->name)},
      signatures_of(record), record->is_method, py::list(), py::dict()};
  const auto count = static_cast<std::size_t>(PyVectorcall_NARGS(given));
  for (std::size_t i = record->is_method ? 1 : 0; i < count; ++i) {
    out.positional.append(py::reinterpret_borrow<py::object>(args[i]));
  }
  for (Py_ssize_t i = 0; names != nullptr && i < PyTuple_GET_SIZE(names); ++i) {
    out.named[py::handle{PyTuple_GET_ITEM(names, i)}] =
        py::reinterpret_borrow<py::object>(args[count + static_cast<std::size_t>(i)]);
  }
  return out;
}

// The sentence about a call that fits no signature; where that fails, pybind11's message stands.
void tell(PyObject* self, PyObject* const* args, std::size_t given, PyObject* names) {
  py::error_already_set raised;
  const auto message = py::str(raised.value()).cast<std::string>();
  const bool is_of_day = message.rfind("A day is a datetime.date ", 0) == 0 ||
                         message.find(" is a moment, and a day is asked for;") != std::string::npos;
  if (is_of_day) {
    try {
      const Called call = called(self, args, given, names);
      const py::object text = py::module_::import("actionplan._calls")
                                  .attr("name_moment")(call.name, call.signatures, call.is_method,
                                                       call.positional, call.named, message);
      PyErr_SetObject(PyExc_TypeError, text.ptr());
    } catch (py::error_already_set&) {
      raised.restore();
    }
    return;
  }
  if (message.find("): incompatible ") == std::string::npos) {
    raised.restore();
    return;
  }
  try {
    const Called call = called(self, args, given, names);
    const py::object text = py::module_::import("actionplan._calls")
                                .attr("explain")(call.name, call.signatures, call.is_method,
                                                 call.positional, call.named);
    PyErr_SetObject(PyExc_TypeError, text.ptr());
  } catch (py::error_already_set&) {
    raised.restore();
  }
}

// A day, period or word that was given as a text and cannot be read: the message names the argument.
void tell_day(PyObject* self, PyObject* const* args, std::size_t given, PyObject* names) {
  py::error_already_set raised;
  const auto message = py::str(raised.value()).cast<std::string>();
  const bool is_of_day = message.rfind("Date \"", 0) == 0 || message.rfind("Period \"", 0) == 0;
  const bool is_of_word =
      message.rfind('"', 0) == 0 && message.find("\" is no ") != std::string::npos;
  if (is_of_day || is_of_word) {
    try {
      const Called call = called(self, args, given, names);
      raised.value().attr("args") =
          py::make_tuple(py::module_::import("actionplan._calls")
                             .attr("name_day")(call.name, call.signatures, call.is_method,
                                               call.positional, call.named, message));
    } catch (py::error_already_set&) {  // the message stands as it is
    }
  }
  raised.restore();
}

PyObject* call_told(PyObject* self, PyObject* const* args, std::size_t given, PyObject* names) {
  PyObject* const result = dispatcher()(self, args, given, names);
  if (result != nullptr) return result;
  if (PyErr_ExceptionMatches(PyExc_TypeError) != 0) {
    tell(self, args, given, names);
  } else if (PyErr_ExceptionMatches(PyExc_ValueError) != 0) {
    tell_day(self, args, given, names);
  }
  return result;
}

// A default as a literal, which is all that a text signature may hold.
std::string literal(const py::handle value) {
  if (!value) return "";
  const bool is_word = PyUnicode_Check(value.ptr()) != 0 && py::hasattr(value, "value");
  if (is_word) return "=" + py::repr(value.attr("value")).cast<std::string>();
  const bool is_plain = value.is_none() || PyBool_Check(value.ptr()) != 0 ||
                        PyLong_Check(value.ptr()) != 0 || PyUnicode_Check(value.ptr()) != 0 ||
                        (PyTuple_Check(value.ptr()) != 0 && PyTuple_GET_SIZE(value.ptr()) == 0) ||
                        (PyDict_Check(value.ptr()) != 0 && PyDict_Size(value.ptr()) == 0);
  const auto text = py::repr(value).cast<std::string>();
  const bool is_number =
      PyFloat_Check(value.ptr()) != 0 && text.find_first_of("in") == std::string::npos;
  return "=" + (is_plain || is_number ? text : "...");
}

// What passes the arguments that it does not know itself on to another function of the module, whose
// names are then its own as well.
const Record* passes_on_to(const Record& record, const py::module_& module) {
  static constexpr std::pair<std::string_view, const char*> passes[] = {{"record", "Entry"},
                                                                        {"appoint", "Entry"},
                                                                        {"assess", "assess"},
                                                                        {"assess_days", "assess"},
                                                                        {"read_bytes", "read"}};
  for (const auto& [name, other] : passes) {
    if (!record.has_kwargs || name != record.name) continue;
    const py::object to = module.attr(other);
    return record_of(PyType_Check(to.ptr()) != 0 ? py::object{to.attr("__init__")} : to);
  }
  return nullptr;
}

// The arguments of the other that are given by name and that the record has not. Those of a
// constructor may all be left out, where what it makes is given instead.
std::string passed_on(const Record& record, const Record& other) {
  std::string out;
  const bool is_made = other.is_constructor || other.is_new_style_constructor;
  for (std::size_t i = is_made ? 1 : other.nargs_pos; i < other.args.size(); ++i) {
    const std::string_view name = other.args[i].name;
    const bool is_own = std::any_of(record.args.begin(), record.args.end(), [&](const auto& own) {
      return own.name != nullptr && own.name == name;
    });
    const bool is_fixed = record.name == std::string_view{"appoint"} && name == "kind";
    if (is_own || is_fixed) continue;
    const std::string value = literal(other.args[i].value);
    out += ", " + std::string{name} + (value.empty() && is_made ? "=..." : value);
  }
  return out;
}

// Arguments after the first `always` may be left out: another overload has them not.
std::string text_signature(const Record& record, std::size_t always,
                           const Record* other = nullptr) {
  std::string out = "(";
  const std::size_t named =
      record.nargs - (record.has_args ? 1U : 0U) - (record.has_kwargs ? 1U : 0U);
  const std::size_t after_args = record.nargs_pos;
  const auto separate = [&out] {
    if (out.size() > 1) out += ", ";
  };
  std::size_t unnamed = 0;
  bool is_open = false;  // arguments without a name, which can be given by position alone
  for (std::size_t i = 0; i < named; ++i) {
    const py::detail::argument_record* const argument =
        i < record.args.size() ? &record.args[i] : nullptr;
    const bool has_name = argument != nullptr && argument->name != nullptr && *argument->name != 0;
    if (!has_name) {
      is_open = true;
    } else if (is_open) {
      out += ", /";
      is_open = false;
    }
    separate();
    if (i == after_args) out += record.has_args ? "*args, " : "*, ";
    const bool is_self = i == 0 && record.is_method;
    out += has_name ? argument->name : is_self ? "self" : "arg" + std::to_string(unnamed++);
    const std::string value = argument == nullptr ? "" : literal(argument->value);
    out += value.empty() && i >= always ? "=..." : value;
  }
  if (is_open) out += ", /";
  if (record.has_args && after_args >= named) {
    separate();
    out += "*args";
  }
  if (other != nullptr) {
    out += passed_on(record, *other);
  } else if (record.has_kwargs) {
    separate();
    out += "**kwargs";
  }
  return out + ")";
}

// The name of an argument; empty: it has none.
std::string_view name_at(const Record& record, std::size_t place) {
  if (place >= record.args.size() || record.args[place].name == nullptr) return "";
  return record.args[place].name;
}

// Does the longer one begin as the shorter?
bool begins_as(const Record& longer, const Record& shorter) {
  if (longer.has_args != shorter.has_args || longer.has_kwargs != shorter.has_kwargs) return false;
  for (std::size_t i = shorter.is_method ? 1 : 0; i < shorter.nargs; ++i) {
    if (name_at(longer, i) != name_at(shorter, i)) return false;
  }
  return true;
}

bool has_argument(const Record& record, std::string_view name) {
  return std::any_of(record.args.begin(), record.args.end(),
                     [&](const auto& one) { return one.name != nullptr && one.name == name; });
}

// Of ways to call a function that begin otherwise: the arguments of all, of which those that not
// every one takes can be left out. Stubs tell which go together.
std::string signature_of_all(const Record& first) {
  std::string by_place;
  std::string by_name;
  std::vector<std::string_view> seen;
  std::size_t most = 0;
  for (const Record* one = &first; one != nullptr; one = one->next) {
    most = std::max(most, one->args.size());
  }
  for (std::size_t i = first.is_method ? 1 : 0; i < most; ++i) {
    for (const Record* record = &first; record != nullptr; record = record->next) {
      if (i >= record->args.size()) continue;
      const std::string_view name = name_at(*record, i);
      if (name.empty() || std::find(seen.begin(), seen.end(), name) != seen.end()) continue;
      seen.push_back(name);
      bool is_always = true;
      for (const Record* other = &first; other != nullptr; other = other->next) {
        is_always = is_always && has_argument(*other, name);
      }
      std::string value = literal(record->args[i].value);
      if (value.empty() && !is_always) value = "=...";
      (i < record->nargs_pos ? by_place : by_name) += ", " + std::string{name} + value;
    }
  }
  const std::string all =
      (first.is_method ? ", self" : "") + by_place + (by_name.empty() ? "" : ", *" + by_name);
  return "(" + (all.empty() ? all : all.substr(2)) + ")";
}

// Inspect knows of one way to call a function: that with the most arguments, where the others have
// the first of them; else all of them at once.
std::string signature_of(const Record& first, const py::module_& module) {
  const Record* widest = &first;
  std::size_t least = first.nargs;
  for (const Record* record = first.next; record != nullptr; record = record->next) {
    if (record->nargs > widest->nargs) widest = record;
    least = std::min<std::size_t>(least, record->nargs);
  }
  for (const Record* record = &first; record != nullptr; record = record->next) {
    if (begins_as(*widest, *record)) continue;
    const std::string_view name = first.name;
    const bool is_operator = name.substr(0, 2) == "__" && name != "__init__";
    return is_operator ? "(self, *args, **kwargs)" : signature_of_all(first);
  }
  return text_signature(*widest, first.next == nullptr ? widest->nargs : least,
                        passes_on_to(*widest, module));
}

// A type that was not yet known when a signature was written has its name of C++ there.
std::string without_names_of_cpp(std::string text) {
  static constexpr std::pair<std::string_view, std::string_view> names[] = {
      {"actionplan::bindings::HeldReplicateDesign", "actionplan.survey.ReplicateDesign"},
      {"actionplan::bindings::Held", "actionplan.survey."},
      {"actionplan::", "actionplan."}};
  for (const auto& [cpp, python] : names) {
    for (std::size_t at = text.find(cpp); at != std::string::npos; at = text.find(cpp, at)) {
      text.replace(at, cpp.size(), python);
    }
  }
  return text;
}

const Record* describe(const py::handle member, const py::module_& module) {
  const Record* const record = record_of(member);
  if (record == nullptr || record->def == nullptr) return nullptr;
  PyMethodDef& def = *record->def;
  if ((def.ml_flags & METH_FASTCALL) == 0) return record;
  const auto own = reinterpret_cast<Call>(reinterpret_cast<void (*)()>(def.ml_meth));
  if (own == &call_told) return record;
  dispatcher() = own;
  def.ml_meth = reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(&call_told));
  const std::string told = std::string{def.ml_name} + signature_of(*record, module) + "\n--\n\n" +
                           (def.ml_doc == nullptr ? "" : without_names_of_cpp(def.ml_doc));
  char* const kept = strdup(told.c_str());
  std::free(const_cast<char*>(def.ml_doc));  // as pybind11 does when the function goes
  def.ml_doc = kept;
  return record;
}

// A class is called as its `__init__` is.
void describe_class(const py::handle type, std::string signature) {
  auto* const object = reinterpret_cast<PyTypeObject*>(type.ptr());
  const std::size_t first = signature.find_first_of(",)");  // without `self`
  signature = "(" + (signature[first] == ',' ? signature.substr(first + 2) : ")");
  if (signature.rfind("(/, ", 0) == 0) signature = "(" + signature.substr(4);
  const char* const name = std::strrchr(object->tp_name, '.');
  const std::string told = std::string{name == nullptr ? object->tp_name : name + 1} + signature +
                           "\n--\n\n" + (object->tp_doc == nullptr ? "" : object->tp_doc);
  auto* const kept = static_cast<char*>(PyObject_Malloc(told.size() + 1));
  if (kept == nullptr) throw std::bad_alloc{};
  std::memcpy(kept, told.c_str(), told.size() + 1);
  PyObject_Free(const_cast<char*>(object->tp_doc));
  object->tp_doc = kept;
}

// Of a class that only the library makes.
int refuse_to_make(PyObject* self, PyObject* /*args*/, PyObject* /*named*/) {
  PyErr_Format(PyExc_TypeError,
               "%s has no constructor: the library makes it. Its documentation says of what.",
               Py_TYPE(self)->tp_name);
  return -1;
}

// Sets or, without a value, deletes an attribute. Python's own message speaks of setters.
int set_attribute(PyObject* self, PyObject* name, PyObject* value) {
  const int result = PyObject_GenericSetAttr(self, name, value);
  if (result == 0 || PyErr_ExceptionMatches(PyExc_AttributeError) == 0) return result;
  py::error_already_set raised;
  try {
    const py::object text =
        py::module_::import("actionplan._calls")
            .attr("fixed")(py::handle{self}, py::handle{name}, value != nullptr);
    PyErr_SetObject(PyExc_AttributeError, text.ptr());
  } catch (py::error_already_set&) {
    raised.restore();
  }
  return result;
}

void name_type(PyObject* type, const char* name) {
  const py::handle held{type};
  held.attr("__module__") = "actionplan";
  held.attr("__name__") = name;
  held.attr("__qualname__") = name;
}

}  // namespace

// What Python says that every type is made from, and of which type it is.
void name_bases() {
  const py::detail::internals& internals = py::detail::get_internals();
  name_type(internals.instance_base, "_Object");
  name_type(reinterpret_cast<PyObject*>(internals.default_metaclass), "_Type");
}

// All functions belong to objects of one type, whose name stands in what Python prints of them.
void name_functions() {
  const py::handle type{
      reinterpret_cast<PyObject*>(py::detail::get_function_record_PyTypeObject())};
  type.attr("__module__") = "actionplan";
  type.attr("__name__") = "function";
  type.attr("__qualname__") = "actionplan";  // "<bound method actionplan.where of <Plan ...>>"
}

void describe_calls(const py::module_& module) {
  name_functions();
  name_bases();
  auto* const base = reinterpret_cast<PyTypeObject*>(py::detail::get_internals().instance_base);
  base->tp_setattro = &set_attribute;
  const initproc without_constructor = base->tp_init;
  for (const auto& [name, value] : py::dict(module.attr("__dict__"))) {
    if (PyType_Check(value.ptr()) == 0) {
      (void)describe(value, module);
      continue;
    }
    if (py::detail::get_type_info(reinterpret_cast<PyTypeObject*>(value.ptr())) == nullptr)
      continue;
    for (const auto& [key, member] : py::dict(value.attr("__dict__"))) {
      const bool is_static = PyObject_TypeCheck(member.ptr(), &PyStaticMethod_Type) != 0;
      const py::object held = is_static ? py::object{member.attr("__func__")}
                                        : py::reinterpret_borrow<py::object>(member);
      const Record* const record = describe(held, module);
      const bool is_init = record != nullptr && std::strcmp(record->name, "__init__") == 0;
      if (is_init) describe_class(value, signature_of(*record, module));
    }
    auto* const type = reinterpret_cast<PyTypeObject*>(value.ptr());
    if (type->tp_init == without_constructor) type->tp_init = &refuse_to_make;
    if (type->tp_setattro == &PyObject_GenericSetAttr) type->tp_setattro = &set_attribute;
  }
}

}  // namespace actionplan::bindings
