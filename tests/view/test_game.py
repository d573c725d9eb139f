"""Seats: orders are obeyed, only what is perceived is shown, and the game ends with a debrief."""

import json

import pytest

from alliancesim.ensemble import run
from alliancesim.view.ensembles import Ensemble
from alliancesim.view.registry import Registry
from alliancesim.view.seats.callbacks import decided, orders_of, phase_of
from alliancesim.view.seats.debrief import debrief
from alliancesim.view.seats.files import game_from, game_text, orders_text, take_orders
from alliancesim.view.seats.game import Game, GameError
from alliancesim.view.seats.orders import Initiative, Orders
from alliancesim.view.seats.outlook import proposals
from alliancesim.view.seats.room import HOST, Room, found, link
from tests.view.worlds import small

DECADE = small(10.0)


def scripted(game: Game) -> Game:
    """Play to the end as a person might: some of everything."""
    while not game.over:
        for seat in game.seats:
            seen = game.view(seat)
            partner = seen.others[-1].id
            game.decide(seat, Orders(
                answers={p.key: place % 2 == 0 for place, p in enumerate(seen.proposals)},
                initiatives=[Initiative(instrument="dialogue", partner=partner)],
                stances={seen.others[0].id: "avoid", partner: "seek"},
                doctrine="realist" if game.turn == 3 else None,
                leave=["pact"] if game.turn == 5 and seat == "A" else [],
            ))  # fmt: skip
        if game.turn == 4:
            game.inject({"kind": "shock", "field": "tension", "actors": ["A", "C"], "change": 0.4})
        game.advance()
    return game


@pytest.fixture(scope="module")
def played() -> Game:
    return scripted(Game(DECADE, 11, ["A"]))


def test_ten_years_are_ten_turns_and_a_debrief(played: Game) -> None:
    assert played.last_turn == len(played.record) == 10
    assert played.model.steps == DECADE.clock.steps
    others = Ensemble(DECADE, played.seed, 6)
    others.join(120)
    told = debrief(played, "A", others)
    assert {belief.other for belief in told.beliefs} == {"B", "C", "D", "E"}
    assert told.spent > 0
    assert all(len(fate.others) == 6 for fate in told.fates)
    assert all(0 <= fate.better_than <= 1 for fate in told.fates)
    assert told.accepted + told.declined <= 10
    assert all(t.id != "pact" or 0 not in t.members for t in played.model.world.treaties)
    assert played.model.case.states["A"].doctrine == "realist"


def test_others_in_the_seat_are_members_of_the_ensemble() -> None:
    there = run(DECADE, runs=2, seed=11)
    others = Ensemble(DECADE, 11, 2)
    others.join(120)
    game = Game(DECADE, 11, ["A"])
    while not game.over:
        game.advance()  # no orders at all: the foreign office is the model
    told = debrief(game, "A", others)
    for fate in told.fates:
        assert fate.own == pytest.approx(fate.others[0]), fate.name
    last = there.states[(there.states["run"] == 0) & (there.states["state"] == "A")].iloc[-1]
    fates = {fate.name: fate for fate in told.fates}
    assert fates["threat felt"].own == pytest.approx(last["threat_felt"])


def test_the_same_orders_give_the_same_game(played: Game) -> None:
    again = game_from(game_text(played))
    assert again.record == played.record
    assert (again.model.world.good == played.model.world.good).all()
    assert [turn.told for turn in again.diaries["A"]] == [turn.told for turn in played.diaries["A"]]
    other = scripted(Game(DECADE, 12, ["A"]))
    assert (other.model.world.good != played.model.world.good).any()


def test_refused_is_not_held_and_accepted_is_wanted() -> None:
    held = {}
    for answer in (True, False):
        game = Game(small(), 5, ["A"], turns=4)
        offered = proposals(game.model, 0, game.length, most=None)
        assert offered
        game.decide("A", Orders(answers={p.key: answer for p in offered}))
        game.advance()
        held[answer] = sum(game.diaries["A"][0].held[p.key] for p in offered)
    assert held[False] == 0
    assert held[True] > 0


def test_an_initiative_costs_both_sides_and_is_held() -> None:
    for seed in range(20):
        game = Game(small(), seed, ["A"], turns=4)
        before = game.model.world.purse.copy()
        game.decide("A", Orders(initiatives=[Initiative(instrument="dialogue", partner="B")]))
        game.advance()
        told = game.diaries["A"][0].told[0]
        if "accepted" in told:
            assert any(
                event.kind == "engage" and event.note == "at the table"
                for event in game.scenario.events
            )
            kinds = [h.event.text for h in game.news if h.event.kind == "scheduled_engage"]
            assert any("at the table" in text for text in kinds)
            assert before[0] > 0
            return
        assert "declined" in told or "not possible" in told
    pytest.fail("nobody ever accepted to talk")


def test_a_seat_knows_what_it_perceives_and_no_more() -> None:
    game = Game(small(), 5, ["A"], turns=4)
    game.advance()
    seen, world = game.view("A"), game.model.world
    for other in seen.others:
        row = game.row(other.id)
        believed = game.model.seen.capability[0, row] / world.capability[0]
        assert other.strength == pytest.approx(believed)
        assert other.trust == pytest.approx(world.trust[0, row])
        assert other.threat == pytest.approx(game.model.seen.threat[0, row])
    assert any(
        abs(other.strength - world.capability[game.row(other.id)] / world.capability[0]) > 1e-3
        for other in seen.others
    )


@pytest.mark.parametrize(
    ("orders", "words"),
    [
        (Orders(doctrine="pacifist"), "pacifist"),
        (Orders(leave=["league"]), "unknown alliance"),
        (Orders(initiatives=[Initiative(instrument="tea", partner="B")]), "tea"),
        (Orders(initiatives=[Initiative(instrument="dialogue", partner="A")]), "no state"),
    ],
)
def test_orders_that_cannot_be_carried_out_are_refused(orders: Orders, words: str) -> None:
    game = Game(small(), 5, ["A"], turns=4)
    with pytest.raises(GameError, match=words):
        game.decide("A", orders)
    assert game.waiting == ["A"]


def test_games_that_cannot_begin() -> None:
    with pytest.raises(GameError, match="at least one"):
        Game(small(), 1, [])
    with pytest.raises(GameError, match="no state Z"):
        Game(small(), 1, ["Z"])


def test_orders_travel_as_files() -> None:
    game = Game(small(), 5, ["A", "C"], turns=4)
    away = game_from(game_text(game))
    text = orders_text(away, "C", Orders(stances={"A": "avoid"}))
    assert take_orders(game, text) == "C"
    assert game.waiting == ["A"]
    decided(game, "A", Orders())
    assert game.turn == 2
    with pytest.raises(GameError, match="for turn 1"):
        take_orders(game, text)
    assert game_from(game_text(game)).turn == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("no json", "not JSON"),
        ("[]", "no game"),
        ('{"alliancesim": "orders", "format": 1}', "no game"),
        ('{"alliancesim": "game", "format": 9}', "format 9"),
        ('{"alliancesim": "game", "format": 1, "scenario": {}}', "no whole game"),
    ],
)
def test_broken_game_files_are_told(text: str, words: str) -> None:
    with pytest.raises(GameError, match=words):
        game_from(text)


def test_a_game_file_with_a_broken_turn_is_told(played: Game) -> None:
    data = json.loads(game_text(played))
    data["played"][2]["orders"]["A"]["stances"] = {"B": "hate"}
    with pytest.raises(GameError, match="no whole game"):
        game_from(json.dumps(data))


def test_several_seats_wait_for_each_other_and_links_tell_them_apart() -> None:
    rooms = Registry[Room]()
    room = Room(Game(small(), 5, ["A", "C"], turns=4))
    rooms.add(lambda: room)
    links = {state: link(rooms, room, state) for state in (HOST, "A", "C")}
    assert len(set(links.values())) == 3
    assert found(rooms, links["C"]) == (room, "C")
    assert found(rooms, links["C"][:-1]) is None
    assert found(rooms, "") is None
    assert phase_of(room, "A", "")[0] == "table 1 A"
    decided(room.game, "A", Orders())
    assert phase_of(room, "A", "")[0].startswith("waiting 1")
    assert phase_of(room, "C", "")[0] == "table 1 C"
    decided(room.game, "C", Orders())
    assert phase_of(room, "A", "")[0] == "table 2 A"


def test_a_machine_that_is_handed_on_covers_what_the_last_player_saw() -> None:
    room = Room(Game(small(), 5, ["A", "C"], turns=4), hot=True)
    assert phase_of(room, HOST, "") == ("cover 1 A", "A")
    assert phase_of(room, HOST, "table 1 A") == ("table 1 A", "A")
    decided(room.game, "A", Orders())
    assert phase_of(room, HOST, "table 1 A") == ("cover 1 C", "C")


def test_a_form_stands_for_orders() -> None:
    game = Game(small(), 5, ["A"], turns=4)
    form = {
        "keys": [{"key": "B dialogue"}, {"key": "C dialogue"}, {"key": "D dialogue"}],
        "answers": ["yes", "no", "usual"],
        "others": [{"other": "B"}, {"other": "C"}], "stances": ["seek", "usual"],
        "tools": ["dialogue", None, "dialogue"], "partners": ["B", "C", None],
        "doctrine": "balanced", "leave": None,
    }  # fmt: skip
    assert orders_of(game, "A", form) == Orders(
        answers={"B dialogue": True, "C dialogue": False}, stances={"B": "seek"},
        initiatives=[Initiative(instrument="dialogue", partner="B")],
    )  # fmt: skip
