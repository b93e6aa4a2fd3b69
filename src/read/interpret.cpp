// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>
#include <actionplan/plan/assumption_list.hpp>
#include <actionplan/plan/plan_builder.hpp>
#include <actionplan/read/deadline_text.hpp>
#include <actionplan/read/indicator_text.hpp>
#include <actionplan/read/read.hpp>
#include <actionplan/read/reading.hpp>

#include "deadline_problems.hpp"
#include "extra_texts.hpp"
#include "language_problems.hpp"
#include "names_in_records.hpp"
#include "number.hpp"
#include "own_table.hpp"
#include "problem_list.hpp"
#include "read/account.hpp"
#include "read/agency/agency_register.hpp"
#include "read/agency/assignment_text.hpp"
#include "read/deadline/heading_dates.hpp"
#include "read/indicator/indicator_list.hpp"
#include "read/layout/applied_mapping.hpp"
#include "read/layout/corrected.hpp"
#include "read/layout/date_marks.hpp"
#include "read/layout/document_layout.hpp"
#include "read/layout/labelled_number.hpp"
#include "read/layout/outline.hpp"
#include "read/layout/periods.hpp"
#include "read/layout/plan_heading.hpp"
#include "read/statement/document_contacts.hpp"
#include "read/statement/document_evidence.hpp"
#include "read/statement/document_finance.hpp"
#include "read/statement/document_profile.hpp"
#include "settled_options.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace actionplan {
namespace {

using detail::Column;
using detail::Number;
using detail::ProblemList;
using detail::Record;
using detail::RecordKind;

// For messages, in the middle of a sentence.
std::string called(const Measure& measure) {
  return measure.number.empty() ? "a measure without number" : "measure " + measure.number;
}

// What the cells of a column say, a line each.
std::string text_of(const Record& record, Column column) {
  std::string out;
  for (const detail::Field& field : record.fields) {
    if (field.column != column || field.cell->text.empty()) continue;
    if (!out.empty()) out += '\n';
    out += field.cell->text;
  }
  return out;
}

// Where the number of a measure stands, and its title.
struct NumberCells {
  const Cell* number = nullptr;
  std::size_t number_end = 0;
  const Cell* title = nullptr;
  std::size_t title_begin = 0;
};

// A number under a header that is a date may be a cost, a target or a value. A share is the target by
// that date.
bool is_amount(std::string_view said) {
  return !said.ends_with('%') && detail::is_amount_text(said);
}

std::vector<std::string> parts_of(const Document& document) { return document.parts; }
std::vector<std::string> parts_of(const Table& /*table*/) { return {}; }

const std::vector<StoredValue>& stored_in(const Document& document) { return document.stored; }
const std::vector<StoredValue>& stored_in(const Table& /*table*/) {
  static const std::vector<StoredValue> none;
  return none;
}

class Interpreter {
 public:
  explicit Interpreter(const ReadOptions& options)
      : options_{options},
        poll_{options.cancel},
        problems_{options.limits.max_problems},
        account_{options.trace},
        known_{options.agencies},
        register_{known_},
        outline_{problems_} {}

  /// @param source a Table or a Document, with what its reader found odd.
  template <class Source>
  Reading read(const Source& source) {
    if (options_.mapping != ReadMapping{}) {
      mapping_ = detail::AppliedMapping{options_.mapping, parts_of(source), known_};
    }
    lay_out(source);
    read_heading();
    tell_dates();
    const detail::EvidenceContext context{options_.evidence,        heading_.title,
                                          heading_.language,        parts_of(source),
                                          options_.mapping.decimal, dates_};
    evidence_.emplace(context, records_.lines, account_, problems_);
    profile_.emplace(context, stored_in(source), account_, problems_);
    finance_.emplace(context, stored_in(source), account_, problems_);
    finance_->tell_decimal(records_.records);
    for (const Record& record : records_.records) {
      if (const Cell* const heading = record.heading()) outline_.expect(heading->text);
    }
    for (const Record& record : records_.records) {
      poll_();
      read_record(record);
    }
    profile_->check_shares();
    finance_->check_totals();
    mapping_.name_unused(problems_);
    Reading out;
    account_.finish(source, problems_, out);
    out.plan = build(source);
    out.profile.plan = out.plan.heading().title;
    out.profile.indicators = std::move(*profile_).take();
    out.evidence = std::move(*evidence_).take();
    out.extra = std::move(extra_).take();
    out.contacts = std::move(contacts_).take();
    out.mapping = options_.mapping;
    out.mapping.tables = std::move(records_.tables);
    if (!out.mapping.layout) out.mapping.layout = records_.layout;
    return out;
  }

 private:
  template <class Source>
  void lay_out(const Source& source);
  void read_heading();
  void tell_dates();
  void read_record(const Record& record);
  void read_section(const Record& record);
  void read_measure(const Record& record);
  void read_fields(const Record& record, Measure& measure);
  void claim_fields(const Record& record, const Measure& measure);
  void read_number(const Record& record, Measure& measure);
  [[nodiscard]] std::optional<int> year_of(const Record& record);
  void read_deadline_cell(const Record& record, Measure& measure);
  void read_indicator_cell(const Record& record, Measure& measure);
  static void read_separate_indicators(const Record& record, Measure& measure);
  void read_agencies_cells(const Record& record, Measure& measure);
  void add_assignment(detail::NamedAgency named, Measure& measure);
  void check_width(const Record& record, const Measure& measure);
  void resolve_assignments(Measure& measure, std::size_t& spelling);
  template <class Source>
  Plan build(const Source& source);

  void report(const char* code, Severity severity, Place place, std::string message,
              std::string subject = {}) {
    problems_.add({code, severity, place, std::move(message), std::move(subject)});
  }

  const ReadOptions& options_;
  CancelPoll poll_;
  ProblemList problems_;
  detail::Account account_;
  detail::AppliedMapping mapping_{known_};
  detail::KnownAgencies known_;
  detail::AgencyRegister register_;
  detail::Outline outline_;
  detail::Records records_;
  std::optional<detail::DocumentEvidence> evidence_;
  std::optional<detail::DocumentProfile> profile_;
  std::optional<detail::DocumentFinance> finance_;
  PlanHeading heading_;
  std::vector<Measure> measures_;
  detail::ExtraTexts extra_{account_, problems_};
  detail::DocumentContacts contacts_{options_};
  detail::AssignmentTexts assignments_;
  detail::PlanNames names_{[this](detail::PlanNames& names) {
    detail::gather_names(records_, known_, assignments_, poll_, names);
  }};
  std::vector<std::size_t> spellings_;  // of every assignment, in order: its number in the register
  std::size_t expected_reports_ = 0;
  DateSettings dates_;  // the caller's, and what the column tells
  std::string legend_;  // lines about the plan as a whole: they may say what "short term" is
  DeadlineColumn deadlines_;
  Deadline last_deadline_;             // of the rows above
  const Cell* last_header_ = nullptr;  // of the deadlines of the rows above
  std::vector<Period> last_header_dates_;
};

// Where there is no plan, what fits nothing in the mapping may be why.
template <class Source>
void Interpreter::lay_out(const Source& source) {
  try {
    records_ = detail::lay_out(source, options_, account_, problems_, poll_, mapping_);
  } catch (const ParseError& error) {
    ProblemList unused{1};
    mapping_.name_unused(unused);
    const std::vector<Problem> named = std::move(unused).take();
    if (named.empty()) throw;
    throw ParseError(std::string{error.what()} + " " + named.front().message, error.place(),
                     error.code());
  }
}

void Interpreter::read_heading() {
  const std::string language =
      options_.language.empty() ? std::string{records_.language} : options_.language;
  heading_ = detail::read_heading(records_.lines, records_.has_stated_title, language, account_,
                                  problems_);
  heading_.language = language;
  const DateSettings& dates = options_.dates;
  if (dates.plan_period) heading_.period = dates.plan_period;
  if (dates.adopted_on) heading_.adopted_on = dates.adopted_on;
}

// What the cells of the deadline column say together: their language, and which number is the day.
void Interpreter::tell_dates() {
  std::vector<std::string_view> texts;
  bool has_marks = false;
  for (const Record& record : records_.records) {
    has_marks |= !record.date_marks.empty();
    for (const detail::Field& field : record.fields) {
      if (field.column == Column::deadline) texts.push_back(field.cell->text);
    }
  }
  deadlines_ = tell_deadline_column(texts);
  if (!options_.dates.plan_period) {
    detail::drop_far_year(heading_, records_.lines, texts, has_marks, problems_);
  }
  dates_ = options_.dates;
  if (!dates_.order) dates_.order = deadlines_.order;
  constexpr std::size_t longest_legend = 4096;
  for (const Cell* line : records_.lines) {
    if (legend_.size() + line->text.size() > longest_legend) break;
    legend_ += line->text + '\n';
  }
}

void Interpreter::read_record(const Record& record) {
  switch (record.kind) {
    case RecordKind::section: return read_section(record);
    case RecordKind::measure: return read_measure(record);
    case RecordKind::total: return finance_->read_total(record);
    case RecordKind::table: finance_->begin_section(); return outline_.begin_table(record.is_sheet);
  }
}

void Interpreter::read_section(const Record& record) {
  finance_->begin_section();
  const SectionId id = record.is_column  ? outline_.enter_section(*record.first, record.level)
                       : record.is_sheet ? outline_.add_named_section(*record.first, record.level)
                                         : outline_.add_section(record.cells, record.level);
  for (const Cell* cell : record.cells) account_.claim(*cell, TextUse::section, id.value());
}

void Interpreter::read_measure(const Record& record) {
  Measure measure;
  read_number(record, measure);
  if (!mapping_.corrects_fields()) return read_fields(record, measure);
  const std::string_view id = measure.id.value();
  const Record corrected =
      detail::corrected_record(record, id, measure.place, mapping_, records_, account_, problems_);
  const Cell* const title = record.cell(Column::title);
  const Cell* const other = corrected.cell(Column::title);
  if (other != title && other != nullptr) measure.title = text::collapse_spaces(other->text);
  read_fields(corrected, measure);
}

void Interpreter::read_fields(const Record& record, Measure& measure) {
  if (measure.title.empty()) {
    report("title_missing", Severity::error, measure.place,
           "The title of " + called(measure) + " is missing; add what is promised.",
           measure.number);
  }
  check_width(record, measure);
  read_indicator_cell(record, measure);
  read_deadline_cell(record, measure);
  read_agencies_cells(record, measure);
  evidence_->read(record, measure);
  profile_->read(record, measure);
  finance_->read(record, measure);
  contacts_.read(record, measure);
  for (const detail::BesideText& beside : record.beside) {
    extra_.keep(beside.header->text, *beside.cell, beside.is_published, measure);
  }
  claim_fields(record, measure);
  measures_.push_back(std::move(measure));
}

// The number stands in its own column, or begins the title where there is none.
void Interpreter::read_number(const Record& record, Measure& measure) {
  const Cell* label = record.cell(Column::number);
  const Cell* title = record.cell(Column::title);
  if (title != nullptr) measure.title = text::collapse_spaces(title->text);
  std::optional<Number> number;
  NumberCells found;
  Cell rest;
  if (label != nullptr && !label->text.empty()) {
    measure.place = label->place;
    found = {label, label->text.size(), title, 0};
    number = detail::leading_number(label->text);
    if (number && detail::continues_in_letters(label->text, *number)) number.reset();
    const auto labelled = number ? std::nullopt : detail::labelled_number(label->text);
    if (labelled && labelled->rest == label->text.size()) {  // "Activity 1.1"
      number = labelled->number;
      measure.number = number->label;
    } else if (number) {
      rest = detail::cell_after(*label, number->length, records_.has_text_places);
      measure.number = number->label;
      found.number_end = number->length;
    } else if (label->text.size() <= detail::longest_label) {
      measure.number = text::collapse_spaces(label->text);
    } else {
      rest = *label;
      found.number_end = 0;
    }
  } else if (title != nullptr) {
    measure.place = title->place;
    found = {title, 0, title, 0};
    if (const auto begun = detail::number_of_title(title->text)) {
      if (!begun->number.parts.empty()) number = begun->number;
      measure.number = begun->number.label;
      measure.title = text::collapse_spaces(std::string_view{title->text}.substr(begun->rest));
      found.number_end = found.title_begin = begun->rest;
    }
  } else {
    measure.place = record.first->place;
  }
  if (!rest.text.empty() && measure.title.empty() && detail::has_letters_or_digits(rest.text)) {
    measure.title = text::collapse_spaces(rest.text);
    found.title = label;
    found.title_begin = found.number_end;
  } else if (!rest.text.empty()) {
    account_.claim(*label, found.number_end, label->text.size(), TextUse::named, "stray_character");
    report("stray_character", Severity::warning, rest.place,
           "\"" + text::collapse_spaces(rest.text) + "\" stands after the number " +
               measure.number + " and was left out; remove it.",
           measure.number);
  }
  outline_.place_measure(measure, number);
  const std::string& id = measure.id.value();
  if (found.number != nullptr) {
    account_.claim(*found.number, 0, found.number_end, TextUse::number, id);
  }
  if (found.title != nullptr) {
    account_.claim(*found.title, found.title_begin, found.title->text.size(), TextUse::title, id);
  }
}

// The fields whose cells are used whole.
void Interpreter::claim_fields(const Record& record, const Measure& measure) {
  const std::string& id = measure.id.value();
  for (const detail::Field& field : record.fields) {
    switch (field.column) {
      case Column::indicator: account_.claim(*field.cell, TextUse::indicator, id); break;
      case Column::agencies: account_.claim(*field.cell, TextUse::agencies, id); break;
      case Column::deadline: account_.claim(*field.cell, TextUse::deadline, id); break;
      default: break;  // number and title, of which a part is used, or no field of a measure
    }
  }
  for (const detail::DateMark& mark : record.date_marks) {
    if (!is_amount(text::collapse_spaces(mark.cell->text))) {
      account_.claim(*mark.cell, TextUse::deadline, id);
    }
  }
  for (const Cell* cell : record.extra) account_.claim(*cell, TextUse::named, "extra_cell");
}

void Interpreter::check_width(const Record& record, const Measure& measure) {
  std::string missing;
  for (const Column column : record.missing) {
    missing += (missing.empty() ? "" : ", ");
    missing += to_string(column);
  }
  if (!missing.empty()) {
    report("row_short", Severity::error, measure.place,
           "The row of " + called(measure) + " has " + std::to_string(record.width) + " of " +
               std::to_string(record.header_width) + " cells, without " + missing +
               "; add the cells it lacks.",
           measure.number);
  }
  for (const Cell* cell : record.extra) {
    report("extra_cell", Severity::warning, cell->place,
           "The row of " + called(measure) + " has a cell beyond the header, \"" +
               text::collapse_spaces(cell->text) + "\", which was left out; move it into a column.",
           measure.number);
  }
}

// Each cell is one indicator, whatever parts its words have.
void Interpreter::read_separate_indicators(const Record& record, Measure& measure) {
  std::string& whole = measure.indicator_text;
  for (const detail::Field& field : record.fields) {
    if (field.column != Column::indicator) continue;
    const std::string text = text::collapse_spaces(field.cell->text);
    const std::vector<IndicatorPart> parts = read_indicators(text);
    if (parts.empty()) continue;
    if (!whole.empty()) whole += "; ";
    Indicator indicator;
    indicator.id =
        IndicatorId{measure.id.value() + "/" + std::to_string(measure.indicators.size() + 1)};
    indicator.kind = parts.front().kind;
    indicator.span.begin = static_cast<std::uint32_t>(text::count_code_points(whole));
    whole += text;
    indicator.span.end = static_cast<std::uint32_t>(text::count_code_points(whole));
    indicator.text = text;
    measure.indicators.push_back(std::move(indicator));
  }
}

void Interpreter::read_indicator_cell(const Record& record, Measure& measure) {
  if (record.has_separate_indicators) return read_separate_indicators(record, measure);
  measure.indicator_text = text::collapse_spaces(text_of(record, Column::indicator));
  measure.indicators = detail::read_indicator_list(measure.indicator_text, measure.id);
}

// "x" under "31 March 2021", "50%" under "30 June 2022": the headers marked, with what is to be reached by then.
// The year that the column's header or the plan's own period leaves no choice about.
std::optional<int> Interpreter::year_of(const Record& record) {
  std::optional<Period> named = heading_.period;
  if (record.deadline_header != nullptr) {
    if (record.deadline_header != last_header_) {
      last_header_ = record.deadline_header;
      last_header_dates_ = detail::dates_in(last_header_->text, heading_.language, &dates_);
    }
    if (last_header_dates_.size() == 1) named = last_header_dates_.front();
  }
  const bool is_one_year = named && named->first().year() == named->last().year();
  return is_one_year ? std::optional{named->first().year()} : std::nullopt;
}

void Interpreter::read_deadline_cell(const Record& record, Measure& measure) {
  const Cell* found = record.cell(Column::deadline);
  std::string text = text_of(record, Column::deadline);
  if (found == nullptr && !record.date_marks.empty()) {
    found = record.date_marks.front().cell;
    text = detail::text_of_marks(record.date_marks);
  }
  DeadlineContext context;
  context.adopted_on = heading_.adopted_on;
  context.plan_period = heading_.period;
  context.title = measure.title;
  context.indicator_text = measure.indicator_text;
  context.language = options_.language;
  context.likely_language =
      deadlines_.language.empty() ? std::string_view{heading_.language} : deadlines_.language;
  context.dates = &dates_;
  context.has_both_orders = deadlines_.has_both_orders;
  context.year = year_of(record);
  context.serial_epoch = options_.serial_epoch;
  context.legend = legend_;
  if (!last_deadline_.text.empty()) context.row_above = &last_deadline_;
  measure.deadline = read_deadline(text, context);
  Deadline& deadline = measure.deadline;
  if (!record.date_marks.empty() && deadline.kind != DeadlineKind::no_date) {
    deadline.assumptions.push_back(assumption_text(assumed::date_of_headers, {}));
    for (const detail::DateMark& mark : record.date_marks) {
      const std::string said = text::collapse_spaces(mark.cell->text);
      constexpr std::size_t longest_mark = 3;  // bytes
      const bool is_word = !said.ends_with('%') && !is_amount(said);
      if (is_word && said.size() > longest_mark) deadline.remarks.push_back(said);
    }
  }
  if (!deadline.text.empty()) last_deadline_ = deadline;
  expected_reports_ += deadline.expected_reports.size();
  if (expected_reports_ > options_.limits.max_expected_reports) {
    expected_reports_ -= deadline.expected_reports.size();
    deadline.expected_reports = std::vector<ExpectedReport>{};  // `{}` would keep the memory
    report("too_many_reports", Severity::warning, found != nullptr ? found->place : measure.place,
           "The plan expects more than " + std::to_string(options_.limits.max_expected_reports) +
               " reports; those of " + called(measure) +
               " are not listed. Raise ReadLimits::max_expected_reports if they are needed.",
           measure.number);
  }
  if (found != nullptr) {
    detail::add_deadline_problems(heading_, measure, found->place, called(measure), problems_);
  }
}

void Interpreter::add_assignment(detail::NamedAgency named, Measure& measure) {
  spellings_.push_back(register_.note(named.name, named.place));
  measure.assignments.push_back(
      {AgencyId{}, named.role, named.force, Discharge::unstated, std::move(named.name)});
}

void Interpreter::read_agencies_cells(const Record& record, Measure& measure) {
  const Cell* mark = nullptr;  // "-" or "?", in the cell that is to name the agency
  for (const detail::Field& field : record.fields) {
    if (field.column != Column::agencies || field.cell->text.empty()) continue;
    const Cell& found = *field.cell;
    if (mark == nullptr && !detail::has_letters_or_digits(found.text)) mark = &found;
    if (!measure.assignment_text.empty()) measure.assignment_text += "; ";
    measure.assignment_text += text::collapse_spaces(found.text);
    const detail::AssignmentContext context{measure.number,           known_,      field.role,
                                            records_.has_text_places, field.force, &names_};
    std::vector<detail::NamedAgency> all = assignments_.read(found, context, problems_);
    if (const auto& said = field.said) {
      if (detail::give_part(said->role, said->force, all)) {
        account_.claim(*said->cell, TextUse::agencies, measure.id.value());
      } else {
        extra_.keep(said->header->text, *said->cell, said->is_published, measure);
      }
    }
    for (detail::NamedAgency& named : all) {
      poll_();
      const AgencyMapping* said = mapping_.find_agency(measure.id.value(), named.name);
      if (said == nullptr) {
        add_assignment(std::move(named), measure);
        continue;
      }
      named.role = said->role.value_or(named.role);
      named.force = said->force.value_or(named.force);
      if (said->names.empty()) add_assignment(named, measure);
      for (const std::string& name : said->names) {
        named.name = text::collapse_spaces(name);
        add_assignment(named, measure);
      }
    }
  }
  if (mark != nullptr && measure.assignments.empty()) {
    problems_.add(detail::nobody_named(*mark, called(measure), measure.number));
  }
}

// Fills in who the agencies are, `spelling` on. One that is named twice for the same part has it once.
void Interpreter::resolve_assignments(Measure& measure, std::size_t& spelling) {
  std::set<std::tuple<const AgencyId*, Role, Force>> met;
  std::vector<Assignment> kept;
  kept.reserve(measure.assignments.size());
  for (Assignment& assignment : measure.assignments) {
    const AgencyId& agency = register_.agency_of(spellings_[spelling++]);
    if (met.emplace(&agency, assignment.role, assignment.force).second) {
      assignment.agency = agency;
      kept.push_back(std::move(assignment));
      continue;
    }
    report("agency_repeated", Severity::warning, measure.place,
           "The agency " + detail::shown(assignment.text) + " of " + called(measure) +
               " is named twice for the same part and was counted once; drop one mention.",
           measure.number);
  }
  measure.assignments = std::move(kept);
}

template <class Source>
Plan Interpreter::build(const Source& source) {
  detail::add_language_problems(options_.language, heading_.language, measures_, problems_);
  PlanBuilder builder;
  builder.heading(std::move(heading_));
  builder.agencies() = register_.resolve(problems_, poll_);
  std::size_t next = 0;
  for (Measure& measure : measures_) {
    poll_();
    resolve_assignments(measure, next);
  }
  builder.sections() = std::move(outline_).sections();
  builder.measures() = std::move(measures_);
  std::vector<Problem> problems = source.problems;
  for (Problem& problem : std::move(problems_).take()) problems.push_back(std::move(problem));
  std::stable_sort(problems.begin(), problems.end(), [](const Problem& a, const Problem& b) {
    return a.place.is_known() && b.place.is_known() ? a.place < b.place
                                                    : a.place.is_known() > b.place.is_known();
  });
  builder.problems() = std::move(problems);
  builder.parts() = parts_of(source);
  return builder.build(options_.cancel);
}

}  // namespace

Plan interpret(const Table& table, const ReadOptions& options) {
  const ReadOptions settled = detail::settle(options);
  return Interpreter{settled}.read(table).plan;
}

Plan interpret(const Document& document, const ReadOptions& options) {
  return interpret_all(document, options).plan;
}

Reading interpret_all(const Document& document, const ReadOptions& options) {
  const ReadOptions settled = detail::settle(options);
  std::optional<Reading> own;
  if (options.mapping == ReadMapping{}) own = detail::read_own_table(document, settled);
  const auto read = [&] { return Interpreter{settled}.read(document); };
  Reading reading = own ? *std::move(own) : detail::naming_guess(document, read);
  if (options.keep_document) reading.document = document;
  return reading;
}

}  // namespace actionplan
