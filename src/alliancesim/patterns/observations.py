"""Observations: what the runs did, as one table of disputes and one of dyad-years."""

import numpy as np
import pandas as pd

from alliancesim.crisis import DAYS
from alliancesim.draws import Draws
from alliancesim.kernels import relevant
from alliancesim.results import Results
from alliancesim.start import world_of
from alliancesim.world import World

CRISIS = ["run", "crisis"]
PAIR = ["run", "state1", "state2"]
DYAD_YEAR = [*PAIR, "step"]
MEMORY = 8.0
"""Years of the recency control: the exponential memory that fits MID 5.0 best."""


def disputes(results: Results) -> pd.DataFrame:
    """Return a row per dispute that broke out by itself.

    Columns: ``highest`` level that either side reached, ``reciprocated`` (the target answered
    with military action), ``days`` it lasted, at least one, ``ended`` (else the days are those
    until the end of the run), and battle ``deaths``, known of wars that ended.
    """
    events = results.events[results.events["crisis"] >= 0]
    events = events.assign(moment=_years_in(events, results) * DAYS).set_index(CRISIS)
    opened = events[events["kind"] == "onset"]
    closed = events[events["kind"] == "crisis_end"].reindex(opened.index)
    moves = events[events["kind"].isin(["onset", "escalation"])]
    moves = moves.assign(mover=_actor(moves, 0)).join(_actor(opened, 1).rename("target"))
    highest = moves.groupby(CRISIS)["level"].max().reindex(opened.index)
    answered = (moves["mover"] == moves["target"]).groupby(CRISIS).any().reindex(opened.index)
    horizon = float(results.manifest["steps"]) * float(results.manifest["step_years"]) * DAYS
    return pd.DataFrame(
        {
            "highest": highest,
            "reciprocated": answered.astype(bool) | (highest == 5),  # a war has two sides
            "days": np.maximum(closed["moment"].fillna(horizon) - opened["moment"], 1.0),
            "ended": closed["moment"].notna(),
            "deaths": closed["amount"].fillna(0.0),
        }
    ).reset_index(drop=True)


def dyad_years(results: Results) -> pd.DataFrame:
    """Return a row per run, full year and politically relevant pair, as it was when it began.

    Politically relevant are pairs that are contiguous, by land or by up to 400 miles of water, or
    that hold a major power. Columns: ``first`` and ``second``, whether the one or the other
    initiated a dispute in the year; ``onset``, whether either did; ``share``, the first's share of
    the capability of the two; ``pact``; ``democracies``; and the controls ``distance``
    ln(1 + km), ``ratio`` |ln c_1/c_2|, ``major``, ``land``, ``water``, ``past`` ln(1 + disputes)
    and ``recency`` exp(-max(t, 1) / 8), t the years since the last dispute.
    """
    world = world_of(results.scenario, Draws(0, len(results.scenario.ids)))
    year = round(1 / float(results.manifest["step_years"]))
    table = results.dyads[[*DYAD_YEAR, "pact", "past_disputes"]]
    full = (table["step"] % year == 0) & (table["step"] + year <= results.manifest["steps"])
    pairs = table["state1"].map(world.row), table["state2"].map(world.row)
    table = table[full & relevant(world)[pairs]]
    table = _powers(table, results)
    table = _geography(table, world)
    began = _began(results, world)
    table = _initiations(table, began[began["kind"] == "onset"])
    return _recency(table, began, world, results)


def _powers(table: pd.DataFrame, results: Results) -> pd.DataFrame:
    """Add how strong the two states are, and whether both are democracies."""
    states = results.states[["run", "step", "state", "capability", "regime"]]
    for number in ("1", "2"):
        named = states.rename(columns={c: c + number for c in ("state", "capability", "regime")})
        table = table.merge(named, on=["run", "step", f"state{number}"])
    mark = results.scenario.parameters.onset.democracy_mark
    return table.assign(
        share=table["capability1"] / (table["capability1"] + table["capability2"]),
        ratio=np.abs(np.log(table["capability1"] / table["capability2"])),
        democracies=(table["regime1"] >= mark) & (table["regime2"] >= mark),
    )


def _geography(table: pd.DataFrame, world: World) -> pd.DataFrame:
    """Add where the two states are, and whether one is a major power."""
    one, other = table["state1"].map(world.row), table["state2"].map(world.row)
    return table.assign(
        distance=np.log1p(world.distance[one, other]),
        major=world.major[one] | world.major[other],
        land=world.contiguity[one, other] == 1,
        water=world.contiguity[one, other] > 1,
    )


def _began(results: Results, world: World) -> pd.DataFrame:
    """Return the disputes that began: kind, pair, initiator, first step of the year and moment."""
    events = results.events[results.events["kind"].isin(["onset", "scheduled_incident"])]
    year = round(1 / float(results.manifest["step_years"]))
    pairs = [sorted(actors, key=world.row) for actors in events["actors"]]
    kind = results.dyads["state1"].dtype
    return pd.DataFrame(
        {
            "run": events["run"].to_numpy(),
            "kind": events["kind"].to_numpy(),
            "state1": pd.Series([pair[0] for pair in pairs], dtype=kind),
            "state2": pd.Series([pair[1] for pair in pairs], dtype=kind),
            "initiator": pd.Series([actors[0] for actors in events["actors"]], dtype=kind),
            "step": (events["step"].to_numpy() - 1) // year * year,
            "moment": _years_in(events, results).to_numpy(),
        }
    )


def _initiations(table: pd.DataFrame, onsets: pd.DataFrame) -> pd.DataFrame:
    """Add who initiated disputes in the year."""
    for name, side in (("first", "state1"), ("second", "state2")):
        own = onsets[onsets["initiator"] == onsets[side]][DYAD_YEAR].drop_duplicates()
        table = table.merge(own.assign(**{name: True}), on=DYAD_YEAR, how="left")
        table[name] = table[name].notna()
    return table.assign(onset=table["first"] | table["second"])


def _recency(
    table: pd.DataFrame, began: pd.DataFrame, world: World, results: Results
) -> pd.DataFrame:
    """Add how many disputes there were before the year, and how recently, dated ones included."""
    table = table.assign(now=table["step"] * float(results.manifest["step_years"]))
    last = began[[*PAIR, "moment"]].sort_values("moment")
    table = pd.merge_asof(
        table.sort_values("now"), last, left_on="now", right_on="moment", by=PAIR,
        allow_exact_matches=False,
    )  # fmt: skip
    one, other = table["state1"].map(world.row), table["state2"].map(world.row)
    before = pd.Series(world.onset_times[0][one, other], index=table.index)
    since = np.maximum(table["now"] - table["moment"].fillna(before), 1.0)
    return table.assign(past=np.log1p(table["past_disputes"]), recency=np.exp(-since / MEMORY))


def _years_in(events: pd.DataFrame, results: Results) -> pd.Series:
    """Return the years since the start of the run at which events happened."""
    return (events["step"] - 1) * float(results.manifest["step_years"]) + events["day"] / DAYS


def _actor(events: pd.DataFrame, place: int) -> pd.Series:
    return events["actors"].map(lambda actors: actors[place])
