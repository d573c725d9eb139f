"""Coverage: every concept that the product has to cover, where it lives and which test shows it.

Instruments, mechanisms, trends and metrics say themselves which concepts they cover (``covers``);
actors, threats, cases and a few policies are told here. A concept can live in several places.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from alliancesim.instruments import INSTRUMENTS
from alliancesim.mechanisms import MECHANISMS
from alliancesim.metrics import METRICS
from alliancesim.trends import TRENDS


class Place(NamedTuple):
    """Where a concept lives: the kind of thing, and its name."""

    kind: str
    name: str

    @property
    def words(self) -> str:
        """The place in words."""
        return f"{self.kind} {self.name}"


CONCEPTS: dict[str, str] = {
    "I01": "regular defence dialogue",
    "I02": "high-level talks and visits",
    "I03": "military exchanges, best practice",
    "I04": "military envoys with messages and treaties",
    "I05": "joint exercises and drills",
    "I06": "joint and shared training",
    "I07": "joint and multinational operations",
    "I08": "intelligence sharing",
    "I09": "general and real-time information sharing",
    "I10": "joint surveillance",
    "I11": "confidence-building measures",
    "I12": "strategic communication",
    "I13": "capability demonstration, commitment signals",
    "I14": "deterrent posture and presence",
    "I15": "defence pacts and guarantees",
    "I16": "cooperation agreements, bilateral and multilateral",
    "I17": "basing and access against guarantees",
    "I18": "military assistance and aid",
    "I19": "capacity building",
    "I20": "technology transfer",
    "I21": "joint research",
    "I22": "joint weapons development",
    "I23": "defence-industry partnerships",
    "I24": "arms sales and transfers",
    "I25": "regulation of the arms trade",
    "I26": "cyber cooperation",
    "I27": "peacekeeping missions",
    "I28": "crisis response and joint crisis plans",
    "I29": "preventive action",
    "I30": "early warning",
    "I31": "negotiation, mediation, de-escalation",
    "I32": "counterterrorism and counter-piracy",
    "I33": "defence planning and risk assessment",
    "I34": "interoperability programmes, doctrine bridging",
    "I35": "setting of norms and standards",
    "I36": "infrastructure and development support",
    "I37": "soft power and goodwill",
    "I38": "pooling and burden sharing",
    "I39": "transparency of information and decisions",
    "I40": "ethics, accountability, compliance",
    "I41": "collective security, coalition building",
    "M01": "trust grows and decays",
    "M02": "mutual understanding and respect",
    "M03": "contact reduces misunderstanding",
    "M04": "miscalculation triggers escalation",
    "M05": "alignment of interests",
    "M06": "capability grows by help and technology",
    "M07": "stock of interoperability",
    "M08": "doctrines converge",
    "M09": "deterrence of aggression",
    "M10": "collective defence and speed of response",
    "M11": "reassurance",
    "M12": "credibility of commitments",
    "M13": "reliability and reputation",
    "M14": "legitimacy of cooperation",
    "M15": "solidarity, cohesion, networks of support",
    "M16": "adaptability to shifts",
    "M17": "cooperation ripens into alliance",
    "M18": "predictability of arrangements",
    "M19": "counterbalancing a rival bloc",
    "M20": "influence and power projection",
    "M21": "arms races and the security dilemma",
    "M22": "risk of proliferation",
    "M23": "economic spillovers",
    "M24": "efficiency of spending",
    "M25": "dependence: debt, resources, ports",
    "M26": "cost to sovereignty",
    "M27": "situational awareness",
    "M28": "diffusion of norms",
    "M29": "cultural distance",
    "M30": "confidentiality of shared data",
    "M31": "tensions met before conflict",
    "M32": "peace feeds development",
    "A01": "states",
    "A02": "major powers",
    "A03": "regional powers and claimants",
    "A04": "military establishments, leaders, envoys",
    "A05": "political and diplomatic channels",
    "A06": "United Nations",
    "A07": "NATO as an organisation with partners",
    "A08": "European Union, ASEAN, regional bodies",
    "A09": "ad-hoc coalitions and forums",
    "A10": "terrorist networks",
    "A11": "pirates, criminals, malicious cyber actors",
    "A12": "defence industry",
    "T01": "armed attack",
    "T02": "territorial dispute",
    "T03": "regional conflict and rivalry",
    "T04": "terrorism",
    "T05": "cyber attack",
    "T06": "piracy",
    "T07": "illicit arms, proliferation",
    "T08": "regional arms race",
    "T09": "outbreak of a crisis",
    "T10": "accident, misread signal",
    "T11": "enlargement of a bloc",
    "T12": "shift of power",
    "T13": "asymmetric threats in general",
    "T14": "harm to people",
    "C01": "divergent interests",
    "C02": "unequal capabilities",
    "C03": "sensitivity to foreign presence",
    "C04": "sovereignty concerns",
    "C05": "asymmetric threats",
    "C06": "incompatible equipment and logistics",
    "C07": "insecure communications",
    "C08": "keeping transparency and trust",
    "C09": "cultural norms",
    "C10": "misunderstanding and miscalculation",
    "C11": "limits of funds, people, technology",
    "C12": "political incompatibility",
    "C13": "rivalry of great powers",
    "C14": "sensitivities that limit counterterrorism",
    "C15": "organisation against members' interests",
    "C16": "opaque aid and debt",
    "C17": "a changing world",
    "C18": "arms sales that fuel conflict",
    "K01": "US-NATO",
    "K02": "Five Eyes",
    "K03": "France-Germany",
    "K04": "South China Sea",
    "K05": "NATO partnerships",
    "K06": "Middle East counterterrorism",
    "K07": "US-Japan",
    "K08": "Russia-Eurasia",
    "K09": "China-Africa",
    "X01": "global and regional stability",
    "X02": "number and probability of conflicts",
    "X03": "tension, escalation, steps of the ladder",
    "X04": "de-escalations and settlements",
    "X05": "misunderstanding",
    "X06": "mean, dispersion and reciprocity of trust",
    "X07": "formation, duration, resilience of alliances",
    "X08": "density, cohesion, blocs, polarisation",
    "X09": "success of deterrence",
    "X10": "interoperability and capability",
    "X11": "time of response",
    "X12": "lead time of early warning",
    "X13": "transparency and compliance",
    "X14": "arms race and proliferation",
    "X15": "defence burden, gain of pooling",
    "X16": "economic gain",
    "X17": "influence, soft power, counterbalance",
    "X18": "cost to sovereignty, dependence",
    "X19": "terror and piracy",
    "X20": "cyber incidents and resilience",
    "X21": "legitimacy and reputation",
    "X22": "duration of peace",
    "F01": "artificial intelligence",
    "F02": "unmanned and autonomous systems",
    "F03": "space-based systems",
    "F04": "cyber cooperation and resilience",
    "F05": "encryption",
    "F06": "real-time sharing and planning",
    "F07": "precise targeting and surveillance",
    "F08": "standard protocols, shared training",
    "F09": "norms for emerging technology",
    "F10": "organisations as mediators",
    "F11": "technological transparency",
    "F12": "multipolarity",
    "F13": "research as resilience",
    "P01": "policy: regular dialogue",
    "P02": "policy: joint training",
    "P03": "policy: technology sharing",
    "P04": "policy: multilateral agreements",
    "P05": "policy: clear communication, shared objectives",
    "P06": "policy: long-term commitment, adaptability",
    "P07": "policy: transparency",
    "P08": "policy: dialogue in conflict, openness, multilateral cooperation",
}
"""Every concept by its id, in words."""

TOLD: dict[str, tuple[Place, ...]] = {
    "A01": (Place("section", "states"),),
    "A02": (Place("figure of a state", "major"),),
    "A03": (Place("section", "disputes"),),
    "A04": (Place("event", "leader_change"), Place("instrument", "high_level_visit")),
    "A05": (Place("instrument", "dialogue"), Place("instrument", "strategic_communication")),
    "A06": (Place("organisation", "un"),),
    "A07": (Place("organisation", "nato"),),
    "A08": (Place("organisation", "european_union"), Place("organisation", "asean")),
    "A09": (Place("type of organisation", "coalition"), Place("type of organisation", "forum")),
    "A10": (Place("type of threat", "terrorism"),),
    "A11": (Place("type of threat", "piracy"), Place("type of threat", "cyber")),
    "A12": (Place("figure of a state", "industry"), Place("instrument", "industry_partnership")),
    "T01": (Place("metric", "wars"),),
    "T02": (Place("type of dispute", "territorial"),),
    "T03": (Place("section", "dyads"), Place("mechanism", "dispute_history")),
    "T04": (Place("type of threat", "terrorism"),),
    "T05": (Place("type of threat", "cyber"),),
    "T06": (Place("type of threat", "piracy"),),
    "T07": (Place("type of threat", "trafficking"), Place("event", "proliferation")),
    "T08": (Place("mechanism", "arms_race"),),
    "T09": (Place("event", "onset"),),
    "T10": (Place("event", "breach"), Place("mechanism", "incidents")),
    "T11": (Place("event", "scheduled_sign"), Place("event", "acceded")),
    "T12": (Place("mechanism", "power_drift"), Place("trend", "multipolarity")),
    "T13": (Place("section", "threats"),),
    "T14": (Place("field", "toll"),),
    "K01": (Place("scenario", "us_nato"),),
    "K02": (Place("scenario", "five_eyes"),),
    "K03": (Place("scenario", "france_germany"),),
    "K04": (Place("scenario", "south_china_sea"),),
    "K05": (Place("scenario", "nato_partnerships"),),
    "K06": (Place("scenario", "middle_east_counterterrorism"),),
    "K07": (Place("scenario", "us_japan"),),
    "K08": (Place("scenario", "russia_eurasia"),),
    "K09": (Place("scenario", "china_africa"),),
    "P06": (Place("mechanism", "commitment_evidence"), Place("mechanism", "trust_in_pacts")),
}
"""Where concepts live that no declaration claims."""

TESTS = {
    "instrument": "tests/instruments/test_situations.py",
    "mechanism": "tests/contract/test_mechanisms.py",
    "trend": "tests/contract/test_trends.py",
    "metric": "tests/worked/test_metrics.py",
    "scenario": "tests/patterns/test_cases.py",
}
"""Test that exercises a kind of place; all others: the test of this module."""
OWN_TEST = "tests/contract/test_coverage.py"


def places() -> dict[str, list[Place]]:
    """Return where each concept lives, by id in the order of `CONCEPTS`."""
    found: dict[str, list[Place]] = defaultdict(list)
    for id_, place in _declared():
        found[id_].append(place)
    for id_, told in TOLD.items():
        found[id_] += [place for place in told if place not in found[id_]]
    return {id_: found[id_] for id_ in CONCEPTS} | {
        id_: kept for id_, kept in found.items() if id_ not in CONCEPTS
    }


def _declared() -> Iterator[tuple[str, Place]]:
    declarations: dict[str, Mapping[str, Any]] = {
        "instrument": INSTRUMENTS, "mechanism": MECHANISMS, "trend": TRENDS, "metric": METRICS,
    }  # fmt: skip
    for kind, records in declarations.items():
        for name, record in records.items():
            for id_ in record.covers:
                yield id_, Place(kind, name)


def shown_by(place: Place) -> str:
    """Return the file of the test that exercises a place."""
    return TESTS.get(place.kind, OWN_TEST)
