"""Pictures and inspections: what is drawn is what was simulated, and text stays text."""

import itertools
import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from dash import Patch, no_update

from alliancesim.ensemble import run
from alliancesim.metrics import METRICS
from alliancesim.phases.engage.consent import budgets
from alliancesim.view import inspection, showing
from alliancesim.view.callbacks import tick
from alliancesim.view.callbacks.tick import Wishes
from alliancesim.view.drawing import matrix, places, series, world
from alliancesim.view.drawing.blocs import blocs
from alliancesim.view.drawing.paint import paint
from alliancesim.view.frames import STATE_COLUMNS
from alliancesim.view.pieces import shown
from alliancesim.view.session import FASTEST, Session
from tests.view.worlds import HOSTILE, hostile, many, small


def reached(session: Session, step: int) -> Session:
    session.rate = FASTEST
    session.go(step)
    session.catch_up()
    return session


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    made = reached(Session(small(), seed=3), 40)
    yield made
    made.close()


@pytest.fixture(scope="module")
def attacked() -> Iterator[Session]:
    made = reached(Session(hostile(), seed=3), 30)
    yield made
    made.close()


WANTED = [
    world.Wanted(round_, by, selected)
    for round_, by, selected in itertools.product(
        (False, True), ("bloc", "threat_felt", "capability"), ("", "A")
    )
]


@pytest.mark.parametrize("wanted", WANTED, ids=str)
def test_what_moves_is_the_tail_of_the_whole_figure(session: Session, wanted: world.Wanted) -> None:
    frame, start = showing.frames(session)
    whole = world.figure(session.scenario, frame, start, wanted)["data"]
    moving = world.moving(session.scenario, frame, start, wanted)
    assert whole[world.BELOW :] == list(moving.values())
    states = moving["states"]
    assert states["customdata"] == session.scenario.ids
    assert len(states["x"]) == len(states["text"]) == len(states["marker"]["color"]) == 5
    json.dumps(whole)


def test_every_class_of_a_colouring_has_a_colour_and_a_legend(session: Session) -> None:
    frame, start = showing.frames(session)
    for by in ("bloc", *STATE_COLUMNS):
        found = paint(by, session.scenario, frame, start)
        colours = {entry.colour for entry in found.legend}
        assert set(found.of_states()) <= colours, by
        assert found.title


def test_blocs_keep_their_colour_while_their_strongest_member_stays(session: Session) -> None:
    start = session.track.film.frames[0]
    first = {bloc.leader: bloc.colour for bloc in blocs(start, start)}
    for frame in session.track.film.frames:
        found = blocs(frame, start)
        colours = [bloc.colour for bloc in found if bloc.colour >= 0]
        assert len(colours) == len(set(colours))
        for bloc in found:
            assert bloc.leader in bloc.members
            if bloc.leader in first:
                assert bloc.colour == first[bloc.leader]


def test_the_trust_matrix_holds_the_trust_of_the_model(session: Session) -> None:
    frame, start = showing.frames(session)
    order = matrix.order_of(start)
    z = matrix.values(frame, start, "now")
    trust = session.track.model.world.trust
    for y, x in itertools.permutations(range(5), 2):
        assert z[y][x] == pytest.approx(trust[order[y], order[x]], abs=2e-3)
        ids = session.scenario.ids
        assert matrix.states_at(session.scenario, start, x, y) == (ids[order[y]], ids[order[x]])
    assert all(z[i][i] is None for i in range(5))
    change = matrix.values(start, start, "change")
    assert all(v in (None, 0.0) for row in change for v in row)


def test_charts_hold_every_step_and_the_unit(session: Session) -> None:
    for metric in METRICS:
        curves = showing.curves(session, metric)
        figure = series.figure(curves)
        line = figure["data"][2]
        assert len(line["x"]) == session.head + 1
        known = [y for y in line["y"] if y is not None]
        expected = session.track.film.values(metric)
        assert known == pytest.approx([v for v in expected if v == v], rel=1e-3, abs=1e-9)
        assert figure["layout"]["yaxis"]["title"]["text"]
        low, high = figure["layout"]["yaxis"]["range"]
        assert low < high
        assert all(low <= y <= high for y in known)


def test_long_runs_are_thinned_and_end_with_the_last_step() -> None:
    kept = series._thinned(5001)
    assert len(kept) <= series.POINTS
    assert kept[-1] == 5000


@pytest.mark.parametrize("kind", ["state", "pair", "alliance", "crisis", "event"])
def test_everything_can_be_inspected_at_any_step(session: Session, kind: str) -> None:
    for step in (0, 17, 40):
        session.go(step)
        ids = session.scenario.ids
        events = [h.number for h in session.track.film.events if h.step <= step]
        asked: dict[str, list[tuple[Any, tuple[Any, ...]]]] = {
            "state": [(inspection.state, (id_,)) for id_ in ids],
            "pair": [(inspection.pair, two) for two in itertools.combinations(ids, 2)],
            "alliance": [(inspection.alliance, (t.id,)) for t in inspection.treaties(session)],
            "crisis": [(inspection.crisis, (n,)) for n in inspection.crises(session)],
            "event": [(inspection.event, (number,)) for number in events[-5:]],
        }
        for ask, names in asked[kind]:
            pieces = ask(session, *names)
            assert isinstance(pieces[0], inspection.Facts)
            assert shown(pieces, "x")
    session.go(40)


def test_a_budget_went_where_the_tables_say() -> None:
    session = reached(Session(small(), seed=3), 12)
    found = run(small(), runs=1, seed=3)
    year = found.states[found.states["step"] == 12].set_index("state")
    for id_ in session.scenario.ids:
        pieces = inspection.state(session, id_)
        facts = next(p for p in pieces if isinstance(p, inspection.Facts) and "budget" in p.title)
        spent = float(dict(facts.rows)["spent in the last year"].split()[0])
        assert spent == pytest.approx(year.loc[id_, "budget_spent"], abs=0.051)
        a_year = float(dict(facts.rows)["a year"].split()[0])
        row = session.scenario.ids.index(id_)
        model = session.track.model
        assert a_year == pytest.approx(budgets(model.world, model.rules)[row], abs=0.051)
    session.close()


def test_perceived_and_true_stand_side_by_side(session: Session) -> None:
    table = next(
        piece for piece in inspection.state(session, "A")
        if isinstance(piece, inspection.Rows) and "perceived" in piece.title
    )  # fmt: skip
    model = session.track.model
    names = list(model.world.names)
    for name, threat, seen, true, _ in table.rows:
        other = names.index(name)
        assert float(threat) == pytest.approx(model.seen.threat[0, other], abs=0.006)
        assert float(seen) == pytest.approx(model.seen.capability[0, other], abs=6e-4)
        assert float(true) == pytest.approx(model.world.capability[other], abs=6e-4)


def texts_of_figures(session: Session) -> str:
    frame, start = showing.frames(session)
    figures = [world.figure(session.scenario, frame, start, wanted) for wanted in WANTED]
    figures += [matrix.figure(session.scenario, frame, start, mode) for mode in ("now", "change")]
    return json.dumps(figures)


def test_hostile_names_stay_text_in_every_figure(attacked: Session) -> None:
    assert HOSTILE not in texts_of_figures(attacked)
    assert "&lt;img" in texts_of_figures(attacked)
    pieces = [*inspection.state(attacked, "A"), *inspection.pair(attacked, "A", "C"),
              *inspection.alliance(attacked, "pact")]  # fmt: skip

    def figures(part: object) -> Iterator[object]:
        data = part.to_plotly_json() if hasattr(part, "to_plotly_json") else part
        if isinstance(data, dict):
            if "figure" in data:
                yield data["figure"]
            for value in data.values():
                yield from figures(value)
        elif isinstance(data, list | tuple):
            for value in data:
                yield from figures(value)

    drawn = json.dumps(list(figures(shown(pieces, "x"))))
    assert len(drawn) > 1000
    assert HOSTILE not in drawn


WISHES = Wishes("map", "bloc", "now", ["stability", "escalation", "wars"], "everything", "", "")


def test_a_tick_sends_only_what_changed(session: Session) -> None:
    session.go(40)
    first = tick.answer(session, {}, WISHES)
    assert isinstance(first["world"], dict)
    again = tick.answer(session, first["cursor"], WISHES)
    for name in ("world", "matrix", "marks", "years", "legend", "feed"):
        assert again[name] is no_update, name
    assert all(chart is no_update for chart in again["charts"])
    session.go(39)
    moved = tick.answer(session, again["cursor"], WISHES)
    assert isinstance(moved["world"], Patch)
    assert all(isinstance(chart, Patch) for chart in moved["charts"])
    other = tick.answer(session, moved["cursor"], WISHES._replace(tab="trust", sort="attacks"))
    assert isinstance(other["matrix"], dict)
    assert other["world"] is no_update
    assert other["feed"] is not no_update
    assert tick.answer(session, other["cursor"], WISHES)["world"] is no_update
    session.go(38)
    away = tick.answer(session, other["cursor"], WISHES._replace(tab="trust"))
    assert away["world"] is no_update
    assert isinstance(tick.answer(session, away["cursor"], WISHES)["world"], Patch)
    round_ = tick.answer(session, away["cursor"], WISHES._replace(tab="circle"))
    assert isinstance(round_["world"], dict)
    session.go(40)


def test_the_feed_is_sorted_and_narrowed(session: Session) -> None:
    session.go(40)
    for sort in showing.SORTS:
        found = showing.feed(session, sort, "")
        days = [happening.day for happening in found]
        assert days == sorted(days, reverse=True)
        rows = showing.SORTS[sort]
        assert all(not rows or showing.mark(happening).row in rows for happening in found)
    mine = showing.feed(session, "everything", "C")
    assert mine
    assert all("C" in happening.event.actors for happening in mine)


def test_labels_of_a_crowd_do_not_cover_each_other() -> None:
    stage = places.ground(many(60)).stage
    scale = places.WIDTH / (stage.across[1] - stage.across[0])
    boxes = []
    for row in np.flatnonzero(stage.labelled):
        dx, dy = places.SIDES[stage.sides[row]]
        x, y = stage.x[row] * scale + dx * 22, stage.y[row] * scale + dy * 10
        boxes.append((x - 16, y - 6, x + 16, y + 6))
    covered = sum(places._overlap(a, b) > 0 for a, b in itertools.combinations(boxes, 2))
    assert covered <= len(boxes) // 10
    assert len(boxes) > 20
