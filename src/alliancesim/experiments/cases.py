"""The scenarios of an experiment, with what it changes in all of them, and the points it lists."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from alliancesim.experiments.blame import Blame
from alliancesim.experiments.designs import Point
from alliancesim.experiments.schema import Case, Design, ExperimentFile
from alliancesim.scenario import Problem, Scenario, ScenarioError, load, override, with_horizon
from alliancesim.scenario.errors import KeyPath, shown
from alliancesim.scenario.files import OUTSIDE, find, label, leaves


def cases_of(file: ExperimentFile, folder: Path | None, blame: Blame) -> dict[str, Scenario]:
    """Return the scenarios by name, with overrides, constants and horizon.

    Parameters
    ----------
    file
        The experiment.
    folder
        Where relative paths start from, and which they may not leave; ``None`` for data.
    blame
        Finds the line of what does not fit.
    """
    cases: dict[str, Scenario] = {}
    read = cache(load)  # several cases may stand on one file
    for number, given in enumerate(file.scenarios):
        case = _case(number, given, folder, blame, read)
        name = given.name or case.name
        if name in cases:
            message = f"there is a {shown(name)} already; give this one a name of its own"
            raise blame.error(("scenarios", number), message)
        for path, value in file.constants.items():
            case = _changed(case, {path: value}, ("constants", path), blame)
        if file.years is not None:
            try:
                case = with_horizon(case, file.years)
            except ScenarioError as error:
                raise blame.on(("years",), error) from None
        cases[name] = case
    return cases


def _case(
    number: int, given: Case, folder: Path | None, blame: Blame, read: Callable[[Path], Scenario]
) -> Scenario:
    source: Any = given.scenario
    if isinstance(source, str):
        try:
            source = find(source, folder)
        except ScenarioError as error:
            first = error.problems[0]
            message = f"{shown(given.scenario)}: {first.message}"
            path = ("scenarios", number, "scenario")
            raise blame.error(path, message, first.suggestion) from None
    elif folder is not None and leaves(folder, str(source.get("base") or "")):
        message = f"{shown(str(source['base']))} {OUTSIDE}"
        raise blame.error(("scenarios", number, "scenario", "base"), message)
    base = read(source) if isinstance(source, Path) else load(source)
    case = _changed(base, given.overrides, ("scenarios", number, "overrides"), blame)
    return _with_events(case, given.events, ("scenarios", number, "events"), blame)


def _with_events(
    case: Scenario, events: list[dict[str, Any]], path: KeyPath, blame: Blame
) -> Scenario:
    if not events:
        return case
    own = case.model_dump(mode="json", include={"events"}, exclude_none=True, by_alias=True)
    return _changed(case, {"events": [*own["events"], *events]}, path, blame)


def _changed(case: Scenario, changes: Mapping[str, Any], path: KeyPath, blame: Blame) -> Scenario:
    try:
        return override(case, changes)
    except ScenarioError as error:
        raise blame.on(path, error) from None


def listed_points(design: Design, folder: Path | None, blame: Blame) -> list[Point]:
    """Return the points that the file, or a table beside it, lists."""
    if design.csv is not None:
        if folder is not None and leaves(folder, design.csv):
            raise blame.error(("design", "csv"), f"{shown(design.csv)} {OUTSIDE}")
        return _table((folder or Path()) / design.csv)
    listed = design.listed or []
    for number, point in enumerate(listed):
        if point.keys() != listed[0].keys():
            message = f"names other paths than the first: {', '.join(point)}"
            raise blame.error(("design", "list", number), message)
    return listed


def _table(path: Path) -> list[Point]:
    """Return the points in a CSV file, whose header names the paths."""

    def wrong(message: str, line: int | None = None) -> ScenarioError:
        return ScenarioError([Problem(label(path), line, "", message)])

    try:
        frame = pd.read_csv(path)
    except OSError as error:
        raise wrong(f"cannot be read: {error.strerror}") from None
    except ValueError as error:  # the parser's own errors are such, too
        raise wrong(f"is not a table: {str(error).splitlines()[0]}") from None
    gaps = frame.isna().any(axis=1).to_numpy()
    if frame.empty:
        raise wrong("has no points")
    if gaps.any():
        raise wrong("a value is missing", int(gaps.argmax()) + 2)
    columns = {str(name): frame[name].tolist() for name in frame}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
