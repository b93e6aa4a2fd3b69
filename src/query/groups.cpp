// SPDX-License-Identifier: Apache-2.0
#include "groups.hpp"

#include <actionplan/core/error.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace actionplan::detail {
namespace {

using Rows = std::vector<std::size_t>;

// Counts by position in a list of names; none at the end.
class Counter {
 public:
  explicit Counter(std::size_t values) : counts_(values) {}

  void add(std::size_t value) { ++counts_[value]; }
  void add_none() { ++none_; }

  template <class Name>
  [[nodiscard]] std::vector<GroupCount> groups(Name name) const {
    std::vector<GroupCount> groups;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      if (counts_[i] != 0) groups.push_back({std::string{name(i)}, counts_[i]});
    }
    if (none_ != 0) groups.push_back({std::nullopt, none_});
    return groups;
  }

 private:
  std::vector<std::size_t> counts_;
  std::size_t none_ = 0;
};

std::vector<GroupCount> count_words(Field field, const Rows& rows, const Columns& columns) {
  const std::vector<std::string_view>& words = words_of(field);
  Counter counter{words.size()};
  for (const std::size_t row : rows) {
    if (Columns::is_coded(field)) {
      const std::uint8_t code = columns.codes(field)[row];
      code == no_code ? counter.add_none() : counter.add(code);
      continue;
    }
    const std::uint32_t bits = columns.bits(field)[row];
    if (bits == 0) counter.add_none();
    for (std::size_t i = 0; i < words.size(); ++i) {
      if ((bits >> i & 1U) != 0) counter.add(i);
    }
  }
  return counter.groups([&](std::size_t i) { return words[i]; });
}

std::vector<GroupCount> count_items(Field field, const Rows& rows, const Columns& columns) {
  const ListColumn& column = columns.lists(field);
  Counter counter{column.names.size()};
  for (const std::size_t row : rows) {
    if (column.at(row).empty()) counter.add_none();
    for (const std::uint32_t item : column.at(row)) counter.add(item);
  }
  std::vector<GroupCount> groups =
      counter.groups([&](std::size_t i) { return std::string_view{column.names[i]}; });
  if (field == Field::reporter) {  // the plan gives them no order
    std::sort(groups.begin(), groups.end(), [](const GroupCount& a, const GroupCount& b) {
      return a.value && (!b.value || *a.value < *b.value);
    });
  }
  return groups;
}

std::vector<GroupCount> count_days(Field field, const Rows& rows, const Columns& columns) {
  const std::span<const std::int32_t> days = columns.days(field);
  std::map<std::int32_t, std::size_t> counts;
  std::size_t none = 0;
  for (const std::size_t row : rows) {
    const bool is_day = days[row] != INT32_MIN && days[row] != INT32_MAX;
    is_day ? ++counts[days[row]] : ++none;
  }
  std::vector<GroupCount> groups;
  groups.reserve(counts.size() + 1);
  for (const auto& [day, count] : counts) groups.push_back({Date::from_days(day).iso(), count});
  if (none != 0) groups.push_back({std::nullopt, none});
  return groups;
}

}  // namespace

std::vector<GroupCount> count_groups(Field field, const Rows& rows, const Columns& columns) {
  if (info(field).type == FieldType::word) return count_words(field, rows, columns);
  if (info(field).type == FieldType::day) return count_days(field, rows, columns);
  if (field == Field::agency || field == Field::section || field == Field::reporter) {
    return count_items(field, rows, columns);
  }
  throw InvalidArgument("Measures are not counted by the field " + std::string{to_string(field)} +
                        ", whose values hardly repeat; name a word, a day, agency, section or "
                        "reporter.");
}

}  // namespace actionplan::detail
