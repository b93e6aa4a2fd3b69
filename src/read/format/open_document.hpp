// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "read/format/zip/archive.hpp"

#include <string_view>

namespace actionplan::detail {

/// Is the source an OpenDocument of this media type, going by its first part?
[[nodiscard]] bool is_open_document(std::string_view bytes, std::string_view type);

/// @throws ParseError  the document takes a password (`encrypted`).
void refuse_encrypted(Archive& archive);

}  // namespace actionplan::detail
