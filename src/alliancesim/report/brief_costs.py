"""What a change costs: engagements held more or less, times what one is declared to cost."""

from collections.abc import Iterator
from typing import NamedTuple

from alliancesim.comparison import Comparison
from alliancesim.instruments.record import Cost as Money
from alliancesim.scenario import Scenario

SIDES = 2
"""Sides of an engagement, each of which bears its cost."""


class Cost(NamedTuple):
    """What the change spends on one instrument more, or less, over the whole run."""

    instrument: str
    engagements: float
    """Mean difference in engagements held, all pairs of states together."""
    low: float
    high: float
    """Ends of the range in million USD: the difference times the declared range, both sides."""
    staff_days: float

    @property
    def size(self) -> float:
        """The largest amount of money that it may be."""
        return max(abs(self.low), abs(self.high))


def costs(found: Comparison, before: Scenario, after: Scenario) -> tuple[list[Cost], list[Cost]]:
    """Return the costs of instruments that the change sets, and of others it moves; largest first.

    Of the others only those count whose paired interval leaves out zero: the rest is luck.
    """
    direct, indirect = [], []
    for account in found.accounts:
        if account.kind != "engagements" or not account.effect:
            continue
        record = after.instruments[account.label]
        if record.money is None:
            continue
        if record != before.instruments.get(account.label):
            direct.append(_cost(record.money, account.label, account.effect))
        elif account.clear:
            indirect.append(_cost(record.money, account.label, account.effect))
    return _ordered(direct), _ordered(indirect)


def _ordered(rows: list[Cost]) -> list[Cost]:
    return sorted(rows, key=lambda cost: -cost.size)


def _cost(money: Money, name: str, more: float) -> Cost:
    ends = sorted((more * SIDES * money.low, more * SIDES * money.high))
    return Cost(name, more, ends[0], ends[1], more * SIDES * money.staff_days)


def total(rows: list[Cost], name: str = "") -> Cost:
    """Return the sum of costs, under a name of its own."""
    return Cost(
        name,
        sum(row.engagements for row in rows),
        sum(row.low for row in rows),
        sum(row.high for row in rows),
        sum(row.staff_days for row in rows),
    )


def shortened(rows: list[Cost], most: int) -> list[Cost]:
    """Return the largest costs, and the sum of those beyond ``most`` under one name."""
    if len(rows) <= most:
        return rows
    rest = rows[most:]
    return [*rows[:most], total(rest, f"{len(rest)} more instruments")]


def unpriced(found: Comparison, before: Scenario, after: Scenario) -> Iterator[str]:
    """Yield what the sum leaves out, in words."""
    for account in found.accounts:
        record = after.instruments.get(account.label)
        if account.kind == "engagements" and account.effect and record and not record.money:
            yield f"{record.name}: no cost is declared"
    for name, record in after.instruments.items():
        money = record.money
        if record.phase != "engage" and record != before.instruments.get(name) and money:
            yield (
                f"{record.name}: a lever, whose uses are not counted; one costs"
                f" {money.low:g} to {money.high:g} million USD and {money.staff_days:g} staff-days"
            )
