"""The coefficients of an instrument, one by one: what tables and counts of them walk over."""

from collections.abc import Iterator
from typing import NamedTuple

from alliancesim.instruments.record import CHANNELS, Coefficient, Instrument

UNITS = {
    "inclination": "utility",
    "provocation": "evidence",
    "intrusion": "1",
    "breach": "probability",
    "breach_evidence": "evidence",
}
"""Units of the coefficients that are not gains."""


class Named(NamedTuple):
    """A coefficient with its path inside the instrument, and its unit."""

    path: str
    unit: str
    given: Coefficient


def coefficients(record: Instrument) -> Iterator[Named]:
    """Yield the coefficients of an engagement; a lever's numbers stand with its phase."""
    if record.phase != "engage":
        return
    for name, unit in UNITS.items():
        yield Named(name, unit, getattr(record, name))
    for channel, gain in record.gains.items():
        yield Named(f"gains.{channel}", CHANNELS[channel].unit, gain)
