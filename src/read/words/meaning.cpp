// SPDX-License-Identifier: Apache-2.0
#include "meaning.hpp"

#include <actionplan/core/error.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>

namespace actionplan::detail {
namespace {

struct SenseName {
  std::string_view name;
  Sense sense;
};

constexpr SenseName sense_names[] = {
    {"month", Sense::month},
    {"weekday", Sense::weekday},
    {"season", Sense::season},
    {"quarter", Sense::quarter},
    {"unit", Sense::unit},
    {"letter", Sense::letter},
    {"ordinal", Sense::ordinal},
    {"ordinal_end", Sense::ordinal_end},
    {"amount", Sense::amount},
    {"last", Sense::last},
    {"year_word", Sense::year_word},
    {"year_behind", Sense::year_behind},
    {"era", Sense::era},
    {"fiscal", Sense::fiscal},
    {"edge", Sense::edge},
    {"by", Sense::by},
    {"until", Sense::until},
    {"by_after", Sense::by_after},
    {"by_vague", Sense::by_vague},
    {"by_vague_after", Sense::by_vague_after},
    {"before", Sense::before},
    {"before_after", Sense::before_after},
    {"from", Sense::from},
    {"from_after", Sense::from_after},
    {"after", Sense::after},
    {"after_after", Sense::after_after},
    {"within", Sense::within},
    {"throughout", Sense::throughout},
    {"between", Sense::between},
    {"to", Sense::to},
    {"and", Sense::conjunction},
    {"inclusive", Sense::inclusive},
    {"about", Sense::about},
    {"approximate", Sense::approximate},
    {"negation", Sense::negation},
    {"cadence", Sense::cadence},
    {"reported", Sense::reported},
    {"often", Sense::often},
    {"every", Sense::every},
    {"other", Sense::other},
    {"times", Sense::times},
    {"per", Sense::per},
    {"ongoing", Sense::ongoing},
    {"whole_period", Sense::whole_period},
    {"plan", Sense::plan},
    {"plan_end", Sense::plan_end},
    {"plan_middle", Sense::plan_middle},
    {"plan_start", Sense::plan_start},
    {"adoption", Sense::adoption},
    {"event", Sense::event},
    {"horizon", Sense::horizon},
    {"undetermined", Sense::undetermined},
    {"as_needed", Sense::as_needed},
    {"elsewhere", Sense::elsewhere},
    {"reference", Sense::reference},
    {"condition", Sense::condition},
    {"completed", Sense::completed},
    {"cancelled", Sense::cancelled},
    {"postponed", Sense::postponed},
    {"started", Sense::started},
    {"working", Sense::working},
    {"ditto", Sense::ditto},
    {"report", Sense::report},
    {"label", Sense::label},
    {"filler", Sense::filler},
    {"ending", Sense::suffix_only},
    {"number_mark", Sense::number_mark},
};

constexpr std::array<std::string_view, 10> unit_names = {
    "day", "week", "decade", "month", "bimester", "quarter", "third", "half", "year", "fortnight"};
constexpr std::array<std::string_view, 6> edge_names = {"none",   "start", "early",
                                                        "middle", "late",  "end"};

template <std::size_t N>
std::optional<int> index_of(std::string_view name, const std::array<std::string_view, N>& names) {
  const auto* const found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return {};
  return static_cast<int>(found - names.begin());
}

}  // namespace

void fail_meaning(std::string_view what) {
  throw InvalidArgument("The meaning \"" + std::string{what} +
                        "\" of a row of words is not known; see src/read/words/lexicon.hpp.");
}

Meaning parse_meaning(std::string_view text) {
  const std::size_t colon = std::min(text.find(':'), text.size());
  const std::string_view name = text.substr(0, colon);
  Meaning meaning;
  for (const SenseName& known : sense_names) {
    if (known.name == name) meaning.sense = known.sense;
  }
  if (meaning.sense == Sense::unknown) fail_meaning(text);
  if (colon == text.size()) return meaning;
  const std::string_view value = text.substr(colon + 1);
  if (const auto unit = index_of(value, unit_names)) {
    meaning.value = *unit;
  } else if (const auto edge = index_of(value, edge_names)) {
    meaning.value = *edge;
  } else {
    const auto parsed = std::from_chars(value.data(), value.data() + value.size(), meaning.value);
    if (parsed.ec != std::errc{} || parsed.ptr != value.data() + value.size()) fail_meaning(text);
  }
  return meaning;
}

}  // namespace actionplan::detail
