// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "arrays.hpp"
#include "class.hpp"

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <cstddef>
#include <memory>
#include <span>
#include <utility>

namespace actionplan::bindings {

/// Arrays that a design borrows. The last copy may go where the GIL is not held.
template <class Arrays>
std::shared_ptr<Arrays> hold(Arrays arrays) {
  return {new Arrays(std::move(arrays)), [](Arrays* held) {
            const py::gil_scoped_acquire gil;
            delete held;
          }};
}

template <class Held>
py::array weights_of(const py::object& self) {
  const std::span<const double> weights = self.cast<const Held&>().design.weights();
  py::array_t<double> out(static_cast<py::ssize_t>(weights.size()), weights.data(), self);
  out.attr("flags").attr("writeable") = false;
  return out;
}

// True where a row is inside the domain.
template <class Held>
py::array domain_of(const Held& self) {
  py::array_t<bool> out(static_cast<py::ssize_t>(self.design.size()));
  auto rows = out.mutable_unchecked<1>();
  for (py::ssize_t row = 0; row < rows.shape(0); ++row) {
    rows(row) = self.design.is_inside(static_cast<std::size_t>(row));
  }
  return out;
}

template <class Held>
Held subset_of(const Held& self, const py::array& mask) {
  const auto bytes = borrow_bytes(mask, "mask");
  const py::gil_scoped_release release;
  return {self.design.subset(bytes), self.columns};
}

/// What every kind of design has.
template <class Held>
void add_sample(Class<Held>& of) {
  of.def("__len__", [](const Held& self) { return self.design.size(); })
      .def_property_readonly("weights", &weights_of<Held>)
      .def_property_readonly("domain", &domain_of<Held>)
      .def(
          "df", [](const Held& self) { return self.design.df(); },
          py::call_guard<py::gil_scoped_release>())
      .def("subset", &subset_of<Held>, py::arg("mask"));
}

}  // namespace actionplan::bindings
