"""The instruments of a run as arrays over instruments, ready for the engage phase."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from alliancesim.doctrines import Doctrine
from alliancesim.instruments import CHANNELS, Instrument
from alliancesim.world import Array

ROW = {channel: row for row, channel in enumerate(CHANNELS)}
"""Row of each channel in arrays of gains."""


def engaging(instruments: Mapping[str, Instrument]) -> dict[str, Instrument]:
    """Return the instruments that are engagements of a pair, in their order."""
    return {name: record for name, record in instruments.items() if record.phase == "engage"}


@dataclass(frozen=True)
class Toolbox:
    """Instruments as columns: K instruments, C channels."""

    names: tuple[str, ...]
    enabled: NDArray[np.bool_]
    opportunities: Array
    intensity: Array
    inclination: Array
    cost: Array
    donor: NDArray[np.bool_]
    minimum_trust: Array
    needs_pact: NDArray[np.bool_]
    needs_industry: NDArray[np.bool_]
    gains: Array
    """Gain per channel, C×K."""
    relative_gains: Array
    """Gains in units of their channel's scale, C×K."""
    provocation: Array
    intrusion: Array
    breach: Array
    breach_evidence: Array
    secured: NDArray[np.bool_]
    levers: Mapping[str, float]
    """Strength of the instruments that phases other than engage consume; 1 is normal, 0 is off."""

    @classmethod
    def of(cls, instruments: dict[str, Instrument], year: float) -> Self:
        """Build the columns; instruments not yet available in ``year`` are off."""
        engagements = engaging(instruments)
        records = list(engagements.values())
        gains = np.array([[r.gain(channel) for r in records] for channel in CHANNELS])
        scale = np.array([[channel.scale] for channel in CHANNELS.values()])
        return cls(
            names=tuple(engagements),
            enabled=np.array([r.enabled and r.available_from <= year for r in records]),
            opportunities=np.array([r.opportunities for r in records]),
            intensity=np.array([r.intensity for r in records]),
            inclination=np.array([r.inclination.value for r in records]),
            cost=np.array([r.cost for r in records]),
            donor=np.array([r.direction == "donor" for r in records]),
            minimum_trust=np.array([r.minimum_trust for r in records]),
            needs_pact=np.array([r.needs_pact for r in records]),
            needs_industry=np.array([r.needs_industry for r in records]),
            gains=gains,
            relative_gains=gains / scale,
            provocation=np.array([r.provocation.value for r in records]),
            intrusion=np.array([r.intrusion.value for r in records]),
            breach=np.array([r.breach.value for r in records]),
            breach_evidence=np.array([r.breach_evidence.value for r in records]),
            secured=np.array([r.secured for r in records]),
            levers={
                name: r.intensity if r.enabled and r.available_from <= year else 0.0
                for name, r in instruments.items()
                if r.phase != "engage"
            },
        )

    def gain(self, channel: str) -> Array:
        """Return the gain of each instrument in ``channel``, shape (K,)."""
        row: Array = self.gains[ROW[channel]]
        return row

    def lever(self, name: str) -> float:
        """Return how strongly a lever is pulled: 1 is normal, 0 off or unknown to the scenario."""
        return self.levers.get(name, 0.0)


@dataclass(frozen=True)
class Stances:
    """The doctrines of the states as arrays."""

    weights: Array
    """Weight per channel and state, the weight on the situation included, C×N."""
    identity: Array
    habit: Array
    norms: Array
    restraint: Array
    sovereignty: Array

    @cached_property
    def neutral(self) -> bool:
        """Whether all states give all that cooperation brings the weight 1."""
        return bool((self.weights == 1).all() and (self.identity == 1).all())

    @classmethod
    def of(cls, doctrines: list[Doctrine]) -> Self:
        """Build the arrays from the doctrine of each state, in the order of the states."""
        return cls(
            weights=np.array(
                [[d.situation * d.weight(channel) for d in doctrines] for channel in CHANNELS]
            ),
            identity=np.array([d.identity for d in doctrines]),
            habit=np.array([d.habit for d in doctrines]),
            norms=np.array([d.norms for d in doctrines]),
            restraint=np.array([d.restraint for d in doctrines]),
            sovereignty=np.array([d.sovereignty for d in doctrines]),
        )
