"""The finer grain of the metrics: yearly tables of states, pairs, regions, actors and treaties.

Each function returns the columns of one table, one entry per row. Sums over the year since the
last rows come in a `Year`.
"""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from alliancesim.metrics.registry import Snapshot
from alliancesim.metrics.stability import half_at
from alliancesim.phases.crises.onset import rivals
from alliancesim.phases.engage.consent import budgets
from alliancesim.world import Array, World

Columns = dict[str, NDArray[Any] | list[Any]]
Chosen = NDArray[np.bool_]


@dataclass
class Year:
    """What adds up over a year."""

    spent: Array
    """Effort of each state on engagements, (N,)."""
    toll: Array
    """People killed, (N,)."""
    incidents: Array
    """Incidents of non-state actors, A×N."""

    @classmethod
    def begins(cls, world: World) -> Self:
        """Return a year in which nothing has happened yet."""
        return cls(np.zeros(world.n), np.zeros(world.n), np.zeros_like(world.incidents))


FAINT = 0.01
"""Evidence below which a cause of trust is not written down."""
STOCKS = (
    "capability", "burden", "output", "regime", "threat_felt", "technology", "cyber", "standing",
    "transparency", "accountability", "nuclear", "incidents_felt", "illicit_arms",
)  # fmt: skip
"""Fields of the world that go into the table of states as they are."""


def of_states(now: Snapshot, year: Year) -> Columns:
    """Return a row per state; expected disputes are those with anybody, next 12 months."""
    world, others = now.world, now.world.n - 1
    return {
        "state": np.array(world.ids),
        **{name: getattr(world, name).copy() for name in STOCKS},
        "trust_given": (now.trust.sum(axis=1) - 1) / others,
        "trust_received": (now.trust.sum(axis=0) - 1) / others,
        "influence": world.influence.sum(axis=1) / others,
        "bases_hosted": world.bases.sum(axis=0),
        "expected_disputes": now.rates.sum(axis=1),
        "expected_uses_of_force": now.force_rates.sum(axis=1),
        "expected_wars": now.war_rates.sum(axis=1),
        "incidents": year.incidents.sum(axis=0),
        "toll": year.toll,
        "budget": budgets(world, now.rules),
        "budget_spent": year.spent,
    }


def of_dyads(now: Snapshot) -> Columns:
    """Return a row per unordered pair; ``x_12`` is of the first state towards the second."""
    world, ids = now.world, np.array(now.world.ids)
    rows, columns = now.draws.upper
    directed = {
        "trust": now.trust,
        "threat": now.seen.threat,
        "dependence": world.dependence,
        "influence": world.influence,
        "bases": world.bases,
    }
    mutual: dict[str, NDArray[Any]] = {
        **{name: getattr(world, name) for name in (
            "tension", "interoperability", "information", "procedures", "understanding",
            "readiness", "posture", "escalation", "stakes", "peacekeepers", "prevented",
        )},
        "past_disputes": world.onset_count,
        "onset_rate": now.rates,
        "force_rate": now.force_rates,
        "war_rate": now.war_rates,
        "pact": now.pacts,
        "agreement": world.treaties.bound("cooperation"),
        "rivalry": rivals(world, now.rules, now.now),
    }  # fmt: skip
    found: Columns = {"state1": ids[rows], "state2": ids[columns]}
    for name, matrix in directed.items():
        found |= {f"{name}_12": matrix[rows, columns], f"{name}_21": matrix[columns, rows]}
    return found | {name: matrix[rows, columns] for name, matrix in mutual.items()}


def of_regions(now: Snapshot, year: Year) -> Columns:
    """Return a row per region, of its states and the pairs of them, and one per two regions.

    The row "A / B" is of the pairs with one state in either; what belongs to states is NaN there.
    ``stability`` is 1 - the mean of those components of instability that a region has at any
    time: expected wars, and the mean escalation of its politically relevant pairs.
    """
    names = sorted(set(now.world.regions))
    regions = np.array(now.world.regions)
    rows = [
        _region(now, year, regions == one, regions == other) | {"region": _named(one, other)}
        for number, one in enumerate(names)
        for other in (one, *names[number + 1 :])
    ]
    rows.sort(key=lambda row: (" / " in row["region"], row["region"]))
    return {"region": [row["region"] for row in rows]} | {
        name: np.array([row[name] for row in rows], dtype=float)
        for name in rows[0] if name != "region"
    }  # fmt: skip


def _named(one: str, other: str) -> str:
    return one if one == other else f"{one} / {other}"


def _region(now: Snapshot, year: Year, one: Chosen, other: Chosen) -> dict[str, Any]:
    """Return a row for the pairs with a state among ``one`` and a state among ``other``."""
    world, scales = now.world, now.rules.indices
    pairs = now.of_pairs(one[:, None] & other[None, :] | other[:, None] & one[None, :])
    relevant = now.of_pairs(world.escalation)[pairs & now.relevant]
    escalation = float(relevant.mean()) if len(relevant) else 0.0
    wars = float(now.of_pairs(now.war_rates)[pairs].sum())
    within = bool((one & other).any())
    parts = (half_at(wars, scales.war_scale), half_at(escalation, scales.escalation_scale))
    return {
        "states": float(one.sum()) if within else np.nan,
        "pairs": float(pairs.sum()),
        "stability": 1 - sum(parts) / 2,
        "expected_disputes": float(now.of_pairs(now.rates)[pairs].sum()),
        "expected_uses_of_force": float(now.of_pairs(now.force_rates)[pairs].sum()),
        "expected_wars": wars,
        "escalation_mean": escalation,
        "tension_mean": _mean(now.of_pairs(world.tension)[pairs]),
        "trust_mean": _mean(now.of_pairs((now.trust + now.trust.T) / 2)[pairs]),
        "pact_density": _mean(now.of_pairs(now.pacts)[pairs]),
        "burden_mean": float(world.burden[one].mean()) if within else np.nan,
        "incidents": float(year.incidents[:, one].sum()) if within else np.nan,
        "toll": float(year.toll[one].sum()) if within else np.nan,
    }


def _mean(values: NDArray[Any]) -> float:
    return float(values.mean()) if len(values) else float(np.nan)


def of_threats(now: Snapshot, year: Year) -> Columns:
    """Return a row per threat actor and state: its rate now, a year, and incidents of the year."""
    world = now.world
    return {
        "threat": np.repeat(np.array([actor.id for actor in world.threats], dtype=str), world.n),
        "state": np.tile(np.array(world.ids), len(world.threats)),
        "rate": world.asymmetric.ravel().copy(),
        "incidents": year.incidents.ravel(),
    }


def of_organisations(now: Snapshot) -> Columns:
    """Return a row per organisation: members in the cast, cohesion, and how much it can use."""
    world, organisations = now.world, now.world.organisations
    divergence = now.rules.organisations.divergence
    return {
        "organisation": [organisation.id for organisation in organisations],
        "members": [_ids(world, organisation.members) for organisation in organisations],
        "cohesion": organisations.cohesion(world.affinity, now.trust),
        "will": organisations.will(world.affinity, now.trust, divergence),
    }


def of_treaties(now: Snapshot) -> Columns:
    """Return a row per treaty in force: who is bound to what."""
    world, treaties = now.world, list(now.world.treaties)
    return {
        "treaty": [treaty.id for treaty in treaties],
        "name": [treaty.name for treaty in treaties],
        "obligations": [treaty.obligations() for treaty in treaties],
        "members": [_ids(world, treaty.members) for treaty in treaties],
        "outside": [sorted(treaty.outside) for treaty in treaties],
        "suspended": [_ids(world, sorted(treaty.suspended)) for treaty in treaties],
    }


def of_causes(now: Snapshot, causes: tuple[str, ...]) -> Columns:
    """Return whom states trust and distrust because of what: evidence still alive, by cause."""
    world = now.world
    good, bad = world.credits()
    cause, i, j = np.nonzero((good > FAINT) | (bad > FAINT))
    ids = np.array(world.ids)
    return {
        "state1": ids[i],
        "state2": ids[j],
        "cause": np.array(causes)[cause],
        "good": good[cause, i, j],
        "bad": bad[cause, i, j],
    }


def _ids(world: World, members: Any) -> list[str]:
    return [world.ids[member] for member in members]
