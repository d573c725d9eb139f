"""Theories side by side: every doctrine gets its run, verdicts say what the effects say."""

import pytest

import alliancesim as al
from alliancesim.comparison import Effect
from alliancesim.doctrines import DOCTRINES
from alliancesim.figures import theory_effects
from alliancesim.report import write_report
from alliancesim.scenario import ScenarioError
from alliancesim.theories import OUTCOMES, OWN, Reading, Theories, found_in, held_by_all, theories
from tests.cases import case

MORE_TALK = {"instruments.dialogue.intensity": 4.0}


@pytest.fixture(scope="module")
def results() -> al.Results:
    own = {"doctrine": "realist"}
    return theories(case(4, **own), runs=4, seed=3, years=2, policy=MORE_TALK)


def test_every_doctrine_is_read_and_the_own_one_changes_nothing(results: al.Results) -> None:
    found = found_in(results)
    assert found is not None
    assert [reading.doctrine for reading in found.readings] == [OWN, *DOCTRINES]
    for reading in found.readings:
        assert set(reading.changes) == set(reading.effects) == set(OUTCOMES)
    same = {OWN, "realist"}  # the case gives this doctrine to all states
    for reading in found.readings:
        moved = any(effect.effect for effect in reading.changes.values())
        assert moved == (reading.doctrine not in same), reading.doctrine


def test_the_policy_acts_under_every_theory_and_more_under_some(results: al.Results) -> None:
    found = found_in(results)
    assert found is not None
    more = [reading.effects["engagements"].effect for reading in found.readings]
    assert min(more) > 0
    assert len(set(more)) > 1


def test_findings_survive_the_folder_and_stand_in_the_report(
    results: al.Results, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("theories") / "found"
    results.save(folder)
    again = al.Results.load(folder)
    before, after = found_in(results), found_in(again)
    assert before is not None
    assert after is not None
    assert before.plain() == after.plain()  # undefined numbers are equal here
    page = write_report(again, folder / "report.html").read_text("utf-8")
    assert "liberal institutionalist" in page
    assert "chart-theories" in page


def test_a_run_without_theories_says_how_to_try_them(tmp_path: object) -> None:
    plain = al.run(case(3), runs=1, years=1)
    assert found_in(plain) is None
    from alliancesim.report.theory import theory

    assert "alliancesim theories test_case" in theory(plain)


def effect(value: float, half: float) -> Effect:
    return Effect("onsets", 1.0, 1.0 + value, value, value - half, value + half, 0.5, 0.5, 1.0)


def test_verdicts_follow_the_intervals() -> None:
    def found(*effects: Effect) -> Theories:
        readings = [
            Reading(name, {}, dict.fromkeys(OUTCOMES, each))
            for name, each in zip("abc", effects, strict=True)
        ]
        return Theories(readings, {"x": 1})

    up, down, open_ = effect(1, 0.5), effect(-1, 0.5), effect(0.1, 0.5)
    assert found(up, up, up).verdicts()[0].words == "raised under all"
    assert found(up, open_, up).verdicts()[0].words == "raised under some"
    assert found(open_, open_, open_).verdicts()[0].words == "clear under none"
    assert found(down, down, open_).verdicts()[0].words == "lowered under some"
    torn = found(up, down, open_).verdicts()[0]
    assert torn.depends
    assert torn.words == "depends on the theory"


def test_one_doctrine_for_all_whatever_is_scheduled() -> None:
    event = {"date": "2001-01-01", "kind": "set", "path": "states.A.doctrine", "value": "realist"}
    held = held_by_all(case(3, events=[event]), "constructivist")
    assert held.doctrine == "constructivist"
    assert held.events == []
    assert all(state.doctrine is None for state in held.states.values())


def test_the_chart_marks_what_is_clear(results: al.Results) -> None:
    found = found_in(results)
    assert found is not None
    figure = theory_effects(found)
    symbols = {symbol for trace in figure.data for symbol in trace.marker.symbol}
    assert symbols <= {"circle", "circle-open"}
    assert len(figure.data[0].y) == len(found.readings)


def test_overrides_undo_neither_doctrine_nor_policy() -> None:
    path = "parameters.trust.memory"
    found = found_in(theories(
        case(3), runs=2, seed=3, years=2, overrides={"doctrine": "realist", path: 5.0},
        policy={path: 20.0},
    ))  # fmt: skip
    assert found is not None
    changes = [reading.changes["engagements"].effect for reading in found.readings]
    assert len(set(changes)) > 2, "doctrines differ"
    assert all(reading.effects["trust_mean"].effect for reading in found.readings)


def test_a_policy_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ScenarioError, match="dialog"):
        theories(case(3), runs=2, years=1, policy={"instruments.dialog.intensity": 2.0})
