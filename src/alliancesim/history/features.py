"""Features: what the hazards of the model read of the record, pair by pair and year by year.

A feature is the model's own labelled term with its coefficient set to 1, computed by the code of
the simulation on the assimilated world: a coefficient fitted on it means the same in a run. A row
is a pair of two states that were members in a year, as they stood at its end; the outcome lies in
the years that follow. Rivalry is coded in retrospect and is no feature; it stands beside them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from alliancesim.draws import Draws
from alliancesim.history.assimilation import Assimilated, assimilate
from alliancesim.history.pacts import SMALLEST, pacts
from alliancesim.history.panel import Panel
from alliancesim.ledger import Ledger
from alliancesim.parameters import Group, Parameters
from alliancesim.phases.crises.onset import onset_terms
from alliancesim.phases.perceive import sight
from alliancesim.phases.realign.moment import Moment
from alliancesim.phases.realign.terms import ending_terms, formation_terms
from alliancesim.toolbox import Toolbox
from alliancesim.treaties import Treaties, Treaty, flags

FIRST = 1945
"""First year at whose end rows are taken: the state system after the Second World War."""
ONSET = {
    "distance": "distance", "capability ratio": "capability_ratio", "major power": "major",
    "joint democracy": "joint_democracy", "land border": "land", "water border": "water",
    "politically relevant": "relevant", "past disputes": "past", "recent dispute": "recency",
    "pact": "pact", "trust": "trust", "tension": "tension", "contagion": "contagion",
}  # fmt: skip
"""Terms of onset that the record can tell, with the names of their coefficients."""
FORMATION = {
    "distance": "distance", "capability ratio": "capability_ratio", "major power": "major",
    "regime gap": "regime_gap", "shared foe": "shared_foe", "recent dispute": "recent_dispute",
    "shared allies": "shared_allies", "entrapment": "entrapment", "trust": "trust",
}  # fmt: skip
"""Terms of the formation of a defence pact that the record can tell."""
ENDING = {
    "joint democracy": "joint_democracy", "shared allies": "shared_allies",
    "capability ratio": "capability_ratio", "entrapment": "entrapment", "trust": "trust",
}  # fmt: skip
"""Terms of the ending of a defence tie that the record can tell."""
COUNTS = (5, 10, 30)
"""Windows in which the baselines count past disputes, years."""


@dataclass(frozen=True)
class Rows:
    """Pairs of members at the end of each year: keys, features of each hazard, and history."""

    pairs: pd.DataFrame
    """year, key, ccode1, ccode2, relevant, rivalry, allied, and what the baselines count."""
    onset: NDArray[np.float64]
    """Features in the order of ``ONSET``."""
    formation: NDArray[np.float64]
    """Features in the order of ``FORMATION``."""
    ending: NDArray[np.float64]
    """Features in the order of ``ENDING``."""

    def where(self, kept: NDArray[np.bool_]) -> "Rows":
        """Return some of the rows."""
        return Rows(
            self.pairs[kept].reset_index(drop=True),
            self.onset[kept], self.formation[kept], self.ending[kept],
        )  # fmt: skip


def rows(
    panel: Panel, rules: Parameters, last: int, first: int = FIRST
) -> tuple[Rows, Assimilated]:
    """Return the rows of the years ``first`` to ``last``, and the state at the end of ``last``.

    The record is assimilated from its beginning; counted exercises are not used, for they begin
    in 1980 and would change the meaning of trust there.
    """
    unit = unit_rules(rules)
    counted = pair_counts(panel)
    parts: list[Rows] = []
    for now in assimilate(panel, rules, panel.years[0], last, exercises=False):
        if now.year < first:
            continue
        parts.append(_of_year(now, panel.at(now.year)[1], unit, counted))
    return joined(parts), now


def joined(parts: list[Rows]) -> Rows:
    """Return the rows of all parts."""
    return Rows(
        pd.concat([part.pairs for part in parts], ignore_index=True),
        *(np.concatenate([getattr(part, name) for part in parts])
          for name in ("onset", "formation", "ending")),
    )  # fmt: skip


def unit_rules(rules: Parameters) -> Parameters:
    """Return the parameters with the coefficients of all features set to 1.

    Signs follow the model: what the ending of ties subtracts stays subtracted.
    """
    pacts = rules.pacts.model_copy(
        update={
            "formation": _ones(rules.pacts.formation, FORMATION),
            "ending": _ones(rules.pacts.ending, ENDING),
        }
    )
    return rules.model_copy(update={"onset": _ones(rules.onset, ONSET), "pacts": pacts})


def _ones(group: Group, terms: dict[str, str]) -> Group:
    return group.model_copy(update=dict.fromkeys(terms.values(), 1.0))


def _of_year(
    now: Assimilated, dyads: pd.DataFrame, unit: Parameters, counted: dict[int, list[int]]
) -> Rows:
    """Return the rows of one year."""
    world = now.world
    one, two = now.rows(dyads["ccode1"].to_numpy()), now.rows(dyads["ccode2"].to_numpy())
    allied = dyads["defence"].to_numpy()
    world.treaties = treaties_of(world.n, one[allied], two[allied])
    seen, time = sight(world, unit), float(now.year + 1)
    onset = onset_terms(world, unit, seen, 0.0, time)
    moment = Moment(world, unit, Toolbox.of({}, now.year), seen, Ledger(world.n),
                    Draws(0, world.n), 0, 1.0, time)  # fmt: skip
    made, ended = formation_terms(moment), ending_terms(moment)
    pairs = dyads[["year", "key", "ccode1", "ccode2", "relevant", "rivalry"]].assign(
        allied=allied, **history(dyads["key"].to_numpy(), now.year, counted)
    )
    return Rows(
        pairs,
        *(np.column_stack([terms[label][one, two] for label in names]).astype(float)
          for terms, names in ((onset, ONSET), (made, FORMATION), (ended, ENDING))),
    )  # fmt: skip


def treaties_of(n: int, one: NDArray[np.intp], two: NDArray[np.intp]) -> Treaties:
    """Return defence treaties of ``n`` states that bind exactly the pairs of ``one`` and ``two``.

    Nobody joins such a bloc: accessions are fitted, like all ties outside bursts, as ties of two.
    """
    ties = dict.fromkeys(zip(one.tolist(), two.tolist(), strict=True), flags(("defence",)))
    return Treaties(
        (
            Treaty(
                id=f"record {number}",
                name=f"defence treaty {number} of the record",
                flags=flags(("defence", "consultation")),
                members=pact.members,
                outside=frozenset(),
                multilateral=len(pact.members) >= SMALLEST,
                admission="founders",
            )
            for number, pact in enumerate(pacts(ties))
        ),
        n,
    )


def pair_counts(panel: Panel) -> dict[int, list[int]]:
    """Return the years of onset of each pair, by key, in order."""
    begun = panel.dyads.loc[panel.dyads["onset"] == 1, ["key", "year"]]
    found: dict[int, list[int]] = {}
    for key, year in begun.itertuples(index=False):
        found.setdefault(int(key), []).append(int(year))
    return found


def history(
    keys: NDArray[np.int64], year: int, counted: dict[int, list[int]]
) -> dict[str, NDArray[np.float64]]:
    """Return years of peace (at most 100) and counts of past onsets of pairs at a year's end."""
    found = {"peace": np.full(len(keys), 100.0)} | {
        f"disputes_{span}": np.zeros(len(keys)) for span in COUNTS
    }
    for place in _with_past(keys, counted):
        past = [begun for begun in counted[int(keys[place])] if begun <= year]
        if past:
            found["peace"][place] = min(100.0, year - past[-1])
        for span in COUNTS:
            found[f"disputes_{span}"][place] = sum(begun > year - span for begun in past)
    return found


def _with_past(keys: NDArray[np.int64], counted: dict[int, list[int]]) -> Iterator[int]:
    known = np.isin(keys, np.fromiter(counted, dtype=np.int64, count=len(counted)))
    yield from np.flatnonzero(known).tolist()
