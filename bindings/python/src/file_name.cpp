// SPDX-License-Identifier: Apache-2.0
#include "file_name.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/read/format_reader.hpp>

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace actionplan::bindings {
namespace {

bool is_file_name(std::string_view bytes) {
  constexpr std::size_t longest = 4096;
  if (bytes.empty() || bytes.size() > longest ||
      bytes.find_first_of(std::string_view{"\n\0", 2}) != std::string_view::npos) {
    return false;
  }
  const std::size_t dot = bytes.rfind('.');
  const std::string_view extension =
      dot == std::string_view::npos ? std::string_view{} : bytes.substr(dot);
  if (extension == ".json" || extension == ".jsonl") return true;
  for (const FormatReader& reader : builtin_readers()) {
    if (std::find(reader.extensions.begin(), reader.extensions.end(), extension) !=
        reader.extensions.end()) {
      return true;
    }
  }
  std::error_code none;
  return std::filesystem::is_regular_file(std::filesystem::path{bytes}, none);
}

}  // namespace

void refuse_file_name(std::string_view bytes, const char* argument, const char* remedy) {
  if (!is_file_name(bytes)) return;
  throw InvalidArgument(std::string{argument} + " is \"" + std::string{bytes} +
                        "\", the name of a file; " + remedy + ".");
}

}  // namespace actionplan::bindings
