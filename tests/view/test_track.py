"""A run that is looked at, gone back in, changed and forked is still the run of its scenario."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliancesim.ensemble import run
from alliancesim.metrics import METRICS
from alliancesim.results import Results
from alliancesim.scenario import Scenario, load, to_yaml
from alliancesim.view import film as film_module
from alliancesim.view import track as track_module
from alliancesim.view.film import Film
from alliancesim.view.interventions import with_events, without_last
from alliancesim.view.track import Track
from alliancesim.world import FIELDS
from tests.view.worlds import small

SEED = 3
STEPS = small().clock.steps


def whole(scenario: Scenario) -> Track:
    track = Track(scenario, (SEED, 0))
    while track.running:
        track.advance()
    return track


def same(one: Film, other: Film) -> bool:
    events = [[h._replace(number=0) for h in film.events] for film in (one, other)]
    return np.array_equal(one.table(), other.table(), equal_nan=True) and events[0] == events[1]


def tables(results: Results) -> np.ndarray:
    return results.metrics[list(METRICS)].to_numpy(float)


@given(step=st.integers(0, STEPS), first=st.integers(0, STEPS))
@settings(max_examples=15, deadline=None)
def test_a_branch_at_any_step_goes_on_as_the_run_did(step: int, first: int) -> None:
    track = whole(small())
    twice = track.branch(max(step, first), small()).branch(min(step, first), small())
    assert twice.head == min(step, first)
    while twice.running:
        twice.advance()
    assert same(twice.film, track.film)
    for name in FIELDS:
        assert np.array_equal(getattr(twice.model.world, name), getattr(track.model.world, name))


def test_a_model_to_look_at_stands_where_the_run_stood() -> None:
    track = Track(small(), (SEED, 0))
    trust = {}
    for step in range(1, 20):
        track.advance()
        trust[step] = track.model.world.trust
    for step in (3, 12, 13, 19):
        assert np.array_equal(track.model_at(step).world.trust, trust[step])
        assert np.allclose(track.film.frame(step).trust, trust[step], atol=1e-3)


ACTS = (
    {"kind": "engage", "date": "2000-10-05", "instrument": "joint_exercise", "actors": ["A", "C"],
     "size": 4.0},
    {"kind": "shock", "date": "2001-01-01", "field": "tension", "actors": ["A", "C"],
     "change": 0.5},
    {"kind": "sign", "date": "2001-05-20", "alliance": "league", "members": ["A", "D"],
     "obligations": ["defence"], "name": "The League"},
    {"kind": "leave", "date": "2002-02-01", "alliance": "pact", "members": ["B"]},
    {"kind": "incident", "date": "2002-02-03", "actors": ["C", "B"], "level": 3},
    {"kind": "set", "date": "2002-03-01", "path": "parameters.onset.tension", "value": 0.9},
    {"kind": "set", "date": "2002-04-01", "path": "states.A.doctrine", "value": "realist"},
    {"kind": "set", "date": "2002-05-01", "path": "instruments.dialogue.intensity", "value": 0.0},
)  # fmt: skip


def acted() -> Track:
    """Return a run in which something of every kind is done as it goes on."""
    track = Track(small(), (SEED, 0))
    for act in ACTS:
        changed = with_events(track.scenario, [act])
        acts_at = changed.clock.step_of(changed.events[-1].date)
        while track.head < acts_at - 1:
            track.advance()
        track = track.branch(acts_at - 1, changed)
    while track.running:
        track.advance()
    return track


def test_what_was_done_and_saved_gives_the_same_numbers_from_the_command_line(
    tmp_path: Path,
) -> None:
    track = acted()
    file, out = tmp_path / "saved.yaml", tmp_path / "out"
    file.write_text(to_yaml(track.scenario), "utf-8")
    command = [sys.executable, "-m", "alliancesim", "run", str(file), "--runs", "1", "--seed",
               str(SEED), "--out", str(out), "--no-report"]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    found = Results.load(out)
    assert np.array_equal(tables(found), track.film.table(), equal_nan=True)
    events = found.events
    kept = track.film.events
    assert events["text"].tolist() == [h.event.text for h in kept]
    assert events["day"].tolist() == [h.event.day for h in kept]
    assert events["step"].tolist() == [h.step for h in kept]
    last = found.states[found.states["step"] == STEPS]
    assert last["capability"].tolist() == track.model.world.capability.tolist()
    assert not np.array_equal(track.film.table(), whole(small()).film.table(), equal_nan=True)


def test_an_event_taken_out_again_leaves_no_trace() -> None:
    changed = with_events(small(), ACTS[:2])
    assert without_last(changed, 2) == small()
    assert without_last(changed, 1).events[-1].date.isoformat() == ACTS[0]["date"]


def test_two_runs_that_differ_in_one_event_are_the_same_until_it_acts() -> None:
    act = {"kind": "incident", "date": "2001-07-15", "actors": ["C", "A"], "level": 4}
    changed = with_events(small(), [act])
    acts_at = changed.clock.step_of(changed.events[-1].date)
    one, two = whole(small()).film.table(), whole(changed).film.table()
    assert np.array_equal(one[:acts_at], two[:acts_at], equal_nan=True)
    assert not np.array_equal(one[acts_at], two[acts_at], equal_nan=True)


def test_the_film_of_a_run_is_its_tables() -> None:
    track = whole(small())
    found = run(small(), runs=1, seed=SEED)
    assert np.array_equal(tables(found), track.film.table(), equal_nan=True)
    assert track.film.values("onsets").sum() == found.metrics["onsets"].sum()
    assert track.film.row(5)["trust_mean"] == found.metrics["trust_mean"][5]


def test_memory_is_bounded_whatever_the_length(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = Track(small(), (SEED, 0)).film.frames[0].nbytes
    monkeypatch.setattr(film_module, "FRAME_BYTES", 10 * frame)
    monkeypatch.setattr(film_module, "EVENT_LIMIT", 10)
    monkeypatch.setattr(track_module, "CHECKPOINT_BYTES", 0)
    monkeypatch.setattr(track_module, "SPACING", 2)
    track = whole(small())
    assert len(track.film.frames) <= 10
    assert track.film.frames[0].step == 0
    assert len(track.film.events) == 10
    assert track.film.number > 10
    assert len(track.checkpoints.kept) <= 3
    assert track.film.frame(STEPS - 1).step <= STEPS - 1
    assert np.array_equal(track.model_at(7).world.good, whole(small()).model_at(7).world.good)


def test_scenarios_with_a_member_of_their_own_luck() -> None:
    track = Track(small(), (SEED, 2))
    while track.running:
        track.advance()
    found = run(small(), runs=3, seed=SEED)
    member = found.metrics[found.metrics["run"] == 2][list(METRICS)].to_numpy(float)
    assert np.array_equal(member, track.film.table(), equal_nan=True)
    assert load(small()) == small()
