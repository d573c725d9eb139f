"""What a sweep says, in words and rows: the same on the page and on the terminal."""

import math
from typing import NamedTuple

from alliancesim.experiments.analysis import Analysis, Reading
from alliancesim.experiments.analysis.contrast import Contrast
from alliancesim.experiments.analysis.discovery import Discovery
from alliancesim.experiments.analysis.effects import MainEffect
from alliancesim.experiments.analysis.regret import Regret
from alliancesim.experiments.analysis.rules import Box
from alliancesim.figures import style
from alliancesim.figures.sweep import short, title_of, under
from alliancesim.report.words import counted, listed, percent

NOISY = 0.1
"""Share of luck in the variance over points from which it is worth a word."""
IDLE = 0.05
"""Share of the largest weight below which an input hardly matters."""
WIDE = 0.3
"""Width of the interval of an index from which the design is too small for it."""
LITTLE = 0.5
"""R² of the rank regression below which it says little."""
LISTED = 5
"""Idle inputs that are named; more are counted."""
METHODS = {"cart": "CART", "prim": "PRIM"}
DESIGNS = {
    "factorial": "full factorial", "points": "list of points", "replications": "replications",
    "latin_hypercube": "Latin hypercube", "sobol": "Sobol' design", "morris": "Morris design",
}  # fmt: skip
Rows = list[dict[str, str]]


class Table(NamedTuple):
    """Rows under a title; the first column names an input."""

    title: str
    rows: Rows


def figure(value: float) -> str:
    """Return a number with three digits."""
    return "not known" if math.isnan(value) else f"{value:.3g}".replace("-", "−")


def signed(value: float) -> str:
    """Return a change with three digits and its sign."""
    return f"+{figure(value)}" if value > 0 else figure(value)


def span(low: float, high: float) -> str:
    """Return an interval."""
    return "not known" if math.isnan(low) else f"{figure(low)} to {figure(high)}"


def share(value: float) -> str:
    """Return an estimate of a share as a percentage, within 0 and 100 %."""
    return percent(min(1.0, max(0.0, value)))


def title(reading: Reading, scenarios: int) -> str:
    """Return the outcome, and the scenario if there are several."""
    name = title_of(reading)
    return f"{name}, {reading.scenario}" if scenarios > 1 else name


def answer(reading: Reading) -> list[str]:
    """Return what was found, in a few sentences; the first is the headline."""
    signs = [_signs(reading)] if reading.contrast else []
    if not reading.varies:
        return [*signs, _constant(reading)]
    return [*signs, _first(reading), *_idle(reading), *_moved(reading)]


def effect_of(contrast: Contrast) -> str:
    """Return what the outcomes of an analysis of effects are."""
    lever = f"`{short(contrast.lever)}`"
    return (
        f"Outcomes here are effects: the outcome with {lever} at {contrast.end} less that with "
        f"{lever} at {contrast.start}, all else equal."
    )


def _signs(reading: Reading) -> str:
    """Return how often an effect is positive and negative."""
    spread = reading.spread
    return (
        f"The effect is above zero at {percent(spread.above)} of the points and below it at "
        f"{percent(spread.below)}; {figure(spread.mean)} on average."
    )


def _constant(reading: Reading) -> str:
    mean = figure(reading.spread.mean)
    if reading.points > 1:
        return f"It is {mean} at every point: no input moves it."
    return f"Its mean over {counted(reading.cases.runs, 'run')} is {mean}."


def _first(reading: Reading) -> str:
    """Return which input matters most, by the measure of the design."""
    first = reading.ranking[0]
    name = f"`{short(first.input)}`"
    if reading.sobol:
        own = [i for p in reading.sobol for i in p.indices if i.input == first.input]
        low, high = min(i.total_low for i in own), max(i.total_high for i in own)
        return (
            f"{name} matters most: it has a part in {share(first.value)} of the variance over "
            f"points ({share(low)} to {share(high)}), and makes "
            f"{share(_mean([i.first for i in own]))} alone."
        )
    if reading.morris:
        return (
            f"{name} matters most: moved over its range it changes the outcome by "
            f"{figure(first.value)} on average (μ*)."
        )
    if reading.regression is not None:
        return (
            f"{name} matters most (rank coefficient {figure(first.value)} in size); all inputs "
            f"account for {share(reading.regression.r_squared)} of the variance of ranks."
        )
    return f"{name} matters most: means at its levels differ by {figure(first.value)}."


def _idle(reading: Reading) -> list[str]:
    """Return which inputs hardly matter."""
    top = reading.ranking[0].value
    idle = [f"`{short(w.input)}`" for w in reading.ranking[1:] if w.value < IDLE * top]
    if not idle:
        return []
    names = listed(idle) if len(idle) <= LISTED else counted(len(idle), "input")
    return [f"Hardly matter here: {names} (below {percent(IDLE)} of the largest weight)."]


def _moved(reading: Reading) -> list[str]:
    """Return the largest main effects that are clear of zero."""
    if not reading.effects:
        return []
    clear = [effect for effect in reading.effects if effect.clear][:3]
    if not clear:
        whose = "of a lever " if reading.morris else ""
        return [f"No main effect {whose}is clear of zero."]
    told = [f"{signed(e.change)} ({span(e.low, e.high)}) {_between(e)}" for e in clear]
    return [f"On average over all other inputs: {'; '.join(told)}."]


def _between(effect: MainEffect) -> str:
    start, end = ends(effect)
    return f"as `{short(effect.input)}` goes from {start} to {end}"


def ends(effect: MainEffect) -> tuple[str, str]:
    """Return the levels that a change lies between; of classes, the outermost values."""
    return effect.start.split(" to ")[0], effect.end.split(" to ")[-1]


def discovered(found: Discovery) -> list[str]:
    """Return how often a condition is met, and where."""
    met = (
        f"`{found.condition}` holds at {found.of_interest} of {counted(found.points, 'point')} "
        f"({percent(found.base)})"
    )
    if not found.enough:
        return [f"{met}: too few of one kind to say under which conditions."]
    if not found.rules:
        return [f"{met}; no box of inputs holds it in {percent(found.least)} of its points."]
    best = found.rules[0]
    held = (
        f"Tried on points that were held out, rules cover {percent(found.coverage)} of the points "
        f"of interest and are right in {percent(found.density)}."
    )
    if found.density < found.least:
        held += " They hold less well there: take them as a hint."
    return [
        f"{met}, mostly where {where(best.box)}: there at {percent(best.density)} of the points, "
        f"and {percent(best.coverage)} of all points of interest lie there. {held}"
    ]


def where(box: Box) -> str:
    """Return what a rule asks, in a sentence."""
    limits = []
    for limit in box.limits:
        words = str(limit).replace(limit.input, short(limit.input))
        limits.append(f"`{words}`")
    return listed(limits)


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


def cautions(found: Analysis) -> list[str]:
    """Return what keeps the findings from being taken at face value."""
    lines = []
    failures = len(found.sweep.failures)
    if failures:
        lines.append(f"{counted(failures, 'member')} failed and are left out.")
    lines += [line for reading in found.readings for line in _cautions(reading, found)]
    balanced = all(reading.cases.balanced for reading in found.readings)
    if not balanced and any(reading.cases.shared_luck for reading in found.readings):
        runs = counted(found.sweep.experiment.runs, "run")
        lines.append(
            f"All points share the luck of the same {runs}: intervals leave out what other luck "
            "would have changed at all points alike."
        )
    return lines


def _cautions(reading: Reading, found: Analysis) -> list[str]:
    if not reading.varies:
        return []
    name, lines = title(reading, len(found.scenarios)), []
    if reading.noise > NOISY:
        lines.append(
            f"{name}: luck makes {share(reading.noise)} of the variance over points; more runs "
            "make it less."
        )
    left_out = [part.left_out for part in (reading.sobol or reading.morris)]
    if sum(left_out):
        lines.append(
            f"{name}: {counted(sum(left_out), 'block')} of the design left out: a point failed."
        )
    widths = [i.total_high - i.total_low for part in reading.sobol for i in part.indices]
    if widths and max(widths) > WIDE:
        lines.append(f"{name}: intervals of indices are up to {max(widths):.2f} wide; raise n.")
    ranks = None if reading.sobol else reading.regression
    if ranks is not None and ranks.r_squared < LITTLE:
        lines.append(
            f"{name}: ranks account for only {share(ranks.r_squared)} of the variance; "
            " relations that are not monotone, interactions or luck make the rest."
        )
    return lines


def tables(reading: Reading) -> list[Table]:
    """Return what was estimated for each input: measures of the design, then main effects."""
    found = [
        Table(_under("Sobol' indices with 95 % intervals", part.setting), [
            {"input": short(i.input), "total index": _index(i.total, i.total_low, i.total_high),
             "first-order index": _index(i.first, i.first_low, i.first_high)}
            for i in part.indices
        ])
        for part in reading.sobol
    ]  # fmt: skip
    found += [
        Table(_under("Elementary effects", screen.setting), [
            {"input": short(e.input), "μ*": figure(e.mu_star),
             "95 % interval": span(e.low, e.high), "μ": signed(e.mu), "σ": figure(e.sigma)}
            for e in screen.effects
        ])
        for screen in reading.morris
    ]  # fmt: skip
    if reading.regression and not reading.sobol:
        found.append(
            Table("Rank regression with 95 % intervals", [
                {"input": f"{short(c.input)} {c.level}".strip(),
                 "rank coefficient": _index(c.value, c.low, c.high)}
                for c in reading.regression.coefficients
            ])
        )  # fmt: skip
    return [*found, *_effects(reading)]


def regrets(found: Regret) -> Table:
    """Return what each scenario loses against the best one, that of the least worst loss first."""
    name = style.title_of(found.outcome)
    best = "lowest" if found.aim == "low" else "highest"
    return Table(
        f"{name}: loss against the {best} of the scenarios over {counted(found.points, 'point')}",
        [
            {"scenario": each.scenario, "mean": figure(each.outcome),
             "worst regret": figure(each.worst), "mean regret": figure(each.mean),
             "95 % interval": span(each.low, each.high), "best at": share(each.best)}
            for each in found.choices
        ],
    )  # fmt: skip


def _effects(reading: Reading) -> list[Table]:
    if not reading.effects:
        return []
    caption = f"Change of the mean outcome with 95 % intervals over {reading.effects[0].over}"
    rows = [
        {"input": short(e.input), "from": ends(e)[0], "to": ends(e)[1],
         "change": signed(e.change), "95 % interval": span(e.low, e.high)}
        for e in reading.effects
    ]  # fmt: skip
    return [Table(caption, rows)]


def _under(words: str, setting: str) -> str:
    return f"{words}, {under(setting)}" if setting else words


def _index(value: float, low: float, high: float) -> str:
    return f"{value:.2f} ({low:.2f} to {high:.2f})".replace("-", "−").replace("−0.00", "0.00")
