"""Flips: the value of a coefficient at which an effect changes its sign, found by paired runs.

All other coefficients stay as they are in the case, and all runs have the luck of the case's own
pairs. The ends of the range are tried first; where the sign differs at an end, the bracket between
the case and that end is halved again and again.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from alliancesim.assumptions.coefficients import Assumed
from alliancesim.comparison import Effect

HALVINGS = 5
"""Times that a bracket is halved."""
Point = tuple[str, float]
"""A coefficient and the value that it is given."""
Tried = Callable[[Iterable[Point]], dict[Point, dict[str, Effect]]]
"""Measures the effects by outcome at points, all in one go."""


class Flip(NamedTuple):
    """Where the effect on an outcome changes its sign along a coefficient, if it does."""

    outcome: str
    path: str
    near: float
    """Last value tried, coming from the case, at which the sign is that of the case."""
    far: float
    """First at which it is the other; both are NaN if the sign holds over the whole range."""
    value: float
    """Where a straight line between the two is zero."""
    clear: bool
    """Whether at the end of the range the interval lies on the other side of zero."""

    @property
    def found(self) -> bool:
        """Whether the sign changes within the range."""
        return self.value == self.value


class Bracket(NamedTuple):
    """A coefficient between a value with the sign of the case and one with the other."""

    outcome: str
    path: str
    near: float
    far: float
    clear: bool

    @property
    def middle(self) -> Point:
        """The point half-way."""
        return self.path, (self.near + self.far) / 2


def flips(asked: list[tuple[str, Assumed]], central: dict[str, Effect], tried: Tried) -> list[Flip]:
    """Return, for each outcome and coefficient asked about, where the sign changes.

    Parameters
    ----------
    asked
        Outcomes with a clear effect in the case, and the coefficient to look along.
    central
        Effects in the case.
    tried
        Measures effects at other values.
    """
    ends = {(c.path, end) for _, c in asked for end in (c.lo, c.hi) if end != c.value}
    known = tried(sorted(ends))
    brackets = [_bracket(outcome, c, central[outcome], known) for outcome, c in asked]
    for _ in range(HALVINGS):
        open_ = [bracket for bracket in brackets if bracket is not None]
        known |= tried(sorted({bracket.middle for bracket in open_} - known.keys()))
        brackets = [b and _halved(b, central[b.outcome], known) for b in brackets]
    return [
        _flip(bracket, outcome, c, central[outcome], known)
        for (outcome, c), bracket in zip(asked, brackets, strict=True)
    ]


def _other_sign(here: Effect, case: Effect) -> bool:
    return here.effect * case.effect < 0


def _bracket(
    outcome: str, coefficient: Assumed, case: Effect, known: dict[Point, dict[str, Effect]]
) -> Bracket | None:
    """Return the bracket towards the end where the effect turns most; ``None`` if at neither."""
    turned = [
        (abs(known[coefficient.path, end][outcome].effect), end)
        for end in (coefficient.lo, coefficient.hi)
        if end != coefficient.value and _other_sign(known[coefficient.path, end][outcome], case)
    ]
    if not turned:
        return None
    end = max(turned)[1]
    clear = known[coefficient.path, end][outcome].clear
    return Bracket(outcome, coefficient.path, coefficient.value, end, clear)


def _halved(bracket: Bracket, case: Effect, known: dict[Point, dict[str, Effect]]) -> Bracket:
    middle = bracket.middle[1]
    if _other_sign(known[bracket.middle][bracket.outcome], case):
        return bracket._replace(far=middle)
    return bracket._replace(near=middle)


def _flip(
    bracket: Bracket | None, outcome: str, coefficient: Assumed, case: Effect,
    known: dict[Point, dict[str, Effect]],
) -> Flip:  # fmt: skip
    if bracket is None:
        nan = float("nan")
        return Flip(outcome, coefficient.path, nan, nan, nan, clear=False)
    path, near, far = bracket.path, bracket.near, bracket.far
    one = case.effect if near == coefficient.value else known[path, near][outcome].effect
    other = known[path, far][outcome].effect
    value = near + (far - near) * one / (one - other)
    return Flip(outcome, path, near, far, value, bracket.clear)
