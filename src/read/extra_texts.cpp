// SPDX-License-Identifier: Apache-2.0
#include "extra_texts.hpp"

#include <actionplan/core/text.hpp>

#include "contact.hpp"

namespace actionplan::detail {
namespace {

constexpr std::string_view extra_prefix = "extra.";
constexpr std::string_view finance_prefix = "finance.";

// Without the prefix of our own tables, and the colon of a label.
std::string plain_header(std::string_view header) {
  if (is_extra_column(header)) header.remove_prefix(extra_prefix.size());
  std::string name = text::collapse_spaces(header);
  const std::size_t last = name.find_last_not_of(": ");
  return last == std::string::npos ? name : name.substr(0, last + 1);
}

}  // namespace

bool is_extra_column(std::string_view header) {
  return header.starts_with(extra_prefix) && header.size() > extra_prefix.size();
}

bool is_finance_column(std::string_view header) {
  return header.starts_with(finance_prefix) && header.size() > finance_prefix.size();
}

std::string_view finance_header(std::string_view header) {
  return is_finance_column(header) ? header.substr(finance_prefix.size()) : header;
}

void ExtraTexts::keep(std::string_view header, const Cell& cell, bool is_published,
                      Measure& measure) {
  const std::string name = plain_header(header);
  if (cell.text.empty() || name.empty()) return;
  if (holds_contact(cell.text)) return leave_out(cell, name);
  account_.claim(cell, TextUse::extra, measure.id.value());
  kept_.push_back({measure.id, name, cell.text, cell.place});
  if (current_ != measure.id || measure.extra.empty()) {
    current_ = measure.id;
    at_.clear();
  }
  const auto [at, is_new] = at_.emplace(name, measure.extra.size());
  if (is_new) {
    measure.extra.push_back({name, cell.text, is_published});
  } else {
    ExtraCell& known = measure.extra[at->second];
    known.text += '\n' + cell.text;
    known.published = known.published && is_published;
  }
}

void ExtraTexts::leave_out(const Cell& cell, const std::string& header) {
  account_.claim(cell, TextUse::named, "contact_left_out");
  if (!left_out_.insert(header).second) return;
  problems_.add({"contact_left_out",
                 Severity::warning,
                 cell.place,
                 "What stands under or beside " + shown(header) +
                     " holds an e-mail address or a telephone number and was left out, here and in "
                     "further cells that do.",
                 {}});
}

}  // namespace actionplan::detail
