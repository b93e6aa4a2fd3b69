// SPDX-License-Identifier: Apache-2.0
#pragma once

// Classes of the module, and how their members are read. pybind11 compiles each function again for
// every type that it is given: for every getter, and for every length of a docstring. Here getters are
// of one type, and texts are pointers (docs/decisions/0096). A chain of calls begins with these: behind
// one of pybind11's own, such as `def_property`, it is pybind11's, which is slower to compile and no more.

#include <pybind11/pybind11.h>

#include <type_traits>
#include <utility>

namespace actionplan::bindings {

namespace py = pybind11;

/// What reads a property, from the value.
using Getter = py::object (*)(const py::object& self);

py::cpp_function getter(Getter read);

/// The items as a tuple; they live as long as any of them is used, for they keep `parent`.
template <class Items>
py::tuple to_tuple(const Items& items, py::handle parent) {
  py::tuple out(items.size());
  std::size_t i = 0;
  for (const auto& item : items) {
    out[i++] = py::cast(item, py::return_value_policy::reference_internal, parent);
  }
  return out;
}

namespace detail {

template <class T, class Member>
T owner_of(Member T::*);
template <auto member>
using Owner = decltype(owner_of(member));

template <class F, class Result, class Self>
Self self_of(Result (F::*)(Self) const);

// Texts are passed on as pointers.
inline const char* passed(const char* text) { return text; }
template <class Arg>
Arg&& passed(Arg&& arg) {
  return std::forward<Arg>(arg);
}

}  // namespace detail

/// The getter of a member, as it is.
template <auto member>
py::cpp_function field() {
  return getter([](const py::object& self) {
    return py::cast(self.cast<const detail::Owner<member>&>().*member,
                    py::return_value_policy::reference_internal, self);
  });
}

/// The getter of a member that is a vector, as a tuple.
template <auto member>
py::cpp_function tuple_of() {
  return getter([](const py::object& self) -> py::object {
    return to_tuple(self.cast<const detail::Owner<member>&>().*member, self);
  });
}

/// The getter that a lambda without captures is.
template <class F>
py::cpp_function getter_by(const F& /*read*/) {
  return getter([](const py::object& self) -> py::object {
    using Self = decltype(detail::self_of(&F::operator()));
    const auto read = [&self]() -> decltype(auto) {
      if constexpr (std::is_same_v<Self, const py::object&>) {
        return F{}(self);
      } else {
        return F{}(self.cast<Self>());
      }
    };
    if constexpr (std::is_base_of_v<py::object, decltype(read())>) {
      return read();
    } else {
      return py::cast(read(), py::return_value_policy::reference_internal, self);
    }
  });
}

/// A class of the module, as py::class_.
template <class T, class... Bases>
class Class : public py::class_<T, Bases...> {
  using Base = py::class_<T, Bases...>;

 public:
  using Base::Base;

  template <class... Extra>
  Class(py::handle scope, const char* name, Extra&&... extra)
      : Base{scope, name, detail::passed(std::forward<Extra>(extra))...} {}

  template <class... Args>
  Class& def(Args&&... args) {
    Base::def(detail::passed(std::forward<Args>(args))...);
    return *this;
  }

  template <class... Args>
  Class& def_static(const char* name, Args&&... args) {
    Base::def_static(name, detail::passed(std::forward<Args>(args))...);
    return *this;
  }

  template <class Read>
  Class& def_property_readonly(const char* name, const Read& read, const char* doc = nullptr) {
    if constexpr (std::is_empty_v<Read>) {
      Base::def_property_readonly(name, getter_by(read), doc);
    } else {
      Base::def_property_readonly(name, read, doc);
    }
    return *this;
  }
};

/// Adds a method to a type, whatever class it is of.
template <class F, class... Extra>
void add_method(py::handle type, const char* name, F&& method, Extra&&... extra) {
  py::setattr(type, name,
              py::cpp_function(std::forward<F>(method), py::name(name), py::is_method(type),
                               detail::passed(std::forward<Extra>(extra))...));
}

}  // namespace actionplan::bindings
