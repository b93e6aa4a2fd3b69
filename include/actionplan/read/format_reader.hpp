// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/cancel.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/read/document.hpp>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan {

/// A file of a folder that is read as one document.
struct SourceFile {
  std::string name = {};        ///< below the folder, parts apart by '/'
  std::string_view bytes = {};  ///< borrowed for the call
};

/// What is to be read: a file's bytes, or the files of a folder.
struct DocumentSource {
  std::string name = {};        ///< of the file or folder, without where it lies; empty: unknown
  std::string_view bytes = {};  ///< of the file; borrowed for the call
  std::vector<SourceFile> files = {};  ///< of the folder, in the order of their names
  /// What a person says of a text: "utf-8", "utf-16", "cp1251" or "cp1252"; empty: told by its bytes.
  std::string encoding = {};
  char separator = 0;  ///< of values: a tab, ';', ',' or '|'; 0: told by its lines
};

/// Reads one file format into a `Document`, and knows nothing of what the document says.
struct FormatReader {
  std::string id = {};                       ///< "docx"
  std::string name = {};                     ///< "Word document", for people
  std::vector<std::string> extensions = {};  ///< with their dots, in small letters
  /// Are the bytes of this format? Sees the whole source, never throws.
  std::function<bool(const DocumentSource&)> sniff = {};
  /// @throws ParseError  nothing can be read of it, with a code; Cancelled.
  std::function<Document(const DocumentSource&, const ReadLimits&, const Cancel&)> read = {};
};

/// The readers that this build holds, in the order in which they are asked.
[[nodiscard]] ACTIONPLAN_EXPORT const std::vector<FormatReader>& builtin_readers();

/// The first reader, of `further` and then of those built in, that claims the source; or null.
/// Pointers live as long as `further`.
[[nodiscard]] ACTIONPLAN_EXPORT const FormatReader* find_reader(
    const DocumentSource& source, const std::vector<FormatReader>& further = {});

/// The reader with this id, or null.
[[nodiscard]] ACTIONPLAN_EXPORT const FormatReader* find_reader(
    std::string_view id, const std::vector<FormatReader>& further = {});

/// A document by the first reader, of `further` and then of those built in, that claims the source.
/// @throws ParseError  none does (`unsupported`), or what that reader throws.
[[nodiscard]] ACTIONPLAN_EXPORT Document
read_document(const DocumentSource& source, const ReadLimits& limits = {},
              const Cancel& cancel = {}, const std::vector<FormatReader>& further = {});

}  // namespace actionplan
