"""What a mechanism is: a piece of the model's argument that a scenario can switch off by name."""

from collections.abc import Mapping
from typing import NamedTuple


class Mechanism(NamedTuple):
    """A mechanism and the set of values at which it does nothing."""

    name: str
    description: str
    """What it does, and what is left without it."""
    covers: tuple[str, ...]
    """Ids of the concepts that it stands for."""
    neutral: Mapping[str, float | bool]
    """Values that switch it off, by dotted path; ``instruments.*`` stands for all of them."""
    claims: tuple[str, ...]
    """Metrics that switching it moves, if the scenario gives it anything to work on."""
    core: bool = False
    """Part of the minimal preset: history, trust, and what its instruments bring."""
