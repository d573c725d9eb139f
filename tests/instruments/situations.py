"""Constructed situations: few invented states, one thing going on, chance at rest.

A and B are those who use an instrument with each other, A the one that gives where one gives; C is
whoever looks on, threatens or mediates. Each function returns a scenario as plain data.
"""

from collections.abc import Iterable
from typing import Any

from tests.cases import state

Data = dict[str, Any]

AT_REST: Data = {
    "onset": {"shared_shock": 0.0},
    "environment": {
        "capability_noise": 0.0, "leader_change_democracy": 0.0, "leader_change_autocracy": 0.0,
    },
    "arms": {"noise": 0.0},
    "asymmetric": {"volatility": 0.0},
    "proliferation": {"constant": -40.0},
    "pacts": {
        "formation": {"constant": -12.0}, "ending": {"constant": -12.0},
        "agreements": {"constant": -12.0}, "agreement_ending": {"constant": -12.0},
    },
    "blocs": {"accession": {"constant": -12.0}, "suspension": {"constant": -14.0}},
    "basing": {"opening": {"constant": -14.0}, "closing": {"constant": -14.0}},
    "effects": {
        f"{stock}_half_life": 50.0
        for stock in ("information", "interoperability", "procedure", "dependence", "understanding",
                      "readiness", "influence", "ability")
    } | {"posture_half_life": 20.0},
}  # fmt: skip
"""Parameters within their ranges that still chance, and let nothing fade meanwhile."""
PLAIN: Data = {
    "region": "mid", "capability": 0.05, "output": 1000.0, "burden": 0.02, "regime": 0.4,
    "major": False, "technology": 0.6, "interests": {"order": 0.0},
}  # fmt: skip
FAR = 3000.0
"""Distance over which little arrives, km."""


def merged(first: Data, second: Data) -> Data:
    """Return the first with the values of the second put over it, at any depth."""
    both = dict(first)
    for key, value in second.items():
        known = both.get(key)
        both[key] = merged(known, value) if isinstance(known, dict) and known else value
    return both


def world(states: Iterable[Data], dyads: Data, **more: Any) -> Data:
    """Return a scenario of states A, B, C and so on, in which nothing happens by chance."""
    cast = {"ABCDE"[n]: state(n, **(PLAIN | given)) for n, given in enumerate(states)}
    rules = merged(AT_REST, more.pop("parameters", {}))
    return {
        "name": "constructed",
        "clock": {"start": "2000-01-01", "step": "quarter", "horizon": 3.0},
        "interests": {"order": "who should make the rules"},
        "states": cast,
        "dyads": dyads,
        "parameters": rules,
    } | more


def pact(*members: str) -> Data:
    """Return a defence pact of these states."""
    return {"pact": {"name": "Pact", "obligations": ["defence"], "members": list(members)}}


def wary_neighbours() -> Data:
    """Two rivals along a border, who distrust and misread each other and have many incidents."""
    apart = {"interests": {"order": 0.8}}, {"interests": {"order": -0.8}}
    return world(apart, {"A-B": {
        "trust": 0.3, "tension": 0.3, "contiguity": 1, "rivalry": True, "incidents": 300,
    }})  # fmt: skip


def old_friends() -> Data:
    """Two that trust, know and fit each other in everything, far from each other and from C."""
    best = {"technology": 1.0, "transparency": 1.0, "accountability": 1.0, "cyber": 1.0}
    full = ("interoperability", "information", "procedures", "understanding", "readiness")
    return world(
        (best, best, {}),
        {"A-B": {"trust": 0.99, "distance": FAR, **dict.fromkeys(full, 1.0)},
         "A-C": {"trust": 0.8, "distance": FAR}, "B-C": {"trust": 0.8, "distance": FAR}},
        alliances=pact("A", "B"),
    )  # fmt: skip


def protege_under_threat() -> Data:
    """A weak state, its strong ally far away, and a stronger neighbour that means it ill."""
    return world(
        ({"capability": 0.3, "output": 9000.0, "technology": 0.9},
         {"capability": 0.02, "technology": 0.5}, {"capability": 0.06}),
        {"A-B": {"trust": 0.6, "distance": FAR, "interoperability": 0.2},
         "A-C": {"trust": 0.3, "distance": FAR, "engagements": 20},
         "B-C": {"trust": 0.2, "contiguity": 1, "rivalry": True, "incidents": 200}},
        alliances=pact("A", "B"),
    )  # fmt: skip


def overrated_foe() -> Data:
    """A strong state that takes its neighbour for stronger than it is, and a friend who knows."""
    return world(
        ({"capability": 0.2}, {}, {"capability": 0.1}),
        {"A-B": {"trust": 0.8, "distance": FAR},
         "A-C": {"trust": 0.2, "contiguity": 1}, "B-C": {"trust": 0.5, "engagements": 100}},
    )  # fmt: skip


def protege_at_peace() -> Data:
    """The same two, and nobody near who means the weak one ill."""
    quiet = protege_under_threat()
    friendly = {"trust": 0.9, "distance": FAR}
    return quiet | {"dyads": quiet["dyads"] | {"A-C": friendly, "B-C": friendly}}


def no_promise() -> Data:
    """The same three as under threat, but the strong and the weak have no pact."""
    return protege_under_threat() | {"alliances": {}}


def weak_onlooker() -> Data:
    """Two strong friends, and beside them a weak state that trusts neither."""
    near = {"trust": 0.2, "contiguity": 1}
    return world(
        ({"capability": 0.2}, {"capability": 0.15}, {"capability": 0.02}),
        {"A-B": {"trust": 0.8, "distance": 300.0}, "A-C": near, "B-C": near},
        parameters={"arms": {"alarm": 1.0}},
    )  # fmt: skip


def careless_friends() -> Data:
    """Two close friends whose officials are held to nothing and whose networks are open."""
    lax = {"accountability": 0.0, "cyber": 0.0, "budget": 5000.0}
    return world((lax, lax), {"A-B": {"trust": 0.85, "distance": FAR}}, alliances=pact("A", "B"))


def strangers() -> Data:
    """Two states foreign to each other in language and ways, and in how they fight."""
    return world(
        ({"culture": "north", "technology": 0.8}, {"culture": "south", "technology": 0.5}),
        {"A-B": {"trust": 0.6, "distance": 1000.0}},
    )  # fmt: skip


def plagued() -> Data:
    """Two states that terrorists, pirates and hackers strike."""
    return world(
        ({"cyber": 0.3}, {"cyber": 0.3}),
        {"A-B": {"trust": 0.6, "distance": 1000.0}},
        threats={
            kind: {"name": kind, "type": kind, "rates": {"A": 20.0, "B": 20.0}}
            for kind in ("terrorism", "piracy", "cyber")
        },
    )  # fmt: skip


def unplagued() -> Data:
    """The same two, whom nobody strikes."""
    return plagued() | {"threats": {}}


def on_the_drip() -> Data:
    """A weak state that lives on its donor, and on whose soil an armed group lives."""
    return world(
        ({"capability": 0.2}, {"capability": 0.02}),
        {"A-B": {"trust": 0.6, "distance": FAR, "dependence": [0.0, 0.9]}},
        threats={"band": {"name": "The band", "type": "terrorism", "rates": {"B": 20.0},
                          "harbour": ["B"]}},
        parameters={"asymmetric": {"moral_hazard": 2.0}},
    )  # fmt: skip


def hardened() -> Data:
    """The same two, with networks as resilient as can be."""
    data = plagued()
    return data | {"states": {key: given | {"cyber": 1.0} for key, given in data["states"].items()}}


def storm_coming() -> Data:
    """A quarrel of B and C is coming, and D would be heard by both."""
    return world(
        ({}, {"interests": {"order": 0.8}}, {"interests": {"order": -0.8}},
         {"output": 20000.0, "capability": 0.2}),
        {"A-B": {"trust": 0.8, "distance": 1000.0, "information": 0.5},
         "B-C": {"trust": 0.2, "contiguity": 1, "rivalry": True, "past_disputes": 20,
                 "observed_years": 60, "years_since_dispute": 3},
         "B-D": {"trust": 0.8}, "C-D": {"trust": 0.8}},
    )  # fmt: skip


def quarrel_at_hand() -> Data:
    """A and B come to blows in the first days, and C would be heard by both."""
    return world(
        ({}, {}, {"output": 20000.0, "capability": 0.2}),
        {"A-B": {"trust": 0.3, "contiguity": 1}, "A-C": {"trust": 0.9}, "B-C": {"trust": 0.9}},
        events=[{"date": "2000-01-05", "kind": "incident", "actors": ["A", "B"], "level": 4}],
        parameters={"mediation": {"offers_force": 10.0, "delay": 0.0}, "ladder": {"one_day": 0.0}},
    )  # fmt: skip


def war_of_the_weak() -> Data:
    """The strong A makes war on the weak B in the first days, and C would be heard by both."""
    data = quarrel_at_hand()
    war = [data["events"][0] | {"level": 5}]
    strong = {"A": data["states"]["A"] | {"capability": 0.3}}
    welcome = {"mediation": {"offers_war": 10.0}}
    return data | {
        "events": war,
        "states": data["states"] | strong,
        "parameters": merged(data["parameters"], welcome),
    }


def after_a_war() -> Data:
    """A war of A and B that ends in a day, and an organisation with troops that all welcome."""
    data = quarrel_at_hand()
    calm = {"ladder": {"end_war": 1.0}, "organisations": {"divergence": 0.0},
            "peacekeeping": {"deploy_war": 1.0, "reluctance": 0.0, "duration": 100.0}}  # fmt: skip
    league = {"name": "League", "type": "global", "members": "all", "peacekeeping": 20.0}
    return data | {
        "events": [data["events"][0] | {"level": 5}],
        "organisations": {"league": league},
        "parameters": merged(data["parameters"], calm),
    }


def _at_war(**conduct: float) -> Data:
    data = quarrel_at_hand()
    states = {key: given | conduct for key, given in data["states"].items()}
    endless = {"ladder": {"end_war": 0.0, "descend": -10.0}, "conduct": {"misconduct": 5.0}}
    return data | {
        "events": [data["events"][0] | {"level": 5}],
        "states": states,
        "parameters": merged(data["parameters"], endless),
    }


def forces_in_action() -> Data:
    """A long war in which forces of middling conduct are in action on both sides."""
    return _at_war(accountability=0.4)


def forces_under_law() -> Data:
    """The same war, between forces that keep the law of war."""
    return _at_war(accountability=1.0)


def forces_unseen() -> Data:
    """The same war, between forces that nobody watches and that account for nothing."""
    return _at_war(accountability=0.0, transparency=0.0)


def outlaw_buyer() -> Data:
    """A scrupulous seller, and a buyer of poor record whom a neighbour threatens."""
    data = protege_under_threat()
    outlaw = {
        "A": {"accountability": 1.0, "industry": 1.0},
        "B": {"rights": 0.0, "accountability": 0.0},
    }
    eager = {"arms_sale": {"intensity": 1.0, "opportunities": 52.0, "inclination": 0.5}}
    return data | {"states": merged(data["states"], outlaw), "instruments": eager}


def sound_buyer() -> Data:
    """The same seller, and a buyer of good record."""
    data = outlaw_buyer()
    return data | {"states": merged(data["states"], {"B": {"rights": 1.0}})}


def ready_to_ally() -> Data:
    """A strong state willing to bind itself to a weak one that its neighbour threatens."""
    data = protege_under_threat()
    ties = {"A-B": {"trust": 0.8, "distance": 500.0, "interoperability": 0.6},
            "B-D": {"trust": 0.7, "distance": 3 * FAR}, "A-D": {"trust": 0.5, "distance": FAR},
            "C-D": {"trust": 0.5, "distance": FAR}}  # fmt: skip
    sign = {"pacts": {"formation": {"constant": 0.0, "trust": 8.0}}}
    return data | {
        "alliances": {},
        "states": data["states"] | {"D": state(3, **PLAIN)},
        "dyads": merged(data["dyads"], ties),
        "parameters": merged(data["parameters"], sign),
    }


def feeble_ally() -> Data:
    """The same, but the state that is willing is weak and far away."""
    data = ready_to_ally()
    return data | {
        "states": merged(data["states"], {"A": {"capability": 0.0005}}),
        "dyads": merged(data["dyads"], {"A-B": {"distance": 15000.0}}),
    }


def promise_put_to_the_test() -> Data:
    """The same as ready to ally, until the neighbour makes war in the third year."""
    war = {"date": "2002-03-01", "kind": "incident", "actors": ["C", "B"], "level": 5}
    return ready_to_ally() | {"events": [war]}


def regular_partners() -> Data:
    """Two that exercise and talk with each other, and would sign an agreement about it."""
    often = {"intensity": 1.0, "inclination": 0.5}
    tools = dict.fromkeys(("joint_exercise", "defence_planning"), often)
    return world(
        ({}, {}), {"A-B": {"trust": 0.8, "distance": 1000.0}}, instruments=tools,
        parameters={"pacts": {"agreements": {"constant": 2.0}}},
    )  # fmt: skip


def regular_allies() -> Data:
    """The same two with a defence pact."""
    return regular_partners() | {"alliances": pact("A", "B")}


def _welcoming(data: Data) -> Data:
    """Return the same with A a major power, and bases that open soon, large, and among allies."""
    opening = {"constant": 2.0, "no_pact": -6.0, "trust": 8.0}
    rules = {"basing": {"first_size": 1.0, "opening": opening}}
    return data | {
        "states": merged(data["states"], {"A": {"major": True}}),
        "parameters": merged(data["parameters"], rules),
    }


def host_under_threat() -> Data:
    """A weak state that would have its strong, distant ally stand on its soil."""
    return _welcoming(protege_under_threat())


def host_at_peace() -> Data:
    """The same two, and nobody near who means the weak one ill."""
    data = protege_at_peace()
    return _welcoming(data | {"dyads": merged(data["dyads"], {"A-C": {"trust": 0.5}})})


def sensitive_host() -> Data:
    """The same two, and the host guards its sovereignty."""
    data = host_at_peace()
    return data | {"states": merged(data["states"], {"B": {"sovereignty": 1.0}})}


def bases_beside_the_weak() -> Data:
    """Two strong allies, one of them host of the other, beside a weak state that trusts neither."""
    return _welcoming(weak_onlooker() | {"alliances": pact("A", "B")})


def lopsided_alliance() -> Data:
    """Allies with a spending goal that A meets and B does not, and B's rival C."""
    bond = {"pact": pact("A", "B")["pact"] | {"spending_goal": 0.02}}
    return world(
        ({"burden": 0.03}, {"burden": 0.008}, {}),
        {"A-B": {"trust": 0.7, "distance": 1000.0, "interoperability": 0.8},
         "B-C": {"trust": 0.4, "rivalry": True, "contiguity": 1}},
        alliances=bond,
        parameters={"arms": {"rival_gap": 0.5}},
    )  # fmt: skip


def paying_alliance() -> Data:
    """The same allies, both of which meet the goal."""
    data = lopsided_alliance()
    return data | {"states": merged(data["states"], {"B": {"burden": 0.03}})}


def open_bloc() -> Data:
    """A bloc of A and D, whose neighbour B would join for fear of C, neighbour to both."""
    bloc = {"name": "Bloc", "obligations": ["defence"], "members": ["A", "D"],
            "multilateral": True, "admission": "open"}  # fmt: skip
    return world(
        ({"capability": 0.2}, {"capability": 0.02}, {"capability": 0.1}, {"capability": 0.1}),
        {"A-B": {"trust": 0.9, "contiguity": 1, "interoperability": 0.6},
         "A-D": {"trust": 0.9, "contiguity": 1, "interoperability": 0.6},
         "B-D": {"trust": 0.9, "contiguity": 1, "interoperability": 0.6},
         "B-C": {"trust": 0.2, "contiguity": 1, "rivalry": True},
         "A-C": {"trust": 0.1, "contiguity": 1}, "C-D": {"trust": 0.1}},
        alliances={"bloc": bloc},
        parameters={"blocs": {"accession": {"constant": 0.0, "trust": 8.0}}},
    )  # fmt: skip


def unwanted_bloc() -> Data:
    """The same bloc, which B trusts no more than it trusts C."""
    data = open_bloc()
    apart = {"A-B": {"trust": 0.2}, "B-D": {"trust": 0.2}}
    return data | {"dyads": merged(data["dyads"], apart)}
