// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/hash.hpp>
#include <actionplan/evidence/entry.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace actionplan {

/// What was recorded after a place in the chain, as `Store::entries_after` gives it. The first three
/// have one item for each entry, in the order of the chain.
struct NewEntries {
  /// Their places in the chain; revisions and withholdings have places there too.
  std::vector<std::int64_t> seqs = {};
  std::vector<EntryId> ids = {};
  std::vector<Entry> entries = {};  ///< what `Evidence::appended` takes
  std::size_t revision_count = 0;   ///< plan revisions among the new; if any, read `history` again
  /// Entries whose words were withheld since; if any are older, read `evidence` again, so that
  /// nothing is kept of what was withheld.
  std::vector<EntryId> withheld = {};
  std::int64_t seq = 0;  ///< the last place of the chain now: where to go on from
  Hash head{};           ///< the last link of the chain now
};

}  // namespace actionplan
