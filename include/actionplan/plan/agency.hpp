// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/date.hpp>
#include <actionplan/core/id.hpp>

#include <optional>
#include <string>
#include <vector>

namespace actionplan {

/// An organisation that a plan names.
struct Agency {
  AgencyId id = {};       ///< slug of the first name met, e.g. `ministry-of-justice`
  std::string name = {};  ///< the fullest spelling
  std::vector<std::string> aliases = {};  ///< other spellings met or supplied, without `name`
  bool collective = false;              ///< a class of bodies: "central and local executive bodies"
  std::optional<Date> valid_from = {};  ///< first day it existed, if known
  std::optional<Date> valid_to = {};    ///< last day it existed, if it ended
  std::vector<AgencyId> successors = {};  ///< who took over when it ended

  friend bool operator==(const Agency&, const Agency&) = default;
};

}  // namespace actionplan
