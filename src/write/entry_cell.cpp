// SPDX-License-Identifier: Apache-2.0
#include "entry_cell.hpp"

namespace actionplan::detail {

std::string entry_cell(Date date) { return date.iso(); }

std::string entry_cell(const std::optional<Date>& date) { return date ? date->iso() : ""; }

std::string entry_cell(const std::optional<Period>& period) { return period ? period->text() : ""; }

std::string entry_cell(const std::optional<double>& number) { return real_cell(number); }

std::string entry_cell(const std::optional<std::int64_t>& count) {
  return count ? std::to_string(*count) : "";
}

std::string entry_cell(const std::optional<bool>& is_so) {
  return is_so ? (*is_so ? "yes" : "no") : "";
}

std::string entry_cell(const std::string& text) { return text_cell(text); }

std::string entry_cell(const Dimension& dimension) {
  return list_cell(dimension, [](const auto& part) { return part.first + "=" + part.second; });
}

std::string entry_cell(const std::vector<Source>& sources) {
  std::string joined;
  for (const Source& source : sources) {
    if (!joined.empty()) joined += " | ";
    joined += source.text;
  }
  return text_cell(joined);
}

}  // namespace actionplan::detail
