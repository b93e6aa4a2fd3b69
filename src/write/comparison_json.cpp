// SPDX-License-Identifier: Apache-2.0
#include <actionplan/write/comparison_json.hpp>

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>

#include <nlohmann/json.hpp>

#include <cmath>

namespace actionplan {
namespace {

using Json = nlohmann::ordered_json;

Json text_of(const std::string& text) {
  if (text::find_invalid_utf8(text) == std::string::npos) return text;
  throw InvalidArgument("The text \"" + text::replace_invalid_utf8(text) +
                        "\" of a comparison is not well-formed UTF-8; convert it first.");
}

Json value_of(const std::optional<Date>& day) { return day ? Json(day->iso()) : Json(nullptr); }
Json value_of(const std::optional<std::int32_t>& days) {
  return days ? Json(*days) : Json(nullptr);
}
Json value_of(const std::optional<Completion>& word) {
  return word ? Json(to_string(*word)) : Json(nullptr);
}
Json value_of(const std::optional<double>& number) {
  return number && std::isfinite(*number) ? Json(*number) : Json(nullptr);
}

Json term_of(const std::optional<IndicatorTerm>& term) {
  if (!term) return nullptr;
  return Json::object({{"text", text_of(term->text)},
                       {"number", value_of(term->number)},
                       {"due", value_of(term->due)},
                       {"set_by", to_string(term->set_by)}});
}

Json terms_of(const std::vector<TermDifference>& terms) {
  Json found = Json::array();
  for (const TermDifference& one : terms) {
    found.push_back(Json::object({{"indicator", text_of(one.indicator.value())},
                                  {"term", (one.before ? one.before : one.after)->name},
                                  {"before", term_of(one.before)},
                                  {"after", term_of(one.after)}}));
  }
  return found;
}

Json state_of(const std::optional<MeasureState>& state) {
  if (!state) return nullptr;
  Json rated = Json::array();
  for (const Completion code : state->rated) rated.push_back(to_string(code));
  Json indicators = Json::array();
  for (const IndicatorState& one : state->indicators) {
    indicators.push_back(Json::object({{"id", text_of(one.id.value())},
                                       {"status", to_string(one.status)},
                                       {"value", value_of(one.value)},
                                       {"progress", value_of(one.progress)}}));
  }
  return Json::object({{"deadline_status", to_string(state->deadline_status)},
                       {"due", value_of(state->due)},
                       {"due_latest", value_of(state->due_latest)},
                       {"days_late", value_of(state->days_late)},
                       {"derived", value_of(state->derived)},
                       {"rated", rated},
                       {"conditional", state->is_conditional},
                       {"indicators", indicators}});
}

}  // namespace

std::string to_json(const Comparison& comparison) {
  Json changes = Json::array();
  for (const MeasureChange& change : comparison.changes) {
    Json words = Json::array();
    for (const Change word : change.changes) words.push_back(to_string(word));
    Json json = Json::object({{"id", text_of(change.id.value())},
                              {"number", text_of(change.number)},
                              {"changes", words},
                              {"before", state_of(change.before)},
                              {"after", state_of(change.after)}});
    if (!change.terms.empty()) json["terms"] = terms_of(change.terms);
    changes.push_back(std::move(json));
  }
  const Json document = Json::object({{"schema", "actionplan/comparison@1"},
                                      {"unchanged", comparison.unchanged},
                                      {"changes", changes}});
  return document.dump(2) + "\n";
}

}  // namespace actionplan
