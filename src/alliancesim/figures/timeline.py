"""What happened when: the events of one run, and the share of runs with disputes."""

from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from alliancesim.crisis import LEVELS
from alliancesim.figures import style
from alliancesim.results import Results
from alliancesim.summaries import happened, onset_history, representative_run, runs_of

ROWS = [
    "scheduled", "war", "use of force", "lesser disputes", "crises end", "allies in crises",
    "treaties", "third parties", "attacks", "other",
]  # fmt: skip


class Mark(NamedTuple):
    """How a kind of event is drawn."""

    name: str
    row: str
    symbol: str
    colour: str


MARKS = {
    "onset": Mark("dispute begins", "lesser disputes", "circle", style.ORANGE),
    "escalation": Mark("crisis climbs", "lesser disputes", "triangle-up", style.ORANGE),
    "crisis_end": Mark("crisis ends", "crises end", "circle-open", style.GREY),
    "joined": Mark("ally joins", "allies in crises", "cross", style.BLUE),
    "honoured": Mark("commitment honoured", "allies in crises", "diamond", style.GREEN),
    "reneged": Mark("commitment not honoured", "allies in crises", "x", style.VERMILION),
    "pact_signed": Mark("pact signed", "treaties", "square", style.BLUE),
    "pact_ended": Mark("pact ends", "treaties", "square-open", style.VERMILION),
    "agreement_signed": Mark("agreement signed", "treaties", "diamond", style.GREEN),
    "agreement_ended": Mark("agreement ends", "treaties", "diamond-open", style.GREY),
    "acceded": Mark("joins a bloc", "treaties", "hexagon", style.BLUE),
    "suspended": Mark("suspended", "treaties", "x-open", style.VERMILION),
    "readmitted": Mark("readmitted", "treaties", "hexagon-open", style.BLUE),
    "base_opened": Mark("base opens", "treaties", "triangle-up-open", style.BLUE),
    "base_closed": Mark("base closes", "treaties", "triangle-down-open", style.GREY),
    "mediation": Mark("mediation", "third parties", "circle", style.SKY),
    "settlement": Mark("settlement", "third parties", "diamond", style.GREEN),
    "deployment": Mark("peacekeepers sent", "third parties", "square", style.SKY),
    "withdrawal": Mark("peacekeepers leave", "third parties", "square-open", style.GREY),
    "alarm": Mark("alarm", "third parties", "line-ns-open", style.ORANGE),
    "prevention": Mark("preventive mission", "third parties", "triangle-up-open", style.SKY),
    "attack": Mark("serious attack", "attacks", "x", style.VERMILION),
    "attributed": Mark("a state is blamed", "attacks", "diamond-open", style.PURPLE),
    "conduct_breach": Mark("breach of norms found", "other", "cross-open", style.VERMILION),
    "leader_change": Mark("new leader", "other", "line-ns-open", style.GREY),
    "breach": Mark("engagement turns sour", "other", "star", style.PURPLE),
}
SCHEDULED = Mark("scheduled by the scenario", "scheduled", "star-diamond", style.PURPLE)
FORCE = Mark("use of force", "use of force", "triangle-up", style.VERMILION)
WAR = Mark("war", "war", "star", style.VERMILION)


def mark_of(kind: str, level: int) -> Mark:
    """Return how an event is drawn."""
    if kind.startswith("scheduled_"):
        return SCHEDULED
    if kind in {"onset", "escalation"} and level >= 4:
        return WAR if level >= 5 else FORCE
    return MARKS.get(kind, Mark(kind.replace("_", " "), "other", "circle-open", style.GREY))


def timeline(results: Results) -> go.Figure:
    """Return the events of the run nearest to the middle of the ensemble, sorted by sort."""
    run = representative_run(results)
    events = happened(results)
    events = events[events["run"] == run]
    figure = style.blank(520)
    figure.update_layout(legend={"y": -0.18, "yanchor": "top"}, margin={"t": 12})
    marks = [mark_of(*pair) for pair in zip(events["kind"], events["level"], strict=True)]
    for mark in dict.fromkeys([SCHEDULED, WAR, FORCE, *MARKS.values(), *marks]):
        own = events[[each == mark for each in marks]]
        if len(own):
            figure.add_trace(_marks(own, mark))
    dates = results.metrics["date"]
    figure.update_yaxes(
        style.axis(
            type="category",
            categoryorder="array",
            categoryarray=ROWS[::-1],
            range=[-0.6, len(ROWS) - 0.4],
            tickvals=ROWS,
            fixedrange=True,
        )
    )
    figure.update_xaxes(style.axis("date", range=_around(dates)))
    if events.empty:
        figure.add_annotation(
            text="nothing happened in this run", showarrow=False, x=0.5, y=0.5, xref="paper",
            yref="paper",
        )  # fmt: skip
    return figure


def _around(dates: pd.Series) -> list[str]:
    room = (dates.max() - dates.min()) * 0.02
    return [str((dates.min() - room).date()), str((dates.max() + room).date())]


def _marks(events: pd.DataFrame, mark: Mark) -> go.Scatter:
    text = [
        f"{date:%d %b %Y}: {style.plain(words)}"
        + (f"<br>level {level}, {LEVELS[level]}" if level in LEVELS and level > 1 else "")
        for date, words, level in zip(events["when"], events["text"], events["level"], strict=True)
    ]
    return go.Scatter(
        x=[f"{date:%Y-%m-%d}" for date in events["when"]],
        y=[mark.row] * len(events),
        mode="markers",
        marker={
            "symbol": mark.symbol,
            "color": mark.colour,
            "size": 11,
            "line": {"width": 1.6 if "open" in mark.symbol else 0.6, "color": mark.colour},
        },
        text=text,
        hovertemplate="%{text}<extra></extra>",
        name=mark.name,
    )


def onsets_over_time(results: Results) -> go.Figure:
    """Return, per simulated year, the share of runs with a dispute, and disputes per run."""
    table, many = onset_history(results), runs_of(results) > 1
    figure = make_subplots(
        rows=1,
        cols=2 if many else 1,
        subplot_titles=("Share of runs with at least one", "Number per run") if many else None,
        horizontal_spacing=0.1,
        figure=style.blank(330, barmode="group", bargap=0.25),
    )
    looks = (
        ("onsets", "new dispute", style.ORANGE, ""),
        ("force", "use of force or war", style.VERMILION, "/"),
    )
    for name, title, colour, hatch in looks:
        for column, measure in enumerate(("share", "mean") if many else ("mean",), 1):
            bar = go.Bar(
                x=table["label"].tolist(),
                y=style.rounded(table[f"{name}_{measure}"], 3),
                name=title,
                legendgroup=name,
                showlegend=column == 1,
                marker={"color": colour, "pattern": style.hatched(hatch)},
                hovertemplate="%{x}: %{y:.2f}<extra></extra>",
            )
            figure.add_trace(bar, row=1, col=column)
    titles = ("share of runs", "number a year per run") if many else ("number in the year",)
    for column, title in enumerate(titles, 1):
        top = {"range": [0, 1.02]} if title == "share of runs" else {"rangemode": "tozero"}
        figure.update_yaxes(style.axis(title, **top), row=1, col=column)
        figure.update_xaxes(
            style.axis("year that begins", type="category", showgrid=False), row=1, col=column
        )
    style.small_titles(figure)
    return figure
