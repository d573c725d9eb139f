"""Page: the seat in the browser: before the game, at the table, waiting, and the debrief."""

from typing import TYPE_CHECKING, Any

from dash import dcc, html

from alliancesim.doctrines import DOCTRINES
from alliancesim.scenario import Scenario, library
from alliancesim.view import panels
from alliancesim.view.drawing import bars, world
from alliancesim.view.frames import frame_of
from alliancesim.view.layout import legend_of_ties
from alliancesim.view.parts import aria, button, dropdown, facts, graph, labelled, notice, table
from alliancesim.view.pieces import day
from alliancesim.view.seats.game import TURNS, Game
from alliancesim.view.seats.orders import MOST_INITIATIVES, STANCES
from alliancesim.view.seats.outlook import Other, Outlook, Proposal

if TYPE_CHECKING:
    from alliancesim.view.app import Desk

ROWS = 14
"""Other states that the table has a row for, those most feared first."""
ANSWERS = {"usual": "as usual", "yes": "accept", "no": "refuse"}


def page() -> Any:
    """Return the page; what it holds depends on the link it was opened with."""
    return html.Div(
        [
            dcc.Location(id="place", refresh=False),
            dcc.Location(id="away", refresh=True),
            dcc.Store(id="phase", data=""),
            dcc.Interval(id="poll", interval=1500),
            dcc.Download(id="file"),
            html.Header([
                html.Div([html.Span("alliancesim", className="wordmark"),
                          html.H1("Take a seat", id="heading")], className="names"),
                html.Div(button("theme", "◐", "Light or dark"), className="more"),
            ]),
            html.Main([], id="content"),
        ],
        id="page", className="seat",
    )  # fmt: skip


def start(desk: "Desk") -> list[Any]:
    """Return the form that begins a game."""
    names = list(dict.fromkeys([desk.name, *library()]))
    states = panels.states_of(desk.scenario)
    return [html.Section([
        html.H2("Begin a game"),
        html.P("You play one state, or several of you one each; the model plays the others. You"
               " know what your state perceives, not what is true. At the end you are told.",
               className="hint"),
        labelled("Scenario", dropdown("game-scenario", names, desk.name)),
        labelled("States with a player", dropdown("game-seats", states, [], "choose", multi=True)),
        html.Div([
            labelled("Turns", dcc.Input(id="game-turns", type="number", min=1, max=60, step=1,
                                        value=TURNS, className="input")),
            labelled("Seed", dcc.Input(id="game-seed", type="number", min=0, step=1,
                                       placeholder="by chance", className="input")),
        ], className="two"),
        dcc.Checklist({"hot": "All play on this machine, which is handed on"}, [], id="game-hot"),
        html.Div([button("game-begin", "Begin", "Begin the game", "main"),
                  dcc.Upload(button("game-open", "Open a game file …", "Go on with a saved game"),
                             id="game-file", accept=".json")], className="buttons"),
        html.Div("", id="game-message", className="notice bad", role="alert"),
    ], className="card narrow")]  # fmt: skip


def lost() -> list[Any]:
    """Return what a link that leads nowhere shows."""
    return [html.Section([
        notice("This link leads to no game: it was given up, or the link is not whole.", "bad"),
        html.A("Begin another game", href="./"),
    ], className="card narrow")]  # fmt: skip


def cover(game: Game, state: str) -> list[Any]:
    """Return what shows while the machine is handed on."""
    name = game.scenario.states[state].name
    return [html.Section([
        html.H2(f"Hand the machine to {name}"),
        html.P(f"Turn {game.turn} of {game.last_turn}. What {name} knows is for its player alone."),
        html.Div(button("uncover", f"I am {name}", "", "main"), className="buttons"),
    ], className="card narrow")]  # fmt: skip


def waiting(game: Game) -> list[Any]:
    """Return what shows when the orders are given and others are not ready."""
    names = ", ".join(game.scenario.states[state].name for state in game.waiting)
    return [html.Section([
        html.H2("Your orders are given"),
        notice(f"Waiting for {names}. The page goes on by itself."),
    ], className="card narrow")]  # fmt: skip


def table_of(game: Game, state: str) -> list[Any]:
    """Return the table: what the player sees, what is proposed, and the orders to give."""
    seen = game.view(state)
    return [_situation(game, seen), _orders(game, seen), _news(game, state)]


def _situation(game: Game, seen: Outlook) -> html.Section:
    case, model = game.scenario, game.model
    frame = frame_of(model)
    wanted = world.Wanted(round=True, by="bloc", selected=seen.state, veiled=True)
    threats = [(other.name, other.threat) for other in seen.others if other.threat > 0.005]
    threatened = bars.terms(threats, "0 to 1, as you see it", signed=False)
    return html.Section([
        html.H2(f"{case.states[seen.state].name}, {day(model.date)}"),
        facts([
            ("turn", f"{game.turn} of {game.last_turn}, {game.length} steps of a"
                     f" {case.clock.step}"),
            ("effort at hand", f"{seen.purse:.1f}"),
            ("effort that comes in a year", f"{seen.budget:.1f}"),
            ("threat you feel", f"{seen.threat_felt:.2f}"),
        ]),
        html.H3("Threat that you feel"),
        html.Div(graph("threats", "Threat felt from each other state", threatened),
                 className="fixed"),
        html.H3("Pacts, rivalries and crises, as everybody knows them"),
        html.Div(graph("ties", "Network of pacts, rivalries and live crises",
                       world.figure(case, frame, frame, wanted)), className="round"),
        html.Div(legend_of_ties(round_=True), className="legend"),
    ], className="card column")  # fmt: skip


def _orders(game: Game, seen: Outlook) -> html.Section:
    return html.Section([
        html.H2("On your table"),
        *_proposals(game.scenario, seen.proposals),
        html.H3("How you deal with the others"),
        html.Div([_stance(other) for other in seen.others[:ROWS]], className="stances"),
        html.H3("Your own initiatives"),
        html.P("Held at once if the partner agrees; the effort is taken from both.",
               className="hint"),
        *[_initiative(game.scenario, seen, place) for place in range(MOST_INITIATIVES)],
        *_policy(game, seen),
        html.Div([button("end-turn", "End the turn", "Give these orders", "main"),
                  button("save-orders", "Save orders as a file", "For games passed on as files"),
                  button("save-game", "Save the game", "To go on later or elsewhere")],
                 className="buttons"),
        html.Div("", id="order-message", className="notice bad", role="alert"),
    ], className="card column")  # fmt: skip


def _proposals(case: Scenario, proposals: list[Proposal]) -> list[Any]:
    if not proposals:
        return [notice("Nobody proposes anything this turn.")]
    rows = []
    for proposal in proposals:
        name = case.instruments[proposal.instrument].name
        times = f"{proposal.occasions} times" if proposal.occasions > 1 else "once"
        advice = "accept" if proposal.advice else "refuse"
        terms = f"{times}, effort {proposal.cost:.1f} each; your foreign office would {advice}"
        partner = html.B(case.states[proposal.partner].name)
        words = html.Div([partner, f" proposes {name[0].lower()}{name[1:]}",
                          html.Span(terms, className="hint")])  # fmt: skip
        choice = dcc.RadioItems(ANSWERS, "usual", id={"type": "answer", "key": proposal.key},
                                inline=True, className="tabs")  # fmt: skip
        rows.append(html.Li([words, choice]))
    return [html.Ul(rows, className="proposals")]


def _stance(other: Other) -> html.Div:
    tie = "ally" if other.allied else "rival" if other.rival else ""
    return html.Div([
        html.Div([html.B(other.name), html.Span(f" {tie}", className="hint")]),
        html.Span(f"trust {other.trust:.2f} · threat {other.threat:.2f} · strength"
                  f" {other.strength:.2g}× yours", className="hint"),
        dropdown({"type": "stance", "other": other.id}, dict(STANCES), "usual",
                 f"How you deal with {other.name}", searchable=False),
    ], className="stance")  # fmt: skip


def _initiative(case: Scenario, seen: Outlook, place: int) -> html.Div:
    others = {other.id: other.name for other in seen.others}
    return html.Div([
        dropdown(f"tool-{place}", panels.instruments_of(case), None, "instrument", clearable=True),
        dropdown(f"partner-{place}", others, None, "with", clearable=True),
    ], className="two")  # fmt: skip


def _policy(game: Game, seen: Outlook) -> list[Any]:
    row = game.row(seen.state)
    own = {t.id: t.name for t in game.model.world.treaties if row in t.members}
    doctrine = game.model.acting.states[seen.state].doctrine or game.model.acting.doctrine
    names = {name: item.name for name, item in DOCTRINES.items()}
    return [
        html.H3("Policy"),
        html.Div([
            labelled("Doctrine", dropdown("own-doctrine", names, doctrine)),
            labelled("Treaties that you leave", dropdown("own-leave", own, [], "none", multi=True)),
        ], className="two"),
    ]  # fmt: skip


def _news(game: Game, state: str) -> html.Section:
    turns = game.diaries[state]
    parts: list[Any] = []
    if turns:
        last = turns[-1]
        parts += [html.H3("What became of your orders")]
        told = [html.Li(line) for line in last.told]
        held = sum(last.held.values())
        told.append(html.Li(f"{held} engagements held, {last.spent:.1f} effort spent."))
        parts.append(html.Ul(told, className="plain"))
        parts += [html.H3("News of the last turn")]
    else:
        parts += [html.H3("Before you begin"), html.P(game.scenario.question)]
    news = [html.Li([html.Time(f"{h.day:%d %b %Y} "), h.event.text]) for h in game.news[::-1][:60]]
    return html.Section([html.H2("News"), *parts, html.Ol(news, className="feed plain")],
                        className="card column")  # fmt: skip


def host(desk_links: dict[str, str], game: Game) -> list[Any]:
    """Return the panel of the instructor: links, who is ready, and what can be put in."""
    states = panels.states_of(game.scenario)
    rows = [
        (game.scenario.states[state].name,
         html.A(url, href=url, target="_blank"),
         "ready" if state in game.orders else "thinking")
        for state, url in desk_links.items()
    ]  # fmt: skip
    when = "the end" if game.over else f"turn {game.turn} of {game.last_turn}"
    return [
        html.Section([
            html.H2(f"Instructor, {day(game.model.date)}, {when}"),
            html.P("Give each player the link of the seat. A turn is played when all are ready.",
                   className="hint"),
            table(("seat", "link", "state"), rows),
            html.Div([
                button("force-turn", "Play the turn now", "Seats without orders leave all to their"
                       " foreign offices", "main"),
                button("save-game", "Save the game", "To go on later, or to pass it on"),
                dcc.Upload(button("orders-button", "Take orders from files …", "For players whose"
                                  " machines cannot talk to this one"), id="orders-file",
                           accept=".json", multiple=True),
            ], className="buttons"),
            html.Div("", id="order-message", className="notice", role="alert"),
        ], className="card column"),
        html.Section([
            html.H2("Put something in"),
            html.P("It happens at the beginning of the turn to come.", className="hint"),
            labelled("What", dropdown("inject-kind", {"shock": "Shock", "incident": "Incident"},
                                      "shock")),
            labelled("What is pushed", dropdown("inject-field", panels.SHOCKS, "tension")),
            labelled("States, in this order", dropdown("inject-actors", states, [], "choose",
                                                       multi=True)),
            html.Div([
                labelled("Change (shock)", dcc.Input(id="inject-change", type="number", value=0.5,
                                                     step=0.1, className="input")),
                labelled("Level (incident)", dropdown("inject-level", panels.LEVELS, 4)),
            ], className="two"),
            html.Div(button("inject", "Put it in", "", "main"), className="buttons"),
        ], className="card column"),
        html.Section([
            html.H2("News"),
            html.Ol([html.Li([html.Time(f"{h.day:%d %b %Y} "), h.event.text])
                     for h in game.news[::-1][:80]], className="feed plain"),
        ], className="card column", **aria("News")),
    ]  # fmt: skip
