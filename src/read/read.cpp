// SPDX-License-Identifier: Apache-2.0
#include <actionplan/read/read.hpp>

#include <actionplan/codec/json.hpp>
#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>

#include <algorithm>
#include <array>
#include <fstream>
#include <system_error>

namespace actionplan {
namespace {

std::string quoted(const std::filesystem::path& path) {
  return '"' + text::replace_invalid_utf8(path.string()) + '"';
}

// The bytes of a regular file. A pipe or a device may never end, so it is refused.
std::string read_bytes(const std::filesystem::path& path, std::size_t max_bytes) {
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) {
    throw NotFound("File " + quoted(path) + " does not exist; check its name and folder.");
  }
  if (!std::filesystem::is_regular_file(status)) {
    throw ParseError(quoted(path) + " is no regular file; give a file that holds a plan.");
  }
  const auto refuse_size = [&] {
    throw ParseError("File " + quoted(path) + " has more than the limit of " +
                     std::to_string(max_bytes) +
                     " bytes; split it or raise ReadLimits::max_bytes.");
  };
  const std::uintmax_t size = std::filesystem::file_size(path, error);
  if (!error && size > max_bytes) refuse_size();
  std::ifstream file{path, std::ios::binary};
  if (!file) {
    throw ParseError("File " + quoted(path) +
                     " cannot be opened; check that you are allowed to read it.");
  }
  std::string bytes;
  std::array<char, 65536> block{};
  while (file.read(block.data(), block.size()) || file.gcount() != 0) {
    bytes.append(block.data(), static_cast<std::size_t>(file.gcount()));
    if (bytes.size() > max_bytes) refuse_size();  // grew meanwhile
  }
  if (file.bad())
    throw ParseError("File " + quoted(path) + " cannot be read to its end; try again.");
  return bytes;
}

// Calls `parse`, and names the file in what it throws.
template <class Parse>
auto naming(const std::filesystem::path& path, Parse parse) {
  try {
    return parse();
  } catch (const ParseError& error) {
    throw ParseError(quoted(path) + ": " + error.what(), error.place());
  }
}

JsonLimits json_limits(const ReadLimits& limits) {
  JsonLimits json;
  json.max_bytes = std::min(json.max_bytes, limits.max_bytes);
  return json;
}

}  // namespace

std::string_view to_string(Format format) noexcept {
  switch (format) {
    case Format::text: return "text";
    case Format::csv: return "csv";
    case Format::json: return "json";
  }
  return "text";
}

Format format_of(const std::filesystem::path& name, std::string_view bytes) {
  const std::string extension = text::fold(text::replace_invalid_utf8(name.extension().string()));
  if (extension == ".json") return Format::json;
  if (extension == ".csv" || extension == ".tsv") return Format::csv;
  if (bytes.substr(0, 3) == "\xEF\xBB\xBF") bytes.remove_prefix(3);
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  const bool is_object = first != std::string_view::npos && bytes[first] == '{';
  if (is_object && bytes.substr(first, 5) != "{\\rtf") return Format::json;
  constexpr std::size_t sample = 65536;
  return bytes.substr(0, sample).find('\t') != std::string_view::npos ? Format::text : Format::csv;
}

Plan read(std::string_view bytes, Format format, const ReadOptions& options) {
  switch (format) {
    case Format::text:
      return interpret(table_from_text(bytes, options.limits, options.cancel), options);
    case Format::csv:
      return interpret(table_from_csv(bytes, options.limits, options.cancel), options);
    case Format::json: break;
  }
  return plan_from_json(bytes, json_limits(options.limits), options.cancel);
}

Plan read(const std::filesystem::path& path, const ReadOptions& options) {
  const std::string bytes = read_bytes(path, options.limits.max_bytes);
  const Format format = options.format ? *options.format : format_of(path, bytes);
  return naming(path, [&] { return read(bytes, format, options); });
}

Profile read_profile(const std::filesystem::path& path) {
  const std::string bytes = read_bytes(path, ReadLimits{}.max_bytes);
  return naming(path, [&] { return profile_from_json(bytes); });
}

std::vector<Agency> read_agencies(const std::filesystem::path& path) {
  const std::string bytes = read_bytes(path, ReadLimits{}.max_bytes);
  return naming(path, [&] { return agencies_from_json(bytes); });
}

}  // namespace actionplan
