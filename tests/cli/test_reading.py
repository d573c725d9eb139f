"""The verbs that read and tell, run as users run them: in a process of their own."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import alliancesim
from alliancesim.doctrines import DOCTRINES
from alliancesim.instruments import CHANNELS, ENGAGEMENTS, INSTRUMENTS, LEVERS
from alliancesim.mechanisms import MECHANISMS, PRESETS
from alliancesim.metrics import METRICS
from alliancesim.parameters import catalogue
from alliancesim.scenario import library
from alliancesim.trends import TRENDS
from alliancesim.world import FIELDS
from tests.scenario.small_case import SMALL, changed, line_of, write
from tests.signals import heed

HEAVY = ("pandas", "numpy", "mesa", "plotly", "pydantic", "networkx", "scipy", "pyarrow", "ruamel")


def alliancesim_(*words: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run the command line and return what it said."""
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1"}
    return subprocess.run(
        [sys.executable, "-m", "alliancesim", *words],
        capture_output=True, encoding="utf-8", env=environment, timeout=60, **options,
    )  # fmt: skip


def told(*words: str) -> Any:
    """Return the one JSON object that a verb prints."""
    done = alliancesim_(*words, "--json")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return json.loads(done.stdout)


def test_help_names_the_verbs() -> None:
    done = alliancesim_("--help")
    assert done.returncode == 0
    for verb in ("validate", "list", "explain", "schema"):
        assert verb in done.stdout
        assert alliancesim_(verb, "--help").returncode == 0


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys; from alliancesim.cli import main; sys.argv = ['alliancesim', '--help']\n"
        "try: main()\n"
        "except SystemExit: print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert "alliancesim" in loaded
    assert not loaded & set(HEAVY)


def test_version() -> None:
    assert alliancesim_("--version").stdout == f"alliancesim {alliancesim.__version__}\n"


@pytest.mark.parametrize(
    "words", [("frobnicate",), ("list", "metric"), ("validate",), ("schema", "x")]
)
def test_wrong_words_end_with_code_2_and_no_traceback(words: tuple[str, ...]) -> None:
    done = alliancesim_(*words)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


# --- validate ------------------------------------------------------------------------------------


def test_validate_says_that_files_are_right(tmp_path: Path) -> None:
    path = write(tmp_path, SMALL)
    done = alliancesim_("validate", str(path), *library())
    assert done.returncode == 0
    assert done.stdout.splitlines()[0] == f"{path}: valid, 3 states, 120 steps"
    assert len(done.stdout.splitlines()) == 1 + len(library())


def test_validate_tells_all_that_is_wrong_in_all_files(tmp_path: Path) -> None:
    text = changed("memory: 6", "memroy: 6")
    wrong, right = write(tmp_path, text, "wrong.yaml"), write(tmp_path, SMALL, "right.yaml")
    done = alliancesim_("validate", "wrong.yaml", "right.yaml", "absent.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == "right.yaml: valid, 3 states, 120 steps\n"
    first, second = done.stderr.splitlines()
    assert first == (
        f"wrong.yaml:{line_of(text, 'memroy')}: unknown key 'memroy' in parameters.trust;"
        " did you mean 'memory'?"
    )
    assert second.startswith("absent.yaml: no such file")
    assert wrong.is_file()
    assert right.is_file()


def test_validate_as_json(tmp_path: Path) -> None:
    text = changed("capability: 0.03", "capability: -0.1")
    path = write(tmp_path, text)
    done = alliancesim_("validate", str(path), "--json")
    assert done.returncode == 2
    assert done.stderr == ""
    (file,) = json.loads(done.stdout)["files"]
    assert file["problems"] == [
        {
            "file": str(path),
            "line": line_of(text, "-0.1"),
            "key": "states.JPN.capability",
            "message": "-0.1 is out of range; expected above 0 and at most 1 (share of system)",
            "suggestion": "",
        }
    ]
    assert told("validate", str(write(tmp_path, SMALL)))["valid"] is True


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"[" * 9999, b"a: &a [*a]", b"\x00", b"- 1"])
def test_validate_survives_any_file(tmp_path: Path, raw: bytes) -> None:
    done = alliancesim_("validate", str(write(tmp_path, raw)))
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(str(tmp_path))
    assert len(done.stderr.splitlines()) == 1


def test_validate_of_a_folder(tmp_path: Path) -> None:
    assert "is a folder" in alliancesim_("validate", str(tmp_path)).stderr


# --- list ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "key", "names"),
    [
        ("scenarios", "name", set(library())),
        ("instruments", "name", set(INSTRUMENTS)),
        ("metrics", "name", set(METRICS)),
        ("parameters", "path", set(catalogue())),
        ("doctrines", "name", set(DOCTRINES)),
        ("channels", "name", set(CHANNELS)),
        ("mechanisms", "name", set(MECHANISMS)),
        ("trends", "name", set(TRENDS)),
    ],
)
def test_list_names_everything(what: str, key: str, names: set[str]) -> None:
    rows = told("list", what)[what]
    assert {row[key] for row in rows} == names
    shown = alliancesim_("list", what)
    assert shown.returncode == 0
    for row in rows:
        assert row["name"] in shown.stdout
    assert max(map(len, shown.stdout.splitlines())) <= 100
    assert "\x1b" not in shown.stdout


def test_levers_are_listed_after_the_engagements_under_the_phase_that_uses_them() -> None:
    rows = told("list", "instruments")["instruments"]
    assert [row["name"] for row in rows] == [*ENGAGEMENTS, *LEVERS]
    assert {row["name"]: row["phase"] for row in rows} == {
        k: v.phase for k, v in INSTRUMENTS.items()
    }
    lines = [line.strip() for line in alliancesim_("list", "instruments").stdout.splitlines()]
    assert lines.index("engage") < lines.index("realign") < lines.index("crises")


def test_the_list_of_mechanisms_says_how_to_switch_them_off_and_what_that_moves() -> None:
    rows = {row["name"]: row for row in told("list", "mechanisms")["mechanisms"]}
    assert rows["arms_race"]["neutral"] == {"parameters.arms.rival_gap": 0.0}
    assert rows["arms_race"]["moves"] == list(MECHANISMS["arms_race"].claims)
    assert rows["dispute_history"]["minimal"]
    assert not rows["arms_race"]["minimal"]


# --- explain -------------------------------------------------------------------------------------


def explained(name: str) -> dict[str, dict[str, Any]]:
    """Return what is known about a name, by kind."""
    return {item["kind"]: item for item in told("explain", name)["found"]}


def test_explain_a_parameter_with_or_without_its_section() -> None:
    (item,) = explained("trust.memory").values()
    assert item["default"] == catalogue()["trust.memory"].default
    assert item["unit"] == "years"
    assert item["range"] == "0.5 to 50"
    assert item["grade"] == "fitted"
    assert "phases.learn" in item["read_by"]
    assert explained("parameters.trust.memory")["parameter"] == item


def test_readers_see_through_local_names_and_arguments() -> None:
    assert explained("effects.information_half_life")["parameter"]["read_by"] == ["phases.settle"]
    assert "phases.crises.ladder" in explained("ladder.climb_war")["parameter"]["read_by"]


def test_explain_an_instrument() -> None:
    item = explained("joint_exercise")["instrument"]
    by_name = {row["coefficient"]: row for row in item["coefficients"]}
    record = INSTRUMENTS["joint_exercise"]
    assert by_name["gains.trust"]["value"] == record.gain("trust")
    assert by_name["gains.trust"]["unit"] == CHANNELS["trust"].unit
    assert by_name["provocation"]["source"] == record.provocation.source
    assert item["taken_up_by"] == ["learn", "settle"]
    assert item["helps"]
    assert item["backfires"]


def test_explain_tells_all_things_of_a_name() -> None:
    found = explained("trust")
    assert set(found) == {"channel", "group of parameters"}
    movers = {row["instrument"]: row["gain"] for row in found["channel"]["moved_by"]}
    assert movers == {
        name: record.gain("trust") for name, record in INSTRUMENTS.items() if record.gain("trust")
    }
    assert found["channel"]["taken_up_by"] == "learn"


def test_explain_a_field_a_phase_a_metric_a_doctrine_and_a_scenario() -> None:
    item = explained("posture")["field"]
    assert (item["written_by"], item["unit"]) == (FIELDS["posture"].writer, FIELDS["posture"].unit)
    assert "posture" in explained("settle")["phase"]["writes"]
    assert "posture" in explained("settle")["phase"]["takes_up"]
    assert explained("stability")["metric"]["formula"] == METRICS["stability"].doc
    assert "fitting_forces" in explained("interoperability_mean")["metric"]["moved_by"]
    assert explained("realist")["doctrine"]["weights"]["posture"] == 1.5
    assert explained("us_japan")["scenario"]["question"]


def test_explain_a_mechanism() -> None:
    record = MECHANISMS["closure"]
    item = explained("closure")["mechanism"]
    assert item["meaning"] == record.description
    assert item["covers"] == list(record.covers)
    assert item["moves"] == list(record.claims)
    assert item["switch"] == "mechanisms: {closure: off}"
    assert item["acts_in"]
    by_path = {row["path"]: row for row in item["neutral_values"]}
    assert by_path.keys() == record.neutral.keys()
    path = "pacts.formation.shared_allies"
    assert by_path[f"parameters.{path}"]["neutral"] == 0
    assert by_path[f"parameters.{path}"]["default"] == catalogue()[path].default
    assert explained("mechanisms.closure")["mechanism"] == item
    assert explained(path)["parameter"]["switched_off_by"] == ["closure"]


def test_explain_mechanisms_that_switch_instruments() -> None:
    found = explained("mediation")
    assert {"instrument", "mechanism"} <= found.keys()
    assert found["mechanism"]["acts_in"] == ["phases.crises"]
    assert found["instrument"]["taken_up_by"] == ["crises"]
    assert found["instrument"]["strength"] == INSTRUMENTS["mediation"].intensity
    assert explained("trust_building")["mechanism"]["acts_in"] == ["phases.learn"]
    assert explained("cost")["mechanism"]["acts_in"] == ["phases.engage"]


def test_explain_a_trend() -> None:
    record = TRENDS["unmanned"]
    item = explained("unmanned")["trend"]
    assert (item["from"], item["in_full_after"]) == (record.begins, f"{record.ramp:g} years")
    assert item["backfires"] == record.backfires
    rows = {row["path"]: row for row in item["changes"]}
    assert rows.keys() == record.coefficients().keys()
    drones = rows["shifts.ladder.climb_force"]
    assert (drones["kind"], drones["value"], drones["range"]) == ("shift", -0.2, "-0.6 to 0.3")
    assert (drones["grade"], rows["channels.counter_threat"]["kind"]) == ("literature", "factor")
    assert drones["source"] == record.shifts["ladder.climb_force"].source
    assert "unmanned" in explained("ladder.climb_force")["parameter"]["moved_by_trends"]
    assert "unmanned" in explained("channels.counter_threat")["channel"]["moved_by_trends"]


def test_explain_a_doctrine_and_a_preset() -> None:
    item, record = explained("constructivist")["doctrine"], DOCTRINES["constructivist"]
    assert (item["theory"], item["expects"]) == (record.theory, record.expects)
    assert (item["identity"], item["norms"], item["habit"]) == (1.8, 2.0, 1.4)
    item = explained("minimal")["preset"]
    assert item["instruments"] == list(PRESETS["minimal"].instruments or ())
    assert item["mechanisms"] == [name for name, known in MECHANISMS.items() if known.core]


def test_explain_a_scenario_names_its_switches() -> None:
    item = explained("teaching")["scenario"]
    assert item["preset"] == "full"
    assert item["mechanisms_off"] == []
    assert item["trends_on"] == []


@pytest.mark.parametrize(
    "name", ["joint_exercise", "trust", "us_japan", "crises", "closure", "ai", "constructivist"]
)
def test_explain_fits_a_terminal(name: str) -> None:
    done = alliancesim_("explain", name)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(name)
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_explain_an_unknown_name_gives_the_nearest() -> None:
    done = alliancesim_("explain", "joint_exercize")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "nothing is called 'joint_exercize'; did you mean 'joint_exercise'?\n"
    done = alliancesim_("explain", "trust.memroy", "--json")
    assert done.returncode == 2
    assert "trust.memory" in json.loads(done.stdout)["nearest"]
    assert alliancesim_("explain", "zzzzzz").stderr == "nothing is called 'zzzzzz'\n"


# --- schema and signals --------------------------------------------------------------------------


def test_schema_is_a_schema() -> None:
    schema = json.loads(alliancesim_("schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema == json.loads(alliancesim_("schema", "scenario").stdout)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a named pipe")
def test_an_interruption_ends_quietly_with_code_130(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "alliancesim", "validate", str(pipe)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=heed,  # noqa: PLW1509 - there are no threads yet
    )  # fmt: skip
    writing = os.open(pipe, os.O_WRONLY)  # returns once the verb has opened the other end
    limit = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < limit:
        time.sleep(1.0)  # by then it reads; before, an import may swallow the signal
        process.send_signal(signal.SIGINT)
    said, complained = process.communicate(timeout=20)
    os.close(writing)
    assert process.returncode == 130
    assert said == ""
    assert "Traceback" not in complained
