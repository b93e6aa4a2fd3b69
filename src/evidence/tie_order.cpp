// SPDX-License-Identifier: Apache-2.0
#include "evidence/internal/tie_order.hpp"

namespace actionplan::detail {

bool comes_before(const TiePlace& a, const TiePlace& b) {
  if (a.is_other != b.is_other) return b.is_other;
  if (a.is_other) {
    const OtherEntry& one = a.block->others[a.at];
    const OtherEntry& other = b.block->others[b.at];
    const int order = tie_order(one.entry, other.entry);
    return order != 0 ? order < 0 : one.hash < other.hash;
  }
  int order = tie_compare(a.block->indicator_of(a.at), b.block->indicator_of(b.at));
  if (order == 0) order = tie_order(BlockRow{*a.block, a.at}, BlockRow{*b.block, b.at});
  return order != 0 ? order < 0 : a.block->hash[a.at] < b.block->hash[b.at];
}

bool is_listed_before(const TiePlace& a, const TiePlace& b) {
  if (a.is_other || b.is_other) return comes_before(a, b);
  int order = tie_compare(a.block->indicator_of(a.at), b.block->indicator_of(b.at));
  if (order == 0) {
    order = tie_compare(stored_field<&Entry::period>(BlockRow{*a.block, a.at}),
                        stored_field<&Entry::period>(BlockRow{*b.block, b.at}));
  }
  return order != 0 ? order < 0 : comes_before(a, b);
}

}  // namespace actionplan::detail
