// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace actionplan {

/// What `Store::redact` did. Either way the person's row is gone, for every later reader.
struct Redaction {
  bool erased = false;  ///< it was there until now; false: an earlier call erased it
  /// A reader still holds the store as it was before, so that the file's log (`-wal`) still has the
  /// old pages. Redact again once the reader has ended: that empties the log.
  bool bytes_remain = false;

  friend bool operator==(const Redaction&, const Redaction&) = default;
};

}  // namespace actionplan
