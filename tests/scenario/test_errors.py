"""Everything that can be wrong in a file is told with file, line, key and the nearest name."""

import json
import time
from pathlib import Path

import pytest

from alliancesim.scenario import ScenarioError, load, override, parse_assignment
from tests.scenario.small_case import SMALL, changed, line_of, refused, write

WRONG = [
    # what is replaced, by what, line marker, key, what the message says
    ("memory: 6", "memroy: 6", "parameters.trust.memroy", "did you mean 'memory'?"),
    ("parameters:", "paramters:", "paramters", "did you mean 'parameters'?"),
    ("lon: 139.7", "lng: 139.7", "states.JPN.location.lng", "did you mean 'lon'?"),
    ("level: 3", "levle: 3", "events.4.levle", "did you mean 'level'?"),
    ("provocation: 0.1", "provokation: 0.1", "instruments.joint_exercise.provokation",
     "did you mean 'provocation'?"),
    ("capability: 0.03", "capability: -0.1", "states.JPN.capability",
     "-0.1 is out of range; expected above 0 and at most 1 (share of system)"),
    ("capability: 0.03", "capability: 0", "states.JPN.capability", "out of range"),
    ("memory: 6", "memory: 99", "parameters.trust.memory",
     "99 is out of range; expected 0.5 to 50 (years)"),
    ("output: 4200", "output: lots", "states.JPN.output",
     "expected a number (bn USD), got the text 'lots'"),
    ("output: 4200", "output: true", "states.JPN.output", "expected a number (bn USD), got true"),
    ("output: 4200", "output: [1, 2]", "states.JPN.output", "got a list"),
    ("output: 4200", "output:", "states.JPN.output", "got nothing"),
    ("output: 4200", "output: .nan", "states.JPN.output", "expected a finite number"),
    ("output: 4200", "output: {value: 4, unit: mn USD}", "states.JPN.output",
     "unit is 'mn USD', but 'bn USD' is expected"),
    ("output: 4200", "output: {source: nmc}", "states.JPN.output.value", "is missing"),
    ("memory: 6", "memory: yes", "parameters.trust.memory", "got the text 'yes'"),
    ("rivalry: true", "rivalry: 1", "dyads.JPN-CHN.rivalry", "expected true or false, got 1"),
    ("trust: 0.1", "trust: 1.5", "dyads.JPN-CHN.trust", "1.5 is out of range; expected 0 to 1"),
    ("[0.8, 0.7]", "[0.8, 7]", "dyads.USA-JPN.trust.1", "7 is out of range"),
    ("[0.8, 0.7]", "[0.8]", "dyads.USA-JPN.trust", "expected at least 2, got 1"),
    ("trust: 0.1", "contiguity: 1.5", "dyads.JPN-CHN.contiguity", "expected a whole number"),
    ("name: Japan", "name: 7", "states.JPN.name", "expected text, got 7; put it in quotes"),
    ("{order: 1}", "{order: 0.7}", "states.JPN.salience", "salience sums to 0.7"),
    ("{order: 1}", "{ordre: 1}", "states.JPN.salience.ordre", "did you mean 'order'?"),
    ("{order: 0.7}", "{}", "states.JPN.interests", "has no position on 'order'"),
    ("{order: 0.7}", "{order: 0.7, odrer: 1}", "states.JPN.interests.odrer", "'order'?"),
    ("horizon: 10", "end: 2020-01-01", "clock.end", "2020-01-01 is not after start 2024-01-01"),
    ("horizon: 10", "end: soon", "clock.end", "'soon' is not a date of the form YYYY-MM-DD"),
    ("horizon: 10", "end: 2025-02-30", "clock.end", "'2025-02-30' is not a date"),
    ("start: 2024-01-01", "start: 2024", "clock.start", "expected a date (YYYY-MM-DD), got 2024"),
    ("horizon: 10", "horizon: 0", "clock.horizon", "expected above 0 and at most 1000"),
    ("2024-01-01", "9999-01-01", "clock", "beyond the year 9999"),
    ("step: month", "step: week", "clock.step", "'week' is not one of month, quarter, year"),
    ("members: [USA, JPN], ", "members: [USA, JPM], ", "alliances.treaty.members.1",
     "unknown state 'JPM'; did you mean 'JPN'?"),
    ("members: [USA, JPN], ", "members: [USA, USA], ", "alliances.treaty.members.1", "twice"),
    ("members: [USA, JPN], ", "members: USA, ", "alliances.treaty.members", "expected a list"),
    ("signed: 1960", "outside_members: [CHN], signed: 1960", "alliances.treaty.outside_members.0",
     "is a state of the scenario"),
    ("signed: 1960", "signed: 2060", "alliances.treaty.signed", "after the start"),
    ("[defence]", "[defense]", "alliances.treaty.obligations.0", "did you mean 'defence'?"),
    ("[[JPN], [CHN]]", "[[JPN], [CHM]]", "disputes.islands.sides.1.0", "did you mean 'CHN'?"),
    ("[[JPN], [CHN]]", "[[JPN], [JPN]]", "disputes.islands.sides.1.0", "is on two sides"),
    ("[[JPN], [CHN]]", "[[JPN], []]", "disputes.islands.sides.1", "is empty"),
    ("0.6, sides", "6, sides", "disputes.islands.salience", "6 is out of range"),
    ("[[JPN], [CHN]], source: nmc", "[[JPN], [CHN]], source: nmx", "disputes.islands.source",
     "'nmx' is no key of sources; add it there, or cite the source in words; did you mean 'nmc'?"),
    ("value: 0.14, source: nmc", "value: 0.14, source: mnc", "states.USA.capability.source",
     "did you mean 'nmc'?"),
    ("  USA-JPN:", "  USA-JPM:", "dyads.USA-JPM", "unknown state 'JPM'; did you mean 'JPN'?"),
    ("  USA-JPN:", "  USA:", "dyads.USA", "two states with a hyphen"),
    ("  USA-JPN:", "  USA-USA:", "dyads.USA-USA", "no dyad with itself"),
    ("  USA-JPN:", "  CHN-JPN:", "dyads.JPN-CHN", "is given already, as 'CHN-JPN'"),
    ("  CHN:\n", "  C-N:\n", "states.C-N", "is not a name"),
    ("doctrine: realist", "doctrine: realism", "states.CHN.doctrine", "did you mean 'realist'?"),
    ("interests:\n  order:", "doctrine: realistt\ninterests:\n  order:", "doctrine",
     "unknown doctrine 'realistt'; did you mean 'realist'?"),
    ("kind: engage", "kind: engagement", "events.0.kind", "did you mean 'engage'?"),
    ("kind: engage, ", "", "events.0", "expected a mapping with a key 'kind'"),
    ("date: 2025-03-01, ", "", "events.0.date", "is missing"),
    ("2025-03-01", "2023-12-31", "events.0.date",
     "2023-12-31 is outside the run, 2024-01-01 to before 2034-01-01"),
    ("2025-03-01", "2034-01-01", "events.0.date", "outside the run"),
    ("instrument: joint_exercise", "instrument: joint_exercises", "events.0.instrument",
     "unknown instrument 'joint_exercises'; did you mean 'joint_exercise'?"),
    ("actors: [USA, JPN]}", "actors: [USA, JAP]}", "events.0.actors.1", "unknown state 'JAP'"),
    ("actors: [USA, JPN]}", "actors: [USA]}", "events.0.actors", "expected at least 2, got 1"),
    ("actors: [JPN, CHN]", "actors: [JPN]", "events.1.actors", "name at least two"),
    ("field: tension", "field: tensions", "events.1.field", "did you mean 'tension'?"),
    (", obligations: [consultation]", "", "events.2.obligations", "'pact' is a new alliance"),
    ("alliance: pact, members: [CHN]", "alliance: pakt, members: [CHN]", "events.3.alliance",
     "unknown alliance 'pakt'; did you mean 'pact'?"),
    ("2028-01-01", "2026-06-01", "events.3.alliance", "unknown alliance 'pact'"),
    ("level: 3", "level: 7", "events.4.level", "7 is out of range; expected 2 to 5"),
    ("path: parameters.trust.memory", "path: parameters.trust.memroy", "events.5.value",
     "unknown key 'memroy' in parameters.trust; did you mean 'memory'?"),
    ("path: parameters.trust.memory", "path: states.JPN.capability", "events.5.path",
     "cannot be set during a run"),
    ("path: parameters.trust.memory, value: 5", "path: instruments.dialogue, value: null",
     "events.5.value", "nothing can be added or taken away"),
    ("path: parameters.trust.memory, value: 5",
     "path: instruments.x, value: {name: X, description: x}", "events.5.value",
     "declare the instrument, and set its enabled"),
    ("value: 5}", "value: much}", "events.5.value", "expected a number (years)"),
    ("{provocation: 0.1}", "{provocation: 3}", "instruments.joint_exercise.provocation",
     "3 is outside its range -0.3 to 0.3"),
    ("{provocation: 0.1}", "{gains: {trsut: 0.1}}", "instruments.joint_exercise",
     "unknown channel 'trsut'"),
    ("joint_exercise: {provocation", "my_exercise: {provocation", "instruments.my_exercise.name",
     "is missing"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "key", "says"), WRONG)
def test_wrong_content_is_told_at_its_line_and_key(
    tmp_path: Path, old: str, new: str, key: str, says: str
) -> None:
    text = changed(old, new)
    path = write(tmp_path, text)
    found = [item for item in refused(path).problems if item.key == key]
    assert found, [str(item) for item in refused(path).problems]
    assert says in str(found[0])
    assert found[0].file == str(path)
    near = line_of(SMALL, old)
    assert found[0].line is not None
    # What is missing is told where its mapping begins, at most a state's length above.
    assert near - 9 <= found[0].line <= near + 2


def test_line_is_exact_where_a_value_is_wrong(tmp_path: Path) -> None:
    text = changed("capability: 0.03", "capability: -0.1")
    path = write(tmp_path, text)
    assert str(refused(path)) == (
        f"{path}:{line_of(text, '-0.1')}: states.JPN.capability: -0.1 is out of range;"
        " expected above 0 and at most 1 (share of system)"
    )


def test_a_new_instrument_is_no_lever_of_a_phase(tmp_path: Path) -> None:
    lever = "  good_offices: {name: X, description: x, phase: crises}\n"
    text = changed("instruments:\n", f"instruments:\n{lever}")
    path = write(tmp_path, text)
    assert str(refused(path)) == (
        f"{path}:{line_of(text, 'phase: crises')}: instruments.good_offices.phase:"
        " no phase looks for a lever 'good_offices'; a new instrument is an engagement"
    )


def test_unknown_key_reads_as_a_sentence(tmp_path: Path) -> None:
    text = changed("memory: 6", "memroy: 6")
    path = write(tmp_path, text)
    assert str(refused(path)) == (
        f"{path}:{line_of(text, 'memroy')}: unknown key 'memroy' in parameters.trust;"
        " did you mean 'memory'?"
    )


def test_paths_below_the_working_directory_are_shown_relative(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, changed("memory: 6", "memroy: 6"))
    monkeypatch.chdir(tmp_path)
    assert str(refused("case.yaml")).startswith("case.yaml:")
    assert str(refused(tmp_path / "case.yaml")).startswith("case.yaml:")


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (changed("  CHN:\n", "  JPN:\n"), line_of(SMALL, "  CHN:"),
         f"state 'JPN' appears twice (first at line {line_of(SMALL, '  JPN:')})"),
        (changed("    regime: 0.08\n", "    regime: 0.08\n    regime: 0.09\n"),
         line_of(SMALL, "    regime: 0.08") + 1, "key 'regime' appears twice"),
        (changed("trust: {memory", "trust: [memory"), None, "is not valid YAML"),
        (changed("    regime: 0.08", "\tregime: 0.08"), line_of(SMALL, "    regime: 0.08"),
         "a tab where YAML wants spaces at column 1"),
        (changed("name: Japan", 'name: "Japan'), None, "is not valid YAML"),
        ("", None, "is empty"),
        ("# only a comment\n", None, "is empty"),
        ("---\n", None, "is empty"),
        ("- a\n- b\n", 1, "holds a list; a scenario is a mapping"),
        ("just text\n", 1, "holds 'just text'; a scenario is a mapping"),
        ("7\n", 1, "holds 7"),
        (SMALL + "---\n" + SMALL, SMALL.count("\n") + 1, "a second document begins here"),
        (SMALL.encode("utf-16"), 1, "is not UTF-8 text"),
        (SMALL.replace("Japan", "Japón").encode("latin-1"), line_of(SMALL, "name: Japan"),
         "is not UTF-8 text"),
        (SMALL.replace("Japan", "Ja\0pan"), line_of(SMALL, "name: Japan"),
         "holds the control character '\\x00'"),
        (changed("name: Japan", 'name: "\\ud800"'), line_of(SMALL, "name: Japan"),
         "half a character"),
        (changed("name: Japan", 'name: "\\UFFFFFFFF"'), None, "is not valid YAML"),
        (changed("name: Japan", "name: !!python/name:os.system x"), line_of(SMALL, "name: Japan"),
         "remove it"),
        (changed("name: Japan", "name: *nobody"), line_of(SMALL, "name: Japan"),
         "the alias 'nobody' stands for nothing above"),
        (changed("{memory: 6}", "&a {memory: 6, deeper: *a}"), line_of(SMALL, "{memory"),
         "stands for nothing above"),
        ("[" * 100_000, 1, "is nested more than 50 levels deep"),
        ("name: x\nstates: " + "{a: " * 5000 + "1" + "}" * 5000, 2, "nested more than 50 levels"),
        ("? [a]\n: b\n", 1, "a key must be a single word or text"),
        ("name: &n x\n*n : y\n", 2, "an alias cannot be a key"),
    ],
)  # fmt: skip
def test_text_that_cannot_be_read(
    tmp_path: Path, text: str | bytes, line: int | None, says: str
) -> None:
    path = write(tmp_path, text)
    (only,) = refused(path).problems
    assert says in only.message
    assert only.file == str(path)
    if line is not None:
        assert only.line == line


def test_aliases_cannot_blow_up(tmp_path: Path) -> None:
    wide = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 12)
    )
    assert "values" in str(refused(write(tmp_path, wide)))
    deep = "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, 2000))
    assert "levels deep" in str(refused(write(tmp_path, deep)))


def test_python_data_that_is_too_deep_or_contains_itself_is_refused() -> None:
    circle: dict[str, object] = {"name": "x"}
    circle["states"] = circle
    with pytest.raises(ScenarioError, match="levels deep"):
        load(circle)


def test_a_file_that_is_too_large_is_refused_quickly(tmp_path: Path) -> None:
    path = write(tmp_path, b"# " + b"x" * 5_000_001)
    assert "larger than 5 MB" in str(refused(path))


def test_ten_thousand_states_fail_fast(tmp_path: Path) -> None:
    block = SMALL[SMALL.index("    name: Japan") : SMALL.index("    salience")]
    text = SMALL[: SMALL.index("  USA:")] + "".join(f"  S{i}:\n{block}" for i in range(10_000))
    path = write(tmp_path, text)
    begin = time.perf_counter()
    (only,) = refused(path).problems
    assert time.perf_counter() - begin < 5
    assert only.key == "states"
    assert "more than 1000 states" in only.message
    assert only.line == line_of(text, "  S1000:")


def test_too_many_states_are_refused_from_data_too() -> None:
    with pytest.raises(ScenarioError, match="1001 states are more than 1000"):
        load({"name": "x", "states": {f"S{i}": {} for i in range(1001)}})


def test_missing_files_suggest_names_and_neighbours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = {"us_japan": tmp_path / "elsewhere.yaml"}
    monkeypatch.setattr("alliancesim.scenario.files.library", lambda: library)
    write(tmp_path, SMALL, "us_japan_2024.yaml")
    monkeypatch.chdir(tmp_path)
    error = str(refused("us_japn"))
    assert "no such file, and no such scenario in the library" in error
    assert "did you mean 'us_japan'?" in error
    error = str(refused("us_japan_2042.yaml"))
    assert "the nearest file is 'us_japan_2024.yaml'" in error
    assert "did you mean" not in str(refused("entirely_different"))


def test_a_folder_an_unreadable_name_and_an_empty_name_are_refused(tmp_path: Path) -> None:
    assert "is a folder" in str(refused(tmp_path))
    assert "is a folder" in str(refused(f"{tmp_path}/"))
    assert "is a folder" in str(refused(""))
    assert "cannot be opened" in str(refused("a\0b.yaml"))
    assert "cannot be opened" in str(refused("x" * 5000))


def test_a_file_without_permission_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, SMALL)

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    (only,) = refused(path).problems
    assert only.message == "cannot be read: Permission denied"


def test_all_problems_are_kept_and_ten_are_shown(tmp_path: Path) -> None:
    text = SMALL
    for key in ("capability", "output", "burden", "regime", "region"):
        text = text.replace(f"    {key}:", f"    {key}x:")
    error = refused(write(tmp_path, text))
    assert len(error.problems) == 30
    assert len(str(error).splitlines()) == 11
    assert str(error).endswith("and 20 more")


def test_messages_show_nothing_of_the_machinery(tmp_path: Path) -> None:
    for old, new, *_ in WRONG:
        message = str(refused(write(tmp_path, changed(old, new))))
        for word in ("pydantic", "http", "function-", "[type=", "Input should", "validation error"):
            assert word not in message


def test_names_from_the_file_stay_on_one_line(tmp_path: Path) -> None:
    text = changed("memory: 6", '"me\\nmo\\u001b[31mry": 6')
    error = refused(write(tmp_path, text))
    assert len(str(error).splitlines()) == len(error.problems) == 1
    assert "\x1b" not in str(error)


def test_assignments_name_the_option_not_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, SMALL)
    with pytest.raises(ScenarioError) as caught:
        load(path, {"parameters.trust.memroy": 5})
    assert str(caught.value) == (
        "--set: unknown key 'memroy' in parameters.trust; did you mean 'memory'?"
    )
    with pytest.raises(ScenarioError, match=r"--set: states\.JPN\.burden: 2 is out of range"):
        override(load(path), {"states.JPN.burden": 2})
    with pytest.raises(ScenarioError, match="not a dotted path"):
        load(path, {"parameters..memory": 5})


@pytest.mark.parametrize("text", ["parameters.trust.memory", "=5", "a..b=5", "x=[1", ""])
def test_malformed_assignments_are_refused(text: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        parse_assignment(text)
    assert caught.value.problems[0].file == "--set"


def test_problems_can_be_written_as_json(tmp_path: Path) -> None:
    (only,) = refused(write(tmp_path, changed("memory: 6", "memroy: 6"))).problems
    data = json.loads(json.dumps(vars(only)))
    assert data["suggestion"] == "memory"
    assert data["key"] == "parameters.trust.memroy"
