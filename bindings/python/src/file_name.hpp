// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace actionplan::bindings {

/// Refuses the name of a file that was given in place of its content: nobody means such a text.
///
/// @param argument  with its function, such as "read_document: source".
/// @param remedy    what to give, without a full stop.
/// @throws InvalidArgument  for the name of a file that is there, or a text of one line that ends as
/// names of files do that are read.
void refuse_file_name(std::string_view bytes, const char* argument, const char* remedy);

}  // namespace actionplan::bindings
