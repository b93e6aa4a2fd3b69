// SPDX-License-Identifier: Apache-2.0
#include "block_builder.hpp"

#include <actionplan/evidence/entry_table.hpp>
#include "core/internal/large_pages.hpp"

#include "evidence/internal/stored_fields.hpp"
#include "evidence/internal/tie_order.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <functional>
#include <limits>
#include <numeric>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace actionplan::detail {
namespace {

std::int32_t days_or(const std::optional<Date>& date, std::int32_t absent) noexcept {
  return date ? date->days() : absent;
}

// The values of `column` in the order of `rows`.
template <class Value>
void permute(std::vector<Value>& column, const std::vector<std::uint32_t>& rows) {
  if (column.empty()) return;
  std::vector<Value> sorted;
  reserve_column(sorted, rows.size());
  for (const std::uint32_t row : rows) sorted.push_back(std::move(column[row]));
  column = std::move(sorted);
}

// Sorts `values` and gives for each former position the new one.
template <class Value>
std::vector<std::uint32_t> sort_dictionary(std::vector<Value>& values) {
  std::vector<std::uint32_t> order(values.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(),
            [&values](std::uint32_t a, std::uint32_t b) { return values[a] < values[b]; });
  std::vector<std::uint32_t> position(values.size());
  for (std::size_t i = 0; i < order.size(); ++i) position[order[i]] = static_cast<std::uint32_t>(i);
  permute(values, order);
  return position;
}

// The hash of values that tell contexts apart.
class Mix {
 public:
  void operator()(std::uint64_t value) noexcept {
    hash_ = (hash_ ^ value) * 0x9E3779B97F4A7C15U;
    hash_ ^= hash_ >> 32U;
  }
  void operator()(std::string_view text) noexcept {
    (*this)(text.empty() ? 0 : std::hash<std::string_view>{}(text));
  }
  void operator()(const std::string& text) noexcept { (*this)(std::string_view{text}); }
  void operator()(const std::optional<AgencyId>& id) noexcept {
    (*this)(id ? std::string_view{id->value()} : std::string_view{});
  }
  void operator()(const std::vector<Source>& sources) noexcept {
    for (const Source& source : sources) (*this)(source.text);
  }
  template <NamedEnum Word>
  void operator()(Word word) noexcept {
    (*this)(static_cast<std::uint64_t>(word));
  }

  [[nodiscard]] std::uint64_t hash() const noexcept { return hash_; }

 private:
  std::uint64_t hash_ = 0;
};

// Calls `visit` with each field that is kept in a context, and its member there.
template <class Visit>
void for_each_context_field(Visit visit) {
  for_each_entry_field([&visit](const auto& field) {
    constexpr auto member = std::remove_cvref_t<decltype(field)>::member;
    if constexpr (requires { stored_field<member>.context; }) {
      visit(member, stored_field<member>.context);
    }
  });
}

// The same of those that few entries have.
template <class Visit>
void for_each_extra_field(Visit visit) {
  for_each_entry_field([&visit](const auto& field) {
    constexpr auto member = std::remove_cvref_t<decltype(field)>::member;
    if constexpr (is_in_extra<member>) {
      visit(member, stored_field<member>.extra);
    }
  });
}

bool has_context(const Entry& entry, const EntryContext& context) {
  bool is_same = true;
  for_each_context_field([&](auto of_entry, auto of_context) {
    is_same = is_same && entry.*of_entry == context.*of_context;
  });
  return is_same;
}

EntryContext context_of(const Entry& entry) {
  EntryContext context;
  for_each_context_field(
      [&](auto of_entry, auto of_context) { context.*of_context = entry.*of_entry; });
  return context;
}

std::optional<EntryExtra> extra_of(const Entry& entry, bool is_observed_first) {
  bool has_any = (!is_observed_first && entry.observed_on) || entry.withheld;
  for_each_extra_field(
      [&](auto of_entry, auto /*of_extra*/) { has_any = has_any || is_present(entry.*of_entry); });
  if (!has_any) return std::nullopt;
  EntryExtra extra;
  if (!is_observed_first) extra.observed_on = entry.observed_on;
  for_each_extra_field([&](auto of_entry, auto of_extra) { extra.*of_extra = entry.*of_entry; });
  extra.withheld = entry.withheld;
  return extra;
}

// Rows of one indicator by what of them recurs with others.
struct DaysOfRows {
  const EvidenceBlock* block;
  std::uint32_t begin;
  std::uint32_t end;

  friend bool operator==(const DaysOfRows& a, const DaysOfRows& b) {
    const auto is_same = [&](const auto& column) {
      const auto* values = column.data();
      return std::equal(values + a.begin, values + a.end, values + b.begin, values + b.end);
    };
    return is_same(a.block->true_from) && is_same(a.block->period_first) &&
           is_same(a.block->period_last) && is_same(a.block->dimension);
  }
};

struct HashOfDays {
  std::size_t operator()(const DaysOfRows& rows) const noexcept {
    const EvidenceBlock& block = *rows.block;
    const auto pair = [](std::uint32_t a, std::uint32_t b) { return std::uint64_t{a} << 32U | b; };
    Mix mix;
    for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
      mix(pair(block.dimension[row], static_cast<std::uint32_t>(block.true_from[row])));
      mix(pair(static_cast<std::uint32_t>(block.period_first[row]),
               static_cast<std::uint32_t>(block.period_last[row])));
    }
    return static_cast<std::size_t>(mix.hash());
  }
};

// Whether, of the rows of a cell in their order, those that count on any one day have periods that
// come after each other.
class Ascent {
 public:
  explicit Ascent(const EvidenceBlock& block) : block_{block} {}

  void begin(std::uint32_t row) {
    first_ = row;
    before_ = INT64_MIN;
    reached_ = block_.period_last[row];
  }

  // The next row. @return false where it is not so, or many rows would have to be compared.
  [[nodiscard]] bool add(std::uint32_t row) {
    constexpr std::uint32_t most = 8;
    const std::int64_t first = block_.period_first[row];
    const std::int64_t before = reached_;
    reached_ = std::max(reached_, std::int64_t{block_.period_last[row]});
    if (first > before) {
      first_ = row;
      before_ = before;
      return true;
    }
    if (first <= before_ || row - first_ > most) return false;
    for (std::uint32_t other = first_; other != row; ++other) {
      if (first <= block_.period_last[other] && may_both_count(other, row)) return false;
    }
    return true;
  }

 private:
  [[nodiscard]] bool may_both_count(std::uint32_t a, std::uint32_t b) const {
    return block_.replaced_on[a] > block_.recorded_on[b] &&
           block_.replaced_on[b] > block_.recorded_on[a];
  }

  const EvidenceBlock& block_;
  std::uint32_t first_ = 0;   // of the rows that overlap the last one
  std::int64_t before_ = 0;   // the last day of those before them
  std::int64_t reached_ = 0;  // the last day of all
};

}  // namespace

std::size_t HashOfHash::operator()(const Hash& hash) const noexcept {
  std::size_t value = 0;  // a digest's first bytes are as good as any hash
  std::memcpy(&value, hash.data(), sizeof value);
  return value;
}

std::vector<EntryReference> references(const EvidenceBlock& block) {
  std::vector<EntryReference> found;
  for (const auto& [row, extra] : block.extras) {
    if (!extra.replaces) continue;
    found.push_back({hash_from_hex(extra.replaces->value()), block.recorded_on[row], false});
  }
  for (const OtherEntry& other : block.others) {
    const Entry& entry = other.entry;
    const std::int32_t day = entry.recorded_on.days();
    if (entry.replaces) found.push_back({hash_from_hex(entry.replaces->value()), day, false});
    const bool is_verification = entry.kind == EntryKind::verification;
    if (is_verification || entry.kind == EntryKind::withdrawal) {
      found.push_back({hash_from_hex(entry.about->value()), day, is_verification});
    }
  }
  return found;
}

std::size_t CodeTable::slot_of(std::uint32_t hash) const noexcept {
  return static_cast<std::size_t>(std::uint64_t{hash} >> shift_);
}

void CodeTable::grow() {
  const std::vector<Slot> before =
      std::exchange(slots_, std::vector<Slot>(std::max<std::size_t>(64, slots_.size() * 2)));
  shift_ = 32U - static_cast<unsigned>(std::countr_zero(slots_.size()));
  for (const Slot& slot : before) {
    if (slot.code == UINT32_MAX) continue;
    std::size_t at = slot_of(slot.hash);
    while (slots_[at].code != UINT32_MAX) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = slot;
  }
}

template <class IsSame>
std::optional<std::uint32_t> CodeTable::find_or_note(std::uint64_t hash, std::uint32_t next,
                                                     const IsSame& is_same) {
  if (noted_ * 2 >= slots_.size()) grow();
  const auto mark = static_cast<std::uint32_t>(hash * 0x9E3779B97F4A7C15U >> 32U);
  std::size_t at = slot_of(mark);
  for (; slots_[at].code != UINT32_MAX; at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at].hash == mark && is_same(slots_[at].code)) return slots_[at].code;
  }
  slots_[at] = {mark, next};
  ++noted_;
  return std::nullopt;
}

std::uint32_t BlockBuilder::indicator_code(const IndicatorId& id) {
  const auto next = static_cast<std::uint32_t>(block_.indicators.size());
  if (!indicator_.empty() && block_.indicators[indicator_.back()] == id) return indicator_.back();
  const auto found = indicator_codes_.find_or_note(
      std::hash<std::string_view>{}(id.value()), next,
      [&](std::uint32_t code) { return block_.indicators[code] == id; });
  if (!found) block_.indicators.push_back(id);
  return found.value_or(next);
}

std::uint32_t BlockBuilder::dimension_code(const Dimension& dimension) {
  if (block_.dimensions.empty()) {  // the total comes first, also where no row is one
    block_.dimensions.emplace_back();
    dimension_codes_.emplace(Dimension{}, 0);
  }
  if (dimension.empty()) return 0;
  const auto code = static_cast<std::uint32_t>(block_.dimensions.size());
  const auto [found, is_new] = dimension_codes_.try_emplace(dimension, code);
  if (is_new) block_.dimensions.push_back(dimension);
  return found->second;
}

std::uint32_t BlockBuilder::context_code(const Entry& entry) {
  std::vector<EntryContext>& contexts = block_.contexts;
  if (!block_.context.empty() && has_context(entry, contexts[block_.context.back()])) {
    return block_.context.back();
  }
  Mix mix;
  for_each_context_field([&](auto of_entry, auto /*of_context*/) { mix(entry.*of_entry); });
  const auto next = static_cast<std::uint32_t>(contexts.size());
  const auto found = context_codes_.find_or_note(
      mix.hash(), next, [&](std::uint32_t code) { return has_context(entry, contexts[code]); });
  if (!found) contexts.push_back(context_of(entry));
  return found.value_or(next);
}

void BlockBuilder::add(const Entry& entry, const Hash& hash) {
  const bool is_row = (entry.kind == EntryKind::observation) ||
                      (entry.kind == EntryKind::deliverable && entry.indicator);
  if (is_row) {
    add_row(entry, hash);
  } else {
    block_.others.push_back({entry, hash, INT32_MAX});
  }
}

void BlockBuilder::add_row(const Entry& entry, const Hash& hash) {
  const auto row = static_cast<std::uint32_t>(block_.rows());
  const Date from = actionplan::true_from(entry);
  const bool is_observed_first = entry.observed_on == from;
  std::uint8_t flags = 0;
  if (entry.kind == EntryKind::deliverable) flags |= EvidenceBlock::is_deliverable;
  if (is_observed_first) flags |= EvidenceBlock::has_observed_on;
  if (auto extra = extra_of(entry, is_observed_first)) {
    flags |= EvidenceBlock::has_extra;
    const bool is_sample = entry.method == Method::survey && extra->n;
    if (extra->standard_error || is_sample) flags |= EvidenceBlock::has_error;
    block_.extras.emplace_back(row, std::move(*extra));
  }
  indicator_.push_back(indicator_code(*entry.indicator));
  block_.dimension.push_back(dimension_code(entry.dimension));
  block_.context.push_back(context_code(entry));
  block_.true_from.push_back(from.days());
  block_.period_first.push_back(entry.period ? entry.period->first().days() : INT32_MIN);
  block_.period_last.push_back(entry.period ? entry.period->last().days() : INT32_MAX);
  block_.published_on.push_back(days_or(entry.published_on, INT32_MAX));
  block_.recorded_on.push_back(entry.recorded_on.days());
  block_.replaced_on.push_back(INT32_MAX);
  block_.flags.push_back(flags);
  block_.hash.push_back(hash);
  if (entry.salt.is_set() && block_.salts.empty()) block_.salts.resize(row);
  if (entry.salt.is_set() || !block_.salts.empty()) block_.salts.push_back(entry.salt);
  if (entry.denominator && block_.denominator.empty()) {
    block_.denominator.assign(row, std::numeric_limits<double>::quiet_NaN());
  }
  if (entry.denominator || !block_.denominator.empty()) {
    block_.denominator.push_back(
        entry.denominator.value_or(std::numeric_limits<double>::quiet_NaN()));
  }
  block_.value.push_back(entry.value ? *entry.value : entry.done == true ? 1 : 0);
}

void BlockBuilder::sort_dictionaries() {
  const auto new_indicator = sort_dictionary(block_.indicators);
  for (std::uint32_t& code : indicator_) code = new_indicator[code];
  reserve_column(block_.indicator_keys, block_.indicators.size());
  for (const IndicatorId& id : block_.indicators) block_.indicator_keys.emplace_back(id);
  const auto new_dimension = sort_dictionary(block_.dimensions);
  for (std::uint32_t& code : block_.dimension) code = new_dimension[code];
}

// The rows by indicator, dimension, day and hash, each once: dealt out to their indicators, which
// are many, then sorted within each, where they are few.
std::vector<std::uint32_t> BlockBuilder::rows_in_order() const {
  std::vector<std::uint32_t> next(block_.indicators.size() + 1);
  for (const std::uint32_t code : indicator_) ++next[code + 1];
  std::partial_sum(next.begin(), next.end(), next.begin());
  struct Keyed {
    std::uint64_t key;
    std::uint32_t row;
  };
  std::vector<Keyed> keyed(block_.rows());
  for (std::uint32_t row = 0; row < keyed.size(); ++row) {
    const auto day = static_cast<std::uint32_t>(block_.true_from[row]) ^ 0x80000000U;
    keyed[next[indicator_[row]]++] = {std::uint64_t{block_.dimension[row]} << 32U | day, row};
  }
  const auto is_before = [this](const Keyed& a, const Keyed& b) {
    if (a.key != b.key) return a.key < b.key;
    const int order = tie_order(BlockRow{block_, a.row}, BlockRow{block_, b.row});
    return order != 0 ? order < 0 : block_.hash[a.row] < block_.hash[b.row];
  };
  std::vector<std::uint32_t> rows;
  rows.reserve(keyed.size());
  std::size_t begin = 0;
  for (std::size_t i = 0; i + 1 < next.size(); ++i) {  // `next` has become each one's end
    const auto first = keyed.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last = keyed.begin() + static_cast<std::ptrdiff_t>(next[i]);
    if (!std::is_sorted(first, last, is_before)) std::sort(first, last, is_before);
    for (auto at = first; at != last; ++at) {
      const bool is_again = at != first && block_.hash[at->row] == block_.hash[std::prev(at)->row];
      if (!is_again) rows.push_back(at->row);
    }
    begin = next[i];
  }
  return rows;
}

void BlockBuilder::sort_rows() {
  const std::vector<std::uint32_t> rows = rows_in_order();

  std::vector<std::uint32_t> extra_of(block_.rows(), UINT32_MAX);
  for (std::size_t i = 0; i < block_.extras.size(); ++i) {
    extra_of[block_.extras[i].first] = static_cast<std::uint32_t>(i);
  }
  std::vector<std::pair<std::uint32_t, EntryExtra>> extras;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (extra_of[rows[i]] == UINT32_MAX) continue;
    extras.emplace_back(static_cast<std::uint32_t>(i),
                        std::move(block_.extras[extra_of[rows[i]]].second));
  }
  block_.extras = std::move(extras);

  permute(indicator_, rows);
  permute(block_.dimension, rows);
  permute(block_.true_from, rows);
  permute(block_.period_first, rows);
  permute(block_.period_last, rows);
  permute(block_.published_on, rows);
  permute(block_.recorded_on, rows);
  permute(block_.replaced_on, rows);
  permute(block_.value, rows);
  permute(block_.denominator, rows);
  permute(block_.flags, rows);
  permute(block_.context, rows);
  permute(block_.hash, rows);
  permute(block_.salts, rows);

  block_.offsets.assign(block_.indicators.size() + 1, 0);
  for (const std::uint32_t code : indicator_) ++block_.offsets[code + 1];
  std::partial_sum(block_.offsets.begin(), block_.offsets.end(), block_.offsets.begin());
}

void BlockBuilder::sort_others() {
  const auto key = [](const OtherEntry& other) {
    return std::make_tuple(std::string_view{subject(other.entry)}, true_from(other.entry).days());
  };
  std::vector<OtherEntry>& others = block_.others;
  std::sort(others.begin(), others.end(), [&key](const OtherEntry& a, const OtherEntry& b) {
    const auto key_a = key(a);
    const auto key_b = key(b);
    if (key_a != key_b) return key_a < key_b;
    const int order = tie_order(a.entry, b.entry);
    return order != 0 ? order < 0 : a.hash < b.hash;
  });
  others.erase(
      std::unique(others.begin(), others.end(),
                  [](const OtherEntry& a, const OtherEntry& b) { return a.hash == b.hash; }),
      others.end());
}

void BlockBuilder::apply_references(std::span<const EntryReference> from_elsewhere) {
  std::vector<EntryReference> all = references(block_);
  const std::size_t own = all.size();
  all.insert(all.end(), from_elsewhere.begin(), from_elsewhere.end());
  if (all.empty()) return;
  std::unordered_multimap<Hash, std::size_t, HashOfHash> wanted;
  for (std::size_t i = 0; i < all.size(); ++i) wanted.emplace(all[i].target, i);
  std::vector<bool> is_resolved(all.size());
  bool is_checked = false;
  // The first day on which an entry is replaced; nothing recorded before it can replace it.
  const auto replaced_on = [&](const Hash& hash, std::int32_t recorded_on) {
    std::int32_t first = INT32_MAX;
    is_checked = false;
    const auto [begin, end] = wanted.equal_range(hash);
    for (auto found = begin; found != end; ++found) {
      const EntryReference& reference = all[found->second];
      is_resolved[found->second] = true;
      is_checked = is_checked || reference.is_verification;
      if (reference.is_verification || reference.recorded_on < recorded_on) continue;
      first = std::min(first, reference.recorded_on);
    }
    return first;
  };
  for (std::size_t row = 0; row < block_.rows(); ++row) {
    block_.replaced_on[row] = replaced_on(block_.hash[row], block_.recorded_on[row]);
    if (is_checked) block_.flags[row] |= EvidenceBlock::has_check;
  }
  for (OtherEntry& other : block_.others) {
    other.replaced_on = replaced_on(other.hash, other.entry.recorded_on.days());
  }
  for (std::size_t i = 0; i < own; ++i) {
    if (!is_resolved[i]) block_.unresolved.push_back(all[i]);
  }
}

std::uint8_t BlockBuilder::shape_of(std::uint32_t begin, std::uint32_t end) const {
  constexpr unsigned other =
      EvidenceBlock::is_deliverable | EvidenceBlock::has_error | EvidenceBlock::has_check;
  const std::string& unit = block_.contexts[block_.context[begin]].unit;
  unsigned shape = EvidenceBlock::is_plain | EvidenceBlock::is_ascending |
                   EvidenceBlock::is_gapless | EvidenceBlock::is_in_order |
                   EvidenceBlock::has_one_unit;
  const auto lose = [&shape](bool is_lost, unsigned flags) { shape &= is_lost ? ~flags : ~0U; };
  Ascent ascent{block_};
  for (std::uint32_t row = begin; row < end; ++row) {
    shape |= block_.dimension[row] == 0 ? EvidenceBlock::has_totals : EvidenceBlock::has_parts;
    lose((block_.flags[row] & other) != 0 || block_.period_first[row] == INT32_MIN,
         EvidenceBlock::is_plain);
    lose(block_.replaced_on[row] != INT32_MAX, EvidenceBlock::is_in_order);
    if (row == begin) {
      ascent.begin(row);
      continue;
    }
    lose(block_.context[row] != block_.context[row - 1] &&
             block_.contexts[block_.context[row]].unit != unit,
         EvidenceBlock::has_one_unit);
    if (block_.dimension[row] != block_.dimension[row - 1]) {
      ascent.begin(row);
      continue;
    }
    lose(!ascent.add(row), EvidenceBlock::is_ascending);
    const std::int64_t before = block_.period_last[row - 1];
    lose(block_.period_first[row] != before + 1, EvidenceBlock::is_gapless);
    lose(block_.recorded_on[row] < block_.recorded_on[row - 1], EvidenceBlock::is_in_order);
  }
  if ((shape & EvidenceBlock::has_parts) != 0 && has_equal_parts(begin, end)) {
    shape |= EvidenceBlock::has_equal_parts;
  }
  return static_cast<std::uint8_t>(shape);
}

bool BlockBuilder::has_equal_parts(std::uint32_t begin, std::uint32_t end) const {
  const std::vector<std::uint32_t>& dimension = block_.dimension;
  std::uint32_t size = 1;
  while (begin + size < end && dimension[begin + size] == dimension[begin]) ++size;
  if ((end - begin) % size != 0) return false;
  for (std::uint32_t row = begin + size; row < end; ++row) {
    const bool is_first = (row - begin) % size == 0;
    const bool is_equal = (dimension[row] != dimension[row - 1]) == is_first &&
                          block_.period_first[row] == block_.period_first[row - size] &&
                          block_.period_last[row] == block_.period_last[row - size];
    if (!is_equal) return false;
  }
  return true;
}

void BlockBuilder::note_shapes() {
  block_.shapes.reserve(block_.indicators.size());
  for (std::size_t i = 0; i < block_.indicators.size(); ++i) {
    block_.shapes.push_back(shape_of(block_.offsets[i], block_.offsets[i + 1]));
  }
}

void BlockBuilder::note_days() {
  std::unordered_set<DaysOfRows, HashOfDays> known;
  block_.days_from.reserve(block_.indicators.size());
  for (std::size_t i = 0; i < block_.indicators.size(); ++i) {
    const DaysOfRows rows{&block_, block_.offsets[i], block_.offsets[i + 1]};
    block_.days_from.push_back(known.insert(rows).first->begin);
  }
}

EvidenceBlock BlockBuilder::build(std::span<const EntryReference> from_elsewhere) && {
  if (block_.dimensions.empty()) block_.dimensions.emplace_back();
  sort_dictionaries();
  sort_rows();
  sort_others();
  apply_references(from_elsewhere);
  note_shapes();
  note_days();
  return std::move(block_);
}

}  // namespace actionplan::detail
