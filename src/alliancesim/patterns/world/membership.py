"""Membership: who was in the state system when, so that the world of a long run grows as it did.

Who is a member, who counts as a major power and who is whose rival is put in from the record; so
are the capability, output and regime with which a state enters. A state that goes on under another
number (``alliancesim.history.codes``) is one state, which keeps the first of its numbers here and
leaves with it. All who are ever members stand in the arrays of the run from its start; until a
state enters, and once it has left, it has no output, no disputes begin with it, and treaties do not
bind it.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from alliancesim.history.codes import CONTINUED
from alliancesim.history.origin import Member, Origin
from alliancesim.history.panel import KEY, Panel, great_circle
from alliancesim.history.tables import HistoryError
from alliancesim.phases.arms import rival_gap
from alliancesim.treaties import Treaties
from alliancesim.world import World

NEVER = 1e-12
"""Factor of the hazard of pairs that are not both members."""
NO_OUTPUT = 1e-6
"""Output of a state that is no member."""
NOTHING = {
    "offence": False, "neutrality": False, "nonaggression": False, "consultation": False,
    "defence": False, "rivalry": False, "onset": 0, "onset_any": 0, "ongoing": 0, "level": 0,
    "lower": 0, "exercises": np.nan, "organisations": 0.0,
}  # fmt: skip
"""What a pair has before both are members."""


@dataclass(frozen=True)
class Membership:
    """Members, major powers and rivals by year, from the base year on."""

    base: int
    last: int
    codes: NDArray[np.int64]
    """All who are members in the base year or later, in ascending order."""
    members: NDArray[np.bool_]
    """Years from the base year on × states."""
    majors: NDArray[np.bool_]
    rivals: NDArray[np.bool_]
    """Years from the base year on × pairs, upper triangle row by row."""

    def at(self, year: int) -> NDArray[np.bool_]:
        """Return who is a member in a year, (N,)."""
        return self.members[year - self.base]

    def pairs(self, year: int) -> NDArray[np.bool_]:
        """Return which pairs are both members in a year, upper triangle row by row."""
        here = self.at(year)
        one, two = np.triu_indices(len(self.codes), 1)
        return here[one] & here[two]


def membership(panel: Panel, base: int, last: int) -> Membership:
    """Return the membership of the record in the years ``base`` to ``last``.

    Raises
    ------
    HistoryError
        If the panel does not hold the years, or no year is left after the base.
    """
    panel.latest(base), panel.latest(last)
    if last <= base:
        raise HistoryError(f"the record ends in {panel.years[1]}: no year follows {base}")
    own = panel.states[panel.states["year"].between(base, last)]
    entry = own.groupby("ccode")["year"].min()
    heirs = [new for (new, year), old in CONTINUED.items() if entry.get(old, last) < year <= last]
    codes = np.setdiff1d(entry.index.to_numpy(np.int64), heirs)
    grid = own.assign(one=1).pivot(index="year", columns="ccode", values=["one", "major"])
    here = grid["one"].reindex(columns=codes).notna().to_numpy()
    major = grid["major"].reindex(columns=codes).eq(True).to_numpy()
    return Membership(base, last, codes, here, major, _rivals(panel, codes, base, last))


def _rivals(panel: Panel, codes: NDArray[np.int64], base: int, last: int) -> NDArray[np.bool_]:
    """Return strategic rivalry by year, as historians coded it."""
    one, two = np.triu_indices(len(codes), 1)
    keys = codes[one] * KEY + codes[two]
    rival = panel.dyads[panel.dyads["rivalry"] & panel.dyads["year"].between(base, last)]
    found: NDArray[np.bool_] = np.stack([
        np.isin(keys, rival.loc[rival["year"] == year, "key"]) for year in range(base, last + 1)
    ])  # fmt: skip
    return found


def enlarged(panel: Panel, own: Membership) -> Panel:
    """Return the record up to the base year, with all later members added to that year.

    They stand there as in the year in which they enter, and their pairs as in the first year that
    both are members; pairs that never are lie as far apart as their capitals.
    """
    earlier, now = panel.until(own.base - 1), panel.at(own.base)[0]
    entering = panel.states[panel.states["ccode"].isin(own.codes)]
    entering = entering[entering["year"] > own.base].drop_duplicates("ccode")
    entering = entering[~entering["ccode"].isin(now["ccode"])].assign(year=own.base)
    states = pd.concat([now, entering]).sort_values("ccode", ignore_index=True)
    return Panel(
        pd.concat([earlier.states, states], ignore_index=True),
        pd.concat([earlier.dyads, _pairs(panel, own, states)], ignore_index=True),
    )


def _pairs(panel: Panel, own: Membership, states: pd.DataFrame) -> pd.DataFrame:
    """Return all pairs of the enlarged base year."""
    one, two = np.triu_indices(len(own.codes), 1)
    frame = pd.DataFrame({"year": own.base, "ccode1": own.codes[one], "ccode2": own.codes[two]})
    frame["key"] = frame["ccode1"] * KEY + frame["ccode2"]
    during = panel.dyads[panel.dyads["year"].between(own.base, own.last)]
    first = during.drop_duplicates("key").set_index("key").reindex(frame["key"])
    seats = states[["lat", "lon"]].to_numpy(dtype=float)
    apart = great_circle(seats[one], seats[two])
    later = ~own.pairs(own.base)
    for column in panel.dyads.columns.difference(frame.columns, sort=False):
        values = first[column].to_numpy(copy=True)
        if column in NOTHING:
            values[later] = NOTHING[column]
        frame[column] = values
    frame["distance"] = frame["distance"].fillna(pd.Series(apart)).astype(float)
    frame["contiguity"] = frame["contiguity"].fillna(0).astype(np.int8)
    frame["relevant"] = frame["relevant"].eq(True)
    kinds = panel.dyads.dtypes[list(NOTHING)]
    return frame.astype(kinds.to_dict())


def enter(model: Member, origin: Origin, own: Membership, year: int) -> None:
    """Let a year begin: those who enter have what they entered with, others have none of it."""
    world, here, before = model.world, own.at(year), own.at(year - 1)
    new = here & ~before
    world.capability[new] = origin.world.capability[new]
    world.output[new] = origin.world.output[new]
    world.output[~here] = NO_OUTPUT
    world.major[:] = own.majors[year - own.base]
    _make_rivals(world, own.rivals[year - own.base])
    both = here[:, None] & here[None, :]
    world.frailty = np.where(both, origin.world.frailty, NEVER)


def _make_rivals(world: World, rivals: NDArray[np.bool_]) -> None:
    """Set who is whose rival; budgets answer what rivals do from then on, not that they are new."""
    before = rival_gap(world)
    one, two = np.triu_indices(world.n, 1)
    world.rivalry[one, two] = world.rivalry[two, one] = rivals
    world.gap_reference = world.gap_reference + rival_gap(world) - before


def release(model: Member, here: NDArray[np.bool_]) -> None:
    """Take those who are no members out of all treaties."""
    world, absent = model.world, set(np.flatnonzero(~here).tolist())
    if any(absent.intersection(treaty.members) for treaty in world.treaties):
        kept = (treaty.with_members(set(treaty.members) - absent) for treaty in world.treaties)
        world.treaties = Treaties((treaty for treaty in kept if treaty.size > 1), world.n)
