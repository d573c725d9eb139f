"""What a user writes: the schema of a scenario file."""

import calendar
import datetime
import itertools
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from alliancesim.doctrines import DOCTRINES, Doctrine
from alliancesim.instruments import INSTRUMENTS, Instrument
from alliancesim.parameters import Parameters
from alliancesim.scenario.actors import ThreatActor
from alliancesim.scenario.errors import shown
from alliancesim.scenario.events import Day, Model, Obligation, ScheduledEvent
from alliancesim.scenario.figures import (
    Burden,
    Capability,
    Count,
    Effort,
    Evidence,
    Figure,
    Growth,
    Kilometres,
    Output,
    PerYear,
    Position,
    Share,
    Size,
    Wars,
    Years,
)
from alliancesim.scenario.organisations import Organisation
from alliancesim.trends import TRENDS, Trend

STATE_LIMIT = 1000
MONTHS: dict[str, int] = {"month": 1, "quarter": 3, "year": 12}
StateId = Annotated[str, Field(pattern=r"^\w{1,40}$")]
Word = Annotated[str, Field(pattern=r"^\w{1,60}$")]
"""A name in dotted paths: letters, digits and underscores."""
Key = Annotated[str, Field(pattern=r"^[\w\-]{1,60}$")]


class Clock(Model):
    """When the run starts, how long a step is and how far it goes."""

    start: Day
    step: Literal["month", "quarter", "year"] = "month"
    horizon: float = Field(default=10.0, gt=0, le=1000, description="years from the start")
    end: Day | None = Field(default=None, description="instead of horizon")
    turn: int = Field(default=12, ge=1, le=1200, description="steps in a turn of play")

    @field_validator("end")
    @classmethod
    def _forward(cls, end: datetime.date | None, info: ValidationInfo) -> datetime.date | None:
        start = info.data.get("start")
        if end is not None and start is not None and end <= start:
            raise ValueError(f"end {end} is not after start {start}")
        return end

    @model_validator(mode="after")
    def _within_the_calendar(self) -> Self:
        if self.start.year + self.steps * self.years > datetime.MAXYEAR:
            raise ValueError(f"the run would go beyond the year {datetime.MAXYEAR}")
        return self

    @property
    def years(self) -> float:
        """Length of a step in years."""
        return MONTHS[self.step] / 12

    @property
    def steps(self) -> int:
        """Number of steps from start to horizon (at least one)."""
        span = (self.end - self.start).days / 365.25 if self.end else self.horizon
        return max(1, round(span / self.years))

    @property
    def last_day(self) -> datetime.date:
        """The last day of the run."""
        return self.date_at(self.steps) - datetime.timedelta(days=1)

    def step_of(self, day: datetime.date) -> int:
        """Return the step that ``day`` falls in; the first is 1."""
        months = 12 * (day.year - self.start.year) + day.month - self.start.month
        step = months // MONTHS[self.step]
        return step + 1 if day >= self.date_at(step) else step

    def months_of(self, step: int) -> list[int]:
        """Return the months, 1 to 12, that begin in ``step``, the first of the run included."""
        first = self.start.month - 1 + (step - 1) * MONTHS[self.step]
        return [(first + month) % 12 + 1 for month in range(MONTHS[self.step])]

    def date_at(self, step: int) -> datetime.date:
        """Return the date at the end of ``step``, when the next begins; step 0 is the start."""
        month = self.start.month - 1 + step * MONTHS[self.step]
        year, month = self.start.year + month // 12, month % 12 + 1
        return datetime.date(year, month, min(self.start.day, calendar.monthrange(year, month)[1]))


class Location(Model):
    """Where a state is drawn, and measured from where no distance is given: its capital."""

    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)


class State(Model):
    """One state."""

    name: str = Field(min_length=1, max_length=80)
    region: str = Field(min_length=1, description="label for regional metrics and spillovers")
    location: Location
    capability: Capability = Field(description="composite material capability, share of system")
    output: Output = Field(description="gross domestic product")
    burden: Burden = Field(description="military spending over output")
    regime: Share = Field(description="electoral democracy, V-Dem scale")
    major: bool = Field(default=False, description="major power in the Correlates of War sense")
    nuclear: bool = Field(default=False, description="has nuclear weapons")
    technology: Share = Field(default=Figure(value=0.5), description="level of military technology")
    transparency: Share = Field(default=Figure(value=0.5), description="openness about forces")
    accountability: Share = Field(default=Figure(value=0.5), description="control of conduct")
    cyber: Share = Field(
        default=Figure(value=0.5), description="resilience against attacks on networks"
    )
    rights: Share = Field(default=Figure(value=0.5), description="human-rights record")
    industry: Share = Field(
        default=Figure(value=0.5), description="arms industry, 1: makes and sells anything"
    )
    culture: str = Field(
        default="", max_length=40, description="label; states with the same one are close"
    )
    sovereignty: Share = Field(
        default=Figure(value=0.5), description="sensitivity to foreign presence and insight"
    )
    interests: dict[str, Position] = Field(
        default_factory=dict, description="ideal point on each of the scenario's dimensions"
    )
    salience: dict[str, Share] | None = Field(
        default=None, description="weight of each dimension, sums to one; equal where not given"
    )
    growth: Growth = Field(default=Figure(value=0.0), description="trend of capability")
    output_growth: Growth = Field(default=Figure(value=0.0), description="trend of output")
    budget: Effort | None = Field(
        default=None, description="diplomatic budget; from military spending where not given"
    )
    doctrine: str | None = Field(default=None, description="instead of the scenario's doctrine")

    @field_validator("salience")
    @classmethod
    def _sums_to_one(cls, salience: dict[str, Figure] | None) -> dict[str, Figure] | None:
        if salience is not None:
            total = sum(weight.value for weight in salience.values())
            if abs(total - 1) > 1e-6:
                raise ValueError(f"salience sums to {total:g}, but must sum to 1")
        return salience


def _figures(given: Any) -> str:
    return "two" if isinstance(given, list) else "one"


Directed = Annotated[
    Annotated[Share, Tag("one")]
    | Annotated[list[Share], Field(min_length=2, max_length=2), Tag("two")],
    Discriminator(_figures),
]
"""One figure for both directions, or two: the first state's toward the second, and back."""
Sizes = Annotated[
    Annotated[Size, Tag("one")]
    | Annotated[list[Size], Field(min_length=2, max_length=2), Tag("two")],
    Discriminator(_figures),
]
"""The same for the sizes of bases."""


class Dyad(Model):
    """What is known of a pair at the start; what is not given is derived or neutral."""

    distance: Kilometres | None = Field(
        default=None, description="shortest distance between borders; else between capitals"
    )
    contiguity: int = Field(
        default=0, ge=0, le=5,
        description="CoW type: 1 land, 2-5 water up to 12, 24, 150, 400 miles, 0 none",
    )  # fmt: skip
    trust: Directed | None = Field(
        default=None, description="one figure, or the first's in the second and the reverse"
    )
    evidence: Evidence | None = Field(default=None, description="evidence behind that trust")
    tension: Wars | None = Field(
        default=None, description="at the start; else what past and observed disputes imply"
    )
    interoperability: Share = Figure(value=0.0)
    information: Share = Figure(value=0.0)
    procedures: Share = Field(default=Figure(value=0.0), description="hotlines, encounter codes")
    understanding: Share = Field(
        default=Figure(value=0.0), description="how well they know each other's doctrine and ways"
    )
    readiness: Share = Field(
        default=Figure(value=0.0), description="standing plans to act together in a crisis"
    )
    cultural_distance: Share | None = Field(
        default=None, description="else told from the labels of culture of the two"
    )
    bases: Sizes = Field(
        default=Figure(value=0.0),
        description="size of the first's base in the second and the reverse; 1 is 50 000 troops",
    )
    dependence: Directed = Field(
        default=Figure(value=0.0), description="the first's on the second and the reverse"
    )
    engagements: PerYear = Field(
        default=Figure(value=0.0), description="engagements a year before the start, all kinds"
    )
    past_disputes: Count = Field(default=Figure(value=0.0), description="years with a new dispute")
    observed_years: Years | None = Field(
        default=None, description="years over which past disputes were counted"
    )
    years_since_dispute: Years | None = Field(default=None, description="since the last onset")
    rivalry: bool = Field(default=False, description="strategic rivals")
    incidents: PerYear = Field(
        default=Figure(value=0.0), description="encounters, intercepts and scrambles a year"
    )


class Alliance(Model):
    """A treaty, its obligations and its members."""

    name: str = Field(min_length=1)
    obligations: list[Obligation] = Field(min_length=1)
    members: list[StateId] = Field(min_length=1)
    outside_members: list[str] = Field(
        default_factory=list,
        description="members outside the scenario; they count as shared allies",
    )
    signed: Day | None = None
    scope: str = Field(default="general", description="general, or the one threat it is about")
    multilateral: bool | None = Field(
        default=None, description="true for a bloc; else told from the number of members"
    )
    admission: Literal["founders", "unanimity", "open"] | None = Field(
        default=None,
        description="who may join: nobody, whom all members want, whoever wants; unanimity for a"
        " bloc where not given",
    )
    candidates: list[StateId] = Field(
        default_factory=list, description="outsiders with a promise of membership"
    )
    suspended: list[StateId] = Field(
        default_factory=list, description="members that are not bound at the start"
    )
    spending_goal: Burden | None = Field(
        default=None, description="share of GDP that members promise to spend on defence"
    )
    source: str = ""


class Dispute(Model):
    """An issue that sets states against each other: every state of one side against the other."""

    name: str = Field(min_length=1)
    type: Literal["territorial", "maritime", "regime", "resource", "positional"]
    salience: Share
    sides: Annotated[list[list[StateId]], Field(min_length=2, max_length=6)]
    source: str = ""


def _switch(given: Any) -> Any:
    if isinstance(given, bool):
        return given
    if given not in ("on", "off"):
        raise ValueError(f"expected on or off, got {shown(given)}")
    return given == "on"


Switch = Annotated[
    bool,
    BeforeValidator(_switch),
    WithJsonSchema({"anyOf": [{"type": "boolean"}, {"enum": ["on", "off"]}]}),
]
"""Whether something acts: on or off, or true or false."""


class Scenario(Model):
    """A case to simulate: who, with what, bound how, at odds over what, and what happens when."""

    format: Literal[1] = Field(default=1, description="version of this file format")
    name: str = Field(min_length=1, max_length=80, pattern=r"^[A-Za-z0-9_\-]+$")
    title: str = ""
    question: str = Field(default="", description="the question that the case answers")
    description: str = ""
    assumptions: list[str] = Field(default_factory=list, description="what the author assumed")
    omitted: list[str] = Field(
        default_factory=list, description="relevant states that the cast leaves out"
    )
    sources: dict[str, str] = Field(default_factory=dict, description="key to citation")
    clock: Clock
    interests: dict[Word, str] = Field(
        default_factory=dict, description="dimensions of interest and what they mean"
    )
    doctrine: str = Field(default="balanced", description="doctrine of states that name none")
    states: Annotated[dict[StateId, State], Field(min_length=2, max_length=STATE_LIMIT)]
    dyads: dict[str, Dyad] = Field(default_factory=dict, description="by 'A-B'")
    alliances: dict[Key, Alliance] = Field(default_factory=dict)
    disputes: dict[Key, Dispute] = Field(default_factory=dict)
    organisations: dict[Word, Organisation] = Field(
        default_factory=dict, description="organisations, forums and coalitions"
    )
    threats: dict[Word, ThreatActor] = Field(
        default_factory=dict, description="non-state actors that strike states"
    )
    events: list[ScheduledEvent] = Field(default_factory=list)
    instruments: dict[Word, Instrument] = Field(
        default_factory=lambda: dict(INSTRUMENTS), validate_default=False
    )
    doctrines: dict[Word, Doctrine] = Field(default_factory=lambda: dict(DOCTRINES))
    preset: Literal["full", "minimal"] = Field(default="full", description="extent of the model")
    mechanisms: dict[Word, Switch] = Field(
        default_factory=dict, description="off takes a mechanism out, whatever its parameters say"
    )
    trends: dict[Word, Trend] = Field(
        default_factory=lambda: dict(TRENDS), description="dated changes of the world"
    )
    parameters: Parameters = Parameters()

    @property
    def ids(self) -> list[str]:
        """State ids in the order of the file; this is the order of all arrays."""
        return list(self.states)

    @property
    def cast(self) -> str:
        """The cast in words, for headlines that depend on it."""
        return ", ".join(state.name for state in self.states.values())

    def pairs(self) -> list[tuple[str, str]]:
        """All unordered pairs in canonical order."""
        return list(itertools.combinations(self.states, 2))
