"""The built-in trends: thirteen developments, all switched off until a scenario turns them on.

Nobody can know the sizes: nearly every number here is an assumption with a range to sweep, and
each trend has effects of both signs, so that none of them is progress by construction.
"""

from typing import Any

from alliancesim.instruments.record import coef
from alliancesim.trends.record import Trend

SPEED = "direction: Horowitz 2019, When speed kills: less time leaves more room for error"
DRONES = "direction: Lin-Greenberg 2022: the loss of a drone escalates less than that of a crew"
SIGHT = "direction: Early & Gartzke 2021, reconnaissance satellites lower serious disputes"
COUNTERFORCE = "direction: Lieber & Press 2017, better sight makes forces vulnerable"
WINDOWS = "form: Fearon 1995, what is seen can also be a closing window"


def _trend(begins: int, **about: Any) -> Trend:
    return Trend.model_validate({"from": begins, **about})


TRENDS: dict[str, Trend] = {
    "ai": _trend(
        2023,
        name="Artificial intelligence",
        description="Machines sift what states see: less error about others, earlier warning, and"
        " crises that move faster than people can talk.",
        backfires="Less time between moves and errors that nobody understands: more incidents grow"
        " into disputes and crises climb before channels are used.",
        covers=("F01",),
        channels={
            "information": coef(1.2, 0.8, 2.0),
            "warning": coef(1.3, 0.8, 2.0),
        },
        parameters={
            "perception.noise": coef(0.85, 0.6, 1.1),
            "incidents.misperception": coef(1.3, 0.8, 2.0, SPEED),
            "ladder.move_interval": coef(0.8, 0.4, 1.0, SPEED),
        },
    ),
    "unmanned": _trend(
        2015,
        name="Unmanned and autonomous systems",
        description="Drones take over patrols and strikes: challenges cost no lives, so there are"
        " more of them, and they climb less often.",
        backfires="Cheap challenges add up: more disputes begin, and each can still climb.",
        covers=("F02",),
        channels={"counter_threat": coef(1.2, 0.8, 2.0)},
        parameters={"ladder.open_display": coef(1.1, 0.9, 1.4)},
        shifts={
            "onset.constant": coef(0.05, -0.1, 0.3),
            "ladder.climb_force": coef(-0.2, -0.6, 0.3, DRONES),
        },
    ),
    "space": _trend(
        2020,
        name="Space-based systems",
        description="More states watch from orbit or buy what others see: less error about forces,"
        " and more to share.",
        backfires="Better sight shows closing windows, which make a challenger hurry; the systems"
        " themselves are a tempting target.",
        covers=("F03",),
        channels={
            "information": coef(1.2, 0.8, 2.0),
            "warning": coef(1.2, 0.8, 2.0),
        },
        parameters={
            "perception.noise": coef(0.85, 0.6, 1.0, SIGHT),
            "onset.expected_utility": coef(1.15, 0.8, 1.6, WINDOWS),
        },
    ),
    "cyber_resilience": _trend(
        2020,
        name="Cyber cooperation and resilience",
        description="Networks are built to withstand attacks, and partners help each other with"
        " it: cooperation brings more resilience, which keeps shared secrets.",
        backfires="Help to secure networks is insight into them: it needs trust first, and widens"
        " the gap between those inside and outside the circle.",
        covers=("F04",),
        channels={
            "cyber": coef(1.5, 0.8, 3.0),
            "dependence": coef(1.1, 0.9, 1.5),
        },
        parameters={"effects.secrecy": coef(1.2, 0.8, 1.6)},
    ),
    "encryption": _trend(
        2020,
        name="Encryption and secure communication",
        description="What partners share stays between them: fewer leaks.",
        backfires="What stays secret is also hidden from others, who then err more about it.",
        covers=("F05",),
        channels={"information": coef(1.1, 0.9, 1.5)},
        parameters={
            "effects.secrecy": coef(1.6, 1.0, 2.0),
            "perception.noise": coef(1.05, 0.95, 1.2),
        },
    ),
    "real_time_sharing": _trend(
        2022,
        name="Real-time sharing and planning",
        description="Pictures and plans are shared as they arise: more information ties, readier"
        " plans, misreadings that last less long.",
        backfires="Allies that see the same at once can also err at once, and move at once.",
        covers=("F06",),
        channels={
            "information": coef(1.4, 0.8, 2.5),
            "readiness": coef(1.3, 0.8, 2.0),
        },
        parameters={
            "perception.persistence": coef(0.7, 0.4, 1.0),
            "ladder.move_interval": coef(0.9, 0.6, 1.0, SPEED),
        },
    ),
    "precise_surveillance": _trend(
        2020,
        name="Precise targeting and surveillance",
        description="Forces and borders are watched without a gap and can be struck with few"
        " weapons: less error, and an edge for who moves first.",
        backfires="Forces that are always in somebody's sights feel provoked and pressed to act"
        " first: more provocation, more alarm, more arms.",
        covers=("F07",),
        channels={"counter_threat": coef(1.2, 0.8, 2.0)},
        parameters={
            "perception.noise": coef(0.8, 0.5, 1.0, SIGHT),
            "effects.provocation": coef(1.2, 0.9, 2.0),
            "arms.alarm": coef(1.3, 0.9, 2.0, COUNTERFORCE),
        },
        shifts={"force.initiator_edge": coef(0.1, -0.1, 0.4, COUNTERFORCE)},
    ),
    "common_standards": _trend(
        2025,
        name="Standard protocols and shared training",
        description="Equipment and procedures follow the same standards and staffs learn the same"
        " things: exercises and exchanges bring more fit and understanding.",
        backfires="Who buys into a standard depends on those who set it.",
        covers=("F08",),
        channels={
            "interoperability": coef(
                1.5, 0.9, 2.5, "direction: Johnson, Leeds & Wu 2015 on peacetime coordination"
            ),
            "understanding": coef(1.2, 0.9, 2.0),
            "dependence": coef(1.1, 0.9, 1.5),
        },
    ),
    "technology_norms": _trend(
        2025,
        name="Norms for emerging technology",
        description="Rules for new weapons and networks take hold: norm setting and openness bring"
        " more, and agreed conduct keeps more incidents small.",
        backfires="Rules bind those who keep them; where others break them unseen, the trusting"
        " are worse off.",
        covers=("F09",),
        channels={
            "norms": coef(1.5, 0.8, 2.5),
            "transparency": coef(1.2, 0.8, 2.0),
        },
        parameters={"incidents.control": coef(1.2, 0.8, 1.6)},
    ),
    "mediators": _trend(
        2025,
        name="Growing role of organisations as mediators",
        description="Organisations and forums step in more often and earlier.",
        backfires="A mediator at hand invites to bargain hard; agreements made under pressure"
        " may not hold.",
        covers=("F10",),
        levers={
            "mediation": coef(
                1.5, 0.7, 2.5, "share of crises mediated: 17, 33, 41 % by era (ICB, 1918-2021)"
            ),
            "preventive_diplomacy": coef(1.3, 0.7, 2.5),
        },
        parameters={"ladder.audience": coef(1.1, 0.9, 1.5)},
    ),
    "open_technology": _trend(
        2025,
        name="Technological transparency",
        description="States show what they build and how it works: contact brings more openness,"
        " and others err less.",
        backfires="What is open shows weakness too, and a challenger can act on it.",
        covers=("F11",),
        channels={
            "transparency": coef(1.5, 0.8, 2.5),
            "trust": coef(1.1, 0.9, 1.5),
        },
        parameters={
            "perception.noise": coef(0.9, 0.6, 1.0),
            "onset.expected_utility": coef(1.2, 0.8, 2.0, WINDOWS),
        },
    ),
    "multipolarity": _trend(
        2025,
        name="Multipolarity",
        description="Capability spreads from the few to the many, and pacts hold less firmly.",
        backfires="More powers, more pairs that can misjudge each other; but also more that can"
        " balance. Polarity has no agreed effect on war (Waltz 1979 against Deutsch & Singer"
        " 1964).",
        covers=("F12",),
        shifts={
            "environment.convergence": coef(0.02, -0.02, 0.1),
            "pacts.ending.constant": coef(0.2, -0.3, 1.0),
        },
    ),
    "research": _trend(
        2025,
        name="Research and development as resilience",
        description="Partners invest in common research: technology and resilience grow faster,"
        " and spending yields more capability.",
        backfires="Rivals answer what they cannot see yet: the race for technology raises burdens.",
        covers=("F13",),
        channels={
            "technology": coef(1.5, 0.8, 3.0),
            "cyber": coef(1.2, 0.8, 2.0),
            "economy": coef(1.2, 0.8, 2.0),
        },
        parameters={
            "arms.capability_yield": coef(1.1, 0.9, 1.5),
            "arms.rival_gap": coef(1.2, 0.9, 2.0),
        },
    ),
}
