"""Organisations and forums as a user writes them."""

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from alliancesim.scenario.events import Model
from alliancesim.scenario.figures import Figure, Share, Troops

Members = Annotated[
    Annotated[Literal["all"], Tag("word")] | Annotated[list[str], Tag("list")],
    Discriminator(lambda given: "list" if isinstance(given, list) else "word"),
]
"""A list of states, or the word `all`."""


class Meeting(Model):
    """A meeting that returns every year: what the members do together, and in which month."""

    month: int = Field(ge=1, le=12)
    instrument: str = Field(description="an instrument in which two states engage")
    size: float = Field(default=1.0, gt=0, le=20, description="multiplies its effects")


class Organisation(Model):
    """An international organisation, a forum or a coalition."""

    name: str = Field(min_length=1)
    type: Literal["global", "regional", "alliance", "coalition", "forum"]
    members: Members | None = Field(
        default=None, description="states, or all; those of the alliance where one is named"
    )
    partners: list[str] = Field(
        default_factory=list, description="states that its meetings take in at a reduced size"
    )
    outside_members: list[str] = Field(
        default_factory=list, description="members outside the scenario"
    )
    alliance: str | None = Field(default=None, description="alliance whose members it has")
    against: str | None = Field(default=None, description="threat that a coalition is about")
    mediation: Share = Field(default=Figure(value=0.0), description="capacity to mediate")
    norms: Share = Field(default=Figure(value=0.0), description="hold of its norms on members")
    peacekeeping: Troops = Field(default=Figure(value=0.0), description="troops it can deploy")
    meetings: list[Meeting] = Field(default_factory=list)
    source: str = ""
