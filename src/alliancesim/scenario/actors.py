"""What a user writes about actors other than states: networks that threaten states."""

from typing import Literal

from pydantic import Field

from alliancesim.scenario.events import Model
from alliancesim.scenario.figures import PerYear

ThreatType = Literal["terrorism", "piracy", "cyber", "crime", "trafficking"]


class ThreatActor(Model):
    """A non-state actor, or one that hides as such, and how often it strikes whom."""

    name: str = Field(min_length=1, max_length=80)
    type: ThreatType = Field(description="trafficking: in arms")
    rates: dict[str, PerYear] = Field(
        min_length=1, description="incidents a year by state; states not named are spared"
    )
    dispersion: float = Field(
        default=0.5, ge=0.01, le=10,
        description="squared spread of good and bad years: a year's count has the variance"
        " rate + dispersion·rate²",
    )  # fmt: skip
    harbour: list[str] = Field(
        default_factory=list, description="states from whose soil it acts, which victims resent"
    )
    suspects: list[str] = Field(
        default_factory=list, description="states that victims may blame for its attacks"
    )
    sponsor: str | None = Field(default=None, description="state behind it, if any")
    source: str = ""
