// SPDX-License-Identifier: Apache-2.0
#include "document_profile.hpp"

#include <actionplan/core/text.hpp>
#include <actionplan/read/indicator_text.hpp>

#include "core/internal/excerpt.hpp"
#include "core/internal/shortest_number.hpp"
#include "plan/internal/indicator_terms.hpp"
#include "plan/internal/unit.hpp"
#include "plan/internal/unstated_shares.hpp"
#include "read/deadline/heading_dates.hpp"
#include "read/evidence/written_number.hpp"
#include "read/layout/cell_parts.hpp"
#include "read/number.hpp"
#include "read/words/unit_words.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace actionplan::detail {
namespace {

constexpr std::array<Column, 3> profile_columns{Column::unit, Column::baseline, Column::target};

std::optional<double> number_with(std::string_view text, std::optional<char> decimal) {
  try {
    return read_written_number(text, {decimal}).value;
  } catch (const NumberRefusal&) {
    return std::nullopt;
  }
}

// A number by its decimal mark, or one that means the same whichever of point and comma it is.
std::optional<double> plain_value(std::string_view text, char decimal) {
  if (decimal != 0) return number_with(text, decimal);
  const std::optional<double> point = number_with(text, '.');
  const std::optional<double> comma = number_with(text, ',');
  if (point && comma && *point != *comma) return std::nullopt;
  return point ? point : comma;
}

// What a number is to those who write points before decimals, and to those who write commas; empty:
// the same, or it is known which.
std::string two_readings(std::string_view text, char decimal) {
  if (decimal != 0) return {};
  const std::optional<double> point = number_with(text, '.');
  const std::optional<double> comma = number_with(text, ',');
  if (!point || !comma || *point == *comma) return {};
  const auto shown_value = [](double value) { return shortest_number(value).value_or("NaN"); };
  return "is " + shown_value(*comma) + " with a decimal comma and " + shown_value(*point) +
         " with a decimal point; declare which is written, decimal=\",\" or decimal=\".\"";
}

bool has_digit_in(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos;
}

// Do the words of a unit say that it is in percent: "Share of roads", "Prozent"?
bool is_of_percent(std::string_view unit) {
  if (speaks_of_percent(unit)) return true;
  const std::vector<IndicatorPart> parts = read_indicators(unit);
  return parts.size() == 1 && parts.front().kind == IndicatorKind::percentage;
}

std::string called_measure(const Measure& measure) {
  return measure.number.empty() ? "a measure without number" : "measure " + measure.number;
}

// "- 80%" without its bullet; "-5" is a number.
std::size_t bullet_length(std::string_view line) {
  const std::size_t length = marker_length(line);
  return length != 0 && text::space_length(line.substr(length)) != 0 ? length : 0;
}

}  // namespace

std::string_view DocumentProfile::Line::text() const {
  return text::trim(std::string_view{field->cell->text}.substr(begin, end - begin));
}

std::vector<DocumentProfile::Line> DocumentProfile::lines_of_column(const Record& record,
                                                                    Column column) {
  std::vector<Line> lines;
  for (const Field& field : record.fields) {
    if (field.column != column) continue;
    const std::string_view text = field.cell->text;
    for (const LineSpan& line : lines_of(text)) {
      const std::size_t bullet = bullet_length(text.substr(line.begin, line.end - line.begin));
      lines.push_back({&field, line.begin, line.begin + bullet, line.end});
    }
  }
  return lines;
}

void DocumentProfile::read(const Record& record, const Measure& measure) {
  for (const Column column : profile_columns) take_column(record, measure, column);
  for (const Indicator& indicator : measure.indicators) {
    const auto said = profiles_.find(indicator.id);
    if (said == profiles_.end()) continue;
    set_direction(said->second);
    places_.emplace(indicator.id, measure.place);
    for (Problem& problem :
         unstated_shares(indicator.id, said->second.kind.value_or(indicator.kind), said->second)) {
      problem.place = measure.place;
      problems_.add(std::move(problem));
    }
  }
}

// A number without a sign below one percent, beside one of its own indicator more than ten times as
// large: as a share of one it would lie nearer to that.
void DocumentProfile::check_mixed_shares() const {
  for (const auto& [id, share] : unsigned_shares_) {
    const auto found = profiles_.find(id);
    if (found == profiles_.end()) continue;
    const IndicatorProfile& said = found->second;
    if (!said.unit || !is_same_unit(*said.unit, "%")) continue;
    double largest = said.baseline ? std::abs(*said.baseline) : 0;
    for (const Target& target : said.targets) largest = std::max(largest, std::abs(target.value));
    const auto& [what, value] = share;
    constexpr double far = 10;
    if (largest <= 1 || largest <= far * value) continue;
    const std::string number = general_number(value, 12);
    const std::string whole = general_number(value * 100, 12);
    problems_.add({"profile_maybe_shares", Severity::warning, places_.at(id),
                   "The " + std::string{what} + " " + number + " of indicator " +
                       excerpt(id.value()) + " counts as " + number + " %, beside " +
                       general_number(largest, 12) +
                       " %; it lies between 0 and 1, as shares of one do. Write " + whole +
                       " where a share is meant, or " + number + "% with its sign where it is not.",
                   id.value()});
  }
}

void DocumentProfile::check_shares() const {
  check_mixed_shares();
  if (has_percent_sign_) return;
  const IndicatorId* first = nullptr;
  double share = 0;
  std::string_view what;
  std::size_t indicators = 0;
  std::size_t numbers = 0;
  bool is_beyond = false;
  for (const auto& [id, said] : profiles_) {
    if (!said.unit || !is_same_unit(*said.unit, "%")) continue;
    const auto look = [&, &id = id](std::string_view name, double value) {
      ++numbers;
      is_beyond = is_beyond || value < 0 || value > 1;
      if (first != nullptr || !may_be_share_of_one(value)) return;
      first = &id;
      share = value;
      what = name;
    };
    const std::size_t before = numbers;
    if (said.baseline) look("baseline", *said.baseline);
    for (const Target& target : said.targets) look("target", target.value);
    indicators += numbers > before ? 1 : 0;
  }
  if (is_beyond || first == nullptr) return;
  const std::string number = general_number(share, 12);
  const std::string whole = general_number(share * 100, 12);
  problems_.add(
      {"profile_maybe_shares", Severity::warning, places_.at(*first),
       "The " + std::string{what} + " " + number + " of indicator " + excerpt(first->value()) +
           " counts as " + number + " %; " +
           (numbers == 1
                ? "it"
                : "all " + std::to_string(numbers) + " numbers of " + std::to_string(indicators) +
                      (indicators == 1 ? " indicator" : " indicators") + " in \"%\"") +
           (numbers == 1 ? " lies" : " lie") +
           " between 0 and 1, as shares of one do, and as pandas and others give a cell "
           "that shows " +
           whole + "%. Write " + whole + " where a share is meant, or " + number +
           "% with its sign where it is not.",
       first->value()});
}

// One indicator has every line; of several each has one, in their order. A unit may hold for all.
void DocumentProfile::take_column(const Record& record, const Measure& measure, Column column) {
  const std::vector<Line> lines = lines_of_column(record, column);
  const std::size_t count = measure.indicators.size();
  const bool holds_for_all = column == Column::unit && lines.size() == 1 && count != 0;
  if (count != 1 && !holds_for_all && lines.size() != count) {
    for (const Line& line : lines) {
      refuse(line, measure, "profile_undecided",
             count == 0 ? "has no indicator, which it would be of; name what is measured"
                        : "cannot be told which of its " + std::to_string(count) +
                              " indicators it is of; give each a line of its own");
    }
    return;
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    for (std::size_t k = 0; k < count; ++k) {
      if (count != 1 && !holds_for_all && k != i) continue;
      const IndicatorId& id = measure.indicators[k].id;
      take_line(lines[i], measure, id);
      if (profiles_[id] == IndicatorProfile{}) profiles_.erase(id);
    }
  }
}

void DocumentProfile::take_line(const Line& line, const Measure& measure, const IndicatorId& id) {
  const Field& field = *line.field;
  IndicatorProfile& said = profiles_[id];
  const auto take = [&] {
    said.set_by = SetBy::plan;
    said.source = citation(context_, *field.cell);
    account_.claim(*field.cell, line.first, line.end, TextUse::profile, measure.id.value());
  };
  if (field.column == Column::unit) {
    said.unit = text::collapse_spaces(line.text());
    return take();
  }
  std::optional<Number> number = number_of(line, measure);
  if (!number) return;
  if (!agree_on_unit(*number, line, measure, said)) {
    return refuse(line, measure, "profile_undecided",
                  "is in another unit than what stands beside it; give both in one");
  }
  has_percent_sign_ = has_percent_sign_ || number->unit.starts_with('%');
  if (number->unit.empty() && may_be_share_of_one(number->value)) {
    const char* const what = field.column == Column::baseline ? "baseline" : "target";
    unsigned_shares_.try_emplace(id, what, number->value);
  }
  if (field.header != nullptr && !number->period) {
    number->period = period_of_header(field.header->text, context_);
    if (number->period) name_fiscal_header(*field.header, *number->period);
  }
  if (field.column == Column::baseline) {
    if (said.baseline) {
      return refuse(line, measure, "profile_undecided", "is a further one; leave one");
    }
    said.baseline = number->value;
    if (number->period) said.baseline_on = number->period->last();
    return take();
  }
  const bool is_again = std::any_of(said.targets.begin(), said.targets.end(),
                                    [&](const Target& t) { return t.period == number->period; });
  if (is_again) {
    return refuse(line, measure, "profile_undecided",
                  "is a further one for the same period; name the period of each");
  }
  Target target;
  target.value = number->value;
  target.period = number->period;
  said.targets.push_back(std::move(target));
  take();
}

// "Goal FY26", and nobody says when that year begins. Named once for each header.
void DocumentProfile::name_fiscal_header(const Cell& header, const Period& taken) {
  if (!names_unset_fiscal_year(header.text, context_.language, context_.dates)) return;
  const std::string name = text::collapse_spaces(header.text);
  if (!fiscal_headers_.insert(name).second) return;
  problems_.add({"fiscal_header",
                 Severity::warning,
                 header.place,
                 "The header " + shown(name) +
                     " names a fiscal year whose first month is not known, so that its numbers "
                     "are taken to be of " +
                     taken.first().iso() + " to " + taken.last().iso() + "; set `fiscal_month`.",
                 {}});
}

// "80 %", "1 200 services", "2024: 50%". What the file stores counts where it shows another number.
std::optional<DocumentProfile::Number> DocumentProfile::number_of(const Line& line,
                                                                  const Measure& measure) {
  Number number;
  std::string_view text = line.text();
  const std::size_t colon = text.find(':');
  if (colon != std::string_view::npos && is_date_alone(text.substr(0, colon), context_.language)) {
    number.period = period_of_header(text.substr(0, colon), context_);
    text = text::trim(text.substr(colon + 1));
  }
  const std::size_t length = number_length(text);
  std::string_view rest = text::trim(text.substr(length));
  const bool is_percent = rest.starts_with('%');
  const bool is_qualified = has_digit_in(rest) || (is_percent && rest.size() != 1);
  const std::optional<double> value = length == 0 || is_qualified
                                          ? std::nullopt
                                          : plain_value(text.substr(0, length), context_.decimal);
  const std::string readings =
      length == 0 || is_qualified ? "" : two_readings(text.substr(0, length), context_.decimal);
  if (!readings.empty()) {
    refuse(line, measure, "profile_unread", readings);
    return std::nullopt;
  }
  if (!value) {
    refuse(
        line, measure, "profile_unread",
        "is no number that can be read; write it as 1234 or 80%, and what it counts as its unit");
    return std::nullopt;
  }
  number.value = *value;
  number.unit = text::collapse_spaces(unit_in(rest, line, measure));
  const bool is_whole_cell = text.size() == text::trim(line.field->cell->text).size();
  const std::optional<double> stored =
      is_whole_cell ? stored_at(line.field->cell->place) : std::nullopt;
  if (stored && *stored != *value) {
    number.value = *stored;
    problems_.add({"shown_otherwise", Severity::warning, line.field->cell->place,
                   "The " + std::string{to_string(line.field->column)} + " of " +
                       called_measure(measure) + " is shown as " + shown(text) + " and stored as " +
                       shortest_number(*stored).value_or("NaN") +
                       ", which would be judged differently; the stored number counts. Show all "
                       "of its digits, or store what is shown.",
                   measure.number});
  }
  return number;
}

// "12*", "12 km*" and "12.": a mark of a note is named and belongs to no unit; a stop ends the text.
std::string_view DocumentProfile::unit_in(std::string_view rest, const Line& line,
                                          const Measure& measure) {
  constexpr std::array<std::string_view, 3> notes{"*", "\u2020", "\u2021"};
  std::string found;
  for (bool has_more = true; has_more;) {
    has_more = false;
    for (const std::string_view note : notes) {
      const bool is_last = rest.ends_with(note);
      if (!is_last && !rest.starts_with(note)) continue;
      found += note;
      rest = text::trim(is_last ? rest.substr(0, rest.size() - note.size())
                                : rest.substr(note.size()));
      has_more = true;
    }
  }
  if (!found.empty()) {
    problems_.add({"stray_character", Severity::warning, line.field->cell->place,
                   shown(found) + " stands beside the number of the " +
                       std::string{to_string(line.field->column)} + " " + shown(line.text()) +
                       " of " + called_measure(measure) + " and was left out; remove it.",
                   measure.number});
  }
  const bool is_stop = rest == "." || rest == "," || rest == ";";
  return is_stop ? std::string_view{} : rest;
}

std::optional<double> DocumentProfile::stored_at(Place place) const {
  const auto found =
      std::lower_bound(stored_.begin(), stored_.end(), place,
                       [](const StoredValue& value, Place wanted) { return value.place < wanted; });
  const bool is_there = found != stored_.end() && found->place == place && !found->is_date;
  return is_there ? std::optional{found->value} : std::nullopt;
}

// A column of units and the words behind a number say the same unit, or one of them says nothing.
bool DocumentProfile::agree_on_unit(const Number& number, const Line& line, const Measure& measure,
                                    IndicatorProfile& said) {
  if (number.unit.empty()) return true;
  if (!said.unit || said.unit->empty()) {
    if (said.baseline || !said.targets.empty()) return false;  // a number without unit
    said.unit = number.unit;
    return true;
  }
  if (number.unit == "%") {
    if (!is_of_percent(*said.unit)) return false;
    // "80 %" beside "Share of roads": a percentage, and what it is a share of is no part of the unit.
    if (said.unit->starts_with('%')) return true;
    problems_.add(
        {"unit_of_percent", Severity::info, line.field->cell->place,
         "The unit " + shown(*said.unit) + " of " + called_measure(measure) +
             " stands beside a number with a percent sign; the unit is \"%\", and what it is a "
             "share of stands in the indicator's text.",
         measure.number});
    said.unit = "%";
    return true;
  }
  return is_same_unit(number.unit, *said.unit);
}

void DocumentProfile::refuse(const Line& line, const Measure& measure, const char* code,
                             std::string message) {
  account_.claim(*line.field->cell, line.first, line.end, TextUse::named, code);
  problems_.add({code, Severity::warning, line.field->cell->place,
                 "The " + std::string{to_string(line.field->column)} + " " + shown(line.text()) +
                     " of " + called_measure(measure) + " was left out, since it " +
                     std::move(message) + ".",
                 measure.number});
}

// From the baseline to the last target, where they differ.
void DocumentProfile::set_direction(IndicatorProfile& said) const {
  if (!said.baseline || said.targets.empty()) return;
  const auto last = std::max_element(said.targets.begin(), said.targets.end(),
                                     [](const Target& a, const Target& b) {
                                       if (!a.period || !b.period)
                                         return a.period.has_value() && !b.period;
                                       return a.period->last() < b.period->last();
                                     });
  if (last->value == *said.baseline) return;
  said.direction = last->value > *said.baseline ? Direction::up : Direction::down;
}

}  // namespace actionplan::detail
