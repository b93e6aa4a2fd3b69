// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/plan/deadline.hpp>
#include <actionplan/read/deadline_text.hpp>

#include "items.hpp"
#include "point.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// What bounds the deadline: the words beside a date.
enum class Lead : std::uint8_t { none, by, by_vague, before, from, after };

struct DateFact {
  NamedDays days;
  Lead lead = Lead::none;
  bool is_led = false;  // by words of its own, not by those of the date before
  bool is_range = false;
  bool is_inclusive = false;
  bool is_subject = false;   // "for reporting year 2022"
  bool is_original = false;  // "postponed from 2018"
  bool is_start = false;     // "started in 2016"
  std::string target;        // "50%"
  std::string label;
  std::size_t from = 0;  // items [from, to)
  std::size_t to = 0;
};

/// A date of a duty that recurs, which names no year: "annually by 31 March".
struct YearlessDate {
  DatePoint point;
  Lead lead = Lead::none;
  std::size_t from = 0;  // items [from, to)
  std::size_t to = 0;
};

struct Duration {
  int count = 0;
  Unit unit = Unit::day;
  bool is_working = false;
  std::size_t from = 0;
  std::size_t to = 0;
};

struct CadenceFound {
  std::optional<Cadence> cadence;  // empty: more often than monthly
  std::size_t from = 0;
  std::size_t to = 0;
  bool is_ambiguous = false;
  bool is_odd = false;  // every five years
};

/// The one token that keeps a text from being read.
struct UnreadToken {
  std::string text;
  std::size_t token = 0;
  std::uint32_t begin = 0;  // code points of the text
  std::uint32_t end = 0;
};

/// A cell taken apart in one language: facts, and what was not understood.
struct DeadlineScan {
  /// @param read  as `make_cell_text` gives it; must outlive the scan, like the context
  DeadlineScan(std::string_view read, const Lexicon* language, const DeadlineContext& given,
               bool allows_slips, std::size_t ignored = std::string_view::npos);
  DeadlineScan(const DeadlineScan&) = delete;
  DeadlineScan& operator=(const DeadlineScan&) = delete;

  std::string_view read;
  const Lexicon* lexicon;
  const DeadlineContext& context;
  DateNotes notes;
  DeadlineItems items;
  PointParser parser;

  std::vector<DateFact> dates;
  std::vector<YearlessDate> yearless;
  std::vector<Duration> durations;
  std::optional<CadenceFound> cadence;
  std::optional<int> report_month_day;  // "by the 15th of each month", "of the month after"
  bool is_next_year = false;            // "by 1 March of the year that follows the reported one"
  bool is_often = false;
  bool is_at_end_of_each = false;
  bool lacks_year = false;
  bool is_event_clause = false;
  std::optional<std::size_t> ongoing, whole_period, plan, plan_edge, after, undetermined, as_needed,
      elsewhere, reference, completed, cancelled, postponed, horizon, event, ditto, approximate;
  std::vector<std::size_t> slips;  // items
  struct PlanTime {                // "Year 1 Q2", "M6-M12", "J+30"
    int from_months = 0;
    int to_months = 0;
    int days = 0;
    bool has_months = false;
  };
  std::optional<PlanTime> plan_time;
  const DateEvent* known_event = nullptr;

  std::vector<std::string> conditions;
  std::vector<std::string> remarks;
  std::optional<UnreadToken> unread;
  std::size_t unknown_words = 0;

  [[nodiscard]] Sense sense(std::size_t at) const { return items.sense(at); }
  /// The text of the items [from, to).
  [[nodiscard]] std::string stretch(std::size_t from, std::size_t to) const;
  [[nodiscard]] std::string quoted(std::size_t from, std::size_t to) const;

 private:
  friend class ClauseReader;

  void scan();
  std::size_t scan_item(std::size_t at);
  bool scan_cadence(std::size_t& at);
  bool scan_reported(std::size_t& at);
  bool scan_plan_time(std::size_t& at);
  bool scan_event(std::size_t& at);
  bool scan_duration(std::size_t& at);
  bool scan_dates(std::size_t& at);
  bool scan_parts(DatePoint point, std::size_t& at);
  bool scan_serial(std::size_t& at);
  bool scan_number(std::size_t& at);
  bool scan_enumerator(std::size_t& at);
  void scan_word(std::size_t at);
  void scan_behind(DateFact& fact);
  void scan_mark(std::size_t at);
  void set_lead(Lead lead, std::size_t at);
  void add_date(DateFact fact);
  bool repeat_part(const DatePoint& year, DateFact& fact);
  void drop_heading_year(const DatePoint& part, int year);
  void keep_yearless(const DatePoint& point);
  bool join_between();
  bool scan_stage(std::size_t& at);
  bool scan_month_day(std::size_t& at);
  [[nodiscard]] std::optional<int> lend_year(const DatePoint& point);
  [[nodiscard]] bool recurs_yearly(const DatePoint& point) const;
  [[nodiscard]] std::optional<NamedDays> resolve_point(const DatePoint& point, int year);
  [[nodiscard]] std::size_t connector(const DatePoint& left) const;
  void use(std::size_t from, std::size_t to);
  void set_subjects_aside();

  [[nodiscard]] bool is_list_number(std::size_t at) const;
  [[nodiscard]] bool is_one_unit(std::size_t at) const;
  [[nodiscard]] bool is_article_of_unit(std::size_t at) const;

  std::vector<bool> used_;
  bool is_numbered_ = false;    // "1. ...; 2. ..."
  bool is_enumerated_ = false;  // "a) ... b) ..."
  Lead lead_ = Lead::none;
  Lead last_lead_ = Lead::none;
  std::vector<std::size_t> lead_items_;
  bool is_subject_next_ = false;
  bool is_between_ = false;
  bool is_start_next_ = false;
  bool is_original_next_ = false;
  std::string pending_target_;
  std::optional<std::size_t> last_date_;  // of the clause, by index
  std::optional<DatePoint> last_point_;   // of the date read last
};

/// The cadence that begins at item `at`.
[[nodiscard]] std::optional<CadenceFound> find_cadence(const DeadlineItems& items,
                                                       const PointParser& parser, std::size_t at);

/// Sorts the clauses of a scan into dates, conditions and remarks; else names what is unread.
class ClauseReader {
 public:
  explicit ClauseReader(DeadlineScan& scan) : scan_{scan} {}
  void read();

 private:
  struct Clause {
    std::size_t from = 0;
    std::size_t to = 0;
  };

  [[nodiscard]] std::vector<Clause> clauses() const;
  [[nodiscard]] bool is_separator(std::size_t at) const;
  void read(const Clause& clause);
  bool read_condition(const Clause& clause, std::size_t unused);
  bool read_pointer(const Clause& clause);
  bool read_event(const Clause& clause, std::size_t unused);
  bool read_name(const Clause& clause);
  [[nodiscard]] bool is_document(std::size_t bracket) const;
  bool read_remark(const Clause& clause);
  [[nodiscard]] bool may_be_month(const Clause& clause) const;
  [[nodiscard]] bool has_fact(std::size_t from, std::size_t to) const;
  [[nodiscard]] bool has_number(std::size_t from, std::size_t to) const;
  [[nodiscard]] bool is_free(std::size_t from, std::size_t to) const;
  [[nodiscard]] std::size_t first_unused(std::size_t from, std::size_t to) const;
  void drop_facts(std::size_t from, std::size_t to);
  void leave_unread(std::size_t item);

  DeadlineScan& scan_;
};

}  // namespace actionplan::detail
