// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/evidence/words.hpp>

#include <optional>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// The code that a whole text of a status says in so many words, in any language that has words for
/// it (src/read/words/LANGUAGE/status.tsv): `complete` or `not_started`, and nothing for all others,
/// since what lies between is a judgement. Marks and the case of letters count for nothing.
[[nodiscard]] std::optional<Completion> completion_of_status(std::string_view text);

/// A wording of one of these codes, for tests.
struct StatusWording {
  std::string_view language;
  std::string_view text;
  Completion code = Completion::complete;
};
[[nodiscard]] std::vector<StatusWording> status_wordings();

}  // namespace actionplan::detail
