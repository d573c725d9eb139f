"""Dated events do what they say."""

from math import exp
from typing import Any

import numpy as np
import pytest

import alliancesim as al
from alliancesim.crisis import Crisis
from alliancesim.parameters import Parameters
from alliancesim.phases.crises.outcome import end_war
from alliancesim.phases.engage.consent import Desire
from tests.cases import raw


def after(*events: dict[str, Any], steps: int = 12, states: int = 4) -> al.AllianceModel:
    """Return a model in which the dated events of the first year have happened."""
    quiet = {"onset": {"constant": -12.0, "relevant": 0.0, "recency": 0.0, "rivalry": 0.0},
             "ladder": {"one_day": 0.0, "end_low": 0.0, "end_force": 0.0, "end_war": 0.0,
                        "descend": -10.0, "climb_force": -10.0, "climb_war": -12.0}}  # fmt: skip
    model = al.AllianceModel(al.load(raw(states, events=list(events), parameters=quiet)), rng=1)
    model.told = []
    for _ in range(steps):
        model.step()
        model.told += model.happened
    return model


def kinds(model: al.AllianceModel) -> list[str]:
    return [event.kind for event in model.told]


def test_an_incident_opens_a_dispute_at_its_level() -> None:
    model = after({"date": "2000-03-05", "kind": "incident", "actors": ["C", "A"], "level": 4})
    assert len(model.world.crises) == 1
    assert model.world.crises[0].top == 4
    assert model.world.onset_count[0, 2] == 21
    opening = next(event for event in model.told if event.kind == "scheduled_incident")
    assert opening.day == 4.0, "on the fifth of the month"


def test_an_incident_in_a_running_dispute_steps_it_up() -> None:
    first = {"date": "2000-03-05", "kind": "incident", "actors": ["C", "A"], "level": 2}
    second = {"date": "2000-05-05", "kind": "incident", "actors": ["A", "C"], "level": 4,
              "note": "shots"}  # fmt: skip
    model = after(first, second)
    assert len(model.world.crises) == 1
    assert model.world.crises[0].top == 4
    assert model.world.onset_count[0, 2] == 21, "one dispute, not two"
    climb = next(event for event in model.told if "shots" in event.text)
    assert climb.kind == "escalation"
    assert climb.actors == ("A", "C")
    same_month = after(first, {**second, "date": "2000-03-20"})
    assert same_month.world.crises[0].top == 4


def test_signing_and_leaving_a_treaty() -> None:
    sign = {"date": "2000-02-01", "kind": "sign", "alliance": "new", "members": ["B", "D"],
            "obligations": ["defence"], "name": "Pact of two"}  # fmt: skip
    join = {"date": "2000-04-01", "kind": "sign", "alliance": "new", "members": ["A"]}
    leave = {"date": "2000-06-01", "kind": "leave", "alliance": "pact", "members": ["A"]}
    model = after(sign, join, leave)
    treaties = {treaty.id: treaty for treaty in model.world.treaties}
    assert treaties["new"].members == (0, 1, 3)
    assert treaties["new"].name == "Pact of two"
    assert treaties["pact"].members == (1,), "B keeps its tie to X, outside the cast"
    assert kinds(model).count("scheduled_sign") == 2
    assert kinds(model).count("scheduled_leave") == 1


def test_an_engagement_takes_place_whatever_the_parties_want() -> None:
    event = {"date": "2000-02-01", "kind": "engage", "instrument": "joint_exercise",
             "actors": ["A", "C", "D"], "size": 3.0}  # fmt: skip
    model = after(event, steps=2)
    assert model.held is not None
    assert model.held.scheduled.sum() == 3, "every pair of the three"
    assert (model.held.size[model.held.scheduled] == 3.0).all()


def test_the_first_of_several_gives_to_all_others() -> None:
    event = {"date": "2000-02-01", "kind": "engage", "instrument": "military_assistance",
             "actors": ["C", "A", "D"], "size": 2.0}  # fmt: skip
    held = after(event, steps=2).held
    assert held is not None
    given = np.flatnonzero(held.scheduled)
    pairs = [(int(held.first[index]), int(held.second[index])) for index in given]
    assert pairs == [(2, 0), (2, 3)], "A gives D nothing"
    assert held.notice[given].tolist() == [0.5, 0.5]


def test_arms_are_sold_as_far_as_the_seller_can_make_them() -> None:
    rules = {"choice": {"temper": 0.5}}
    sale = {"arms_sale": {"inclination": -0.4, "intensity": 0.8}}
    model = al.AllianceModel(al.load(raw(3, parameters=rules, instruments=sale)), rng=1)
    model.world.industry[:] = 1.0, 0.25, 0.0
    desire = Desire(model.world, model.rules, model.seen, model.tools, model.stances)
    sellers, mine, theirs = np.arange(3), np.full(3, 0.7), np.full(3, 0.1)
    tool = model.tools.names.index("arms_sale")
    chance = desire.chance(np.full(3, tool), sellers, mine, theirs)
    both = 1 / (1 + exp(-(0.7 - 0.4) / 0.5)) / (1 + exp(-(0.1 - 0.4) / 0.5))
    assert chance == pytest.approx([0.8 * both, 0.8 * both * 0.25, 0.0])
    given = model.tools.names.index("military_assistance")
    gifts = desire.chance(np.full(3, given), sellers, mine, theirs)
    assert gifts[0] == gifts[2] > 0, "what one has can be given without an industry"


@pytest.mark.parametrize(
    ("field", "change", "actors"),
    [("capability", 0.5, ["A"]), ("burden", 0.3, ["A"]), ("regime", -0.4, ["A"]),
     ("tension", 0.4, ["A", "B"]), ("trust", -2.0, ["A", "B"]), ("trust", 2.0, ["B", "C"]),
     ("interoperability", 0.2, ["A", "C"]), ("information", 0.2, ["A", "C"])],
)  # fmt: skip
def test_a_shock_moves_what_it_names(field: str, change: float, actors: list[str]) -> None:
    shock = {"date": "2000-01-10", "kind": "shock", "field": field, "actors": actors,
             "change": change}  # fmt: skip
    shocked, plain = after(shock, steps=1), after(steps=1)
    row, column = (shocked.world.row(actors[0]), shocked.world.row(actors[-1]))
    values = [
        getattr(m.world, field)[row] if len(actors) == 1 else getattr(m.world, field)[row, column]
        for m in (shocked, plain)
    ]
    assert (values[0] - values[1]) * change > 0


def test_a_build_up_arms_the_state_and_stays() -> None:
    """Once a dated rise of a burden lowered capability, because it reverted and armed nobody."""
    quiet = {"arms": {"noise": 0.0, "alarm": 0.0, "rival_gap": 0.0},
             "environment": {"capability_noise": 0.0}}  # fmt: skip
    shock = {"date": "2000-01-10", "kind": "shock", "field": "burden", "actors": ["A"],
             "change": 0.45}  # fmt: skip
    idle = {name: {"enabled": False} for name in al.INSTRUMENTS}
    models = []
    for events in ([shock], []):
        data = raw(3, events=events, parameters=quiet, instruments=idle)
        model = al.AllianceModel(al.load(data), rng=1)
        for _ in range(60):
            model.step()
        models.append(model.world)
    gain = np.log(models[0].capability[0] / models[1].capability[0])
    assert gain == pytest.approx(0.45 * Parameters().arms.capability_yield, abs=1e-6)
    assert models[0].burden[0] / models[1].burden[0] == pytest.approx(np.exp(0.45))


def test_a_dated_engagement_of_an_instrument_switched_off_does_not_take_place() -> None:
    event = {"date": "2000-01-10", "kind": "engage", "instrument": "joint_exercise",
             "actors": ["A", "B"]}  # fmt: skip
    off = {"joint_exercise": {"enabled": False}}
    model = al.AllianceModel(al.load(raw(3, events=[event], instruments=off)), rng=1)
    model.step()
    assert model.held is not None
    assert not model.held.scheduled.any()
    told = [event.text for event in model.happened if event.kind == "scheduled_engage"]
    assert len(told) == 1
    assert "does not take place" in told[0]


def test_who_gives_in_has_lost_the_war_and_a_compromise_is_a_draw() -> None:
    model = al.AllianceModel(al.load(raw(3)), rng=1)
    luck = np.random.default_rng(1)
    near = model.seen.near
    for over, outcome in (("yield of the target", "victory of the initiator"),
                          ("yield of the initiator", "victory of the target"),
                          ("compromise", "draw")):  # fmt: skip
        for _ in range(20):
            crisis = Crisis(0, 2, 0, 0.0, 1.0, sides=([2], [0]), over=over)
            assert end_war(model.world, model.rules.force, crisis, near, luck)[0] == outcome


def test_an_ally_who_fights_already_honours_its_pact_when_war_comes() -> None:
    sure = {"force": {"join_force": 4.0, "join_war": 4.0}}
    fight = {"date": "2000-02-05", "kind": "incident", "actors": ["C", "A"], "level": 4}
    war = {**fight, "date": "2000-04-05", "level": 5}
    slow = {"one_day": 0.0, "end_force": 0.0, "end_war": 0.0, "descend": -10.0,
            "climb_war": -12.0, "move_interval": 365.0}  # fmt: skip
    model = al.AllianceModel(
        al.load(raw(4, events=[fight, war], parameters=sure | {"ladder": slow})), rng=1
    )
    told = []
    for _ in range(5):
        model.step()
        told += [(event.kind, event.actors) for event in model.happened]
    assert ("joined", ("B", "A")) in told
    assert ("honoured", ("B", "A")) in told


def test_leaving_what_one_is_not_in_changes_nothing() -> None:
    leave = {"date": "2000-02-01", "kind": "leave", "alliance": "pact", "members": ["D"]}
    model = after(leave, steps=2)
    assert [treaty.members for treaty in model.world.treaties] == [(0, 1)]
    assert any("not bound by pact" in event.text for event in model.told)


def test_a_setting_changes_from_its_date_on() -> None:
    event = {"date": "2000-07-01", "kind": "set", "path": "parameters.trust.memory", "value": 3.0}
    assert after(event, steps=6).rules.trust.memory == 8.0
    assert after(event, steps=7).rules.trust.memory == 3.0
    doctrine = {"date": "2000-07-01", "kind": "set", "path": "states.A.doctrine",
                "value": "realist"}  # fmt: skip
    assert next(iter(after(doctrine, steps=7).agents)).doctrine == "realist"


def test_an_instrument_comes_into_being_in_its_year() -> None:
    late = {"joint_exercise": {"available_from": 2003}}
    model = al.AllianceModel(al.load(raw(4, instruments=late)), rng=1)
    used = []
    while model.running:
        model.step()
        assert model.held is not None
        if (model.held.instrument == model.tools.names.index("joint_exercise")).any():
            used.append(model.date.year + model.date.month / 12)
    assert used
    assert min(used) > 2003
