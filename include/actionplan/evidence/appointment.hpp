// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/evidence/entry.hpp>
#include <actionplan/evidence/person.hpp>

namespace actionplan {

/// An entry of kind `appointment`, without `person`, and whom it appoints.
struct Appointment {
  Entry entry;
  Person person = {};

  friend bool operator==(const Appointment&, const Appointment&) = default;
};

}  // namespace actionplan
