# SPDX-License-Identifier: Apache-2.0
"""A notebook in the percent format (open it in Jupyter, VS Code or Spyder): a plan as tables and
charts.

Run: python examples/python/look_at_a_plan.py
"""

# %% A plan, and its assessment on a day
from pathlib import Path

import actionplan as ap
from actionplan import plot

data = Path(__file__).resolve().parents[1] / "data"
plan = ap.read(data / "az-nap-2016-2018.txt")
assessment = ap.assess(plan, as_of="2017-06-30")
assessment  # a notebook shows a table

# %% As a pandas DataFrame: who takes part in what was due and is not reported?
measures = assessment.to_pandas()
unreported = measures[measures["deadline_status"] == "unreported"]
print(unreported[["number", "title", "due"]].to_string(index=False))

# %% The same asked by a filter, and by SQL
chosen = assessment.where("deadline_status = unreported", order="due, number")
assert sorted(unreported["number"]) == sorted(chosen.numbers)

# %% Statuses by section
sections = plot.status_by_section(assessment)
sections

# %% Section 4 on a line of time
timeline = plot.timeline(assessment.where("section : 4"))
timeline

# %% Agencies
agencies = plot.agency_matrix(assessment)
agencies

# %% An indicator with an invented target and invented evidence: where does it stand?
profile = ap.read_profile(data / "fictitious-profile.json")
rows = ap.evidence_from_csv(
    (data / "fictitious-evidence.csv").read_bytes(), recorded_on="2019-02-01"
)
history = ap.PlanHistory(plan, profile)
later = ap.assess(history, ap.Evidence(rows.entries), as_of="2019-03-01")
trajectory = plot.trajectory(later, "6.2.1/1")
trajectory

# %% Charts are saved without a browser
for name, chart in {"sections": sections, "timeline": timeline, "trajectory": trajectory}.items():
    print(f"{name}: {len(plot.to_svg(chart)):,} characters of SVG")
