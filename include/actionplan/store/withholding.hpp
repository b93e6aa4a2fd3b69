// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace actionplan {

/// What `Store::withhold` did. Either way the entry's words are gone, for every later reader.
struct Withholding {
  bool withheld = false;  ///< they were there until now; false: an earlier call withheld them
  /// A reader still holds the store as it was before, so that the file's log (`-wal`) still has the
  /// old pages. Withhold again once the reader has ended: that empties the log.
  bool bytes_remain = false;
  /// The entry was recorded by version 1: its id is an unsalted digest of the words too, and part of
  /// the chain, so that whoever guesses short words can tell that they were these.
  bool is_guessable = false;

  friend bool operator==(const Withholding&, const Withholding&) = default;
};

}  // namespace actionplan
