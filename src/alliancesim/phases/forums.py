"""Forums: organisations gather their members, on the calendar that each of them keeps.

A meeting lets its participants engage pair by pair, members with each other and, at partner_share
of the size, members with partners. A delegation meets at most ``counterparts`` others: of a larger
gathering each pair meets with probability counterparts / (participants - 1). A step holds all the
meetings of the months that it spans. A coalition against a threat adds
coalition·will·Δ to its members' ability against non-state threats, will as in equation 13.

States join and quit here, as the scenario dates it or as their alliances go: the only writer of
organisations.
"""

from collections.abc import Sequence

import numpy as np

from alliancesim.draws import Draws
from alliancesim.events import Event
from alliancesim.ledger import Ledger
from alliancesim.organisations import Organisation
from alliancesim.parameters import Parameters
from alliancesim.phases.engage.record import Order
from alliancesim.scenario.events import Join, Quit
from alliancesim.scenario.organisations import Meeting
from alliancesim.toolbox import Toolbox
from alliancesim.world import World


def forums(
    world: World, rules: Parameters, tools: Toolbox, dated: Sequence[Join | Quit],
    months: Sequence[int], ledger: Ledger, draws: Draws, step: int, years: float,
) -> tuple[list[Order], list[Event]]:  # fmt: skip
    """Return the engagements at the meetings of the step, and who joined or quit what.

    ``months`` are the months, 1 to 12, that the step spans.
    """
    told = [_seat(world, event) for event in dated]
    world.organisations = world.organisations.following(world.treaties)
    _coalitions(world, rules, tools, ledger, years)
    orders: list[Order] = []
    for organisation in world.organisations:
        for number, meeting in enumerate(organisation.meetings):
            purpose = f"meeting {organisation.id} {number}"
            if meeting.month in months:
                orders += gathering(
                    world, rules, tools, organisation, meeting, draws, step, purpose
                )
    return orders, told


def gathering(
    world: World, rules: Parameters, tools: Toolbox, organisation: Organisation, meeting: Meeting,
    draws: Draws, step: int, purpose: str,
) -> list[Order]:  # fmt: skip
    """Return the engagements of one meeting; none where its instrument is switched off."""
    p, tool = rules.organisations, tools.names.index(meeting.instrument)
    present = np.array([*organisation.members, *organisation.partners], dtype=np.intp)
    if not tools.enabled[tool] or len(present) < 2:
        return []
    # Members stand first, so that the first of a pair is one.
    one, other = np.triu_indices(len(present), 1)
    hosted = one < len(organisation.members)  # partners do not meet each other
    one, other = one[hosted], other[hosted]
    partner = other >= len(organisation.members)
    first, second = present[one], present[other]
    others = len(present) - 1
    if others > p.counterparts:
        luck = np.zeros((world.n, world.n))
        luck[draws.upper] = draws.pairs(step, purpose)[0]
        meets = np.maximum(luck, luck.T)[first, second] < p.counterparts / others
        first, second, partner = first[meets], second[meets], partner[meets]
    if tools.donor[tool]:  # the stronger member gives; members give to partners
        swap = (world.capability[first] < world.capability[second]) & ~partner
        first, second = np.where(swap, second, first), np.where(swap, first, second)
    size = p.meetings * meeting.size * np.where(partner, p.partner_share, 1.0)
    notice = 1 / min(others, p.counterparts)
    return [
        Order(tool, int(i), int(j), float(amount), notice)
        for i, j, amount in zip(first, second, size, strict=True)
        if amount > 0
    ]


def _coalitions(
    world: World, rules: Parameters, tools: Toolbox, ledger: Ledger, years: float
) -> None:
    """Let coalitions against a threat teach their members to counter it."""
    gain = rules.organisations.coalition * tools.lever("collective_security") * years
    if not gain or not any(organisation.against for organisation in world.organisations):
        return
    will = world.organisations.will(world.affinity, world.trust, rules.organisations.divergence)
    for row, organisation in enumerate(world.organisations):
        members = np.array(organisation.members, dtype=np.intp)
        if organisation.against and len(members):
            amounts = np.full(len(members), gain * will[row])
            ledger.of_states("counter_threat", "coalition", members, amounts)


def _seat(world: World, event: Join | Quit) -> Event:
    """Carry out a dated accession or exit."""
    organisation = world.organisations[event.organisation]
    named = {world.row(state) for state in event.members}
    joins, seated = isinstance(event, Join), {*organisation.members}
    members = seated | named if joins else seated - named
    world.organisations = world.organisations.changed(organisation.id, members)
    verb = {(True, True): "joins", (True, False): "join",
            (False, True): "quits", (False, False): "quit"}[joins, len(named) == 1]  # fmt: skip
    if members == seated:
        verb = f"has no seat to {'take' if joins else 'give up'} in"
    text = f"{world.called(event.members)} {verb} {organisation.name}" + (
        f": {event.note}" if event.note else ""
    )
    return Event(f"scheduled_{event.kind}", tuple(event.members), text)
