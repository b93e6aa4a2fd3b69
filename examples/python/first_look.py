# SPDX-License-Identifier: Apache-2.0
# %% [markdown]
# # A first look at an action plan
# Read the plan as it was published, see what the reader made of it, and ask what was due on a day.

# %%
from collections import Counter
from pathlib import Path

import actionplan as ap

DATA = Path(__file__).resolve().parents[1] / "data"
plan = ap.read(DATA / "az-nap-2016-2018.txt")
print(plan.title)
print(f"adopted on {plan.adopted_on}: {len(plan.sections)} sections, {len(plan)} measures")

# %% [markdown]
# What was odd in the document is data, with line and column.

# %%
print(Counter(str(problem.severity) for problem in plan.problems))
for problem in plan.problems:
    if problem.severity == "warning":
        print(f"line {problem.place.line}: {problem.message}")

# %% [markdown]
# One measure: its indicator text is split into typed parts, its deadline says what it assumes.

# %%
measure = plan["4.2.3"]
print(measure.title)
for part in measure.indicators:
    print(f"  {part.id} {part.kind}: {part.text}")
print(f"  due {measure.deadline.due}: {measure.deadline.assumptions[0]}")
for assignment in measure.assignments:
    print(f"  {assignment.force} for {plan.agency(assignment.agency).name}")

# %% [markdown]
# How do the promises look that can be counted, and those that cannot?

# %%
kinds = Counter(part.kind for measure in plan for part in measure.indicators)
for kind, count in kinds.most_common():
    print(f"{kind:12} {count}")

# %% [markdown]
# What was due on 30 June 2017? A day is always given; without evidence a measure past due is
# `unreported`, which is not the same as late.

# %%
assessment = ap.assess(plan, as_of="2017-06-30")
for row in assessment:
    if row.deadline_status == "unreported":
        print(f"{row.number}: {row.days_past_due} days past due")

# %% [markdown]
# Quarterly reports are expected one by one. The plan does not say when they fall due: a rule with
# a source, here a preset, does.

# %%
profile = ap.Profile(plan=plan.title, report_due="open_budget_survey")
reports = ap.assess(ap.apply(plan, profile), as_of="2017-06-30")["5.4"].reports
for report in reports:
    print(f"{report.period}: {report.status}, due {report.due}")

# %% [markdown]
# How the count of unreported measures grows in silence, year by year.

# %%
for year in range(2016, 2021):
    summary = ap.assess(plan, as_of=f"{year}-01-01").summary()
    print(f"{year}-01-01: {summary['unreported']:2} unreported, {summary['open']:2} open")
