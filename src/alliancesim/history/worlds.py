"""Worlds: an ordinary scenario of any states from the record at the turn of any year.

A scenario for ``year`` starts on 1 January with the members, capabilities, regimes and treaties of
the end of the year before, and with the trust, tension and history of all pairs that assimilation
has found by then. What no table holds (technology, transparency, cyber and the like) stays at the
neutral value of the schema.

Military spending is in money of the day and output in dollars of 2011, so no burden can be read
off. A state's burden is taken as

    b_i = world_burden · (spending_i / Σ spending) / (output_i / Σ output)

over the members whose spending is known: right in rank, and in level as far as ``WORLD_BURDEN`` is.
"""

from collections.abc import Collection
from typing import Any, Literal

import numpy as np
import pandas as pd

from alliancesim.history.assimilation import INTERESTS, Assimilated, assimilate
from alliancesim.history.citations import ASSEMBLED, CITATIONS
from alliancesim.history.pacts import Pair, pacts
from alliancesim.history.panel import OBLIGATIONS, WEAKEST, Panel, great_circle
from alliancesim.history.tables import HistoryError
from alliancesim.parameters import Parameters
from alliancesim.scenario import Scenario, load
from alliancesim.treaties import FLAGS

Step = Literal["month", "quarter", "year"]
WORLD_BURDEN = 0.03
"""Military spending of the world over its output, share of GDP; assumption, range .01 to .06."""
LEAST_BURDEN, LARGEST_BURDEN = 0.001, 0.4
NUCLEAR_TESTS = {
    2: 1945, 365: 1949, 200: 1952, 220: 1960, 710: 1964, 750: 1974, 770: 1998, 731: 2006,
}  # fmt: skip
"""Year of a state's first nuclear test: public record."""
SOURCES = (
    "cow_states", "cow_majors", "cow_nmc", "cw_democracy", "cw_gdppop", "un_ideal_points",
    "cow_capitals", "cow_contdir", "cow_mindist", "atop_alliance", "mme_long", "cow_igo_ndy",
    "tss_rivalries", "cow_mid_ddydisps",
)  # fmt: skip
NOTED = 0.05
"""Trust beyond the prior, interoperability or information from which a pair is written out."""
FAR_OFF = 1.0
"""Difference of ln(1 + km) between borders and capitals from which the former is written out."""
ALIKE = 0.01
"""Difference of trust in both directions below which one figure, their mean, is written."""
FEW = 12
"""States that a text names one by one."""


def world(
    panel: Panel, year: int, cast: Collection[int] | None = None, rules: Parameters | None = None,
    *, step: Step = "month", horizon: float = 10.0,
) -> Scenario:  # fmt: skip
    """Return a scenario that starts on 1 January of ``year``.

    Parameters
    ----------
    panel
        The record; only years before ``year`` are read.
    cast
        Correlates of War numbers of the states; all members unless given.
    rules
        Parameters of assimilation and of the scenario; the defaults unless given.

    Raises
    ------
    HistoryError
        If the record does not reach the year before, or a state was no member then.
    """
    rules = rules or Parameters()
    first, last = panel.years
    if not first < year <= last + 1:
        raise HistoryError(f"the record allows years from {first + 1} to {last + 1}, not {year}")
    *_, now = assimilate(panel, rules, first, year - 1)
    return scenario_of(panel, now, cast, rules, step=step, horizon=horizon)


def scenario_of(
    panel: Panel, now: Assimilated, cast: Collection[int] | None, rules: Parameters,
    *, step: Step = "month", horizon: float = 10.0,
) -> Scenario:  # fmt: skip
    """Return the scenario that starts where assimilation stands; as ``world`` does."""
    states, dyads = panel.at(now.year)
    members = states[states["stays"]].assign(burden=burdens(states))
    members["output"] = _outputs(members)
    names = dict(zip(members["ccode"], members["abb"], strict=True))
    codes = sorted(names if cast is None else cast)
    strangers = sorted(set(codes) - set(names))
    if strangers:
        raise HistoryError(f"{strangers} were no members of the state system at {now.year}'s end")
    chosen = members[members["ccode"].isin(codes)]
    year = now.year + 1
    return load({
        "name": f"world_{year}",
        "title": f"{_who(chosen, members)} on 1 January {year}",
        "question": f"What follows from the state of things at the start of {year}?",
        "description": f"Written from the record of {panel.years[0]} to {now.year}, which says how"
        f" things stood; nothing that happened from {year} on is in it.",
        "assumptions": _assumptions(year),
        "omitted": _omitted(chosen, members),
        "sources": {"assembled": ASSEMBLED} | {name: CITATIONS[name] for name in SOURCES},
        "clock": {"start": f"{year}-01-01", "step": step, "horizon": horizon},
        "interests": INTERESTS,
        "states": {row.abb: _state(row, now, year) for row in chosen.itertuples()},
        "dyads": _dyads(chosen, dyads, now, rules),
        "alliances": _alliances(dyads, members, set(codes)),
        "parameters": rules.model_dump(exclude_defaults=True),
    })  # fmt: skip


def burdens(states: pd.DataFrame) -> pd.Series:
    """Return military spending over output of the members of a year, as above.

    Where spending or output is not known, the burden is ``WORLD_BURDEN``.
    """
    both = states["milex"].notna() & states["output"].notna()
    spending = states["milex"] / states.loc[both, "milex"].sum()
    output = states["output"] / states.loc[both, "output"].sum()
    burden = (WORLD_BURDEN * spending / output).where(both, WORLD_BURDEN)
    return burden.clip(LEAST_BURDEN, LARGEST_BURDEN)


def _outputs(states: pd.DataFrame) -> pd.Series:
    """Return outputs; those that are not known are the share of capability in what is known."""
    known = states[states["output"].notna()]
    guess = states["cinc"] * known["output"].sum() / known["cinc"].sum()
    return states["output"].fillna(guess)


def _state(row: Any, now: Assimilated, year: int) -> dict[str, Any]:
    own = int(now.rows(np.array([row.ccode]))[0])
    weights = dict(zip(INTERESTS, now.world.salience[own].tolist(), strict=True))
    places = dict(zip(INTERESTS, now.world.interests[own].round(3).tolist(), strict=True))
    sources = dict(zip(INTERESTS, ("un_ideal_points", "cw_democracy"), strict=True))
    regime = round(float(now.world.regime[own]), 3)
    return {
        "name": row.name,
        "region": row.region,
        "location": {"lat": round(row.lat, 2), "lon": round(row.lon, 2)},
        "capability": _sourced(_digits(max(row.cinc, WEAKEST)), "cow_nmc"),
        "output": _sourced(_digits(row.output), "cw_gdppop"),
        "burden": _sourced(_digits(row.burden), "cow_nmc"),
        "regime": _sourced(regime, "cw_democracy"),
        "major": bool(row.major),
        "nuclear": NUCLEAR_TESTS.get(row.ccode, year) < year,
        "interests": {
            name: _sourced(places[name], sources[name]) if weights[name] else places[name]
            for name in INTERESTS
        },
        "salience": weights,
    }


def _dyads(
    states: pd.DataFrame, dyads: pd.DataFrame, now: Assimilated, rules: Parameters
) -> dict[str, dict[str, Any]]:
    """Return what is known of those pairs of the cast that differ from two who barely meet."""
    codes = states["ccode"].to_numpy()
    names = dict(zip(codes, states["abb"], strict=True))
    places = states.set_index("ccode")[["lat", "lon"]]
    own = dyads[dyads["ccode1"].isin(codes) & dyads["ccode2"].isin(codes)].copy()
    own["apart"] = great_circle(
        places.loc[own["ccode1"]].to_numpy(), places.loc[own["ccode2"]].to_numpy()
    )
    told = own.join(_stocks(own, now, rules))
    far = np.log1p(told["distance"]) - np.log1p(told["apart"])
    noted = (
        (told["contiguity"] > 0)
        | (told["past_disputes"] > 0)
        | told["rivalry"]
        | (told["learned"] > NOTED)
        | (told["interoperability"] > NOTED)
        | (told["information"] > NOTED)
        | (far.abs() > FAR_OFF)
    )
    return {f"{names[row.ccode1]}-{names[row.ccode2]}": _dyad(row)
            for row in told[noted].itertuples()}  # fmt: skip


def _stocks(dyads: pd.DataFrame, now: Assimilated, rules: Parameters) -> pd.DataFrame:
    """Return what assimilation says of pairs, in the words of the schema."""
    world = now.world
    one, two = now.rows(dyads["ccode1"].to_numpy()), now.rows(dyads["ccode2"].to_numpy())
    trust, prior = world.trust, world.good_prior / rules.trust.prior_strength
    strength = world.good + world.bad
    columns = {
        "trust": trust[one, two], "back": trust[two, one],
        "learned": np.maximum(np.abs(trust - prior)[one, two], np.abs(trust - prior)[two, one]),
        "evidence": (strength + strength.T)[one, two] / 2 - rules.trust.prior_strength,
        "past_disputes": world.onset_count[one, two], "observed_years": now.together[one, two],
        "years_since_dispute": now.since[one, two],
        "engagements": world.recent.sum(axis=0)[one, two] / rules.choice.habit_memory,
    }  # fmt: skip
    stocks = ("tension", "interoperability", "information", "understanding", "readiness",
              "procedures")  # fmt: skip
    columns |= {name: getattr(world, name)[one, two] for name in stocks}
    return pd.DataFrame(columns, index=dyads.index)


def _dyad(row: Any) -> dict[str, Any]:
    """Return a pair as it is written: without what is neutral anyway."""
    both = [round(row.trust, 3), round(row.back, 3)]
    known: dict[str, Any] = {
        "distance": round(row.distance),
        "contiguity": int(row.contiguity),
        "trust": round(sum(both) / 2, 3) if abs(row.trust - row.back) < ALIKE else both,
        "evidence": max(0.0, round(row.evidence, 2)),
        "tension": round(row.tension, 3),
    }
    for name in ("interoperability", "information", "understanding", "readiness", "procedures"):
        known[name] = round(getattr(row, name), 3)
    known["engagements"] = round(row.engagements, 2)
    if row.past_disputes:
        known["past_disputes"] = int(row.past_disputes)
        known["years_since_dispute"] = round(row.years_since_dispute, 1)
    known["observed_years"] = int(row.observed_years)
    known["rivalry"] = bool(row.rivalry)
    return known


def ties(dyads: pd.DataFrame) -> dict[Pair, int]:
    """Return the obligations of the pairs of a year, as bits, where there are any."""
    bits = sum(dyads[name].to_numpy(dtype=np.int64) * FLAGS[name] for name in OBLIGATIONS)
    pairs = zip(dyads["ccode1"].tolist(), dyads["ccode2"].tolist(), strict=True)
    return {pair: flags for pair, flags in zip(pairs, bits.tolist(), strict=True) if flags}


def _alliances(
    dyads: pd.DataFrame, members: pd.DataFrame, cast: set[int]
) -> dict[str, dict[str, Any]]:
    """Return the treaties that bind a state of the cast; a key is a pair, or a group's number."""
    strength = members.set_index("ccode")["cinc"]
    letters = members.set_index("ccode")["abb"].to_dict()
    names = members.set_index("ccode")["name"].to_dict()
    alive = dyads[dyads["ccode1"].isin(letters) & dyads["ccode2"].isin(letters)]
    treaties = {}
    for number, pact in enumerate(pacts(ties(alive)), start=1):
        inside = [letters[code] for code in pact.members if code in cast]
        leader = max(pact.members, key=lambda code: strength[code])
        size = len(pact.members)
        if inside and size > 2:
            key, name = f"bloc_{number}_{letters[leader]}", f"{size} states, {names[leader]} first"
        elif inside:
            key = "-".join(letters[code] for code in pact.members)
            name = " and ".join(names[code] for code in pact.members)
        else:
            continue
        treaties[key] = {
            "name": name,
            "obligations": pact.obligations,
            "members": inside,
            "outside_members": [letters[code] for code in pact.members if code not in cast],
            "source": "atop_alliance",
        }
    return treaties


# --- words ------------------------------------------------------------------------------------


def _who(chosen: pd.DataFrame, members: pd.DataFrame) -> str:
    """Return the cast in a few words."""
    if len(chosen) == len(members):
        return f"The world of {len(members)} states"
    if len(chosen) > FEW:
        return f"{len(chosen)} of {len(members)} states"
    names = chosen["name"].tolist()
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _omitted(chosen: pd.DataFrame, members: pd.DataFrame) -> list[str]:
    rest = members[~members["ccode"].isin(chosen["ccode"])].sort_values("cinc", ascending=False)
    if rest.empty:
        return []
    strongest = ", ".join(rest["name"].head(FEW))
    return [f"{len(rest)} other members of the state system, the strongest of them: {strongest}"]


def _assumptions(year: int) -> list[str]:
    """Return what had to be assumed, for the file."""
    return [
        f"States are the members of the state system at the end of {year - 1}; all figures are of"
        " that year, or of the nearest that the tables have. Figures of states say their source; of"
        " pairs, distances are from cow_mindist, contiguity from cow_contdir, past disputes from"
        " cow_mid_ddydisps and rivalry from tss_rivalries.",
        "Trust, evidence, tension, interoperability, information, understanding, readiness,"
        " procedures and engagements of pairs are computed, not measured: the model's own rules for"
        " settling, hostility and learning, run over the record of disputes, pacts, exercises and"
        " organisations. past_disputes counts years with a new dispute between the two, as first or"
        " as later participants, among the observed_years in which both were members.",
        "Pairs that are not listed have never been in a dispute, do not touch, are hardly bound to"
        f" each other (trust within {NOTED:g} of what interests imply, interoperability and"
        f" information below {NOTED:g}) and lie about as far apart as their capitals.",
        "Treaties are rebuilt from ties between pairs: who is bound to whom, and to what, is exact;"
        " which pairs share a treaty is inferred. A treaty in force on some day of"
        f" {year - 1} counts; ATOP knows no date within the year.",
        f"Burdens are shares of the world's spending over shares of its output, times"
        f" {WORLD_BURDEN:g}, which is an assumption; a state whose spending is not known is given"
        f" {WORLD_BURDEN:g}. Output is in dollars of 2011 at purchasing power.",
        "Rivalry is what historians made of a pair in retrospect.",
        "Interests are the last UN ideal point and the regime, of equal weight; the regime alone"
        " for states that had not voted in the UN, whom others see on the middle of its scale.",
        "Nuclear powers are states that had tested a weapon or, as India in 1974, a device. Powers"
        " that tested none, such as Israel, are not among them.",
        "Technology, transparency, accountability, cyber, rights, industry, sovereignty, growth,"
        " bases, dependence, disputed issues, organisations and non-state threats stand at the"
        " neutral values of the model, for the record does not hold them.",
    ]


def _sourced(value: float, source: str) -> dict[str, Any]:
    return {"value": value, "source": source}


def _digits(value: float) -> float:
    """Return a number with four digits."""
    return float(f"{value:.4g}")
