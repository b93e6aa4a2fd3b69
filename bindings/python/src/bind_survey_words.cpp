// SPDX-License-Identifier: Apache-2.0
#include "casters.hpp"
#include "register.hpp"
#include "words.hpp"

namespace actionplan::bindings {

void register_survey_words(py::module_& module) {
  using namespace survey;
  constexpr const char* home = "actionplan.survey";
  add_words<LonelyPsu>(
      module, "LonelyPsu",
      "What a stratum with a single sampled unit adds to the variance, unless all its units "
      "are in the sample.\n\n"
      "`fail`: the estimate is refused; `remove` and `certainty`: nothing; `adjust`: its "
      "square about the mean\nover all units; `average`: the mean of what the other strata "
      "add.",
      home);
  add_words<CellFlag>(module, "CellFlag",
                      "What keeps one cell of a table from being a full estimate.", home);
  add_words<Missing>(
      module, "Missing",
      "What is done with a case of which a variable is missing: the estimate is refused, or "
      "the case left out\nas if outside the domain.",
      home);
  add_words<DfRule>(
      module, "DfRule",
      "Degrees of freedom in a domain: of the units with a case in it, or of the whole "
      "design.",
      home);
  add_words<Deff>(module, "Deff", "With which simple random sample a design effect compares.",
                  home);
  add_words<QuantileRule>(module, "QuantileRule",
                          "How a quantile is read from the weighted distribution of the sample.",
                          home);
  add_words<ProportionMethod>(module, "ProportionMethod",
                              "On which scale the interval of a proportion is laid.", home);
  add_words<Presentation>(module, "Presentation", "How a result may be shown, from open to closed.",
                          home);
  add_words<PresentationRule>(
      module, "PresentationRule",
      "Whose rules for small cells: the DHS Program's, or those of the US National Center for "
      "Health Statistics.",
      home);
}

}  // namespace actionplan::bindings
