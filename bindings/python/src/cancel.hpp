// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/cancel.hpp>

#include <pybind11/pybind11.h>

namespace actionplan::bindings {

namespace py = pybind11;

/// What a long call asks, from the argument `cancel` of its binding. To be called with the GIL held, in
/// the thread that makes the call; what it returns is asked with or without the GIL, copied and
/// destroyed from any thread.
///
/// @param cancel  None: the answer is never yes, but a signal that came meanwhile is handled, so that
///                Ctrl-C raises KeyboardInterrupt; only Python's main thread does so, in others nothing
///                is asked. A callable: its answer, and signals as well. Kept alive by the result.
/// @throws py::type_error when it is neither. The result throws py::error_already_set with what a
///         signal handler or the callable raised.
[[nodiscard]] Cancel to_cancel(const py::object& cancel);

/// The same for a reader in Python: a callable without arguments.
[[nodiscard]] py::object to_callable(const Cancel& cancel);

/// The argument `cancel` of a long call, whose default is None; works beside a guard that releases the
/// GIL, for arguments are converted before.
struct CancelArgument {
  Cancel cancel;
};

}  // namespace actionplan::bindings

namespace pybind11::detail {

template <>
struct type_caster<actionplan::bindings::CancelArgument> {
  PYBIND11_TYPE_CASTER(actionplan::bindings::CancelArgument,
                       const_name("collections.abc.Callable[[], bool] | None"));
  bool load(handle source, bool) {
    value.cancel = actionplan::bindings::to_cancel(reinterpret_borrow<object>(source));
    return true;
  }
};

}  // namespace pybind11::detail
