"""Dated events that a scenario schedules."""

import calendar
import datetime
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

Obligation = Literal[
    "defence", "offence", "neutrality", "nonaggression", "consultation", "cooperation"
]
ShockField = Literal[
    "tension", "trust", "capability", "burden", "output", "regime", "rights", "interoperability",
    "information", "dispute_salience", "leader",
]  # fmt: skip


def _day(given: Any) -> Any:
    if isinstance(given, str):
        try:
            return datetime.date.fromisoformat(given)
        except ValueError:
            raise ValueError(f"'{given}' is not a date of the form YYYY-MM-DD") from None
    return given


Day = Annotated[datetime.date, BeforeValidator(_day)]
"""A date, or text such as 2024-01-31."""


class Model(BaseModel):
    """Base of everything a user writes: unknown keys and wrong types are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class Event(Model):
    """What all scheduled events share."""

    date: Day = Field(description="day on which it happens; acts in the step it falls in")
    note: str = Field(default="", description="what it stands for")
    source: str = Field(default="", description="a key of `sources`, or the source in words")

    def days(self, last: datetime.date) -> Iterator[datetime.date]:
        """Yield the days on which it happens, none after ``last``."""
        if self.date <= last:
            yield self.date


class Engage(Event):
    """An engagement that takes place whatever the parties would choose."""

    kind: Literal["engage"]
    instrument: str
    actors: Annotated[
        list[str], Field(min_length=2, description="every pair engages; with donors, first gives")
    ]
    size: float = Field(default=1.0, gt=0, le=20, description="multiplies its effects")
    every: int | None = Field(
        default=None, ge=1, le=1200, description="months from one to the next; once unless given"
    )
    until: Day | None = Field(
        default=None, description="last day on which it may take place again; the run's end unless"
        " given"
    )  # fmt: skip

    @model_validator(mode="after")
    def _again(self) -> Self:
        if self.until is not None and self.every is None:
            raise ValueError("`until` ends what is repeated; say `every` how many months")
        if self.until is not None and self.until < self.date:
            raise ValueError(f"until {self.until} is before the date {self.date}")
        return self

    def days(self, last: datetime.date) -> Iterator[datetime.date]:
        """Yield the days on which it takes place, none after ``last``.

        A month that lacks the day of the first has it on its last day.
        """
        last = last if self.until is None else min(last, self.until)
        day, count = self.date, 0
        while day <= last:
            yield day
            if self.every is None:
                return
            count += 1
            years, month = divmod(self.date.month - 1 + count * self.every, 12)
            if self.date.year + years > datetime.MAXYEAR:
                return
            length = calendar.monthrange(self.date.year + years, month + 1)[1]
            day = datetime.date(self.date.year + years, month + 1, min(self.date.day, length))


class Shock(Event):
    """A push to a quantity of states or dyads from outside the model."""

    kind: Literal["shock"]
    field: ShockField | Annotated[str, Field(pattern=r"^interests\.\w{1,60}$")] = Field(
        description="what is pushed; `interests.NAME` moves positions on a dimension"
    )
    actors: Annotated[
        list[str],
        Field(min_length=1, description="states; for dyad fields every pair of them is pushed"),
    ]
    change: float = Field(
        default=0.0,
        ge=-20,
        le=20,
        description="tension: wars; trust: evidence; capability, burden, output: ln units; others:"
        " units",
    )


class Sign(Event):
    """A treaty is signed, or states accede to one."""

    kind: Literal["sign"]
    alliance: str = Field(description="id of the alliance, new or existing")
    members: Annotated[list[str], Field(min_length=1)]
    obligations: list[Obligation] = Field(
        default_factory=list, description="needed for a new alliance"
    )
    name: str = ""


class Leave(Event):
    """States leave a treaty; with fewer than two members left it ends."""

    kind: Literal["leave"]
    alliance: str
    members: Annotated[list[str], Field(min_length=1)]


class Incident(Event):
    """A dispute begins between two states at a level of hostility."""

    kind: Literal["incident"]
    actors: Annotated[
        list[str], Field(min_length=2, max_length=2, description="initiator, then target")
    ]
    level: int = Field(default=3, ge=2, le=5, description="hostility level 2 to 5 (MID scale)")


class Set(Event):
    """A parameter, an instrument or a doctrine changes from this date on."""

    kind: Literal["set"]
    path: str = Field(
        description="dotted path, e.g. parameters.trust.memory, instruments.dialogue.intensity"
        " or states.USA.doctrine"
    )
    value: Any


class Suspend(Event):
    """Members of a treaty are suspended: they are not bound, and nobody is bound to them."""

    kind: Literal["suspend"]
    alliance: str
    members: Annotated[list[str], Field(min_length=1)]


class Readmit(Event):
    """Suspended members of a treaty are bound again."""

    kind: Literal["readmit"]
    alliance: str
    members: Annotated[list[str], Field(min_length=1)]


class Base(Event):
    """A base abroad opens, changes its size, or (size 0) closes."""

    kind: Literal["base"]
    guest: str
    host: str
    size: float = Field(ge=0, le=10, description="1 is 50 000 troops; 0 closes the base")


class Join(Event):
    """States join an organisation."""

    kind: Literal["join"]
    organisation: str
    members: Annotated[list[str], Field(min_length=1)]


class Quit(Event):
    """States quit an organisation."""

    kind: Literal["quit"]
    organisation: str
    members: Annotated[list[str], Field(min_length=1)]


class Mission(Event):
    """An organisation's peacekeepers between two states are set to a number; 0 withdraws them."""

    kind: Literal["mission"]
    organisation: str
    actors: Annotated[list[str], Field(min_length=2, max_length=2)]
    troops: float = Field(ge=0, le=1000, description="thousand troops")


class Attack(Event):
    """A serious attack of a threat actor on states, beside those that happen by chance."""

    kind: Literal["attack"]
    threat: str
    actors: Annotated[list[str], Field(min_length=1)]
    size: float = Field(default=1.0, gt=0, le=1000, description="serious incidents in each state")


class Commitment(Event):
    """A promise is put to the test and kept or not, outside the wars of the model."""

    kind: Literal["commitment"]
    actors: Annotated[
        list[str], Field(min_length=2, max_length=2, description="who promised, who called")
    ]
    honoured: bool


ScheduledEvent = Annotated[
    Engage | Shock | Sign | Leave | Suspend | Readmit | Base | Join | Quit | Mission | Attack
    | Commitment | Incident | Set,
    Field(discriminator="kind"),
]  # fmt: skip
