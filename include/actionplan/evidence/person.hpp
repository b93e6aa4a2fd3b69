// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace actionplan {

/// A responsible person: personal data, kept apart from the ledger and never published unasked.
struct Person {
  std::string name = {};
  std::string position = {};
  std::string contact = {};

  friend bool operator==(const Person&, const Person&) = default;
};

}  // namespace actionplan
