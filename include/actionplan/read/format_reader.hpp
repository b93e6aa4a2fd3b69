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

/// What is to be read: a file's bytes, with its name where there is one.
struct Source {
  std::string name;        ///< of the file, without its folder; empty: unknown
  std::string_view bytes;  ///< borrowed for the call
};

/// Reads one file format into a `Document`, and knows nothing of what the document says.
struct FormatReader {
  std::string id;                       ///< "docx"
  std::string name;                     ///< "Word document", for people
  std::vector<std::string> extensions;  ///< with their dots, in small letters
  /// Are the bytes of this format? Sees the whole source, never throws.
  std::function<bool(const Source&)> sniff;
  /// @throws ParseError  nothing can be read of it, with a code; Cancelled.
  std::function<Document(const Source&, const ReadLimits&, const Cancel&)> read;
};

/// The readers that this build holds, in the order in which they are asked.
[[nodiscard]] ACTIONPLAN_EXPORT const std::vector<FormatReader>& builtin_readers();

/// A document by the first reader, of `further` and then of those built in, that claims the source.
/// @throws ParseError  none does (`unsupported`), or what that reader throws.
[[nodiscard]] ACTIONPLAN_EXPORT Document
read_document(const Source& source, const ReadLimits& limits = {}, const Cancel& cancel = {},
              const std::vector<FormatReader>& further = {});

}  // namespace actionplan
