// SPDX-License-Identifier: Apache-2.0
#include "json_parts.hpp"

#include "build_plan.hpp"

#include <actionplan/codec/json.hpp>
#include <actionplan/core/error.hpp>

#include <algorithm>

namespace actionplan {
namespace detail {
namespace {

bool is_version(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return '0' <= c && c <= '9'; });
}

}  // namespace

void check_schema(const JsonValue& root, std::string_view name) {
  const std::string wanted = "actionplan/" + std::string{name} + "@1";
  const JsonValue schema = root.member("schema", '"' + wanted + '"');
  const std::string_view written = schema.text();
  if (written == wanted) return;
  const std::string stem = wanted.substr(0, wanted.size() - 1);
  if (written.starts_with(stem) && is_version(written.substr(stem.size()))) {
    schema.refuse("is another version than " + wanted +
                  ", which this reader knows; update actionplan");
  }
  schema.refuse("is not the schema read here; give a document of schema \"" + wanted + '"');
}

Agency read_agency(const JsonValue& json) {
  const auto text = [](const JsonValue& item) { return std::string{item.text()}; };
  const auto id = [](const JsonValue& item) { return AgencyId{item.text()}; };
  Agency agency;
  agency.id = AgencyId{json.required_text("id")};
  agency.name = json.required_text("name");
  agency.aliases = json.optional_list("aliases", text);
  agency.collective = json.optional_boolean("collective").value_or(false);
  agency.valid_from = json.optional_date("valid_from");
  agency.valid_to = json.optional_date("valid_to");
  agency.successors = json.optional_list("successors", id);
  return agency;
}

ReportDueRule read_report_due(const JsonValue& json) {
  constexpr std::int64_t most = 1200;  // a century
  if (json.is_text()) {
    try {
      return report_due_preset(json.text());
    } catch (const NotFound& error) {
      json.refuse_saying(error.what());
    }
  }
  const auto months = [&](std::string_view key) {
    const JsonValue value = json.member(key, "months after the end of the period");
    return static_cast<int>(value.integer(0, most));
  };
  ReportDueRule rule;
  rule.name = json.optional_text("name");
  rule.reference = json.optional_text("reference");
  rule.source = json.member("source", "who says so: plan, law, standard or user")
                    .word<DueSource>("due source");
  rule.months_in_year = months("months_in_year");
  rule.months_year_end = months("months_year_end");
  return rule;
}

}  // namespace detail

std::vector<Agency> agencies_from_json(std::string_view text, const JsonLimits& limits,
                                       const Cancel& cancel) {
  const detail::JsonTree tree{text, limits, cancel};
  const detail::JsonValue root{tree, 0};
  detail::check_schema(root, "agencies");
  PlanBuilder parts;
  parts.agencies() = root.member("agencies", "an array of agencies").list(detail::read_agency);
  return detail::build_plan(root, parts, cancel).agencies();
}

}  // namespace actionplan
