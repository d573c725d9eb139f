"""Numbers in plain words."""

import datetime
import math

from alliancesim.summaries import Spread


def number(value: float) -> str:
    """Return a number with few digits: 0.71, 6.5, 1 250."""
    if math.isnan(value):
        return "not known"
    if value == round(value) or abs(value) >= 100:
        return f"{value:,.0f}".replace(",", "\u202f").replace("-", "−")
    if abs(value) < 0.0005:
        return "under 0.001" if value > 0 else "above −0.001"
    return f"{value:.2g}" if abs(value) < 0.1 else f"{value:.3g}".replace("-", "−")


def index(value: float) -> str:
    """Return an index or a share with two decimals."""
    return "not known" if math.isnan(value) else f"{value:.2f}".replace("-", "−")


def signed(value: float) -> str:
    """Return a change with its sign."""
    return "not known" if math.isnan(value) else f"{value:+.2f}".replace("-", "−")


def percent(share: float) -> str:
    """Return a share as a percentage."""
    return "not known" if math.isnan(share) else f"{share:.0%}".replace("%", "\u202f%")


def years(span: float) -> str:
    """Return a span of years in words."""
    small = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    whole = round(span)
    if abs(span - whole) < 0.01 and 0 < whole <= 10:
        return f"{small[whole]} year{'s' if whole > 1 else ''}"
    return f"{span:.3g} years"


def counted(count: float, one: str, many: str = "") -> str:
    """Return a count with its noun: ``1 run``, ``20 runs``."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def band(spread: Spread, form: str = "number") -> str:
    """Return the band that holds nine runs in ten, such as ``3 to 10``."""
    show = {"number": number, "index": index, "percent": percent}[form]
    low, high = show(spread.low), show(spread.high)
    return low if low == high else f"{low} to {high}"


def day(date: datetime.date) -> str:
    """Return a date that does not break over lines."""
    return f"{date.day}\u00a0{date:%b}\u00a0{date.year}"


def month(date: datetime.date) -> str:
    """Return month and year in words."""
    return f"{date:%b}\u00a0{date.year}"


def listed(names: list[str]) -> str:
    """Return names as a list in a sentence."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
