"""Reduction: a small version of an experiment, to try it and to keep it from breaking."""

from typing import Any

from alliancesim.experiments.schema import ExperimentFile

FEW = 2
"""Samples, listed points, values of a lever, runs and years of a small version."""


def reduced(file: ExperimentFile) -> ExperimentFile:
    """Return an experiment with few samples, values of levers, runs and years."""
    design = file.design
    if design.n is not None:
        design = design.model_copy(update={"n": min(design.n, FEW)})
    levers = {
        path: lever.model_copy(update={"values": _ends(lever.values)})
        for path, lever in file.levers.items()
    }
    return file.model_copy(
        update={
            "design": design,
            "levers": levers,
            "runs": min(file.runs, FEW),
            "years": min(file.years or FEW, FEW),
        }
    )


def _ends(values: list[Any] | None) -> list[Any] | None:
    """Return the first and the last of more than two values."""
    return [values[0], values[-1]] if values and len(values) > FEW else values
