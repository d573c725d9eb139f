"""Inspection: what there is to say of a state, a pair, an alliance, a crisis or an event.

The answers are plain pieces (facts, tables, terms, histories); how they look is the page's affair.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from alliancesim.crisis import LEVELS
from alliancesim.model import AllianceModel
from alliancesim.phases.crises.onset import onset_terms, shared_shock
from alliancesim.phases.engage.consent import budgets
from alliancesim.treaties import Treaty
from alliancesim.view.frames import Frame, Happening
from alliancesim.view.session import Session
from alliancesim.world import Array

SHOWN = 8
"""Rows of a table."""
FAINT = 0.01
"""Evidence below which a cause of trust is not named."""


class Facts(NamedTuple):
    """Names and values."""

    title: str
    rows: list[tuple[str, str]]


class Rows(NamedTuple):
    """A table."""

    title: str
    head: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


class Terms(NamedTuple):
    """Labelled numbers, the largest first."""

    title: str
    unit: str
    terms: list[tuple[str, float]]


class History(NamedTuple):
    """Numbers over time."""

    title: str
    unit: str
    dates: list[datetime.date]
    curves: dict[str, Array]
    steps: bool = False
    """Whether a value holds until the next one."""


class Note(NamedTuple):
    """A sentence."""

    text: str


Piece = Facts | Rows | Terms | History | Note


def state(session: Session, id_: str) -> list[Piece]:
    """Return what there is to say of a state at the step shown."""
    case, model = session.scenario, session.track.model_at(session.shown)
    if id_ not in case.states:
        return [Note("This state is not in the scenario.")]
    row, world, given = case.ids.index(id_), model.world, case.states[id_]
    trust, n = world.trust, world.n
    doctrine = model.acting.states[id_].doctrine or model.acting.doctrine
    flags = [name for name, yes in (("major power", world.major[row]),
                                    ("nuclear weapons", world.nuclear[row])) if yes]  # fmt: skip
    facts = Facts(given.name, [
        ("capability", f"{world.capability[row]:.3g} of the system"),
        ("output", f"{world.output[row]:,.0f} bn USD"),
        ("military burden", f"{world.burden[row]:.1%} of GDP"),
        ("electoral democracy", f"{world.regime[row]:.2f}"),
        ("military technology", f"{world.technology[row]:.2f}"),
        ("doctrine", model.acting.doctrines[doctrine].name),
        ("trust given, received", f"{(trust[row].sum() - 1) / (n - 1):.2f},"
                                  f" {(trust[:, row].sum() - 1) / (n - 1):.2f}"),
        ("threat felt", f"{world.threat_felt[row]:.2f}"),
        ("region", given.region),
        *([("is", ", ".join(flags))] if flags else []),
    ])  # fmt: skip
    return [facts, *_budget(session, model, row), _obligations(session, model, row),
            _partners(model, row), _perceived(model, row)]  # fmt: skip


def _last_year(session: Session) -> list[Frame]:
    span = round(1 / session.scenario.clock.years)
    film = session.track.film
    return [frame for frame in film.frames if session.shown - span < frame.step <= session.shown]


def _budget(session: Session, model: AllianceModel, row: int) -> list[Piece]:
    """Return the diplomatic budget and where it went in the last year."""
    spent: dict[str, float] = defaultdict(float)
    count: Counter[str] = Counter()
    for frame in _last_year(session):
        for (tool, one, two), effort in zip(frame.engaged, frame.effort, strict=True):
            if row in (one, two):
                spent[model.tools.names[tool]] += float(effort)
                count[model.tools.names[tool]] += 1
    a_year = float(budgets(model.world, model.rules)[row])
    facts = Facts("Diplomatic budget", [
        ("a year", f"{a_year:.1f} effort units"),
        ("at hand", f"{model.world.purse[row]:.1f}"),
        ("spent in the last year", f"{sum(spent.values()):.1f} on {sum(count.values())}"
                                   " engagements"),
    ])  # fmt: skip
    named = session.scenario.instruments
    rows = [
        (named[name].name, f"{count[name]}", f"{spent[name]:.2f}")
        for name, _ in sorted(count.items(), key=lambda item: (-spent[item[0]], -item[1]))[:SHOWN]
    ]
    if not rows:
        return [facts]
    return [facts, Rows("Where it went", ("instrument", "held", "effort"), rows)]


def _obligations(session: Session, model: AllianceModel, row: int) -> Piece:
    rows = [
        (treaty.name, ", ".join(treaty.obligations()), _names(session, treaty.members, row))
        for treaty in model.world.treaties
        if row in treaty.members
    ]
    if not rows:
        return Note("Bound by no treaty.")
    return Rows("Obligations", ("treaty", "binds to", "with"), rows)


def _partners(model: AllianceModel, row: int) -> Piece:
    trust, world = model.world.trust, model.world
    order = [other for other in np.argsort(-trust[row], kind="stable") if other != row]
    chosen = order if len(order) <= SHOWN else [*order[: SHOWN // 2], *order[-SHOWN // 2 :]]
    rows = [
        (world.names[other], f"{trust[row, other]:.2f}", f"{trust[other, row]:.2f}",
         f"{world.tension[row, other]:.2f}")
        for other in chosen
    ]  # fmt: skip
    some = " (most and least trusted)" if len(chosen) < len(order) else ""
    return Rows(f"The others{some}", ("state", "trusts", "trusted by", "tension"), rows)


def _perceived(model: AllianceModel, row: int) -> Piece:
    """Return what the state believes of those it fears most, beside what is true."""
    world, seen, rates = model.world, model.seen, model.snapshot.rates
    order = [other for other in np.argsort(-seen.threat[row], kind="stable") if other != row]
    rows = [
        (world.names[other], f"{seen.threat[row, other]:.2f}",
         f"{seen.capability[row, other]:.3f}", f"{world.capability[other]:.3f}",
         f"{rates[row, other]:.2f}")
        for other in order[:SHOWN]
    ]  # fmt: skip
    head = ("from", "threat felt", "strength seen", "true strength", "disputes a year")
    return Rows("Threats: perceived and true", head, rows)


def pair(session: Session, one: str, two: str) -> list[Piece]:
    """Return what there is to say of two states at the step shown."""
    case, model = session.scenario, session.track.model_at(session.shown)
    if one not in case.states or two not in case.states or one == two:
        return [Note("Choose two different states.")]
    i, j, world, now = case.ids.index(one), case.ids.index(two), model.world, model.snapshot
    a, b = world.names[i], world.names[j]
    shared = [treaty.name for treaty in world.treaties if {i, j} <= set(treaty.members)]
    issues = [
        issue.name for issue in case.disputes.values()
        if sum(one in side for side in issue.sides) and sum(two in side for side in issue.sides)
        and not any({one, two} <= set(side) for side in issue.sides)
    ]  # fmt: skip
    facts = Facts(f"{a} and {b}", [
        (f"{a} trusts {b}", f"{now.trust[i, j]:.2f}"),
        (f"{b} trusts {a}", f"{now.trust[j, i]:.2f}"),
        ("tension", f"{world.tension[i, j]:.2f} wars"),
        ("expected disputes", f"{now.rates[i, j]:.2f} a year"),
        ("expected wars", f"{now.war_rates[i, j]:.3f} a year"),
        (f"threat that {a} feels", f"{model.seen.threat[i, j]:.2f}"),
        (f"threat that {b} feels", f"{model.seen.threat[j, i]:.2f}"),
        ("interoperability", f"{world.interoperability[i, j]:.2f}"),
        ("information ties", f"{world.information[i, j]:.2f}"),
        ("understanding", f"{world.understanding[i, j]:.2f}"),
        ("treaties", ", ".join(shared) or "none"),
        ("open issues", ", ".join(issues) or "none"),
    ])  # fmt: skip
    return [facts, *_histories(session, i, j, a, b), *_causes(model, i, j, a, b),
            _hazard(model, i, j), _engaged(session, model, i, j),
            *_events_of(session, {one, two})]  # fmt: skip


def _histories(session: Session, i: int, j: int, a: str, b: str) -> list[Piece]:
    film = session.track.film
    frames = [frame for frame in film.frames if frame.step <= session.shown]
    days = [frame.date for frame in frames]
    trust = {
        f"{a} in {b}": np.array([float(frame.trust[i, j]) for frame in frames]),
        f"{b} in {a}": np.array([float(frame.trust[j, i]) for frame in frames]),
    }
    tension = {"tension": np.array([float(frame.tension[i, j]) for frame in frames])}
    return [
        History("Trust", "0 to 1", days, trust),
        History("Tension", "wars just ended", days, tension),
    ]


def _causes(model: AllianceModel, i: int, j: int, a: str, b: str) -> list[Piece]:
    """Return because of what the two trust and distrust each other."""
    world, found = model.world, list[Piece]()
    for one, two, title in ((i, j, f"Why {a} trusts {b}, or not"),
                            (j, i, f"Why {b} trusts {a}, or not")):  # fmt: skip
        good, bad = (
            credit[:, one, two] * world.credit_left[one, two]
            for credit in (world.good_credit, world.bad_credit)
        )
        terms = [
            (label, float(value))
            for label, net in zip(model.causes, zip(good, -bad, strict=True), strict=True)
            for value in net
            if abs(value) > FAINT
        ]
        terms.sort(key=lambda term: -abs(term[1]))
        if terms:
            found.append(Terms(title, "evidence alive, for (+) and against (−)", terms))
    return found


def _hazard(model: AllianceModel, i: int, j: int) -> Piece:
    now = model.snapshot
    terms = onset_terms(
        model.world, model.rules, model.seen, shared_shock(model.draws, now.now), now.now
    )
    kept = [(label, float(matrix[i, j])) for label, matrix in terms.items()]
    kept = sorted((term for term in kept if abs(term[1]) > FAINT), key=lambda term: -abs(term[1]))
    return Terms("What makes a new dispute more or less likely", "log-odds of an onset", kept)


def _engaged(session: Session, model: AllianceModel, i: int, j: int) -> Piece:
    count: Counter[str] = Counter()
    for frame in _last_year(session):
        for tool, one, two in frame.engaged:
            if {int(one), int(two)} == {i, j}:
                count[model.tools.names[tool]] += 1
    if not count:
        return Note("The two held no engagement in the last year.")
    named = session.scenario.instruments
    rows = [(named[name].name, f"{number}") for name, number in count.most_common(SHOWN)]
    return Rows("Engagements of the last year", ("instrument", "held"), rows)


def _events_of(session: Session, actors: set[str]) -> list[Piece]:
    found = [
        happening for happening in session.track.film.events
        if happening.step <= session.shown and actors <= set(happening.event.actors)
    ]  # fmt: skip
    if not found:
        return []
    rows = [(f"{item.day:%d %b %Y}", item.event.text) for item in found[-SHOWN:][::-1]]
    return [Rows("Events between them", ("date", "what"), rows)]


def treaties(session: Session) -> list[Treaty]:
    """Return the treaties in force at the step shown, blocs first."""
    frame = session.track.film.frame(session.shown)
    return sorted(frame.treaties, key=lambda treaty: (not treaty.multilateral, treaty.name))


def alliance(session: Session, id_: str) -> list[Piece]:
    """Return what there is to say of a treaty at the step shown."""
    model = session.track.model_at(session.shown)
    treaty = model.world.treaties.get(id_)
    if treaty is None:
        return [Note("This treaty is not in force at the step shown.")]
    world, members = model.world, list(treaty.active)
    inner = world.trust[np.ix_(members, members)]
    pairs = len(members) * (len(members) - 1)
    mean = (inner.sum() - len(members)) / pairs if pairs else float("nan")
    outside = ", ".join(sorted(treaty.outside))
    suspended = _names(session, sorted(treaty.suspended))
    facts = Facts(treaty.name, [
        ("binds to", ", ".join(treaty.obligations())),
        ("members", f"{len(treaty.members)} in the cast"
                    + (f", {len(treaty.outside)} outside it" if outside else "")),
        ("who may join", {"founders": "nobody", "unanimity": "whom all members want",
                          "open": "whoever wants"}[treaty.admission]),
        ("mean trust among members", f"{mean:.2f}" if pairs else "—"),
        *([("spending goal", f"{treaty.spending_goal:.1%} of GDP")] if treaty.spending_goal
          else []),
        *([("suspended", suspended)] if suspended else []),
        *([("outside the cast", outside)] if outside else []),
    ])  # fmt: skip
    rows = [
        (world.names[row], f"{world.capability[row]:.3f}", f"{world.burden[row]:.1%}",
         f"{(inner[:, place].sum() - 1) / max(1, len(members) - 1):.2f}")
        for place, row in enumerate(members)
    ]  # fmt: skip
    head = ("member", "capability", "burden", "trusted by the others")
    return [facts, Rows("Members", head, rows)]


def crises(session: Session) -> dict[int, list[Happening]]:
    """Return the events of each crisis up to the step shown, by its number, the newest first."""
    found: dict[int, list[Happening]] = {}
    for happening in session.track.film.events:
        if happening.step <= session.shown and happening.event.crisis >= 0:
            found.setdefault(happening.event.crisis, []).append(happening)
    return dict(reversed(found.items()))


def crisis(session: Session, number: int) -> list[Piece]:
    """Return the course of a crisis up to the step shown."""
    events = crises(session).get(number)
    if not events:
        return [Note("This crisis has not begun at the step shown.")]
    live = {c.id: c for c in session.track.film.frame(session.shown).crises}.get(number)
    top = max(happening.event.level for happening in events)
    facts = Facts(events[0].event.text, [
        ("began", f"{events[0].day:%d %B %Y}"),
        ("highest level", f"{top}, {LEVELS.get(top, 'not known')}"),
        ("state", f"under way for {live.days:.0f} days" if live else "over"),
        *([("mediator", live.mediator)] if live and live.mediator else []),
        *([("sides", " against ".join(_names(session, side) for side in live.sides))] if live
          else []),
    ])  # fmt: skip
    climbs = [h for h in events if h.event.level > 0 and h.event.kind != "crisis_end"]
    ladder = History(
        "The hostility ladder", "level, 2 threat to 5 war",
        [h.day for h in climbs] + [events[-1].day],
        {"level": np.maximum.accumulate([*(float(h.event.level) for h in climbs), 0.0])},
        steps=True,
    )  # fmt: skip
    moves = [(f"{h.day:%d %b %Y}", h.event.text) for h in events]
    return [facts, ladder, Rows("Moves", ("date", "what"), moves), *_why(events[0])]


def event(session: Session, number: int) -> list[Piece]:
    """Return an event with the terms that made it likely."""
    found = next((h for h in session.track.film.events if h.number == number), None)
    if found is None:
        return [Note("This event is not among those kept.")]
    actors = _called(session, found.event.actors)
    facts = Facts(found.event.text, [
        ("date", f"{found.day:%d %B %Y}"),
        ("kind", found.event.kind.replace("_", " ")),
        *([("states", actors)] if actors else []),
        *([("level", f"{found.event.level}, {LEVELS.get(found.event.level, '')}")]
          if found.event.level > 1 else []),
        *([("amount", f"{found.event.amount:,.0f}")] if found.event.amount else []),
    ])  # fmt: skip
    return [facts, *_why(found)]


def _why(happening: Happening) -> list[Piece]:
    terms = [(label, float(value)) for label, value in happening.event.terms]
    if not terms:
        return [Note("The scenario dated it, or nothing but luck decided it: it has no terms.")]
    return [Terms("Why: terms of the model's own equation", "log-odds, for (+) and against (−)",
                  terms)]  # fmt: skip


def _called(session: Session, states: Sequence[str]) -> str:
    known = session.scenario.states
    return ", ".join(known[state].name for state in states if state in known)


def _names(session: Session, rows: Sequence[int], without: int = -1) -> str:
    named = list(session.scenario.states.values())
    return ", ".join(named[row].name for row in rows if row != without)
