"""Tables of the findings: what each experiment says, from its finished sweep.

``python -m docs.findings_tables FOLDER`` reads the sweeps of ``experiments/`` in FOLDER, one folder
per experiment, and writes their tables into ``docs/findings.md``, each between the marks of its
experiment. The prose around them is written by hand, to be read again when a table changes.

A cell is the mean difference between two points of the design over runs that share their luck, with
its 95 % interval (Student's t over runs).
"""

import itertools
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from alliancesim.comparison import half_width
from alliancesim.experiments import Sweep

PAGE = Path(__file__).with_name("findings.md")
TITLES = {
    "onsets": "disputes in 10 years",
    "uses_of_force": "uses of force",
    "expected_disputes_mean": "expected disputes a year",
    "expected_wars_mean": "expected wars in 100 years",
    "trust_mean": "trust",
    "tension_mean_mean": "tension",
    "stability_mean": "stability",
}
"""Outcomes that all experiments keep, and what they are called."""
SHOWN = ("onsets", "uses_of_force", "expected_wars_mean", "trust_mean", "stability_mean")
Point = dict[str, float]


@dataclass(frozen=True)
class Contrast:
    """Two points of a design, by what differs; inputs that are not named keep their usual value."""

    label: str
    start: Point
    end: Point


def _lever(name: str, *values: float, label: str = "") -> list[Contrast]:
    path = f"instruments.{name}.intensity"
    return [
        Contrast(
            f"{label or name.replace('_', ' ')} {low:g} to {high:g}", {path: low}, {path: high}
        )
        for low, high in itertools.pairwise(values)
    ]


def _all(names: list[str], *values: float) -> list[Contrast]:
    paths = [f"instruments.{name}.intensity" for name in names]
    return [
        Contrast(f"all {low:g} to {high:g}", dict.fromkeys(paths, low), dict.fromkeys(paths, high))
        for low, high in itertools.pairwise(values)
    ]


def _under(path: str, values: list[float], lever: str) -> list[Contrast]:
    """Return the effect of a lever from 0 to 3 under each value of a coefficient."""
    own = f"instruments.{lever}.intensity"
    name = path.rpartition(".")[2].replace("_", " ")
    return [
        Contrast(
            f"{lever.replace('_', ' ')} 0 to 3, {name} {value:g}",
            {path: value, own: 0}, {path: value, own: 3},
        )
        for value in values
    ]  # fmt: skip


TECHNOLOGY = ["technology_transfer", "joint_research", "joint_development", "industry_partnership"]
AGREEMENTS = ["norm_setting", "collective_security", "cooperation_agreement"]
COMMUNICATION = [
    "strategic_communication", "military_exchange", "defence_planning", "high_level_visit",
]  # fmt: skip
TRANSPARENCY = ["transparency_measure", "confidence_building"]
TOGETHER = ["dialogue", "transparency_measure", "norm_setting"]
CONTRASTS: dict[str, list[Contrast]] = {
    "p01_dialogue": _lever("dialogue", 0, 1, 3),
    "p02_joint_training": [
        *_lever("joint_exercise", 0, 1, 3, label="exercises"),
        *_lever("joint_training", 0, 1, 3, label="training"),
    ],
    "p03_technology_sharing": _all(TECHNOLOGY, 0, 1, 3),
    "p04_multilateral_agreements": _all(AGREEMENTS, 0, 1, 3),
    "p05_communication": _all(COMMUNICATION, 0, 1, 3),
    "p06_commitment": [
        *_lever("defence_pact", 0, 1, 3, label="pacts"),
        *_lever("crisis_planning", 0, 1, 3, label="crisis plans"),
    ],
    "p07_transparency": _all(TRANSPARENCY, 0, 1, 3),
    "p08_together": [c for name in TOGETHER for c in _lever(name, 1, 2)] + _all(TOGETHER, 1, 2),
    "provocation_sign": _under("parameters.effects.provocation", [-2, -1, 0, 1, 2],
                               "joint_exercise"),
    "asymmetry_of_trust": _under("parameters.trust.loss_weight", [1, 2, 4, 6], "dialogue"),
    "reputation_spillover": _under("parameters.trust.spillover", [0, 0.1, 0.25, 0.5], "dialogue"),
}  # fmt: skip


def differences(sweep: Sweep, scenario: str, contrast: Contrast) -> pd.DataFrame:
    """Return a row per run: each outcome at the end of the contrast less that at its start."""
    sides = [_runs(sweep, scenario, point) for point in (contrast.start, contrast.end)]
    return (sides[1] - sides[0]).dropna(how="all")


def _runs(sweep: Sweep, scenario: str, point: Point) -> pd.DataFrame:
    points = sweep.points[sweep.points["scenario"] == scenario]
    usual = dict.fromkeys(sweep.inputs, 1.0) | point
    there = np.logical_and.reduce([np.isclose(points[path], usual[path]) for path in sweep.inputs])
    number = points.loc[there, "point"].item()
    members = sweep.members
    own = members[(members["scenario"] == scenario) & (members["point"] == number)]
    return own.set_index("run")[list(sweep.outcomes)]


def cell(values: pd.Series) -> str:
    """Return mean and 95 % interval of paired differences, bold if it leaves out zero."""
    known = values.dropna()
    mean, n = float(known.mean()), len(known)
    half = float(half_width(known.var(), n))
    if not half > 0:
        return "0" if mean == 0 else f"{mean:+.2g}".replace("-", "−")
    digits = int(np.clip(1 - np.floor(np.log10(half)), 0, 4))
    low, high = mean - half, mean + half
    told = f"{mean:+.{digits}f} ({low:.{digits}f} to {high:.{digits}f})".replace("-", "−")
    return f"**{told}**" if low > 0 or high < 0 else told


def table(sweep: Sweep) -> list[str]:
    """Return the table of an experiment in Markdown; bold where the interval leaves out zero."""
    name = sweep.experiment.name
    own = [outcome for outcome in sweep.outcomes if outcome not in TITLES]
    columns = [*SHOWN, *own]
    titles = [TITLES.get(outcome, outcome.replace("_", " ")) for outcome in columns]
    lines = [f"| scenario | change | {' | '.join(titles)} |", "|---" * (len(columns) + 2) + "|"]
    for scenario in sweep.experiment.cases:
        for contrast in CONTRASTS[name]:
            found = differences(sweep, scenario, contrast)
            found["expected_wars_mean"] *= 100
            cells = " | ".join(cell(found[outcome]) for outcome in columns)
            lines.append(f"| {scenario} | {contrast.label} | {cells} |")
    return lines


def written(page: str, name: str, lines: list[str]) -> str:
    """Return the page with the table of an experiment replaced.

    Raises
    ------
    ValueError
        If the page has no place for it.
    """
    start, end = f"<!-- table {name} -->\n", f"<!-- end {name} -->\n"
    if start not in page or end not in page:
        raise ValueError(f"{PAGE.name} has no place for the table of {name}")
    before, rest = page.split(start, 1)
    after = rest.split(end, 1)[1]
    return f"{before}{start}\n" + "\n".join(lines) + f"\n\n{end}{after}"


def main(folder: str) -> None:
    """Write the tables of all finished sweeps in ``folder`` into the page."""
    page = PAGE.read_text(encoding="utf-8")
    for name in CONTRASTS:
        page = written(page, name, table(Sweep.load(Path(folder) / name)))
    PAGE.write_text(page, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
