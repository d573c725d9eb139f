"""Assimilation: the model's own rules over an invented record, and what they must not know."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliancesim.history import assimilation
from alliancesim.history.assimilation import Assimilated, Expected, assimilate
from alliancesim.history.panel import Panel
from alliancesim.parameters import Parameters
from alliancesim.phases import learn as learn_module
from alliancesim.phases import settle as settle_module
from alliancesim.phases.crises import hostility as hostility_module
from alliancesim.phases.engage import effects as effects_module
from alliancesim.world import FIELDS
from tests.history.invented import (
    ALAND,
    BRAVIA,
    CORDA,
    DRUNE,
    ESTOVA,
    FARRA,
    GOLM,
    NORTH_FARRA,
    WEST_DRUNE,
)

RULES = Parameters()
QUIET = Parameters.model_validate({
    "record": {"exercises_other": 0, "exercises_allied": 0, "dialogue_allied": 0,
               "dialogue_organisations": 0, "intelligence_allied": 0},
    "trust": {"spillover": 0},
})  # fmt: skip
"""Rules under which only disputes teach anything, without counted exercises."""
LUCK = {"misreading", "alarm_error"}
"""Fields that are drawn at the start, and that assimilation does not use."""


def at_end(record: Panel, first: int, last: int, rules: Parameters = RULES) -> Assimilated:
    *_, now = assimilate(record, rules, first, last, exercises=rules is RULES)
    return now


def of(now: Assimilated, field: str, one: int, other: int) -> float:
    i, j = now.rows(np.array([one, other]))
    return float(getattr(now.world, field)[..., i, j].ravel()[0])


def dyadic(now: Assimilated, codes: Any) -> dict[str, Any]:
    """Return all arrays of pairs for some states."""
    rows = now.rows(np.array(codes))
    arrays = {info.name: getattr(now.world, info.name) for info in FIELDS.values()
              if "N×N" in info.shape and info.name not in LUCK}  # fmt: skip
    arrays["together"] = now.together
    return {name: array[..., rows[:, None], rows[None, :]] for name, array in arrays.items()}


def same(one: dict[str, Any], other: dict[str, Any], rounding: float = 0.0) -> bool:
    """Tell whether arrays are the same; sums over more states may round otherwise."""
    return all(np.allclose(one[name], other[name], rtol=rounding, atol=rounding) for name in one)


def test_the_code_is_that_of_the_simulation() -> None:
    for name, home in (
        ("contribute", effects_module), ("settle", settle_module), ("learn", learn_module),
        ("Hostility", hostility_module),
    ):  # fmt: skip
        assert getattr(assimilation, name) is getattr(home, name)


def test_the_world_stays_within_its_bounds(tale: Panel) -> None:
    for now in assimilate(tale, RULES, 1900, 1995):
        now.world.check()
        assert np.array_equal(now.together, now.together.T)


def test_a_longer_run_extends_a_shorter_one(tale: Panel) -> None:
    members = tale.at(1950)[0]["ccode"].to_numpy()
    short = dyadic(at_end(tale, 1900, 1950), members)
    for now in assimilate(tale, RULES, 1900, 1995):
        if now.year == 1950:
            assert same(short, dyadic(now, members), rounding=1e-12)


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 1000), last=st.integers(1905, 1990))
def test_later_years_are_not_read(tale: Panel, seed: int, last: int) -> None:
    """Shuffling everything that later years hold changes no bit of what is known."""
    draw = np.random.default_rng(seed)
    later = (tale.dyads["year"] > last).to_numpy()
    shuffled = tale.dyads.copy()
    for name in shuffled.columns.difference(["year", "ccode1", "ccode2", "key"]):
        values = shuffled[name].to_numpy(copy=True)
        values[later] = draw.permutation(values[later])
        shuffled[name] = values
    turned = tale.states.assign(ideal=tale.states["ideal"].where(tale.states["year"] <= last, 9.0))
    one, other = at_end(tale, 1900, last), at_end(Panel(turned, shuffled), 1900, last)
    assert same(dyadic(one, one.codes), dyadic(other, one.codes))


def test_a_pair_without_anything_stays_at_its_prior(tale: Panel) -> None:
    now = at_end(tale, 1900, 1995, QUIET)
    for one, other in ((BRAVIA, GOLM), (CORDA, ESTOVA), (ESTOVA, ALAND)):
        assert of(now, "good", one, other) == of(now, "good_prior", one, other)
        assert of(now, "bad", one, other) == of(now, "bad_prior", one, other)
        for field in ("tension", "interoperability", "information", "onset_count"):
            assert of(now, field, one, other) == 0.0
        i, j = now.rows(np.array([one, other]))
        assert now.since[i, j] == np.inf


def test_a_dispute_lowers_trust_by_the_stated_evidence(tale: Panel) -> None:
    """Level 4 on first days: loss_weight times w⁻; level 5 and 1 of a joiner: that of a threat."""
    before = at_end(tale, 1900, 1959, QUIET)
    after = at_end(tale, 1900, 1960, QUIET)
    trust = QUIET.trust
    gain = of(after, "bad", ALAND, GOLM) - of(after, "bad_prior", ALAND, GOLM)
    assert of(before, "bad", ALAND, GOLM) == of(before, "bad_prior", ALAND, GOLM)
    assert gain == pytest.approx(trust.loss_weight * trust.force_evidence)
    assert of(after, "good", ALAND, GOLM) == of(after, "good_prior", ALAND, GOLM)
    war = at_end(tale, 1900, 1911, QUIET)
    joined = of(war, "bad", ALAND, DRUNE) - of(war, "bad_prior", ALAND, DRUNE)
    assert joined == pytest.approx(trust.loss_weight * trust.threat_evidence)
    fade = np.exp(-1 / trust.memory)
    fought = of(war, "bad", CORDA, DRUNE) - of(war, "bad_prior", CORDA, DRUNE)
    assert fought == pytest.approx(trust.loss_weight * trust.war_evidence * fade)


def test_tension_is_that_of_the_level_and_fades(tale: Panel) -> None:
    rules = QUIET.tension
    half = (365.25 - assimilation.MIDDLE) / 365.25
    for years in (0, 1, 10):
        now = at_end(tale, 1900, 1910 + years, QUIET)
        expected = rules.war_weight * np.exp(-(half + years) / rules.memory)
        assert of(now, "tension", CORDA, DRUNE) == pytest.approx(expected)


def test_history_counts_onsets_and_years_since_the_last(tale: Panel) -> None:
    now = at_end(tale, 1900, 1935)
    i, j = now.rows(np.array([CORDA, DRUNE]))
    assert now.world.onset_count[i, j] == now.world.onset_count[j, i] == 2
    assert now.since[i, j] == pytest.approx(5.5, abs=0.01)
    assert now.together[i, j] == 36


def test_allies_who_meet_gain_what_others_do_not(tale: Panel) -> None:
    now = at_end(tale, 1900, 1990)
    for field in ("interoperability", "information", "understanding"):
        assert of(now, field, ALAND, BRAVIA) > 5 * of(now, field, ALAND, CORDA) > 0
    gap = of(now, "good", ALAND, BRAVIA) - of(now, "good_prior", ALAND, BRAVIA)
    assert gap > of(now, "good", ALAND, CORDA) - of(now, "good_prior", ALAND, CORDA) > 0


def test_counted_exercises_are_used_unless_told_not_to(tale: Panel) -> None:
    *_, counted = assimilate(tale, RULES, 1980, 1985)
    *_, expected = assimilate(tale, RULES, 1980, 1985, exercises=False)
    exercise = Parameters().record.exercises_allied
    assert exercise < 2
    assert of(counted, "interoperability", ALAND, BRAVIA) > of(
        expected, "interoperability", ALAND, BRAVIA
    )


def test_engagements_are_counted_by_their_expected_number() -> None:
    some = {"instrument": [0, 1], "first": [0, 0], "second": [1, 2]}
    held = Expected(
        **{name: np.array(given) for name, given in some.items()},
        size=np.array([0.25, 3.0]), notice=np.zeros(2), scheduled=np.ones(2, dtype=bool),
        breach=np.zeros(2, dtype=bool), quality=np.ones(2), effort=np.zeros(2), purse=np.zeros(3),
    )  # fmt: skip
    counts = held.counts(3, 2)
    assert counts[0, 0, 1] == counts[0, 1, 0] == 0.25
    assert counts[1, 0, 2] == counts[1, 2, 0] == 3.0
    assert counts.sum() == 6.5


def test_a_state_away_keeps_a_fading_history(tale: Panel) -> None:
    more = tale.dyads.copy()
    fought = (more["year"] == 1915) & (more["key"] == CORDA * 1000 + ESTOVA)
    more.loc[fought, ["onset", "onset_any", "level", "lower"]] = [1, 1, 5, 5]
    record = Panel(tale.states, more)
    left, back = at_end(record, 1900, 1920, QUIET), at_end(record, 1900, 1945, QUIET)
    bad = [of(now, "bad", CORDA, ESTOVA) - of(now, "bad_prior", CORDA, ESTOVA)
           for now in (left, back)]  # fmt: skip
    assert bad[1] == pytest.approx(bad[0] * np.exp(-25 / QUIET.trust.memory))
    i, j = back.rows(np.array([CORDA, ESTOVA]))
    assert back.world.onset_count[i, j] == 1
    assert back.together[i, j] == 22, "1900 to 1920, and 1945"


def test_a_state_goes_on_under_another_number(tale: Panel) -> None:
    def quarrels(year: int, code: int) -> tuple[float, float]:
        now = at_end(tale, 1900, year)
        i, j = now.rows(np.array([CORDA, code]))
        return float(now.world.onset_count[i, j]), float(now.together[i, j])

    assert quarrels(1945, DRUNE) == (2, 46)
    assert quarrels(1955, WEST_DRUNE) == (2, 47)
    assert quarrels(1989, WEST_DRUNE) == (3, 81)
    assert quarrels(1990, DRUNE) == (3, 82)
    now = at_end(tale, 1900, 1990)
    assert of(now, "onset_count", GOLM, FARRA) == of(now, "onset_count", GOLM, NORTH_FARRA) == 1
    assert of(now, "bad", GOLM, FARRA) > of(now, "bad_prior", GOLM, FARRA)
    assert of(now, "trust", FARRA, FARRA) == 1.0
    now.world.check()


def test_who_is_no_member_is_not_listened_to(tale: Panel) -> None:
    """A state that comes only in later years would dilute what others pass on."""
    alone = Panel(*(frame[frame["year"] <= 1950] for frame in (tale.states, tale.dyads)))
    members = tale.at(1950)[0]["ccode"].to_numpy()
    assert not {WEST_DRUNE, FARRA} & set(members)
    for now in assimilate(tale, RULES, 1900, 1990):
        if now.year == 1950:
            few = at_end(alone, 1900, 1950)
            assert len(now.codes) > len(few.codes)
            assert same(dyadic(now, members), dyadic(few, members), rounding=1e-12)


def test_interests_are_the_last_votes_and_the_regime(tale: Panel) -> None:
    scale = RULES.record.ideal_scale
    for year, point in ((1945, None), (1963, 2.0), (1964, 2.0)):
        now = at_end(tale, 1900, year)
        row = now.rows(np.array([ALAND]))[0]
        assert now.world.salience[row].tolist() == ([0.0, 1.0] if point is None else [0.5, 0.5])
        assert now.world.interests[row, 0] == pytest.approx((point or 0.0) / scale)
        assert now.world.interests[row, 1] == pytest.approx(2 * 0.9 - 1)
    golm = now.rows(np.array([GOLM]))[0]
    assert now.world.salience[golm].tolist() == [0.0, 1.0], "has not voted yet"


def test_more_years_or_states_leave_indices_right(tale: Panel) -> None:
    now = at_end(tale, 1900, 1995)
    assert now.codes.tolist() == sorted(pd.unique(tale.states["ccode"]).tolist())
    assert now.codes[now.rows(np.array([GOLM, ALAND]))].tolist() == [GOLM, ALAND]
