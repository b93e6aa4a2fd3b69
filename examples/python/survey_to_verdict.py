# SPDX-License-Identifier: Apache-2.0
# %% [markdown]
# # From microdata to a verdict
# A plan promises better electronic services. A survey asks those who use them, the estimate becomes
# evidence, and the assessment says whether the target is met, which a sample can leave open.
#
# The microdata are SYNTHETIC: examples/data/make_survey_data.py draws them, seeded, from an
# invented population. The target is invented too.

# %%
from pathlib import Path

import actionplan as ap
from actionplan import microdata

DATA = Path(__file__).resolve().parents[1] / "data"

# %% [markdown]
# ## The survey
# Five regions by town and village are the strata, with six clusters in each. Codes 8 ("do not
# know") and 98 ("refused") are missing: such cases are left out as a domain, no row is deleted.

# %%
spec = microdata.read_spec(DATA / "eservices-survey.toml")
survey = microdata.estimate(spec, microdata.open_source(DATA / "eservices-survey.csv"))
satisfied = survey["satisfied"]
for cell in satisfied.cells:
    where = ", ".join(cell.dimension.values()) or "all"
    print(
        f"{where:8} {cell.value:5.1f} % ({cell.lower:.1f} to {cell.upper:.1f}), "
        f"se {cell.standard_error:.2f}, df {cell.df:g}, n {cell.n}, deff {cell.deff:.2f}"
    )

# %% [markdown]
# ## Evidence
# Each estimate becomes an observation with its standard error, degrees of freedom, n and design
# effect; regions are parts of a dimension.

# %%
entries, left_out = microdata.to_entries(survey, recorded_on="2019-03-15")
print(f"{len(entries)} observations, {len(left_out)} left out")
plan = ap.read(DATA / "az-nap-2016-2018.txt")
TARGET = 70.0
said = ap.IndicatorProfile(
    kind="percentage",
    unit="percent of users",
    direction="up",
    baseline=60,
    targets=[ap.Target(TARGET)],
    aggregation="last",
    set_by="analyst",
    source="Invented for this example.",
)
profile = ap.Profile(plan=plan.title, indicators={"1.1/1": said})
history = ap.PlanHistory(ap.apply(plan, profile), profile)

# %% [markdown]
# ## The verdict
# The point lies above the target, but the sample does not show it: `inconclusive`, with the verdict
# of the point beside it.

# %%
assessment = ap.assess(history, ap.Evidence(entries), as_of="2019-04-01")
why = assessment.explain("1.1").indicators[0]
verdict = why.verdict
print(f"{verdict.id}: {verdict.status}; by the point alone it would be {why.point_status}")
print(assessment.explain_text("1.1"))
assert verdict.status == "inconclusive"
assert why.point_status == "met"

# %% [markdown]
# ## The next round
# How many users must be asked so that, if satisfaction really is what was found, the next round
# shows it in four cases of five? The design effect is that of this round; some adults are no users,
# so that more people are to be visited than asked.

# %%
whole = satisfied.cells[0]
users = survey["users"].cells[0]
needed = ap.sample_size(
    target=TARGET / 100, true_value=whole.value / 100, power=0.8, deff=whole.deff
)
adults = round(needed / (users.value / 100))
print(f"{needed} users, so about {adults} adults, to show {whole.value:.1f} % against {TARGET:g} %")
hoped = ap.sample_size(target=TARGET / 100, true_value=0.75, power=0.8, deff=whole.deff)
print(f"{hoped} users would do if satisfaction were 75 %")
assert needed > whole.n
assert hoped < needed
