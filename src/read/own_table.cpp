// SPDX-License-Identifier: Apache-2.0
#include "own_table.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>
#include <actionplan/plan/plan_builder.hpp>
#include <actionplan/read/deadline_text.hpp>

#include "plan/internal/extra_columns.hpp"
#include "plan/internal/plan_name.hpp"

#include "extra_texts.hpp"
#include "read/account.hpp"
#include "read/agency/agency_register.hpp"
#include "read/agency/assignment_text.hpp"
#include "read/indicator/indicator_list.hpp"
#include "read/number.hpp"
#include "read/problem_list.hpp"
#include "read/statement/document_finance.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace actionplan::detail {
namespace {

struct OwnColumn {
  std::string_view name;
  TextUse use;
  bool is_needed;
};

// Those of `measures` in codec/measures_to_frame.cpp; a test holds the two together.
constexpr std::array<OwnColumn, 22> own_columns{{{"id", TextUse::number, true},
                                                 {"number", TextUse::number, true},
                                                 {"section", TextUse::section, true},
                                                 {"title", TextUse::title, true},
                                                 {"indicator_text", TextUse::indicator, true},
                                                 {"assignment_text", TextUse::agencies, true},
                                                 {"deadline", TextUse::deadline, true},
                                                 {"deadline_kind", TextUse::deadline, true},
                                                 {"start", TextUse::deadline, true},
                                                 {"due", TextUse::deadline, true},
                                                 {"edtf", TextUse::deadline, true},
                                                 {"cadence", TextUse::deadline, true},
                                                 {"expected_reports", TextUse::deadline, false},
                                                 {"force", TextUse::agencies, false},
                                                 {"agencies_binding", TextUse::agencies, true},
                                                 {"agencies_recommended", TextUse::agencies, true},
                                                 {"due_latest", TextUse::deadline, false},
                                                 {"due_original", TextUse::deadline, false},
                                                 {"deadline_reason", TextUse::deadline, false},
                                                 {"conditions", TextUse::deadline, false},
                                                 {"section_title", TextUse::section, false},
                                                 {"plan", TextUse::plan_title, false}}};

// What stands between names in one cell, as tables of plans have it.
constexpr std::string_view between_names = "; ";

std::vector<std::string> names_in(std::string_view text) {
  std::vector<std::string> names;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(between_names), text.size());
    if (end != 0) names.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + between_names.size(), text.size()));
  }
  return names;
}

class OwnTable {
 public:
  OwnTable(const Document& document, const ReadOptions& options)
      : document_{document},
        options_{options},
        poll_{options.cancel},
        problems_{options.limits.max_problems},
        account_{options.trace},
        known_{options.agencies},
        register_{known_} {}

  std::optional<Reading> read() {
    if (!find_header()) return std::nullopt;
    const std::vector<Row>& rows = document_.blocks.front().rows;
    std::vector<Record> money;
    if (!money_columns_.empty()) {
      for (std::size_t i = 1; i < rows.size(); ++i) money.push_back(money_of(rows[i]));
    }
    finance_.tell_decimal(money);
    for (std::size_t i = 1; i < rows.size(); ++i) {
      poll_();
      if (!read_row(rows[i])) return std::nullopt;
    }
    return finish();
  }

 private:
  bool find_header() {
    if (document_.blocks.size() != 1 || document_.blocks.front().rows.empty()) return false;
    for (const Cell& cell : document_.blocks.front().rows.front()) {
      const auto* const known =
          std::find_if(own_columns.begin(), own_columns.end(),
                       [&](const OwnColumn& column) { return column.name == cell.text; });
      const bool is_extra = is_extra_column(cell.text) || cell.text == extra_rest_name;
      const bool is_money = is_finance_column(cell.text);
      if ((known == own_columns.end() && !is_extra && !is_money) ||
          !at_.emplace(cell.text, uses_.size()).second) {
        return false;
      }
      if (is_money) {
        uses_.push_back(TextUse::finance);
        add_money_column(cell, at_.at(cell.text));
      } else {
        uses_.push_back(is_extra ? TextUse::extra : known->use);
      }
      account_.claim(cell, TextUse::column);
    }
    return std::all_of(own_columns.begin(), own_columns.end(), [&](const OwnColumn& column) {
      return !column.is_needed || at_.contains(column.name);
    });
  }

  void add_money_column(const Cell& cell, std::size_t at) {
    MoneyHeader& header = money_headers_.emplace_back();
    header.text = finance_header(cell.text);
    money_columns_.emplace_back(at, &header);
  }

  // The cells of money of each row, as records of measures have them.
  [[nodiscard]] Record money_of(const Row& row) const {
    Record record;
    for (const auto& [at, header] : money_columns_) {
      if (at < row.size() && !row[at].text.empty()) record.money.push_back({header, &row[at]});
    }
    return record;
  }

  [[nodiscard]] std::string_view text(const Row& row, std::string_view column) const {
    const auto found = at_.find(column);
    return found == at_.end() || found->second >= row.size() ? std::string_view{}
                                                             : row[found->second].text;
  }

  bool read_row(const Row& row) {
    if (row.size() > uses_.size() || text(row, "id").empty()) return false;
    Measure measure;
    measure.id = MeasureId{text::nfc(text(row, "id"))};
    measure.number = text(row, "number");
    measure.title = text(row, "title");
    measure.place = row.front().place;
    measure.indicator_text = text::collapse_spaces(text(row, "indicator_text"));
    measure.indicators = read_indicator_list(measure.indicator_text, measure.id);
    measure.assignment_text = text(row, "assignment_text");
    read_section(row, measure);
    read_agencies(row, measure);
    if (!read_days(row, measure)) return false;
    const std::string_view plan = text(row, "plan");
    if (heading_.title.empty() && !is_untitled_label(plan)) heading_.title = plan;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (uses_[i] == TextUse::extra) {
        extra_.keep(document_.blocks.front().rows.front()[i].text, row[i], false, measure);
      } else if (uses_[i] != TextUse::finance) {
        account_.claim(row[i], uses_[i], measure.id.value());
      }
    }
    finance_.read(money_of(row), measure);
    measures_.push_back(std::move(measure));
    return true;
  }

  void read_section(const Row& row, Measure& measure) {
    const std::string id = text::nfc(text(row, "section"));
    if (id.empty()) return;
    measure.section = SectionId{id};
    if (!section_ids_.insert(id).second) return;
    Section section;
    section.id = SectionId{id};
    const bool is_number =
        id.find_first_not_of("0123456789.") == std::string::npos || is_letter_number(id);
    if (is_number) section.number = id;
    section.title = text(row, "section_title");
    section.place = row.front().place;
    sections_.push_back(std::move(section));
  }

  // Who, and with which force, is as it stands; roles are those that the text gives.
  void read_agencies(const Row& row, Measure& measure) {
    const auto at = at_.find("assignment_text");
    std::vector<NamedAgency> named;
    if (at->second < row.size()) {
      ProblemList unused{0};
      const AssignmentContext context{
          measure.number, known_, std::nullopt, document_.has_text_places, std::nullopt, &names_};
      named = read_assignments(row[at->second], context, unused);
    }
    for (const Force force : {Force::binding, Force::recommended}) {
      const std::string column = "agencies_" + std::string{to_string(force)};
      for (const std::string& name : names_in(text(row, column))) {
        const auto said = std::find_if(named.begin(), named.end(), [&](const NamedAgency& one) {
          return one.force == force && text::fold(one.name) == text::fold(name);
        });
        const Role role = said == named.end() ? Role::implementer : said->role;
        spellings_.push_back(register_.note(name, row.front().place));
        measure.assignments.push_back({AgencyId{}, role, force, Discharge::unstated, name});
      }
    }
  }

  // As the plan was read that the table was made of: what it names alone parts what it joins.
  void gather_names(PlanNames& names) const {
    for (const Row& row : document_.blocks.front().rows) {
      for (const std::string_view column : {"agencies_binding", "agencies_recommended"}) {
        for (const std::string& name : names_in(text(row, column))) names.add(name);
      }
    }
  }

  template <class Word>
  static bool take_word(std::string_view text, std::optional<Word>& word) {
    if (!text.empty()) word = find_enum<Word>(text);
    return text.empty() || word.has_value();
  }

  static std::optional<Date> day_in(std::string_view text) {
    return text.empty() ? std::nullopt : std::optional{Date::parse(text)};
  }

  // What stands there; all that the text says beside it where it is read to the same.
  bool read_days(const Row& row, Measure& measure) {
    try {
      return take_days(row, measure);
    } catch (const Cancelled&) {
      throw;
    } catch (const Error&) {
      return false;  // no day
    }
  }

  bool take_days(const Row& row, Measure& measure) {
    Deadline& said = measure.deadline;
    std::optional<DeadlineKind> kind;
    said.text = text(row, "deadline");
    said.edtf = text(row, "edtf");
    const bool is_told = take_word(text(row, "deadline_kind"), kind) && kind &&
                         take_word(text(row, "cadence"), said.cadence) &&
                         take_word(text(row, "deadline_reason"), said.reason);
    if (!is_told) return false;
    said.start = day_in(text(row, "start"));
    said.due = day_in(text(row, "due"));
    said.due_latest = day_in(text(row, "due_latest"));
    said.due_original = day_in(text(row, "due_original"));
    said.kind = *kind;
    if (said.due_latest == said.due) said.due_latest.reset();
    said.conditions = names_in(text(row, "conditions"));
    DeadlineContext context;
    context.title = measure.title;
    context.indicator_text = measure.indicator_text;
    context.language = options_.language;
    context.dates = &options_.dates;
    context.adopted_on = options_.dates.adopted_on;
    context.plan_period = options_.dates.plan_period;
    if (said.kind == DeadlineKind::recurring && !context.plan_period && said.start && said.due) {
      context.plan_period = Period{*said.start, *said.due};
    }
    Deadline again = read_deadline(said.text, context);
    const bool is_same = again.kind == said.kind && again.start == said.start &&
                         again.due == said.due && again.edtf == said.edtf &&
                         again.cadence == said.cadence && latest_due(again) == latest_due(said) &&
                         again.due_original == said.due_original;
    if (is_same) {
      said = std::move(again);
    } else if (said.kind == DeadlineKind::recurring && said.cadence && said.start && said.due) {
      said.expected_reports = expected_reports(Period{*said.start, *said.due}, *said.cadence,
                                               options_.dates.adopted_on);
    }
    bound_reports(measure);
    return true;
  }

  void bound_reports(Measure& measure) {
    std::vector<ExpectedReport>& reports = measure.deadline.expected_reports;
    if (expected_reports_ + reports.size() <= options_.limits.max_expected_reports) {
      expected_reports_ += reports.size();
      return;
    }
    reports = std::vector<ExpectedReport>{};  // `{}` would keep the memory
    problems_.add({"too_many_reports", Severity::warning, measure.place,
                   "The plan expects more than " +
                       std::to_string(options_.limits.max_expected_reports) +
                       " reports; those of measure " + measure.id.value() +
                       " are not listed. Raise ReadLimits::max_expected_reports if they are "
                       "needed.",
                   measure.number});
  }

  std::optional<Reading> finish() {
    PlanBuilder builder;
    heading_.language = options_.language;
    heading_.adopted_on = options_.dates.adopted_on;
    heading_.period = options_.dates.plan_period;
    builder.heading(heading_);
    problems_.add({"own_table",
                   Severity::info,
                   document_.blocks.front().place,
                   "The table is one of a plan's measures as this library writes it; it was taken "
                   "as it stands.",
                   {}});
    builder.agencies() = register_.resolve(problems_, poll_);
    std::size_t next = 0;
    for (Measure& measure : measures_) {
      for (Assignment& assignment : measure.assignments) {
        assignment.agency = register_.agency_of(spellings_[next++]);
      }
    }
    builder.sections() = std::move(sections_);
    builder.measures() = std::move(measures_);
    builder.parts() = document_.parts;
    builder.problems() = document_.problems;
    Reading out;
    account_.finish(document_, problems_, out);
    for (Problem& problem : std::move(problems_).take()) {
      builder.problems().push_back(std::move(problem));
    }
    try {
      out.plan = builder.build(options_.cancel);
    } catch (const InvalidArgument&) {
      return std::nullopt;  // an id that stands twice, say
    }
    out.profile.plan = out.plan.heading().title;
    out.extra = std::move(extra_).take();
    return out;
  }

  const Document& document_;
  const ReadOptions& options_;
  CancelPoll poll_;
  ProblemList problems_;
  Account account_;
  ExtraTexts extra_{account_, problems_};
  DocumentFinance finance_{{{}, {}, options_.language, {}, options_.mapping.decimal},
                           document_.stored,
                           account_,
                           problems_};
  std::deque<MoneyHeader> money_headers_;
  std::vector<std::pair<std::size_t, const MoneyHeader*>> money_columns_;
  KnownAgencies known_;
  PlanNames names_{[this](PlanNames& names) { gather_names(names); }};
  AgencyRegister register_;
  PlanHeading heading_;
  std::map<std::string, std::size_t, std::less<>> at_;
  std::vector<TextUse> uses_;  // of each column
  std::set<std::string> section_ids_;
  std::vector<Section> sections_;
  std::vector<Measure> measures_;
  std::vector<std::size_t> spellings_;
  std::size_t expected_reports_ = 0;
};

}  // namespace

std::optional<Reading> read_own_table(const Document& document, const ReadOptions& options) {
  return OwnTable{document, options}.read();
}

}  // namespace actionplan::detail
