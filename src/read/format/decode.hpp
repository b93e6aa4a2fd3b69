// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/table.hpp>

#include "read/problem_list.hpp"

#include <string>
#include <string_view>

namespace actionplan::detail {

/// Well-formed UTF-8 without byte order mark or NUL, whose lines end in '\n'.
///
/// From UTF-8, UTF-16 or a Windows code page: as `encoding` says, or a byte order mark, or else by
/// what the bytes look like, which is a Problem. Ill-formed sequences and NUL become U+FFFD; each line
/// that has some is a Problem.
/// @throws ParseError when there is no text, too much of it, or bytes that are no text;
///         InvalidArgument when `encoding` names none that is known.
[[nodiscard]] std::string decode(std::string_view bytes, const ReadLimits& limits,
                                 ProblemList& problems, std::string_view encoding = {});

/// What the bytes are by how they begin, where they are no text: "a PDF document"; else empty.
[[nodiscard]] std::string_view kind_of_binary(std::string_view bytes) noexcept;

/// Are the bytes a document of an office program that takes a password?
[[nodiscard]] bool is_encrypted_package(std::string_view bytes) noexcept;

/// Has their beginning more control characters than any text?
[[nodiscard]] bool has_many_controls(std::string_view bytes) noexcept;

/// Adds the text of a cell up to the limit; tells of a cut once.
void append_bounded(Cell& cell, std::string_view text, const ReadLimits& limits,
                    ProblemList& problems);

}  // namespace actionplan::detail
