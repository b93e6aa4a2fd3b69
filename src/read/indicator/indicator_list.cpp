// SPDX-License-Identifier: Apache-2.0
#include "indicator_list.hpp"

#include <actionplan/core/text.hpp>
#include <actionplan/read/indicator_text.hpp>

#include <string>
#include <utility>

namespace actionplan::detail {

std::vector<Indicator> read_indicator_list(std::string_view whole, const MeasureId& measure) {
  std::vector<Indicator> out;
  std::size_t end_byte = 0;
  std::uint32_t end = 0;
  for (const IndicatorPart& part : read_indicators(whole)) {
    Indicator indicator;
    indicator.id = IndicatorId{measure.value() + "/" + std::to_string(out.size() + 1)};
    indicator.kind = part.kind;
    indicator.span = part.span;
    const std::size_t begin_byte =
        end_byte + text::byte_offset(whole.substr(end_byte), part.span.begin - end);
    end_byte =
        begin_byte + text::byte_offset(whole.substr(begin_byte), part.span.end - part.span.begin);
    end = part.span.end;
    indicator.text = whole.substr(begin_byte, end_byte - begin_byte);
    out.push_back(std::move(indicator));
  }
  return out;
}

}  // namespace actionplan::detail
