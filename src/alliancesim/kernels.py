"""Array functions that several phases share."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.special import expit

from alliancesim.compiled import (
    LARGE,
    add_alike,
    add_products,
    add_terms,
    available,
    compiled,
)
from alliancesim.parameters import Parameters
from alliancesim.world import Array, World

Index = NDArray[np.intp]
MANY = 4000
"""Number of places from which it pays to sort them first."""
CELLS = 1024
"""Cells into which the unit interval is divided to look numbers up."""


def sigmoid(x: Array) -> Array:
    """Return 1 / (1 + exp(-x)) without overflow."""
    return np.asarray(expit(x))


def logit(p: Array) -> Array:
    """Return ln(p / (1 - p)) with p kept within [1e-6, 1 - 1e-6]."""
    p = np.clip(p, 1e-6, 1 - 1e-6)
    return np.log(p) - np.log1p(-p)


def yearly_rate(log_odds: Array) -> Array:
    """Return the rate per year whose yearly probability has these log-odds: -ln(1 - p)."""
    return np.logaddexp(0.0, log_odds)


def lasting(decay: float) -> float:
    """Return the share of what came evenly over a step that is left at its end.

    (1 - e^(-x)) / x, x the decay over the step in units of its rate: with it, long and short steps
    lead to the same stocks.
    """
    return float(-np.expm1(-decay) / decay)


def closeness(interests: Array, salience: Array) -> Array:
    """Return affinity 1 - ½ Σ_m w_im |x_im - x_jm|, N×N in [0, 1] (equation 2)."""
    apart = np.abs(interests[:, None, :] - interests[None, :, :])
    affinity: Array = 1 - 0.5 * np.einsum("im,ijm->ij", salience, apart)
    return affinity


def proximity(world: World, rules: Parameters) -> Array:
    """Return the share of strength that arrives over each distance, N×N (equation 1).

    (1 + d_ij / half_distance) ** -gradient; c_i times it is reach.
    """
    return (1 + world.distance / rules.reach.half_distance) ** -rules.reach.gradient


def democracies(world: World, rules: Parameters) -> NDArray[np.bool_]:
    """Return the pairs in which both are democracies, N×N."""
    democratic = world.regime >= rules.onset.democracy_mark
    return democratic[:, None] & democratic[None, :]


def relevant(world: World) -> NDArray[np.bool_]:
    """Return the politically relevant pairs: contiguous, or with a major power; N×N."""
    pairs = (world.contiguity > 0) | world.major[:, None] | world.major[None, :]
    np.fill_diagonal(pairs, False)
    return pairs


def power_ratio(world: World) -> Array:
    """Return |ln(c_i / c_j)|, N×N."""
    log_capability = np.log(world.capability)
    return np.abs(log_capability[:, None] - log_capability[None, :])


def honour(world: World, rules: Parameters, pacts: NDArray[np.bool_]) -> Array:
    """Return the probability that j would fight for i as i can judge it, N×N.

    pact_ij · sig(join_war + join_trust·logit T_ij + join_major·major_j
    + join_distance·ln(1 + d_ij) + join_posture·posture_ij + join_readiness·readiness_ij
    + join_base·base_ji); 0 without a defence pact (equation 11, the wartime line).
    """
    force = rules.force
    log_odds = (
        force.join_war
        + force.join_trust * logit(world.trust)
        + force.join_major * world.major[None, :]
        + force.join_distance * np.log1p(world.distance)
        + force.join_posture * world.posture
        + force.join_readiness * world.readiness
        + force.join_base * world.bases.T
    )
    honoured = np.zeros_like(log_odds)
    honoured[pacts] = sigmoid(log_odds[pacts])
    return honoured


def help_expected(world: World, honoured: Array, near: Array, pacts: NDArray[np.bool_]) -> Array:
    """Return the capability that i expects from its allies against j, N×N.

    Σ_k honour_ik · interoperability_ik · c_k · proximity_ki over the allies k of i other than j and
    its allies: a friend of both stays out. A base of size b of k in i closes the share min(1, b) of
    the gap of its proximity to 1: what stands there need not come.
    """
    arrives = near.T + (1 - near.T) * np.minimum(1.0, world.bases.T)
    each = honoured * world.interoperability * world.capability[None, :] * arrives
    of_both = product(each, pacts.astype(float))
    against: Array = each.sum(axis=1)[:, None] - each - of_both
    return np.maximum(against, 0.0)


def defence_pacts(world: World) -> NDArray[np.bool_]:
    """Return the pairs bound to defend each other, N×N."""
    return world.treaties.bound("defence")


def product(sparse: Array, other: Array) -> Array:
    """Return Σ_k sparse_ik·other_kj, summed in the order of k; most of ``sparse`` is 0."""
    if len(sparse) < LARGE:
        return np.einsum("ik,kj->ij", sparse, other, optimize=False)
    if not available():
        return np.asarray(csr_array(sparse) @ other)
    found = np.zeros((len(sparse), other.shape[1]))
    compiled(add_products)(found, np.ascontiguousarray(sparse), np.ascontiguousarray(other))
    return found


def alike(rows: Array) -> Array:
    """Return Σ_k rows_ik·rows_jk, N×N symmetric, summed in the order of k."""
    if len(rows) < LARGE or not available():
        return product(rows, rows.T)
    found = np.zeros((len(rows), len(rows)))
    compiled(add_alike)(found, rows, np.ascontiguousarray(rows.T))
    return found


def rung(ladder: Array, luck: Array) -> Index:
    """Return how many rungs of an ascending ladder each number in [0, 1) has reached.

    What ``np.searchsorted(ladder, luck, side="right")`` gives, looked up in a table of cells.
    """
    if len(luck) < MANY:
        return np.searchsorted(ladder, luck, side="right")
    start = np.searchsorted(ladder, np.arange(CELLS) / CELLS, side="right")
    found: Index = start[(luck * CELLS).astype(np.intp)]
    rungs = np.append(ladder, np.inf)
    while (higher := rungs[found] <= luck).any():
        found += higher
    return found


def combine(values: Sequence[Array], weights: Array, column: Index, place: Index) -> Array:
    """Return Σ_c values_c[place]·weights_c[column], summed in the order of c.

    ``values`` are C arrays of one size and ``weights`` C×K, most of them 0; a 0 costs nothing
    where there are many places.
    """
    if len(values[0]) >= LARGE and available():
        found, flat = np.zeros(len(place)), tuple(each.reshape(-1) for each in values)
        compiled(add_terms)(found, flat, weights, column, place)
        return found
    if len(place) < MANY:
        terms = np.array([each.take(place) for each in values]), weights.take(column, axis=1)
        return np.einsum("cm,cm->m", *terms, optimize=False)
    order = np.argsort(column.astype(np.int16), kind="stable")
    sorted_place, total = place[order], np.zeros(len(place))
    ends = np.cumsum(np.bincount(column, minlength=weights.shape[1]))
    for k, (start, end) in enumerate(zip((0, *ends[:-1]), ends, strict=True)):
        for c in np.flatnonzero(weights[:, k]).tolist():
            total[start:end] += values[c].take(sorted_place[start:end]) * weights[c, k]
    found = np.empty_like(total)
    found[order] = total
    return found
