"""Figures hold the right data, with titles and units on their axes, and nothing that is fetched."""

import json
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from alliancesim import figures
from alliancesim.figures import style
from alliancesim.figures.instruments import contributions_by_label, who_with_whom
from alliancesim.figures.ties import ties
from alliancesim.figures.trust import trust_by_dyad
from alliancesim.results import Results
from alliancesim.summaries import (
    bands,
    compared,
    direction,
    dispute_rates,
    interval,
    onset_history,
    representative_run,
    runs_of,
    spread,
    totals,
)
from tests.report.synthetic_results import HOSTILE, PLACES, results

MAKERS: dict[str, Callable[[Results], go.Figure]] = {
    "fan": lambda found: figures.fan(found, "stability"),
    "fans": lambda found: figures.fans(found, ["expected_disputes", "peace_probability"]),
    "trust": figures.trust_matrix,
    "map": figures.alliance_map,
    "circle": figures.alliance_circle,
    "timeline": figures.timeline,
    "onsets": figures.onsets_over_time,
    "engagements": figures.engagement_counts,
    "contributions": figures.contributions,
    "history": figures.rates_figure,
    "crisis": lambda found: figures.crisis_terms(figures.serious_crises(found)[0]),
}


@pytest.fixture(scope="module")
def ensemble() -> Results:
    return results()


def axes(figure: go.Figure) -> list[Any]:
    """Return the axes that are drawn: those that a trace uses."""
    used = {(trace.xaxis or "x", trace.yaxis or "y") for trace in figure.data}
    return [figure.layout[f"{name[0]}axis{name[1:]}"] for pair in used for name in pair]


@pytest.mark.parametrize("name", MAKERS)
def test_every_figure_has_a_height_and_axis_titles_or_hides_its_axes(
    ensemble: Results, name: str
) -> None:
    figure = MAKERS[name](ensemble)
    assert figure.layout.height >= 100
    shown = [axis for axis in axes(figure) if axis.visible is not False]
    across = [axis for axis in shown if axis.plotly_name.startswith("x")]
    assert all(axis.title.text is not None for axis in shown)
    assert not across or any(axis.title.text for axis in across)
    assert figure.layout.title.text is None  # titles stand in the page


@pytest.mark.parametrize("name", MAKERS)
def test_no_figure_uses_what_plotly_would_fetch(ensemble: Results, name: str) -> None:
    kinds = {trace.type for trace in MAKERS[name](ensemble).data}
    assert kinds <= {"scatter", "bar", "heatmap"}


@pytest.mark.parametrize("name", MAKERS)
def test_figures_are_pure(ensemble: Results, name: str) -> None:
    assert MAKERS[name](ensemble).to_json() == MAKERS[name](ensemble).to_json()


@pytest.mark.parametrize("name", MAKERS)
def test_a_hostile_name_is_shown_as_text(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    first, *rest = PLACES["USA"]
    monkeypatch.setitem(PLACES, "USA", (f"{first} {HOSTILE}", *rest))
    shown = str(json.loads(MAKERS[name](results()).to_json()))
    assert "<img" not in shown


@pytest.mark.parametrize("name", [name for name in MAKERS if name != "crisis"])
@pytest.mark.parametrize("states", [2, 12])
def test_figures_stand_a_world_where_nothing_happens(name: str, states: int) -> None:
    figure = MAKERS[name](results(states, 1, 1.0, quiet=True))
    assert figure.layout.height >= 100


def test_plain_escapes_what_plotly_would_read() -> None:
    assert style.plain("<b>&amp;") == "&lt;b&gt;&amp;amp;"
    assert style.plain("x" * 50, 10) == "x" * 9 + "…"


def test_units_stand_on_the_axis(ensemble: Results) -> None:
    figure = figures.fan(ensemble, "expected_disputes")
    assert figure.layout.yaxis.title.text.endswith("(disputes / year)")


def test_the_bands_of_a_fan_are_the_quantiles(ensemble: Results) -> None:
    table = bands(ensemble, "stability")
    last = ensemble.metrics[ensemble.metrics["step"] == ensemble.metrics["step"].max()]
    expected = np.quantile(last["stability"], [0.05, 0.25, 0.5, 0.75, 0.95])
    assert table.iloc[-1][["low", "q25", "median", "q75", "high"]].to_list() == pytest.approx(
        list(expected)
    )
    median = figures.fan(ensemble, "stability").data[-1]
    assert list(median.y) == pytest.approx(table["median"].to_list(), rel=1e-4)


def test_one_run_has_no_band() -> None:
    assert len(figures.fan(results(runs=1), "stability").data) == 1


def test_a_metric_without_values_is_left_out(ensemble: Results) -> None:
    figure = figures.fans(ensemble, ["deterrence_success", "stability"])
    assert figure.layout.yaxis.title.text == "Stability index"
    assert (
        "Nothing to draw" in figures.fan(ensemble, "deterrence_success").layout.annotations[0].text
    )


def test_long_runs_are_thinned_but_keep_their_end() -> None:
    long = results(2, 1, 80.0)
    shown = figures.fan(long, "stability").data[0].x
    assert len(shown) <= 600
    assert shown[-1] == f"{long.metrics['date'].max():%Y-%m-%d}"


def test_trust_matrices_show_row_in_column(ensemble: Results) -> None:
    order, start, end = trust_by_dyad(ensemble, "trust")
    first = ensemble.dyads[ensemble.dyads["step"] == 0]
    pair = first[(first["state1"] == "USA") & (first["state2"] == "CHN")]
    usa, chn = order.index("USA"), order.index("CHN")
    assert start[usa, chn] == pytest.approx(pair["trust_12"].mean())
    assert start[chn, usa] == pytest.approx(pair["trust_21"].mean())
    assert np.isnan(np.diag(end)).all()
    figure = figures.trust_matrix(ensemble)
    assert figure.data[2].z[usa][chn] == pytest.approx(end[usa, chn] - start[usa, chn], abs=1e-3)


def test_allies_stand_next_to_each_other(ensemble: Results) -> None:
    assert trust_by_dyad(ensemble, "trust")[0][:3] == ["USA", "JPN", "KOR"]


def test_ties_tell_lasting_from_passing(ensemble: Results) -> None:
    found = {(tie.state1, tie.state2, tie.kind): tie for tie in ties(ensemble)}
    pact = found["USA", "JPN", "pact"]  # ends in run 0 of 4
    assert pact.start
    assert pact.share == pytest.approx(0.75)
    assert not pact.lasting
    assert found["USA", "CHN", "rivalry"].lasting
    assert not found["JPN", "CHN", "agreement"].start


def test_the_timeline_shows_the_representative_run(ensemble: Results) -> None:
    run = representative_run(ensemble)
    shown = sum(len(trace.x) for trace in figures.timeline(ensemble).data)
    assert shown == (ensemble.events["run"] == run).sum()


def test_the_representative_run_is_in_the_middle(ensemble: Results) -> None:
    counts = totals(ensemble, "onsets")
    assert counts.min() <= counts[representative_run(ensemble)] <= counts.max()
    assert representative_run(results(runs=1)) == 0


def test_onsets_by_year_add_up(ensemble: Results) -> None:
    table = onset_history(ensemble)
    assert table["label"].to_list() == ["2015", "2016", "2017"]
    assert table["onsets_mean"].sum() == pytest.approx(totals(ensemble, "onsets").mean())
    assert table["onsets_share"].between(0, 1).all()


def test_serious_crises_are_sorted_by_level_and_then_duration(ensemble: Results) -> None:
    stories = figures.serious_crises(ensemble, 12)
    keys = [(story.level, story.days) for story in stories]
    assert keys == sorted(keys, reverse=True)
    assert keys[0][0] == ensemble.events["level"].max()
    assert stories[0].onset["kind"] == "onset"


def test_terms_are_drawn_with_the_largest_on_top(ensemble: Results) -> None:
    figure = figures.crisis_terms(figures.serious_crises(ensemble)[0])
    assert list(figure.layout.yaxis.ticktext)[:2] == ["constant", "rivalry"]
    drawn = {y: x for bars in figure.data for y, x in zip(bars.y, bars.x, strict=True)}
    assert (drawn[0], drawn[1]) == (-4.5, 1.0)


def test_a_crisis_without_terms_says_so(ensemble: Results) -> None:
    story = figures.serious_crises(ensemble)[0]
    bare = story.events.assign(terms=[[] for _ in range(len(story.events))])
    figure = figures.crisis_terms(type(story)(**{**vars(story), "events": bare}))
    assert "scenario set this crisis off" in figure.layout.annotations[0].text


def test_rates_count_onsets_of_the_pair_in_either_order(ensemble: Results) -> None:
    table = dispute_rates(ensemble).set_index(["state1", "state2"])
    onsets = ensemble.events[ensemble.events["kind"] == "onset"]
    count = sum(set(actors) == {"USA", "CHN"} for actors in onsets["actors"])
    row = table.loc[("USA", "CHN")]
    assert row["historical"] == pytest.approx(20 / 70)
    assert row["simulated"] == pytest.approx(count / (runs_of(ensemble) * 3))
    assert row["ratio"] == pytest.approx(row["simulated"] / row["historical"])
    assert row["outside"] == (not 0.5 <= row["ratio"] <= 2)


def test_poisson_intervals_match_the_tables() -> None:
    assert interval(0) == pytest.approx((0.0, 2.996), abs=1e-3)
    assert interval(10) == pytest.approx((5.425, 16.962), abs=1e-3)


def test_contributions_are_totals_of_a_run_and_trust_is_net_evidence(ensemble: Results) -> None:
    table = contributions_by_label(ensemble).set_index(["field", "label"])["amount"]
    raw = ensemble.contributions
    own = raw[raw["label"] == "dialogue"].groupby("field")["amount"].sum() / runs_of(ensemble)
    assert table["information", "dialogue"] == pytest.approx(own["information"])
    assert table["trust", "dialogue"] == pytest.approx(own["good"] - own["bad"])


def test_the_busiest_pairs_come_first(ensemble: Results) -> None:
    rates = who_with_whom(ensemble)["rate"].to_list()
    assert rates == sorted(rates, reverse=True)


def test_spread_of_counts_holds_numbers_that_occurred() -> None:
    found = spread(pd.Series([0.0, 1.0, 2.0, 9.0]), counts=True)
    assert (found.low, found.median, found.high, found.mean) == (0.0, 1.5, 9.0, 3.0)
    assert math.isnan(spread(pd.Series([np.nan])).median)


def test_change_compares_the_second_year_with_the_last() -> None:
    found = compared(results(years=4.0), "stability")
    assert (found.early, found.late) == ("second year", "last year")
    frame = results(years=4.0).metrics
    second = frame[(frame["step"] > 12) & (frame["step"] <= 24)]
    assert found.first.to_list() == pytest.approx(
        second.groupby("run")["stability"].mean().to_list()
    )
    assert compared(results(years=1.0), "stability").early == "start"


def test_weightings_agree_fully_when_all_components_move_alike() -> None:
    found = results(years=4.0)
    frame = found.frame("metrics")
    for name in ("wars", "escalation", "structure", "budget"):
        frame[f"stability_{name}"] = frame["step"] / 1000
    frame["stability"] = 1 - frame["step"] / 1000
    assert direction(found).change == pytest.approx(-0.024)
    assert direction(found).agreeing == 1.0
    frame["stability_wars"] = -frame["step"] / 1000
    assert 0.5 < direction(found).agreeing < 1.0
