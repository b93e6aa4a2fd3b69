// SPDX-License-Identifier: Apache-2.0
#include "json_writer.hpp"

#include "json_sax.hpp"
#include "json_tree.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>

namespace actionplan::detail {
namespace {

bool is_ill_formed(std::string_view text) {
  return text::find_invalid_utf8(text) != std::string_view::npos;
}

// Adds to `path` the way to the first text that is not UTF-8, if there is one.
bool find_ill_formed(const Json& value, std::string& path) {
  if (value.is_string()) return is_ill_formed(value.get_ref<const std::string&>());
  if (!value.is_structured()) return false;
  std::size_t ordinal = 0;
  for (const auto& [key, item] : value.items()) {
    const std::size_t length = path.size();
    if (value.is_object()) {
      append_step(path, key);
    } else {
      path += '[' + std::to_string(ordinal++) + ']';
    }
    if (find_ill_formed(item, path)) return true;
    path.resize(length);
  }
  return false;
}

}  // namespace

DocumentWriter::DocumentWriter(std::string_view schema, const Cancel& cancel) : poll_{cancel} {
  member("schema", schema);
}

void DocumentWriter::member(std::string_view key, const Json& value) {
  place_ = key;
  out_.append(out_.empty() ? "{\n  " : ",\n  ").append(quote(key)).append(": ");
  append_value(value, 2);
}

std::string DocumentWriter::finish() {
  out_ += "\n}\n";
  return std::move(out_);
}

void DocumentWriter::begin(std::string_view key, char bracket) {
  place_ = key;
  out_.append(out_.empty() ? "{\n  " : ",\n  ").append(quote(key)).append(": ") += bracket;
  items_ = 0;
}

void DocumentWriter::append_item(const std::string& quoted_key, const Json& value) {
  poll_();
  const std::size_t length = place_.size();
  place_ += '[' + (quoted_key.empty() ? std::to_string(items_) : quoted_key) + ']';
  out_ += items_++ == 0 ? "\n    " : ",\n    ";
  if (!quoted_key.empty()) out_.append(quoted_key).append(": ");
  append_value(value, 4);
  place_.resize(length);
}

void DocumentWriter::end(char bracket) {
  if (items_ != 0) out_ += "\n  ";
  out_ += bracket;
}

// A line break in the dump is always layout: inside a text it would be escaped.
void DocumentWriter::append_value(const Json& value, std::size_t indent) {
  std::string path = place_;
  if (find_ill_formed(value, path)) {
    throw InvalidArgument(path + " is not well-formed UTF-8; convert it first.");
  }
  for (const char c : value.dump(2)) {
    out_ += c;
    if (c == '\n') out_.append(indent, ' ');
  }
}

std::string DocumentWriter::quote(std::string_view text) const {
  if (is_ill_formed(text)) {
    throw InvalidArgument("An id in " + place_ + " is not well-formed UTF-8; convert it first.");
  }
  return Json(text).dump();
}

Json json_of(const std::optional<Date>& date) { return date ? Json(date->iso()) : Json(nullptr); }

Json json_of(const Agency& agency) {
  const auto id_text = [](const AgencyId& id) { return id.value(); };
  return Json::object({{"id", agency.id.value()},
                       {"name", agency.name},
                       {"aliases", agency.aliases},
                       {"collective", agency.collective},
                       {"valid_from", json_of(agency.valid_from)},
                       {"valid_to", json_of(agency.valid_to)},
                       {"successors", json_array(agency.successors, id_text)}});
}

Json json_of(const std::optional<ReportDueRule>& rule) {
  if (!rule) return nullptr;
  return Json::object({{"name", rule->name},
                       {"reference", rule->reference},
                       {"source", to_string(rule->source)},
                       {"months_in_year", rule->months_in_year},
                       {"months_year_end", rule->months_year_end}});
}

}  // namespace actionplan::detail
