"""Rows: the stylised facts of the state system, how each is measured, and what is accepted.

Kinds. *Calibrated*: a fit, or the tuning of levels, was shown this very figure. *Input*: the figure
is a parameter, or follows from one that was put in. *Held out*: neither. Where the parts of a fact
are of different kinds, it has a row for each. In doubt a row counts as calibrated.

Bands. The record's own value, measured by the code that measures the runs, plus and minus a width
(``Points``), or times and over a factor (``Factor``). Widths are judgements, written down row by
row before any run of this kind, from how much a figure differs between codings, eras and samples
of the literature; those of persistence (12), gaps (13), fighting alongside (24), parity to
elsewhere (26), movement (27) and steps (30) had no such width of their own and were set beside the
first trial runs. None was changed thereafter. How far apart the two halves of the record are is
told beside it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from alliancesim.patterns.world import fighting, onsets, power, ties
from alliancesim.patterns.world.chronicle import Chronicle

Kind = Literal["calibrated", "input", "held out"]
MID, ATOP = "MID 5.0", "ATOP 5.1"
WARS, NMC, MME = "Correlates of War inter-state wars 4.0", "NMC 7.0", "MME v7"


class Points(NamedTuple):
    """A band of the same width on either side."""

    width: float

    def around(self, target: float) -> tuple[float, float]:
        """Return the ends of the band."""
        return target - self.width, target + self.width


class Factor(NamedTuple):
    """A band of the same ratio on either side."""

    factor: float

    def around(self, target: float) -> tuple[float, float]:
        """Return the ends of the band."""
        return target / self.factor, target * self.factor


Width = Points | Factor


@dataclass(frozen=True)
class Row:
    """A stylised fact."""

    number: int
    """Number in the list of stylised facts that the model is held against."""
    title: str
    kind: Kind
    why: str
    """Why it is of this kind."""
    source: str
    """Tables that it is measured on."""
    measure: Callable[[Chronicle], dict[str, float]]
    widths: dict[str, Width]
    """Width of the band of each figure, in the order of the measure."""


ROWS = (
    Row(1, "Onsets of relevant pairs", "calibrated", "the fit gives back the mean of what it was"
        " shown; its level in long runs is tuned", MID, onsets.frequency,
        {"onsets a year": Factor(1.3)}),
    Row(2, "Neighbours by land", "calibrated", "borders are features of the fit", MID,
        onsets.neighbours, {"land border to others": Factor(1.5)}),
    Row(3, "Onsets of other pairs", "calibrated", "relevance is a feature of the fit", MID,
        onsets.elsewhere, {"share of onsets": Points(0.085)}),
    Row(4, "Concentration", "calibrated", "past disputes and rivalry are features of the fit", MID,
        onsets.concentration,
        {"most quarrelsome 10 %": Points(0.08), "most quarrelsome 20 %": Points(0.08)}),
    Row(5, "Repeaters", "calibrated", "past disputes and rivalry are features of the fit", MID,
        onsets.repeaters,
        {"pairs with 3 or more": Points(0.1), "pairs with 6 or more": Points(0.1)}),
    Row(6, "Repetition", "calibrated", "recency is a feature of the fit", MID, onsets.repetition,
        {"again within 5 years": Points(0.13), "median gap": Factor(2)}),
    Row(7, "Decay of the hazard", "calibrated", "recency is a feature of the fit", MID,
        onsets.decay, {"1 year to 10 years after": Factor(1.75)}),
    Row(8, "Highest level reached", "calibrated", "the ladder is tuned to it", MID,
        fighting.ladder, {"threat": Points(0.06), "display of force": Points(0.06),
                          "use of force": Points(0.06), "war": Factor(2.8)}),
    Row(9, "Reciprocation", "calibrated", "the ladder is tuned to it", MID,
        fighting.reciprocation, {"reciprocated": Points(0.1), "war, if reciprocated": Factor(3)}),
    Row(10, "Duration in days", "calibrated", "the ladder is tuned to it", MID,
        fighting.durations,
        {"median": Factor(2), "ninth decile": Factor(2), "a day or less": Factor(2)}),
    Row(11, "Parties of disputes", "calibrated", "joining below war was fitted to how often allies"
        " join uses of force", MID, fighting.pairs, {"disputes of two": Points(0.08)}),
    Row(11, "Parties of wars", "held out", "no parameter was set to it", WARS, fighting.coalitions,
        {"wars of more than two": Points(0.2)}),
    Row(12, "Spread of counts", "calibrated", "the common shock was chosen with such a"
        " figure in sight", MID, onsets.spread_in_time, {"Fano factor": Factor(1.8)}),
    Row(12, "Persistence of counts", "held out", "no parameter was set to it", MID,
        onsets.persistence_in_time, {"lag-1 autocorrelation": Points(0.25)}),
    Row(13, "Wars", "calibrated", "it follows from rows 1 and 8", WARS, fighting.wars,
        {"wars per 100 states": Factor(1.75)}),
    Row(13, "Gaps between wars", "held out", "no parameter was set to it", WARS, fighting.gaps,
        {"squared variation": Factor(1.75)}),
    Row(14, "Battle deaths of wars", "input", "deaths are drawn from such a tail", WARS,
        fighting.deaths, {"exponent of the tail": Points(0.22), "median": Factor(2.9)}),
    Row(15, "Decided wars", "input", "the odds of winning are parameters", WARS,
        fighting.victories, {"by the initiators": Points(0.1), "by the stronger": Points(0.1)}),
    Row(18, "Defence allies", "calibrated", "the fit was shown how ties are made and end", ATOP,
        ties.degree, {"mean number of allies": Factor(1.4), "without allies": Factor(1.4)}),
    Row(19, "Shape of the network", "calibrated", "allies in common are a feature of the fit", ATOP,
        ties.structure, {"transitivity": Points(0.1), "modularity": Points(0.1),
                         "Gini index of degree": Points(0.1)}),
    Row(20, "Ties made and ended", "calibrated", "the fit was shown those outside bursts", ATOP,
        ties.turnover,
        {"made": Factor(2), "made outside bursts": Factor(2), "ended": Factor(2)}),
    Row(21, "Ageing of ties", "calibrated", "allies in common are a feature of the fit", ATOP,
        ties.ageing, {"over 10 years to up to 5": Factor(1.8)}),
    Row(22, "Defence pact", "calibrated", "it is a feature of the fit", f"{MID}, {ATOP}",
        onsets.pact, {"odds ratio": Factor(1.3)}),
    Row(23, "Joint democracy", "calibrated", "it is a feature of the fit", MID,
        onsets.democracy, {"odds ratio": Factor(1.4)}),
    Row(24, "Fighting alongside", "held out", "joining wars was set from the literature, on another"
        " definition", f"{MID}, {ATOP}", fighting.alongside, {"allies who join": Factor(2)}),
    Row(25, "Joint exercises", "held out", "runs hold exercises as states choose", MME, ties.drills,
        {"pairs a year, of 100": Factor(1.3), "again next year": Factor(1.3),
         "without a pact": Factor(1.3)}),
    Row(26, "Initiation and parity", "held out", "the fit does not know who begins", MID,
        onsets.parity,
        {"peak to highest elsewhere": Factor(1.5), "peak to tails": Factor(1.5)}),
    Row(27, "Hierarchy of capability", "held out", "no parameter was set to it", NMC,
        power.hierarchy, {"Herfindahl index": Points(0.03)}),
    Row(27, "Movement of capability", "input", "the noise is a parameter", NMC, power.movement,
        {"spread of ln changes": Factor(1.5)}),
    Row(29, "Budgets of rivals", "calibrated", "the arms rule was fitted to such pairs", NMC,
        power.budgets, {"elasticity": Factor(3.2)}),
    Row(30, "Steps in the pact network", "held out", "the fit knows direct ties only",
        f"{MID}, {ATOP}", ties.steps_apart,
        {"2 steps": Factor(1.3), "3 steps": Factor(1.3)}),
)  # fmt: skip
LEFT_OUT = {
    16: "crises and their share of full wars: no table of crises is in the record",
    17: "mediation and agreements: the tables of disputes do not tell who mediated",
    28: "military burdens of the world: spending and output are in different money",
}
"""Facts that the tables do not allow."""
