// SPDX-License-Identifier: Apache-2.0
#include "language_problems.hpp"

#include "read/indicator/words.hpp"
#include "read/words/lexicon.hpp"

namespace actionplan::detail {

void add_language_problems(std::string_view given, std::string_view language,
                           const std::vector<Measure>& measures, ProblemList& problems) {
  if (!given.empty() && find_lexicon(given) == nullptr) {
    const std::string named{given};
    problems.add({"language_unknown",
                  Severity::warning,
                  {},
                  "No words of the language \"" + named +
                      "\" are known, so that deadlines are read by their numbers alone; leave it "
                      "out, to have the language told by the text.",
                  named});
  }
  if (reads_indicators_in(language)) return;
  std::size_t unread = 0;
  for (const Measure& measure : measures) {
    for (const Indicator& indicator : measure.indicators) {
      unread += indicator.kind == IndicatorKind::qualitative ? 1 : 0;
    }
  }
  if (unread == 0) return;
  const std::string named{language};
  problems.add({"indicator_language",
                Severity::info,
                {},
                "The wording of indicators is not read in the language \"" + named +
                    "\", so that " + std::to_string(unread) + " of them " +
                    (unread == 1 ? "is" : "are") +
                    " qualitative for that alone; give their `kind` in a profile.",
                named});
}

std::string guess_of_encoding(const Document& document) {
  for (const Problem& problem : document.problems) {
    if (problem.code == "encoding_guessed") return " " + problem.message;
  }
  return {};
}

}  // namespace actionplan::detail
