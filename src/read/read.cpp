// SPDX-License-Identifier: Apache-2.0
#include <actionplan/read/read.hpp>
#include <actionplan/read/reading.hpp>

#include <actionplan/codec/json.hpp>
#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>
#include <actionplan/plan/plan_builder.hpp>

#include "core/internal/excerpt.hpp"
#include "read/format/source_options.hpp"
#include "read/format/text_sample.hpp"
#include "read/words/language_tag.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <system_error>

namespace actionplan {
namespace {

// The bytes of a regular file. A pipe or a device may never end, so it is refused.
std::string bytes_of(const std::filesystem::path& path, std::size_t max_bytes) {
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) {
    throw NotFound("File " + detail::quoted(path) + " does not exist; check its name and folder.");
  }
  if (!std::filesystem::is_regular_file(status)) {
    throw ParseError(detail::quoted(path) + " is no regular file; give a file that holds a plan.");
  }
  const auto refuse_size = [&] {
    throw ParseError("File " + detail::quoted(path) + " has more than the limit of " +
                         std::to_string(max_bytes) +
                         " bytes; split it or raise ReadLimits::max_bytes.",
                     {}, ParseErrorCode::limit);
  };
  const std::uintmax_t size = std::filesystem::file_size(path, error);
  if (!error && size > max_bytes) refuse_size();
  std::ifstream file{path, std::ios::binary};
  if (!file) {
    throw ParseError("File " + detail::quoted(path) +
                     " cannot be opened; check that you are allowed to read it.");
  }
  std::string bytes;
  std::array<char, 65536> block{};
  while (file.read(block.data(), block.size()) || file.gcount() != 0) {
    bytes.append(block.data(), static_cast<std::size_t>(file.gcount()));
    if (bytes.size() > max_bytes) refuse_size();  // grew meanwhile
  }
  if (file.bad())
    throw ParseError("File " + detail::quoted(path) + " cannot be read to its end; try again.");
  return bytes;
}

// Calls `parse`, and names the file in what it throws.
template <class Parse>
auto naming(const std::filesystem::path& path, Parse parse) {
  try {
    return parse();
  } catch (const ParseError& error) {
    throw ParseError(detail::quoted(path) + ": " + error.what(), error.place(), error.code());
  }
}

JsonLimits json_limits(const ReadLimits& limits) {
  JsonLimits json;
  json.max_bytes = std::min(json.max_bytes, limits.max_bytes);
  return json;
}

constexpr const char* own_format = "json";

// What a plan that is data already has no use for: it says its language, and its days are days.
std::vector<Problem> unused_by_json(const DocumentSource& source, const ReadOptions& options) {
  std::vector<Problem> problems = detail::unused_options(source, own_format);
  if (!options.language.empty()) {
    problems.push_back({"option_unused",
                        Severity::warning,
                        {},
                        "The language was given, and a plan as JSON names its own; leave it out.",
                        "language"});
  }
  return problems;
}

Reading read_json(const DocumentSource& source, const ReadOptions& options) {
  if (options.mapping != ReadMapping{}) {
    throw InvalidArgument(
        "A mapping says how a document is to be read, and this is the library's own JSON, which "
        "leaves nothing open; leave the mapping out, and correct the plan in a profile.");
  }
  Reading out;
  out.plan = plan_from_json(source.bytes, json_limits(options.limits), options.cancel);
  const std::vector<Problem> unused = unused_by_json(source, options);
  if (!unused.empty()) {
    PlanBuilder builder{out.plan};
    for (const Problem& problem : unused) builder.add(problem);
    out.plan = builder.build();
  }
  out.profile.plan = out.plan.heading().title;
  return out;
}

// An object that names a schema of ours; a slash may be written as "\/" in JSON.
bool is_own_json(std::string_view bytes) {
  const auto names = [&](std::string_view schema) {
    return bytes.find(schema) != std::string_view::npos;
  };
  return detail::is_json_object(bytes) && (names("\"actionplan/") || names("\"actionplan\\/"));
}

bool has_look_of_json(const DocumentSource& source) {
  return detail::is_json_object(source.bytes) || detail::TextSample{source}.extension() == ".json";
}

// Evidence cites the document by its name where nothing else is said.
ReadOptions with_source(const ReadOptions& options, const DocumentSource& source) {
  ReadOptions out = options;
  if (out.evidence.source.empty()) out.evidence.source = text::replace_invalid_utf8(source.name);
  return out;
}

// One line that ends as names of such files do: no document has so little.
bool is_file_name(std::string_view bytes) {
  constexpr std::size_t longest = 4096;
  if (bytes.size() > longest || bytes.find_first_of("\t\r\n,;{<|") != std::string_view::npos) {
    return false;
  }
  const std::string extension = detail::TextSample{DocumentSource{std::string{bytes}}}.extension();
  if (extension.empty()) return false;
  const auto has_it = [&](const FormatReader& reader) {
    const std::vector<std::string>& known = reader.extensions;
    return std::find(known.begin(), known.end(), extension) != known.end();
  };
  const std::vector<FormatReader>& readers = builtin_readers();
  return extension == ".json" || std::any_of(readers.begin(), readers.end(), has_it);
}

std::string known_formats() {
  std::string known = own_format;
  for (const FormatReader& reader : builtin_readers()) known += ", " + reader.id;
  return known;
}

}  // namespace

std::string format_of(const DocumentSource& source, const std::vector<FormatReader>& further) {
  if (is_own_json(source.bytes)) return own_format;
  const FormatReader* reader = find_reader(source, further);
  return reader != nullptr ? reader->id : std::string{};
}

Reading read_all(const DocumentSource& given, const ReadOptions& options) {
  DocumentSource source = given;
  if (!options.encoding.empty()) source.encoding = options.encoding;
  if (options.separator != 0) source.separator = options.separator;
  const bool is_told = !options.format.empty();
  const bool is_json = is_told ? options.format == own_format : is_own_json(source.bytes);
  detail::check_source_options(source);
  detail::check_language(options.language);
  if (source.name.empty() && is_file_name(source.bytes)) {
    throw ParseError(
        "The bytes \"" + text::replace_invalid_utf8(source.bytes) +
            "\" are the name of a file and no document; give the name to read, or what "
            "the file holds to read_bytes.",
        {}, ParseErrorCode::no_plan);
  }
  if (is_json) return read_json(source, options);
  if (!is_told) {
    // JSON of others, which no reader claims: its parser says what is missing.
    const bool is_unknown = find_reader(source, options.readers) == nullptr;
    if (is_unknown && has_look_of_json(source)) return read_json(source, options);
    return interpret_all(read_document(source, options.limits, options.cancel, options.readers),
                         with_source(options, source));
  }
  const FormatReader* reader = find_reader(options.format, options.readers);
  if (reader == nullptr) {
    throw InvalidArgument("The format \"" + text::replace_invalid_utf8(options.format) +
                          "\" is the id of no reader; the readers of this build are " +
                          known_formats() + ".");
  }
  return interpret_all(detail::read_by(*reader, source, options.limits, options.cancel),
                       with_source(options, source));
}

Plan read(const DocumentSource& source, const ReadOptions& options) {
  return read_all(source, options).plan;
}

Plan read_bytes(std::string_view bytes, std::string_view format, const ReadOptions& options) {
  ReadOptions told = options;
  told.format = format;
  return read(DocumentSource{{}, bytes, {}}, told);
}

Reading read_all(const std::filesystem::path& path, const ReadOptions& options) {
  const std::string bytes = bytes_of(path, options.limits.max_bytes);
  return naming(path, [&] {
    return read_all(DocumentSource{detail::utf8_name(path.filename()), bytes, {}}, options);
  });
}

Plan read(const std::filesystem::path& path, const ReadOptions& options) {
  return read_all(path, options).plan;
}

Profile read_profile(const std::filesystem::path& path) {
  const std::string bytes = bytes_of(path, ReadLimits{}.max_bytes);
  return naming(path, [&] { return profile_from_json(bytes); });
}

std::vector<Agency> read_agencies(const std::filesystem::path& path) {
  const std::string bytes = bytes_of(path, ReadLimits{}.max_bytes);
  return naming(path, [&] { return agencies_from_json(bytes); });
}

}  // namespace actionplan
