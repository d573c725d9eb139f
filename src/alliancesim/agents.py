"""States as Mesa agents: windows on their rows of the world's arrays."""

from typing import TYPE_CHECKING, Any

import mesa
import numpy as np

from alliancesim.phases.engage.consent import Options
from alliancesim.world import Array

if TYPE_CHECKING:
    from alliancesim.model import AllianceModel


def _cell(field: str, doc: str) -> Any:
    """Return a property that reads and writes the state's entry of a world field."""

    def read(agent: "StateAgent") -> float:
        return float(getattr(agent.model.world, field)[agent.row])

    def write(agent: "StateAgent", value: float) -> None:
        getattr(agent.model.world, field)[agent.row] = value

    return property(read, write, doc=doc)


class StateAgent(mesa.Agent):
    """A state. It stores nothing but its row: the world's arrays are the only truth.

    Override ``propose`` in a subclass to give a state a mind of its own::

        class Pacifist(StateAgent):
            def propose(self, options):
                warlike = np.array([name == "deterrent_posture" for name in options.instruments])
                return np.where(warlike, -10.0, options.utility)

        AllianceModel("us_japan", agents={"JPN": Pacifist})
    """

    model: "AllianceModel"

    def __init__(self, model: "AllianceModel", row: int) -> None:
        super().__init__(model)
        self.row = row

    capability = _cell("capability", "Composite material capability, share of system.")
    burden = _cell("burden", "Military spending over output.")
    output = _cell("output", "Gross domestic product, bn USD.")
    regime = _cell("regime", "Electoral democracy, 0 to 1.")
    transparency = _cell("transparency", "Openness about forces and plans, 0 to 1.")
    sovereignty = _cell("sovereignty", "Sensitivity to foreign presence, 0 to 1.")
    threat_felt = _cell("threat_felt", "Threat felt from anybody, 0 to 1.")

    @property
    def id(self) -> str:
        """Id of the state in the scenario."""
        return self.model.world.ids[self.row]

    @property
    def name(self) -> str:
        """Name of the state."""
        return self.model.case.states[self.id].name

    @property
    def doctrine(self) -> str:
        """Name of the doctrine by which the state weighs what cooperation brings."""
        return self.model.case.states[self.id].doctrine or self.model.case.doctrine

    def trust_in(self, other: str) -> float:
        """Return the trust of this state in ``other``, 0 to 1."""
        return float(self.model.world.trust[self.row, self.model.world.ids.index(other)])

    @property
    def allies(self) -> list[str]:
        """Ids of the states bound to it by a defence pact."""
        bound = self.model.seen.pacts[self.row]
        return [self.model.world.ids[i] for i in np.flatnonzero(bound)]

    def propose(self, options: Options) -> Array:
        """Return the utility of each option to this state; by default that of its doctrine.

        Parameters
        ----------
        options
            The candidate engagements of the step in which this state takes part, with the
            utility of each by equation 6.

        Returns
        -------
        ndarray, shape (len(options.utility),)
            Utilities to use instead; large negative numbers refuse.
        """
        return options.utility
