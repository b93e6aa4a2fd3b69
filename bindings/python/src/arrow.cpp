// SPDX-License-Identifier: Apache-2.0
#include "arrow.hpp"

#include "python_columns.hpp"
#include "values.hpp"

#include <actionplan/core/error.hpp>

#include <utility>

namespace actionplan::bindings {
namespace {

constexpr const char* stream_name = "arrow_array_stream";
constexpr const char* array_name = "arrow_array";
constexpr const char* schema_name = "arrow_schema";

// Takes the struct out of its capsule, which then has nothing to release.
template <class Struct>
ArrowOwner<Struct> take(py::handle capsule, const char* name) {
  void* const pointer = PyCapsule_GetPointer(capsule.ptr(), name);
  if (pointer == nullptr) {
    PyErr_Clear();
    throw InvalidArgument("A capsule \"" + std::string{name} +
                          "\" is needed, and the object gave something else.");
  }
  return ArrowOwner<Struct>{static_cast<Struct*>(pointer)};
}

Frame from_stream_capsule(const py::object& capsule) {
  ArrowStreamOwner stream = take<ArrowArrayStream>(capsule, stream_name);
  const py::gil_scoped_release release;
  return Frame::from_stream(std::move(stream));
}

Frame from_array_capsules(const py::object& capsules) {
  if (!py::isinstance<py::tuple>(capsules) || py::len(capsules) != 2) {
    throw InvalidArgument("__arrow_c_array__ gave no pair of capsules; the producer is at fault.");
  }
  const py::tuple pair = capsules;
  ArrowSchemaOwner schema = take<ArrowSchema>(pair[0], schema_name);
  return Frame::from_array(take<ArrowArray>(pair[1], array_name), std::move(schema));
}

bool is_mapping(py::handle source) {
  return py::isinstance<py::dict>(source) ||
         (PyMapping_Check(source.ptr()) != 0 && py::hasattr(source, "keys"));
}

bool is_pandas(py::handle source) {
  return py::hasattr(source, "iloc") && py::hasattr(source, "columns");
}

// Arrow has no periods, and gets the number by which pandas counts them.
bool holds_periods(py::handle data_frame) {
  if (!py::hasattr(data_frame, "dtypes")) return false;
  for (const py::handle type : data_frame.attr("dtypes")) {
    if (type_name(type) == "PeriodDtype") return true;
  }
  return false;
}

}  // namespace

bool is_frame_like(py::handle source) {
  return py::isinstance<Frame>(source) || py::hasattr(source, "__arrow_c_stream__") ||
         py::hasattr(source, "__arrow_c_array__") || is_mapping(source);
}

Frame frame_of(py::handle given) {
  if (py::isinstance<Frame>(given)) return given.cast<Frame>();
  // What pandas alone has: an index, and categories that are periods.
  const py::object source =
      is_pandas(given) ? py::module_::import("actionplan._tables").attr("plain_pandas")(given)
                       : py::reinterpret_borrow<py::object>(given);
  if (is_pandas(source) && holds_periods(source)) return frame_of_pandas(source);
  if (py::hasattr(source, "__arrow_c_stream__")) {
    try {
      return from_stream_capsule(source.attr("__arrow_c_stream__")());
    } catch (py::error_already_set& error) {
      // pandas speaks the protocol through pyarrow, which need not be there, and takes no column
      // of texts and numbers.
      const bool is_refusal = error.matches(PyExc_Exception) && !error.matches(PyExc_MemoryError);
      if (!is_pandas(source) || !is_refusal) throw;
    }
    return frame_of_pandas(source);
  }
  if (py::hasattr(source, "__arrow_c_array__")) {
    return from_array_capsules(source.attr("__arrow_c_array__")());
  }
  if (is_pandas(source)) return frame_of_pandas(source);
  if (is_mapping(source)) return frame_of_mapping(source);
  if (PyUnicode_Check(source.ptr()) != 0 || PyBytes_Check(source.ptr()) != 0 ||
      py::hasattr(source, "__fspath__")) {
    throw InvalidArgument(in_message(py::str(source).cast<std::string>()) +
                          " is no table; give a data frame, or a dict of columns, or what a file "
                          "holds: actionplan.forms.read_evidence(name) of evidence, "
                          "actionplan.read(name) of a plan.");
  }
  throw InvalidArgument("A " + py::type::of(source).attr("__name__").cast<std::string>() +
                        " is no table; give a data frame, or a dict of columns.");
}

py::object stream_capsule(ArrowStreamOwner stream) {
  auto* const held = new ArrowArrayStream{stream.release()};
  PyObject* const capsule = PyCapsule_New(held, stream_name, [](PyObject* self) {
    auto* const kept = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(self, stream_name));
    if (kept == nullptr) return;
    const ArrowStreamOwner unless_taken{kept};
    delete kept;
  });
  if (capsule == nullptr) {
    const ArrowStreamOwner owner{held};
    delete held;
    throw py::error_already_set();
  }
  return py::reinterpret_steal<py::object>(capsule);
}

}  // namespace actionplan::bindings
