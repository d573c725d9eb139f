"""Orders: what a player decides in a turn, as plain data."""

from typing import Annotated, Literal

from pydantic import Field

from alliancesim.scenario.events import Model

Stance = Literal["seek", "usual", "avoid"]
STANCES: dict[Stance, str] = {
    "seek": "seek cooperation", "usual": "as usual", "avoid": "avoid it"
}  # fmt: skip
MOST_INITIATIVES = 3
"""Proposals of its own that a state can make in a turn."""


class Initiative(Model):
    """An engagement that the player proposes to a partner."""

    instrument: str
    partner: str


class Orders(Model):
    """The decisions of one seat for one turn; whatever is not said is left to the foreign office.

    The foreign office decides as the model's states do, by the doctrine.
    """

    answers: dict[str, bool] = Field(
        default_factory=dict, description="by 'PARTNER instrument': accept, or refuse"
    )
    initiatives: Annotated[list[Initiative], Field(max_length=MOST_INITIATIVES)] = Field(
        default_factory=list
    )
    stances: dict[str, Stance] = Field(default_factory=dict, description="by partner")
    doctrine: str | None = None
    leave: list[str] = Field(default_factory=list, description="treaties that are given up")


def key(partner: str, instrument: str) -> str:
    """Return the name of a proposal."""
    return f"{partner} {instrument}"
