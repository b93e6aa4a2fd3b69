// SPDX-License-Identifier: Apache-2.0
#include "cancel.hpp"

#include <chrono>
#include <memory>

namespace actionplan::bindings {
namespace {

void handle_signals() {
  if (PyErr_CheckSignals() != 0) throw py::error_already_set();
}

// Other threads never handle signals, and would wait for the GIL in vain.
bool is_main_thread() {
  const py::module_ threading = py::module_::import("threading");
  const py::object main_thread = threading.attr("main_thread")().attr("ident");
  return main_thread.equal(threading.attr("get_ident")());
}

// Takes the GIL, and where others hold it so long that waiting would cost more than a twentieth of the
// call's time, takes it less often.
class Signals {
 public:
  bool operator()() {
    using Clock = std::chrono::steady_clock;
    const Clock::time_point asked = Clock::now();
    if (asked < next_) return false;
    const py::gil_scoped_acquire gil;
    const Clock::time_point held = Clock::now();
    next_ = held + 20 * (held - asked);
    handle_signals();
    return false;
  }

 private:
  std::chrono::steady_clock::time_point next_{};
};

class Question {
 public:
  explicit Question(const py::object& callable)
      : callable_{new py::object{callable}, [](const py::object* owned) {
                    const py::gil_scoped_acquire gil;
                    delete owned;
                  }} {}

  bool operator()() const {
    const py::gil_scoped_acquire gil;
    handle_signals();
    const py::object answer = (*callable_)();
    const int is_yes = PyObject_IsTrue(answer.ptr());
    if (is_yes < 0) throw py::error_already_set();
    handle_signals();
    return is_yes != 0;
  }

 private:
  std::shared_ptr<const py::object> callable_;
};

}  // namespace

Cancel to_cancel(const py::object& cancel) {
  if (cancel.is_none()) return is_main_thread() ? Cancel{Signals{}} : Cancel{};
  if (PyCallable_Check(cancel.ptr()) == 0) {
    throw py::type_error(
        "cancel is called without arguments and answers whether to stop; give a function, or "
        "None.");
  }
  return Question{cancel};
}

py::object to_callable(const Cancel& cancel) {
  return py::cpp_function([cancel] { return cancel && cancel(); });
}

}  // namespace actionplan::bindings
