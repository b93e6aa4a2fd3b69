# SPDX-License-Identifier: Apache-2.0
"""Makes the microdata of the examples. All of it is SYNTHETIC: drawn by a seeded generator from
invented populations, about nobody and no real place.

Usage: python examples/data/make_survey_data.py [FOLDER]

Writes eservices-survey.csv, dhs-style.csv, mics-style.csv and nhanes-style.csv, byte by byte the
same each time.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterator
from pathlib import Path

Row = dict[str, object]
REGIONS = ("capital", "north", "south", "east", "west")


def eservices() -> Iterator[Row]:
    """A survey of adults: 5 regions by town and village, 6 clusters in each, 20 adults in each.

    q11: used an electronic service of the state in the last year (1 yes, 2 no, 8 not known).
    minutes: how long the last use took.
    q12: satisfied with it (1 very, 2 rather, 3 rather not, 4 not, 98 refused), asked of users.
    """
    draw = random.Random(20181101)
    cluster = 0
    for place, region in enumerate(REGIONS):
        for area in ("town", "village"):
            for _ in range(6):
                cluster += 1
                usual_use = 0.62 - 0.05 * place - (0.12 if area == "village" else 0)
                usual_satisfied = 0.72 - 0.02 * place + draw.gauss(0, 0.07)
                weight = round((900 + 250 * place) * (1.4 if area == "town" else 0.9))
                for _ in range(20):
                    used = 8 if draw.random() < 0.01 else 1 if draw.random() < usual_use else 2
                    minutes = draw.lognormvariate(2.6, 0.6)
                    answer: object = ""
                    if used == 1:
                        is_satisfied = draw.random() < usual_satisfied
                        answer = draw.choice((1, 2, 2)) if is_satisfied else draw.choice((3, 3, 4))
                        answer = 98 if draw.random() < 0.015 else answer
                    yield {
                        "region": region,
                        "area": area,
                        "stratum": f"{region}-{area}",
                        "cluster": cluster,
                        "weight": weight + draw.randint(-60, 60),
                        "sex": draw.choice(("female", "male")),
                        "age": draw.randint(18, 79),
                        "q11": used,
                        "q12": answer,
                        "minutes": round(minutes, 1) if used == 1 else "",
                    }


def dhs_style() -> Iterator[Row]:
    """Women of 15 to 49 as in a DHS recode: v005 is a weight in millionths, v021 the cluster, v022
    the stratum, v025 urban (1) or rural (2), v106 schooling, v364 use of contraception."""
    draw = random.Random(20180401)
    cluster = 0
    for region in range(1, 5):
        for residence in (1, 2):
            for _ in range(5):
                cluster += 1
                usual = 0.55 - 0.04 * region + (0.08 if residence == 1 else 0) + draw.gauss(0, 0.06)
                factor = 1.3 if residence == 2 else 0.7
                for _ in range(12):
                    yield {
                        "v001": cluster,
                        "v005": round(1_000_000 * factor * draw.uniform(0.8, 1.2)),
                        "v012": draw.randint(15, 49),
                        "v021": cluster,
                        "v022": 2 * region - 2 + residence,
                        "v024": region,
                        "v025": residence,
                        "v106": min(3, max(0, round(draw.gauss(1.8, 0.8)))),
                        "v364": 1 if draw.random() < usual else 4,
                        "v201": max(0, round(draw.gauss(2.1, 1.3))),
                    }


def mics_style() -> Iterator[Row]:
    """Children under 5 as in MICS: HH1 cluster, HH2 household, chweight, stratum, HL4 sex, BR1
    birth certificate (1 seen, 2 not seen, 3 none, 8 not known)."""
    draw = random.Random(20190301)
    cluster = 0
    for stratum in range(1, 7):
        for _ in range(6):
            cluster += 1
            usual = 0.9 - 0.03 * stratum + draw.gauss(0, 0.04)
            for household in range(1, draw.randint(8, 13)):
                for _ in range(draw.choice((1, 1, 2))):
                    answer = draw.choice((1, 1, 2)) if draw.random() < usual else 3
                    yield {
                        "HH1": cluster,
                        "HH2": household,
                        "HH6": 1 if stratum % 2 else 2,
                        "HH7": (stratum + 1) // 2,
                        "stratum": stratum,
                        "chweight": round((0.7 + 0.1 * stratum) * draw.uniform(0.85, 1.15), 6),
                        "HL4": draw.choice((1, 2)),
                        "CAGE": draw.randint(0, 59),
                        "BR1": 8 if draw.random() < 0.01 else answer,
                    }


def nhanes_style() -> Iterator[Row]:
    """Persons as in NHANES: two masked units, SDMVPSU 1 and 2, in each stratum SDMVSTRA; WTMEC2YR
    weights of those examined (0: interviewed only); BPXSY a measurement, empty where not taken."""
    draw = random.Random(20170101)
    number = 0
    for stratum in range(119, 134):
        level = draw.gauss(0, 3)
        for unit in (1, 2):
            shift = level + draw.gauss(0, 2)
            for _ in range(draw.randint(22, 30)):
                number += 1
                age = draw.randint(8, 80)
                is_examined = draw.random() < 0.95
                pressure = round(104 + 0.45 * age + shift + draw.gauss(0, 12))
                is_taken = is_examined and draw.random() < 0.93
                yield {
                    "SEQN": 93000 + number,
                    "SDMVSTRA": stratum,
                    "SDMVPSU": unit,
                    "WTMEC2YR": round(draw.uniform(8000, 60000), 3) if is_examined else 0,
                    "RIAGENDR": draw.choice((1, 2)),
                    "RIDAGEYR": age,
                    "BPXSY": pressure if is_taken else "",
                }


def write(file: Path, rows: Iterator[Row]) -> None:
    first = next(rows)
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(first), lineterminator="\n")
        writer.writeheader()
        writer.writerow(first)
        writer.writerows(rows)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent
    write(folder / "eservices-survey.csv", eservices())
    write(folder / "dhs-style.csv", dhs_style())
    write(folder / "mics-style.csv", mics_style())
    write(folder / "nhanes-style.csv", nhanes_style())


if __name__ == "__main__":
    main()
