"""The scorecard: what a backtest found, as tables and as one page that asks nothing of any site."""

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import plotly.graph_objects as go

from alliancesim import __version__
from alliancesim.figures.style import CLEAR, FONT, GREY, INK, SERIES, SYMBOLS
from alliancesim.files import draft, write_text
from alliancesim.history.backtest import FROZEN, MODEL, Backtest, Plan
from alliancesim.history.leaks import LEAKS
from alliancesim.history.verdict import strongest
from alliancesim.report.document import document
from alliancesim.report.html import Markup, chart, items, join, paragraph, section, table, tag, text

SHOWN = {
    "auc": "AUC", "average_precision": "AP", "brier_skill": "Brier skill",
    "log_score": "log score", "slope": "slope",
}  # fmt: skip


def write_scorecard(
    done: Backtest, found: dict[str, Any], plan: Plan, folder: Path,
    patterns: dict[str, Any] | None = None,
) -> list[Path]:  # fmt: skip
    """Write pairs, ties and counts as Parquet, the verdict as JSON, and the page.

    ``patterns`` is what ``alliancesim patterns --world`` wrote, if the page is to show it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for name in ("pairs", "ties", "counts"):
        files.append(folder / f"{name}.parquet")
        with draft(files[-1]) as part:
            getattr(done, name).to_parquet(part, index=False)
    verdict = folder / "scores.json"
    about = {"alliancesim": __version__, "plan": plan.__dict__}
    write_text(verdict, json.dumps(_finite(about | found), indent=2) + "\n")
    page = folder / "scorecard.html"
    write_text(page, scorecard_html(found, plan, patterns))
    return [*files, verdict, page]


def _finite(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _finite(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_finite(value) for value in data]
    return None if isinstance(data, float) and not math.isfinite(data) else data


def scorecard_html(
    found: dict[str, Any], plan: Plan, patterns: dict[str, Any] | None = None
) -> str:
    """Return the scorecard as one self-contained HTML page."""
    horizons = sorted({row["horizon"] for row in found["scores"]})
    body = join(
        tag(
            "header",
            tag("h1", text("Scorecard: forecasts against history")),
            paragraph(_plan(plan)),
        ),
        tag(
            "main",
            section("short", "In short", items(_headlines(found, horizons))),
            *[_horizon(found, horizon) for horizon in horizons],
            _by_origin(found, horizons),
            _ties(found),
            _counts(found),
            *([] if patterns is None else [pattern_section(patterns)]),
            _leaks(),
        ),
    )  # fmt: skip
    return document("Scorecard: alliancesim", body)


def _plan(plan: Plan) -> str:
    origins = ", ".join(str(year) for year in plan.origins)
    return (
        f"Forecasts from the end of {origins}, {plan.members} members, steps of a {plan.step}, seed"
        f" {plan.seed}. Fits use the years up to each origin only. An event is at least one onset"
        " with both states in the dispute from its first day, within the horizon, among pairs whose"
        " two states are members at the origin."
    )


def _headlines(found: dict[str, Any], horizons: Sequence[int]) -> list[str]:
    """Return a sentence per horizon: the model against the strongest baseline in each score."""
    lines = []
    for horizon in horizons:
        told = []
        for name in ("average_precision", "brier_skill"):
            other = strongest(found, horizon, name)
            row = _difference(found, horizon, other, name)
            told.append(f"{SHOWN[name]} {_change(row)} against {other}")
        lines.append(f"{_years(horizon)}, relevant pairs: {'; '.join(told)}.")
    return lines


def _difference(found: dict[str, Any], horizon: int, other: str, name: str) -> dict[str, Any]:
    return next(
        row for row in found["differences"]
        if (row["horizon"], row["against"], row["score"]) == (horizon, other, name)
    )  # fmt: skip


def _change(row: dict[str, Any]) -> str:
    return f"{row['difference']:+.3f} (90 % interval {row['low']:+.3f} to {row['high']:+.3f})"


def _pooled(found: dict[str, Any], cast: str, horizon: int) -> list[dict[str, Any]]:
    return [
        row for row in found["scores"]
        if (row["pairs"], row["horizon"], row["origin"]) == (cast, horizon, "pooled")
    ]  # fmt: skip


def _horizon(found: dict[str, Any], horizon: int) -> Markup:
    """Return the scores of all forecasts at a horizon, differences and the calibration curve."""
    tables = [_scores(_pooled(found, cast, horizon), cast) for cast in ("relevant", "all")]
    rows = [
        [row["against"], *[_change(_difference(found, horizon, row["against"], name))
                           for name in ("average_precision", "brier_skill")]]
        for row in found["differences"]
        if row["horizon"] == horizon and row["score"] == "average_precision"
    ]  # fmt: skip
    against = table(
        ["against", "AP of the model less", "Brier skill of the model less"], rows,
        "Differences on relevant pairs, bootstrap over states", numeric=(1, 2),
    )  # fmt: skip
    curve = chart(
        f"calibration-{horizon}", _calibration(found, horizon),
        f"Observed share of pairs with an onset within {horizon} years by forecast chance",
        "On the diagonal, what was said came to pass as often as said. Each mark stands for about a"
        " tenth of the expected onsets.",
    )  # fmt: skip
    return section(f"years-{horizon}", f"Within {_years(horizon)}", *tables, against, curve)


def _years(horizon: int) -> str:
    return f"{horizon} year{'s' * (horizon > 1)}"


def _scores(rows: list[dict[str, Any]], cast: str) -> Markup:
    first = rows[0]
    caption = (
        f"{'Politically relevant' if cast == 'relevant' else 'All'} pairs:"
        f" {first['pairs_number']:,} forecasts, prevalence {first['prevalence']:.4f}"
    )
    body = [
        [row["forecast"], *[f"{row[name]:.3f}" for name in SHOWN],
         f"{row['mean'] / row['prevalence']:.2f}"]
        for row in rows
    ]  # fmt: skip
    head = ["forecast", *SHOWN.values(), "mean / observed"]
    return table(head, body, caption, numeric=tuple(range(1, len(head))))


def _calibration(found: dict[str, Any], horizon: int) -> go.Figure:
    figure = go.Figure()
    own = [row for row in found["reliability"] if row["horizon"] == horizon]
    top = max(max(b["forecast"], b["observed"]) for row in own for b in row["bins"])
    figure.add_scatter(x=[0, top], y=[0, top], mode="lines", name="calibrated",
                       line={"color": GREY, "dash": "dot"})  # fmt: skip
    for place, row in enumerate(own):
        figure.add_scatter(
            x=[b["forecast"] for b in row["bins"]], y=[b["observed"] for b in row["bins"]],
            mode="lines+markers", name=row["forecast"],
            marker={"color": SERIES[place], "symbol": SYMBOLS[place], "size": 9},
        )  # fmt: skip
    return _styled(figure, "mean forecast chance", "share with an onset")


def _by_origin(found: dict[str, Any], horizons: Sequence[int]) -> Markup:
    rows = [
        [str(horizon), row["origin"], row["forecast"],
         *[f"{row[name]:.3f}" for name in SHOWN],
         f"{row['prevalence']:.4f}", f"{row['mean'] / row['prevalence']:.2f}"]
        for horizon in horizons
        for row in found["scores"]
        if row["pairs"] == "relevant" and row["horizon"] == horizon and row["origin"] != "pooled"
        and row["forecast"] in (MODEL, FROZEN, strongest(found, horizon))
    ]  # fmt: skip
    head = ["years", "origin", "forecast", *SHOWN.values(), "prevalence", "mean / observed"]
    numeric = tuple(range(3, len(head)))
    return section("origins", "Origin by origin",
                   table(head, rows, "Politically relevant pairs", numeric=numeric))  # fmt: skip


def _ties(found: dict[str, Any]) -> Markup:
    rows = [
        [str(row["horizon"]), row["what"], str(row["events"]), f"{row['pairs_number']:,}",
         f"{row['auc']:.3f}", f"{row['average_precision']:.3f}", f"{row['prevalence']:.5f}"]
        for row in found["ties"]
    ]  # fmt: skip
    head = ["years", "event", "events", "pairs", "AUC", "AP", "prevalence"]
    note = paragraph(
        "A tie is a defence pact in force at the horizon. A burst: a state makes or loses more than"
        " four ties in a year."
    )
    return section("ties", "Defence ties", note, table(head, rows, "All pairs of members",
                   numeric=tuple(range(2, 7))))  # fmt: skip


def _counts(found: dict[str, Any]) -> Markup:
    own = found["counts"]
    words = (
        f"Over {own['years']} forecast years, new disputes a year were {own['observed']:.1f};"
        f" forecast {own['forecast']:.1f}. CRPS (low is good): model {own['crps_model']:.2f}, mean"
        f" of the ten years before the origin {own['crps_ten_year_mean']:.2f}."
    )
    curve = chart(
        "yearly", _yearly(found["yearly"]), "Disputes begun in the world each year",
        "Forecast from each origin with 90 % of the members; marks are what was observed.",
    )  # fmt: skip
    return section("counts", "Disputes a year", paragraph(words), curve)


def _yearly(rows: Sequence[dict[str, Any]]) -> go.Figure:
    """Return the yearly counts of disputes: a line with its band per origin, and the record."""
    figure = go.Figure()
    for place, origin in enumerate(sorted({row["origin"] for row in rows})):
        own = [row for row in rows if row["origin"] == origin]
        years, colour = [row["year"] for row in own], SERIES[place % len(SERIES)]
        figure.add_scatter(
            x=[*years, *reversed(years)],
            y=[*(row["high"] for row in own), *(row["low"] for row in reversed(own))],
            mode="lines", fill="toself", fillcolor=colour, opacity=0.15, line={"width": 0},
            showlegend=False, hoverinfo="skip",
        )  # fmt: skip
        figure.add_scatter(x=years, y=[row["mean"] for row in own], mode="lines",
                           name=f"from {origin}", line={"color": colour})  # fmt: skip
    known = {row["year"]: row["observed"] for row in rows if row["observed"] >= 0}
    figure.add_scatter(x=sorted(known), y=[known[year] for year in sorted(known)], mode="markers",
                       name="observed", marker={"color": INK, "size": 7})  # fmt: skip
    _styled(figure, "year", "disputes").update_xaxes(rangemode="normal")
    return figure


def pattern_section(told: dict[str, Any]) -> Markup:
    """Return the stylised facts of long runs: counts by kind, all figures, and why some miss."""
    counts = [
        f"{kind}: {', '.join(f'{number} {verdict}' for verdict, number in found.items())}"
        for kind, found in told["kinds"].items()
    ]
    rows = [
        [f"{row['row']} {row['title']}", row["kind"], figure["name"], _digits(figure["observed"]),
         _digits(figure["median"]), _span(figure["interval"]), _span(figure["band"]),
         figure["verdict"], figure["reason"]]
        for row in told["patterns"]
        for figure in row["figures"]
    ]  # fmt: skip
    head = ["pattern", "kind", "figure", "record", "runs", "90 % of runs", "accepted", "verdict",
            "why"]  # fmt: skip
    plan = told["plan"]
    caption = f"State system from the end of {plan['world']}, {plan['runs']} runs"
    left = [f"Row {row['row']} is left out: {row['why']}." for row in told["left_out"]]
    return section("patterns", "Patterns of the state system", items(counts),
                   table(head, rows, caption, numeric=(3, 4)), items(left))  # fmt: skip


def _digits(value: float | None) -> str:
    return "" if value is None else f"{value:.3g}"


def _span(ends: Sequence[float | None]) -> str:
    return "" if None in ends else f"{_digits(ends[0])} to {_digits(ends[1])}"


def _leaks() -> Markup:
    rows = [[leak.what, leak.table, leak.handled] for leak in LEAKS]
    head = ["known only later", "tables", "handled"]
    return section("leaks", "Leaks", table(head, rows, "What was not known in its year"))


def _styled(figure: go.Figure, x: str, y: str) -> go.Figure:
    figure.update_layout(
        height=420, font={"family": FONT, "color": INK}, paper_bgcolor=CLEAR, plot_bgcolor=CLEAR,
        xaxis={"title": x, "rangemode": "tozero"}, yaxis={"title": y, "rangemode": "tozero"},
        margin={"l": 60, "r": 20, "t": 20, "b": 50},
    )  # fmt: skip
    return figure
