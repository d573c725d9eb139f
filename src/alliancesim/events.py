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
    amount: float = 0.0
    """How much, where the kind has a number: battle deaths of a war that ends, say."""


KINDS: dict[str, str] = {
    "onset": "a dispute begins",
    "escalation": "a crisis climbs the hostility ladder",
    "joined": "an ally joins a crisis",
    "honoured": "an invoked commitment is honoured",
    "reneged": "an invoked commitment is not honoured",
    "mediation": "a third party begins to mediate in a crisis",
    "settlement": "a dispute is settled by agreement",
    "crisis_end": "a crisis ends",
    "deployment": "an organisation sends peacekeepers between two states",
    "withdrawal": "peacekeepers leave",
    "alarm": "early warning of a dispute",
    "prevention": "preventive diplomacy follows an alarm",
    "pact_signed": "a defence pact is signed",
    "pact_ended": "a state leaves a defence pact, or the pact ends",
    "agreement_signed": "a defence cooperation agreement is signed",
    "agreement_ended": "a defence cooperation agreement lapses",
    "acceded": "a state joins a multilateral alliance",
    "suspended": "members suspend another member",
    "readmitted": "a suspended member is bound again",
    "dissolved": "a multilateral alliance dissolves",
    "bloc_founded": "several states of a region found an alliance",
    "base_opened": "a state gets a base in another",
    "base_closed": "a base abroad is given up",
    "leader_change": "a state changes its leader",
    "proliferation": "a state acquires nuclear weapons",
    "breach": "an engagement turns sour: an accident, a leak, a scandal",
    "conduct_breach": "a breach of export criteria or of the law of war comes to light",
    "attack": "a non-state actor strikes, seriously",
    "attributed": "a victim blames a state for attacks, rightly or wrongly",
    "scheduled_engage": "an engagement that the scenario dates",
    "scheduled_shock": "a shock that the scenario dates",
    "scheduled_sign": "a signature that the scenario dates",
    "scheduled_leave": "a withdrawal that the scenario dates",
    "scheduled_suspend": "a suspension that the scenario dates",
    "scheduled_readmit": "a readmission that the scenario dates",
    "scheduled_base": "a base that the scenario dates",
    "scheduled_join": "an accession to an organisation that the scenario dates",
    "scheduled_quit": "an exit from an organisation that the scenario dates",
    "scheduled_mission": "a deployment of peacekeepers that the scenario dates",
    "scheduled_attack": "an attack that the scenario dates",
    "scheduled_incident": "a dispute that the scenario dates",
    "scheduled_set": "a change of a setting that the scenario dates",
}
"""Every kind of event and what it means."""


def ranked(terms: Iterable[tuple[str, float]]) -> Terms:
    """Return the terms that are not zero, the largest in size first."""
    kept = [(label, float(value)) for label, value in terms if abs(value) > 1e-12]
    return tuple(sorted(kept, key=lambda term: (-abs(term[1]), term[0])))
