// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>
#include <actionplan/core/problem.hpp>
#include <actionplan/evidence/entry.hpp>
#include <actionplan/evidence/evidence.hpp>
#include <actionplan/plan/plan_history.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace actionplan {

/// Which field of an entry names what no revision of a plan holds, and a sentence that says so.
struct UnknownId {
  std::string field = {};    ///< `measure`, `indicator` or `agency`
  std::string message = {};  ///< with up to three that are like it; of an agency by its name, too
};

/// Tells of entries whether they speak of the plan at all. An id is known when any revision holds
/// it, since an entry may be on what a later one dropped.
///
/// Ids that are like an unknown one are sought for the first hundred only, so that a table of
/// wrong ids costs no more than it has to. For one thread at a time.
class ACTIONPLAN_EXPORT IdCheck {
 public:
  explicit IdCheck(PlanHistory history);

  /// Nothing where every id is known.
  [[nodiscard]] std::optional<UnknownId> find_unknown(const Entry& entry);

 private:
  template <class Finds, class Ends>
  std::optional<UnknownId> look(const char* field, const std::string& id, Finds finds, Ends ends);

  PlanHistory history_;
  std::size_t sought_ = 0;
};

/// Each id that entries of a ledger name and no revision holds, once, with how many name it: a
/// warning with code `unknown_id`, whose subject is the id. In the order of their ids.
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<Problem> unknown_ids(const PlanHistory& history,
                                                                 const Evidence& evidence);

}  // namespace actionplan
