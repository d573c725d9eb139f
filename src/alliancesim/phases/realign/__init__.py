"""Realign: who is bound to whom, and who stands where (equation 8).

Dated events come first, then what ends, then what states choose to make. Chances are hazards: the
log-odds of a year, as the chapters of this package state them, become the rate -ln(1 - p), and a
lever multiplies the rate of making. The only writer of treaties and bases; what that does to
trust and tension goes through the ledger.
"""

from collections.abc import Sequence

from alliancesim.draws import Draws
from alliancesim.events import Event
from alliancesim.ledger import Ledger
from alliancesim.parameters import Parameters
from alliancesim.phases.perceive import Sight
from alliancesim.phases.realign.accession import accede
from alliancesim.phases.realign.basing import station
from alliancesim.phases.realign.bilateral import lapse, sign
from alliancesim.phases.realign.burdens import resent
from alliancesim.phases.realign.dated import Dated, carry_out
from alliancesim.phases.realign.exits import leave
from alliancesim.phases.realign.founding import found
from alliancesim.phases.realign.moment import Moment
from alliancesim.phases.realign.suspension import suspend
from alliancesim.toolbox import Toolbox
from alliancesim.world import World


def realign(
    world: World, rules: Parameters, tools: Toolbox, seen: Sight, dated: Sequence[Dated],
    ledger: Ledger, draws: Draws, step: int, years: float, now: float,
) -> list[Event]:  # fmt: skip
    """Let treaties and bases be made and unmade; return what happened.

    ``now`` is the time at the start of the step, in years since the start of the run.
    """
    moment = Moment(world, rules, tools, seen, ledger, draws, step, years, now)
    happened = [
        *carry_out(moment, dated),
        *leave(moment),
        *lapse(moment),
        *suspend(moment),
        *sign(moment),
        *accede(moment),
        *found(moment),
        *station(moment),
    ]
    resent(moment)
    return happened
