// SPDX-License-Identifier: Apache-2.0
// Days and periods: what is read is written in one form that reads back the same, what is refused is
// refused in a sentence.
#include <actionplan/core/date.hpp>
#include <actionplan/core/error.hpp>
#include <actionplan/core/period.hpp>

#include "fuzz_input.hpp"

namespace {

using namespace actionplan;
using fuzz::require;

template <class Parse>
void check(Parse parse) {
  try {
    parse();
  } catch (const ParseError& error) {
    const std::string_view sentence = error.what();
    require(sentence.ends_with('.') && sentence.size() < 1000);
    require(text::find_invalid_utf8(sentence) == std::string_view::npos);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  check([&] {
    const Date day = Date::parse(text);
    require(Date::parse(day.iso()) == day && day.iso() == text);
    require(Date::earliest() <= day && day <= Date::latest());
  });
  check([&] {
    const Period period = Period::parse(text);
    require(period.first() <= period.last() && period.days() >= 1);
    require(Period::parse(period.text()) == period);
    require(period.contains(period.first()) && period.contains(period));
    require(!period.edtf().empty());
  });
  return 0;
}
