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
  std::vector<std::int64_t> seqs;  ///< their places in the chain; revisions have places there too
  std::vector<EntryId> ids;
  std::vector<Entry> entries;  ///< what `Evidence::appended` takes
  /// Whose words were withheld meanwhile, also of entries that were read before: read `evidence`
  /// again, so that they are shown no more.
  std::vector<EntryId> withheld;
  std::size_t revision_count = 0;  ///< plan revisions among the new; if any, read `history` again
  std::int64_t seq = 0;            ///< the last place of the chain now: where to go on from
  Hash head{};                     ///< the last link of the chain now
};

}  // namespace actionplan
