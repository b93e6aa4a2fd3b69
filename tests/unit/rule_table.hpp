// SPDX-License-Identifier: Apache-2.0
// Tables of rules as the guide's pages have them, for tests that compare pages with the code.
#pragma once

#include "test_paths.hpp"

#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

namespace actionplan::made {

// A cell of a Markdown table; code is set off by backticks.
inline std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out += '\\';
    out += c;
  }
  return out;
}

inline std::string code(std::string_view text) {
  if (text.empty()) return {};
  std::string out = "`";
  out += cell(text);
  out += '`';
  return out;
}

// What docs/guide/`file` holds between "<!-- `name` -->" and "<!-- end -->".
inline std::string guide_table(const std::string& file, const std::string& name) {
  std::ifstream in{std::string{ACTIONPLAN_EXAMPLE_DATA} + "/../../docs/guide/" + file};
  std::ostringstream buffer;
  buffer << in.rdbuf();
  const std::string whole = buffer.str();
  const std::string head = "<!-- " + name + " -->\n";
  const std::size_t begin = whole.find(head);
  if (begin == std::string::npos) return {};
  const std::size_t end = whole.find("<!-- end -->", begin);
  return whole.substr(begin + head.size(), end - begin - head.size());
}

}  // namespace actionplan::made
