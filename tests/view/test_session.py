"""Sessions: run, look back, act, undo, fork; apart from each other, and stopped when unseen."""

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from alliancesim.scenario import ScenarioError, load
from alliancesim.view import session as session_module
from alliancesim.view.registry import Registry
from alliancesim.view.session import FASTEST, Session
from tests.view.worlds import small

INCIDENT = {"kind": "incident", "actors": ["C", "A"], "level": 4}


@pytest.fixture
def session() -> Iterator[Session]:
    made = Session(small(), seed=3)
    made.rate = FASTEST
    yield made
    made.close()


def at(session: Session, step: int) -> str:
    return session.scenario.clock.date_at(step).isoformat()


def reach(session: Session, step: int) -> None:
    session.go(step)
    session.catch_up()


def until(condition: object, seconds: float = 20.0) -> None:
    limit = time.monotonic() + seconds
    while not condition() and time.monotonic() < limit:  # type: ignore[operator] # a test's lambda
        time.sleep(0.01)
    assert condition()  # type: ignore[operator] # a test's lambda


def table(session: Session) -> np.ndarray:
    return session.track.film.table().copy()


def test_playing_reaches_the_horizon_and_stops(session: Session) -> None:
    session.play()
    until(lambda: session.shown == session.track.last and not session.playing)
    assert session.head == session.track.last
    assert not session.trouble


def test_steps_back_and_forth_simulate_nothing_twice(session: Session) -> None:
    reach(session, 20)
    before = table(session)
    session.go(7)
    assert (session.shown, session.head) == (7, 20)
    session.step()
    assert (session.shown, session.head) == (8, 20)
    reach(session, 22)
    assert session.shown == 22
    assert np.array_equal(before, table(session)[:21], equal_nan=True)


def test_playing_from_the_past_shows_the_same_film(session: Session) -> None:
    reach(session, 15)
    before = table(session)
    session.go(2)
    session.play()
    until(lambda: session.shown >= 20)
    session.pause()
    assert np.array_equal(before, table(session)[:16], equal_nan=True)


def test_the_asked_speed_is_kept(session: Session) -> None:
    session.rate = 20.0
    session.play()
    time.sleep(1.0)
    session.pause()
    assert 10 <= session.shown <= 22


def test_an_act_in_the_past_drops_the_old_future_and_undo_brings_it_back(
    session: Session,
) -> None:
    reach(session, 30)
    before = table(session)
    session.go(10)
    assert session.intervene(INCIDENT | {"date": at(session, 10)}) == ""
    assert session.head == session.shown == 10
    reach(session, 30)
    assert not np.array_equal(before, table(session), equal_nan=True)
    assert np.array_equal(before[:11], table(session)[:11], equal_nan=True)
    assert session.undo() == ""
    session.catch_up()
    assert np.array_equal(before, table(session), equal_nan=True)
    assert session.done() == []
    assert "nothing" in session.undo()


def test_an_act_dated_later_waits_for_its_day(session: Session) -> None:
    reach(session, 5)
    shock = {"kind": "shock", "field": "tension", "actors": ["B", "D"], "change": 0.4}
    assert session.intervene(shock | {"date": at(session, 20)}) == ""
    assert session.head == 5
    reach(session, 25)
    shocks = [h.step for h in session.track.film.events if h.event.kind == "scheduled_shock"]
    assert shocks == [21]


def test_several_events_of_one_act_are_undone_together(session: Session) -> None:
    acts = [
        {"kind": "set", "date": at(session, 0), "path": f"states.{state}.doctrine",
         "value": "realist"}
        for state in ("A", "B", "C")
    ]  # fmt: skip
    assert session.intervene(*acts) == ""
    assert len(session.done()) == 3
    assert session.undo() == ""
    assert session.scenario == small()


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ({"actors": ["C", "Z"]}, "unknown state 'Z'"),
        ({"level": 9}, "level"),
        ({"date": "1999-01-01"}, "outside the run"),
        ({"date": "2000-02-01"}, "has passed"),
        ({"date": "soon"}, "not a date"),
        ({"kind": "set", "path": "parameters.trust.memry", "value": 3.0}, "memry"),
    ],
)
def test_what_does_not_fit_is_told_and_changes_nothing(
    session: Session, act: dict[str, object], words: str
) -> None:
    reach(session, 10)
    before, epoch = session.scenario, session.epoch
    given = INCIDENT | {"date": at(session, 12)} | act
    if given["kind"] == "set":
        given = {key: value for key, value in given.items() if key not in ("actors", "level")}
    assert words in session.intervene(given)
    assert (session.scenario, session.epoch, session.head) == (before, epoch, 10)


def test_a_fork_shares_past_and_luck_and_both_go_on(session: Session) -> None:
    reach(session, 24)
    run = table(session)
    session.go(12)
    assert session.fork(INCIDENT | {"date": at(session, 12)}) == ""
    session.catch_up()
    assert {name: track.head for name, track in session.tracks.items()} == {"A": 24, "B": 24}
    fork = session.tracks["B"].film.table()
    assert np.array_equal(run, session.tracks["A"].film.table(), equal_nan=True)
    assert np.array_equal(run[:13], fork[:13], equal_nan=True)
    assert not np.array_equal(run[13], fork[13], equal_nan=True)
    session.go(24)
    session.play()
    until(lambda: session.shown >= 30)
    session.pause()
    with session.lock:  # not amid a step
        assert session.tracks["A"].head == session.tracks["B"].head
    session.look_at("B")
    assert session.undo() == ""
    session.catch_up()
    one, two = (track.film.table() for track in session.tracks.values())
    length = min(len(one), len(two))
    assert np.array_equal(one[:length], two[:length], equal_nan=True)
    session.join()
    assert list(session.tracks) == ["A"]


def test_sessions_do_not_see_each_other() -> None:
    one, two = Session(small(), seed=3), Session(small(), seed=3)
    try:
        for each in (one, two):
            each.rate = FASTEST
        one.intervene(INCIDENT | {"date": at(one, 0)})
        one.go(15)
        two.go(15)
        one.catch_up()
        two.catch_up()
        alone = Session(small(), seed=3)
        alone.go(15)
        alone.catch_up()
        assert np.array_equal(table(two), table(alone), equal_nan=True)
        assert not np.array_equal(table(one), table(alone), equal_nan=True)
        assert two.done() == []
        alone.close()
    finally:
        one.close()
        two.close()


def test_a_file_that_cannot_be_used_leaves_the_run_alone(session: Session, tmp_path: Path) -> None:
    reach(session, 5)
    file = tmp_path / "bad.yaml"
    file.write_text("name: bad\nclock: {start: 2000-01-01}\nstates: {A: {name: A}}\n")
    with pytest.raises(ScenarioError):
        session.open(file, 1)
    assert session.head == 5
    assert session.scenario == small()
    session.open("teaching", 4)
    assert (session.head, session.seed) == (0, 4)
    assert session.scenario == load("teaching")


def test_a_fault_of_the_model_is_told_and_the_thread_lives_on(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise FloatingPointError("trust[0, 1] is nan")

    reach(session, 3)
    monkeypatch.setattr(session.track.model, "step", fail)
    session.play()
    until(lambda: bool(session.trouble))
    assert session.trouble == "step 4: FloatingPointError: trust[0, 1] is nan"
    assert not session.playing
    assert session.moving
    session.reset()
    assert session.trouble == ""
    reach(session, 3)
    assert session.head == 3


def test_nobody_looks_so_it_stops(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_module, "UNSEEN", 0.3)
    session.rate = 2.0
    session.play()
    until(lambda: not session.moving, 5.0)
    assert not session.playing
    reached = session.head
    session.play()
    until(lambda: session.head > reached)


def test_saved_text_is_the_scenario_again(session: Session, tmp_path: Path) -> None:
    session.intervene(INCIDENT | {"date": at(session, 3)})
    file = tmp_path / "saved.yaml"
    file.write_text(session.saved(), "utf-8")
    assert load(file) == session.scenario


class Thing:
    """Something to keep."""

    def __init__(self) -> None:
        self.seen, self.closed = time.monotonic(), False

    def touch(self) -> None:
        self.seen = time.monotonic()

    def close(self) -> None:
        self.closed = True


def test_a_registry_gives_up_what_was_unseen_for_longest() -> None:
    registry, things = Registry[Thing](cap=3), [Thing() for _ in range(4)]
    names = [registry.add(lambda thing=thing: thing) for thing in things[:3]]  # type: ignore[misc] # a default binds
    assert len({*names}) == 3
    assert all(len(name) >= 32 for name in names)
    registry.get(names[0])
    registry.add(lambda: things[3])
    assert [thing.closed for thing in things] == [False, True, False, False]
    assert registry.get(names[1]) is None
    assert registry.get(None) is None
    registry.close()
    assert all(thing.closed for thing in things)
    assert len(registry) == 0


def test_a_registry_forgets_in_time() -> None:
    registry = Registry[Thing](forgotten=0.0)
    thing = Thing()
    name = registry.add(lambda: thing)
    time.sleep(0.01)
    registry.add(Thing)
    assert thing.closed
    assert registry.get(name) is None
