// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "bounds.hpp"
#include "steps.hpp"

namespace actionplan::detail {
namespace {

std::vector<std::pair<std::size_t, std::size_t>> part_stretches(const DeadlineScan& scan) {
  std::vector<std::pair<std::size_t, std::size_t>> stretches;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < scan.dates.size(); ++i) {
    if (i + 1 == scan.dates.size()) {
      stretches.emplace_back(begin, scan.words.size());
      break;
    }
    const std::size_t from = scan.dates[i].days.next;
    const std::size_t to = scan.dates[i + 1].from;
    const auto strength = [&](std::size_t k) {
      if (scan.words.is_mark(k, ';')) return 3;
      if (scan.words.is_mark(k, ',')) return 2;
      const bool is_slash = scan.words.is_mark(k, '/') || scan.words.is_mark(k, '&');
      return is_slash || scan.sense(k) == Sense::conjunction ? 1 : 0;
    };
    const auto separates = [&](std::size_t k) { return strength(k) > 0; };
    std::size_t cut = to;
    for (std::size_t k = from; k < to; ++k) {
      if (separates(k) && (cut == to || strength(k) >= strength(cut))) cut = k;
    }
    while (cut + 1 < to && separates(cut + 1)) ++cut;  // ", and"
    if (cut == to) {
      stretches.emplace_back(begin, from);
      begin = from;
      continue;
    }
    std::size_t end = cut;
    while (end > from && separates(end - 1)) --end;
    stretches.emplace_back(begin, end);
    begin = cut + 1;
  }
  return stretches;
}

// The parts as an EDTF set, by due day.
std::string set_edtf(const std::vector<DatedItem>& dates) {
  std::vector<const DatedItem*> items;
  items.reserve(dates.size());
  for (const DatedItem& item : dates) items.push_back(&item);
  std::stable_sort(items.begin(), items.end(),
                   [](const DatedItem* a, const DatedItem* b) { return due_of(*a) < due_of(*b); });
  std::string out;
  for (const DatedItem* item : items) {
    std::string name = edtf_of(item->days);
    if (name.find('/') != std::string::npos || item->lead == Lead::before) {
      name = due_of(*item).iso();
      if (has_start(*item)) name.insert(0, item->days.first.iso() + "..");
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
  if (!has_form || due_of(scan.dates[1]) < first_after(scan.dates[0])) return false;
  deadline.kind = DeadlineKind::window;
  deadline.start = first_after(scan.dates[0]);
  deadline.due = due_of(scan.dates[1]);
  set_bounds_edtf(deadline);
  return true;
}

}  // namespace

bool read_several(const DeadlineScan& scan, Deadline& deadline) {
  if (scan.dates.size() < 2) return false;
  if (read_first_and_last(scan, deadline)) return true;
  deadline.kind = DeadlineKind::several;
  const auto stretches = part_stretches(scan);
  for (std::size_t i = 0; i < scan.dates.size(); ++i) {
    const DatedItem& item = scan.dates[i];
    DeadlinePart part;
    part.text = scan.stretch(stretches[i].first, stretches[i].second);
    if (has_start(item)) part.start = item.days.first;
    part.due = due_of(item);
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
  assume(deadline, assumed::last_part_decides);
  return true;
}

}  // namespace actionplan::detail
