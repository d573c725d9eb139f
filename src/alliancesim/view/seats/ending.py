"""Ending: the debrief in the browser."""

from typing import Any

from dash import html

from alliancesim.figures import style
from alliancesim.view.drawing.look import Figure, axis, layout
from alliancesim.view.parts import button, facts, graph, number, table
from alliancesim.view.seats.debrief import Belief, Debrief, debrief
from alliancesim.view.seats.game import Game
from alliancesim.view.seats.room import Room

SHOWN = 12


def ending(room: Room, state: str) -> list[Any]:
    """Return the debrief of a seat."""
    game, others = room.game, room.compare()
    found = debrief(game, state, others)
    name = game.scenario.states[state].name
    left = "" if not others.running else f" {others.done} of {others.runs} are there so far."
    return [
        html.Section([
            html.H2(f"{name}: what you believed, and what was true"),
            html.P("Means over the turns. Far to the left and high up: more dangerous than you"
                   " felt; far to the right and low: feared too much.", className="hint"),
            html.Div(graph(f"beliefs-{state}", "Threat felt against expected disputes",
                           beliefs_figure(game, found.beliefs)), className="round"),
            table(("state", "threat felt", "expected disputes a year", "feared as no.",
                   "dangerous as no."), [
                (game.scenario.states[b.other].name, number(b.threat), number(b.danger),
                 f"{b.feared_rank}", f"{b.danger_rank}") for b in found.beliefs]),
        ], className="card column"),
        html.Section([
            html.H2("How others fared in your seat"),
            html.P(f"Against {others.runs} runs in which the model played {name}.{left} The share"
                   " is that of the runs which fared worse than you.", className="hint"),
            _fates(found),
            facts([
                ("effort spent", f"{found.spent:.0f} of about {found.earned:.0f}"),
                ("your initiatives", f"{found.accepted} accepted, {found.declined} declined"),
            ]),
        ], className="card column"),
        _missed(game, found),
    ]  # fmt: skip


def _fates(found: Debrief) -> Any:
    rows = []
    for fate in found.fates:
        share = fate.better_than
        spread = "—"
        if fate.others:
            spread = f"{number(min(fate.others))} to {number(max(fate.others))}"
        better = "—" if share != share else f"{share:.0%}"
        rows.append((f"{fate.name} ({fate.unit})", number(fate.own), spread, better))
    return table(("outcome", "you", "the model", "better than"), rows)


def _missed(game: Game, found: Debrief) -> html.Section:
    rows = [
        (f"{chance.turn}", game.scenario.states[chance.partner].name,
         game.scenario.instruments[chance.instrument].name,
         "you refused" if chance.refused else "not held")
        for chance in found.missed[:SHOWN]
    ]  # fmt: skip
    head = f"Chances missed: {len(found.missed)} proposals came to nothing"
    body = table(("turn", "partner", "instrument", "why"), rows) if rows else html.P("None.")
    more = html.P(f"The first {SHOWN} are shown.", className="hint")
    parts = [html.H2(head), body, *([more] if len(found.missed) > SHOWN else [])]
    return html.Section(parts, className="card column")


def parting() -> html.Section:
    """Return what can be done once all is told."""
    return html.Section([
        html.H2("The game"),
        html.Div([button("save-game", "Save the game", "With all orders"),
                  html.A("Begin another game", href="./", className="button")],
                 className="buttons"),
    ], className="card column")  # fmt: skip


def beliefs_figure(game: Game, beliefs: list[Belief]) -> Figure:
    """Return the threat felt against the danger there was."""
    points = {
        "type": "scatter", "mode": "markers+text",
        "x": style.rounded(b.threat for b in beliefs),
        "y": style.rounded(b.danger for b in beliefs),
        "text": [style.plain(b.other, 14) for b in beliefs], "textposition": "top center",
        "hovertext": [style.plain(game.scenario.states[b.other].name) for b in beliefs],
        "hovertemplate": "<b>%{hovertext}</b><br>threat felt %{x:.2f}<br>expected disputes"
        " %{y:.2f} a year<extra></extra>",
        "marker": {"size": 11, "color": style.BLUE, "line": {"color": "#fff", "width": 1}},
        "cliponaxis": False,
    }  # fmt: skip
    title = {"font": {"size": 11}}
    look = layout(
        xaxis=axis(rangemode="tozero", title=title | {"text": "threat felt, 0 to 1"}),
        yaxis=axis(rangemode="tozero", title=title | {"text": "expected disputes a year"}),
        margin={"l": 48, "r": 16, "t": 18, "b": 38},
    )
    return {"data": [points], "layout": look}
