"""Checks: what in an experiment does not fit together, and values that do not fit the scenarios."""

from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec

from alliancesim.experiments.blame import Blame
from alliancesim.experiments.designs import Point
from alliancesim.experiments.quantities import Scalar, column
from alliancesim.experiments.schema import SAMPLED, Design, ExperimentFile
from alliancesim.scenario import Problem, Scenario, ScenarioError, override
from alliancesim.scenario.errors import KeyPath, nearest, shown

NAMED = ("states", "instruments", "doctrines", "trends")
"""Sections to which a path that varies adds nothing."""
MOST_POINTS = 1_000_000
"""Points of a design, which are held in memory."""
MOST_MEMBERS = 100_000_000
"""Members of a sweep, of each of which a byte is held in memory."""


def repeated(file: ExperimentFile, blame: Blame) -> Iterator[Problem]:
    """Yield paths and outcomes that are named more than once."""
    first: dict[str, str] = {}
    for section in ("levers", "uncertainties", "constants"):
        for path in getattr(file, section):
            if path in first:
                yield blame.problem((section, path), f"stands under {first[path]}, too")
            first.setdefault(path, section)
    for number, case in enumerate(file.scenarios):
        for path in case.overrides:
            if path in first:
                key = ("scenarios", number, "overrides", path)
                yield blame.problem(key, f"stands under {first[path]}, too")
    seen = set(first)
    for number, outcome in enumerate(file.outcomes or []):
        if outcome.name in seen:
            message = f"the name {shown(outcome.name)} is taken; give the outcome another"
            yield blame.problem(("outcomes", number), message)
        seen.add(outcome.name)


def misfits(file: ExperimentFile, listed: Sequence[Point], blame: Blame) -> Iterator[Problem]:
    """Yield what does not fit the kind of design."""
    kind, where = file.design.kind, ("design", "kind")
    ranges = [path for path, lever in file.levers.items() if lever.values is None]
    varied = [*ranges, *file.uncertainties]
    if kind in SAMPLED and not varied:
        message = "has nothing to sample: give uncertainties, or levers with low and high"
        yield blame.problem(where, f"{kind} {message}")
    if kind in SAMPLED and find_spec("SALib") is None:
        yield blame.problem(where, f"{kind} needs SALib: pip install 'alliancesim[sweep]'")
    if kind == "replications" and (file.levers or file.uncertainties):
        message = "vary nothing but luck; drop levers and uncertainties, or choose another kind"
        yield blame.problem(where, f"replications {message}")
    if kind == "points":
        named = listed[0].keys()
        for path in varied:
            if path not in named:
                yield blame.problem(where, f"the points give no value of {shown(path)}")
        for path in named & (file.levers.keys() - set(ranges)):
            yield blame.problem(("levers", path), "has values here and in the points")
        for path in named & (file.constants.keys()):
            yield blame.problem(("constants", path), "has values here and in the points")


def too_large(design: Design, members: int, crossed: int, spread: int, listed: int) -> str:
    """Return what is wrong with the size of a sweep, or nothing.

    Parameters
    ----------
    design
        How the points are chosen.
    members
        Members of each point, all scenarios together.
    crossed
        Combinations of the values of levers.
    spread
        Paths that have a range or a distribution.
    listed
        Points that are listed.
    """
    each = {
        "factorial": (design.levels or 2) ** min(spread, 64), "points": listed, "replications": 1,
        "latin_hypercube": design.n or 1,
        "morris": (design.n or 1) * (spread + 1),
        "sobol": (design.n or 1) * (2 * spread + 2 if design.second_order else spread + 2),
    }[design.kind]  # fmt: skip
    points = crossed * each
    if points > MOST_POINTS:
        return f"makes more points than {MOST_POINTS:,}, the limit: choose fewer values or samples"
    if points * members > MOST_MEMBERS:
        return f"makes more members than {MOST_MEMBERS:,}, the limit: choose fewer runs or points"
    return ""


def unusable(
    tried: Mapping[str, Sequence[Scalar]],
    file: ExperimentFile,
    cases: Mapping[str, Scenario],
    blame: Blame,
) -> Iterator[Problem]:
    """Yield values that do not fit where they are put in a scenario.

    Each is tried alone: what does not go together is found by the members that it makes fail.
    """
    for path, values in tried.items():
        where = _where(path, file)
        try:
            column(values)
        except ValueError as error:
            yield blame.problem(where, str(error))
            continue
        for case in cases.values():
            yield from _refused(case, path, values, where, blame)


def _where(path: str, file: ExperimentFile) -> KeyPath:
    """Return where in the file a path that varies stands."""
    for section in ("levers", "uncertainties"):
        if path in getattr(file, section):
            return (section, path)
    return ("design", path)


def _refused(
    case: Scenario, path: str, values: Sequence[Scalar], where: KeyPath, blame: Blame
) -> Iterator[Problem]:
    section, name = (*path.split("."), "")[:2]
    if section in NAMED and name not in (known := getattr(case, section)):
        message = f"there is no {shown(name)} in {section} of {case.name}"
        yield blame.problem(where, message, nearest(name, known))
        return
    for value in values:
        try:
            override(case, {path: value})
        except ScenarioError as error:
            yield from blame.on(where, error).problems
            return
