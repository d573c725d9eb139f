"""What a sweep says, in words and rows: the same on the page and on the terminal."""

import math

from alliancesim.experiments.analysis import Analysis, Reading
from alliancesim.experiments.analysis.discovery import Discovery
from alliancesim.experiments.analysis.effects import MainEffect
from alliancesim.figures.style import title_of
from alliancesim.figures.sweep import order_of, short
from alliancesim.report.words import counted, index, listed, number, percent

NOISY = 0.1
"""Share of luck in the variance over points from which it is worth a word."""
IDLE = 0.05
"""Share of the largest weight below which an input hardly matters."""
WIDE = 0.3
"""Width of the interval of an index from which the design is too small for it."""
METHODS = {"cart": "CART", "prim": "PRIM"}
DESIGNS = {
    "factorial": "full factorial", "points": "list of points", "replications": "replications",
    "latin_hypercube": "Latin hypercube", "sobol": "Sobol' design", "morris": "Morris design",
}  # fmt: skip


def signed(value: float) -> str:
    """Return a change with its sign and few digits."""
    return f"+{number(value)}" if value > 0 else number(value)


def span(low: float, high: float) -> str:
    """Return an interval in words."""
    return "not known" if math.isnan(low) else f"{number(low)} to {number(high)}"


def title(reading: Reading, scenarios: int) -> str:
    """Return outcome, and scenario if there are several."""
    name = title_of(reading.outcome)
    return f"{name}, {reading.scenario}" if scenarios > 1 else name


def answer(reading: Reading) -> list[str]:
    """Return what was found, in a few sentences."""
    if not reading.varies:
        return [f"It is {number(reading.spread.mean)} at every point: no input moves it."]
    lines = [_first(reading), *_idle(reading), *_moved(reading)]
    if reading.discovery is not None and reading.discovery.given:
        lines += discovered(reading.discovery)
    return lines


def _first(reading: Reading) -> str:
    """Return which input matters most, by the measure of the design."""
    first = reading.ranking[0]
    name = f"`{short(first.input)}`"
    if reading.sobol:
        alone = [i.first for p in reading.sobol for i in p.indices if i.input == first.input]
        together = 1 - _mean([sum(i.first for i in part.indices) for part in reading.sobol])
        return (
            f"{name} matters most: it has a part in {percent(first.value)} of the variance over "
            f"points, and makes {percent(max(0.0, _mean(alone)))} alone. What inputs make only "
            f"together, and luck, come to {percent(min(1.0, max(0.0, together)))}."
        )
    if reading.morris:
        return (
            f"{name} matters most: moved over its range it changes the outcome by "
            f"{number(first.value)} on average (μ*)."
        )
    if reading.regression is not None:
        r_squared = percent(reading.regression.r_squared)
        return (
            f"{name} matters most (rank coefficient {index(first.value)} in size); all inputs "
            f"together account for {r_squared} of the variance of ranks."
        )
    return f"{name} matters most: means at its levels differ by up to {number(first.value)}."


def _idle(reading: Reading) -> list[str]:
    """Return which inputs hardly matter."""
    top = reading.ranking[0].value
    idle = [f"`{short(w.input)}`" for w in reading.ranking[1:] if w.value < IDLE * top]
    if not idle:
        return []
    many = len(idle) > 6
    names = f"{counted(len(idle), 'input')}" if many else listed(idle)
    return [f"Hardly matter here: {names} (under {percent(IDLE)} of the largest weight)."]


def _moved(reading: Reading) -> list[str]:
    """Return the clear main effects, the largest first."""
    clear = [effect for effect in reading.effects if effect.clear][:3]
    if not clear:
        return ["No main effect is clear of zero."]
    told = [f"{signed(e.change)} {_between(e)} ({span(e.low, e.high)})" for e in clear]
    return [f"On average over all other inputs: {'; '.join(told)}."]


def _between(effect: MainEffect) -> str:
    ends = [label.split(" to ")[side] for side, label in ((0, effect.start), (-1, effect.end))]
    return f"as `{short(effect.input)}` goes from {ends[0]} to {ends[1]}"


def discovered(found: Discovery) -> list[str]:
    """Return under which conditions a condition is met."""
    what = f"`{found.condition}`"
    share = f"{what} holds at {counted(found.of_interest, 'point')} of {number(found.points)}"
    if not found.enough:
        return [f"{share}: too few of one kind to say under which conditions."]
    share += f" ({percent(found.base)})"
    if not found.rules:
        return [f"{share}; no box of inputs holds it in {percent(found.least)} of its points."]
    best = found.rules[0]
    held = (
        f"On points that were held out, all rules together cover {percent(found.coverage)} and "
        f"are right in {percent(found.density)}."
    )
    return [
        f"{share}. It is met mostly where {_words(best.box.limits)}: {percent(best.density)} of the"
        f" points there, {percent(best.coverage)} of all such points. {held}"
    ]


def _words(limits: tuple[object, ...]) -> str:
    return listed([f"`{limit}`" for limit in limits])


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
            f"{name}: luck is {'at most ' * reading.cases.shared_luck}{percent(reading.noise)} of "
            "the variance over points. More runs would make it smaller."
        )
    left_out = sum(part.left_out for part in reading.sobol or reading.morris)
    if left_out:
        lines.append(
            f"{name}: {counted(left_out, 'block')} of the design left out: a point failed."
        )
    widths = [i.total_high - i.total_low for part in reading.sobol for i in part.indices]
    if widths and max(widths) > WIDE:
        lines.append(f"{name}: intervals of indices are up to {index(max(widths))} wide: raise n.")
    if reading.regression and not reading.sobol and reading.regression.r_squared < 0.5:
        lines.append(
            f"{name}: ranks account for {percent(reading.regression.r_squared)} of the variance. "
            "Relations that are not monotone, interactions, or luck make the rest."
        )
    return lines


def rows(reading: Reading) -> list[dict[str, str]]:
    """Return a row per input: the measure of the design, and the change of the outcome."""
    effects = {effect.input: effect for effect in reading.effects}
    found = []
    for name in order_of(reading):
        effect = effects[name]
        found.append(
            {"input": short(name)}
            | _measures(reading, name)
            | {
                "from": effect.start,
                "to": effect.end,
                "change": signed(effect.change),
                "95 % interval": span(effect.low, effect.high),
            }
        )
    return found


def _measures(reading: Reading, name: str) -> dict[str, str]:
    """Return the measures of an input by column."""
    columns: dict[str, str] = {}
    for part in reading.sobol:
        after = f", {part.setting}" if part.setting else ""
        own = next((i for i in part.indices if i.input == name), None)
        columns[f"total index{after}"] = (
            f"{own.total:.2f} ({own.total_low:.2f} to {own.total_high:.2f})" if own else "–"
        )
        columns[f"first-order{after}"] = (
            f"{own.first:.2f} ({own.first_low:.2f} to {own.first_high:.2f})" if own else "–"
        )
    for screen in reading.morris:
        after = f", {screen.setting}" if screen.setting else ""
        move = next((e for e in screen.effects if e.input == name), None)
        columns[f"μ*{after}"] = (
            f"{number(move.mu_star)} ({span(move.low, move.high)})" if move else "–"
        )
        columns[f"σ{after}"] = number(move.sigma) if move else "–"
    if reading.regression and not columns:
        own_ranks = [
            c for c in reading.regression.coefficients
            if c.input == name or c.input.startswith(f"{name}=")
        ]  # fmt: skip
        columns["rank coefficient"] = "; ".join(
            c.input[len(name) :].lstrip("=") * (c.input != name)
            + f" {c.value:+.2f} ({c.low:+.2f} to {c.high:+.2f})"
            for c in own_ranks
        ).strip()
    return columns
