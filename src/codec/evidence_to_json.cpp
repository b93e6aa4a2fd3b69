// SPDX-License-Identifier: Apache-2.0
#include "assessment_json.hpp"

#include <actionplan/codec/json.hpp>
#include <actionplan/core/error.hpp>
#include <actionplan/evidence/entry_table.hpp>

#include "core/internal/excerpt.hpp"

#include <span>

namespace actionplan {

detail::Json detail::json_of(const Withheld& withheld) {
  return Json::object({{"recorded_on", withheld.recorded_on.iso()}, {"reason", withheld.reason}});
}

namespace {

using detail::DocumentWriter;
using detail::Json;
using detail::json_array;
using detail::json_of;
using detail::json_unless_empty;

// The value of each field, by its type; absent is null.
Json value_of(const std::optional<Period>& period) {
  return period ? Json(period->text()) : Json(nullptr);
}
Json value_of(Date date) { return date.iso(); }
Json value_of(const std::string& text) { return json_unless_empty(text); }
Json value_of(const std::optional<bool>& is_so) { return is_so ? Json(*is_so) : Json(nullptr); }
Json value_of(const std::optional<std::int64_t>& count) {
  return count ? Json(*count) : Json(nullptr);
}
Json value_of(const Dimension& dimension) {
  Json parts = Json::object();
  for (const auto& [name, part] : dimension) parts[name] = part;
  return parts;
}
Json value_of(const std::vector<Source>& sources) {
  return json_array(sources, [](const Source& source) {
    return Json::object({{"text", source.text},
                         {"accessed_on", json_of(source.accessed_on)},
                         {"content_hash", json_unless_empty(source.content_hash)}});
  });
}
template <NamedEnum Word>
Json value_of(Word word) {
  return to_string(word);
}
template <class Value>
Json value_of(const std::optional<Value>& value) {
  return json_of(value);
}

Json json_of(const Evidence& evidence, std::size_t at) {
  const Entry entry = evidence.entry(at);
  Json json = Json::object({{"id", evidence.id(at).value()}});
  for_each_entry_field_by<&FieldPlaces::json>([&](const auto& field) {
    if (json.size() + 1 == place_of_replaced_on) {
      json["replaced_on"] = json_of(evidence.replaced_on(at));
    }
    json[std::string{field.name}] = value_of(entry.*field.member);
  });
  if (entry.withheld) json["withheld"] = detail::json_of(*entry.withheld);
  return json;
}

}  // namespace

std::string to_json(const Evidence& evidence, const Cancel& cancel) {
  DocumentWriter document{"actionplan/evidence@1", cancel};
  document.array("entries", evidence.in_order(),
                 [&evidence](std::size_t at) { return json_of(evidence, at); });
  return document.finish();
}

std::string to_json(const Evidence& evidence, const EntryId& id) {
  const std::optional<std::size_t> at = evidence.find(id);
  if (!at) {
    throw NotFound("Entry \"" + detail::excerpt(id.value()) +
                   "\" is not in the evidence; check it against the ids of its entries.");
  }
  const Cancel never;
  DocumentWriter document{"actionplan/evidence@1", never};
  document.array("entries", std::span{&*at, 1},
                 [&evidence](std::size_t position) { return json_of(evidence, position); });
  return document.finish();
}

}  // namespace actionplan
