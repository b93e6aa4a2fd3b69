// SPDX-License-Identifier: Apache-2.0
#include "assessment_json.hpp"

#include <actionplan/codec/json.hpp>

namespace actionplan {
namespace {

using detail::DocumentWriter;
using detail::Json;
using detail::json_array;
using detail::json_of;
using detail::json_unless_empty;

Json json_of(const std::optional<Period>& period) {
  return period ? Json(period->text()) : Json(nullptr);
}

Json json_of(const Source& source) {
  return Json::object({{"text", source.text},
                       {"accessed_on", json_of(source.accessed_on)},
                       {"content_hash", json_unless_empty(source.content_hash)}});
}

Json json_of(const Dimension& dimension) {
  Json parts = Json::object();
  for (const auto& [name, part] : dimension) parts[name] = part;
  return parts;
}

void add_numbers(Json& json, const Entry& entry) {
  json["value"] = json_of(entry.value);
  json["unit"] = json_unless_empty(entry.unit);
  json["denominator"] = json_of(entry.denominator);
  json["standard_error"] = json_of(entry.standard_error);
  json["df"] = json_of(entry.df);
  json["n"] = entry.n ? Json(*entry.n) : Json(nullptr);
  json["deff"] = json_of(entry.deff);
}

Json json_of(const Evidence& evidence, std::size_t at) {
  const Entry entry = evidence.entry(at);
  const auto source = [](const Source& one) { return json_of(one); };
  Json json = Json::object({{"id", evidence.id(at).value()},
                            {"kind", to_string(entry.kind)},
                            {"recorded_on", entry.recorded_on.iso()},
                            {"replaced_on", json_of(evidence.replaced_on(at))},
                            {"measure", json_of(entry.measure)},
                            {"indicator", json_of(entry.indicator)},
                            {"agency", json_of(entry.agency)},
                            {"member", json_unless_empty(entry.member)},
                            {"about", json_of(entry.about)},
                            {"replaces", json_of(entry.replaces)},
                            {"dimension", json_of(entry.dimension)},
                            {"period", json_of(entry.period)},
                            {"observed_on", json_of(entry.observed_on)},
                            {"done_on", json_of(entry.done_on)},
                            {"published_on", json_of(entry.published_on)}});
  add_numbers(json, entry);
  json["done"] = entry.done ? Json(*entry.done) : Json(nullptr);
  json["completion"] = json_of(entry.completion);
  json["verification"] = json_of(entry.verification);
  json["reporter"] = entry.reporter;
  json["reporter_type"] = to_string(entry.reporter_type);
  json["method"] = to_string(entry.method);
  json["text"] = json_unless_empty(entry.text);
  json["sources"] = json_array(entry.sources, source);
  return json;
}

}  // namespace

std::string to_json(const Evidence& evidence, const Cancel& cancel) {
  DocumentWriter document{"actionplan/evidence@1", cancel};
  document.array("entries", evidence.in_order(),
                 [&evidence](std::size_t at) { return json_of(evidence, at); });
  return document.finish();
}

}  // namespace actionplan
