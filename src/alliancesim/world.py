"""The state of the world: one table of plain arrays, each with one writing phase.

``World`` declares its arrays once; ``FIELDS`` is read off the declarations, and so are the bounds
checks, the documentation and the tables of results. N is the number of states, M of dimensions of
interest, K of instruments, L of causes of trust, A of threat actors.
"""

import copy
import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from alliancesim.crisis import Crisis
from alliancesim.nonstate import NonState
from alliancesim.organisations import Mission, Organisations
from alliancesim.treaties import Treaties

Array = NDArray[np.float64]
Shape = Literal[
    "N", "N×M", "N×N", "N×N symmetric", "K×N×N", "L×N×N", "3×N×N", "A×N", "3×A×N"
]  # fmt: skip
NEVER = np.inf
"""Years since a dispute between two states that never had one."""
SMALL = 4096
"""Size of an array below which a call costs more than the work on it."""


class FieldInfo(NamedTuple):
    """What is known about one field of the world."""

    name: str
    shape: Shape
    unit: str
    lo: float
    hi: float
    writer: str
    doc: str


def stock(shape: Shape, unit: str, lo: float, hi: float, writer: str, doc: str) -> Any:
    """Declare a field of the world."""
    return field(
        metadata={"shape": shape, "unit": unit, "lo": lo, "hi": hi, "writer": writer, "doc": doc}
    )


@dataclass
class World:
    """Everything that a step reads and writes; a run resumes from it alone (with seed and step)."""

    ids: tuple[str, ...]
    """State ids, in the order of all arrays."""
    names: tuple[str, ...]
    """Names of the states, for texts."""
    regions: tuple[str, ...]
    """Region of each state."""
    dimensions: tuple[str, ...]
    """Names of the dimensions of interest, in the order of the columns of ``interests``."""
    threats: tuple[NonState, ...]
    """Threat actors, in the order of the rows of ``asymmetric``."""
    treaties: Treaties
    """Treaties in force; realign writes them."""
    organisations: Organisations
    """Organisations and who sits in them; forums writes them."""

    # --- states -------------------------------------------------------------------------------
    capability: Array = stock("N", "share of system", 0, np.inf, "environment",
        "composite material capability (CINC scale)")  # fmt: skip
    burden: Array = stock("N", "share of GDP", 0.001, 0.6, "environment",
        "military spending over output")  # fmt: skip
    burden_norm: Array = stock("N", "share of GDP", 0, np.inf, "environment",
        "burden to which a state returns")  # fmt: skip
    burden_growth: Array = stock("N", "ln units / step", -np.inf, np.inf, "environment",
        "last change of the log burden, before its limits")  # fmt: skip
    burden_reference: Array = stock("N", "share of GDP", 0, np.inf, "start",
        "burden at the start, from which the peace dividend counts")  # fmt: skip
    output: Array = stock("N", "bn USD", 0, np.inf, "economy", "gross domestic product")
    output_growth: Array = stock("N", "1 / year", -0.5, 0.5, "start", "trend of output")
    regime: Array = stock("N", "1", 0, 1, "environment", "electoral democracy")
    technology: Array = stock("N", "1", 0, 1, "settle", "level of military technology")
    cyber: Array = stock("N", "1", 0, 1, "settle", "resilience against attacks on networks")
    cyber_norm: Array = stock("N", "1", 0, 1, "start", "resilience to which a state returns")
    counter_threat: Array = stock("N", "1", 0, 1, "settle",
        "ability against non-state threats, gained by cooperation")  # fmt: skip
    warning: Array = stock("N", "1", 0, 1, "settle",
        "ability to see crises coming, gained by cooperation")  # fmt: skip
    rights: Array = stock("N", "1", 0, 1, "environment", "human-rights record")
    standing: Array = stock("N", "1", 0, 1, "conduct", "legitimacy: keeps the norms, 1, or not")
    incidents_felt: Array = stock("N", "incidents", 0, np.inf, "threats",
        "recent attacks by non-state actors, decayed")  # fmt: skip
    industry: Array = stock("N", "1", 0, 1, "start", "arms industry, 1: makes and sells anything")
    transparency: Array = stock("N", "1", 0, 1, "conduct", "openness about forces and plans")
    transparency_norm: Array = stock("N", "1", 0, 1, "start", "openness to which a state returns")
    accountability: Array = stock("N", "1", 0, 1, "conduct", "control of conduct")
    accountability_norm: Array = stock("N", "1", 0, 1, "start", "control to which it returns")
    illicit_arms: Array = stock("N", "ln units", 0, np.inf, "conduct",
        "arms that went astray, in units of capability delivered, decayed")  # fmt: skip
    toll: Array = stock("N", "lives / step", 0, np.inf, "conduct",
        "people killed by non-state actors and in wars that ended")  # fmt: skip
    nuclear: NDArray[np.bool_] = stock("N", "flag", 0, 1, "proliferation", "has nuclear weapons")
    sovereignty: Array = stock("N", "1", 0, 1, "start", "sensitivity to foreign presence")
    growth: Array = stock("N", "1 / year", -0.5, 0.5, "start", "trend of capability")
    major: NDArray[np.bool_] = stock("N", "flag", 0, 1, "start", "major power")
    budget_factor: Array = stock("N", "1", 0, np.inf, "start",
        "stated diplomatic budget over the one that spending implies")  # fmt: skip
    purse: Array = stock("N", "effort units", 0, np.inf, "settle", "effort that can be spent now")
    assistance: Array = stock("N", "ln units", 0, 10, "settle",
        "assistance delivered and not yet turned into capability")  # fmt: skip
    war_loss: Array = stock("N", "ln units", 0, 10, "crises",
        "capability lost in wars that ended in the step, taken off in the next")  # fmt: skip
    threat_felt: Array = stock("N", "1", 0, 1, "perceive",
        "threat from anybody: 1 - prod(1 - threat)")  # fmt: skip
    threat_reference: Array = stock("N", "1", 0, 1, "start", "threat felt at the start")
    gap_reference: Array = stock("N", "ln units", -np.inf, np.inf, "start",
        "mean log capability gap to the rivals at the start")  # fmt: skip
    interests: Array = stock("N×M", "1", -1, 1, "environment", "ideal points")
    salience: Array = stock("N×M", "1", 0, 1, "start", "weights of the dimensions, rows sum to 1")

    # --- dyads --------------------------------------------------------------------------------
    distance: Array = stock("N×N symmetric", "km", 0, 20100, "start", "shortest distance")
    contiguity: NDArray[np.int8] = stock("N×N symmetric", "CoW type", 0, 5, "start",
        "1 land, 2-5 water, 0 none")  # fmt: skip
    affinity: Array = stock("N×N", "1", 0, 1, "environment",
        "closeness of interests (equation 2)")  # fmt: skip
    good: Array = stock("N×N", "evidence", 0, np.inf, "learn",
        "α: evidence of i that j keeps its word and means no harm")  # fmt: skip
    bad: Array = stock("N×N", "evidence", 0, np.inf, "learn", "β: evidence to the contrary")
    good_prior: Array = stock("N×N", "evidence", 0, np.inf, "learn", "α0: part of α that is prior")
    bad_prior: Array = stock("N×N", "evidence", 0, np.inf, "learn", "β0: part of β that is prior")
    good_credit: Array = stock("L×N×N", "evidence", 0, np.inf, "learn",
        "α beyond the prior, by cause, before credit_left of it was left")  # fmt: skip
    bad_credit: Array = stock("L×N×N", "evidence", 0, np.inf, "learn",
        "β beyond the prior, by cause, before credit_left of it was left")  # fmt: skip
    credit_left: Array = stock("N×N", "1", 0, 1, "learn",
        "share that has not faded of the evidence by cause")  # fmt: skip
    misreading: Array = stock("N×N", "1", -np.inf, np.inf, "perceive",
        "standardised error of i about j, persistent")  # fmt: skip
    tension: Array = stock("N×N symmetric", "wars", 0, np.inf, "crises",
        "decayed hostility; 1: one war just ended")  # fmt: skip
    escalation: Array = stock("N×N symmetric", "wars", 0, np.inf, "crises",
        "recent hostile acts, quickly forgotten")  # fmt: skip
    interoperability: Array = stock("N×N symmetric", "1", 0, 1, "settle",
        "equipment, doctrine and procedures that fit")  # fmt: skip
    information: Array = stock("N×N symmetric", "1", 0, 1, "settle",
        "share of what one knows that the other gets too")  # fmt: skip
    procedures: Array = stock("N×N symmetric", "1", 0, 1, "settle",
        "hotlines and codes that keep incidents from growing")  # fmt: skip
    culture: Array = stock("N×N symmetric", "1", 0, 1, "start", "cultural distance")
    understanding: Array = stock("N×N symmetric", "1", 0, 1, "settle",
        "how well the two know each other's doctrine, language and ways")  # fmt: skip
    readiness: Array = stock("N×N symmetric", "1", 0, 1, "settle",
        "standing plans to act together in a crisis")  # fmt: skip
    influence: Array = stock("N×N", "1", 0, 1, "settle", "goodwill that i enjoys with j")
    posture: Array = stock("N×N symmetric", "1", 0, 1, "settle",
        "demonstrated commitment of the two to each other")  # fmt: skip
    dependence: Array = stock("N×N", "1", 0, 1, "settle", "dependence of i on j's deliveries")
    recent: Array = stock("K×N×N", "engagements", 0, np.inf, "settle",
        "recent engagements of the pair by instrument, decayed")  # fmt: skip
    stakes: Array = stock("N×N symmetric", "1", 0, 1, "environment",
        "salience of disputed issues")  # fmt: skip
    bases: Array = stock("N×N", "50 000 troops", 0, 10, "realign",
        "size of the base of guest i in host j")  # fmt: skip
    peacekeepers: Array = stock("N×N symmetric", "thousand troops", 0, np.inf, "crises",
        "peacekeepers between the two")  # fmt: skip
    alarmed: Array = stock("N×N symmetric", "years", 0, np.inf, "crises",
        "time since the start at which the standing alarm was raised; inf: none")  # fmt: skip
    alarm_error: Array = stock("N×N symmetric", "1", -np.inf, np.inf, "crises",
        "standardised error of warnings about a pair, persistent")  # fmt: skip
    prevention_reference: Array = stock("N×N symmetric", "1", 0, 1, "crises",
        "share that prevention of normal strength would hold off at the start")  # fmt: skip
    prevented: Array = stock("N×N symmetric", "1", 0, 1, "crises",
        "share of new disputes that preventive diplomacy holds off")  # fmt: skip
    rivalry: NDArray[np.bool_] = stock("N×N symmetric", "flag", 0, 1, "start",
        "rivals by the scenario")  # fmt: skip
    onset_count: Array = stock("N×N symmetric", "disputes", 0, np.inf, "crises",
        "disputes so far")  # fmt: skip
    onset_times: Array = stock("3×N×N", "years", -np.inf, np.inf, "crises",
        "times of the last three onsets, newest first; -inf: none")  # fmt: skip
    frailty: Array = stock("N×N symmetric", "1", 0, np.inf, "start",
        "what a dyad's own history says beyond the fitted hazard")  # fmt: skip
    incident_rate: Array = stock("N×N symmetric", "1 / year", 0, np.inf, "start",
        "encounters, intercepts and scrambles")  # fmt: skip
    incident_share: Array = stock("N×N symmetric", "1", 0, 1, "start",
        "share of onsets that grow out of incidents")  # fmt: skip
    incident_reference: Array = stock("N×N symmetric", "1", 0, np.inf, "start",
        "conversion modifier of incidents at the start")  # fmt: skip
    noise_reference: Array = stock("N×N symmetric", "ln units", 0, np.inf, "start",
        "mean error of the two about each other at the start")  # fmt: skip
    utility_reference: Array = stock("N×N symmetric", "stakes", -np.inf, np.inf, "start",
        "larger expected utility of a challenge at the start, well informed")  # fmt: skip

    # --- threat actors --------------------------------------------------------------------------
    asymmetric: Array = stock("A×N", "1 / year", 0, np.inf, "threats",
        "incidents to be expected of an actor in a state")  # fmt: skip
    asymmetric_norm: Array = stock("A×N", "1 / year", 0, np.inf, "start",
        "the same by the scenario")  # fmt: skip
    asymmetric_drift: Array = stock("3×A×N", "ln units", -np.inf, np.inf, "threats",
        "how far the rates have drifted, by cause")  # fmt: skip
    incidents: Array = stock("A×N", "incidents / step", 0, np.inf, "threats",
        "incidents of the step")  # fmt: skip

    # --- what is bound and what burns -----------------------------------------------------------
    missions: tuple[Mission, ...] = ()
    """Peacekeepers deployed; crises writes them."""
    crises: tuple[Crisis, ...] = ()
    crisis_count: int = 0

    @property
    def n(self) -> int:
        """Number of states."""
        return len(self.capability)

    def row(self, state: str) -> int:
        """Return the row of a state in all arrays."""
        return self.ids.index(state)

    def called(self, states: Iterable[str]) -> str:
        """Return the names of states, listed in words."""
        names = [self.names[self.row(state)] for state in states]
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"

    @property
    def trust(self) -> Array:
        """Trust T = α / (α + β), N×N directed, 1 on the diagonal."""
        trust: Array = self.good / (self.good + self.bad)
        trust.flat[:: self.n + 1] = 1.0
        return trust

    def trust_of(self, one: int, other: int) -> float:
        """Return the trust of one state in another."""
        good, bad = self.good[one, other], self.bad[one, other]
        return float(good / (good + bad))

    def credits(self) -> tuple[Array, Array]:
        """Return α and β beyond the prior by cause, L×N×N each."""
        return self.good_credit * self.credit_left, self.bad_credit * self.credit_left

    def copy(self) -> "World":
        """Return an independent copy: a checkpoint. All but arrays and crises never changes."""
        arrays = {name: getattr(self, name).copy() for name in FIELDS}
        return dataclasses.replace(self, **arrays, crises=copy.deepcopy(self.crises))

    def check(self) -> None:
        """Raise ``DivergedError`` naming a quantity, and whose it is, that left its range."""
        for info in FIELDS.values():
            values = getattr(self, info.name)
            inside = (values >= info.lo) & (values <= info.hi)
            if not inside.all():
                raise self._diverged(info, values, ~inside)
            if info.shape == "N×N symmetric" and not np.array_equal(values, values.T):
                raise self._diverged(info, values, values != values.T, "not symmetric:")
        self.check_finite()

    def check_finite(self) -> None:
        """Raise ``DivergedError`` where a quantity is no finite number; this costs next to nothing.

        Times may be infinite: what never happened.
        """
        with np.errstate(all="ignore"):
            # The sum is finite only if all are; one by one they are looked at only where it is not.
            if np.isfinite(_sum([getattr(self, name) for name in FINITE])):
                return
        for name in FINITE:
            if (wrong := ~np.isfinite(getattr(self, name))).any():
                raise self._diverged(FIELDS[name], getattr(self, name), wrong)

    def _diverged(
        self, info: FieldInfo, values: Array, wrong: NDArray[np.bool_], words: str = ""
    ) -> "DivergedError":
        where = tuple(int(index) for index in np.argwhere(wrong)[0])
        axes = info.shape.partition(" ")[0].split("×")
        rows = [self.ids[row] for row, axis in zip(where, axes, strict=True) if axis == "N"]
        return DivergedError(
            f"{info.name}{list(where)} of {' and '.join(rows)} is {words}{' ' * bool(words)}"
            f"{values[where]}, outside {info.lo} to {info.hi} {info.unit}"
            f" (written by {info.writer})"
        )


class DivergedError(FloatingPointError):
    """A quantity of the world that is no finite number, or left the range that it is declared in.

    The text names the quantity, the state or pair, and in a run the step.
    """


def _fields() -> dict[str, FieldInfo]:
    found = {}
    for item in dataclasses.fields(World):
        if item.metadata:
            about = item.metadata
            found[item.name] = FieldInfo(
                item.name, about["shape"], about["unit"], about["lo"], about["hi"],
                about["writer"], about["doc"],
            )  # fmt: skip
    return found


FIELDS: dict[str, FieldInfo] = _fields()
"""Every array of the world by name."""
FINITE = tuple(
    item.name
    for item in dataclasses.fields(World)
    if item.type == Array and item.name in FIELDS
    and FIELDS[item.name].writer != "start" and FIELDS[item.name].unit != "years"
    and not FIELDS[item.name].shape.startswith("L")
)  # fmt: skip
"""Those of them that are looked at in every step: not what no phase writes, not times, which may be
infinite, and not the large credits by cause, which cannot diverge unless the evidence that they add
up to does."""


def _sum(arrays: list[Array]) -> float:
    """Return the sum of all numbers in some arrays, the small ones of them put together first."""
    small = np.concatenate([array.reshape(-1) for array in arrays if array.size < SMALL])
    return float(small.sum() + sum([array.sum() for array in arrays if array.size >= SMALL]))
