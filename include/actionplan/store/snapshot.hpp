// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/hash.hpp>
#include <actionplan/evidence/evidence.hpp>
#include <actionplan/plan/plan_history.hpp>

#include <cstdint>

namespace actionplan {

/// A whole store as it was at one moment, whoever writes meanwhile: what an assessment is made of.
struct Snapshot {
  PlanHistory history;
  Evidence evidence = {};
  Hash head{};           ///< the last link of the chain at that moment
  std::int64_t seq = 0;  ///< its place in the chain: what `Store::entries_after` goes on from
};

}  // namespace actionplan
