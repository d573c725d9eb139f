"""Ensembles and forks in the background: bands, pairs, and files as the command line makes them."""

import io
import zipfile
from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest

from alliancesim.comparison import compare
from alliancesim.ensemble import run
from alliancesim.metrics import METRICS
from alliancesim.summaries import bands, is_count, outcomes
from alliancesim.view import export, forks
from alliancesim.view.drawing.outcomes import distribution_figure, paired_figure
from alliancesim.view.session import FASTEST, Session
from alliancesim.view.showing import curves, dates
from tests.view.worlds import small

RUNS = 6
ACT = {"kind": "engage", "date": "2001-01-15", "instrument": "joint_exercise",
       "actors": ["A", "B"], "size": 6.0}  # fmt: skip


@pytest.fixture(scope="module")
def forked() -> Iterator[Session]:
    session = Session(small(), seed=3)
    session.rate = FASTEST
    session.go(30)
    session.catch_up()
    session.go(12)
    assert session.fork(ACT) == ""
    session.catch_up()
    session.simulate(RUNS)
    for ensemble in (session.ensemble, session.versus):
        assert ensemble is not None
        ensemble.join(120)
        assert ensemble.trouble == ""
        assert ensemble.done == RUNS
    yield session
    session.close()


def test_members_are_those_of_the_command_line(forked: Session) -> None:
    assert forked.ensemble is not None
    here, there = forked.ensemble.results(), run(small(), runs=RUNS, seed=3)
    assert here.manifest["content_hash"] == there.manifest["content_hash"]
    assert here.manifest.keys() == there.manifest.keys()
    found = outcomes(there)
    for name in ("onsets", "stability", "uses_of_force"):
        low, middle, high = forked.ensemble.spread(name)
        expected = (found[name].low, found[name].median, found[name].high)
        assert (low, middle, high) == pytest.approx(expected)


def test_bands_are_quantiles_over_members(forked: Session) -> None:
    assert forked.ensemble is not None
    there = bands(run(small(), runs=RUNS, seed=3), "trust_mean")
    low, middle, high = forked.ensemble.band("trust_mean") or (None, None, None)
    assert low == pytest.approx(there["low"].to_numpy())
    assert middle == pytest.approx(there["median"].to_numpy())
    assert high == pytest.approx(there["high"].to_numpy())
    assert curves(forked, "trust_mean").band is not None


def test_pairs_agree_with_compare(forked: Session) -> None:
    before, after = forked.ensemble, forked.versus
    assert before is not None
    assert after is not None
    found = compare(before.results(), after.results())
    for name in METRICS:
        both, effect = forks.paired(before, after, name), found.effect(name)
        assert both is not None
        if both.mean[-1] == both.mean[-1] and not np.isnan(before.values(name)).any():
            assert both.mean[-1] == pytest.approx(effect.effect, abs=1e-9), name
            assert both.low[-1] == pytest.approx(effect.low, abs=1e-9), name
        figure = paired_figure(both, dates(small().clock), name, 12)
        assert figure["layout"]["yaxis"]["title"]["text"].startswith("fork − run")


def test_pairs_do_not_differ_before_the_fork(forked: Session) -> None:
    assert forked.ensemble is not None
    assert forked.versus is not None
    one, two = forked.ensemble.values("trust_mean"), forked.versus.values("trust_mean")
    assert np.array_equal(one[:, :13], two[:, :13])
    assert not np.array_equal(one[:, 13:], two[:, 13:])


def test_where_they_part_and_what_accounts_for_it(forked: Session) -> None:
    run_, fork = forked.tracks["A"], forked.tracks["B"]
    found = forks.parting(run_.film, fork.film, 12)
    assert found.step == 13
    assert found.metrics
    assert set(found.metrics) <= set(METRICS)
    assert found.only == "fork"
    assert found.event is not None
    assert set(found.event.event.actors) == {"A", "B"}
    for item in forks.differences(run_.film, fork.film, 12, 30):
        for track, value in ((run_, item.run), (fork, item.fork)):
            values = track.film.values(item.metric, 30)
            whole = np.nansum(values[13:]) if is_count(item.metric) else values[-1]
            assert value == pytest.approx(whole)
    terms = forks.accounts(run_, fork, 20)
    assert terms
    assert dict(terms)["joint_exercise"] > 0
    assert forks.accounts(run_, run_, 20) == []
    same = forks.parting(run_.film, run_.film, 12)
    assert (same.step, same.metrics, same.event) == (-1, [], None)


def test_a_histogram_counts_every_member(forked: Session) -> None:
    assert forked.ensemble is not None
    for name in ("onsets", "stability", "wars"):
        figure = distribution_figure(forked.ensemble, name, forked.tracks["A"].film)
        assert sum(figure["data"][0]["y"]) == RUNS
        assert figure["layout"]["xaxis"]["title"]["text"]


def test_tables_and_report_are_files(forked: Session) -> None:
    packed = zipfile.ZipFile(io.BytesIO(export.tables(forked)))
    assert {"manifest.json", "metrics.parquet", "csv/metrics.csv"} <= set(packed.namelist())
    metrics = pd.read_csv(packed.open("csv/metrics.csv"))
    assert metrics["run"].nunique() == RUNS
    assert "<html" in export.report(forked)


def test_a_member_opens_at_the_step_shown(forked: Session) -> None:
    there = run(small(), runs=3, seed=3)
    session = Session(small(), seed=3)
    session.rate = FASTEST
    session.intervene(ACT)
    session.go(9)
    session.catch_up()
    session.open_member(2)
    session.catch_up()
    assert session.head == 9
    assert len(session.done()) == 1
    rows = there.metrics[there.metrics["run"] == 2]
    assert session.track.film.values("escalation").tolist() == rows["escalation"][:10].tolist()
    assert session.undo() == ""
    session.close()


def test_acting_forgets_members_of_another_scenario(forked: Session) -> None:
    session = Session(small(), seed=3)
    session.simulate(2)
    first = session.ensemble
    assert session.intervene(ACT) == ""
    assert session.ensemble is None
    assert first is not None
    assert first.cancelled
    session.close()
