"""The verb analyse, and its report, on real sweeps of the model."""

import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from alliancesim.cli import app, main
from alliancesim.experiments import Sweep, load_experiment
from alliancesim.experiments import sweep as run_all
from alliancesim.experiments.analysis import analyse
from alliancesim.report.sweep import sweep_html, write_sweep_report
from tests.experiments.made_sweeps import PATHS, Values, made, uncertain
from tests.report.test_browser import BROWSER, drawn

pytest.importorskip("SALib")
pytest.importorskip("sklearn")

DIALOGUE, TENSION = "instruments.dialogue.intensity", "parameters.onset.tension"


@pytest.fixture(scope="module")
def simulated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a sweep of the model itself."""
    folder = tmp_path_factory.mktemp("simulated") / "sweep"
    experiment = load_experiment({
        "name": "small", "question": "What does dialogue do?", "scenarios": ["teaching"],
        "levers": {DIALOGUE: [0.0, 1.0]}, "uncertainties": {TENSION: "declared"},
        "design": {"kind": "latin_hypercube", "n": 12}, "runs": 2, "years": 1,
        "outcomes": ["trust_mean", "onsets"],
    })  # fmt: skip
    run_all(experiment, folder=folder)
    return folder


def function(x: pd.DataFrame, normal: Values) -> Values:
    return np.asarray(x[PATHS[0]] - 2 * x[PATHS[1]] ** 2, dtype=float) + 0.05 * normal


def sweep_of(folder: Path, kind: str, **more: object) -> Sweep:
    plan = {"kind": kind, "n": 32, **more}
    return made(folder, {"uncertainties": uncertain(3), "design": plan, "runs": 2}, {"y": function})


def test_a_sweep_of_the_model_is_analysed_and_told(simulated: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    done = CliRunner().invoke(app, ["analyse", str(simulated), "--out", str(page)])
    assert done.exit_code == 0, done.output
    assert "Mean trust" in done.output
    assert "dialogue.intensity" in done.output
    assert "share the luck of the same 2 runs" in done.output
    assert page.read_text().count("<h2>") == 5
    trust = analyse(Sweep.load(simulated), ["trust_mean"]).readings[0]
    lever = {effect.input: effect for effect in trust.effects}[DIALOGUE]
    members = Sweep.load(simulated).members.groupby(DIALOGUE)["trust_mean"].mean()
    assert lever.change == pytest.approx(members[1.0] - members[0.0])
    assert lever.clear


def test_json_is_one_object_with_everything(simulated: Path, tmp_path: Path) -> None:
    given = ["analyse", str(simulated), "--json", "--outcome", "onsets", "--when", "onsets > 2"]
    done = CliRunner().invoke(app, [*given, "--out", str(tmp_path / "page.html")])
    found = json.loads(done.output)
    assert found["design"] == "latin_hypercube"
    (reading,) = found["readings"]
    assert reading["outcome"] == "onsets"
    assert {effect["input"] for effect in reading["effects"]} == {DIALOGUE, TENSION}
    assert reading["discovery"]["condition"] == {
        "outcome": "onsets", "sign": ">", "threshold": 2.0,
    }  # fmt: skip
    assert reading["ranking"][0]["input"] == TENSION


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--outcome", "trust_meen"], "did you mean 'trust_mean'"),
        (["--when", "onsets"], "is no condition"),
        (["--out", "."], "is a folder"),
    ],
)
def test_mistakes_are_told_with_exit_code_2(
    simulated: Path, given: list[str], said: str, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr(sys, "argv", ["alliancesim", "analyse", str(simulated), *given])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    assert said in capsys.readouterr().err
    assert not (simulated / "report.html").exists()


def test_a_missing_extra_is_one_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sweep_of(tmp_path, "sobol")
    monkeypatch.setitem(sys.modules, "SALib.analyze.sobol", None)
    monkeypatch.setattr(sys, "argv", ["alliancesim", "analyse", str(tmp_path)])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "pip install 'alliancesim[sweep]'" in err


@pytest.mark.parametrize("kind", ["latin_hypercube", "sobol", "morris"])
def test_the_report_says_what_its_design_allows(tmp_path: Path, kind: str) -> None:
    page = sweep_html(analyse(sweep_of(tmp_path, kind), when="y < -0.5"))
    assert ("Total: all in which it has a part" in page) == (kind == "sobol")
    assert ("Mean size of elementary effects" in page) == (kind == "morris")
    assert ("Rank regression" in page) == (kind == "latin_hypercube")
    assert "trust.loss_weight</code> matters most" in page
    assert "<strong>y. </strong><code>y &lt; -0.5</code> holds at" in page
    scattered = kind != "morris"  # a grid of few levels has nothing to scatter
    assert page.count("chart-outcome-0-0-cases") == 2 * scattered


def test_the_same_sweep_gives_the_same_page(tmp_path: Path) -> None:
    sweep = sweep_of(tmp_path, "sobol")
    assert sweep_html(analyse(sweep)) == sweep_html(analyse(Sweep.load(tmp_path)))


def test_a_sweep_of_one_point_is_told(tmp_path: Path) -> None:
    plan = {"kind": "replications", "n": 20}
    sweep = made(tmp_path, {"design": plan}, {"y": lambda _, normal: normal})
    (reading,) = analyse(sweep).readings
    assert not reading.varies
    page = sweep_html(analyse(sweep))
    assert "Its mean over 20 runs is" in page
    assert "the same point was run again and again" in page


@pytest.mark.skipif(BROWSER is None, reason="no Chromium found")
def test_the_report_draws_itself_without_network(tmp_path: Path) -> None:
    data = {
        "levers": {DIALOGUE: [0.0, 1.0]}, "uncertainties": uncertain(3), "runs": 2,
        "luck": "independent", "design": {"kind": "sobol", "n": 32, "second_order": True},
    }  # fmt: skip
    sweep = made(tmp_path / "s", data, {"y": function, "z": lambda x, _: -function(x, _)})
    page = write_sweep_report(analyse(sweep, when="y < -0.5"), tmp_path / "report.html")
    document, console, asked = drawn(page, tmp_path)
    assert (console, asked) == ("", set())
    assert 'data-drawn="yes"' in document
    assert document.count("js-plotly-plot") >= page.read_text().count('class="chart"') > 6
