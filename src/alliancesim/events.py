"""What happened: to whom, when, and the labelled terms that caused it."""

from collections.abc import Iterable
from dataclasses import dataclass

Terms = tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Event:
    """Something that happened in a step.

    ``terms`` are the terms of the model that made it likely (log-odds, unless the text says
    otherwise), the largest first; empty for what the scenario scheduled.
    """

    kind: str
    actors: tuple[str, ...]
    text: str
    level: int = 0
    crisis: int = -1
    terms: Terms = ()
    day: float = 0.0
    """Day within the step."""


KINDS: dict[str, str] = {
    "onset": "a dispute begins",
    "escalation": "a crisis climbs the hostility ladder",
    "joined": "an ally joins a crisis",
    "honoured": "an invoked commitment is honoured",
    "reneged": "an invoked commitment is not honoured",
    "crisis_end": "a crisis ends",
    "pact_signed": "a defence pact is signed",
    "pact_ended": "a state leaves a defence pact, or the pact ends",
    "agreement_signed": "a defence cooperation agreement is signed",
    "leader_change": "a state changes its leader",
    "breach": "an engagement turns sour: an accident, a leak, a scandal",
    "scheduled_engage": "an engagement that the scenario dates",
    "scheduled_shock": "a shock that the scenario dates",
    "scheduled_sign": "a signature that the scenario dates",
    "scheduled_leave": "a withdrawal that the scenario dates",
    "scheduled_incident": "a dispute that the scenario dates",
    "scheduled_set": "a change of a setting that the scenario dates",
}
"""Every kind of event and what it means."""


def ranked(terms: Iterable[tuple[str, float]]) -> Terms:
    """Return the terms that are not zero, the largest in size first."""
    kept = [(label, float(value)) for label, value in terms if abs(value) > 1e-12]
    return tuple(sorted(kept, key=lambda term: (-abs(term[1]), term[0])))
