"""Enlargement: how outsiders take it when a defensive alliance gains a member.

The weight of l on a state m is its share of the strength that can be brought to bear there,
L/(L + c_m) with L = c_l·near_lm. Once m is in a bloc with the active members M, it is
L/(L + c_m + A) with A = Σ_M c_k·near_km. The provocation that l feels is

max(0, 1 - 2·mean_M T_lk) · near_lm · [L/(L + c_m) - L/(L + c_m + A)],

in [0, 1]: 1 for a neighbour that trusts no member, had all the weight on m and loses all of it.
Members, and whoever is bound to defend one of them, are not provoked.

An accession leaves evidence·provocation with l about each member, the new one included: bad, or
good where ``evidence`` is negative and strength reassures; and tension·provocation between them.
"""

import numpy as np

from alliancesim.phases.realign.moment import Moment
from alliancesim.treaties import Treaty
from alliancesim.world import Array


def provocation(moment: Moment, bloc: Treaty) -> Array:
    """Return how provoked l would be if m joined a bloc, N×N (rows: l, columns: m)."""
    world, near = moment.world, moment.seen.near
    members = list(bloc.active)
    bring = moment.bring
    distrust = np.maximum(0.0, 1 - 2 * moment.trust[:, members].mean(axis=1))
    distrust[world.treaties.bound("defence")[:, members].any(axis=1)] = 0.0
    distrust[list(bloc.members)] = 0.0
    some = np.flatnonzero(distrust)
    alone = bring[some] + world.capability[None, :]
    lost = bring[some] / alone - bring[some] / (alone + bring[members].sum(axis=0))
    felt = np.zeros((world.n, world.n))
    felt[some] = distrust[some, None] * near[some] * lost
    np.fill_diagonal(felt, 0.0)
    return felt


def admit(moment: Moment, treaty: Treaty, state: int) -> Treaty:
    """Let a state join a treaty, and outsiders take note; return the treaty as it then is."""
    if treaty.multilateral and treaty.has("defence") and treaty.active:
        _alarm(moment, treaty, state)
    joined = treaty.with_members({*treaty.members, state})
    moment.world.treaties = moment.world.treaties.put(joined)
    return joined


def _alarm(moment: Moment, bloc: Treaty, state: int) -> None:
    """Enter what outsiders make of it that ``state`` joins."""
    p = moment.rules.blocs.enlargement
    inside = np.zeros(moment.world.n)
    inside[[*bloc.active, state]] = 1.0
    felt = np.outer(provocation(moment, bloc)[:, state], inside)
    moment.impress("enlargement", p.evidence, felt)
    moment.ledger.add("tension_shock", "enlargement", p.tension * (felt + felt.T))
