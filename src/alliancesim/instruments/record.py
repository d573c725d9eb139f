"""What an instrument of military diplomacy is: a declared record of costs, terms and gains."""

from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import BeforeValidator, Field, model_validator

from alliancesim.parameters import Grade, Group

Phase = Literal["engage", "realign", "crises", "conduct"]
"""Phases of a step that can consume an instrument."""


class Channel(NamedTuple):
    """One way in which an engagement acts, and who takes the contribution up."""

    unit: str
    lo: float
    hi: float
    scale: float
    """Gain that counts as one unit in the choice of instruments."""
    phase: str
    doc: str


CHANNELS: dict[str, Channel] = {
    "trust": Channel("evidence", 0.0, 2.0, 0.12, "learn", "good evidence about the partner"),
    "understanding": Channel(
        "share of the gap", 0.0, 1.0, 0.05, "settle", "the other's doctrine, language and ways"
    ),
    "information": Channel("share of the gap", 0.0, 1.0, 0.1, "settle", "information ties"),
    "interoperability": Channel(
        "share of the gap", 0.0, 1.0, 0.05, "settle", "equipment, doctrine and procedures that fit"
    ),
    "readiness": Channel(
        "share of the gap", 0.0, 1.0, 0.1, "settle", "standing plans to act together in a crisis"
    ),
    "relief": Channel("share of tension", 0.0, 1.0, 0.03, "crises", "tension taken away"),
    "incident_control": Channel(
        "share of the gap", 0.0, 1.0, 0.15, "settle", "procedures that keep incidents from growing"
    ),
    "capability": Channel(
        "ln units of the recipient", 0.0, 0.2, 0.01, "settle", "capability, delivered with a lag"
    ),
    "technology": Channel(
        "share of the gap", 0.0, 1.0, 0.02, "settle",
        "military technology: the recipient's, or of both where it is mutual",
    ),
    "cyber": Channel(
        "share of the gap", 0.0, 1.0, 0.05, "settle", "resilience against attacks on networks"
    ),
    "counter_threat": Channel(
        "share of the gap", 0.0, 1.0, 0.05, "settle", "ability against non-state threats"
    ),
    "economy": Channel("ln units of output", 0.0, 0.05, 0.001, "economy", "output of both sides"),
    "dependence": Channel("share of the gap", 0.0, 1.0, 0.05, "settle", "dependence on the donor"),
    "posture": Channel(
        "share of the gap", 0.0, 1.0, 0.2, "settle", "visible commitment: deterrence, reassurance"
    ),
    "norms": Channel(
        "share of the gap", 0.0, 1.0, 0.03, "conduct", "accountability: conduct under law"
    ),
    "transparency": Channel(
        "share of the gap", 0.0, 1.0, 0.03, "conduct", "openness about forces and plans"
    ),
    "goodwill": Channel(
        "share of the gap", 0.0, 1.0, 0.05, "settle", "influence with the partner's public"
    ),
    "warning": Channel(
        "share of the gap", 0.0, 1.0, 0.05, "settle", "ability to see crises coming"
    ),
}  # fmt: skip


class Coefficient(Group):
    """A coefficient with its range, grade and source; in a scenario a plain number will do."""

    value: float
    lo: float = 0.0
    hi: float = 1.0
    grade: Grade = "assumption"
    source: str = ""

    @model_validator(mode="after")
    def _inside(self) -> Self:
        if not self.lo <= self.value <= self.hi:
            raise ValueError(f"{self.value:g} is outside its range {self.lo:g} to {self.hi:g}")
        return self


def _from_number(given: Any) -> Any:
    if isinstance(given, int | float) and not isinstance(given, bool):
        return {"value": float(given), "lo": min(0.0, given), "hi": max(1.0, given)}
    return given


Coef = Annotated[Coefficient, BeforeValidator(_from_number)]


class Cost(Group):
    """What one engagement costs its side, as an order of magnitude."""

    low: float = Field(ge=0, description="million USD, low end")
    high: float = Field(ge=0, description="million USD, high end")
    staff_days: float = Field(ge=0, description="days of staff work")


class Instrument(Group):
    """One instrument of military diplomacy.

    ``opportunities`` says how often a pair could use it; how often it does follows from what both
    sides make of it (equation 6). Gains are per engagement of full quality. An instrument that is
    no engagement of a pair (``phase`` other than "engage") is a lever: the phase that consumes it
    multiplies its own rates by ``intensity``.
    """

    name: str = Field(min_length=1, description="name in words")
    description: str = Field(min_length=1, description="what it is")
    helps: str = Field(default="", description="when it helps")
    idle: str = Field(default="", description="when it does nothing")
    backfires: str = Field(default="", description="when it backfires")
    family: str = Field(default="other", description="family for tables and filters")
    covers: tuple[str, ...] = Field(default=(), strict=False, description="checklist ids")
    enabled: bool = Field(default=True, description="false switches the instrument off")
    phase: Phase = Field(
        default="engage", description="phase that consumes it; all but engage use it as a lever"
    )
    opportunities: float = Field(
        default=1.0, gt=0, le=52, description="candidate engagements per dyad and year"
    )
    intensity: float = Field(
        default=1.0, ge=0, le=5, description="multiplies the chance that a candidate takes place"
    )
    inclination: Coef = Field(
        default=Coefficient(value=0.0, lo=-5, hi=5), description="utility beyond what it brings"
    )
    cost: float = Field(default=1.0, ge=0, le=1000, description="effort units per engagement")
    money: Cost | None = Field(default=None, description="order of magnitude in money and staff")
    days: float = Field(default=1.0, ge=0, le=3650, description="duration of one engagement, days")
    direction: Literal["mutual", "donor"] = Field(
        default="mutual", description="donor: the stronger side gives, the weaker receives"
    )
    minimum_trust: float = Field(
        default=0.0, ge=0, le=1, description="no side below this trust takes part"
    )
    needs_pact: bool = Field(default=False, description="only between allies or with an agreement")
    needs_industry: bool = Field(
        default=False, description="the giver offers it only as far as its arms industry can"
    )
    available_from: int = Field(default=1816, description="first year in which it exists")
    gains: dict[str, Coef] = Field(default_factory=dict, description="gain per channel")
    provocation: Coef = Field(
        default=Coefficient(value=0.0, lo=-0.5, hi=0.5),
        description="bad evidence that a distrustful, near and weaker onlooker takes from it",
    )
    intrusion: Coef = Field(
        default=Coefficient(value=0.0), description="foreign presence and insight it brings"
    )
    breach: Coef = Field(
        default=Coefficient(value=0.0),
        description="chance of an accident, leak or scandal that turns its evidence bad",
    )
    breach_evidence: Coef = Field(
        default=Coefficient(value=0.1, lo=0.0, hi=2.0),
        description="bad evidence of each side about the other in a breach, before loss_weight",
    )
    secured: bool = Field(
        default=False, description="breaches are leaks, which cyber resilience makes rarer"
    )

    @model_validator(mode="after")
    def _known_channels(self) -> Self:
        for name, gain in self.gains.items():
            if name not in CHANNELS:
                raise ValueError(f"unknown channel '{name}'; channels are {', '.join(CHANNELS)}")
            channel = CHANNELS[name]
            if not channel.lo <= gain.value <= channel.hi:
                raise ValueError(
                    f"gain '{name}' is {gain.value:g}, outside {channel.lo:g} to {channel.hi:g}"
                )
        return self

    def gain(self, channel: str) -> float:
        """Return the gain of one engagement in ``channel``; 0 where it has none."""
        return self.gains[channel].value if channel in self.gains else 0.0


def coef(value: float, lo: float, hi: float, source: str = "", grade: Grade | None = None) -> Any:
    """Write a coefficient of a built-in record on one line."""
    grade = grade or ("literature" if source else "assumption")
    return Coefficient(value=value, lo=lo, hi=hi, grade=grade, source=source)
