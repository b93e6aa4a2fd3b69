// SPDX-License-Identifier: Apache-2.0
#include "document_finance.hpp"

#include <actionplan/core/text.hpp>

#include "core/internal/read_double.hpp"
#include "core/internal/shortest_number.hpp"
#include "read/contact.hpp"
#include "read/deadline/heading_dates.hpp"
#include "read/finance/price_year.hpp"
#include "read/number.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <unordered_set>
#include <utility>

namespace actionplan::detail {
namespace {

constexpr std::size_t most_amount_digits = 15;  // that a double gives back as they were

std::string called_row(const Measure& measure) {
  return measure.number.empty() ? "a measure without number" : "measure " + measure.number;
}

// The decimal number times a power of ten, without idle zeros.
std::string scaled_digits(std::string_view digits, std::int64_t scale) {
  std::size_t zeros = 0;
  for (std::int64_t rest = scale; rest >= 10; rest /= 10) ++zeros;
  const std::size_t point = std::min(digits.find('.'), digits.size());
  std::string whole{digits.substr(0, point)};
  std::string fraction{digits.substr(std::min(point + 1, digits.size()))};
  while (zeros-- > 0) {
    whole += fraction.empty() ? '0' : fraction.front();
    if (!fraction.empty()) fraction.erase(0, 1);
  }
  whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
  while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
  return fraction.empty() ? whole : whole + "." + fraction;
}

std::size_t significant_digits(std::string_view digits) {
  std::size_t count = 0;
  std::size_t idle = 0;  // zeros at the end of a whole number
  const bool has_point = digits.find('.') != std::string_view::npos;
  for (const char c : digits) {
    if (c == '.' || (count == 0 && c == '0')) continue;
    ++count;
    idle = c == '0' ? idle + 1 : 0;
  }
  return has_point ? count : count - idle;
}

double half_of_last_digit(std::string_view digits, std::int64_t scale) {
  const std::size_t point = digits.find('.');
  const std::size_t places = point == std::string_view::npos ? 0 : digits.size() - point - 1;
  return 0.5 * static_cast<double>(scale) * std::pow(10.0, -static_cast<double>(places));
}

std::string shown_amount(double amount) {
  constexpr std::int64_t largest_whole = 999'999'999'999'999;
  const double rounded = std::round(amount);
  const bool is_whole = std::abs(amount - rounded) < 1e-6 * std::max(1.0, std::abs(amount) * 1e-9);
  if (is_whole && std::abs(rounded) <= static_cast<double>(largest_whole)) {
    return std::to_string(static_cast<std::int64_t>(rounded));
  }
  return general_number(amount, static_cast<int>(most_amount_digits));
}

bool is_alike(double a, double b, double rounding) {
  constexpr double noise = 1e-12;
  const double apart = std::abs(a - b);
  const double unsure = noise * std::max(std::abs(a), std::abs(b));
  return apart <= unsure || apart < rounding - unsure;
}

}  // namespace

DocumentFinance::DocumentFinance(const EvidenceContext& context,
                                 const std::vector<StoredValue>& stored, Account& account,
                                 ProblemList& problems)
    : style_{context.decimal, context.language, {}, &context.dates},
      stored_{stored},
      account_{account},
      problems_{problems} {}

void DocumentFinance::report(const char* code, Place place, std::string message,
                             std::string subject) {
  problems_.add({code, Severity::warning, place, std::move(message), std::move(subject)});
}

void DocumentFinance::tell_decimal(const std::vector<Record>& records) {
  if (style_.decimal != 0) return;
  bool has_point = false;
  bool has_comma = false;
  for (const Record& record : records) {
    for (const MoneyCell& money : record.money) {
      const char told = told_decimal(money.cell->text);
      has_point |= told == '.';
      has_comma |= told == ',';
    }
  }
  if (has_point != has_comma) style_.decimal = has_point ? '.' : ',';
}

const DocumentFinance::KnownHeader& DocumentFinance::known_header(const MoneyHeader& header) {
  const auto found = headers_.find(&header);
  if (found != headers_.end()) return found->second;
  const std::string text = without_price_year(header.text, style_.language);
  const MoneyUnit own = read_money_header(text, {}, style_.language).unit;
  MoneyHeaderText said = read_money_header(text, header.note, style_.language);
  const std::vector<Period> dates = dates_in(text, style_.language, style_.dates);
  if (dates.size() == 1) said.period = dates.front();
  return headers_.emplace(&header, KnownHeader{std::move(said), own}).first->second;
}

MoneyHeaderText DocumentFinance::above(const MoneyHeader& header) {
  MoneyHeaderText out = header_of(header);
  if (out.unit.currency.empty()) out.unit.currency = row_currency_;
  return out;
}

// "EUR" below "Currency".
void DocumentFinance::note_currency(const Record& record) {
  row_currency_.clear();
  for (const MoneyCell& money : record.money) {
    if (!header_of(*money.header).names_currencies) continue;
    row_currency_ = read_money_header({}, money.cell->text, style_.language).unit.currency;
  }
}

std::optional<std::string> DocumentFinance::stored_digits(const MoneyCell& money,
                                                          const MoneyText& said) const {
  const bool is_whole = text::trim(money.cell->text).size() == said.end - said.begin;
  const auto found =
      std::lower_bound(stored_.begin(), stored_.end(), money.cell->place,
                       [](const StoredValue& value, Place wanted) { return value.place < wanted; });
  const bool is_there = is_whole && found != stored_.end() && found->place == money.cell->place &&
                        !found->is_date && found->value >= 0;
  if (!is_there) return std::nullopt;
  std::string digits = shortest_number(found->value).value_or("");
  const bool is_plain = digits.find_first_not_of("0123456789.") == std::string::npos;
  return is_plain && !digits.empty() ? std::optional{std::move(digits)} : std::nullopt;
}

// False: which amount it is cannot be told.
bool DocumentFinance::set_amount(const MoneyCell& money, const MoneyText& said,
                                 const MoneyUnit& above, Part& part) const {
  std::string digits = said.digits;
  if (const auto stored = stored_digits(money, said)) {
    digits = *stored;  // whatever of it is shown
  } else if (said.outcome != MoneyOutcome::read) {
    return false;
  }
  MoneyUnit unit = said.unit.is_said() ? said.unit : above;
  if (unit.currency.empty()) unit.currency = above.currency;
  // "500 lei" under "thousand lei": one of the two is wrong.
  const bool is_torn = !said.unit.currency.empty() && said.unit.scale == 1 && above.scale != 1;
  if (is_torn) return false;
  const std::string whole = scaled_digits(digits, unit.scale);
  if (significant_digits(whole) > most_amount_digits) return false;
  const std::optional<double> amount = double_in(whole);
  if (!amount || !std::isfinite(*amount)) return false;
  part.item.amount = *amount;
  part.item.currency = unit.currency;
  part.item.scale = unit.scale;
  part.rounding = half_of_last_digit(digits, unit.scale);
  return true;
}

bool DocumentFinance::leave_out_contact(const MoneyCell& money, const FinanceItem& item) {
  // Amounts look like telephone numbers, but have no address.
  const bool may_be = !item.amount || item.text.find('@') != std::string::npos;
  const bool is_contact = (may_be && holds_contact(item.text)) || holds_contact(item.source);
  if (!is_contact) return false;
  account_.claim(*money.cell, TextUse::named, "contact_left_out");
  report("contact_left_out", money.cell->place,
         "What stands under or beside " + shown(item.header) +
             " holds an e-mail address or a telephone number and was left out.");
  return true;
}

std::optional<DocumentFinance::Part> DocumentFinance::item_of(const MoneyCell& money,
                                                              const MoneyText& said,
                                                              const Measure* measure) {
  const MoneyHeaderText above = this->above(*money.header);
  const std::string_view text =
      std::string_view{money.cell->text}.substr(said.begin, said.end - said.begin);
  Part part;
  part.cell = &money;
  FinanceItem& item = part.item;
  item.header = money.header->text;
  const MoneyUnit& own = known_header(*money.header).own;
  if (!own.is_said() && header_of(*money.header).unit.is_said()) {
    item.header += " (" + money.header->note + ")";
  } else if (own.currency.empty() && !above.unit.currency.empty()) {
    item.header += " (" + text_of_unit(above.unit) + ")";
  }
  item.text = std::string{text};
  item.period = said.period ? said.period : above.period;
  item.source = said.source.empty() ? above.source : said.source;
  item.stage = said.stage.value_or(above.stage);
  item.total = said.is_total || above.is_total;
  item.published = money.header->is_published;
  const bool may_be_amount = said.outcome != MoneyOutcome::none && has_letters_or_digits(text);
  // Of an amount under a unit that is not known it cannot be told, unless it says its own.
  const bool is_unknown = above.has_unknown_unit && !said.unit.is_said();
  part.is_unread = may_be_amount && (is_unknown || !set_amount(money, said, above.unit, part));
  if (!item.amount) {
    item.currency.clear();
    if (above.names_payers && item.source.empty()) item.source = text::collapse_spaces(text);
  }
  if (leave_out_contact(money, item)) return std::nullopt;
  if (part.is_unread && measure != nullptr && last_unread_ != money.cell) {  // once a cell
    last_unread_ = money.cell;
    report("amount_unread", money.cell->place,
           "The amount " + shown(text) + " of " + called_row(*measure) + " under " +
               shown(item.header) +
               " cannot be told, and its text was kept; write one number with its unit, and say "
               "which mark divides its decimals (`decimal`, of the mapping or beside the table).",
           measure->number);
  }
  return part;
}

std::vector<DocumentFinance::Part> DocumentFinance::items_of(const MoneyCell& money,
                                                             const Measure* measure) {
  std::vector<Part> parts;
  MoneyStyle style = style_;
  style.above = above(*money.header).unit;
  for (const MoneyText& said : read_money_lines(money.cell->text, style)) {
    const std::string_view text =
        std::string_view{money.cell->text}.substr(said.begin, said.end - said.begin);
    if (!has_letters_or_digits(text)) continue;  // a dash
    std::optional<Part> part = item_of(money, said, measure);
    if (!part) return {};  // the cell is left out whole
    parts.push_back(std::move(*part));
  }
  return parts;
}

// A column of payers says who pays the amounts to its right as far as the next one; the only one of
// its row, those to its left where there are none.
void DocumentFinance::give_sources(const Record& record, std::vector<Part>& parts) {
  const auto names_payers = [&](const Part& part) {
    return header_of(*part.cell->header).names_payers && !part.item.amount;
  };
  const auto payers = std::count_if(parts.begin(), parts.end(), names_payers);
  if (payers == 0 || record.money.size() < 2) return;
  std::vector<bool> is_given(parts.size(), false);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!names_payers(parts[i])) continue;
    const auto give = [&](Part& part) {
      const bool takes = part.item.amount && part.item.source.empty() && !part.item.total;
      if (takes) part.item.source = text::collapse_spaces(parts[i].item.text);
      is_given[i] = is_given[i] || takes;
    };
    // Several lines of one cell say it together, of no amount in particular.
    const bool is_of_several = std::count_if(parts.begin(), parts.end(), [&](const Part& part) {
                                 return part.cell == parts[i].cell;
                               }) > 1;
    if (is_of_several) continue;
    for (std::size_t k = i + 1; k < parts.size() && !names_payers(parts[k]); ++k) give(parts[k]);
    if (is_given[i] || payers != 1) continue;
    for (std::size_t k = 0; k < i; ++k) give(parts[k]);
  }
  for (std::size_t i = parts.size(); i-- > 0;) {
    if (is_given[i]) parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

// What a cell adds to its column: the amounts of its lines, but for their total.
void DocumentFinance::add_to_column(const MoneyCell& money, const std::vector<Part>& found,
                                    std::string number) {
  ColumnAmount sum;
  sum.number = std::move(number);
  sum.section = section_;
  sum.cell = money.cell;
  const bool is_of_totals = header_of(*money.header).is_total;
  bool has_amount = false;
  for (const Part& part : found) {
    const FinanceItem& item = part.item;
    sum.is_unread |= part.is_unread;
    if (!item.amount || (item.total && !is_of_totals)) continue;
    sum.is_unread |= has_amount && item.currency != sum.currency;
    sum.currency = item.currency;
    sum.amount += *item.amount;
    sum.rounding += part.rounding;
    has_amount = true;
  }
  if (!has_amount && !sum.is_unread) return;
  const auto [column, is_new] = columns_.try_emplace(money.header);
  if (is_new) column_order_.push_back(money.header);
  column->second.push_back(std::move(sum));
}

void DocumentFinance::read(const Record& record, Measure& measure) {
  if (record.money.empty()) return;
  note_currency(record);
  std::vector<Part> parts;
  for (const MoneyCell& money : record.money) {
    if (!row_currency_.empty() && header_of(*money.header).names_currencies) {
      account_.claim(*money.cell, TextUse::finance, measure.id.value());
      continue;
    }
    std::vector<Part> found = items_of(money, &measure);
    account_.claim(*money.cell, TextUse::finance, measure.id.value());
    add_to_column(money, found, measure.number);
    std::move(found.begin(), found.end(), std::back_inserter(parts));
  }
  constexpr std::size_t most_compared = 256;  // of a row; no table has more columns of money
  if (parts.size() <= most_compared) {
    give_sources(record, parts);
    const bool is_read =
        std::none_of(parts.begin(), parts.end(), [](const Part& part) { return part.is_unread; });
    for (const Part& part : parts) {
      if (is_read && part.item.total && part.item.amount) check_total(parts, part, measure);
    }
  }
  // A sum without parts adds up nothing.
  const auto amounts = std::count_if(parts.begin(), parts.end(),
                                     [](const Part& part) { return part.item.amount.has_value(); });
  for (Part& part : parts) {
    if (amounts == 1) part.item.total = false;
    measure.finance.push_back(std::move(part.item));
  }
}

// Of one source its periods, of one period its sources; where a row has both, each by itself.
void DocumentFinance::check_total(const std::vector<Part>& parts, const Part& total,
                                  const Measure& measure) {
  struct Sum {
    std::size_t count = 0;
    double amount = 0;
    double rounding = 0;
    void add(const Part& part) {
      ++count;
      amount += *part.item.amount;
      rounding += part.rounding;
    }
  };
  const FinanceItem& whole = total.item;
  Sum all;
  Sum by_period;
  Sum by_source;
  for (const Part& part : parts) {
    const FinanceItem& item = part.item;
    const bool is_part = item.amount && !item.total && item.stage == whole.stage &&
                         item.currency == whole.currency &&
                         (whole.source.empty() || item.source == whole.source) &&
                         (!whole.period || (item.period && whole.period->contains(*item.period)));
    if (!is_part) continue;
    all.add(part);
    if (item.period && item.period != whole.period && item.source == whole.source) {
      by_period.add(part);
    }
    if (!item.source.empty() && item.source != whole.source && item.period == whole.period) {
      by_source.add(part);
    }
  }
  constexpr std::size_t least = 2;  // of amounts of which nothing says what tells them apart
  std::vector<Sum> sums;
  for (const Sum& sum : {by_period, by_source}) {
    if (sum.count != 0) sums.push_back(sum);
  }
  if (sums.empty() && all.count >= least) sums.push_back(all);
  for (const Sum& sum : sums) {
    if (is_alike(*whole.amount, sum.amount, sum.rounding + total.rounding)) continue;
    report("total_differs", total.cell->cell->place,
           "The total " + shown_amount(*whole.amount) + " of " + called_row(measure) + " under " +
               shown(whole.header) + " differs from the sum of its parts, " +
               shown_amount(sum.amount) + "; correct one of them.",
           measure.number);
  }
}

void DocumentFinance::read_total(const Record& record) {
  note_currency(record);
  for (const MoneyCell& money : record.money) {
    const auto column = columns_.find(money.header);
    const std::vector<Part> parts = items_of(money, nullptr);
    const bool is_one = column != columns_.end() && parts.size() == 1 && parts[0].item.amount;
    if (!is_one) continue;
    ColumnAmount total;
    total.is_total = true;
    total.currency = parts[0].item.currency;
    total.amount = *parts[0].item.amount;
    total.rounding = parts[0].rounding;
    total.section = section_;
    total.cell = money.cell;
    column->second.push_back(std::move(total));
  }
  begin_section();
}

void DocumentFinance::check_totals() {
  for (const MoneyHeader* const header : column_order_) check_column(*header, columns_.at(header));
}

// A total adds up what stands above it as far as another total, a heading or the top; measures that are
// numbered below others may be counted in these.
void DocumentFinance::check_column(const MoneyHeader& header,
                                   const std::vector<ColumnAmount>& column) {
  const bool has_total = std::any_of(column.begin(), column.end(),
                                     [](const ColumnAmount& one) { return one.is_total; });
  const bool can_be_added =
      std::none_of(column.begin(), column.end(), [&](const ColumnAmount& one) {
        return one.is_unread || one.currency != column.front().currency;
      });
  if (!has_total || !can_be_added) return;
  std::unordered_set<std::string> above;  // numbers that others stand below
  for (const ColumnAmount& one : column) {
    for (std::size_t dot = one.number.rfind('.'); dot != std::string::npos && dot != 0;
         dot = one.number.rfind('.', dot - 1)) {
      above.insert(one.number.substr(0, dot));
    }
  }
  constexpr std::size_t farthest = 64;  // sums that a total may be
  struct Sums {
    double all = 0;
    double leaves = 0;
    double rounding = 0;
  };
  Sums now;
  std::vector<Sums> begun{now};
  std::size_t section = 0;
  for (const ColumnAmount& one : column) {
    if (one.section != section && begun.back().all != now.all) begun.push_back(now);
    section = one.section;
    if (!one.is_total) {
      now.all += one.amount;
      now.rounding += one.rounding;
      if (!above.contains(one.number)) now.leaves += one.amount;
      continue;
    }
    const auto fits = [&](const Sums& from) {
      const double rounding = now.rounding - from.rounding + one.rounding;
      return is_alike(one.amount, now.all - from.all, rounding) ||
             is_alike(one.amount, now.leaves - from.leaves, rounding);
    };
    const std::size_t first = begun.size() > farthest ? begun.size() - farthest : 0;
    const bool is_sum =
        fits(begun.front()) ||
        std::any_of(begun.begin() + static_cast<std::ptrdiff_t>(first), begun.end(), fits);
    if (is_sum) continue;
    // Of the whole column where nothing was added since the last total.
    const bool is_new = now.all != begun.back().all;
    const double sum = now.leaves - (is_new ? begun.back().leaves : 0);
    report("total_differs", one.cell->place,
           "The total " + shown_amount(one.amount) + " under " + shown(header.text) +
               " differs from the sum of the rows above it, " + shown_amount(sum) +
               "; correct one of them.");
  }
}

}  // namespace actionplan::detail
