// SPDX-License-Identifier: Apache-2.0
// Documents of headings, paragraphs, items and tables with merged cells, as sketches, through every
// layout: each code point is accounted for, and what the document says beyond the plan is sound.
#include <actionplan/core/text.hpp>
#include <actionplan/read/reading.hpp>

#include "../unit/read/sketch.hpp"
#include "plan_fuzz.hpp"

namespace {

using namespace actionplan;

void check_sketch(const std::string& text, const ReadOptions& options) {
  const Document document = made::Sketch{text}.document();
  try {
    const Reading reading = interpret_all(document, options);
    fuzz::check_problems(reading.plan, options.limits.max_problems);
    fuzz::check_size(reading.plan, text.size());
    const TextTotals& totals = reading.totals;
    fuzz::require(totals.all == totals.used + totals.named + totals.excluded);
    for (const Entry& entry : reading.evidence) check(entry);
    const Plan again = plan_from_json(to_json(reading.plan));
    fuzz::require(again == reading.plan);
    for (std::size_t i = 0; i < again.measures().size(); ++i) {
      fuzz::require(again.measures()[i].finance == reading.plan.measures()[i].finance);
    }
    fuzz::require(profile_from_json(to_json(reading.profile)) == reading.profile);
  } catch (const ParseError& error) {
    fuzz::require(*error.what() != '\0');
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t most = std::size_t{1} << 15U;
  static const ReadOptions options = [] {
    ReadOptions out = fuzz::small_options();
    out.evidence.recorded_on = Date::parse("2024-01-31");
    out.trace = true;
    return out;
  }();
  const std::string_view bytes{reinterpret_cast<const char*>(data), std::min(size, most)};
  check_sketch(text::replace_invalid_utf8(bytes), options);
  return 0;
}
