// SPDX-License-Identifier: Apache-2.0
#include "settled_options.hpp"

#include "read/words/language_tag.hpp"

#include <utility>

namespace actionplan::detail {

ReadOptions settle(const ReadOptions& options) {
  check_dates(options.dates);
  check_language(options.language);
  check_mapping(options.mapping);
  ReadOptions out = options;
  if (out.language.empty()) out.language = options.mapping.language;
  out.dates = merge(std::move(out.dates), options.mapping.dates);
  check_dates(out.dates);
  out.serial_epoch = options.mapping.serial_epoch.value_or(options.serial_epoch);
  return out;
}

}  // namespace actionplan::detail
