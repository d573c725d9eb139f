"""Lived: the chronicle of a run from an origin, read off the world as the years pass.

Who is a member and who a major power is put in year by year; geography and regimes stay what they
are at the origin, or at entry.
"""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from alliancesim.crisis import Crisis
from alliancesim.history.origin import Member, Origin
from alliancesim.history.panel import Panel
from alliancesim.patterns.world.chronicle import Array, Chronicle, history, key_of
from alliancesim.patterns.world.membership import Membership, enter, release

WAR = 5
"""Hostility level of war."""
DRILL = "joint_exercise"
WINNERS = {"victory of the initiator": "a", "victory of the target": "b"}


def lived(
    origin: Origin, panel: Panel, own: Membership, seed: int, run: int, drills_from: int
) -> Chronicle:
    """Run a member of the ensemble from the origin to its horizon; return its chronicle.

    ``drills_from`` is the first year whose exercises count, as the record begins to count them.
    """
    model = origin.member(seed, run)
    span = round(1 / model.clock.years)
    year, crises, unknown = origin.year, dict[int, Crisis](), np.nan * _drills(model)
    states, dyads = panel.at(origin.year)
    told = [(_states(model, states, own, year), _dyads(model, dyads, own, year, unknown))]
    while model.running:
        if model.steps % span == 0:
            year, drills = year + 1, np.zeros_like(unknown)
            enter(model, origin, own, year)
        model.step()
        release(model, own.at(year))
        drills = drills + _drills(model)
        crises |= {crisis.id: crisis for crisis in (*model.world.crises, *model.ended)}
        if model.steps % span == 0:
            counted = drills if year >= drills_from else unknown
            told.append((_states(model, states, own, year),
                         _dyads(model, dyads, own, year, counted)))  # fmt: skip
    begun = list(crises.values())
    pairs = pd.concat([pairs for _, pairs in told], ignore_index=True)
    return Chronicle(
        first=origin.year + 1,
        last=year,
        states=pd.concat([states for states, _ in told], ignore_index=True),
        dyads=_begun(pairs, begun, origin),
        disputes=_disputes(begun, origin),
        wars=_wars(begun, origin),
        before=history(panel, origin.year, origin.codes),
    )


def _states(model: Member, states: pd.DataFrame, own: Membership, year: int) -> pd.DataFrame:
    world = model.world
    table = pd.DataFrame({
        "year": year, "ccode": states["ccode"].to_numpy(), "capability": world.capability,
        "spending": world.burden * world.output, "regime": world.regime,
    })  # fmt: skip
    return table[own.at(year)]


def _dyads(
    model: Member, dyads: pd.DataFrame, own: Membership, year: int, drills: Array
) -> pd.DataFrame:
    """Return the pairs of a year, in the order of the panel, which is that of the model."""
    upper, major = model.draws.upper, own.majors[year - own.base]
    leading = major[upper[0]] | major[upper[1]]
    kept = dyads[["key", "ccode1", "ccode2", "distance", "contiguity"]]
    table = kept.assign(
        year=year, major=leading, relevant=(kept["contiguity"] > 0) | leading,
        rivalry=model.world.rivalry[upper],
        defence=model.world.treaties.bound("defence")[upper], exercises=drills,
    )  # fmt: skip
    return table[own.pairs(year)]


def _drills(model: Member) -> Array:
    """Return the exercises of the step by pair."""
    held, upper = model.held, model.draws.upper
    counts = np.zeros((model.world.n, model.world.n))
    if held is not None and DRILL in model.tools.names:
        own = held.instrument == model.tools.names.index(DRILL)
        np.add.at(counts, (held.first[own], held.second[own]), 1.0)
    both: Array = (counts + counts.T)[upper]
    return both


def _begun(pairs: pd.DataFrame, begun: list[Crisis], origin: Origin) -> pd.DataFrame:
    """Add which disputes began in a year, and by whom."""
    rows = pd.MultiIndex.from_frame(pairs[["year", "key"]])
    marks: dict[str, list[tuple[int, int]]] = {"by1": [], "by2": []}
    for crisis in begun:
        low, high = crisis.pair
        key = int(key_of(origin.codes[low], origin.codes[high]))
        marks["by1" if crisis.initiator == low else "by2"].append((_year(crisis, origin), key))
    by = {name: _marked(rows, own) for name, own in marks.items()}
    table = pairs.assign(onset=by["by1"] | by["by2"], **by)
    return table.sort_values(["key", "year"], ignore_index=True)


def _marked(rows: pd.MultiIndex, own: list[tuple[int, int]]) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = rows.isin(own) if own else np.zeros(len(rows), dtype=bool)
    return found


def _year(crisis: Crisis, origin: Origin) -> int:
    return origin.year + 1 + int(crisis.started)


def _disputes(begun: list[Crisis], origin: Origin) -> pd.DataFrame:
    """Return a row per dispute; those under way at the end have lasted until then."""
    columns = ["year", "first_a", "first_b", "side_a", "side_b", "highest", "reciprocated", "days",
               "ended"]  # fmt: skip
    found: list[dict[str, Any]] = [
        {
            "year": _year(crisis, origin), "first_a": _codes([crisis.initiator], origin),
            "first_b": _codes([crisis.target], origin), "side_a": _codes(crisis.sides[0], origin),
            "side_b": _codes(crisis.sides[1], origin), "highest": crisis.top,
            "reciprocated": crisis.reciprocated or crisis.top == WAR,
            "days": max(1.0, crisis.days), "ended": bool(crisis.over),
        }
        for crisis in begun
    ]  # fmt: skip
    return pd.DataFrame(found, columns=columns)


def _wars(begun: list[Crisis], origin: Origin) -> pd.DataFrame:
    columns = ["year", "side_a", "side_b", "winner", "deaths"]
    found: list[dict[str, Any]] = [
        {
            "year": _year(crisis, origin), "side_a": _codes(crisis.sides[0], origin),
            "side_b": _codes(crisis.sides[1], origin), "winner": WINNERS.get(crisis.over, ""),
            "deaths": crisis.deaths,
        }
        for crisis in begun
        if crisis.top == WAR
    ]  # fmt: skip
    return pd.DataFrame(found, columns=columns)


def _codes(rows: list[int], origin: Origin) -> tuple[int, ...]:
    return tuple(sorted(int(origin.codes[row]) for row in rows))
