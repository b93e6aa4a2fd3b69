// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/date.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/core/period.hpp>
#include <actionplan/plan/date_settings.hpp>
#include <actionplan/plan/deadline.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan {

/// How a spreadsheet counts days: a bare 43465 is a day only where its column says so.
enum class SerialEpoch : std::uint8_t { none, year_1900, year_1904 };

/// What a deadline text may lean on. Settings are data: a reading that rests on one says so in an
/// assumption. Texts and pointers are borrowed for the call.
struct DeadlineContext {
  std::optional<Date> adopted_on = {};  ///< of the plan: "within 3 months of adoption"
  std::optional<Period> plan_period =
      {};                                ///< window of a recurring or standing duty without its own
  std::string_view title = {};           ///< of the measure: "quarterly reports" tells a cadence
  std::string_view indicator_text = {};  ///< of the measure: likewise
  /// BCP 47 tag of the text, which is read in no other language. Empty: told from its words.
  std::string_view language = {};
  const DateSettings* dates = nullptr;  ///< borrowed; its period and adoption are those above
  /// Of the document or column: tried first; where it cannot read, the words tell another.
  std::string_view likely_language = {};
  /// Days before and after months both stand in the document: an ambiguous date is `unread`.
  bool has_both_orders = false;
  std::optional<int> year = std::nullopt;  ///< that title or header gives: "31 March"
  SerialEpoch serial_epoch = SerialEpoch::none;
  /// Lines of the document that say what its "short term" is: "Short term: 2021-2022".
  std::string_view legend = {};
  const Deadline* row_above = nullptr;  ///< what "-//-" and "idem" stand for; borrowed
  /// Bare years in a language whose country counts in another calendar (Nepali, Thai, Amharic,
  /// Persian) are Gregorian ones.
  bool is_gregorian = false;
};

/// Reads a deadline text: never fails, since a text without a date is a deadline of kind `no_date`
/// with a `reason`. States in `assumptions` whatever the text leaves open.
///
/// Every token must be understood: the cell is split into clauses at line ends, `;`, brackets, spaced
/// dashes and commas outside a date, and a clause is a date, a condition or a remark; anything else
/// makes the deadline `unread`, with the token and a `candidate` that no verdict may use. A cadence is
/// read from the deadline text, or from title and indicator where they speak of reports.
/// Bounded: texts beyond 4096 bytes are `unread`; years are 1900 to 2199.
[[nodiscard]] ACTIONPLAN_EXPORT Deadline read_deadline(std::string_view text,
                                                       const DeadlineContext& context = {});

/// What the cells of one column or document say together.
struct DeadlineColumn {
  std::string language = {};  ///< that reads most of its cells; empty: none, or several alike
  std::optional<DateOrder> order = {};  ///< absent: no cell tells it, or they conflict
  bool has_both_orders = false;
};

/// Tells the language and the order of day and month by the cells that leave no choice.
[[nodiscard]] ACTIONPLAN_EXPORT DeadlineColumn
tell_deadline_column(const std::vector<std::string_view>& texts);

/// A language of the reader.
struct DeadlineLanguage {
  std::string_view code = {};
  std::size_t plan_words = 0;  ///< forms of words beyond the calendar; 0: months, quarters, years
  std::size_t calendar_words = 0;  ///< forms of months, quarters, weekdays and units
};

/// Every language that has words, by code.
[[nodiscard]] ACTIONPLAN_EXPORT const std::vector<DeadlineLanguage>& deadline_languages();

/// A rule of the reader with examples, which are its tests.
struct DeadlineRule {
  std::string_view id = {};
  std::string_view meaning = {};  ///< what is read and what is assumed
  struct Example {
    std::string_view text = {};
    std::string_view kind = {};
    std::string_view start = {};  ///< ISO or empty
    std::string_view due = {};    ///< ISO or empty
    std::string_view edtf = {};
    std::string_view from = {};  ///< which plan has this wording, or `made`
    std::string_view cadence = {};
    std::string_view title = {};           ///< of the measure
    std::string_view indicator_text = {};  ///< of the measure
  };
  std::vector<Example> examples = {};  ///< read without other context
};

/// Every rule, in the order tried. The first that fits the text reads it. The last ones amend what was
/// read by what else the measure says; the assumption that says so has the rule's id.
[[nodiscard]] ACTIONPLAN_EXPORT const std::vector<DeadlineRule>& deadline_rules();

}  // namespace actionplan
