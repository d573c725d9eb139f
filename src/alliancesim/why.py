"""Why: the story of an event, back along what led to it, and a test of its largest terms.

The terms are those of the model's own equations at that moment, in log-odds. A knockout runs the
same member again, with the same luck, to the step of the event, sets the coefficient of one term
to zero for that step alone, and looks whether the event still happens.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from alliancesim.model import AllianceModel
from alliancesim.parameters import catalogue
from alliancesim.results import Results, ResultsError
from alliancesim.summaries import happened, names_of

ROUTINE = ("scheduled_engage", "scheduled_set", "crisis_end", "alarm")
"""Kinds of events that a story does not tell of others."""
CAUSES = 3
"""Causes of trust or distrust that a story names."""
LEAST = 0.01
"""Share from which a cause is named."""
SHOWN = 5
"""Terms and earlier events that a story names."""
GROUPS: dict[str, str] = {
    "onset": "onset",
    "escalation": "ladder",
    "pact_signed": "pacts.formation",
    "pact_ended": "pacts.ending",
    "agreement_signed": "pacts.agreements",
    "agreement_ended": "pacts.agreement_ending",
    "acceded": "blocs.accession",
    "suspended": "blocs.suspension",
    "readmitted": "blocs.suspension",
    "base_opened": "basing.opening",
    "base_closed": "basing.closing",
    "joined": "force",
    "honoured": "force",
    "reneged": "force",
    "settlement": "mediation",
    "proliferation": "proliferation",
}
"""Group of parameters that holds the coefficients of an event's terms, by kind of event."""
NAMES: dict[str, dict[str, str]] = {
    "onset": {
        "past disputes": "past", "land border": "land", "water border": "water",
        "politically relevant": "relevant", "recent dispute": "recency",
    },
    "ladder": {"rivalry": "rivalry_war", "joint democracy": "democracy_war"},
    "force": {
        "trust": "join_trust", "major power": "join_major", "distance": "join_distance",
        "posture": "join_posture", "readiness": "join_readiness", "base": "join_base",
    },
    "mediation": {"mediation": "mediated"},
    "proliferation": {"threat felt": "threat", "nuclear rival": "rival"},
}  # fmt: skip
"""Coefficients that are not called as their term is; zero is neutral for all of them."""
BASES = {("ladder", "reciprocation"), ("mediation", "agreement"), ("force", "obligation")}
"""Terms that are the level of an equation and no reason."""


def coefficient(kind: str, label: str) -> str:
    """Return the dotted path of a term's coefficient; empty where it has none of its own."""
    group = GROUPS.get(kind)
    if group is None or (group, label) in BASES:
        return ""
    name = NAMES.get(group, {}).get(label, label.replace(" ", "_"))
    path = f"{group}.{'major' if name == 'major_power' else name}"
    return f"parameters.{path}" if path in catalogue() else ""


class Knockout(NamedTuple):
    """Whether an event still happens without one of its terms, or without all of the largest."""

    term: str
    value: float
    """Log-odds; the sum where it is about all."""
    path: str
    happens: bool


def most_serious(results: Results) -> tuple[int, int]:
    """Return run and number of the opening of the most serious dispute that broke out by itself.

    Raises
    ------
    ResultsError
        If no run had one.
    """
    events = results.events
    peaks = events[events["crisis"] >= 0].groupby(["run", "crisis"])["level"].max()
    onsets = events[events["kind"] == "onset"]
    if onsets.empty:
        raise ResultsError("no run had a dispute that broke out by itself; name an event")
    level = [
        peaks[run, crisis] for run, crisis in onsets[["run", "crisis"]].itertuples(index=False)
    ]
    first = onsets.assign(peak=level).sort_values("peak", ascending=False, kind="stable").iloc[0]
    return int(first["run"]), int(first["event"])


def find(results: Results, name: str) -> tuple[int, int]:
    """Return run and number of the event called ``RUN:EVENT``.

    Raises
    ------
    ResultsError
        If there is no such event.
    """
    run, _, number = name.partition(":")
    if run.isdecimal() and number.isdecimal():
        events = results.events
        found = events[(events["run"] == int(run)) & (events["event"] == int(number))]
        if len(found):
            return int(run), int(number)
    runs = results.manifest["runs"]
    raise ResultsError(f"no event '{name}'; an event is RUN:EVENT, run 0 to {runs - 1}, as in 0:12")


def event_of(results: Results, run: int, number: int) -> Mapping[str, Any]:
    """Return an event as a mapping, with ``when``, the day on which it happened."""
    events = happened(results)
    row = events[(events["run"] == run) & (events["event"] == number)].iloc[0]
    return dict(row)


def terms_of(event: Mapping[str, Any]) -> list[tuple[str, float]]:
    """Return the labelled terms of an event, largest first."""
    return [(str(term["label"]), float(term["value"])) for term in event["terms"]]


def story(results: Results, run: int, number: int) -> list[str]:
    """Return the story of an event in plain sentences, back along what led to it."""
    event = event_of(results, run, number)
    lines = [f"{event['when']:%d %B %Y}, run {run}: {event['text']}."]
    terms = terms_of(event)
    lines += _sides(terms)
    if len(event["actors"]) == 2:
        lines += _state_of_the_pair(results, event)
        lines += _roots(results, event)
        lines += _earlier(results, event)
        lines += _around(results, event)
    if event["crisis"] >= 0:
        lines += _course(results, event)
    return lines


def _sides(terms: list[tuple[str, float]]) -> list[str]:
    if not terms:
        return ["The scenario dated it, or nothing but luck decided it: it has no terms."]
    found = []
    for heading, wanted in (("For it spoke", 1), ("Against it spoke", -1)):
        side = [(label, value) for label, value in terms if value * wanted > 0][:SHOWN]
        if side:
            listed = ", ".join(f"{label} ({value:+.2f})" for label, value in side)
            found.append(f"{heading}, in log-odds: {listed}.")
    return found


def _state_of_the_pair(results: Results, event: Mapping[str, Any]) -> list[str]:
    """Return what the pair thought of each other at the last yearly record before the event."""
    one, two = event["actors"]
    dyads = results.dyads
    rows = dyads[
        (dyads["run"] == event["run"])
        & (dyads["step"] < event["step"])
        & dyads["state1"].isin([one, two])
        & dyads["state2"].isin([one, two])
    ]
    if rows.empty:
        return []
    now, names = rows.iloc[-1], names_of(results)
    first, second = names[now["state1"]], names[now["state2"]]
    return [
        f"At the last yearly record before, {now['date']:%B %Y}, {first} trusted {second} at"
        f" {now['trust_12']:.2f} and was trusted at {now['trust_21']:.2f}; their tension was"
        f" {now['tension']:.2f} and {now['onset_rate']:.2f} disputes a year were to be expected."
    ]


def _roots(results: Results, event: Mapping[str, Any]) -> list[str]:
    """Return what the two thought of each other because of what, the largest causes first."""
    causes = results.causes_of_trust
    before = causes[(causes["run"] == event["run"]) & (causes["step"] < event["step"])]
    latest = before[before["step"] == before["step"].max()]
    names, lines = names_of(results), []
    for one, other in (event["actors"], event["actors"][::-1]):
        own = latest[(latest["state1"] == one) & (latest["state2"] == other)]
        for kind, verb in (("good", "trusted"), ("bad", "distrusted")):
            top = own[own[kind] > 0].nlargest(CAUSES, kind)
            if len(top):
                whole = float(own[kind].sum())
                share = ", ".join(
                    f"{cause.replace('_', ' ')} {value / whole:.0%}"
                    for cause, value in zip(top["cause"], top[kind], strict=True)
                    if value / whole >= LEAST
                )
                lines.append(f"What {names[one]} {verb} {names[other]} for: {share}.")
    return lines


def _earlier(results: Results, event: Mapping[str, Any]) -> list[str]:
    """Return the last events that the same two states shared before."""
    events = happened(results)
    pair = set(event["actors"])
    before = events[
        (events["run"] == event["run"])
        & (events["event"] < event["event"])
        & (events["crisis"] != event["crisis"])
        & events["actors"].map(lambda actors: set(actors) == pair)
    ]
    if before.empty:
        return ["The two have no earlier event of their own in this run."]
    told = [f"  {row['when']:%d %B %Y}: {row['text']}" for _, row in before.tail(SHOWN).iterrows()]
    return ["Before that, between the two:", *told]


def _around(results: Results, event: Mapping[str, Any]) -> list[str]:
    """Return what one of the two did or met with others in the year before, newest last."""
    events = happened(results)
    pair, year = set(event["actors"]), results.manifest["step_years"]
    own = events[
        (events["run"] == event["run"])
        & (events["event"] < event["event"])
        & (events["step"] >= event["step"] - 1 / year)
        & (events["crisis"] != event["crisis"])
        & ~events["kind"].isin(ROUTINE)
    ]
    met = own[own["actors"].map(lambda a: bool(pair & set(a)) and set(a) != pair)]
    if met.empty:
        return []
    told = [f"  {row['when']:%d %B %Y}: {row['text']}" for _, row in met.tail(SHOWN).iterrows()]
    return ["In the year before, between one of them and others:", *told]


def _course(results: Results, event: Mapping[str, Any]) -> list[str]:
    """Return the other events of the same crisis."""
    events = happened(results)
    own = events[(events["run"] == event["run"]) & (events["crisis"] == event["crisis"])]
    others = own[own["event"] != event["event"]].sort_values(["when", "event"])
    if others.empty:
        return []
    told = []
    for _, row in others.iterrows():
        largest = ", ".join(f"{label} {value:+.2f}" for label, value in terms_of(row)[:3])
        told.append(
            f"  {row['when']:%d %B %Y}: {row['text']} [{event['run']}:{row['event']}]"
            + (f" ({largest})" if largest else "")
        )
    return ["The same dispute, event by event:", *told]


def knock_out(results: Results, run: int, number: int, most: int = SHOWN) -> list[Knockout]:
    """Return, for the largest terms that spoke for an event, whether it happens without them.

    Raises
    ------
    ResultsError
        If the event has no terms whose coefficients could be set to zero.
    """
    event = event_of(results, run, number)
    kind = str(event["kind"])
    terms = [(*term, coefficient(kind, term[0])) for term in terms_of(event)]
    terms = [(label, value, path) for label, value, path in terms if value > 0 and path]
    if not terms:
        raise ResultsError(f"nothing to knock out: no term of event {run}:{number} can be")
    model = AllianceModel(results.scenario, rng=(results.manifest["seed"], run))
    while model.steps < event["step"] - 1:
        model.step()
    saved = model.checkpoint()
    found = []
    for label, value, path in terms[:most]:
        model.restore(saved)
        model.change({path: 0.0})
        model.step()
        found.append(Knockout(label, value, path, _again(model, event)))
    if len(found) > 1:
        model.restore(saved)
        model.change({knock.path: 0.0 for knock in found})
        model.step()
        total = sum(knock.value for knock in found)
        found.append(Knockout("all of these", total, "", _again(model, event)))
    return found


def _again(model: AllianceModel, event: Mapping[str, Any]) -> bool:
    actors = set(event["actors"])
    return any(
        now.kind == event["kind"] and set(now.actors) == actors and now.level >= event["level"]
        for now in model.happened
    )
