"""What the documentation says agrees with the code: tables, names, links, pictures."""

import re
from pathlib import Path

import pytest
import typer
from docs.markdown import between

import alliancesim as al
from alliancesim.cli import app
from alliancesim.cli.listing import LISTS
from alliancesim.cli.readers import groups
from alliancesim.doctrines import DOCTRINES
from alliancesim.events import KINDS
from alliancesim.instruments import CHANNELS, LEVERS, Instrument
from alliancesim.mechanisms import MECHANISMS, PRESETS
from alliancesim.metrics import METRICS
from alliancesim.parameters import catalogue
from alliancesim.results import SCHEMAS
from alliancesim.scenario.actors import ThreatActor
from alliancesim.scenario.events import ShockField
from alliancesim.scenario.organisations import Meeting, Organisation
from alliancesim.scenario.schema import Alliance, Clock, Dispute, Dyad, State
from alliancesim.trends import TRENDS, Trend
from alliancesim.world import FIELDS
from docs import generate
from tests.contract.test_house import PHASES
from tests.docs.pages import PAGES, ROOT, prose, read

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
PICTURE = re.compile(r"!\[[^\]]+\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
LARGEST_PICTURE = 300_000


def anchors(page: str) -> set[str]:
    """Return the anchors of the headings of a page, as GitHub makes them."""
    titles = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    kept = (re.sub(r"[^\w\- ]", "", title.lower()) for title in titles)
    return {title.strip().replace(" ", "-") for title in kept}


@pytest.mark.parametrize("page", PAGES)
def test_links_resolve(page: str) -> None:
    broken = []
    for target in LINK.findall(prose(page)):
        if target.startswith(("http://", "https://")):
            continue
        path, _, anchor = target.partition("#")
        file = ((ROOT / page).parent / path).resolve() if path else ROOT / page
        lost = not file.exists()
        if lost or (anchor and anchor not in anchors(str(file.relative_to(ROOT)))):
            broken.append(target)
    assert not broken


def test_pictures_are_there_and_small() -> None:
    named = [
        ((ROOT / page).parent / target).resolve()
        for page in PAGES for target in PICTURE.findall(read(page))
    ]  # fmt: skip
    kept = list((ROOT / "docs/images").iterdir())
    assert set(named) == set(kept)
    for picture in kept:
        assert picture.read_bytes().startswith(b"\x89PNG")
        assert picture.stat().st_size < LARGEST_PICTURE


def test_generated_pages_are_current() -> None:
    assert not generate.behind(), f"run {generate.COMMAND}"


def test_generating_needs_its_markers() -> None:
    page = "a\n<!-- x -->\nold\n<!-- /x -->\nb\n"
    assert between(page, "x", "new") == page.replace("old", "new")
    with pytest.raises(ValueError, match="markers 'y', found 0"):
        between(page, "y", "new")


def test_the_reference_names_everything_that_is_declared() -> None:
    page = read("docs/parameters.md")
    names = [item.rpartition(".")[2] for item in catalogue()]
    names += [*al.INSTRUMENTS, *CHANNELS, *MECHANISMS, *PRESETS, *TRENDS, *DOCTRINES]
    names += [*METRICS, *FIELDS, *KINDS]
    assert not [name for name in names if f"`{name}`" not in page and f"### {name}\n" not in page]


@pytest.mark.parametrize("page", PAGES)
def test_parameters_that_are_named_exist(page: str) -> None:
    known = {*catalogue(), *groups()}
    heads = {path.partition(".")[0] for path in known}
    named = {
        name for name in CODE.findall(prose(page)) if re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", name)
    }
    files = {f"{name}.parquet" for name in SCHEMAS}
    wrong = [n for n in named - files if n.partition(".")[0] in heads and n not in known]
    assert not wrong


def test_the_model_page_has_every_equation_and_group() -> None:
    page = read("docs/model.md") + read("docs/crises.md")
    for number in range(1, 16):
        assert f"**Equation {number}," in page
    assert not [name for name in groups() if f"`{name}" not in page and name not in OTHERWISE]


OTHERWISE = {"expected_utility", "force", "pacts", "perception", "threat", "blocs", "basing"}
"""Groups that the pages name by their parameters inside equations, or by their inner groups."""


@pytest.mark.parametrize(
    ("page", "row"), [("docs/model.md", r"^\d+ +([a-z]+) "), ("docs/odd.md", r"^\| `([a-z]+)` \|")]
)
def test_pages_tell_the_phases_in_their_order(page: str, row: str) -> None:
    told = [name for name in re.findall(row, read(page), re.MULTILINE) if name in PHASES]
    assert told[: len(PHASES)] == list(PHASES)
    assert generate.PHASES == PHASES


def test_the_page_on_switches_names_every_lever() -> None:
    page = read("docs/switches.md")
    assert not [name for name in LEVERS if f"| `{name}` |" not in page]


def test_the_guide_names_every_key() -> None:
    page = read("docs/scenario-files.md")
    whole = page.replace("\n", " ")
    models = (Clock, State, Dyad, Alliance, Dispute, Organisation, Meeting, ThreatActor, Trend,
              Instrument)  # fmt: skip
    for model in models:
        for name, field in model.model_fields.items():
            key = field.alias or name
            assert f"`{key}`" in page or f"{key}:" in whole or key in ("turn", "covers"), key
    for pushed in ShockField.__args__:  # type: ignore[attr-defined]
        assert f"`{pushed}`" in page


def test_the_results_page_names_every_table_and_column() -> None:
    page = read("docs/results.md")
    results = al.run("us_japan", years=1, seed=1)
    assert set(results.tables) == set(SCHEMAS)
    for name in results.tables:
        assert f"`{name}.parquet`" in page
        if name == "metrics":
            continue
        start = page.index(f"**{name}**:")
        section = page[start : page.find("\n\n**", start)]
        missing = [c for c in results.tables[name].column_names if f"`{c}`" not in section]
        assert not missing, name
    assert not [key for key in ("seed", "content_hash") if key not in results.manifest]


def verbs() -> set[str]:
    """Return the verbs of the command line."""
    return set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("page", PAGES)
def test_verbs_that_are_named_exist(page: str) -> None:
    named = set(re.findall(r"\balliancesim ([a-z]+)\b", "\n".join(CODE.findall(read(page)))))
    assert named <= verbs()


def test_the_readme_names_every_verb_and_list() -> None:
    page = read("README.md")
    for verb in verbs():
        assert f"`alliancesim {verb}" in page
    for what in LISTS:
        assert f"`{what}`" in page


def test_no_page_names_a_machine() -> None:
    pattern = re.compile(r"/(home|root|tmp|work|Users)/")
    assert not [page for page in PAGES if pattern.search(read(page))]
    for module in Path(generate.__file__).parent.glob("*.py"):
        assert not pattern.search(module.read_text(encoding="utf-8"))
