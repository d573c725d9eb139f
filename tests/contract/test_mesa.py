"""The model is a real Mesa model: batch runs, agents, collectors, states with their own mind."""

from typing import Any

import numpy as np
import pytest
from mesa.batchrunner import batch_run

import alliancesim as al
from alliancesim.phases.engage.consent import Options
from tests.cases import case


def test_the_collector_gives_a_frame_with_a_row_per_step() -> None:
    model = al.AllianceModel(case(3), rng=1)
    for _ in range(5):
        model.step()
    frame = model.datacollector.get_model_vars_dataframe()
    assert list(frame.columns) == list(al.METRICS)
    assert len(frame) == 6
    assert frame["trust_mean"].iloc[-1] == model.latest["trust_mean"]


def test_agents_are_windows_on_the_arrays() -> None:
    model = al.AllianceModel(case(3), rng=1)
    agents = {agent.id: agent for agent in model.agents}
    assert list(agents) == ["A", "B", "C"]
    assert agents["B"].name == "Bravia"
    assert agents["B"].trust_in("A") == pytest.approx(0.85)
    assert agents["A"].allies == ["B"]
    assert agents["A"].doctrine == "balanced"
    agents["A"].capability = 0.5
    assert model.world.capability[0] == 0.5 == agents["A"].capability
    strong = model.agents.select(lambda agent: agent.capability > 0.05)
    assert {agent.id for agent in strong} == {"A", "C"}
    assert sum(model.agents.get("burden")) == pytest.approx(model.world.burden.sum())


class Hermit(al.StateAgent):
    """A state that wants nothing to do with anybody."""

    def propose(self, options: Options) -> Any:
        assert len(options.instruments) == len(options.partners) == len(options.utility)
        return np.full(len(options.utility), -50.0)


def test_a_state_with_a_mind_of_its_own_proposes_as_it_likes() -> None:
    model = al.AllianceModel(case(4), rng=1, agents={"B": Hermit})
    seen = set()
    for _ in range(60):
        model.step()
        assert model.held is not None
        seen |= {int(state) for state in (*model.held.first, *model.held.second)}
    assert seen == {0, 2, 3}


def test_batch_run_varies_settings_and_luck() -> None:
    rows = batch_run(
        al.AllianceModel,
        {"scenario": [case(3, clock={"start": "2000-01-01", "horizon": 1.0})],
         "parameters.trust.memory": [4.0, 12.0]},
        max_steps=20, number_processes=1, data_collection_period=-1, display_progress=False,
    )  # fmt: skip
    assert {row["parameters.trust.memory"] for row in rows} == {4.0, 12.0}
    assert len({row["trust_mean"] for row in rows}) == 2


def test_an_unknown_state_with_a_mind_is_refused() -> None:
    with pytest.raises(al.ScenarioError, match="'Z'"):
        al.AllianceModel(case(3), agents={"Z": Hermit})


@pytest.mark.parametrize("seed", [-1, "seven", (1, -2), ()])
def test_bad_seeds_are_refused(seed: Any) -> None:
    with pytest.raises(ValueError, match="seed"):
        al.AllianceModel(case(3), rng=seed)
