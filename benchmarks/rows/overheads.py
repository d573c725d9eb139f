"""Overheads: what of a step at 30 states is no work on states, and the cost of one's own agent."""

from alliancesim.agents import StateAgent
from alliancesim.experiments.member import Member
from alliancesim.model import AllianceModel
from alliancesim.phases.engage.consent import Options
from alliancesim.world import Array
from benchmarks.measuring import Effort, Figure, interleaved
from benchmarks.rows.sizes import stepping
from benchmarks.worlds import core_case, world_case

N, TINY = 30, 2
"""States of the world that is looked at, and of one in which the states are no work."""


class Reluctant(StateAgent):
    """A state that wants everything a little less."""

    def propose(self, options: Options) -> Array:
        """Return the utilities, lowered."""
        return options.utility - 0.1


def measure(effort: Effort) -> list[Figure]:
    """Measure the shares of a step, and the slowdown by one agent of one's own."""
    steps = 10 if effort.quick else 40
    case, tiny = core_case(N), core_case(TINY)
    full = world_case(N)
    own = {next(iter(full.states)): Reluctant}
    seconds = interleaved(
        {
            "whole": stepping(AllianceModel(case, rng=(1, 0)), steps),
            "bare": stepping(Member(case, 1, 0, []), steps),
            "tiny": stepping(AllianceModel(tiny, rng=(1, 0)), steps),
            "default": stepping(AllianceModel(full, rng=(1, 0)), steps),
            "own": stepping(AllianceModel(full, rng=(1, 0), agents=own), steps),
        },
        max(3, effort.repeats),
    )
    return [
        Figure(f"Mesa, collection and calls, share of a step, N = {N}",
               seconds["tiny"] / seconds["whole"], "1", 0.30, 0.10,
               note=f"a step of {TINY} states, all metrics, over one of {N}"),
        Figure(f"of which Mesa, metrics and their collection, N = {N}",
               1 - seconds["bare"] / seconds["whole"], "1",
               note="1 - a step that is asked for no metric over one with all"),
        Figure(f"own StateAgent on 1 of {N} states, slowdown", seconds["own"] / seconds["default"],
               "times", 2.0, 1.3, note="full model"),
    ]  # fmt: skip
