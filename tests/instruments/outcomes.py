"""What the instruments are judged by: outcomes in states A and B, and in C beside them."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from alliancesim.model import AllianceModel
from alliancesim.phases.engage.effects import quality
from alliancesim.phases.perceive import Sight, sight

A, B, C, D = 0, 1, 2, 3


class Outcome(NamedTuple):
    """Something measured at the end of a run, and whether more (1) or less (-1) of it is better."""

    name: str
    better: int
    measure: Callable[[AllianceModel], float]


def _seen(model: AllianceModel) -> Sight:
    return sight(model.world, model.rules)


def _misread_intent(model: AllianceModel) -> float:
    """Spread of the error of A and B about each other's intent (equation 5), logits."""
    world, p = model.world, model.rules.perception
    strange = (1 + p.cultural_misreading * world.culture) * (1 - world.understanding)
    error = p.intent_gain * strange * _seen(model).noise
    return float(error[A, B] + error[B, A]) / 2


def _fit(model: AllianceModel) -> float:
    both = np.array([A]), np.array([B])
    return float(quality(model.world, model.rules, *both)[0])


DISPUTES = Outcome(
    "disputes expected in the cast, a year", -1, lambda model: float(model.snapshot.rates.sum()) / 2
)
DISPUTES_OF_C = Outcome(
    "disputes expected of C with A and B, a year", -1,
    lambda model: float(model.snapshot.rates[C, [A, B]].sum()),
)  # fmt: skip
CHALLENGE = Outcome(
    "disputes expected of B with C, a year", -1, lambda model: float(model.snapshot.rates[B, C])
)
DISPUTES_WITH_A = Outcome(
    "disputes expected of C with A, a year", -1,
    lambda model: float(model.snapshot.rates[C, A]),
)  # fmt: skip
TRUST = Outcome(
    "trust of A and B in each other", 1,
    lambda model: float(model.world.trust[[A, B], [B, A]].mean()),
)  # fmt: skip
GOOD_NAME = Outcome("trust of B in A", 1, lambda model: float(model.world.trust[B, A]))
TRUST_IN_B = Outcome("trust of A in B", 1, lambda model: float(model.world.trust[A, B]))
REPUTATION = Outcome("trust of D in A", 1, lambda model: float(model.world.trust[D, A]))
HELP = Outcome(
    "capability that B expects of its allies", 1, lambda model: float(_seen(model).help[B].max())
)
FIT = Outcome("quality of what A and B do together", 1, _fit)
INTEROPERABILITY = Outcome(
    "interoperability", 1, lambda model: float(model.world.interoperability[A, B])
)
MISREAD_INTENT = Outcome("error about each other's intent", -1, _misread_intent)
MISREAD_FOE = Outcome(
    "error of A and B about C", -1, lambda model: float(_seen(model).noise[[A, B], C].mean())
)
TECHNOLOGY = Outcome(
    "technology of A and B", 1, lambda model: float(model.world.technology[[A, B]].mean())
)
ATTACKS = Outcome("attacks expected, a year", -1, lambda model: float(model.world.asymmetric.sum()))
CONDUCT = Outcome(
    "accountability of A and B", 1,
    lambda model: float(model.world.accountability[[A, B]].mean()),
)  # fmt: skip
STANDING = Outcome("standing of A", 1, lambda model: float(model.world.standing[A]))
DEPENDENCE = Outcome("dependence of B on A", -1, lambda model: float(model.world.dependence[B, A]))
STRAY_ARMS = Outcome("arms astray in B", -1, lambda model: float(model.world.illicit_arms[B]))
STRENGTH = Outcome(
    "capability of A and B", 1, lambda model: float(model.world.capability[[A, B]].sum())
)
STRENGTH_OF_B = Outcome("capability of B", 1, lambda model: float(model.world.capability[B]))
ARMS_OF_C = Outcome("military burden of C", -1, lambda model: float(model.world.burden[C]))
TENSION = Outcome("tension of A and B", -1, lambda model: float(model.world.tension[A, B]))
CONTACT = Outcome(
    "recent engagements of A and B", 1, lambda model: float(model.world.recent[:, A, B].sum())
)
