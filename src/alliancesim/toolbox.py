"""The instruments of a run as arrays over instruments, ready for the engage phase."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from alliancesim.doctrines import Doctrine
from alliancesim.instruments import CHANNELS, Instrument
from alliancesim.world import Array


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
    gains: Array
    """Gain per channel, C×K."""
    relative_gains: Array
    """Gains in units of their channel's scale, C×K."""
    provocation: Array
    intrusion: Array
    breach: Array

    @classmethod
    def of(cls, instruments: dict[str, Instrument], year: float) -> Self:
        """Build the columns; instruments not yet available in ``year`` are off."""
        records = list(instruments.values())
        gains = np.array([[r.gain(channel) for r in records] for channel in CHANNELS])
        scale = np.array([[channel.scale] for channel in CHANNELS.values()])
        return cls(
            names=tuple(instruments),
            enabled=np.array([r.enabled and r.available_from <= year for r in records]),
            opportunities=np.array([r.opportunities for r in records]),
            intensity=np.array([r.intensity for r in records]),
            inclination=np.array([r.inclination.value for r in records]),
            cost=np.array([r.cost for r in records]),
            donor=np.array([r.direction == "donor" for r in records]),
            minimum_trust=np.array([r.minimum_trust for r in records]),
            needs_pact=np.array([r.needs_pact for r in records]),
            gains=gains,
            relative_gains=gains / scale,
            provocation=np.array([r.provocation.value for r in records]),
            intrusion=np.array([r.intrusion.value for r in records]),
            breach=np.array([r.breach.value for r in records]),
        )

    def gain(self, channel: str) -> Array:
        """Return the gain of each instrument in ``channel``, shape (K,)."""
        row: Array = self.gains[list(CHANNELS).index(channel)]
        return row


@dataclass(frozen=True)
class Stances:
    """The doctrines of the states as arrays."""

    weights: Array
    """Weight per channel and state, C×N."""
    restraint: Array
    sovereignty: Array

    @classmethod
    def of(cls, doctrines: list[Doctrine]) -> Self:
        """Build the arrays from the doctrine of each state, in the order of the states."""
        return cls(
            weights=np.array([[d.weight(channel) for d in doctrines] for channel in CHANNELS]),
            restraint=np.array([d.restraint for d in doctrines]),
            sovereignty=np.array([d.sovereignty for d in doctrines]),
        )
