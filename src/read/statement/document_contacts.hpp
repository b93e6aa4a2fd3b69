// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/plan/measure.hpp>
#include <actionplan/read/read.hpp>
#include <actionplan/read/reading.hpp>

#include "read/format/budget.hpp"
#include "read/layout/records.hpp"

#include <vector>

namespace actionplan::detail {

/// Collects whom a document names to ask about its measures; the layouts have named the cells.
class DocumentContacts {
 public:
  /// @param options borrowed; it has to outlive this.
  explicit DocumentContacts(const ReadOptions& options) : budget_{options.limits, options.cancel} {}

  /// What columns or labels beside each other say is of one person, until a further name comes.
  /// @throws ParseError when cells that count for several measures make more text than a document
  ///         may have; Cancelled.
  void read(const Record& record, const Measure& measure);

  [[nodiscard]] std::vector<Contact> take() && { return std::move(contacts_); }

 private:
  Budget budget_;
  std::vector<Contact> contacts_;
};

}  // namespace actionplan::detail
