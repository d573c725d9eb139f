"""What the tests of metrics share: small worlds, and a metric measured on them."""

from typing import Any

import alliancesim as al
from alliancesim.crisis import Crisis
from alliancesim.events import Event
from alliancesim.metrics.registry import Snapshot
from alliancesim.treaties import Treaties, Treaty, flags

A, B, C, D = 0, 1, 2, 3


def snapshot(model: al.AllianceModel, **changes: Any) -> Snapshot:
    """Return a snapshot of the world as the test has made it."""
    given: dict[str, Any] = {
        "world": model.world, "rules": model.rules, "tools": model.tools, "seen": model.seen,
        "draws": model.draws, "watch": model.watch, "happened": [], "held": None, "now": 0.0,
    }  # fmt: skip
    return Snapshot(**(given | changes))


def measured(model: al.AllianceModel, name: str, **changes: Any) -> float:
    """Return a metric of that snapshot."""
    return al.METRICS[name].measure(snapshot(model, **changes))


def bind(model: al.AllianceModel, *pacts: tuple[int, ...]) -> None:
    """Let defence pacts of these members be all that is in force."""
    treaties = [
        Treaty(f"pact {number}", "Pact", flags(["defence"]), members, frozenset(), len(members) > 2)
        for number, members in enumerate(pacts)
    ]
    model.world.treaties = Treaties(treaties, model.world.n)


def dispute(
    initiator: int, target: int, over: str = "", top: int = 4, days: float = 30.0, **more: Any
) -> Crisis:
    """Return a dispute that the initiator has brought to a level."""
    return Crisis(0, initiator, target, 0.0, 1.0, sides=([initiator], [target]), top=top,
                  levels=[top, 1], days=days, over=over, **more)  # fmt: skip


def event(kind: str, *actors: str) -> Event:
    """Return an event of a kind."""
    return Event(kind, actors, "")
