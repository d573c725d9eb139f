"""A made-up record of a few states, in the panel's format: nothing in it ever happened."""

import numpy as np
import pandas as pd

from alliancesim.draws import Draws
from alliancesim.history.panel import KEY, Panel

STATES, FIRST, LAST = 14, 1930, 1985


def made_up(seed: int = 1) -> Panel:
    """Return a record in which neighbours quarrel, and the more so after a quarrel."""
    years = np.arange(FIRST, LAST + 1)
    stream = Draws(seed, STATES).generator(0, "made-up record")
    codes = 10 * np.arange(1, STATES + 1)
    strength = np.exp(stream.normal(-4.5, 1.0, STATES))
    regime = stream.random(STATES)
    states = pd.DataFrame([
        {"year": year, "ccode": code, "abb": f"S{code}", "name": f"State {code}", "region": "Here",
         "lat": 2.0 * place, "lon": 3.0 * place, "major": place == 0, "cinc": strength[place],
         "milex": 10.0, "milper": 5.0, "tpop": 1000.0, "regime": regime[place],
         "ideal": float(regime[place]), "output": 20.0}
        for year in years for place, code in enumerate(codes)
    ])  # fmt: skip
    one, two = np.triu_indices(STATES, 1)
    quarrels = _quarrels(stream, one, two, len(years))
    tied = (stream.random((len(one), 4)) < 0.25).astype(bool)
    parts = []
    for number, year in enumerate(years):
        apart = two - one
        parts.append(pd.DataFrame({
            "year": year, "ccode1": codes[one], "ccode2": codes[two],
            "key": codes[one] * KEY + codes[two],
            "distance": np.where(apart == 1, 0.0, 350.0 * apart),
            "contiguity": np.where(apart == 1, 1, 0).astype(np.int8),
            "defence": tied[:, min(3, number // 15)],
            "offence": False, "neutrality": False, "nonaggression": False, "consultation": False,
            "exercises": np.nan, "organisations": 5.0, "rivalry": False,
            "onset": quarrels[number].astype(np.int8),
            "onset_any": quarrels[number].astype(np.int8),
            "ongoing": np.int8(0), "level": (4 * quarrels[number]).astype(np.int8),
            "lower": (4 * quarrels[number]).astype(np.int8),
            "relevant": (apart == 1) | (one == 0),
        }))  # fmt: skip
    return Panel(states, pd.concat(parts, ignore_index=True))


def _quarrels(
    stream: np.random.Generator, one: np.ndarray, two: np.ndarray, years: int
) -> np.ndarray:
    """Return onsets, years×pairs: log-odds fall with distance and rise with a recent onset."""
    since = np.full(len(one), 99.0)
    found = np.zeros((years, len(one)), dtype=bool)
    for year in range(years):
        odds = -2.0 - 0.6 * (two - one) + 2.0 * np.exp(-since / 8)
        found[year] = stream.random(len(one)) < 1 / (1 + np.exp(-odds))
        since = np.where(found[year], 1.0, since + 1)
    return found
