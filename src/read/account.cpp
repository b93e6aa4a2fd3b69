// SPDX-License-Identifier: Apache-2.0
#include "account.hpp"

#include <actionplan/core/text.hpp>

#include <algorithm>
#include <functional>

namespace actionplan {

namespace detail {

void Account::claim(const Cell& cell, std::size_t begin, std::size_t end, TextUse use,
                    std::string_view target) {
  if (begin >= end) return;
  const auto made = sources_.empty() ? sources_.end() : sources_.find(&cell);
  if (made != sources_.end()) {
    for (const Source& source : made->second) {
      const bool is_part = !source.is_whole && made->second.size() == 1 &&
                           source.end - source.begin == cell.text.size();
      claim(*source.cell, is_part ? source.begin + begin : source.begin,
            is_part ? source.begin + end : source.end, use, target);
    }
    return;
  }
  const std::string_view stretch =
      text::trim(std::string_view{cell.text}.substr(begin, end - begin));
  if (stretch.empty()) return;
  begin = static_cast<std::size_t>(stretch.data() - cell.text.data());
  end = begin + stretch.size();
  const auto original = originals_.empty() ? originals_.end() : originals_.find(&cell);
  const void* const owner = original == originals_.end() ? &cell : original->second;
  claims_.push_back({owner, begin, end, use, with_trace_ ? std::string{target} : std::string{}});
}

void Account::claim(const Block& block, TextUse use, std::string_view target) {
  if (block.text.empty()) return;
  claims_.push_back(
      {&block, 0, block.text.size(), use, with_trace_ ? std::string{target} : std::string{}});
}

void Account::finish(const Document& document, ProblemList& problems, Reading& out) {
  std::stable_sort(claims_.begin(), claims_.end(),
                   [](const Claim& a, const Claim& b) { return std::less<>{}(a.owner, b.owner); });
  for (const Block& block : document.blocks) {
    add_up(&block, block.text, block.place, problems, out);
    for (const Row& row : block.rows) {
      for (const Cell& cell : row) add_up(&cell, cell.text, cell.place, problems, out);
    }
  }
}

void Account::finish(const Table& table, ProblemList& problems, Reading& out) {
  std::stable_sort(claims_.begin(), claims_.end(),
                   [](const Claim& a, const Claim& b) { return std::less<>{}(a.owner, b.owner); });
  for (const Cell& line : table.preamble) add_up(&line, line.text, line.place, problems, out);
  for (const Row& row : table.rows) {
    for (const Cell& cell : row) add_up(&cell, cell.text, cell.place, problems, out);
  }
}

// The claims of one text in its order; where two overlap the earlier one stays.
void Account::add_up(const void* owner, std::string_view text, Place place, ProblemList& problems,
                     Reading& out) {
  if (text.empty()) return;
  next_ = 0;
  auto first = std::lower_bound(
      claims_.begin(), claims_.end(), owner,
      [](const Claim& claim, const void* wanted) { return std::less<>{}(claim.owner, wanted); });
  auto last = first;
  while (last != claims_.end() && last->owner == owner) ++last;
  if (last - first > 1) {  // or it takes memory for nothing
    std::stable_sort(first, last, [](const Claim& a, const Claim& b) { return a.begin < b.begin; });
  }
  std::size_t at = 0;
  for (; first != last; ++first) {
    if (first->end <= at) continue;
    Claim claim = *first;
    claim.begin = std::max(claim.begin, at);
    claim.end = std::min(claim.end, text.size());
    if (claim.begin > at) add_gap(text, at, claim.begin, place, problems, out);
    add_span(text, place, claim, out);
    at = claim.end;
  }
  if (at < text.size()) add_gap(text, at, text.size(), place, problems, out);
}

void Account::add_gap(std::string_view text, std::size_t begin, std::size_t end, Place place,
                      ProblemList& problems, Reading& out) {
  const std::string_view gap = text.substr(begin, end - begin);
  if (text::trim(gap).empty()) {
    return add_span(text, place, {nullptr, begin, end, TextUse::white_space, {}}, out);
  }
  problems.add({"text_unplaced",
                Severity::warning,
                place,
                "The text " + shown(gap) +
                    " was taken for no part of the plan; put it into a column that is read, or "
                    "remove it.",
                {}});
  add_span(text, place, {nullptr, begin, end, TextUse::named, "text_unplaced"}, out);
}

void Account::add_span(std::string_view text, Place place, const Claim& claim, Reading& out) {
  const std::string_view stretch = text.substr(claim.begin, claim.end - claim.begin);
  const auto count = static_cast<std::uint32_t>(text::count_code_points(stretch));
  out.totals.all += count;
  switch (claim.use) {
    case TextUse::named: out.totals.named += count; break;
    case TextUse::struck:
    case TextUse::white_space: out.totals.excluded += count; break;
    default: out.totals.used += count;
  }
  if (with_trace_) {
    const bool is_personal = claim.use == TextUse::named && claim.target == "contact_left_out";
    out.trace.push_back({place, next_, next_ + count, claim.use, claim.target,
                         is_personal ? std::string{} : std::string{stretch}});
  }
  next_ += count;
}

}  // namespace detail
}  // namespace actionplan
