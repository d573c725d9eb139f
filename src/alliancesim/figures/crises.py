"""The most serious crises of an ensemble, and the terms of the model that led to them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from alliancesim.figures import style
from alliancesim.results import Results
from alliancesim.summaries import happened, names_of

LARGEST = 9
"""Number of terms that are drawn; the others are summed."""
NEGLIGIBLE = 0.005
"""Terms below this would be drawn as +0.00."""


@dataclass(frozen=True)
class Story:
    """One crisis of one run: who, how high, how long, and all that is recorded of it."""

    run: int
    crisis: int
    actors: tuple[str, ...]
    level: int
    days: float
    """Days from the first to the last recorded event."""
    open: bool
    """Whether the run ended before the crisis did."""
    scheduled: bool
    """Whether the scenario dated its beginning."""
    events: pd.DataFrame

    @property
    def onset(self) -> Mapping[str, Any]:
        """The event with which it began."""
        return dict(self.events.iloc[0])

    @property
    def peak(self) -> Mapping[str, Any] | None:
        """The step up to the highest level; ``None`` where it began there."""
        climbs = self.events[self.events["kind"] == "escalation"]
        climbs = climbs[climbs["level"] == self.level]
        if climbs.empty or int(self.events.iloc[0]["level"]) >= self.level:
            return None
        return dict(climbs.iloc[0])


def serious_crises(results: Results, count: int = 3) -> list[Story]:
    """Return the most serious crises of all runs: by level reached, then by duration."""
    events = happened(results)
    events = events[events["crisis"] >= 0]
    if events.empty:
        return []
    grouped = events.groupby(["run", "crisis"])
    table = pd.DataFrame({"level": grouped["level"].max()})
    dates = grouped["when"].agg(["min", "max"])
    table["days"] = (dates["max"] - dates["min"]).dt.total_seconds() / 86400
    table = table.reset_index().sort_values(
        ["level", "days", "run", "crisis"], ascending=[False, False, True, True]
    )
    return [_story(events, row) for row in table.head(count).to_dict("records")]


def _story(events: pd.DataFrame, row: Mapping[Any, Any]) -> Story:
    own = events[(events["run"] == row["run"]) & (events["crisis"] == row["crisis"])]
    own = own.sort_values(["when", "event"])
    first = own.iloc[0]
    kinds = set(own["kind"])
    return Story(
        run=int(row["run"]),
        crisis=int(row["crisis"]),
        actors=tuple(first["actors"]),
        level=int(row["level"]),
        days=float(row["days"]),
        open="crisis_end" not in kinds,
        scheduled=str(first["kind"]).startswith("scheduled_"),
        events=own,
    )


def terms_of(event: Mapping[str, Any]) -> list[tuple[str, float]]:
    """Return the labelled terms of an event as pairs."""
    terms: Iterable[Any] = event["terms"] if event["terms"] is not None else ()
    return [(str(term["label"]), float(term["value"])) for term in terms]


def crisis_terms(story: Story) -> go.Figure:
    """Return the largest terms behind the onset of a crisis and behind its worst step."""
    panels = [("Why it began", terms_of(story.onset))]
    if story.peak is not None:
        panels.append(("Why it went to its highest level", terms_of(story.peak)))
    panels = [(title, _largest(terms)) for title, terms in panels if terms]
    if not panels:
        return style.message("The scenario set this crisis off, so there are no terms to show.")
    longest = max(len(terms) for _, terms in panels)
    figure = make_subplots(
        rows=1,
        cols=len(panels),
        subplot_titles=[title for title, _ in panels] if len(panels) > 1 else None,
        horizontal_spacing=0.26,
        figure=style.blank(96 + 27 * longest),
    )
    for column, (_, terms) in enumerate(panels, 1):
        labels, values = [label for label, _ in terms], [value for _, value in terms]
        for bars in style.bars(labels, values, "+.2f", style.VERMILION, style.BLUE):
            figure.add_trace(bars, row=1, col=column)
        spread = max(abs(value) for _, value in terms) * 1.4
        low = -spread if any(value < 0 for _, value in terms) else 0
        high = spread if any(value > 0 for _, value in terms) else 0
        figure.update_xaxes(
            style.axis(
                "← less likely · log-odds · more likely →",
                zeroline=True,
                zerolinecolor="rgba(128,128,128,0.7)",
                range=[low, high],
            ),
            row=1,
            col=column,
        )
        figure.update_yaxes(style.names_axis(labels, longest), row=1, col=column)
    style.small_titles(figure)
    figure.update_layout(barmode="overlay", showlegend=False, margin={"t": 34})
    return figure


def _largest(terms: list[tuple[str, float]]) -> list[tuple[str, float]]:
    ordered = sorted(terms, key=lambda term: (-abs(term[1]), term[0]))
    ordered = [term for term in ordered if abs(term[1]) >= NEGLIGIBLE]
    if len(ordered) <= LARGEST + 1:
        return ordered
    rest = ordered[LARGEST:]
    return [*ordered[:LARGEST], (f"{len(rest)} smaller terms", sum(value for _, value in rest))]


def heading(results: Results, story: Story) -> str:
    """Return a heading in plain words, such as ``Japan and China, run 3``."""
    names = names_of(results)
    parties = [names.get(actor, actor) for actor in story.actors[:2]]
    return f"{' and '.join(parties)}, run {story.run}"
