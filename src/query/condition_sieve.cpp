// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/text.hpp>

#include "labels.hpp"
#include "sieve.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <unordered_map>
#include <utility>

namespace actionplan::detail {
namespace {

// What a row costs, as `Sieve::cost`.
enum Cost : int { one_value = 0, several_values = 1, short_text = 2, long_text = 3 };

// A sieve that asks each row of a column on its own.
template <Cost costs, class Ask>
class EachRow : public Sieve {
 public:
  explicit EachRow(Ask ask) : ask_{std::move(ask)} {}

 private:
  void run(std::size_t begin, std::size_t end, std::uint8_t* out) const override {
    for (std::size_t row = begin; row < end; ++row) {
      out[row - begin] = static_cast<std::uint8_t>(ask_(row));
    }
  }
  void narrow(std::size_t begin, std::size_t end, std::uint8_t* out) const override {
    if constexpr (costs == one_value) {  // asking is cheaper than a branch
      Sieve::narrow(begin, end, out);
    } else {
      for (std::size_t row = begin; row < end; ++row) {
        if (out[row - begin] != 0) out[row - begin] = static_cast<std::uint8_t>(ask_(row));
      }
    }
  }
  [[nodiscard]] int cost() const noexcept override { return costs; }

  Ask ask_;
};

template <Cost costs = one_value, class Ask>
std::unique_ptr<Sieve> each_row(Ask ask) {
  return std::make_unique<EachRow<costs, Ask>>(std::move(ask));
}

const TextPattern& pattern_of(const Condition& condition) {
  return std::get<TextPattern>(condition.value);
}

bool asks_for_any(const Condition& condition) {
  const auto* pattern = std::get_if<TextPattern>(&condition.value);
  return pattern != nullptr && pattern->is_anything();
}

std::unique_ptr<Sieve> word_sieve(const Condition& condition, const Columns& columns) {
  const bool is_any = asks_for_any(condition);
  const std::uint32_t wanted =
      is_any ? UINT32_MAX : fitting_words(condition.field, pattern_of(condition));
  if (!Columns::is_coded(condition.field)) {
    const std::span<const std::uint32_t> bits = columns.bits(condition.field);
    return each_row([bits, wanted](std::size_t row) { return (bits[row] & wanted) != 0; });
  }
  std::array<bool, 256> fits{};
  for (std::size_t i = 0; i < words_of(condition.field).size(); ++i) {
    fits[i] = (wanted >> i & 1U) != 0;
  }
  const std::span<const std::uint8_t> codes = columns.codes(condition.field);
  return each_row([codes, fits](std::size_t row) { return fits[codes[row]]; });
}

// Both ends included; what is absent lies outside.
struct Days {
  std::int32_t first = Date::earliest().days();
  std::int32_t last = Date::latest().days();
};

Days days_in(const Condition& condition) {
  Days days;
  if (asks_for_any(condition)) return days;
  const auto& period = std::get<Period>(condition.value);
  const std::int32_t first = period.first().days();
  const std::int32_t last = period.last().days();
  switch (condition.comparator) {
    case Comparator::less: days.last = first - 1; break;
    case Comparator::less_or_equal: days.last = last; break;
    case Comparator::greater: days.first = last + 1; break;
    case Comparator::greater_or_equal: days.first = first; break;
    default: days = {first, last}; break;
  }
  return days;
}

std::unique_ptr<Sieve> day_sieve(const Condition& condition, const Columns& columns) {
  const Days wanted = days_in(condition);
  const std::span<const std::int32_t> days = columns.days(condition.field);
  return each_row([days, wanted](std::size_t row) {
    return static_cast<int>(days[row] >= wanted.first) & static_cast<int>(days[row] <= wanted.last);
  });
}

// Both ends included.
struct Numbers {
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();

  [[nodiscard]] bool has(double value) const noexcept { return value >= least && value <= most; }
};

Numbers numbers_in(const Condition& condition) {
  Numbers numbers;
  if (asks_for_any(condition)) return numbers;
  const double value = std::get<double>(condition.value);
  switch (condition.comparator) {
    case Comparator::less: numbers.most = std::nextafter(value, numbers.least); break;
    case Comparator::less_or_equal: numbers.most = value; break;
    case Comparator::greater: numbers.least = std::nextafter(value, numbers.most); break;
    case Comparator::greater_or_equal: numbers.least = value; break;
    default: numbers = {value, value}; break;
  }
  return numbers;
}

std::unique_ptr<Sieve> number_sieve(const Condition& condition, const Columns& columns) {
  const Numbers wanted = numbers_in(condition);
  const auto [offsets, values] = columns.numbers(condition.field);
  if (offsets.empty()) {
    return each_row([values = values, wanted](std::size_t row) { return wanted.has(values[row]); });
  }
  return each_row<several_values>([offsets = offsets, values = values, wanted](std::size_t row) {
    for (std::uint32_t i = offsets[row]; i < offsets[row + 1]; ++i) {
      if (wanted.has(values[i])) return true;
    }
    return false;
  });
}

// A folded text that a pattern fits.
bool fits_text(std::string_view text, std::string_view wanted, const TextPattern& pattern,
               bool is_part) {
  if (is_part) return text.find(wanted) != std::string_view::npos;
  if (text.size() < wanted.size()) return false;
  if (pattern.is_open_after) return text.substr(0, wanted.size()) == wanted;
  if (pattern.is_open_before) return text.substr(text.size() - wanted.size()) == wanted;
  return text == wanted;
}

std::unique_ptr<Sieve> list_sieve(const ListColumn& column, std::vector<std::uint8_t> fits) {
  return each_row<several_values>([&column, fits = std::move(fits)](std::size_t row) {
    for (std::uint32_t i = column.offsets[row]; i < column.offsets[row + 1]; ++i) {
      if (fits[column.items[i]] != 0) return true;
    }
    return false;
  });
}

std::unique_ptr<Sieve> text_sieve(const Condition& condition, const Columns& columns) {
  const bool is_list = condition.field == Field::agency || condition.field == Field::reporter;
  const TextPattern& pattern = pattern_of(condition);
  const bool is_any = pattern.is_anything();
  const bool is_part = condition.comparator == Comparator::has;
  std::string wanted = text::fold(pattern.text);
  if (is_list) {
    const ListColumn& column = columns.lists(condition.field);
    std::vector<std::uint8_t> fits(column.names.size(), is_any ? 1 : 0);
    for (std::size_t i = 0; i < fits.size(); ++i) {
      for (const std::string& spelling : column.spellings[i]) {
        if (fits_text(text::fold(spelling), wanted, pattern, is_part)) fits[i] = 1;
      }
    }
    return list_sieve(column, std::move(fits));
  }
  const TextColumn& column = columns.texts(condition.field);
  if (is_part && !is_any) return part_sieve(column, std::move(wanted));
  return each_row<short_text>([&column, wanted, pattern, is_any](std::size_t row) {
    const std::string_view text = column.at(row);
    return is_any ? !text.empty() : fits_text(text, wanted, pattern, false);
  });
}

std::unique_ptr<Sieve> section_sieve(const Condition& condition, const Columns& columns) {
  const ListColumn& column = columns.lists(Field::section);
  const std::vector<Section>& sections = columns.assessment().plan().sections();
  const TextPattern& pattern = pattern_of(condition);
  const std::string_view number = bare_label(pattern.text);
  const std::string title = text::fold(pattern.text);
  std::vector<std::uint8_t> fits(sections.size(), pattern.is_anything() ? 1 : 0);
  std::unordered_map<std::string_view, std::size_t> index;
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const Section& section = sections[i];
    index.emplace(section.id.value(), i);
    const bool is_it = !section.number.empty() && bare_label(section.number) == number;
    if (is_it || text::fold(section.title) == title) fits[i] = 1;
    // Parents stand before what is below them.
    const bool goes_below = condition.comparator == Comparator::has && section.parent;
    if (goes_below && fits[index.at(section.parent->value())] != 0) fits[i] = 1;
  }
  return list_sieve(column, std::move(fits));
}

std::unique_ptr<Sieve> label_sieve(const Condition& condition, const Columns& columns) {
  const TextColumn& column = columns.texts(Field::number);
  if (asks_for_any(condition)) {
    return each_row<short_text>([&column](std::size_t row) { return !column.at(row).empty(); });
  }
  std::string wanted{bare_label(pattern_of(condition).text)};
  const auto make = [&](auto fits) {
    return each_row<short_text>([&column, wanted = std::move(wanted), fits](std::size_t row) {
      return fits(column.at(row), wanted);
    });
  };
  using View = std::string_view;
  switch (condition.comparator) {
    case Comparator::less: return make([](View a, View b) { return compare_labels(a, b) < 0; });
    case Comparator::less_or_equal:
      return make([](View a, View b) { return compare_labels(a, b) <= 0; });
    case Comparator::greater: return make([](View a, View b) { return compare_labels(a, b) > 0; });
    case Comparator::greater_or_equal:
      return make([](View a, View b) { return compare_labels(a, b) >= 0; });
    case Comparator::has: return make(&is_at_or_below);
    default: return make([](View a, View b) { return a == b; });
  }
}

std::unique_ptr<Sieve> id_sieve(const Condition& condition, const Columns& columns) {
  if (asks_for_any(condition)) return each_row([](std::size_t) { return true; });
  const TextColumn& column = columns.texts(Field::id);
  return each_row<short_text>([&column, wanted = pattern_of(condition).text](std::size_t row) {
    return column.at(row) == wanted;
  });
}

}  // namespace

std::unique_ptr<Sieve> condition_sieve(const Condition& condition, const Columns& columns) {
  switch (info(condition.field).type) {
    case FieldType::id: return id_sieve(condition, columns);
    case FieldType::word: return word_sieve(condition, columns);
    case FieldType::day: return day_sieve(condition, columns);
    case FieldType::number: return number_sieve(condition, columns);
    case FieldType::text: return text_sieve(condition, columns);
    case FieldType::label: break;
  }
  if (condition.field == Field::section) return section_sieve(condition, columns);
  return label_sieve(condition, columns);
}

}  // namespace actionplan::detail
