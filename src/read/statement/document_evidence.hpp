// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/evidence/entry.hpp>
#include <actionplan/plan/date_settings.hpp>
#include <actionplan/plan/measure.hpp>
#include <actionplan/read/evidence_settings.hpp>

#include "read/account.hpp"
#include "read/layout/records.hpp"
#include "read/problem_list.hpp"

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// What the evidence of a document leans on.
struct EvidenceContext {
  EvidenceSettings settings;
  std::string title;               ///< of the plan; may be empty
  std::string language;            ///< of its headers; may be empty
  std::vector<std::string> parts;  ///< of the document
  char decimal = 0;                ///< mark of its numbers; 0: told by each
  DateSettings dates = {};         ///< what its dates lean on, those of headers, too
};

/// Makes entries of what a document says of the status and progress of its measures: ratings in the
/// words of the document, of which only "complete" and "not started" have a code, and notes.
class DocumentEvidence {
 public:
  /// @param account, problems borrowed; they have to outlive this.
  DocumentEvidence(EvidenceContext context, const std::vector<const Cell*>& lines, Account& account,
                   ProblemList& problems);

  /// @param measure with its id and the names of its agencies.
  void read(const Record& record, const Measure& measure);

  [[nodiscard]] std::vector<Entry> take() && { return std::move(entries_); }

 private:
  void add(const Field& field, const Measure& measure);
  void leave_out(const Field& field);
  [[nodiscard]] std::optional<Period> days_of(const Field& field);
  [[nodiscard]] std::string source_of(const Cell& cell) const;
  void report_once(const Field& field, const char* code, const std::string& message);

  EvidenceContext context_;
  Account& account_;
  ProblemList& problems_;
  std::optional<Period> day_;  // that the document speaks of
  std::set<std::string, std::less<>> told_;
  std::set<EntryId> ids_;
  std::vector<Entry> entries_;
};

/// Who carries the measure out, for want of anybody else who may have said something of it.
[[nodiscard]] std::string bodies_of(const Measure& measure);

/// The one day or period that a header or a line names; nothing where it names none or several.
[[nodiscard]] std::optional<Period> period_of_header(std::string_view text,
                                                     const EvidenceContext& context);

/// A citation of the part of a document in which the cell stands.
[[nodiscard]] std::string citation(const EvidenceContext& context, const Cell& cell);

}  // namespace actionplan::detail
