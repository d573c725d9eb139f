"""The ties between the states, at the start and at the end, and how to draw them."""

from typing import NamedTuple

import numpy as np
import plotly.graph_objects as go

from alliancesim.figures import style
from alliancesim.figures.geography import Array
from alliancesim.results import Results
from alliancesim.summaries import names_of, runs_of

Way = tuple[Array, Array]
SEEN = 0.1
"""A tie is drawn when it holds at the start, or at the end of at least this share of runs."""
KEPT = 0.9
"""A tie is called lasting when it holds at the start and at the end of this share of runs."""


class Look(NamedTuple):
    """How a kind of tie is drawn."""

    name: str
    colour: str
    dash: str
    width: float
    bow: float


KINDS = {
    "agreement": Look("cooperation agreement", style.GREEN, "dot", 1.6, -0.03),
    "pact": Look("defence pact", style.BLUE, "solid", 2.6, 0.06),
    "rivalry": Look("rivalry", style.VERMILION, "dash", 2.0, 0.12),
}


class Tie(NamedTuple):
    """A tie between two states."""

    state1: str
    state2: str
    kind: str
    start: bool
    share: float
    """Share of runs in which it holds at the end."""

    @property
    def lasting(self) -> bool:
        """Whether the tie holds from the start to the end in nearly all runs."""
        return self.start and self.share >= KEPT


def ties(results: Results) -> list[Tie]:
    """Return all ties worth drawing, in the order in which they are drawn."""
    dyads, found = results.dyads, []
    first = dyads[dyads["step"] == dyads["step"].min()]
    last = dyads[dyads["step"] == dyads["step"].max()]
    for kind in KINDS:
        at = {
            when: frame.groupby(["state1", "state2"], observed=True)[kind].mean().astype(float)
            for when, frame in (("start", first), ("end", last))
        }
        for pair, share in at["end"].items():
            start = bool(at["start"].get(pair, 0.0) > 0.5)
            if start or share >= SEEN:
                one, two = pair
                found.append(Tie(str(one), str(two), kind, start, float(share)))
    return found


def draw(figure: go.Figure, results: Results, found: list[Tie], ways: dict[str, Way]) -> None:
    """Add the ties, one trace for each look, and invisible points that tell about them."""
    for kind, look in KINDS.items():
        for lasting in (True, False):
            chosen = [tie for tie in found if tie.kind == kind and tie.lasting is lasting]
            if chosen:
                figure.add_trace(_lines(chosen, look, ways, lasting=lasting))
    if found:
        figure.add_trace(_hover(results, found, ways))


def key(tie: Tie) -> str:
    """Return a name of the tie for look-up."""
    return f"{tie.state1}\n{tie.state2}\n{tie.kind}"


def _lines(chosen: list[Tie], look: Look, ways: dict[str, Way], *, lasting: bool) -> go.Scatter:
    x: list[float | None] = []
    y: list[float | None] = []
    for tie in chosen:
        across, up = ways[key(tie)]
        x += [*style.rounded(across), None]
        y += [*style.rounded(up), None]
    crowd = min(1.0, 40 / len(chosen))
    return go.Scatter(
        x=x,
        y=y,
        mode="lines",
        line={
            "color": style.rgba(look.colour, 0.3 + 0.55 * crowd),
            "width": look.width if lasting else look.width * 0.5,
            "dash": look.dash,
        },
        name=look.name + ("" if lasting else ", for a part of the time"),
        hoverinfo="skip",
    )


def _hover(results: Results, found: list[Tie], ways: dict[str, Way]) -> go.Scatter:
    names, runs = names_of(results), runs_of(results)
    x, y, text = [], [], []
    for tie in found:
        across, up = ways[key(tie)]
        middle = len(across) // 2
        x.append(across[middle])
        y.append(up[middle])
        start = "yes" if tie.start else "no"
        pair = f"{style.plain(names[tie.state1])} and {style.plain(names[tie.state2])}"
        held = f"{tie.share:.0%} of {runs} runs" if runs > 1 else ("yes" if tie.share else "no")
        text.append(
            f"{pair}: {KINDS[tie.kind].name}<br>at the start: {start}<br>at the end: {held}"
        )
    return go.Scatter(
        x=style.rounded(x),
        y=style.rounded(y),
        text=text,
        mode="markers",
        marker={"size": 12, "opacity": 0},
        hovertemplate="%{text}<extra></extra>",
        showlegend=False,
    )


def bowed(way: Way, bow: float) -> Way:
    """Return the way bent to one side, so that ties between the same two states do not overlap."""
    across, up = way
    dx, dy = across[-1] - across[0], up[-1] - up[0]
    arch = np.sin(np.linspace(0, np.pi, len(across))) * bow
    side = 1.0 if (dx, dy) > (0, 0) else -1.0
    return across - side * dy * arch, up + side * dx * arch
