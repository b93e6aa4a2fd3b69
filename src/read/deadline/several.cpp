// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/internal/read_double.hpp"

#include "decide.hpp"

namespace actionplan::detail {
namespace {

using ItemStretch = std::pair<std::size_t, std::size_t>;

// The items of each part: cut between two dates at the strongest mark there.
std::vector<ItemStretch> part_stretches(const DeadlineScan& scan) {
  std::vector<ItemStretch> stretches;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < scan.dates.size(); ++i) {
    if (i + 1 == scan.dates.size()) {
      stretches.emplace_back(begin, scan.items.size());
      break;
    }
    const std::size_t from = scan.dates[i].to;
    const std::size_t to = scan.dates[i + 1].from;
    const auto strength = [&](std::size_t k) {
      if (scan.items.is_mark(k, ';') || scan.items.is_mark(k, '|')) return 3;
      if (scan.items.is_mark(k, ',')) return 2;
      const bool is_slash = scan.items.is_mark(k, '/') || scan.items.is_mark(k, '&');
      return is_slash || scan.sense(k) == Sense::conjunction ? 1 : 0;
    };
    std::size_t cut = to;
    for (std::size_t k = from; k < to; ++k) {
      if (strength(k) > 0 && (cut == to || strength(k) >= strength(cut))) cut = k;
    }
    while (cut + 1 < to && strength(cut + 1) > 0) ++cut;  // ", and"
    if (cut == to) {
      stretches.emplace_back(begin, from);
      begin = from;
      continue;
    }
    std::size_t end = cut;
    while (end > from && strength(end - 1) > 0) --end;
    stretches.emplace_back(begin, end);
    begin = cut + 1;
  }
  return stretches;
}

// "1.1" of "1.1) 2022 - 2023", "Stage 1" of "Stage 1: May 2017".
std::string label_of(const DeadlineScan& scan, const ItemStretch& stretch, const DateFact& fact) {
  std::size_t end = fact.from;
  while (end > stretch.first) {
    const std::size_t at = end - 1;
    const bool closes = scan.items.is_mark(at, ')') || scan.items.is_mark(at, ':');
    if (closes) {
      std::size_t begin = stretch.first;
      if (scan.items.is_mark(begin, '(')) ++begin;
      return scan.stretch(begin, at);
    }
    --end;
  }
  return {};
}

std::optional<double> number_in(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') digits += c;
    if (c == '.' || c == ',') digits += '.';
  }
  const auto [value, size] = read_double(digits);
  return size > 0 ? std::optional{value} : std::nullopt;
}

// The parts as an EDTF set, by due day.
std::string set_edtf(const std::vector<DateFact>& dates) {
  std::vector<const DateFact*> facts;
  facts.reserve(dates.size());
  for (const DateFact& fact : dates) facts.push_back(&fact);
  std::stable_sort(facts.begin(), facts.end(), [](const DateFact* a, const DateFact* b) {
    return *bounds_of(*a).due < *bounds_of(*b).due;
  });
  std::string out;
  for (const DateFact* fact : facts) {
    const Bounds bounds = bounds_of(*fact);
    std::string name = edtf_of(*fact);
    const bool is_other_day = bounds.due != fact->days.last;
    if (name.find('/') != std::string::npos || is_other_day) {
      name = bounds.due->iso();
      if (bounds.start) name.insert(0, bounds.start->iso() + "..");
    }
    out += out.empty() ? '{' : ',';
    out += name;
  }
  out += '}';
  return out;
}

// "Start: January 2017; End: December 2018"
bool read_first_and_last(const DeadlineScan& scan, Deadline& deadline) {
  const bool has_form = scan.dates.size() == 2 && is_from(scan.dates[0]) && !is_from(scan.dates[1]);
  if (!has_form) return false;
  const Bounds first = bounds_of(scan.dates[0]);
  const Bounds last = bounds_of(scan.dates[1]);
  if (*last.due < *first.start) return false;
  deadline.kind = DeadlineKind::window;
  deadline.start = first.start;
  deadline.due = last.due;
  set_latest(deadline, last.latest);
  set_bounds_edtf(deadline);
  return true;
}

// "Q1 2021 (I квартал)": the bracket says the same days in other words.
bool says_again(const DeadlineScan& scan) {
  if (scan.dates.size() != 2) return false;
  const DateFact& first = scan.dates[0];
  const DateFact& again = scan.dates[1];
  const bool is_bracket = scan.items.is_mark(again.from - 1, '(') && first.to + 1 == again.from &&
                          scan.items.is_mark(again.to, ')');
  return is_bracket && first.days.first == again.days.first && first.days.last == again.days.last &&
         again.target.empty();
}

}  // namespace

bool read_several(DeadlineScan& scan, Deadline& deadline) {
  if (scan.plan_edge && scan.dates.size() == 1 && scan.context.plan_period) {
    DateFact end;
    end.days.first = end.days.last = end.days.latest = scan.context.plan_period->last();
    end.lead = Lead::by;
    end.from = *scan.plan_edge;
    end.to = *scan.plan_edge + 1;
    const bool is_end = scan.sense(*scan.plan_edge) == Sense::plan_end;
    if (!is_end || end.from < scan.dates.front().to) return false;
    scan.dates.push_back(end);
    assume(deadline, assumed::plan_end, {end.days.last.iso()});
  } else if (scan.plan_edge && !scan.dates.empty()) {
    leave_unread(deadline, assumed::plan_period_unknown);
    return true;
  }
  if (scan.dates.size() < 2) return false;
  if (read_first_and_last(scan, deadline)) return true;
  if (std::any_of(scan.dates.begin(), scan.dates.end(), is_from)) {
    leave_unread(deadline, assumed::side_by_side);
    return true;
  }
  if (says_again(scan)) {
    scan.dates.pop_back();
    return false;
  }
  deadline.kind = DeadlineKind::several;
  const auto stretches = part_stretches(scan);
  std::optional<Date> latest;
  for (std::size_t i = 0; i < scan.dates.size(); ++i) {
    const DateFact& fact = scan.dates[i];
    const Bounds bounds = bounds_of(fact);
    DeadlinePart part;
    part.text = scan.stretch(stretches[i].first, stretches[i].second);
    if (part.text.empty()) part.text = scan.stretch(fact.from, fact.to);
    part.start = bounds.start;
    part.due = *bounds.due;
    if (bounds.latest && *bounds.due < *bounds.latest) part.due_latest = bounds.latest;
    part.label = label_of(scan, stretches[i], fact);
    if (!fact.target.empty()) {
      part.target = number_in(fact.target);
      if (part.target) part.unit = "%";
    }
    latest = std::max(latest.value_or(*bounds.due), bounds.latest.value_or(*bounds.due));
    deadline.parts.push_back(std::move(part));
  }
  const auto by_due = [](const DeadlinePart& a, const DeadlinePart& b) { return a.due < b.due; };
  std::stable_sort(deadline.parts.begin(), deadline.parts.end(), by_due);
  deadline.edtf = set_edtf(scan.dates);
  const bool all_start =
      std::all_of(deadline.parts.begin(), deadline.parts.end(),
                  [](const DeadlinePart& part) { return part.start.has_value(); });
  for (const DeadlinePart& part : deadline.parts) {
    if (!all_start) break;
    deadline.start = deadline.start ? std::min(*deadline.start, *part.start) : part.start;
  }
  deadline.due = deadline.parts.back().due;
  set_latest(deadline, latest);
  assume(deadline, assumed::last_part_decides);
  return true;
}

}  // namespace actionplan::detail
