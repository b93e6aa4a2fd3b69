// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/error.hpp>

#include "register.hpp"

#include <cstring>
#include <string>

namespace actionplan::bindings {
namespace {

// Made at import; they live as long as the process, as the module does.
struct Types {
  py::handle error;
  py::handle invalid_argument;
  py::handle parse_error;
  py::handle not_found;
  py::handle estimation_error;
  py::handle store_error;
  py::handle cancelled;
};

Types& types() {
  static Types made;
  return made;
}

py::handle add_type(py::module_& module, const char* name, const py::object& bases, const char* doc,
                    const py::dict& attributes = {}) {
  const std::string full_name = "actionplan." + std::string{name};
  PyObject* type = PyErr_NewExceptionWithDoc(full_name.c_str(), doc, bases.ptr(), attributes.ptr());
  if (type == nullptr) throw py::error_already_set();
  module.add_object(name, type);
  return type;
}

py::object make_error(py::handle type, const char* what) {
  // A file name in a message may be of any encoding.
  const auto message = py::reinterpret_steal<py::object>(
      PyUnicode_DecodeUTF8(what, static_cast<Py_ssize_t>(std::strlen(what)), "backslashreplace"));
  if (!message) throw py::error_already_set();
  return type(message);
}

void raise(py::handle type, const std::exception& error) {
  PyErr_SetObject(type.ptr(), make_error(type, error.what()).ptr());
}

void raise_with_place(const ParseError& error) {
  const py::object made = make_error(types().parse_error, error.what());
  made.attr("code") = std::string{to_string(error.code())};
  if (error.place().is_known()) {
    made.attr("line") = error.place().line;
    made.attr("column") = error.place().column;
  }
  PyErr_SetObject(types().parse_error.ptr(), made.ptr());
}

void raise_with_code(const StoreError& error) {
  const py::object made = make_error(types().store_error, error.what());
  made.attr("code") = std::string{to_string(error.code())};
  PyErr_SetObject(types().store_error.ptr(), made.ptr());
}

void translate(std::exception_ptr pointer) {
  try {
    if (pointer) std::rethrow_exception(pointer);
  } catch (const InvalidArgument& error) {
    raise(types().invalid_argument, error);
  } catch (const ParseError& error) {
    raise_with_place(error);
  } catch (const NotFound& error) {
    raise(types().not_found, error);
  } catch (const EstimationError& error) {
    raise(types().estimation_error, error);
  } catch (const StoreError& error) {
    raise_with_code(error);
  } catch (const Cancelled& error) {
    raise(types().cancelled, error);
  } catch (const Error& error) {
    raise(types().error, error);
  }
}

}  // namespace

void register_errors(py::module_& module) {
  Types& made = types();
  made.error = add_type(module, "Error", py::reinterpret_borrow<py::object>(PyExc_Exception),
                        "What the library raises when a call cannot be done.\n\n"
                        "Its message is one sentence that names the object, the value and the "
                        "remedy. One bad item\nin a batch is no error but a `Problem`.");
  const auto base = py::reinterpret_borrow<py::object>(made.error);
  const py::tuple also_value = py::make_tuple(base, py::handle{PyExc_ValueError});
  const py::tuple also_lookup = py::make_tuple(base, py::handle{PyExc_LookupError});

  made.invalid_argument = add_type(module, "InvalidArgument", also_value,
                                   "An argument is outside what the function takes.");
  py::dict nowhere;
  nowhere["line"] = py::none();
  nowhere["column"] = py::none();
  nowhere["code"] = py::none();
  made.parse_error =
      add_type(module, "ParseError", also_value,
               "A text or a file cannot be read as what it should be.\n\n"
               "`code` says why (malformed, unsupported, encrypted, limit, "
               "no_plan); `line` and `column` where, counted from 1, columns in code "
               "points; None when it concerns\nthe whole.",
               nowhere);
  made.not_found =
      add_type(module, "NotFound", also_lookup, "No object has the id, number or name asked for.");
  made.estimation_error = add_type(module, "EstimationError", base,
                                   "A statistic cannot be estimated from this sample and design.");
  py::dict without_code;
  without_code["code"] = py::none();
  made.store_error =
      add_type(module, "StoreError", base,
               "A store cannot be opened, read or written as asked.\n\n"
               "`code` says why: busy, exists, missing, corrupt, read_only, duplicate, newer, "
               "conflict, not_a_store,\nunsupported, io, misuse (docs/guide/store.md).",
               without_code);
  made.cancelled = add_type(module, "Cancelled", base,
                            "The argument `cancel` of a long call answered yes, which ended it.");
  py::register_local_exception_translator(&translate);
}

}  // namespace actionplan::bindings
