"""Loading an experiment: the file read and checked, its scenarios loaded, its values tried."""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from alliancesim.experiments.blame import Blame
from alliancesim.experiments.cases import cases_of, listed_points
from alliancesim.experiments.checks import misfits, repeated, too_large, unusable
from alliancesim.experiments.quantities import Scalar, Uncertainty
from alliancesim.experiments.reduction import FEW, reduced
from alliancesim.experiments.resolved import Experiment
from alliancesim.experiments.schema import ExperimentFile
from alliancesim.instruments import Coefficient
from alliancesim.parameters import catalogue
from alliancesim.scenario import Problem, Scenario, ScenarioError
from alliancesim.scenario.files import label
from alliancesim.scenario.merge import tree_of
from alliancesim.scenario.tree import Node, grow, plain
from alliancesim.scenario.wording import problems

DATA = "the experiment given as data"


def load_experiment(
    source: str | Path | Mapping[str, Any],
    *,
    runs: int | None = None,
    years: float | None = None,
    small: bool = False,
) -> Experiment:
    """Return a checked experiment.

    Parameters
    ----------
    source
        The path of a YAML file, or plain data as in such a file.
    runs
        Members of each point, instead of those in the file.
    years
        Horizon of all scenarios, instead of what the file says.
    small
        Whether to make a small version of it, with few points, runs and years.

    Raises
    ------
    ScenarioError
        If anything is wrong; it lists all problems with file, line and key.
    """
    root, folder = _read(source)
    file = _valid(root)
    file = reduced(file) if small else file
    file = file if runs is None else _with_runs(file, runs)
    file = file if years is None else file.model_copy(update={"years": years})
    blame = Blame(root)
    _refuse([*repeated(file, blame)])
    cases = cases_of(file, folder, blame)
    listed = listed_points(file.design, folder, blame)[: FEW if small else None]
    _refuse([*misfits(file, listed, blame)])
    crossed = {path: lever.values for path, lever in file.levers.items() if lever.values}
    ranges = {path: lever.range for path, lever in file.levers.items() if lever.range}
    spread = ranges | {
        path: _known(path, given, cases, blame) for path, given in file.uncertainties.items()
    }
    _refuse_size(file, cases, crossed, len(spread), len(listed), blame)
    tried = crossed | {path: given.spaced(2) for path, given in spread.items()}
    for path in listed[0] if listed else ():
        tried[path] = list(dict.fromkeys(point[path] for point in listed))
    _refuse([*unusable(tried, file, cases, blame)])
    return Experiment(file, cases, crossed, spread, listed)


def _read(source: str | Path | Mapping[str, Any]) -> tuple[Node, Path | None]:
    """Return the tree of an experiment, and the folder that its paths start from."""
    if isinstance(source, Mapping):
        return grow(source, DATA), None
    path = Path(source)
    if not path.exists():
        raise ScenarioError([Problem(str(source), None, "", "no such file")])
    root = tree_of(path)
    if not isinstance(root.value, dict):
        message = "is no experiment, which has at least name and scenarios"
        raise ScenarioError([Problem(label(path), root.line, "", message)])
    return root, path.parent


def _valid(root: Node) -> ExperimentFile:
    data = plain(root)
    try:
        return ExperimentFile.model_validate(data)
    except ValidationError as error:
        raise ScenarioError(problems(error, data, root, ExperimentFile)) from None


def _refuse(found: list[Problem]) -> None:
    if found:
        once = dict.fromkeys(found)  # several scenarios may have the same fault
        raise ScenarioError(sorted(once, key=lambda item: (item.file, item.line or 0)))


def _refuse_size(
    file: ExperimentFile,
    cases: Mapping[str, Scenario],
    crossed: Mapping[str, Sequence[Scalar]],
    spread: int,
    listed: int,
    blame: Blame,
) -> None:
    """Refuse a sweep that no memory holds, before it is made."""
    design = file.design
    runs = design.n if design.kind == "replications" and design.n else file.runs
    combinations = math.prod(map(len, crossed.values()))
    if wrong := too_large(design, runs * len(cases), combinations, spread, listed):
        raise blame.error(("design",), wrong)


def _with_runs(file: ExperimentFile, runs: int) -> ExperimentFile:
    design = file.design
    if design.kind == "replications":
        design = design.model_copy(update={"n": runs})
    return file.model_copy(update={"runs": runs, "design": design})


def _known(
    path: str, given: Uncertainty, cases: Mapping[str, Scenario], blame: Blame
) -> Uncertainty:
    """Return a distribution; ``declared`` becomes the range that the model declares."""
    if not given.declared:
        return given
    ends = declared_range(path, next(iter(cases.values())))
    if ends is None:
        message = "has no declared range; give a distribution, such as {uniform: [0, 1]}"
        raise blame.error(("uncertainties", path), message)
    return Uncertainty(uniform=list(ends))


def declared_range(path: str, case: Scenario) -> tuple[float, float] | None:
    """Return the range that is declared for a parameter or for a coefficient, if one is."""
    section, _, name = path.partition(".")
    if section == "parameters" and name in (known := catalogue()):
        return known[name].lo, known[name].hi
    found: Any = case
    for part in path.removesuffix(".value").split("."):
        found = found.get(part) if isinstance(found, Mapping) else getattr(found, part, None)
    return (found.lo, found.hi) if isinstance(found, Coefficient) else None
